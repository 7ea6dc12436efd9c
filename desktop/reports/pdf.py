"""A report as PDF: the page of HTML on one sheet of A4, smaller where it would need more."""

import base64
import re
import tempfile
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from desktop.core.saving import saving
from desktop.reports.letters import paper_font
from workers.files import publish

_DPI = 300
_CSS_DPI = 96  # a px of HTML
_MARGINS = QMarginsF(14, 12, 14, 12)  # mm
_LETTER = 11  # px, of the text of the page
_SHARPER = 4  # dots of the chart a px
_SMALLEST, _STEP = 0.3, 0.03
_FAMILIES = re.compile(rb"font-family:[^;]+;")
_DATA = "data:image/svg+xml;base64,"


class ReportDocument(QTextDocument):
    """The page with its own letters and no device: it is measured in px of HTML everywhere."""

    def __init__(self, report: "HtmlSheet") -> None:
        super().__init__()
        font = paper_font()
        font.setPixelSize(_LETTER)
        self.setDefaultFont(font)
        self.setDocumentMargin(0)
        self.setHtml(report.html)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """The chart, which stands in the page itself; nothing is ever read from elsewhere."""
        address = name.toString() if isinstance(name, QUrl) else name
        if not address.startswith(_DATA):
            return QByteArray()
        # Qt's pictures know one family each, browsers a list of them.
        svg = _FAMILIES.sub(b"font-family: Inter;", base64.b64decode(address[len(_DATA) :]))
        renderer = QSvgRenderer(QByteArray(svg))
        image = QImage(renderer.defaultSize() * _SHARPER, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter)
        painter.end()
        return image


class HtmlSheet(Protocol):
    """What is laid out: a page of HTML."""

    @property
    def title(self) -> str:
        """The title in the properties of the PDF."""

    @property
    def html(self) -> str:
        """The whole page; only what Qt's rich text knows of HTML and CSS."""


def write_pdf(report: HtmlSheet, file: Path) -> float:
    """Write the page; the file appears whole or not at all. Returns the scale that made it fit (1 = as
    designed). Raises FOLDER_NOT_WRITABLE."""
    with (
        saving(file.parent),
        tempfile.TemporaryDirectory(prefix=".report-", dir=file.parent) as folder,
    ):
        partial = Path(folder) / "page.pdf"
        scale = _write(report, partial)
        if not partial.is_file() or not partial.stat().st_size:
            raise OSError("nothing was written")
        publish(partial, file)
    return scale


def _write(report: HtmlSheet, file: Path) -> float:
    writer = QPdfWriter(str(file))
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, _MARGINS,
            QPageLayout.Unit.Millimeter,
        )
    )  # fmt: skip
    writer.setTitle(report.title)
    writer.setCreator("Bukvar")
    dots = _DPI / _CSS_DPI
    sheet = QSizeF(writer.width() / dots, writer.height() / dots)
    document = ReportDocument(report)
    scale = fit(document, sheet)
    painter = QPainter(writer)
    if not painter.isActive():
        raise OSError("the page cannot be painted")
    try:
        painter.scale(dots * scale, dots * scale)
        document.drawContents(painter, QRectF(0, 0, sheet.width() / scale, sheet.height() / scale))
    finally:
        painter.end()  # an open one keeps its file open
    return scale


def fit(document: QTextDocument, sheet: QSizeF) -> float:
    """Lay the page out so wide that, made smaller by what is returned, it fits the sheet (px)."""
    scale = 1.0
    while True:
        document.setTextWidth(sheet.width() / scale)
        size = document.size()
        fits = size.height() * scale <= sheet.height() and size.width() * scale <= sheet.width() + 1
        if fits or scale <= _SMALLEST:
            return scale
        scale = max(scale - _STEP, _SMALLEST)
