"""Tables of word processors, pages and slides: a row a line; where the head has several levels, as the rows
of a sheet, each value with the names above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from workers.reading.building import Builder
from workers.reading.tables import Cell, add_rows, has_levels, spread

_MOST_ROWS_ABOVE = 30  # the head of a table stands within these


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell and how many columns and rows it goes over."""

    text: str
    columns: int = 1
    rows: int = 1


SpannedRow = Sequence[SpannedCell]


def add_table(builder: Builder, rows: Sequence[SpannedRow]) -> None:
    """Append the rows of a table."""
    if named := unfolded(rows):
        add_rows(builder, named)
        return
    for cells in lines(rows):
        builder.line(" | ".join(cells) if any(cells) else "")


def unfolded(rows: Sequence[SpannedRow]) -> list[list[Cell]]:
    """The rows as those of a sheet, where the head has several levels; else none."""
    if not any(cell.columns > 1 for row in islice(rows, _MOST_ROWS_ABOVE) for cell in row):
        return []
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    placed = list(_placed(rows, merged))
    return list(spread(placed, merged)) if has_levels(spread(placed[:_MOST_ROWS_ABOVE], merged)) else []


def lines(rows: Sequence[SpannedRow]) -> Iterator[list[str]]:
    """The texts of each row; that of a cell over several rows stands in each of them."""
    going_on: dict[int, tuple[int, SpannedCell]] = {}
    for number, row in enumerate(rows):
        texts: list[str] = []
        for _, cell in _in_columns(number, row, going_on):
            texts.append(cell.text)
        yield texts


def _placed(
    rows: Sequence[SpannedRow], merged: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[list[Cell]]:
    """Each row with its cells at the places of their columns; those that go over several are put into
    `merged`."""
    going_on: dict[int, tuple[int, SpannedCell]] = {}
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        own = {id(cell) for cell in row}
        for column, cell in _in_columns(number, row, going_on):
            if id(cell) not in own:
                continue
            cells.extend([Cell("")] * (column - len(cells)))
            cells.append(Cell(cell.text))
            if cell.columns > 1 or cell.rows > 1:
                merged[number, column] = (number + cell.rows - 1, column + cell.columns - 1)
        yield cells


def _in_columns(
    number: int, row: SpannedRow, going_on: dict[int, tuple[int, SpannedCell]]
) -> Iterator[tuple[int, SpannedCell]]:
    """The cells of a row with their columns, with those that go on from rows above. `going_on`: the first
    column of such a one → (its last row, the cell)."""
    for column in [one for one, (last, _) in going_on.items() if last < number]:
        del going_on[column]
    above = dict(going_on)
    column = 0
    for cell in row:
        while column in above:
            yield column, above[column][1]
            column += above[column][1].columns
        yield column, cell
        if cell.rows > 1:
            going_on[column] = (number + cell.rows - 1, cell)
        column += cell.columns
    for at in sorted(one for one in above if one >= column):
        yield at, above[at][1]
