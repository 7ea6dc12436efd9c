"""What of `text.sqlite` is not as it was written: its pages, its references, its contents and documents, and
the counts that are made of them. Reads through a connection of its own, so that nothing kept in memory hides
what the disk says."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from workers.contract.codes import ProblemError
from workers.engines.stores.damage import damage_reported
from workers.engines.stores.text_digests import DOCUMENT, content_digest, document_digest
from workers.engines.stores.text_rows import document_frequencies, word_frequencies


@dataclass(frozen=True, slots=True)
class TextDamage:
    """`pages`: what SQLite says of its own file, "" when it is sound. `contents`, `documents`: ids of those
    that are other than was written. `counts`: the sums that a search uses are wrong."""

    pages: str = ""
    contents: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    counts: bool = False

    def __bool__(self) -> bool:
        return bool(self.pages or self.contents or self.documents or self.counts)


def find_damage(
    file: Path, on_content: Callable[[int, int], object] = lambda done, total: None
) -> TextDamage:
    """Read all of a store. `on_content` is told (done, total) and may raise to end it. Work by someone else
    meanwhile is fine: one transaction sees one state."""
    try:
        with damage_reported(), closing(opened(file)) as connection:
            connection.execute("BEGIN")
            pages = _pages(connection)
            if pages:
                return TextDamage(pages)
            contents = _contents(connection, on_content)
            documents = _documents(connection)
            return TextDamage("", contents, documents, not contents and _miscounted(connection))
    except ProblemError as error:
        return TextDamage(error.problem.detail or error.problem.code)


def opened(file: Path) -> sqlite3.Connection:
    """A connection that only reads."""
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=30, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    return connection


def _pages(connection: sqlite3.Connection) -> str:
    verdict = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
    if verdict != ["ok"]:
        return "; ".join(verdict)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    return f"a row of {broken[0]} without its {broken[2]}" if broken else ""


def _contents(connection: sqlite3.Connection, on_content: Callable[[int, int], object]) -> tuple[str, ...]:
    rows = connection.execute("SELECT id, digest FROM contents").fetchall()
    found = []
    for done, row in enumerate(rows):
        on_content(done, len(rows))
        if row["digest"] and content_digest(connection, row["id"]) != row["digest"]:
            found.append(str(row["id"]))
    return tuple(found)


def _documents(connection: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(
        str(row["id"])
        for row in connection.execute(f"SELECT {DOCUMENT}, digest FROM documents")
        if row["digest"] and document_digest(tuple(row)[:-1]) != row["digest"]
    )


def _miscounted(connection: sqlite3.Connection) -> bool:
    """Whether the sums are others than those of the chunks."""
    terms: Counter[int] = Counter()
    words: Counter[str] = Counter()
    chunks = length = 0
    for row in connection.execute("SELECT length, terms, text FROM chunks"):
        terms.update(document_frequencies([row["terms"]]))
        words.update(word_frequencies([row["text"]]))
        chunks, length = chunks + 1, length + row["length"]
    if tuple(connection.execute("SELECT chunks, length FROM totals").fetchone()) != (chunks, length):
        return True
    kept = {row["term"]: row["chunks"] for row in connection.execute("SELECT term, chunks FROM frequencies")}
    known = {row["word"]: row["chunks"] for row in connection.execute("SELECT word, chunks FROM words")}
    return kept != terms or (bool(known) and known != words)


def recount(connection: sqlite3.Connection) -> None:
    """Make the sums anew from the chunks."""
    for table in ("frequencies", "words"):
        connection.execute(f"DELETE FROM {table}")
    rows = connection.execute("SELECT length, terms, text FROM chunks").fetchall()
    terms = document_frequencies(row["terms"] for row in rows)
    words = word_frequencies(row["text"] for row in rows)
    connection.executemany("INSERT INTO frequencies VALUES (?, ?)", terms.items())
    connection.executemany("INSERT INTO words VALUES (?, ?)", words.items())
    connection.execute("DELETE FROM totals")
    sums = (len(rows), sum(row["length"] for row in rows))
    connection.execute("INSERT INTO totals VALUES (1, ?, ?)", sums)
