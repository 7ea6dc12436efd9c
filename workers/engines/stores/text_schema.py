"""The schema of `text.sqlite`, its versions and the steps between them."""

import sqlite3
from collections.abc import Callable, Sequence

from workers.contract.codes import Code, ProblemError
from workers.engines.stores import table_rows

_FIRST = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- One text; copies of a file share it. `ready`: the vector store has acknowledged all of its chunks.
CREATE TABLE contents (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL, fingerprint TEXT NOT NULL, ready INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL, kind TEXT NOT NULL, pages INTEGER NOT NULL, chunks INTEGER NOT NULL,
    spans TEXT NOT NULL, headings TEXT NOT NULL, text TEXT NOT NULL
) STRICT;

-- `content` answers searches now, `incoming` will when its chunks are acknowledged.
CREATE TABLE documents (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, suffix TEXT NOT NULL, size INTEGER NOT NULL,
    modified REAL NOT NULL, hash TEXT NOT NULL, fingerprint TEXT NOT NULL, status TEXT NOT NULL,
    code TEXT NOT NULL, params TEXT NOT NULL,
    content TEXT REFERENCES contents (id), incoming TEXT REFERENCES contents (id)
) STRICT;
CREATE INDEX documents_content ON documents (content);
CREATE INDEX documents_incoming ON documents (incoming);

CREATE TABLE chunks (
    id TEXT PRIMARY KEY, content TEXT NOT NULL REFERENCES contents (id), ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER NOT NULL, page_end INTEGER NOT NULL,
    heading TEXT NOT NULL, length INTEGER NOT NULL, terms BLOB NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX chunks_content ON chunks (content, ordinal);

-- In how many chunks a term stands, and the sums over all chunks: always changed with them.
CREATE TABLE frequencies (term INTEGER PRIMARY KEY, chunks INTEGER NOT NULL) STRICT;

-- In how many chunks a word stands, as it is written: for misspelt questions.
CREATE TABLE words (word TEXT PRIMARY KEY, chunks INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE totals (only INTEGER PRIMARY KEY CHECK (only = 1), chunks INTEGER, length INTEGER) STRICT;
INSERT INTO totals VALUES (1, 0, 0);

-- Chunks that are gone from here while their vectors are not yet gone from the store.
CREATE TABLE doomed (chunk TEXT PRIMARY KEY) STRICT;
"""

Step = Callable[[sqlite3.Connection], None]


def _first(connection: sqlite3.Connection) -> None:
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _notes(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE contents ADD COLUMN notes TEXT NOT NULL DEFAULT '[]'")


def _recognised(connection: sqlite3.Connection) -> None:
    # What pictures of pages say, by the hash of the file; `recogniser` = by which rules.
    connection.execute(
        "CREATE TABLE recognised (hash TEXT NOT NULL, page INTEGER NOT NULL, recogniser TEXT NOT NULL, "
        "content TEXT NOT NULL, PRIMARY KEY (hash, page)) STRICT, WITHOUT ROWID"
    )


def _places(connection: sqlite3.Connection) -> None:
    # What is asked for at each import: documents below a folder, files by hash, texts under way.
    connection.execute("CREATE INDEX documents_path ON documents (path)")
    connection.execute("CREATE INDEX documents_hash ON documents (hash)")
    connection.execute("CREATE INDEX contents_hash ON contents (hash)")
    connection.execute("CREATE INDEX contents_under_way ON contents (id) WHERE ready = 0")


def _withdrawn(connection: sqlite3.Connection) -> None:
    # Hashes of the paths that a person took out of the base: nothing but a person brings them back.
    connection.execute("CREATE TABLE withdrawn (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    # A file that was moved has the size that it had.
    connection.execute("CREATE INDEX documents_size ON documents (size)")


def _gaps(connection: sqlite3.Connection) -> None:
    # What stands between the chunks of a text (`text_gaps`), whose `text` is then empty. NULL: not looked at
    # yet, the text stands whole beside its chunks.
    connection.execute("ALTER TABLE contents ADD COLUMN gaps TEXT")
    connection.execute("CREATE INDEX contents_twice ON contents (id) WHERE gaps IS NULL")


def _tables(connection: sqlite3.Connection) -> None:
    for statement in table_rows.SCHEMA:
        connection.execute(statement)


def _numbers(connection: sqlite3.Connection) -> None:
    # Contents by number, in the order in which they came and never used twice: what filters leave is then a
    # few ranges.
    connection.execute(
        "CREATE TABLE numbers (number INTEGER PRIMARY KEY AUTOINCREMENT, content TEXT NOT NULL UNIQUE) STRICT"
    )
    connection.execute("INSERT INTO numbers (content) SELECT id FROM contents ORDER BY rowid")


def _regions(connection: sqlite3.Connection) -> None:
    # The contents of a folder (kept as a hash) have numbers beside each other, whenever they come.
    connection.execute(
        "CREATE TABLE regions (region INTEGER PRIMARY KEY AUTOINCREMENT, folder TEXT NOT NULL UNIQUE, "
        "next INTEGER NOT NULL) STRICT"
    )


def _digests(connection: sqlite3.Connection) -> None:
    # Of a content with its chunks and tables, and of a document (`text_digests`); "": not computed yet.
    connection.execute("ALTER TABLE contents ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE documents ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX contents_unsealed ON contents (id) WHERE digest = ''")


# Step i brings a file from version i to i + 1.
STEPS: tuple[Step, ...] = (
    _first, _notes, _recognised, _places, _withdrawn, _gaps, _tables, _numbers, _regions, _digests,
)  # fmt: skip


def version_of(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> int:
    """The version of a file, 0 for a new one. Raises DATA_NEWER."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(steps):
        raise ProblemError(Code.DATA_NEWER, f"text.sqlite has version {version}")
    return int(version)


def bring_up(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring a file to the newest version, each step in a transaction. Raises DATA_NEWER for a file that a
    later program wrote."""
    version = version_of(connection, steps)
    for number in range(version, len(steps)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            steps[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
