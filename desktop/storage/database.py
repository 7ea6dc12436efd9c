"""Opens the database: checks, backs up, upgrades; hands out sessions."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, ExceptionContext, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from desktop.storage import upgrades
from desktop.storage.backups import ROW_DAMAGED, SUM, Backups
from desktop.storage.tables import SchemaRow, TableBase
from workers.contract.codes import Code, ProblemError
from workers.disk import refused_by_database
from workers.files import sha256_of, sync_folder, write_whole

_log = logging.getLogger(__name__)
# A whole check of a larger file would be felt at every start; it is then made after an unclean end only.
_CHECK_ALWAYS_BELOW = 64 * 1024 * 1024
_CHECK_TIMEOUT_S = 5.0
_FIRST_PAGE = 4096  # bytes


class Database:
    """The one database of the product; made by the application, closed at the end of the quit.

    Raises DATA_NEWER for a file of a newer version and DATA_DAMAGED for one that is not sound; neither is
    ever written to. Raises DATA_MISSING where there is none or an empty one and its hash, its log, copies of
    it or `bases` with texts say that there was one, until a person decides (`Backups.restore`, `begin_anew`).
    `is_changed`: the file is not as it was left, byte for byte; SQLite sees no wrong byte within a text.
    """

    def __init__(
        self, file: Path, backups: Path | None = None, steps: Sequence[upgrades.UpgradeStep] = upgrades.STEPS,
        bases: Path | None = None, anew: bool = False,
    ) -> None:  # fmt: skip
        self._file = file
        self.backups = Backups(file, backups or file.parent / "backups")
        latest = max([upgrades.FIRST, *(step.version for step in steps)])
        new = not file.exists() or file.stat().st_size == 0
        if new and not anew and (self._log.exists() or self._was_there(bases)):
            raise ProblemError(Code.DATA_MISSING)
        if not new and self._has_no_tables():
            new = not self._was_there(bases)
        self.is_changed = self._compare()
        if self.is_changed:
            with suppress(OSError):
                self.backups.note_replaced()
        if not new:
            self._check(latest)
        if new:
            file.touch(mode=0o600)  # its log gets the mode of the file
        self.engine = _engine(file)
        try:
            if new:
                self._create(latest)
            else:
                self._upgrade(steps)
                self._require_tables()
        except ProblemError:
            self.close()
            raise
        except DatabaseError as error:
            self.close()
            raise ProblemError(Code.DATA_DAMAGED, str(error)) from error
        self.session: sessionmaker[Session] = sessionmaker(self.engine, expire_on_commit=False)

    def close(self) -> None:
        """Give the file back; the write-ahead log is folded in."""
        self.engine.dispose()
        if self._is_at_rest() and self._file.stat().st_size < _CHECK_ALWAYS_BELOW:
            with suppress(OSError):  # a disk that is full: then nothing is compared
                write_whole(self._sum, sha256_of(self._file), private=True)

    def version(self) -> int:
        """The version of the open file."""
        with self.engine.connect() as connection:
            return int(connection.execute(text("SELECT version FROM schema_version")).scalar_one())

    def try_write(self) -> None:
        """Commit a transaction that writes, and in the end changes nothing. Raises as every write does:
        DATA_IN_USE, DISK_FULL, DATA_DAMAGED, FOLDER_NOT_WRITABLE."""
        # Twice: SQLite writes no page whose bytes stay the same.
        turned = text("UPDATE schema_version SET version = -version")
        with self.engine.begin() as connection:
            connection.execute(turned)
            connection.execute(turned)

    @property
    def _sum(self) -> Path:
        return self._file.with_name(self._file.name + SUM)

    @property
    def _log(self) -> Path:
        return self._file.with_name(f"{self._file.name}-wal")

    def _is_at_rest(self) -> bool:
        return self._file.exists() and not self._log.exists()

    def _was_there(self, bases: Path | None) -> bool:
        texts = bases.glob("*/text.sqlite") if bases is not None else ()
        return self._sum.exists() or bool(self.backups.list()) or any(texts)

    def _has_no_tables(self) -> bool:
        """As a first start leaves it that was killed, or lost its power, before the tables were on the disk:
        one page, and no more in its log."""
        if self._file.stat().st_size > _FIRST_PAGE:
            return False
        try:
            with closing(sqlite3.connect(self._file, timeout=_CHECK_TIMEOUT_S)) as connection:
                return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return False  # `_check` says why

    def _compare(self) -> bool:
        """Whether the file is another than the one that was left, where that is known: after a kill it is
        not, and from here on neither."""
        with suppress(OSError):
            kept = self._sum.read_text(encoding="ascii", errors="replace")
            self._sum.unlink()
            sync_folder(self._file.parent)  # after a loss of power it must not be there with another file
            return not self._is_at_rest() or sha256_of(self._file) != kept
        return False

    def _check(self, latest: int) -> None:
        """Look at the file without changing it."""
        try:
            with closing(sqlite3.connect(self._file, timeout=_CHECK_TIMEOUT_S)) as connection:
                found = connection.execute("SELECT version FROM schema_version").fetchone()
                unclean = self._log.exists()
                if unclean or self._file.stat().st_size < _CHECK_ALWAYS_BELOW:
                    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
                    if verdict is None or verdict[0] != "ok":
                        raise ProblemError(Code.DATA_DAMAGED, str(verdict))
        except UnicodeDecodeError as error:  # SQLite names what is damaged, by a name that is damaged too
            raise ProblemError(Code.DATA_DAMAGED, str(error)) from error
        except sqlite3.DatabaseError as error:
            raise (
                refused_by_database(error, self._file) or ProblemError(Code.DATA_DAMAGED, str(error))
            ) from error
        if found is None or not isinstance(found[0], int):
            raise ProblemError(Code.DATA_DAMAGED, "no version")
        if found[0] > latest:
            raise ProblemError(Code.DATA_NEWER, f"{found[0]} > {latest}")

    def _create(self, latest: int) -> None:
        with self.engine.begin() as connection:
            TableBase.metadata.create_all(connection)
            connection.execute(SchemaRow.__table__.insert().values(version=latest))  # type: ignore[attr-defined]

    def _require_tables(self) -> None:
        if lacking := TableBase.metadata.tables.keys() - set(inspect(self.engine).get_table_names()):
            raise ProblemError(Code.DATA_DAMAGED, f"no table {', '.join(sorted(lacking))}")

    def _upgrade(self, steps: Sequence[upgrades.UpgradeStep]) -> None:
        for step in sorted(steps, key=lambda step: step.version):
            version = self.version()
            if step.version <= version:
                continue
            self.backups.make_for_upgrade(version)
            _log.info("Upgrading the database from version %d to %d", version, step.version)
            with self.engine.begin() as connection:
                step.apply(connection)
                connection.execute(text("UPDATE schema_version SET version = :to"), {"to": step.version})


def note_damage(file: Path) -> None:
    """A row was met that nothing can read: the next start of the window says so, and offers a way on."""
    with suppress(OSError):
        write_whole(file.with_name(file.name + ROW_DAMAGED), b"", private=True)


def take_note_of_damage(file: Path) -> None:
    """Raises DATA_DAMAGED, once, where `note_damage` was called before."""
    with suppress(OSError):
        file.with_name(file.name + ROW_DAMAGED).unlink()
        raise ProblemError(Code.DATA_DAMAGED, "a row cannot be read")


def begin_anew(file: Path, backups: Path, bases: Path, told: bool = False) -> None:
    """Put an empty database in the place of one that is lost or damaged, and that nobody has open; what is
    left of it is kept beside the copies. `told`: damage was met that lies deeper than is looked
    here, and none is DATA_SOUND then. Raises DATA_SOUND, DATA_NEWER, or why nothing can be written."""
    if file.exists() and file.stat().st_size:
        try:
            Database(file, backups, bases=bases).close()
        except ProblemError as error:
            if error.code is not Code.DATA_DAMAGED:
                raise
        except ValueError:  # a step of an upgrade has met the row
            if not told:
                raise
        else:
            if not told:
                raise ProblemError(Code.DATA_SOUND)
    Backups(file, backups).set_aside()
    Database(file, backups, anew=True).close()


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "handle_error")
    def _as_problem(context: ExceptionContext) -> None:
        problem = refused_by_database(context.original_exception, file)
        if problem is not None:
            raise problem from context.original_exception

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA busy_timeout = 5000")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    # The standard library's driver begins a transaction late and never before DDL, so a step that fails
    # half-way would stay half done: SQLAlchemy's documented remedy is to begin it ourselves.
    @event.listens_for(engine, "connect")
    def _no_implicit_begin(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
