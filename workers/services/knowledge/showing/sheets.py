"""A place in a sheet as rows of cells, for the source panel."""

from collections.abc import Iterator, Sequence

from workers.contract.specs.search import SheetRow
from workers.contract.tables import Column, TypedRow
from workers.engines.stores.text_rows import StoredContent
from workers.engines.stores.text_store import TextStore
from workers.reading.tables import LONGEST_NAME

KINDS = frozenset({"xlsx", "xlsb", "xls", "ods", "csv"})


def rows_between(
    text: TextStore, content: StoredContent, start: int, end: int, quote: tuple[int, int]
) -> tuple[SheetRow, ...]:
    """What stands between two offsets into the text of a content, with the cells that hold the `quote`; ()
    when no table does."""
    rows: list[SheetRow] = []
    at = start
    for table, typed in text.table_rows_between(content.id, start, end):
        for place, row in enumerate(typed):
            rows += _lines(content.text, at, row.start, quote)
            if place == 0 and any(column.name for column in table.columns):
                names = tuple(column.name for column in table.columns)
                rows.append(SheetRow(names, head=True, start=row.start))
            line = content.text[row.start : row.end]
            inside = quote[0] - row.start, quote[1] - row.start
            marked = _marked(line, table.columns, row, inside)
            rows.append(SheetRow(row.cells, line, marked=marked, start=row.start))
            at = row.end
    return (*rows, *_lines(content.text, at, end, quote)) if rows else ()


def _lines(text: str, start: int, end: int, quote: tuple[int, int]) -> Iterator[SheetRow]:
    """What stands outside the tables."""
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            quoted = quote[0] < start + len(line) and start < quote[1]
            yield SheetRow((line.strip(),), line.strip(), marked=(0,) if quoted else (), start=start)
        start += len(line)


def _marked(line: str, columns: Sequence[Column], row: TypedRow, quote: tuple[int, int]) -> tuple[int, ...]:
    """The cells of a row that share words with a quote; each stands in the line behind the one before, with
    the name of its column."""
    found = []
    at = 0
    for number, cell in enumerate(row.cells):
        name = columns[number].name[:LONGEST_NAME].rstrip(":")
        named = f"{name}: {cell}" if name else cell
        place = line.find(named, at) if cell else -1
        if place < 0:
            named, place = cell, line.find(cell, at) if cell else -1
        if place < 0:
            continue
        at = place + len(named)
        if place < quote[1] and quote[0] < at:
            found.append(number)
    return tuple(found)
