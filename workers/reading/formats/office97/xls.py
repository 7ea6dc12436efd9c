"""XLS and XLSB through calamine: a sheet is a page, a row is a line with the names of its columns. Of an XLS
the number formats, remarks and boxes with text are read as well, from the records of its stream."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import MAX_PART, opened
from workers.reading.building import Builder
from workers.reading.formats.office97.biff import SheetFacts, facts_of
from workers.reading.formats.office97.compound import Compound
from workers.reading.number_format import value_text
from workers.reading.options import ReadOptions
from workers.reading.tables import MAX_COLUMNS, Cell, add_rows, number_of, spread

_EMPTY = Cell("")
_WIDEST_SHEET = 16_384  # columns, of both formats


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """All sheets, hidden ones as well. Raises PASSWORD, BROKEN_FILE, TOO_LARGE."""
    facts: list[SheetFacts] = []
    title, kind = "", "xlsb"
    with path.open("rb") as file:
        is_package = file.read(2) == b"PK"
    if is_package:
        with opened(path) as package:
            package.limit_members(MAX_PART)
    else:
        kind = "xls"
        with Compound(path) as compound:
            facts = facts_of(compound.stream("Workbook", "Book"))
            title = compound.title()
    builder = Builder()
    damaged: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as book:
            for number, sheet in enumerate(book.sheets_metadata):
                known = facts[number] if number < len(facts) else SheetFacts()
                builder.sheet(sheet.name)
                if sheet.typ is not SheetTypeEnum.WorkSheet:
                    builder.note(NoteCode.EMBEDDED_NOT_READ, sheet.name)  # a chart or macros
                    continue
                if sheet.visible is not SheetVisibleEnum.Visible:
                    builder.note(NoteCode.HIDDEN_SHEETS, sheet.name)
                cells = book.get_sheet_by_name(sheet.name)
                if cells.width > _WIDEST_SHEET:  # a cell in no column: each row would have millions
                    builder.note(NoteCode.PAGES_DAMAGED, sheet.name)
                    damaged.append(sheet.name)
                else:
                    _add_sheet(builder, cells, known)
            if len(damaged) == len(book.sheets_metadata):
                raise ProblemError(Code.BROKEN_FILE, ", ".join(damaged))
    except PasswordError as error:
        raise ProblemError(Code.PASSWORD) from error
    except CalamineError as error:
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error
    except BaseException as error:
        # What the library trips over in a damaged file is no Exception.
        if type(error).__name__ == "PanicException":
            raise ProblemError(Code.BROKEN_FILE, str(error)) from error
        raise
    return builder.finish(kind, title)


def _add_sheet(builder: Builder, sheet: CalamineSheet, facts: SheetFacts) -> None:
    merged = dict(sheet.merged_cell_ranges or ())
    rows = _Rows(sheet, facts)
    add_rows(builder, spread(rows.read(), merged))
    if rows.beyond:
        builder.note(NoteCode.LIMIT_REACHED, sheet.name, count=rows.beyond)
    builder.block_ends()
    for remark in facts.remarks:
        builder.line(remark)
    for text in facts.boxes:
        builder.paragraph(text)
    if facts.cut:
        builder.note(NoteCode.LIMIT_REACHED, sheet.name)


class _Rows:
    """The rows of a sheet; `beyond`: how many cells lie too far to the right, once all are read."""

    def __init__(self, sheet: CalamineSheet, facts: SheetFacts) -> None:
        self._sheet, self._facts = sheet, facts
        self.beyond = 0

    def read(self) -> Iterator[list[Cell]]:
        """From the first row of the sheet on."""
        if self._sheet.start is None:
            return
        left = min(self._sheet.start[1], MAX_COLUMNS)
        for number, all_values in enumerate(self._sheet.iter_rows()):
            # One cell far away makes all rows wide: only what is read is looked at.
            values = all_values[: MAX_COLUMNS - left]
            if len(all_values) > len(values):
                self.beyond += _count_filled(all_values) - _count_filled(values)
            formats = self._facts.formats.get(number, {})
            filled = len(values)
            while filled and values[filled - 1] == "":
                filled -= 1
            row = [_EMPTY] * left if filled else []
            for column, value in enumerate(values[:filled], start=left):
                text = "" if value == "" else value_text(value, formats.get(column, ""))
                row.append(Cell(text, isinstance(value, str), number=number_of(value)) if text else _EMPTY)
            while row and not row[-1].text:
                row.pop()
            yield row


def _count_filled(values: list[Any]) -> int:
    return len(values) - values.count("")
