"""Changes of the rows of `text.sqlite` that belong together, within a transaction of the caller."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from workers.engines.stores.text_digests import document_digest
from workers.engines.stores.text_rows import (
    StoredChunk,
    StoredDocument,
    document_frequencies,
    word_frequencies,
)
from workers.files import sha256

# Numbers of a folder's contents, more than ever come; with as many folders they are still exact as floats.
_REGION = 2**26


def save_document(connection: sqlite3.Connection, document: StoredDocument) -> None:
    """Insert or update the row of a document; its contents stay bound as they are."""
    values = (
        document.id, document.path, PurePath(document.path).suffix.lower(), document.size,
        float(document.modified), document.hash, document.fingerprint, document.status.value, document.code,
        json.dumps(document.params),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?) "
        "ON CONFLICT (id) DO UPDATE SET "
        "path = excluded.path, suffix = excluded.suffix, size = excluded.size, modified = excluded.modified, "
        "hash = excluded.hash, fingerprint = excluded.fingerprint, status = excluded.status, "
        "code = excluded.code, params = excluded.params, digest = excluded.digest",
        (*values, document_digest(values)),
    )


def bind_incoming(connection: sqlite3.Connection, document: str, content: str | None) -> None:
    """Make `content` the document's incoming one; the one it supersedes goes unless others use it."""
    row = connection.execute("SELECT incoming FROM documents WHERE id = ?", (document,)).fetchone()
    connection.execute("UPDATE documents SET incoming = ? WHERE id = ?", (content, document))
    if row["incoming"] != content:
        release(connection, row["incoming"])


def give_number(connection: sqlite3.Connection, content: str, path: str) -> None:
    """The next number of its folder, for a content that has none."""
    if connection.execute("SELECT 1 FROM numbers WHERE content = ?", (content,)).fetchone():
        return
    (region, number), *_ = connection.execute(
        "INSERT INTO regions (folder, next) VALUES (?, 1) "
        "ON CONFLICT (folder) DO UPDATE SET next = next + 1 RETURNING region, next",
        (sha256(str(PurePath(path).parent)),),
    ).fetchall()
    connection.execute("INSERT INTO numbers VALUES (?, ?)", (region * _REGION + number, content))


def insert_chunks(connection: sqlite3.Connection, chunks: Sequence[StoredChunk]) -> None:
    """Insert the chunks of one content, and add them to all counts."""
    connection.executemany(
        "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                chunk.id, chunk.content, chunk.ordinal, chunk.start, chunk.end, chunk.page, chunk.page_end,
                chunk.heading, chunk.length, chunk.terms, chunk.text,
            )
            for chunk in chunks
        ],
    )  # fmt: skip
    connection.executemany("DELETE FROM doomed WHERE chunk = ?", [(chunk.id,) for chunk in chunks])
    _count(connection, "frequencies", "term", document_frequencies(chunk.terms for chunk in chunks), 1)
    _count(connection, "words", "word", word_frequencies(chunk.text for chunk in chunks), 1)
    connection.execute(
        "UPDATE totals SET chunks = chunks + ?, length = length + ?",
        (len(chunks), sum(chunk.length for chunk in chunks)),
    )


def release(connection: sqlite3.Connection, content: str | None) -> set[str]:
    """Delete a content with its chunks and their share of the frequencies when no document uses it; returns
    the hash of its file when it was deleted."""
    if content is None:
        return set()
    used = "SELECT 1 FROM documents WHERE content = ? OR incoming = ?"
    if connection.execute(used, (content, content)).fetchone():
        return set()
    columns = "SELECT id, length, terms, text FROM chunks WHERE content = ?"
    rows = connection.execute(columns, (content,)).fetchall()
    connection.executemany("INSERT OR IGNORE INTO doomed VALUES (?)", [(row["id"],) for row in rows])
    _count(connection, "frequencies", "term", document_frequencies(row["terms"] for row in rows), -1)
    _count(connection, "words", "word", word_frequencies(row["text"] for row in rows), -1)
    connection.execute(
        "UPDATE totals SET chunks = chunks - ?, length = length - ?",
        (len(rows), sum(row["length"] for row in rows)),
    )
    connection.execute("DELETE FROM chunks WHERE content = ?", (content,))
    gone = connection.execute("DELETE FROM contents WHERE id = ? RETURNING hash", (content,)).fetchall()
    return {row["hash"] for row in gone}


def forget_recognised(connection: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """What pictures of pages say, of those of the files that no document is any more."""
    connection.executemany(
        "DELETE FROM recognised WHERE hash = :hash "
        "AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.hash = :hash) "
        "AND NOT EXISTS (SELECT 1 FROM contents c WHERE c.hash = :hash)",
        [{"hash": file_hash} for file_hash in hashes],
    )


def _count(connection: sqlite3.Connection, table: str, key: str, found: Mapping[Any, int], sign: int) -> None:
    """Add to (or take from) a table of counts; what falls to nothing is deleted."""
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?) "
        f"ON CONFLICT ({key}) DO UPDATE SET chunks = chunks + excluded.chunks",
        [(term, sign * number) for term, number in found.items()],
    )
    if sign < 0:
        connection.executemany(
            f"DELETE FROM {table} WHERE {key} = ? AND chunks <= 0", [(term,) for term in found]
        )
