"""The field a question is typed in: one to eight lines, grows with the text."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from desktop.ui.theme import theme

MOST_LINES = 8


class QuestionEdit(QPlainTextEdit):
    """Enter sends, Shift+Enter begins a line.

    Signals: `sent`; `stopped` on Escape; `earlier` on ↑ in an empty field; `focused(bool)`; `pasted(paths)`
    files instead of words.
    """

    sent = Signal()
    stopped = Signal()
    earlier = Signal()
    focused = Signal(bool)
    pasted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)
        theme().changed.connect(self._restyle)
        self.setFont(theme().font("answer"))
        self._fit()

    def text(self) -> str:
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Replace what is typed; the cursor goes to the end."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def setPlaceholderText(self, text: str) -> None:
        changed = text != self.placeholderText()
        super().setPlaceholderText(text)
        if changed and self.isVisible():
            self.viewport().update()  # Qt draws other words only once something is typed

    def _restyle(self) -> None:
        self.setFont(theme().font("answer"))
        self.viewport().setFont(theme().font("answer"))  # the placeholder's
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        lines = max(int(self.document().size().height()), 1)
        height = metrics.lineSpacing() * min(lines, MOST_LINES) + 6
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > MOST_LINES else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.sent.emit()
        elif key == Qt.Key.Key_Escape:
            self.stopped.emit()
        elif key == Qt.Key.Key_Up and not self.toPlainText():
            self.earlier.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.pasted.emit(files)
        else:
            super().insertFromMimeData(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are dropped on the window, not as their addresses into the text."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
