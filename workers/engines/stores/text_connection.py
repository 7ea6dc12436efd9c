"""The connections to `text.sqlite`: one writes, under a lock; searches read through others, so they answer
while indexing writes (WAL). Deleted text is overwritten (`secure_delete`)."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.engines.stores.damage import damage_reported
from workers.engines.stores.text_schema import bring_up, version_of

FILE = "text.sqlite"
# The list of a base's documents, which is written for the window.
KNOWN = "documents.json"


class TextConnection:
    """The file, its transactions, and its named values. Raises DATA_NEWER, and STORE_DAMAGED wherever damage
    is met, when it opens and in every call."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = folder / FILE
        self._lock = threading.RLock()
        self._readers: list[sqlite3.Connection] = []
        self._version = 0  # counts changes
        self._in_transaction = False  # of whoever has the lock (`together`)
        with damage_reported(self._path):
            self._writer = self._open()

    def fact(self, name: str) -> str:
        """A named value of the base, "" when it was never set."""
        rows = self._read("SELECT value FROM facts WHERE name = ?", (name,))
        return str(rows[0]["value"]) if rows else ""

    def set_fact(self, name: str, value: str, *, durable: bool = False) -> None:
        """Keep a named value; `durable`: also through a loss of power right afterwards."""
        self.set_facts({name: value}, durable=durable)

    def set_facts(self, values: Mapping[str, str], *, durable: bool = False) -> None:
        """Keep named values, all or none of them."""
        with self._lock, damage_reported(self._path):
            if durable:
                self._writer.execute("PRAGMA synchronous = FULL")
            try:
                with self._writing() as connection:
                    connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", values.items())
            finally:
                self._writer.execute("PRAGMA synchronous = NORMAL")

    def close(self) -> None:
        """Close all connections. No change may come after; a search that runs while the base is opened anew
        may still read, by a connection of its own."""
        with self._lock:
            for reader in self._readers:
                reader.close()
            self._readers.clear()
            self._writer.close()

    def _open(self) -> sqlite3.Connection:
        connection = self._connect()
        try:
            if version_of(connection) == 0:
                if begun(self._path.parent):
                    raise ProblemError(Code.STORE_DAMAGED, "the file is empty or gone")
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                # Flushed before anything else of the base is there: in a log it would be lost with the power,
                # and a base without its texts counts as damaged.
                connection.execute("PRAGMA synchronous = FULL")
                bring_up(connection)
                connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            bring_up(connection)
        except BaseException:
            connection.close()
            raise
        self._path.chmod(0o600)
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30, check_same_thread=False, isolation_level=None)
        connection.row_factory = sqlite3.Row
        for pragma in (
            "secure_delete = ON",
            "foreign_keys = ON",
            "synchronous = NORMAL",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    @contextmanager
    def changing_rows(self) -> Iterator[sqlite3.Connection]:
        """The writing connection within a transaction, for what mends the store (`text_salvage`)."""
        with self._writing() as connection:
            yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread writes is one transaction, and what it reads meanwhile sees it: for many small
        changes. Nobody else reads or writes until it ends."""
        with self._writing():
            yield

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, damage_reported(self._path):
            if self._in_transaction:
                yield self._writer
                return
            self._in_transaction = True
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
                self._version += 1
            except BaseException:
                with suppress(sqlite3.Error):  # a disk that refuses the write may refuse this too
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                raise
            finally:
                self._in_transaction = False

    def _read(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        with self._reading() as reader:
            return reader.execute(sql, tuple(values)).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile."""
        with self._lock:
            if self._in_transaction:
                with damage_reported(self._path):
                    yield self._writer
                return
            reader = self._readers.pop() if self._readers else None
        if reader is None:
            with damage_reported(self._path):
                reader = self._connect()
        try:
            with damage_reported(self._path):
                yield reader
        finally:
            with self._lock:
                self._readers.append(reader)


def begun(folder: Path) -> bool:
    """Whether a base was indexed in a folder: its texts are there before its vectors and its list."""
    return (folder / KNOWN).exists() or any(folder.glob("vectors*"))
