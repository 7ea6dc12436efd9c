"""One focus ring a window: 2 px with a gap of 2, shown on keyboard focus only."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextBrowser,
    QWidget,
)

from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box

_OWN_FOCUS = (QLineEdit, QComboBox, QAbstractScrollArea)  # these draw their focus themselves,
_TEXT = QTextBrowser  # but not what is only read


class FocusRing(QWidget):
    """Made once by the window; follows the focused widget, its moves and the window's scrolling."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target = None
        window = self.parentWidget()
        by_keys = window is not None and window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        drawn = isinstance(new, _OWN_FOCUS) and not isinstance(new, _TEXT)
        if new is None or not by_keys or new.window() is not window or drawn:
            self.hide()
            return
        self._target = new
        new.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Paint):
            self._follow()
        elif kind in (QEvent.Type.Hide, QEvent.Type.MouseButtonPress):
            self.hide()
        return False

    def _follow(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not target.isVisible():
            self.hide()
            return
        out = theme().size("border", "focus") + theme().size("border", "focus_gap")
        seen = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        around = target.parentWidget()
        while around is not None and around is not window:  # of a long answer, what is not scrolled away
            seen &= QRect(around.mapTo(window, QPoint(0, 0)), around.size())
            around = around.parentWidget()
        if seen.isEmpty():
            self.hide()
            return
        wanted = seen.adjusted(-out, -out, out, out)
        if wanted != self.geometry() or not self.isVisible():
            self.setGeometry(wanted)
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(
            painter, QRectF(self.rect()), theme().radius("item"), "", "focus", theme().size("border", "focus")
        )
        painter.end()
