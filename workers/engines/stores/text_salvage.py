"""What can still be read of a damaged `text.sqlite`, or of a copy of it, goes into a new one.

A content comes with all that belongs to it or not at all, and only when its digest is that of what was
written. Documents whose content does not come stay as ones that are to be read again.
"""

import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.disk import refused_by_database
from workers.engines.stores.damage import damage_reported
from workers.engines.stores.text_checks import recount
from workers.engines.stores.text_connection import FILE
from workers.engines.stores.text_digests import DOCUMENT, content_digest, document_digest, seal_content
from workers.engines.stores.text_selections import NUMBERED
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.text_writes import give_number
from workers.temporary import owned_folder

# Tables whose rows stand for themselves.
_PLAIN = ("facts", "withdrawn", "recognised", "regions", "doomed")
# Every table that is no sum of others, and by what its rows are read in order.
_KEYS = {
    **dict.fromkeys(("contents", "documents", "chunks", "tables", "facts", "regions", "numbers"), "rowid"),
    "doomed": "rowid",
    "table_rows": "owner, ordinal",
    "table_words": "term, owner, place",
    "recognised": "hash, page",
    "withdrawn": "path",
}
_HEADER = 100  # bytes of the first page that say what the file is
_INTERIOR = 5  # the kind of a page that points to others
_FARTHEST = 2**40
# What a disk refused is not damage: the mending ends, and nothing is given up.
_REFUSED = (Code.DISK_FULL, Code.DISK_ERROR, Code.FOLDER_NOT_WRITABLE)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many contents and documents came over."""

    contents: int
    documents: int


def salvage(
    source: Path, store: TextStore, wanted: Collection[str] | None = None, at: Path | None = None
) -> Salvaged:
    """Take over into `store` what of `source` can be read and is not there yet; `source` is not changed.
    `wanted`: of a copy from earlier, only these documents, for others were taken out since. Never raises for
    damage of `source`, but DISK_FULL, DISK_ERROR, FOLDER_NOT_WRITABLE. `at`: where two copies of it have room
    for a while."""
    with owned_folder(at) as folder:
        for tail in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(source.with_name(source.name + tail), folder / f"{FILE}{tail}")
        copy = folder / FILE
        if not copy.exists():
            return Salvaged(0, 0)
        if not _opens(copy):
            _lend_schema(copy, folder / "fresh")
        TextStore(folder / "rows").close()
        target = folder / "rows" / FILE
        with _refusals_told(target), closing(_connect(target)) as rows:
            with closing(_connect(copy)) as old:
                _copy_rows(old, rows, target, copy.stat().st_size)
            return _take_over(rows, store, target, wanted)


@contextmanager
def _refusals_told(file: Path) -> Iterator[None]:
    """What the disk refused by its code; every other error as it is."""
    try:
        yield
    except sqlite3.Error as error:
        known = refused_by_database(error, file)
        if known is None or known.code not in _REFUSED:
            raise
        raise known from error


@contextmanager
def _leaving_out(file: Path) -> Iterator[None]:
    """What is damaged is left out; what the disk refused is raised."""
    try:
        with _refusals_told(file):
            yield
    except ProblemError as error:
        if error.code in _REFUSED:
            raise
    except (sqlite3.Error, UnicodeDecodeError):
        return


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=30, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _opens(file: Path) -> bool:
    try:
        with _refusals_told(file), damage_reported(), closing(_connect(file)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.execute("SELECT id FROM contents LIMIT 1").fetchone()
    except ProblemError as error:
        if error.code in _REFUSED:
            raise
        return False
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return True


def _lend_schema(file: Path, folder: Path) -> None:
    """Give a file whose schema is lost that of a new store: tables stand at the same pages in both, since all
    are made in one order. What does not fit fails at the digests."""
    TextStore(folder).close()
    fresh = (folder / FILE).read_bytes()
    page = int.from_bytes(fresh[16:18], "big")
    first = bytearray(fresh[:page])
    first[28:32] = max(1, file.stat().st_size // page).to_bytes(4, "big")  # pages of the file
    first[32:40] = bytes(8)  # no list of free pages
    with file.open("r+b") as stream:
        stream.write(first)
        for number in _children(fresh[:page]):
            stream.seek((number - 1) * page)
            stream.write(fresh[(number - 1) * page : number * page])
    for tail in ("-wal", "-shm"):
        file.with_name(f"{file.name}{tail}").unlink(missing_ok=True)


def _children(first: bytes) -> list[int]:
    """The pages below the first one, where the schema goes over several (SQLite's file format, 1.6)."""
    if first[_HEADER] != _INTERIOR:
        return []
    cells = int.from_bytes(first[_HEADER + 3 : _HEADER + 5], "big")
    places = [_HEADER + 12 + 2 * cell for cell in range(cells)]
    starts = [int.from_bytes(first[at : at + 2], "big") for at in places]
    below = [int.from_bytes(first[at : at + 4], "big") for at in starts]
    return [*below, int.from_bytes(first[_HEADER + 8 : _HEADER + 12], "big")]


def _copy_rows(old: sqlite3.Connection, rows: sqlite3.Connection, target: Path, most: int) -> None:
    """All that can be read, whatever it belongs to, into tables whose indexes are whole; at `most` so many
    rows of one."""
    rows.execute("PRAGMA foreign_keys = OFF")
    rows.execute("PRAGMA synchronous = OFF")
    rows.execute("BEGIN")
    for table, key in _KEYS.items():
        columns = _columns(rows, table)
        for row in _readable(old, table, key, most):
            with _leaving_out(target):  # a value of the wrong kind
                _insert(rows, table, row, columns, "OR IGNORE")
    rows.execute("COMMIT")


def _readable(old: sqlite3.Connection, table: str, key: str, most: int) -> Iterator[sqlite3.Row]:
    """The rows of a table that SQLite can read: from both ends, and where two places are damaged, those
    between them by their numbers. Some come twice."""
    last = 0
    for order in ("ASC", "DESC"):
        keys = ", ".join(f"{name} {order}" for name in key.split(", "))
        number = "rowid" if key == "rowid" else "0"
        statement = f"SELECT {number} AS row_number, * FROM {table} ORDER BY {keys}"
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError, _Circle):
            for row in _forward(old.execute(statement), order if number == "rowid" else "", most):
                yield row
                if order == "ASC":
                    last = row["row_number"]
            return
    if key == "rowid":
        yield from _over_gaps(old, table, last, most)


class _Circle(Exception):
    """Pages that point to each other in a circle give the same rows for ever."""


def _forward(rows: Iterable[sqlite3.Row], order: str, most: int) -> Iterator[sqlite3.Row]:
    """Rows for as long as their numbers go on in their order, and at most so many. Raises _Circle."""
    last: int | None = None
    for count, row in enumerate(rows):
        number = row["row_number"]
        back = last is not None and (number <= last if order == "ASC" else number >= last)
        if count > most or (order and back):
            raise _Circle
        yield row
        last = number


def _over_gaps(old: sqlite3.Connection, table: str, last: int, most: int) -> Iterator[sqlite3.Row]:
    numbered = f"SELECT rowid AS row_number, * FROM {table} WHERE rowid > ? ORDER BY rowid"
    step = 1
    while last + step < _FARTHEST:
        try:
            for row in _forward(old.execute(numbered, (last + step,)), "ASC", most):
                yield row
                last, step = max(last, row["row_number"]), 1
            return
        except (sqlite3.DatabaseError, UnicodeDecodeError, _Circle):
            step *= 2


def _take_over(
    rows: sqlite3.Connection, store: TextStore, target: Path, wanted: Collection[str] | None
) -> Salvaged:
    taken = 0
    documents = [row for row in rows.execute("SELECT * FROM documents").fetchall() if _is_as_written(row)]
    if wanted is not None:
        documents = [row for row in documents if row["id"] in wanted and not _answers(store, row["id"])]
    for content in _content_ids(rows, documents, everything=wanted is None):
        with _leaving_out(target):
            taken += _take_content(rows, store, content)
    came = 0
    with store.changing_rows() as new:
        for row in documents:
            came += _take_document(new, row)
        for table in _PLAIN if wanted is None else ():
            columns = _columns(new, table)
            for row in rows.execute(f"SELECT * FROM {table}").fetchall():
                _insert(new, table, row, columns, "OR IGNORE")
        new.execute("DELETE FROM doomed WHERE chunk IN (SELECT id FROM chunks)")
        _number(rows, new)
        recount(new)
        new.execute("DELETE FROM facts WHERE name = 'stores_agree'")
    return Salvaged(taken, came)


def _is_as_written(row: sqlite3.Row) -> bool:
    values = tuple(row[name] for name in DOCUMENT.split(", "))
    return not row["digest"] or document_digest(values) == row["digest"]


def _answers(store: TextStore, document: str) -> bool:
    known = store.document(document)
    return known is not None and bool(known.content)


def _content_ids(rows: sqlite3.Connection, documents: Sequence[sqlite3.Row], everything: bool) -> list[str]:
    named = [row[column] for row in documents for column in ("content", "incoming") if row[column]]
    stored = [row["id"] for row in rows.execute("SELECT id FROM contents")] if everything else []
    return list(dict.fromkeys([*stored, *named]))


def _take_content(rows: sqlite3.Connection, store: TextStore, content: str) -> int:
    """1 when it came over."""
    row = rows.execute("SELECT * FROM contents WHERE id = ?", (content,)).fetchone()
    if row is None or store.has_content(content):
        return 0
    [(chunks,)] = rows.execute("SELECT count(*) FROM chunks WHERE content = ?", (content,)).fetchall()
    kept = row["digest"]
    if (kept and content_digest(rows, content) != kept) or chunks != row["chunks"]:
        return 0
    with store.changing_rows() as new:
        _insert(new, "contents", row, _columns(new, "contents"))
        for table in ("chunks", "tables"):
            columns = _columns(new, table)
            for one in rows.execute(f"SELECT * FROM {table} WHERE content = ? ORDER BY ordinal", (content,)):
                number = _insert(new, table, one, columns - {"id"} if table == "tables" else columns)
                if table == "tables":
                    _take_table(rows, new, one["id"], number)
        if not kept:
            seal_content(new, content)
    return 1


def _take_table(rows: sqlite3.Connection, new: sqlite3.Connection, former: int, owner: int) -> None:
    for part in ("table_rows", "table_words"):
        columns = _columns(new, part)
        for one in rows.execute(f"SELECT * FROM {part} WHERE owner = ?", (former,)):
            _insert(new, part, one, columns, owner=owner)


def _take_document(new: sqlite3.Connection, row: sqlite3.Row) -> int:
    """A document that is not there yet, or is there without a text; bound to what came over of its texts."""
    known = new.execute("SELECT content FROM documents WHERE id = ?", (row["id"],)).fetchone()
    if known is not None and (known["content"] or not _has(new, row["content"])):
        return 0
    new.execute("DELETE FROM documents WHERE id = ?", (row["id"],))
    bound = {name: row[name] if _has(new, row[name]) else None for name in ("content", "incoming")}
    values = {name: row[name] for name in DOCUMENT.split(", ")}
    if bound["content"] != row["content"]:  # to be read again, whatever its file looks like
        values.update(fingerprint="", code=Code.TEXT_LOST.value, params="{}")
    digest = document_digest(tuple(values.values()))
    names = (*values, *bound, "digest")
    marks = ", ".join("?" * len(names))
    new.execute(
        f"INSERT INTO documents ({', '.join(names)}) VALUES ({marks})",
        (*values.values(), *bound.values(), digest),
    )
    return 1


def _has(new: sqlite3.Connection, content: str | None) -> bool:
    return (
        content is not None
        and new.execute("SELECT 1 FROM contents WHERE id = ?", (content,)).fetchone() is not None
    )


def _number(rows: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """The numbers of contents by which the points of the vector store know them; where one is lost, all are
    given anew, and the points are told."""
    columns = _columns(new, "numbers")
    for row in rows.execute("SELECT * FROM numbers"):
        if _has(new, row["content"]):
            _insert(new, "numbers", row, columns, "OR IGNORE")
    lacking = "SELECT 1 FROM contents c LEFT JOIN numbers n ON n.content = c.id WHERE n.content IS NULL"
    if new.execute(lacking).fetchone() is None:
        return
    for table in ("numbers", "regions"):
        new.execute(f"DELETE FROM {table}")
    for row in new.execute(
        "SELECT c.id, coalesce(min(d.path), '') AS path FROM contents c "
        "LEFT JOIN documents d ON c.id IN (d.content, d.incoming) GROUP BY c.id ORDER BY path"
    ).fetchall():
        give_number(new, row["id"], row["path"])
    new.execute("DELETE FROM facts WHERE name = ?", (NUMBERED,))


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}


def _insert(
    new: sqlite3.Connection, table: str, row: sqlite3.Row, columns: set[str], conflict: str = "", **other: Any
) -> int:
    """Write these columns of a row, as far as it has them; `other` values replace its own. Returns the
    number of the new row."""
    values = {name: row[name] for name in row.keys() if name in columns}  # noqa: SIM118 (a Row is no dict)
    values.update(other)
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    written = new.execute(
        f"INSERT {conflict} INTO {table} ({names}) VALUES ({marks})", tuple(values.values())
    )
    return int(written.lastrowid or 0)
