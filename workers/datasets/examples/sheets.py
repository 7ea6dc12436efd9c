"""The tables of a file: where the names of their columns stand, and which of several sheets hold rows."""

import html
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from workers.contract.training.rows import Columns
from workers.datasets.examples import columns
from workers.reading.archive import opened
from workers.reading.formats import delimited
from workers.reading.number_format import value_text
from workers.reading.text_file import text_of

Row = dict[str, str]
Line = list[str]
MOST_COLUMNS = 200
LONGEST_NAME = 100
# Offices write a title, a date, a department above the names of the columns.
_HEADER_WITHIN = 10
_LOOKED_AT = 60  # lines by which columns are guessed
_FEWEST_ACROSS = 3  # cells of a row whose first one is a name
_PROSE = 60  # characters of a cell that is no name
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|s|em|strong|span|div|font|a|ul|ol|li|h[1-6]|table|tbody|tr|td|th|sup|sub|img|hr|blockquote)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_BREAK = re.compile(r"<(?:br|hr|/p|/div|/li|/tr|/h[1-6]|/blockquote)(?:\s[^<>]*)?/?>", re.I)
_MERGED = re.compile(rb"<mergeCell ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_BLOCK, _TAIL = 1 << 20, 100  # bytes
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|lt|gt|laquo|raquo|mdash|ndash|apos|#\d{2,5}|#x[\da-f]{2,5});", re.I)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """`lines` begins anew with each call; empty ones come along, so that their places count."""

    name: str  # "" in a format that has none
    lines: Callable[[], Iterator[Line]]
    delimited: bool = False
    hidden: bool = False
    covered: frozenset[tuple[int, int]] = frozenset()  # (row, column) of cells under a merged one above


@dataclass(frozen=True, slots=True)
class ExampleTable:
    """Rows of a sheet under the `names` of its columns. `named`: question and answer are called so, or were
    chosen, so that nothing was guessed by content."""

    sheet: SheetRows
    names: list[str]
    columns: Columns
    named: bool
    first: int  # lines before the first row
    split: bool = False  # a row with more cells than names was cut at a delimiter of its text

    def _goes_on(self, number: int) -> bool:
        """Whether a row lies under the question of the row before: its cell is merged over both."""
        question = self.columns.question
        return question in self.names and (number, self.names.index(question) + 1) in self.sheet.covered

    def rows(self) -> Iterator[tuple[int, Row | str]]:
        """As `_read`, with answers that go on in further rows as one."""
        last: tuple[int, Row | str] | None = None
        for number, row in self._read():
            if self._goes_on(number) and last is not None and not isinstance(row, str):
                more, whole = row.get(self.columns.answer, ""), last[1]
                if more and not isinstance(whole, str):
                    whole[self.columns.answer] = f"{whole.get(self.columns.answer, '')}\n{more}".strip()
                continue
            if last is not None:
                yield last
            last = number, row
        if last is not None:
            yield last

    def _read(self) -> Iterator[tuple[int, Row | str]]:
        """With their numbers as a spreadsheet shows them, from 1; the reason for one that is none: its text
        was "cut", or it is a "header", the names again or the numbers of the columns."""
        for number, line in enumerate(self.sheet.lines(), 1):
            if number > self.first:
                if self.split and any(line[len(self.names) :]):
                    yield number, "cut"
                elif any(line) and (_names(line) == self.names or _counts(line)):
                    yield number, "header"
                else:
                    yield number, dict(zip(self.names, line, strict=False))


def table_of(sheet: SheetRows, chosen: Columns) -> ExampleTable | None:
    """None where nothing stands in it."""
    sheet = _upright(sheet)
    head = list(islice(sheet.lines(), _LOOKED_AT))
    at, names = _header(head, chosen)
    if not names:
        return None
    below = head[at + 1 :]
    rows = [dict(zip(names, line, strict=False)) for line in below]
    wide = sum(any(line[len(names) :]) for line in below)
    split = sheet.delimited and 2 * wide <= sum(map(any, below))  # else a column without a name
    by_name, wanted = columns.named(names, chosen), [chosen.question, chosen.answer]
    is_named = bool(by_name.question and by_name.answer) and all(n in names for n in wanted if n)
    return ExampleTable(sheet, names, columns.guess(names, rows, chosen), is_named, at + 1, split)


def _upright(sheet: SheetRows) -> SheetRows:
    """The sheet with its columns as rows where the names stand below each other in the first column, and
    questions and answers beside them."""
    filled = [line for line in islice(sheet.lines(), _LOOKED_AT) if any(line)][:_HEADER_WITHIN]
    names = [line[0] for line in filled if line[0]]
    told = columns.named([name for name in names if columns.is_known(name)], Columns())
    across = [columns.named([cell for cell in line if columns.is_known(cell)], Columns()) for line in filled]
    if not (told.question and told.answer) or any(one.question and one.answer for one in across):
        return sheet
    if len([cell for cell in filled[0] if cell]) < _FEWEST_ACROSS:
        return sheet  # "Вопрос" and "Ответ" before each text, a row each

    def lines() -> Iterator[Line]:
        rows = list(islice(sheet.lines(), MOST_COLUMNS))
        return map(list, zip_longest(*rows, fillvalue=""))

    return replace(sheet, lines=lines)


def _header(lines: Sequence[Line], chosen: Columns) -> tuple[int, list[str]]:
    """(index of the line with the names, the names). Without such a line the index is that of the line before
    the first one with something in it, and the names are numbers."""
    filled = [(at, line) for at, line in enumerate(lines) if any(line)][:_HEADER_WITHIN]
    if not filled:
        return 0, []
    wanted = [name for name in (chosen.question, chosen.answer) if name]
    for at, line in filled:
        names = _names(line)
        short = [name for name in names if not _is_prose(name)]
        found = columns.named(short, Columns())
        if all(name in names for name in wanted) if wanted else found.question and found.answer:
            return at, names
    # A title fills one cell.
    at, line = next((one for one in filled if sum(map(bool, one[1])) > 1), filled[0])
    if any(_is_prose(cell) for cell in line):
        width = max(len(line) for _, line in filled)
        return at - 1, [str(number) for number in range(1, min(width, MOST_COLUMNS) + 1)]
    return at, _names(line)


def _counts(line: Line) -> bool:
    """Whether its cells are the numbers of the columns and nothing else: 1, 2, 3."""
    filled = [cell for cell in line if cell]
    return len(filled) > 1 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _is_prose(cell: str) -> bool:
    """Whether a cell is a text and no name of a column."""
    if columns.is_known(cell):
        return False
    return len(cell) > _PROSE or cell.endswith("?") or (cell.endswith(".") and cell.count(" ") > 1)


def _names(line: Line) -> list[str]:
    """Each once; an unnamed one gets its number."""
    names: list[str] = []
    for index, name in enumerate(line[:MOST_COLUMNS], 1):
        name = " ".join(name.split())[:LONGEST_NAME] or f"{index}"
        names.append(name if name not in names else f"{name} {index}")
    return names


# --- files -----------------------------------------------------------------------------------------


def of_delimited(path: Path) -> list[SheetRows]:
    """CSV and TSV, as documents are read."""

    def lines() -> Iterator[Line]:
        return ([shown(cell).strip() for cell in line] for line in delimited.records(text_of(path)))

    return [SheetRows("", lines, delimited=True)]


def of_workbook(path: Path) -> list[SheetRows]:
    """All sheets of an XLSX. Raises what the limits on containers raise."""
    import openpyxl

    with opened(path):
        pass  # the limits of what the container may unpack to

    def lines(title: str) -> Iterator[Line]:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl does not know concern the look alone
            with closing(openpyxl.load_workbook(file, read_only=True, data_only=True)) as book:
                sheet = book[title]
                sheet.reset_dimensions()
                for cells in sheet.iter_rows():
                    yield [_cell(cell) for cell in cells[:MOST_COLUMNS]]

    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with closing(openpyxl.load_workbook(file, read_only=True)) as book:
            sheets = [
                (
                    sheet.title,
                    sheet.sheet_state != "visible",
                    _covered(path, getattr(sheet, "_worksheet_path", "")),
                )
                for sheet in book.worksheets
            ]
    return [
        SheetRows(title, lambda title=title: lines(title), hidden=hidden, covered=covered)  # type: ignore[misc]
        for title, hidden, covered in sheets
    ]


def _covered(path: Path, part: str) -> frozenset[tuple[int, int]]:
    """The cells of a sheet that lie under one that is merged over several rows; without the first ones of the
    merged. Nothing where the part is not found."""
    from openpyxl.utils.cell import range_boundaries

    found: set[tuple[int, int]] = set()
    with zipfile.ZipFile(path) as container:
        part = part.lstrip("/")
        if part not in container.namelist():
            return frozenset()
        with container.open(part) as file:
            tail = b""
            while block := file.read(_BLOCK):
                text = tail + block
                for merged in _MERGED.finditer(text):
                    left, top, right, bottom = range_boundaries(merged[1].decode("ascii"))
                    if left and left == right and top and bottom and bottom - top < _LOOKED_AT:
                        found.update((row, left) for row in range(top + 1, bottom + 1))
                tail = text[text.rfind(b"<") :] if b"<" in text[-_TAIL:] else b""
    return frozenset(found)


def _cell(cell: Any) -> str:
    # A text keeps its lines; numbers and dates stand as their format shows them.
    value = cell.value
    return (
        shown(value).strip()
        if isinstance(value, str)
        else value_text(value, getattr(cell, "number_format", ""))
    )


def shown(cell: str) -> str:
    """The cell without tags, its breaks as lines, its entities as their signs; another one as it is."""
    tagged = "<" in cell and _TAG.search(cell) is not None
    if not tagged and not ("&" in cell and _ENTITY.search(cell)):
        return cell
    if tagged:
        cell = _TAG.sub("", _BREAK.sub("\n", " ".join(cell.split())))
    lines = (" ".join(line.split()) for line in html.unescape(cell).split("\n"))
    return "\n".join(line for line in lines if line)
