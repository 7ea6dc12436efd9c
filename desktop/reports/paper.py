"""A text in Markdown as a document for others: DOCX, PDF, Markdown, HTML, or printed."""

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QMarginsF, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextListFormat,
    QTextTable,
)

from desktop.core.saving import save_text, saving
from desktop.reports.letters import POINTS, paper_font
from workers.files import publish, write_whole

if TYPE_CHECKING:
    from docx.document import Document

DOCX, PDF, MARKDOWN = ".docx", ".pdf", ".md"
ENDINGS = (DOCX, PDF, MARKDOWN)
# Nothing of these can stand in XML.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INDENT_MM = 6
_BETWEEN, _QUOTE, _INDENT, _PADDING = 6, 16, 24, 4  # px of the laid out text
# Where a line must not end: within an amount, before its sign, behind the sign of a number.
_TOGETHER = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|[%‰₽$€°])|(?<=№) (?=\d)")


def kept_together(text: str) -> str:
    """`text` with spaces that end no line where one would tear an amount: "14 850,00 ₽", "№ 6"."""
    return _TOGETHER.sub("\u00a0", text)


class PaperDocument(QTextDocument):
    """The text laid out; nothing outside of it is ever read. `printed`: for paper alone, out of which
    nothing is copied."""

    def __init__(self, title: str, markdown: str, printed: bool = False) -> None:
        super().__init__()
        self._printed = printed
        self.setDefaultFont(paper_font())
        self.setIndentWidth(_INDENT)
        features = QTextDocument.MarkdownFeature
        shown = kept_together(markdown) if printed else markdown
        self.setMarkdown(shown, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        self._format_blocks()
        for frame in self.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _format_table(frame)
        self.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, title)

    def _format_blocks(self) -> None:
        """Room between paragraphs; quotations further in; addresses are letters like the rest."""
        cursor = QTextCursor(self)
        plain = QTextCharFormat()
        plain.setForeground(QBrush(Qt.BrushStyle.SolidPattern))  # black, as all print
        plain.setFontUnderline(False)
        plain.setAnchor(False)
        plain.setAnchorHref("")
        block = self.begin()
        while block.isValid():
            style = block.blockFormat()
            style.setBottomMargin(_BETWEEN / 3 if block.textList() is not None else _BETWEEN)
            if depth := style.intProperty(QTextFormat.Property.BlockQuoteLevel):
                # Qt takes indents to the dots of a printer, margins at the left not; other programs know the
                # margins alone.
                style.setLeftMargin(0 if self._printed else _QUOTE)
                style.setIndent(depth if self._printed else 0)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(style)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(plain)
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing."""
        return QByteArray()

    def print_on(self, device: QPagedPaintDevice) -> None:
        """On so many pages as it takes, with their numbers."""
        self.print_(device)


def _format_table(table: QTextTable) -> None:
    style = table.format()
    style.setTopMargin(_BETWEEN)
    style.setBottomMargin(_BETWEEN)
    style.setCellPadding(_PADDING)
    style.setCellSpacing(0)
    style.setBorder(1)
    style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    style.setBorderBrush(QBrush(Qt.BrushStyle.SolidPattern))  # black, as all print
    style.setBorderCollapse(True)
    table.setFormat(style)


def save(title: str, markdown: str, file: Path) -> None:
    """In the form that the file's name asks for (Markdown where it asks for none); whole or not at all.
    Needs a QGuiApplication. Raises FOLDER_NOT_WRITABLE."""
    title, markdown = _CONTROL.sub("", title), _CONTROL.sub("", markdown)
    ending = file.suffix.lower()
    if ending == DOCX:
        content = io.BytesIO()
        in_docx(title, markdown).save(content)
        with saving(file.parent):
            write_whole(file, content.getvalue())
    elif ending == PDF:
        _save_pdf(PaperDocument(title, markdown, printed=True), title, file)
    else:
        save_text(file, markdown)


def in_html(markdown: str) -> str:
    """For the clipboard and for what is dragged into a letter."""
    return PaperDocument("", markdown).toHtml()


def _save_pdf(document: PaperDocument, title: str, file: Path) -> None:
    with saving(file.parent), tempfile.TemporaryDirectory(prefix=".paper-", dir=file.parent) as folder:
        partial = Path(folder) / "paper.pdf"
        writer = QPdfWriter(str(partial))
        # The margins of the pages are the document's own.
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
        )
        writer.setTitle(title)
        writer.setCreator("Bukvar")
        document.print_on(writer)
        del writer  # it keeps the file open
        if not partial.is_file() or not partial.stat().st_size:
            raise OSError("nothing was written")
        publish(partial, file)


def in_docx(title: str, markdown: str) -> "Document":
    """The text with its headings, lists, quotations and tables, on A4."""
    import docx  # lxml is loaded where it is used
    from docx.shared import Mm, Pt

    paper = docx.Document()
    paper.core_properties.title, paper.core_properties.author = title[:255], "Bukvar"
    (section,) = paper.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    paper.styles["Normal"].font.size = Pt(POINTS)
    laid_out = PaperDocument(title, markdown)
    _add_frame(paper, laid_out.rootFrame())
    return paper


def _add_frame(paper: "Document", frame: QTextFrame) -> None:
    at = frame.begin()
    while not at.atEnd():
        inner: QTextFrame | None = at.currentFrame()  # None where a block stands, whatever the stubs say
        if isinstance(inner, QTextTable):
            _add_table(paper, inner)
        elif inner is not None:
            _add_frame(paper, inner)
        else:
            _add_block(paper, at.currentBlock())
        at += 1


def _add_table(paper: "Document", table: QTextTable) -> None:
    grid = paper.add_table(table.rows(), table.columns(), style="Table Grid")
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = grid.cell(row, column)
            source = table.cellAt(row, column)
            block, last = source.firstCursorPosition().block(), source.lastCursorPosition().block()
            while block.isValid():  # Qt begins the first cell behind a quotation with an empty block
                _add_runs(cell.paragraphs[0], block, bold=row == 0)
                if block == last:
                    break
                block = block.next()


def _add_block(paper: "Document", block: QTextBlock) -> None:
    from docx.shared import Mm

    style = block.blockFormat()
    if not block.text().strip():
        return
    if style.headingLevel():
        _add_runs(paper.add_heading(level=min(style.headingLevel(), 9)), block)
        return
    paragraph = paper.add_paragraph()
    listed = block.textList()
    depth = style.intProperty(QTextFormat.Property.BlockQuoteLevel)
    if depth:
        paragraph.style = paper.styles["Quote"]
    if listed is not None:
        # The number as it is read: numbers of the file's own would go on from list to list.
        depth += listed.format().indent()
        numbered = listed.format().style() == QTextListFormat.Style.ListDecimal
        paragraph.add_run(f"{listed.itemText(block) if numbered else '•'}\t")
        paragraph.paragraph_format.first_line_indent = Mm(-_INDENT_MM)
    if depth:
        paragraph.paragraph_format.left_indent = Mm(_INDENT_MM * depth)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_INDENT_MM * depth))
    _add_runs(paragraph, block)


def _add_runs(paragraph: Any, block: QTextBlock, bold: bool = False) -> None:
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        style = piece.charFormat()
        run = paragraph.add_run(piece.text().replace("\u2028", "\n").replace("\ufffc", ""))
        run.bold = bold or style.fontWeight() > QFont.Weight.Medium or None
        run.italic = style.fontItalic() or None
        if style.fontFixedPitch():
            run.font.name = "Consolas"
        at += 1
