"""Paints a page: paper, picture, what is marked on it; black words stay black on every colour."""

from bisect import bisect_left

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from desktop.ui.theme import theme
from desktop.ui.viewer.document_model import DocumentModel, Range
from desktop.ui.viewer.word_boxes import Box, boxes_of

_WRAP = int(Qt.TextFlag.TextWordWrap)
_PAD = 24  # px around the text of a page that cannot be drawn


def marked(model: DocumentModel, page: int, part: Range) -> list[Box]:
    """Boxes of a part of the document's text on a page, as far as its words are known."""
    view = model.view(page)
    if view is None or part[0] >= part[1]:
        return []
    return boxes_of(view.words, part[0] - view.start, part[1] - view.start)


def paint_page(
    painter: QPainter, box: QRectF, model: DocumentModel, page: int, image: QImage, chosen: list[Box]
) -> None:
    """Page `page` in `box`; `chosen`: the words that the mouse chose."""
    view = model.view(page)
    painter.fillRect(box, theme().colour("paper"))
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    if not image.isNull():
        painter.drawImage(box, image)
    for hit in _hits_on(model, page):
        _fill(painter, box, marked(model, page, hit), "paper_hit")
    _fill(painter, box, marked(model, page, model.quote), "marker")
    _fill(painter, box, chosen, "paper_chosen")
    painter.restore()
    painter.setPen(theme().colour("border"))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    if model.hit >= 0:
        painter.setPen(theme().colour("accent"))
        for one in marked(model, page, model.place):
            painter.drawRect(on_page(one, box).adjusted(-2, -2, 2, 2))
    if view is not None and not view.image and view.text:
        painter.setFont(theme().font("body"))
        painter.setPen(theme().colour("paper_text"))
        painter.drawText(box.adjusted(_PAD, _PAD, -_PAD, -_PAD), _WRAP, view.text)


def paint_note(painter: QPainter, corner: QPointF, width: float, note: str) -> None:
    """What the text of a page lacks, under it."""
    painter.setFont(theme().font("caption"))
    painter.setPen(theme().colour("warning"))
    painter.drawText(QRectF(corner.x(), corner.y(), width, 10_000), _WRAP, note)


def on_page(box: Box, page: QRectF) -> QRectF:
    """Fractions of a page as a place within its box."""
    x, y, width, height = box
    return QRectF(
        page.left() + x * page.width(),
        page.top() + y * page.height(),
        width * page.width(),
        height * page.height(),
    )


def _fill(painter: QPainter, page: QRectF, boxes: list[Box], role: str) -> None:
    for box in boxes:
        painter.fillRect(on_page(box, page).adjusted(-1, -1, 1, 1), theme().colour(role))


def _hits_on(model: DocumentModel, page: int) -> tuple[Range, ...]:
    start, end = model.bounds(page)
    first = max(bisect_left(model.hits, (start, start)) - 1, 0)  # one may reach over from the page before
    return model.hits[first : bisect_left(model.hits, (end, end))]
