"""Tables of documents as typed rows. Standard library only; loaded by each reader."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# Rows that are packed together: few enough to be held at once, many enough to be made small.
BLOCK = 500


class ColumnKind(StrEnum):
    """What the values of a column are."""

    NUMBER = "number"
    PERCENT = "percent"  # numbers are percentage points: 27,5 % is 27.5
    CURRENCY = "currency"
    DATE = "date"  # values are "2026-10-01"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its name as it stands in the head; `unit` is what its numbers count ("руб.", "кг", "%",
    "" = not said)."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ExtractedTable:
    """A table as a reader finds it. `caption` is the line above it; `page` counts from 1 (0: no pages);
    `names` are those of its columns (() = its first row may name them). `blocks` hold its rows, packed by
    `pack`, each (start, end, cells, exact): its offsets in the text, the cells as they are shown, and of
    cells whose number is known exactly {column: number}. `unread`: cells or rows that were not read."""

    caption: str = ""
    page: int = 0
    label: str = ""
    names: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    rows: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table ready to be kept. `blocks` hold (start, end, is a total, cells, values), packed; a value is a
    number, a day ("2026-10-01") or None. `words`: (term, place) of its lexical terms, the place the column
    of a cell's word, `CAPTION` the caption's, `head(column)` a head's."""

    caption: str
    label: str
    page: int
    columns: tuple[Column, ...]
    rows: int
    unread: int
    blocks: tuple[str, ...]
    words: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of a kept table; `values` beside `cells`: a number, a day, or None for a text or nothing."""

    start: int
    end: int
    total: bool
    cells: tuple[str, ...]
    values: tuple[float | str | None, ...]


CAPTION = -1


def head(column: int) -> int:
    """The place of the words of a column's name."""
    return -2 - column


def pack(rows: Iterable[Any]) -> str:
    """Rows (anything that JSON can say) as one short string."""
    text = json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"))
    return base64.b85encode(zlib.compress(text.encode("utf-8", "replace"), 1)).decode("ascii")


def unpack(blocks: Iterable[str]) -> Iterator[Any]:
    """The rows of `pack`, block after block."""
    for block in blocks:
        yield from json.loads(zlib.decompress(base64.b85decode(block)))
