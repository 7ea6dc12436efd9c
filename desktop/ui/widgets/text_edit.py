"""A field of several lines that grows with its text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark, takes_escape

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_LINES = 2


class TextEdit(QPlainTextEdit):
    """A field of several lines. Signals: `saved` on Ctrl+Enter; `left` on Escape."""

    saved = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        mark(self, role="input")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        theme().changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        return self.toPlainText().strip()

    def setPlaceholderText(self, text: str) -> None:
        super().setPlaceholderText(text)
        self.viewport().update()  # Qt draws other words only once something is typed

    def _restyle(self) -> None:
        self.setFont(theme().font("reading"))
        self._fit()

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), _LEAST_LINES)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * min(lines, 12) + 20)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def event(self, event: QEvent) -> bool:
        return takes_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
