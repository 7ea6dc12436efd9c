"""The tables of a base in `text.sqlite`: typed rows beside the texts that they stand in, and the words by
which a question finds them. A table lives and goes with its content."""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workers.contract.codec import from_json, to_json
from workers.contract.tables import Column, TypedRow, TypedTable, unpack
from workers.engines.stores.damage import damaged_values_reported

SCHEMA = (
    """CREATE TABLE tables (
        id INTEGER PRIMARY KEY, content TEXT NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, page INTEGER NOT NULL, label TEXT NOT NULL, caption TEXT NOT NULL,
        columns TEXT NOT NULL, rows INTEGER NOT NULL, unread INTEGER NOT NULL, UNIQUE (content, ordinal)
    ) STRICT""",
    # `cells` as they are shown and `kept`, their numbers and days, are JSON lists, an entry a column.
    """CREATE TABLE table_rows (
        owner INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, total INTEGER NOT NULL, cells TEXT NOT NULL,
        kept TEXT NOT NULL, PRIMARY KEY (owner, ordinal)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE table_words (
        term INTEGER NOT NULL, owner INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
        place INTEGER NOT NULL, PRIMARY KEY (term, owner, place)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX table_words_owner ON table_words (owner)",
)
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class StoredTable:
    """What is known of a table without its rows."""

    id: int
    content: str
    page: int
    label: str
    caption: str
    columns: tuple[Column, ...]
    rows: int
    unread: int


def insert(connection: sqlite3.Connection, content: str, tables: Sequence[TypedTable]) -> None:
    """Write the tables of a content, block by block."""
    for ordinal, table in enumerate(tables):
        owner = connection.execute(
            "INSERT INTO tables (content, ordinal, page, label, caption, columns, rows, unread) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content, ordinal, table.page, table.label, table.caption,
                json.dumps(to_json(table.columns), ensure_ascii=False), table.rows, table.unread,
            ),
        ).lastrowid  # fmt: skip
        connection.executemany(
            "INSERT INTO table_rows VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (owner, at, start, end, total, json.dumps(cells, ensure_ascii=False), json.dumps(values))
                for at, (start, end, total, cells, values) in enumerate(unpack(table.blocks))
            ),
        )
        connection.executemany(
            "INSERT INTO table_words VALUES (?, ?, ?)", ((term, owner, at) for term, at in table.words)
        )


@damaged_values_reported()
def table_of(row: sqlite3.Row) -> StoredTable:
    """From a row of `tables`."""
    columns = tuple(from_json(Column, one) for one in json.loads(row["columns"]))
    return StoredTable(
        row["id"], row["content"], row["page"], row["label"], row["caption"], columns, row["rows"],
        row["unread"],
    )  # fmt: skip


@damaged_values_reported()
def row_of(row: sqlite3.Row) -> TypedRow:
    """From a row of `table_rows`."""
    cells: list[Any] = json.loads(row["cells"])
    kept: list[Any] = json.loads(row["kept"])
    return TypedRow(row["start"], row["end"], bool(row["total"]), tuple(cells), tuple(kept))


def rows_between(connection: sqlite3.Connection, table: StoredTable, start: int, end: int) -> list[TypedRow]:
    """The rows of a table that begin between two offsets into its text, in order."""

    def begins(ordinal: int) -> int:
        one = "SELECT start FROM table_rows WHERE owner = ? AND ordinal = ?"
        return int(connection.execute(one, (table.id, ordinal)).fetchone()[0])

    first = bisect_left(range(table.rows), start, key=begins)
    found = connection.execute(
        "SELECT * FROM table_rows WHERE owner = ? AND ordinal >= ? AND start < ? ORDER BY ordinal LIMIT ?",
        (table.id, first, end, _AT_ONCE),
    )
    return [row_of(row) for row in found]


def rows_of(connection: sqlite3.Connection, table: int) -> Iterator[TypedRow]:
    """The rows of a table in order, few at a time."""
    found = connection.execute("SELECT * FROM table_rows WHERE owner = ? ORDER BY ordinal", (table,))
    while batch := found.fetchmany(_AT_ONCE):
        yield from map(row_of, batch)
