"""The `write_workbook` job: tables of the window as an XLSX file."""

import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from workers.contract.analysis.workbook import SheetCell, SheetSpec, WriteWorkbookSpec
from workers.contract.codec import decode_json, from_json
from workers.files import written_whole
from workers.runtime.context import Context

# What a cell and a sheet's name hold at most (ECMA-376), and what no XML may hold.
_LONGEST, _LONGEST_NAME = 32_767, 31
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_USUAL_WIDTH = 24
_NOTE_PIXELS = 420, 160  # width and height of a remark


def write_workbook(spec: WriteWorkbookSpec, context: Context) -> None:
    """Raises OSError for what cannot be written. Every cell is text: what begins with "=" is no formula."""
    book = Workbook(write_only=True)
    for untrusted_line in Path(spec.source).read_bytes().splitlines():
        context.raise_if_cancelled()
        _add(book, from_json(SheetSpec, decode_json(untrusted_line)))
    with written_whole(Path(spec.target)) as file:
        book.save(file)


def _add(book: Workbook, sheet: SheetSpec) -> None:
    page = book.create_sheet((_NO_NAME.sub(" ", sheet.name).strip("' ") or "1")[:_LONGEST_NAME])
    for number, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width or _USUAL_WIDTH
    page.freeze_panes = "B2"
    for place, row in enumerate(sheet.rows):
        page.append([_cell(page, cell, head=place == 0) for cell in row])


def _cell(page: WriteOnlyWorksheet, cell: SheetCell, *, head: bool) -> Cell:
    made: Cell = WriteOnlyCell(page, value=_text(cell.text))
    made.data_type = "s"  # the text of a document is never a formula
    made.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        made.font = Font(bold=True)
    if cell.note:
        made.comment = Comment(_text(cell.note), "Bukvar", _NOTE_PIXELS[1], _NOTE_PIXELS[0])
    return made


def _text(text: str) -> str:
    return _NO_XML.sub(" ", text)[:_LONGEST]
