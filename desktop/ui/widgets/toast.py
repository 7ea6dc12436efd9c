"""A short message at the bottom, six seconds, with undo; it stays under the pointer or the focus."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QPoint, QPropertyAnimation, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.announcing import announce
from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark, row
from desktop.ui.widgets.button import Button, IconButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.translated import Translated

SHOWN_MS = 6000
_BESIDE, _OVER = 24, 16  # px that stay free at each side of the window; over and under several lines


class Toast(Translated, QFrame):
    """One at a time: a new message replaces the old one, whose `expired` is called first. `foot` says how
    many pixels at the bottom of the window stay free."""

    def __init__(self, window: QWidget, foot: Callable[[], int] = lambda: 0) -> None:
        super().__init__(window)
        self._foot = foot
        mark(self, card="toast")
        layout = row(self, 12, (16, 0, 8, 0))
        self._label = Label("", "body", "on_tooltip")
        self.action = _ToastAction()
        self._close = IconButton("x", "", size=16)
        self._close.set_colour("on_tooltip")
        layout.addWidget(self._label, 1)
        layout.addSpacing(40)
        layout.addWidget(self.action)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._expire)
        self._on_action: Callable[[], None] | None = None
        self._on_expire: Callable[[], None] | None = None
        theme().changed.connect(self._refit)
        self.action.clicked.connect(self._act)
        self._close.clicked.connect(self._finish)
        self.retranslate()
        self.hide()

    def show_message(
        self,
        text: str,
        action: str = "",
        acted: Callable[[], None] | None = None,
        expired: Callable[[], None] | None = None,
    ) -> None:
        """`acted` is called when the action is clicked; `expired` when the toast goes without it."""
        self._finish()
        self._label.setText(text)
        self.setAccessibleName(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._on_action, self._on_expire = acted, expired
        self.place()
        self.show()
        self.raise_()
        self._slide()
        self._timer.start(SHOWN_MS)
        announce(self, f"{text}. {action}" if action else text)

    def _slide(self) -> None:
        slide = QPropertyAnimation(self, b"pos", self)
        slide.setDuration(theme().motion("toast"))
        slide.setStartValue(self.pos() + QPoint(0, 16))
        slide.setEndValue(self.pos())
        slide.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)

    def text(self) -> str:
        return self._label.text() if self.isVisible() else ""

    def place(self) -> None:
        """Bottom centre of the window; called again when the window is resized."""
        window = self.parentWidget()
        if window is not None:
            self._fit(window.width() - 2 * _BESIDE)
            bottom = max(self._foot(), 24)
            self.move((window.width() - self.width()) // 2, window.height() - self.height() - bottom)

    def _refit(self) -> None:
        """Of another size of text, once all parts have taken it."""
        if self.isVisible():
            QTimer.singleShot(0, self, self.place)

    def _fit(self, most: int) -> None:
        """In one line where there is room for it, else in several: all of it is read."""
        self._label.setWordWrap(False)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self._label.setWordWrap(layout.totalSizeHint().width() > most)
        layout.activate()
        wraps = self._label.wordWrap()
        width = most if wraps else layout.totalSizeHint().width()
        words = layout.totalHeightForWidth(width) + _OVER if wraps else 0
        self.setFixedSize(width, max(theme().height("toast"), words))

    def _expire(self) -> None:
        focus = self.window().focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus) and focus.hasFocus()):
            self._timer.start(1000)
            return
        self._finish()

    def _act(self) -> None:
        done, self._on_action, self._on_expire = self._on_action, None, None
        self._finish()
        if done is not None:
            done()

    def _finish(self) -> None:
        self._timer.stop()
        self.hide()
        expired, self._on_expire = self._on_expire, None
        if expired is not None:
            expired()

    def retranslate(self) -> None:
        self._close.set_name(self.tr("Close"))


class _ToastAction(Button):
    """The action within a toast: underlined, in the toast's own colour."""

    def __init__(self) -> None:
        super().__init__("", "toast")

    def _restyle(self) -> None:
        super()._restyle()
        font = self.font()
        font.setUnderline(True)
        self.setFont(font)
