"""The stored text of a document as paper: letters, what has no pages, and files that are gone."""

from bisect import bisect_left

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.viewer.document_model import DocumentModel, Range
from desktop.ui.viewer.parts import TextParts
from desktop.ui.widgets.base import mark
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.pages import PageView

SLIDES = ("pptx", "ppt", "odp")  # kinds of document whose pages are slides
_MARGIN = 24  # px around the text
_PAGE_GAP = 44  # px above a page, for its name
_WIDEST = 860  # px of a column of text, which nobody reads wider
_NEAR = 1200  # px from an end at which more is asked for


class TextCanvas(Translated, QTextEdit):
    """Read-only. Holds the part of the text around the place, and more as the reader scrolls on.

    Signals: `zoom_wanted(step)` by Ctrl and the wheel.
    """

    zoom_wanted = Signal(int)
    _named_from = 2  # pages: the only one needs no name

    def __init__(self, model: DocumentModel) -> None:
        super().__init__()
        self.model = model
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        mark(self, role="paper")
        self._parts = TextParts(model, self)
        self._text = ""
        self._parts.begun.connect(self._begun)
        self._parts.before.connect(self._before)
        self._parts.after.connect(self._after)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        model.found.connect(self._mark_words)
        theme().changed.connect(self.restyle)
        self.retranslate()

    def show_document(self) -> None:
        """Another document, or another version of it."""
        self._parts.forget()
        self._text = ""
        self.clear()

    def to_place(self) -> None:
        """Bring the place of the model into view."""
        outline, (start, end) = self.model.outline, self.model.place
        if outline is None or not outline.length:
            return
        if start >= end:
            start = self.model.bounds(self.model.page)[0]
        if self._parts.show_place((0, outline.length), min(start, outline.length - 1)):
            self._to(start)

    def marked(self) -> str:
        """The quoted words, as far as they are here."""
        start, end = (offset - self._parts.start for offset in self.model.quote)
        return self._text[max(start, 0) : max(end, 0)]

    def restyle(self) -> None:
        """Letters of the size that the zoom wants, and all marks."""
        font = theme().font("body")
        font.setPixelSize(font.pixelSize() * self.model.zoom // 100)
        self.setFont(font)
        self._format()
        self._mark_words()

    # --- parts ---

    def _begun(self, view: PageView) -> None:
        self._text = view.text
        self.setPlainText(view.text)
        self.restyle()
        start, end = self.model.place
        self._to(start if start < end else self.model.bounds(self.model.page)[0])

    def _before(self, view: PageView) -> None:
        first = self.cursorForPosition(QPoint(0, 0))
        top = self.cursorRect(first).top()
        self._text = view.text + self._text
        QTextCursor(self.document()).insertText(view.text)
        self.restyle()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(first).top() - top)

    def _after(self, view: PageView) -> None:
        self._text += view.text
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(view.text)
        self.restyle()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value < _NEAR:
            self._parts.extend(up=True)
        if bar.maximum() - value < _NEAR:
            self._parts.extend(up=False)
        if self.model.pages and self._text:
            place = self._place_in_front()
            self.model.scrolled_to(self.model.page_of(self._parts.start + _offset(self._text, place)))

    def _above(self) -> int:
        """Pixels that are shown above the beginning of a page: its name stands there."""
        return _PAGE_GAP

    def _place_in_front(self) -> int:
        """The place of the text in the middle of the view, whose page is the current one."""
        return self.cursorForPosition(self.viewport().rect().center()).position()

    # --- looks ---

    def _format(self) -> None:
        """Height of lines, and room above the beginning of each page for its name."""
        self.document().setDocumentMargin(_MARGIN)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        plain = QTextCharFormat()
        plain.setForeground(theme().colour("paper_text"))
        cursor.setCharFormat(plain)
        lines = QTextBlockFormat()
        lines.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(lines)
        beginnings = self._beginnings()
        frame = self.document().rootFrame().frameFormat()
        first = any(not block.blockNumber() for block, _ in beginnings)  # its own margin is left out by Qt
        frame.setTopMargin(_PAGE_GAP if first else _MARGIN)
        self.document().rootFrame().setFrameFormat(frame)
        for block, _ in beginnings:
            gap = QTextBlockFormat()
            gap.setTopMargin(_PAGE_GAP)
            QTextCursor(block).mergeBlockFormat(gap)

    def _beginnings(self) -> list[tuple[QTextBlock, int]]:
        """The first block of each page that begins here, with the page's index. A page without text has none:
        where it begins, another one ends."""
        outline = self.model.outline
        starts = outline.starts if outline is not None and len(outline.starts) >= self._named_from else ()
        first = bisect_left(starts, self._parts.start)
        found = []
        for page in range(first, len(starts)):
            if starts[page] >= self._parts.end:
                break
            ends = starts[page + 1] if page + 1 < len(starts) else self._parts.end
            if not self._text[starts[page] - self._parts.start : ends - self._parts.start].strip():
                continue
            found.append((self.document().findBlock(self._at(starts[page])), page))
        return found

    def _mark_words(self) -> None:
        selections = [self._selection(hit, "paper_hit") for hit in self._hits()]
        selections.append(self._selection(self.model.quote, "marker"))
        if self.model.hit >= 0:
            selections.append(self._selection(self.model.place, "paper_chosen"))
        self.setExtraSelections(selections)

    def _hits(self) -> tuple[Range, ...]:
        hits = self.model.hits
        first = bisect_left(hits, (self._parts.start, 0))
        return hits[first : bisect_left(hits, (self._parts.end, 0))]

    def _selection(self, part: Range, role: str) -> QTextEdit.ExtraSelection:
        found = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._at(part[0]))
        cursor.setPosition(self._at(part[1]), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(theme().colour(role))
        form.setForeground(theme().colour("marker_text"))
        found.cursor, found.format = cursor, form
        return found

    def _at(self, offset: int) -> int:
        """A place in the document as Qt counts: in UTF-16 units of what is here."""
        inside = min(max(offset - self._parts.start, 0), len(self._text))
        return len(self._text[:inside].encode("utf-16-le", "surrogatepass")) // 2

    def _to(self, offset: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._at(offset))
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        top = self.cursorRect(cursor).top() + bar.value()
        words = self.model.place[0] < self.model.place[1]
        bar.setValue(max(top - (self.viewport().height() // 3 if words else self._above()), 0))
        self._mark_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(theme().font("caption"))
        for block, page in self._beginnings():
            self._paint_name(painter, block, self._page_name(page))
        painter.end()

    def _paint_name(self, painter: QPainter, block: QTextBlock, name: str) -> None:
        """The name of a page above its first block."""
        line = theme().line("caption")
        box = self.document().documentLayout().blockBoundingRect(block)
        top = box.top() - self.verticalScrollBar().value() - line - 10
        if -2 * line < top < self.viewport().height():
            right = self.viewport().width() - _MARGIN
            painter.setPen(theme().colour("paper_line"))
            painter.drawLine(QPointF(_MARGIN, top + line + 2), QPointF(right, top + line + 2))
            painter.setPen(theme().colour("paper_text"))
            words = QRectF(_MARGIN, top, right - _MARGIN, line)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft, name)

    def _page_name(self, page: int) -> str:
        outline = self.model.outline
        label = outline.labels[page] if outline is not None and page < len(outline.labels) else ""
        slides = outline is not None and outline.kind in SLIDES
        number = fill(self.tr("Slide %1") if slides else self.tr("Page %1"), page + 1)
        return f"{number} — {label}" if label else number

    # --- keys and sizes ---

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = max(self.width() - round(_WIDEST * theme().scale * self.model.zoom / 100), 0) // 2
        self.setViewportMargins(beside, 0, beside, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._text:
            self._scrolled(self.verticalScrollBar().value())

    def retranslate(self) -> None:
        """Say all words again."""
        self.setAccessibleName(self.tr("Text of the document"))
        self.viewport().update()


def _offset(text: str, place: int) -> int:
    """The inverse of a count in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "ignore"))
