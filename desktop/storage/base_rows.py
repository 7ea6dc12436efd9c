"""The rows of bases, as they go into a backup and come back out of one: all that hangs on a base by its
references, whatever the tables are."""

import re
import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.orm import Session

from desktop.storage.database import Database
from desktop.storage.tables import AdapterRow, BaseRow, JobRow, ModelRow, SchemaRow
from desktop.storage.tables import TableBase as Base
from workers.contract.codes import Code, ProblemError

_BASES = BaseRow.__tablename__
# Of no base, or of what only this computer has begun.
_LEFT = {JobRow.__tablename__, ModelRow.__tablename__, SchemaRow.__tablename__}
# Files and folders are called by ids: one out of somebody else's backup must not lead elsewhere.
_PLAIN = re.compile(r"(?!\.)[^/\\:\x00-\x1f]+")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def write_rows(database: Database, target: Path, bases: Collection[str], models: bool) -> list[str]:
    """A database at `target`, which is not there yet, with the rows of these bases alone, and of the models,
    as they are at one moment; returns the ids of their adapters. What was deleted is overwritten. Raises
    DATA_DAMAGED, DISK_FULL."""
    database.backups.copy_to(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA secure_delete = ON").fetchall()
        copy.execute("BEGIN")
        for table in (JobRow, *(() if models else (ModelRow,))):
            copy.execute(f"DELETE FROM {table.__tablename__}")
        marks = ", ".join("?" * len(bases))
        copy.execute(f"DELETE FROM {_BASES} WHERE id NOT IN ({marks})", tuple(bases))
        copy.execute("COMMIT")
        copy.execute("VACUUM")
        return [str(row[0]) for row in copy.execute(f"SELECT id FROM {AdapterRow.__tablename__}")]


def take_rows(
    file: Path, database: Database, base: str, new: str, name: str, id_of: Callable[[str], str]
) -> dict[str, str]:
    """Put the rows of `base` in the database `file` (of this or an earlier version) into `database`, as the
    base `new` called `name`, in one transaction. Where `new` is another id, each row gets the id that `id_of`
    says, wherever it is named. A server of vectors that no base here uses is left out: a file opens no way
    to the network, and the vectors are made here. Returns former id → new id. Raises DATA_NEWER,
    DATA_DAMAGED, BASE_UNKNOWN."""
    source = Database(file)
    try:
        # By a session: who keeps rows in memory reads them again after it.
        with source.engine.connect() as old, database.session.begin() as here:
            rows = _rows_of(old, base)
            renamed = _renamed(rows, base, new, id_of) if base != new else {}
            for table in Base.metadata.sorted_tables:
                values = [_moved(row, renamed) for row in rows.get(table.name, ())]
                if table.name == _BASES:
                    known = set(here.scalars(select(BaseRow.server)))
                    values = [{**one, "name": name, "server": _known(one["server"], known)} for one in values]
                if values:
                    here.execute(insert(table), values)
            _take_models(old, here)
    finally:
        source.close()
    return renamed


def _known(server: str, known: Collection[str]) -> str:
    return server if server in known else ""


def _take_models(old: Connection, here: Session) -> None:
    """The rows of models that are not known here; their files came, or are missing as those of any."""
    table = ModelRow.__table__
    known = {row.id for row in here.execute(select(table.c.id))}
    rows = [dict(row) for row in old.execute(select(table)).mappings() if row["id"] not in known]
    _refuse_paths(rows)
    if rows:
        here.execute(insert(ModelRow), rows)


def _refuse_paths(rows: Collection[Mapping[str, Any]]) -> None:
    for row in rows:
        if isinstance(row.get("id"), str) and not _PLAIN.fullmatch(row["id"]):
            raise ProblemError(Code.DATA_DAMAGED, f"an id {row['id']!r}"[:200])


def _rows_of(old: Connection, base: str) -> dict[str, list[dict[str, Any]]]:
    """By table, in the order of references: rows of the base, and rows that name one of those."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in _LEFT:
            continue
        if table.name == _BASES:
            rows = old.execute(select(table).where(table.c.id == base))
            found[table.name] = [dict(row) for row in rows.mappings()]
            continue
        named = [
            (column, key.column)
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table.name in found
        ]
        if not named:
            continue
        column, target = named[0]
        keys = [row[target.name] for row in found[target.table.name]]
        found[table.name] = _rows_with(old, table, column.name, keys)
        _refuse_paths(found[table.name])
    return found


def _rows_with(old: Connection, table: Table, column: str, keys: list[Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for start in range(0, len(keys), 500):
        chosen = select(table).where(table.c[column].in_(keys[start : start + 500]))
        rows += [dict(row) for row in old.execute(chosen).mappings()]
    return rows


def _renamed(
    rows: Mapping[str, list[dict[str, Any]]], base: str, new: str, id_of: Callable[[str], str]
) -> dict[str, str]:
    """What each id of the rows becomes; those of contents and passages, which copies share, stay."""
    tables = Base.metadata.tables
    ids = {
        row["id"]
        for name, ones in rows.items()
        if "id" in tables[name].primary_key.columns
        for row in ones
        if isinstance(row["id"], str) and _ID.fullmatch(row["id"])
    }
    return {**{former: id_of(former) for former in sorted(ids)}, base: new}


def _moved(value: Any, renamed: Mapping[str, str]) -> Any:
    """A value with the new ids in the place of the former ones, in whatever it holds."""
    if isinstance(value, str):
        return _ID.sub(lambda found: renamed.get(found[0], found[0]), value) if len(value) >= 36 else value
    if isinstance(value, dict):
        return {_moved(key, renamed): _moved(one, renamed) for key, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, renamed) for one in value]
    return value


class SqlBaseRows:
    """Implements `BaseRows` of the backups."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, target: Path, bases: Collection[str], models: bool) -> list[str]:
        return write_rows(self._database, target, bases, models)

    def take(self, file: Path, base: str, new: str, name: str, id_of: Callable[[str], str]) -> dict[str, str]:
        return take_rows(file, self._database, base, new, name, id_of)
