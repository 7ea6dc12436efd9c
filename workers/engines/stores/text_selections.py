"""Which contents of a base a filter leaves, and whose they are."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from workers.contract.specs.search import Filters
from workers.engines.stores.selection import Selection, select
from workers.engines.stores.text_connection import TextConnection
from workers.engines.stores.text_rows import (
    DOCUMENTS,
    StoredDocument,
    document_of,
    parts,
    where_of,
)

# The fact that the points of the vector store have the numbers of their contents.
NUMBERED = "numbered"
THERE = "status <> 'missing'"


class TextSelections(TextConnection):
    """Contents by filters, documents and numbers."""

    def __init__(self, folder: Path) -> None:
        self._selections: tuple[int, dict[Filters, Selection | None]] = (0, {})
        super().__init__(folder)

    def contents_for(self, filters: Filters) -> list[str] | None:
        """The contents that the filters leave; None when they leave all that answer."""
        if filters == Filters():
            return None
        found = self.answering_contents(filters)
        [(all_of_them,)] = self._read(
            f"SELECT count(DISTINCT content) FROM documents WHERE content IS NOT NULL AND {THERE}"
        )
        return None if len(found) == all_of_them else found

    def selection_for(self, filters: Filters) -> Selection | None:
        """The same for a search. Kept until the base changes: a chat asks with one filter again and again."""
        version, kept = self._selections
        if version != self._version:
            version, kept = self._selections = self._version, {}
        if filters not in kept:
            contents = self.contents_for(filters)
            kept[filters] = None if contents is None else self.selection_of(contents)
        return kept[filters]

    def selection_of(self, contents: Sequence[str]) -> Selection:
        """Contents for a search; with their numbers when the vector store knows these."""
        if not self.fact(NUMBERED):
            return Selection(tuple(contents))
        return select(contents, ((row["number"], row["content"]) for row in self.numbers()))

    def numbers(self) -> list[sqlite3.Row]:
        """`number` and `content` of all contents, by number."""
        return self._read(
            "SELECT n.number, n.content FROM numbers n JOIN contents c ON c.id = n.content ORDER BY n.number"
        )

    def numbers_of(self, contents: Sequence[str]) -> dict[str, int]:
        """Content id → its number."""
        found = {}
        for part in parts(contents):
            marks = ",".join("?" * len(part))
            rows = self._read(f"SELECT number, content FROM numbers WHERE content IN ({marks})", part)
            found.update({row["content"]: int(row["number"]) for row in rows})
        return found

    def answering_contents(self, filters: Filters) -> list[str]:
        """The contents of documents whose files are there, or may be, among those the filters leave."""
        where, values = where_of(filters)
        rows = self._read(
            f"SELECT DISTINCT content FROM documents WHERE content IS NOT NULL AND {THERE}{where}", values
        )
        return [row["content"] for row in rows]

    def owners(self, contents: Sequence[str], filters: Filters) -> dict[str, StoredDocument]:
        """Content id → the document to name for it, among those the filters leave; none where all its files
        are gone."""
        where, values = where_of(filters, "d.")
        found: dict[str, StoredDocument] = {}
        for part in parts(contents):
            marks = ",".join("?" * len(part))
            rows = self._read(
                f"{DOCUMENTS} WHERE d.content IN ({marks}) AND d.{THERE}{where} "
                "ORDER BY d.status = 'copy', d.path", [*part, *values],
            )  # fmt: skip
            for row in rows:
                found.setdefault(row["content"], document_of(row))
        return found
