"""From the tables of a text to typed rows: names, kinds and units of columns, rows of totals."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

from workers.contract.reading import ExtractedDocument
from workers.contract.tables import (
    BLOCK,
    CAPTION,
    Column,
    ColumnKind,
    ExtractedTable,
    TypedTable,
    head,
    pack,
    unpack,
)
from workers.retrieval import lexical
from workers.tables.values import Value, is_currency, is_nothing, value_of

# Bump when other rows are made of the same text: documents are then read again.
FINGERPRINT = "tables-3"
_LEAST_ROWS = 1
_ALIKE = 0.8  # of the cells of a column that are of its kind
_LONGEST_CELL = 300
_LONGEST_CAPTION = 200
_KINDS_FROM = 5_000  # rows
_SEPARATOR = re.compile(r"\s*\|\s*")
_PIPED = re.compile(r"^(?=.*(?:^|\s)\|(?:\s|$)).+$", re.M)
_TOTAL = re.compile(
    r"(?:итого|всего|итог|общий итог|общая сумма|сумма|subtotal|grand total|total|totals|sum)"
    r"(?:\s*[:.]?|\s+(?:по|за|на|к|в|for|by|in)\s.*)",
    re.IGNORECASE,
)
# «Итого Климов», as people write them, and «Климов Итог», "Smith Total", as spreadsheets do.
_OF_GROUP = re.compile(r"(?:итого|всего|subtotal)\b.{1,60}", re.IGNORECASE)
_OF_GROUP_BEHIND = re.compile(r"[^\d].{0,60}\s(?:итог|итого|всего|total|subtotal):?", re.IGNORECASE)
_TOTAL_ALONE = re.compile(r"(?:итого|всего|итог|subtotal|grand total|total)\s*[:.]?", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*г(?:\.|од)?)?")
_UNIT_IN_NAME = re.compile(r"(?:,\s*|\()([^,()\d]{1,14}?)\.?\)?\s*$")
_UNIT_OF_CAPTION = re.compile(
    r"(?:,|\(|в)\s*((?:тыс\.?|млн\.?|млрд\.?)?\s*(?:руб(?:\.|лях|лей)?|₽|шт\.?|кг|тонн(?:ах)?))\)?\s*$", re.I
)


def shape(document: ExtractedDocument) -> tuple[TypedTable, ...]:
    """The tables of a document, in the order of its text."""
    found = sorted([*document.tables, *_of_lines(document)], key=_start)
    named = (_with_caption(table, document) for table in _whole(found, document.text))
    shaped = (_shape(table) for table in named)
    return tuple(table for table in shaped if table is not None)


def _start(table: ExtractedTable) -> int:
    return int(next(unpack(table.blocks), [0])[0])


def _whole(tables: Iterable[ExtractedTable], text: str) -> Iterator[ExtractedTable]:
    """Tables that go on over the next page as one: nothing stands between, or the head stands again."""
    last: ExtractedTable | None = None
    for table in tables:
        if last is not None and _goes_on(last, table, text):
            last = replace(last, blocks=(*last.blocks, *table.blocks), rows=last.rows + table.rows)
            continue
        if last is not None:
            yield last
        last = table
    if last is not None:
        yield last


def _goes_on(last: ExtractedTable, table: ExtractedTable, text: str) -> bool:
    if last.names or table.names or not last.page < table.page <= last.page + last.rows:
        return False
    first, again = next(unpack(last.blocks)), next(unpack(table.blocks))
    *_, end = unpack(last.blocks[-1:])
    between = text[end[1] : again[0]].strip()
    return len(first[2]) == len(again[2]) and (first[2] == again[2] or not between)


def _with_caption(table: ExtractedTable, document: ExtractedDocument) -> ExtractedTable:
    """What stands above a table names it: its line, and the heading that it is under. The line may be the
    last one of that heading."""
    start = _start(table)
    above = table.caption or document.text[max(0, start - 400) : start].rstrip().rsplit("\n", 1)[-1]
    heading = next((one.text for one in reversed(document.headings) if one.start < start), "")
    line = "" if _is_end(above, heading) else above.strip()
    parts = [part for part in (heading, line) if part and part != table.label]
    return replace(table, caption=". ".join(parts)[-_LONGEST_CAPTION:])


def _is_end(line: str, heading: str) -> bool:
    """Whether the words of a line are the last ones of a heading."""
    words, of_heading = line.split(), heading.split()
    return bool(words) and of_heading[-len(words) :] == words


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row sums up others: the first of its texts says so, or another one that says nothing else."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and bool(
        _TOTAL.fullmatch(filled[0])
        or _OF_GROUP.fullmatch(filled[0])
        or (_OF_GROUP_BEHIND.fullmatch(filled[0]) and len(filled) < len(cells) and _are_numbers(filled[1:]))
        or any(_sums_up(filled, at) for at in range(1, len(filled)))
    )


def _sums_up(filled: Sequence[str], at: int) -> bool:
    """Whether a cell behind the first says that its row sums up others. A maker of oil is named "Total"."""
    if not _TOTAL_ALONE.fullmatch(filled[at]):
        return False
    if _CYRILLIC.search(filled[at]):
        return True
    return not _CYRILLIC.search("".join(filled)) and _are_numbers(filled[at + 1 :])


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether no cell is a text: a row of «Colgate Total» has more to say than amounts."""
    return all(value_of(cell).kind is not ColumnKind.TEXT for cell in cells)


def _of_lines(document: ExtractedDocument) -> Iterator[ExtractedTable]:
    """Tables whose rows are lines with cells divided by "|"."""
    text = document.text
    kept = [(row[0], row[1]) for table in document.tables for row in islice(unpack(table.blocks), 1)]
    rows: list[list[Any]] = []
    end = -1
    for match in _PIPED.finditer(text):
        if any(start <= match.start() < stop for start, stop in kept):
            continue
        if rows and match.start() != end + 1:
            yield from _piped(document, rows)
            rows = []
        rows.append([match.start(), match.end(), _SEPARATOR.split(match.group().strip()), {}])
        end = match.end()
    yield from _piped(document, rows)


def _piped(document: ExtractedDocument, rows: list[list[Any]]) -> Iterator[ExtractedTable]:
    if len(rows) < 2:
        return
    start = rows[0][0]
    page = next((one for one in document.pages if one.start <= start < max(one.end, one.start + 1)), None)
    blocks = tuple(pack(rows[at : at + BLOCK]) for at in range(0, len(rows), BLOCK))
    label = page.label if page else ""
    yield ExtractedTable("", page.number if page else 0, label, (), blocks, len(rows))


def _shape(table: ExtractedTable) -> TypedTable | None:
    names, skipped = _names(table)
    width = max([len(names), *(len(row[2]) for row in islice(unpack(table.blocks), _KINDS_FROM))])
    if width < 2 or table.rows - skipped < _LEAST_ROWS:
        return None
    names = [*names, *[""] * (width - len(names))]
    columns = _columns(names, table, skipped)
    words = {(term, CAPTION) for term in _terms(f"{table.label} {table.caption}")}
    for at, column in enumerate(columns):
        words |= {(term, head(at)) for term in _terms(column.name)}
    blocks, count = [], 0
    batch: list[Any] = []
    for start, end, cells, exact in islice(unpack(table.blocks), skipped, None):
        if _repeats_head(cells, names):
            continue
        shown = [str(cell)[:_LONGEST_CELL] for cell in cells[:width]]
        shown += [""] * (width - len(shown))
        values = [_kept(value_of(cell, exact.get(str(at))), columns[at]) for at, cell in enumerate(shown)]
        for at, cell in enumerate(shown):
            if cell and columns[at].kind is ColumnKind.TEXT:
                words |= {(term, at) for term in _terms(cell)}
        batch.append([start, end, int(is_total(shown)), shown, values])
        count += 1
        if len(batch) == BLOCK:
            blocks.append(pack(batch))
            batch = []
    if batch:
        blocks.append(pack(batch))
    return TypedTable(
        table.caption, table.label, table.page, tuple(columns), count, table.unread, tuple(blocks),
        frozenset(words),
    )  # fmt: skip


def _names(table: ExtractedTable) -> tuple[list[str], int]:
    """The names of the columns, and how many rows of the table they take."""
    if table.names:
        return [name.strip().rstrip(":") for name in table.names], 0
    rows = list(islice(unpack(table.blocks), 3))
    cells = [str(cell) for cell in rows[0][2]] if rows else []
    filled = [cell for cell in cells if cell]
    texts = [cell for cell in filled if _YEAR.fullmatch(cell) or value_of(cell).kind is ColumnKind.TEXT]
    could = len(rows) > 1 and len(filled) >= 2 and len(texts) == len(filled) == len(set(filled))
    return (cells, 1) if could and all(len(cell) <= 100 for cell in filled) else ([], 0)


def _columns(names: Sequence[str], table: ExtractedTable, skipped: int) -> list[Column]:
    kinds: list[Counter[ColumnKind]] = [Counter() for _ in names]
    units: list[Counter[str]] = [Counter() for _ in names]
    for row in islice(unpack(table.blocks), skipped, skipped + _KINDS_FROM):
        if is_total(row[2]):
            continue
        for at, cell in enumerate(row[2][: len(names)]):
            if not is_nothing(cell):
                value = value_of(cell, row[3].get(str(at)))
                kinds[at][value.kind] += 1
                units[at][value.unit] += 1
    of_all = _UNIT_OF_CAPTION.search(table.caption)
    return [
        _column(name, kind, unit, of_all[1].strip() if of_all else "")
        for name, kind, unit in zip(names, kinds, units, strict=True)
    ]


def _column(name: str, kinds: Counter[ColumnKind], units: Counter[str], of_all: str) -> Column:
    total = sum(kinds.values())
    numbers = total - kinds[ColumnKind.TEXT] - kinds[ColumnKind.DATE]
    if not total or (numbers < _ALIKE * total and kinds[ColumnKind.DATE] < _ALIKE * total):
        return Column(name)
    if kinds[ColumnKind.DATE] > numbers:
        return Column(name, ColumnKind.DATE)
    unit = units.most_common(1)[0][0] or _unit_in(name)
    if kinds[ColumnKind.PERCENT] * 2 > numbers or unit == "%":
        return Column(name, ColumnKind.PERCENT, "%")
    if not unit and of_all and not re.search(r"№|номер|код|дн|срок|кол-?во|количество", name, re.I):
        unit = of_all
    return Column(name, ColumnKind.CURRENCY if is_currency(unit) else ColumnKind.NUMBER, unit)


def _unit_in(name: str) -> str:
    """The unit that a name says: "Цена, руб.", "Вес (кг)", "Оплата в месяц, руб. Оклад"."""
    inner = re.search(r",\s*((?:тыс\.|млн)?\s*[а-яa-z%]{1,5}\.)\s", name, re.I)
    if inner:
        return inner[1].strip()
    match = _UNIT_IN_NAME.search(name.strip())
    return match[1].strip() + ("." if name.strip().endswith(".") else "") if match else ""


def _kept(value: Value, column: Column) -> float | str | None:
    if column.kind is ColumnKind.DATE:
        return value.day or None
    return value.number if column.kind is not ColumnKind.TEXT else None


def _repeats_head(cells: Sequence[str], names: Sequence[str]) -> bool:
    """The head of a table stands again on its next page."""
    return any(names) and [cell for cell in cells if cell] == [name for name in names if name]


@lru_cache(maxsize=50_000)
def _terms(text: str) -> frozenset[int]:
    return frozenset(lexical.term_id(term) for term in lexical.terms(text))
