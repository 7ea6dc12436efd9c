"""Rows of spreadsheets as text: each row carries the names of its columns, so it can be read alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from workers.reading.building import Builder

MAX_COLUMNS = 400  # of a sheet; those further right are not read
LONGEST_NAME = 60  # characters of a column's name before each of its values
_WIDEST = 60  # columns that a merged cell is spread over
_NUMBER_LIKE = re.compile(r"[\d\s.,:%+\-/]*\d[\d\s.,:%+\-/]*(?:р(?:уб)?\.?|[$€₽%])?")

_COLUMN_NUMBER = re.compile(r"[А-ЯA-Z]|\d{1,2}[а-яa-z]?")
_OF_PIVOT = re.compile(
    r"(?:сумма|количество|число|среднее|максимум|минимум|sum|count|average|max|min)\s+(?:по полю|of|[-–])\s",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*г(?:\.|од)?)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; `is_text` False for numbers, dates, formulas' results. `spread`: the text stands in
    a cell to the left, which goes over this one as well. `number`: the exact one, where the file keeps it."""

    text: str
    is_text: bool = True
    spread: bool = False
    number: float | None = None


def add_rows(builder: Builder, rows: Iterable[list[Cell]]) -> None:
    """Append the rows of a sheet. The first full row of texts names the columns of the rows below it:
    "Товар: Насос; Цена: 1200"; a second one below it, where cells of the first go over several columns,
    names them more closely: "2025 План: 10". Rows above, and rows that are one text, stay as they are."""
    names: list[str] = []
    waiting: list[Cell] | None = None  # a row that names the columns if rows of values follow
    doubtful = False  # it does so only where a row below names them more closely
    above: list[str] = []  # lines before the table, or within it: what the rows below are a part of
    for row in rows:
        just_named = waiting is not None
        filled = [cell for cell in row if cell.text]
        if not filled:
            if waiting is not None:
                builder.line(_plain(waiting))
                waiting = None
            names = []
            builder.block_ends()
            continue
        if waiting is not None:
            spanning = _over_empty(waiting, row)
            if _is_level(spanning, row):
                waiting, doubtful = _joined(spanning, row), False
                continue
            if doubtful:
                above.append(_plain(waiting))
                builder.line(above[-1])
                waiting = None
        if waiting is not None:
            if _heads_pivot(waiting, row):
                above.append(_plain(waiting))
                builder.line(above[-1])
                names = [cell.text[:LONGEST_NAME] for cell in row]
                builder.table([cell.text for cell in row], " ".join(above[-2:]))
                waiting, above = None, []
                continue
            if _alike(waiting, row):
                builder.line(_plain(waiting))
            else:
                names = [cell.text[:LONGEST_NAME] for cell in waiting]
                builder.table([cell.text for cell in waiting], " ".join(above[-2:]))
                above = []
                if len([cell for cell in filled if not cell.spread]) < 2:
                    builder.line(_plain(waiting))  # it names no value of the row below, and may name none
            waiting = None
        doubtful = not names and not _could_name(row) and _has_years_apart(row)
        if doubtful or (not names and _could_name(row)):
            waiting = row
        elif just_named and are_column_numbers([cell.text for cell in row]):
            builder.line(_plain(row))
        elif names and len([cell for cell in filled if not cell.spread]) > 1:
            cells = ["" if cell.spread else cell.text for cell in row]
            if above:
                cells += [*[""] * (len(names) - len(cells)), above[-1]]
            exact = {at: cell.number for at, cell in enumerate(row) if cell.number is not None}
            builder.row(_named(names, row), cells, exact)
        else:
            above.append(_plain(row))
            builder.line(above[-1])
    if waiting is not None:
        builder.line(_plain(waiting))


def has_levels(rows: Iterable[list[Cell]]) -> bool:
    """Whether a second row names the columns of a table more closely."""
    waiting: list[Cell] | None = None
    for row in rows:
        if waiting is not None and _is_level(_over_empty(waiting, row), row):
            return True
        filled = any(cell.text for cell in row)
        if filled and waiting is not None and not _alike(waiting, row):
            return False
        waiting = row if filled and _could_name(row) else None
    return False


def are_column_numbers(texts: Sequence[str]) -> bool:
    """Whether the cells of a row count the columns, as those below the head of a form do: "1 2 2а 3", "А Б 1
    2"."""
    filled = [text.strip() for text in texts if text.strip()]
    counted = [int(text) for text in filled if text.isdecimal()]
    return (
        len(filled) > 2
        and all(_COLUMN_NUMBER.fullmatch(text) for text in filled)
        and counted == list(range(1, len(counted) + 1))
        and len(counted) > 1
    )


def number_of(value: Any) -> float | None:
    """The number that a cell of a sheet holds."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def spread(
    rows: Iterable[list[Cell]], merged: Mapping[tuple[int, int], tuple[int, int]]
) -> Iterator[list[Cell]]:
    """Rows (from 0) in which merged cells have their text in each of their places. `merged`: the place (row,
    column) of a merged cell → its last one."""
    below: dict[int, tuple[int, Cell]] = {}  # column → the last row of a merged cell above, its text
    for number, cells in enumerate(rows):
        row = list(cells)
        for column in [one for one, (last, _) in below.items() if last < number]:
            del below[column]
        for column, (_, cell) in sorted(below.items()):
            row.extend([Cell("")] * (column + 1 - len(row)))
            row[column] = cell
        for column in range(len(row)):
            last = merged.get((number, column))
            if last is None or not row[column].text:
                continue
            first = row[column]
            row.extend([Cell("")] * (min(last[1], column + _WIDEST) + 1 - len(row)))
            for place in range(column, min(last[1], column + _WIDEST) + 1):
                if place > column:
                    row[place] = Cell(first.text, first.is_text, spread=True)
                if last[0] > number:
                    below[place] = (last[0], row[place])
        yield row


def _alike(names: list[Cell], row: list[Cell]) -> bool:
    """Whether a row that could name columns is a row of values as the next one: the same words, other
    numbers."""
    shapes = [
        (re.sub(r"\d+", "0", name.text), re.sub(r"\d+", "0", cell.text))
        for name, cell in zip(names, row, strict=False)
        if re.search(r"\d", name.text)
    ]
    return bool(shapes) and all(first == second for first, second in shapes)


def _heads_pivot(waiting: list[Cell], row: list[Cell]) -> bool:
    """Whether a row says what a pivot table sums up and by what, above the names of its columns."""
    said, names = ([cell for cell in one if cell.text] for one in (waiting, row))
    return (
        bool(_OF_PIVOT.match(said[0].text))
        and len(names) >= len(said)
        and names[0].is_text
        and not _NUMBER_LIKE.fullmatch(names[0].text)
    )


def _is_level(above: list[Cell], row: list[Cell]) -> bool:
    """Whether a row says more closely what the columns are, whose names stand in the one above it, where
    cells go over several of them."""
    if not any(cell.spread for cell in above):
        return False
    if _could_name(row, alone=False):
        return True
    filled = [at for at, cell in enumerate(row) if cell.text]
    going_on = {at for at in filled if at < len(above) and row[at] is above[at]}
    below_wide = {at for at in filled if at < len(above) and (above[at].spread or _is_wide(above, at))}
    # What names a row of values stands beside them; where nothing does, years and numbers are names.
    return (
        len(filled) > 1
        and going_on | below_wide == set(filled)
        and (
            bool(going_on)
            or all(
                _YEAR.fullmatch(row[at].text)
                or (row[at].is_text and not _NUMBER_LIKE.fullmatch(row[at].text))
                for at in filled
            )
        )
    )


def _over_empty(above: list[Cell], row: list[Cell]) -> list[Cell]:
    """The upper names of columns, those going over several that stand beside empty cells, as files without
    merged cells have them. What says so: the first name has nothing below it, as no row of values has, what
    stands below the empty cells is no value, and there are two such names, or two with nothing below."""
    first = next((at for at, cell in enumerate(above) if cell.text), len(above))
    filled = [at for at, cell in enumerate(row) if cell.text]
    gaps = [at for at in filled if at >= len(above) or not above[at].text]
    if not gaps or filled[0] <= first or any(cell.spread for cell in above):
        return above
    groups = sum(at - 1 not in gaps for at in gaps)
    if groups < 2 and sum(bool(cell.text) for cell in above[: filled[0]]) < 2:
        return above
    if not all(row[at].is_text or _YEAR.fullmatch(row[at].text) for at in filled):
        return above
    names = [*above, *[Cell("")] * (len(row) - len(above))]
    for at in gaps:
        if at - 1 not in filled:
            return above  # what is to the left has no names below it
        names[at] = replace(names[at - 1], spread=True)
    return names


def _has_years_apart(row: list[Cell]) -> bool:
    """Whether years stand in a row with empty cells between them, behind a name."""
    filled = [at for at, cell in enumerate(row) if cell.text]
    texts = [row[at].text for at in filled]
    return (
        len(filled) > 2
        and row[filled[0]].is_text
        and not _NUMBER_LIKE.fullmatch(texts[0])
        and all(map(_YEAR.fullmatch, texts[1:]))
        and all(right - left > 1 for left, right in pairwise(filled[1:]))
    )


def _is_wide(row: list[Cell], at: int) -> bool:
    """Whether the cell goes over the next column as well."""
    return bool(row[at].text) and at + 1 < len(row) and row[at + 1].spread


def _joined(above: list[Cell], below: list[Cell]) -> list[Cell]:
    """Two rows of names as one; where the lower one goes over several columns, a third may follow."""
    names = []
    for column in range(max(len(above), len(below))):
        cells = [row[column] for row in (above, below) if column < len(row) and row[column].text]
        texts = list(dict.fromkeys(cell.text for cell in cells))
        if len(texts) == 2 and texts[0].endswith(f" {texts[1]}"):
            cells, texts = cells[:1], texts[:1]  # it goes on from the level above
        wide = column < len(below) and below[column].spread
        if len(texts) == 1 and cells[-1].spread == wide:
            names.append(cells[-1])  # the same one, which may go on further down
        else:
            names.append(Cell(" ".join(texts), spread=wide))
    return names


def _could_name(row: list[Cell], *, alone: bool = True) -> bool:
    """Whether the cells of a row can be names of columns; `alone`: no row above tells equal ones apart."""
    filled = [cell for cell in row if cell.text and not cell.spread]
    texts = {cell.text.casefold() for cell in filled}
    # A cell over several columns may be a year or a number of a quarter.
    wide = {at for at, cell in enumerate(row[1:]) if cell.spread}
    narrow = [cell for at, cell in enumerate(row) if cell.text and not cell.spread and at not in wide]
    if any(_YEAR.fullmatch(row[at].text) for at in wide):  # as one that stands over several
        narrow = [cell for cell in narrow if not _YEAR.fullmatch(cell.text)]
    return (
        len(filled) >= 2
        and (len(texts) == len(filled) or not alone)
        and all(cell.is_text and not _NUMBER_LIKE.fullmatch(cell.text) for cell in narrow)
        and all(len(cell.text) <= 100 for cell in filled)
    )


def _named(names: list[str], row: list[Cell]) -> str:
    parts = []
    for index, cell in enumerate(row):
        if cell.text and not cell.spread:
            name = names[index].rstrip(":") if index < len(names) else ""
            parts.append(f"{name}: {cell.text}" if name else cell.text)
    return "; ".join(parts)


def _plain(row: list[Cell]) -> str:
    return " | ".join(cell.text for cell in row if cell.text and not cell.spread)
