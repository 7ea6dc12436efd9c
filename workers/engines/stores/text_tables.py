"""The typed tables of a base's documents, found by their words and read by their rows."""

from collections.abc import Iterator, Sequence

from workers.contract.tables import TypedRow
from workers.engines.stores import table_rows
from workers.engines.stores.table_rows import StoredTable
from workers.engines.stores.text_connection import TextConnection
from workers.engines.stores.text_rows import (
    parts,
)


class TextTables(TextConnection):
    """Tables with their rows, as `table_rows` keeps them."""

    def tables_with(
        self, terms: Sequence[int], wanted: Sequence[str] | None, most: int
    ) -> list[tuple[StoredTable, dict[int, set[int]]]]:
        """The tables that hold most of `terms`, the best `most`, with where each term stands (see
        `TypedTable.words`); of `wanted` contents alone, unless None. Of contents that are ready."""
        places: dict[int, dict[int, set[int]]] = {}
        for part in parts(list(dict.fromkeys(terms))):
            marks = ",".join("?" * len(part))
            for row in self._read(f"SELECT * FROM table_words WHERE term IN ({marks})", part):
                places.setdefault(row["owner"], {}).setdefault(row["term"], set()).add(row["place"])
        order = sorted(places, key=lambda owner: -len(places[owner]))
        # Of few tables each is worth a look: words may mean the same and be others.
        every = [row["id"] for row in self._read("SELECT id FROM tables LIMIT ?", (most + 1,))]
        order += [owner for owner in every if owner not in places] if len(every) <= most else []
        found: list[tuple[StoredTable, dict[int, set[int]]]] = []
        for owner in order:
            (row,) = self._read(
                "SELECT t.*, c.ready FROM tables t JOIN contents c ON c.id = t.content WHERE t.id = ?",
                (owner,),
            )
            if row["ready"] and (wanted is None or row["content"] in wanted):
                found.append((table_rows.table_of(row), places.get(owner, {})))
            if len(found) == most:
                break
        return found

    def table_rows_between(
        self, content: str, start: int, end: int
    ) -> list[tuple[StoredTable, list[TypedRow]]]:
        """The tables of a content with rows that begin between two offsets into its text, with these rows."""
        tables = self._read("SELECT * FROM tables WHERE content = ? ORDER BY ordinal", (content,))
        with self._reading() as reader:
            found = [
                (table, table_rows.rows_between(reader, table, start, end))
                for table in map(table_rows.table_of, tables)
            ]
        return [(table, rows) for table, rows in found if rows]

    def rows_of(self, table: int) -> Iterator[TypedRow]:
        """The rows of a table, read as they are asked for."""
        with self._reading() as reader:
            yield from table_rows.rows_of(reader, table)
