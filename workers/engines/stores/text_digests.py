"""Digests of what `text.sqlite` holds. SQLite sees that its pages fit together, not that the bytes in them
are those that were written: with these, damage is found to the content and the document.

The digest of a content covers its row, chunks and tables; that of a document its row without what it is bound
to. BLAKE2b of 16 bytes over JSON, in the order of the columns below.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

# `ready` changes alone and decides nothing but whether vectors are there.
_CONTENT = (
    "SELECT hash, fingerprint, title, kind, pages, chunks, spans, headings, text, notes, gaps "
    "FROM contents WHERE id = ?",
    'SELECT id, ordinal, start, "end", page, page_end, heading, length, terms, text '
    "FROM chunks WHERE content = ? ORDER BY ordinal",
    "SELECT ordinal, page, label, caption, columns, rows, unread "
    "FROM tables WHERE content = ? ORDER BY ordinal",
    'SELECT t.ordinal, r.ordinal, r.start, r."end", r.total, r.cells, r.kept '
    "FROM tables t JOIN table_rows r ON r.owner = t.id WHERE t.content = ? ORDER BY t.ordinal, r.ordinal",
    "SELECT t.ordinal, w.term, w.place FROM tables t JOIN table_words w ON w.owner = t.id "
    "WHERE t.content = ? ORDER BY t.ordinal, w.term, w.place",
)
DOCUMENT = "id, path, suffix, size, modified, hash, fingerprint, status, code, params"


def content_digest(connection: sqlite3.Connection, content: str) -> str:
    """Of a content as it stands in the file."""
    digest = hashlib.blake2b(content.encode(), digest_size=16)
    for statement in _CONTENT:
        _add(digest, connection.execute(statement, (content,)))
    return digest.hexdigest()


def document_digest(values: Sequence[Any]) -> str:
    """Of a document with these values of the columns `DOCUMENT`."""
    digest = hashlib.blake2b(digest_size=16)
    _add(digest, [values])
    return digest.hexdigest()


def seal_content(connection: sqlite3.Connection, content: str) -> None:
    """Keep the digest of a content whose rows were just written."""
    digest = content_digest(connection, content)
    connection.execute("UPDATE contents SET digest = ? WHERE id = ?", (digest, content))


def seal_some(connection: sqlite3.Connection, most: int) -> bool:
    """Keep the digests of at most so many contents, or else documents, that have none; False when all have
    one."""
    contents = connection.execute("SELECT id FROM contents WHERE digest = '' LIMIT ?", (most,)).fetchall()
    for (content,) in contents:
        seal_content(connection, content)
    if contents:
        return True
    rows = connection.execute(f"SELECT {DOCUMENT} FROM documents WHERE digest = '' LIMIT ?", (most,))
    sealed = [(document_digest(tuple(row)), row[0]) for row in rows.fetchall()]
    connection.executemany("UPDATE documents SET digest = ? WHERE id = ?", sealed)
    return bool(sealed)


def _add(digest: hashlib.blake2b, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        digest.update(json.dumps(tuple(row), default=bytes.hex).encode())
    digest.update(b"\n")
