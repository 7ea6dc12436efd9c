"""The stored text of a place, for formats that have no pages, with the quoted words marked."""

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from desktop.ui.theme import theme
from desktop.ui.widgets.base import mark
from workers.contract.specs import PageView

MARGIN = 24


class PageText(QTextEdit):
    """Read-only paper with the text of one page or place."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Text of the document"))
        mark(self, role="paper")
        self._view: PageView | None = None
        self._zoom = 100
        theme().changed.connect(self._restyle)

    def show_view(self, view: PageView, zoom: int) -> None:
        """Show the text of `view` with its highlight, scrolled to it."""
        if view == self._view and zoom == self._zoom:
            return
        self._view, self._zoom = view, zoom
        self._restyle()

    def highlighted(self) -> str:
        """The marked words."""
        view = self._view
        if view is None or len(view.highlight) != 2:
            return ""
        return view.text[view.highlight[0] : view.highlight[1]]

    def _restyle(self) -> None:
        view = self._view
        if view is None:
            return
        font = theme().font("body")
        font.setPixelSize(font.pixelSize() * self._zoom // 100)
        self.setFont(font)
        self.setPlainText(view.text)
        self.document().setDocumentMargin(MARGIN)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        colour = QTextCharFormat()
        colour.setForeground(theme().colour("paper_text"))
        cursor.setCharFormat(colour)  # new text takes over the old marks otherwise
        block = QTextBlockFormat()
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(block)
        self._mark_words(view)

    def _mark_words(self, view: PageView) -> None:
        if len(view.highlight) != 2:
            return
        start, end = view.highlight
        cursor = QTextCursor(self.document())
        cursor.setPosition(_utf16(view.text, start))
        cursor.setPosition(_utf16(view.text, end), QTextCursor.MoveMode.KeepAnchor)
        marker = QTextCharFormat()
        marker.setBackground(theme().colour("marker"))
        marker.setForeground(theme().colour("marker_text"))
        cursor.mergeCharFormat(marker)
        place = QTextCursor(self.document())
        place.setPosition(cursor.selectionStart())
        self.setTextCursor(place)
        top = self.cursorRect(place).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(top - self.viewport().height() // 3, 0))


def _utf16(text: str, offset: int) -> int:
    """A character offset as Qt counts: in UTF-16 units, every newline one."""
    return len(text[: max(offset, 0)].encode("utf-16-le")) // 2
