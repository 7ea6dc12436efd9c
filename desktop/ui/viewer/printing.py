"""A document on paper: its pages as they are drawn, sheets as tables, all else as its text."""

from html import escape

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop.core.future import Future, completed, spawn
from desktop.reports.letters import paper_font
from desktop.ui.viewer.document_model import DocumentModel
from workers.contract.specs.pages import PageView, Shown

_PIXELS = 1920  # of the width of a page: 230 dots an inch on A4
_PART = 50_000  # characters asked for at once


def print_document(parent: QWidget, model: DocumentModel) -> Future[bool]:
    """Ask for a printer and print; False when the person does not want to. Rejects with `ProblemError`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    document = model.document()
    printer.setDocName(document.path if document is not None else "")
    dialog = QPrintDialog(printer, parent)
    if model.shown is Shown.PAGES:
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, max(model.pages, 1))
    if not dialog.exec():
        return completed(value=False)
    return put_on_paper(printer, model)


def put_on_paper(printer: QPrinter, model: DocumentModel) -> Future[bool]:
    """Print all pages, or those that the printer is set to. Rejects with `ProblemError`."""
    return spawn(_pages(printer, model) if model.shown is Shown.PAGES else _text(printer, model))


async def _pages(printer: QPrinter, model: DocumentModel) -> bool:
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or model.pages, model.pages)
    painter: QPainter | None = None
    try:
        for page in range(first - 1, last):
            view = await model.draw(page, _PIXELS)
            if painter is None:
                painter = QPainter(printer)
            else:
                printer.newPage()
            _draw(painter, printer, view)
    finally:
        if painter is not None:
            painter.end()
    return painter is not None


def _draw(painter: QPainter, printer: QPrinter, view: PageView) -> None:
    """As large as the paper is, in the middle of it; what cannot be drawn as its text."""
    area = QRect(0, 0, printer.width(), printer.height())
    image = QImage(view.image)
    if image.isNull():
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), view.text)
        return
    size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRect((area.width() - size.width()) // 2, 0, size.width(), size.height()), image)


async def _text(printer: QPrinter, model: DocumentModel) -> bool:
    parts = []
    length = model.outline.length if model.outline is not None else 0
    start = 0
    while start < length:
        view = await model.part(start, min(start + _PART, length))
        if not view.text:
            break
        parts.append(_rows(view) if view.rows else f"<p>{escape(view.text).replace(chr(10), '<br>')}</p>")
        start = view.start + len(view.text)
    paper = QTextDocument()
    paper.setDefaultFont(paper_font())
    paper.setHtml("".join(parts))
    paper.print_(printer)
    return bool(parts)


def _rows(view: PageView) -> str:
    lines = []
    for row in view.rows:
        kind = "th" if row.head else "td"
        lines.append("<tr>" + "".join(f"<{kind}>{escape(cell)}</{kind}>" for cell in row.cells) + "</tr>")
    return f'<table border="1" cellspacing="0" cellpadding="3">{"".join(lines)}</table>'
