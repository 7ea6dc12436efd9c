"""How damage of a base's store is told, wherever it is met: as STORE_DAMAGED; and what its disk refuses.
Standard library only."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.disk import refused_by_database

# What SQLite says of bytes that are no (whole) database of ours: our statements are right for our schema.
_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_RANGE,
    }
)
_WHOLE = frozenset({sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS})


@contextmanager
def damage_reported(file: Path | None = None) -> Iterator[None]:
    """Around whatever reads or writes the store. Raises STORE_DAMAGED for damage and STORE_LOCKED where
    another process has the file; of what a disk refuses, DISK_FULL, FOLDER_NOT_WRITABLE or DISK_ERROR, where
    the `file` is named. Everything else goes through as it is."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite names what is damaged, by a name that is damaged too
        raise ProblemError(Code.STORE_DAMAGED, str(error)) from error
    except sqlite3.DatabaseError as error:
        whole = getattr(error, "sqlite_errorcode", None)
        if whole is None:  # the driver's own: bytes that are no UTF-8
            damaged = "decode" in str(error)
        else:
            damaged = (whole & 0xFF) in _DAMAGE or whole in _WHOLE
            if (whole & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise ProblemError(Code.STORE_LOCKED, str(error)) from error
        if not damaged:
            raise (file and refused_by_database(error, file)) or error from None
        raise ProblemError(Code.STORE_DAMAGED, str(error)) from error


@contextmanager
def damaged_values_reported() -> Iterator[None]:
    """Around what makes values of stored ones: of a text that is no JSON any more, a state that is none."""
    try:
        yield
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise ProblemError(Code.STORE_DAMAGED, repr(error)) from error
