"""Tables on a page of a PDF, by the lines that are drawn between their cells. Everything is in points, the
origin in the page's lower left corner."""

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.contract.tables import BLOCK, ExtractedTable, pack
from workers.reading.cleaning import clean_line, clean_with_origin
from workers.reading.formats.pdf.columns import Box, turned
from workers.reading.formats.pdf.pdfium_text import char_index, way_of

_THIN = 3.0  # of a line
_SHORTEST = 8.0
_NEAR = 3.0  # lines as near as that are one
_MOST_LINES = 4000
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row: its cells, and where it begins and ends in the page's text."""

    cells: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Cell:
    lines: list[str] = field(default_factory=list)
    height: float = 0.0
    letters: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Places of the lines, from left to right and from the top down, and where they are really drawn."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    upright: tuple[Box, ...]
    level: tuple[Box, ...]

    def column(self, x: float) -> int:
        return bisect_right(self.columns, x) - 1

    def row(self, y: float) -> int:
        return len(self.rows) - 1 - bisect_left(self.rows[::-1], y)

    def divides(self, row: int, column: int) -> bool:
        """Whether a line stands to the left of a cell."""
        middle = (self.rows[row] + self.rows[row + 1]) / 2
        x = self.columns[column]
        return any(abs(one.left - x) <= _NEAR and one.bottom <= middle <= one.top for one in self.upright)

    def is_closed(self, row: int, column: int) -> bool:
        """Whether a line lies above a cell."""
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        y = self.rows[row]
        return any(abs(one.top - y) <= _NEAR and one.left <= middle <= one.right for one in self.level)


def tables_of(
    text_page: Any, raw: str, origin: Sequence[int], rulings: Sequence[Box]
) -> tuple[tuple[PageRow, ...], ...]:
    """The tables of a page, each with its rows from the top down. `raw` are the page's letters as they are
    read, `origin` their places in pdfium's text; the page's text is `clean(raw)`."""
    way = way_of(text_page, raw, origin) if rulings else 0
    grids = _grids([turned(one, way) for one in rulings] if way else rulings)
    if not grids:
        return ()
    cells: list[dict[tuple[int, int], _Cell]] = [{} for _ in grids]
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at, letter in enumerate(raw):
        if letter.isspace():
            continue
        index = char_index(text_page, origin[at])
        if index < 0 or not pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
            continue
        box = turned(Box(left.value, bottom.value, right.value, top.value), way)
        x, y = (box.left + box.right) / 2, box.middle
        for grid, own in zip(grids, cells, strict=True):
            if grid.columns[0] < x < grid.columns[-1] and grid.rows[-1] < y < grid.rows[0]:
                place = grid.row(y), grid.column(x)
                _add(own.setdefault(place, _Cell()), letter, at, box.bottom, raw)
                break
    tables = (_rows(grid, own) for grid, own in zip(grids, cells, strict=True))
    cleaned = clean_with_origin(raw).origin
    return tuple(
        tuple(
            PageRow(row.cells, bisect_left(cleaned, row.start), bisect_left(cleaned, row.end)) for row in rows
        )
        for rows in tables
        if len(rows) >= _FEWEST_ROWS
    )


def within(rows: Sequence[PageRow], start: int, end: int) -> tuple[PageRow, ...]:
    """The rows of a page of whose text nothing but `start`…`end` is kept."""
    kept = (row for row in rows if row.start >= start and row.end <= end)
    return tuple(PageRow(row.cells, row.start - start, row.end - start) for row in kept)


def extracted(rows: Sequence[PageRow], page: int, offset: int) -> ExtractedTable:
    """The table of a page whose text begins at `offset` of the document's."""
    packed = [[row.start + offset, row.end + offset, row.cells, {}] for row in rows]
    blocks = tuple(pack(packed[at : at + BLOCK]) for at in range(0, len(packed), BLOCK))
    return ExtractedTable(page=page, blocks=blocks, rows=len(packed))


def _add(cell: _Cell, letter: str, at: int, bottom: float, raw: str) -> None:
    """A letter more; one that stands lower begins a line."""
    if not cell.letters or abs(bottom - cell.height) > _NEAR + 2:
        cell.lines.append(letter)
        cell.height = bottom
    else:
        apart = any(one.isspace() for one in raw[cell.letters[-1] + 1 : at])
        cell.lines[-1] += f" {letter}" if apart else letter
    cell.letters.append(at)


def _rows(grid: _Grid, cells: dict[tuple[int, int], _Cell]) -> list[PageRow]:
    width = len(grid.columns) - 1
    rows: list[PageRow] = []
    above: list[_Cell] = [_Cell() for _ in range(width)]
    for row in range(len(grid.rows) - 1):
        line: list[_Cell] = []
        for column in range(width):
            cell = cells.get((row, column), _Cell())
            if column and not grid.divides(row, column):
                # One cell over two columns: its text stands in the first.
                line[-1] = _Cell([*line[-1].lines, *cell.lines], 0.0, [*line[-1].letters, *cell.letters])
                line.append(_Cell())
            elif row and not cell.letters and not grid.is_closed(row, column):
                line.append(above[column])  # it goes on from the row above
            else:
                line.append(cell)
        own = [
            at for column in range(width) for at in line[column].letters if line[column] is not above[column]
        ]
        if own:
            rows.extend(_split(line, min(own), max(own) + 1))
        above = line
    return rows


def _split(line: list[_Cell], start: int, end: int) -> list[PageRow]:
    """A row whose cells have equally many lines, more than one, is as many rows that no line divides."""
    counts = {len(cell.lines) for cell in line if cell.lines}
    several = (
        len(counts) == 1 and max(counts) > 2 and sum(bool(cell.lines) for cell in line) >= _FEWEST_COLUMNS
    )
    if not several:
        return [PageRow(tuple(_text(cell.lines) for cell in line), start, end)]
    return [
        PageRow(tuple(clean_line(cell.lines[at]) if cell.lines else "" for cell in line), start, end)
        for at in range(max(counts))
    ]


def _text(lines: Sequence[str]) -> str:
    text = ""
    for line in lines:
        broken = text.endswith(("-", "\u00ad", "\ufffe")) and line[:1].islower()
        text = text[:-1] + line if broken else f"{text} {line}"
    return clean_line(text)


def _grids(rulings: Sequence[Box]) -> list[_Grid]:
    """The grids that the drawn lines make: lines that touch belong together."""
    upright = [one for one in rulings if one.right - one.left < _THIN and one.top - one.bottom >= _SHORTEST]
    level = [one for one in rulings if one.top - one.bottom < _THIN and one.right - one.left >= _SHORTEST]
    if len(upright) < _FEWEST_COLUMNS + 1 or len(level) < _FEWEST_ROWS + 1:
        return []
    lines = [*upright, *level][:_MOST_LINES]
    groups = _touching(lines)
    grids = []
    for group in groups:
        stand = [one for one in group if one.right - one.left < _THIN]
        lie = [one for one in group if one.right - one.left >= _THIN]
        columns = _places([(one.left + one.right) / 2 for one in stand])
        rows = _places([one.middle for one in lie])[::-1]
        if len(columns) > _FEWEST_COLUMNS and len(rows) > _FEWEST_ROWS:
            grids.append(_Grid(tuple(columns), tuple(rows), tuple(stand), tuple(lie)))
    return grids


def _touching(lines: Sequence[Box]) -> list[list[Box]]:
    """Lines gathered by what they touch: sorted by height, so that each is held against its neighbours."""
    parent = list(range(len(lines)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    order = sorted(range(len(lines)), key=lambda at: lines[at].bottom)
    open_lines: list[int] = []
    for at in order:
        open_lines = [one for one in open_lines if lines[one].top >= lines[at].bottom - _NEAR]
        for one in open_lines:
            apart = lines[one].right < lines[at].left - _NEAR or lines[one].left > lines[at].right + _NEAR
            if not apart:
                parent[find(one)] = find(at)
        open_lines.append(at)
    groups: dict[int, list[Box]] = {}
    for at, line in enumerate(lines):
        groups.setdefault(find(at), []).append(line)
    return list(groups.values())


def _places(values: Sequence[float]) -> list[float]:
    """Places that are as good as one become one, from the lowest up."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places
