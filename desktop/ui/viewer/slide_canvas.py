"""The stored text of slides, each as a card of the shape of a slide under its number."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextBlockFormat, QTextCursor

from desktop.ui.theme import theme
from desktop.ui.viewer.document_model import DocumentModel
from desktop.ui.viewer.text_canvas import TextCanvas
from desktop.ui.widgets.base import mark, paint_box

_EDGE, _PAD = 16, 28  # px: beside a card, of a card around its text
_GAP = 12  # px between a card and the number of the next one
_SHAPE = 9 / 16  # height to width; one with more text is higher


class SlideCanvas(TextCanvas):
    """A text as any other, with its marks, hits and chosen words; what is painted below it are cards."""

    _named_from = 1

    def __init__(self, model: DocumentModel) -> None:
        super().__init__(model)
        mark(self, role="slides")

    def cards(self) -> list[QRectF]:
        """Where the cards of the slides stand that begin in what is here, as places in the document."""
        return [box for _, _, box in self._slides()]

    def _above(self) -> int:
        return _PAD + theme().line("caption") + _GAP

    def _place_in_front(self) -> int:
        """Of the card in the middle: below the words of a slide, those of the next one may be nearer."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        under = [first for first, _, card in self._slides() if card.top() <= middle]
        return under[-1].position() if under else super()._place_in_front()

    def _format(self) -> None:
        super()._format()
        self.document().setDocumentMargin(_EDGE + _PAD)
        title = theme().font("section")
        title.setPixelSize(title.pixelSize() * self.model.zoom // 100)
        for block, _ in self._beginnings():
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            form = cursor.charFormat()
            form.setFont(title)
            cursor.mergeCharFormat(form)
        self._space()

    def _space(self) -> None:
        """Room between the slides: what each card lacks to its shape, its borders, and the number above."""
        before = 0.0
        above = self._above()
        for first, last, _ in self._slides():
            room = QTextBlockFormat()
            room.setTopMargin(before + above)
            QTextCursor(first).mergeBlockFormat(room)
            before = self._lacking(first, last) + _PAD + _GAP
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(above + _GAP)
        frame.setBottomMargin(before + _GAP)
        self.document().rootFrame().setFrameFormat(frame)

    def _slides(self) -> list[tuple[QTextBlock, QTextBlock, QRectF]]:
        """First and last block of each slide, and its card."""
        firsts = [block for block, _ in self._beginnings()]
        found = []
        for at, first in enumerate(firsts):
            last = firsts[at + 1].previous() if at + 1 < len(firsts) else self.document().lastBlock()
            text = self._box(first).united(self._box(last))
            width = self.viewport().width() - 2 * _EDGE
            high = text.height() + 2 * _PAD + self._lacking(first, last)
            found.append((first, last, QRectF(_EDGE, text.top() - _PAD, width, high)))
        return found

    def _lacking(self, first: QTextBlock, last: QTextBlock) -> float:
        height = self._box(last).bottom() - self._box(first).top() + 2 * _PAD
        return max((self.viewport().width() - 2 * _EDGE) * _SHAPE - height, 0.0)

    def _box(self, block: QTextBlock) -> QRectF:
        return self.document().documentLayout().blockBoundingRect(block)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        up = self.verticalScrollBar().value()
        for box in self.cards():
            box = box.translated(0, -up)
            if box.bottom() > 0 and box.top() < self.viewport().height():
                paint_box(painter, box, theme().radius("card"), "paper", "border")
        painter.end()
        super().paintEvent(event)

    def _paint_name(self, painter: QPainter, block: QTextBlock, name: str) -> None:
        line = theme().line("caption")
        top = self._box(block).top() - self.verticalScrollBar().value() - _PAD - 4
        painter.setPen(theme().colour("text_secondary"))
        painter.drawText(QPointF(_EDGE, top - line / 4), name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._text:
            self._space()
