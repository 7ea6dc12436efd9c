"""Where the window shows itself besides its frame: icon in the tray, notifications of the system, a badge."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from desktop.ui.theme import theme
from desktop.ui.tray import can_stay
from desktop.ui.widgets.translated import Translated

TOLD_MS = 10_000  # how long a notification stays


class Presence(Translated, QWidget):
    """Made once by the window. Never shown itself: its words follow the language. Signals: `wanted` the
    window is asked for; `quitting` everything is to end."""

    wanted = Signal()
    quitting = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._window, self._icon, self.unseen = window, None, 0
        self._menu = QMenu(window)
        self._open, self._quit = self._menu.addAction(""), self._menu.addAction("")
        self._open.triggered.connect(self.wanted)
        self._quit.triggered.connect(self.quitting)
        window.installEventFilter(self)
        self.retranslate()

    _icon: QSystemTrayIcon | None

    @property
    def in_tray(self) -> bool:
        """Whether a hidden window can be found again."""
        return self._icon is not None and self._icon.isVisible()

    def set_tray(self, wanted: bool) -> None:
        """Show the icon in the tray, or take it away; nothing on a desktop without one."""
        if wanted and self._icon is None and can_stay():
            self._icon = self._made()
            self._icon.show()
        elif not wanted and self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def notify(self, title: str, sentence: str) -> None:
        """Long work has ended: a notification of the system and a number at the icon, unless the window is in
        front. On a desktop without a tray the window asks for attention as others do."""
        if self._window.isActiveWindow():
            return
        self.unseen += 1
        _badge(self.unseen)
        QApplication.alert(self._window)
        if not QSystemTrayIcon.supportsMessages() or not can_stay():
            return
        icon = self._icon or self._made()
        if icon is not self._icon:  # only for the message
            icon.show()
            icon.messageClicked.connect(icon.deleteLater)
            QTimer.singleShot(TOLD_MS, icon, icon.deleteLater)
        icon.showMessage(title, sentence, QIcon(theme().logo(64)), TOLD_MS)

    def seen(self) -> None:
        """The window is in front: nothing is unseen any more."""
        if self.unseen:
            self.unseen = 0
            _badge(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.seen()
        return False

    def _made(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(QIcon(theme().logo(64)), self)
        icon.setToolTip(self._window.windowTitle())
        icon.setContextMenu(self._menu)
        icon.messageClicked.connect(self.wanted)
        icon.activated.connect(self._activated)
        return icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.wanted.emit()

    def retranslate(self) -> None:
        self._open.setText(self.tr("Open Bukvar"))
        self._quit.setText(self.tr("Quit"))


def _badge(count: int) -> None:
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        app.setBadgeNumber(count)
