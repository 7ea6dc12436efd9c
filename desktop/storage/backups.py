"""Copies of the database: one a day when the program ends, one before each upgrade; and how a damaged file is
replaced by the newest of them.

A copy is made by SQLite itself, so that the write-ahead log is in it, and checked before it counts; its hash
lies beside it, since SQLite does not see a wrong byte within a text. Kept are
the newest of the last seven days with one, of four weeks before, and five of upgrades.
"""

import builtins
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.disk import refused_by_database, write_refused
from workers.files import publish, sha256_of, write_whole

_log = logging.getLogger(__name__)
_DAYS, _WEEKS, _UPGRADES = 7, 4, 5
_SUFFIX = ".sqlite"
SUM = ".sha256"  # behind the name of a file: its hash
ROW_DAMAGED = ".damaged"  # behind its name, while nobody was told: a row was met that nothing can read
REPLACED = "replaced"  # among the copies: the database is another one than files were made under
_DAY = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class DatabaseBackup:
    """A copy: the day or moment when it was `made` (aware), `size` in bytes."""

    path: Path
    made: datetime
    size: int


class Backups:
    """The copies of one database file in a folder, which is made when it is first needed."""

    def __init__(self, file: Path, folder: Path) -> None:
        self._file, self._folder = file, folder

    def list(self) -> list[DatabaseBackup]:
        """All copies, the newest first; behind them those of a clock that was ahead: nobody knows how old
        they are."""
        found = []
        for path in self._folder.glob(f"{self._file.stem}-*{_SUFFIX}"):
            status = path.stat()
            try:  # the name outlives a copying that gives files new times
                made = datetime.strptime(path.stem.removeprefix(f"{self._file.stem}-"), _DAY)
            except ValueError:
                made = datetime.fromtimestamp(status.st_mtime)
            found.append(DatabaseBackup(path, made.astimezone(), status.st_size))
        now = datetime.now().astimezone()
        return sorted(found, key=lambda backup: (backup.made <= now, backup.made), reverse=True)

    def sound(self) -> Iterator[DatabaseBackup]:
        """Those that can be restored, the newest first; each is looked through when it is asked for."""
        return (found for found in self.list() if self._is_whole(found.path))

    def damaged(self) -> builtins.list[DatabaseBackup]:
        """Copies that cannot be restored; each is read whole."""
        return [found for found in self.list() if not self._is_whole(found.path)]

    def make_daily(self, now: datetime | None = None) -> Path | None:
        """Today's copy, None when there is one or the disk has little room; one of before the first base is
        made anew. Raises DATA_DAMAGED when the file is, or why nothing can be written; then no older copy
        goes."""
        now = now or datetime.now()
        target = self._folder / f"{self._file.stem}-{now.strftime(_DAY)}{_SUFFIX}"
        size = self._file.stat().st_size
        is_made = target.exists() and (
            _holds_a_base(target, "immutable=1") or not _holds_a_base(self._file, "mode=ro")
        )
        if is_made or shutil.disk_usage(self._file.parent).free < 4 * size:
            return None
        self._copy(target)
        self._remove_old()
        return target

    def make_for_upgrade(self, version: int) -> Path:
        """The copy before the database leaves `version`. Raises as `make_daily`."""
        target = self._folder / f"{self._file.stem}-v{version}{_SUFFIX}"
        self._copy(target)
        self._remove_old()
        return target

    def restore(self, backup: Path | None = None) -> DatabaseBackup:
        """Put a copy (None: the newest sound one) in the place of the database, which nobody has open. What
        lay there is kept beside the copies. Raises NO_BACKUP, or why nothing can be written; nothing has
        changed then."""
        for found in self.sound():
            if backup in (None, found.path):
                try:
                    self._put_in_place(found.path)
                except OSError as error:
                    raise write_refused(error, self._folder) from error
                _log.warning("The database was restored from %s", found.path.name)
                return found
        raise ProblemError(Code.NO_BACKUP, folder=str(self._folder))

    def set_aside(self) -> None:
        """Take the database away, which nobody has open; what is left of it is kept beside the copies. Raises
        why nothing can be written."""
        try:
            self._keep_aside()
            self._remove_parts(("", "-wal", "-shm", SUM, ROW_DAMAGED))
        except OSError as error:
            raise write_refused(error, self._folder) from error

    @property
    def was_replaced(self) -> bool:
        """Whether the database is not the one that all files of the folder were made under: those that it
        does not know may be of the one before, and whoever finds that one again has them."""
        return (self._folder / REPLACED).exists()

    def note_replaced(self) -> None:
        """Keep that it is another one, for all starts to come. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._folder / REPLACED).touch(mode=0o600)

    def copy_to(self, target: Path) -> None:
        """A sound copy of the open file elsewhere. Raises DATA_DAMAGED, or why nothing can be written."""
        self._copy(target)

    def _is_whole(self, copy: Path) -> bool:
        try:
            kept = self._sum(copy).read_text(encoding="ascii", errors="replace")
        except OSError:  # made by an earlier version
            kept = ""
        try:
            return (not kept or sha256_of(copy) == kept) and _is_sound(copy)
        except OSError:
            return False

    def _sum(self, copy: Path) -> Path:
        return copy.with_name(f"{copy.name}{SUM}")

    def _put_in_place(self, copy: Path) -> None:
        partial = self._file.with_suffix(".part")
        try:
            shutil.copyfile(copy, partial)
            self._keep_aside()
            # Its log belongs to the file that goes: with another one SQLite would mix the two.
            self._remove_parts(("-wal", "-shm", SUM, ROW_DAMAGED))
            publish(partial, self._file)
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _remove_parts(self, suffixes: tuple[str, ...]) -> None:
        for suffix in suffixes:
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def _copy(self, target: Path) -> None:
        partial = target.with_suffix(".part")
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial.unlink(missing_ok=True)
            partial.touch(mode=0o600)
            with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(partial)) as copy:
                source.backup(copy)
            if not _is_sound(partial):
                raise ProblemError(Code.DATA_DAMAGED, "the copy is not sound")
            self._sum(target).unlink(missing_ok=True)  # of the copy that goes
            digest = sha256_of(partial)
            publish(partial, target)
            write_whole(self._sum(target), digest, private=True)
        except sqlite3.DatabaseError as error:
            known = refused_by_database(error, partial)
            raise known or ProblemError(Code.DATA_DAMAGED, str(error)) from error
        except OSError as error:
            raise write_refused(error, target.parent) from error
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _remove_old(self) -> None:
        """By age; the newest copy stays whatever happens."""
        upgrades = [one for one in self.list() if one.path.stem.startswith(f"{self._file.stem}-v")]
        daily = [one for one in self.list() if one not in upgrades]
        weeks: dict[tuple[int, int], DatabaseBackup] = {}
        for one in daily[_DAYS:]:
            weeks.setdefault(one.made.isocalendar()[:2], one)
        # The oldest is the file as it was before all steps of a long way.
        kept = {*upgrades[:_UPGRADES], *upgrades[-1:], *daily[:_DAYS], *list(weeks.values())[:_WEEKS]}
        for one in {*upgrades, *daily} - kept:
            one.path.unlink(missing_ok=True)
            self._sum(one.path).unlink(missing_ok=True)

    def _keep_aside(self) -> None:
        """Copy the file with its log, under a name that nothing else has: were it moved, a kill would leave
        no database, and the next start would make an empty one."""
        self.note_replaced()
        stamp = f"{datetime.now():%Y-%m-%d-%H%M%S-%f}"
        for suffix in ("", "-wal", "-shm"):
            part = self._file.with_name(self._file.name + suffix)
            if part.exists():
                shutil.copyfile(part, self._folder / f"replaced-{stamp}{_SUFFIX}{suffix}")


def _holds_a_base(file: Path, how: str) -> bool:
    """Whether there is any knowledge base in it; also said of a file that cannot be read. `how` SQLite opens
    it: "immutable=1" leaves nothing beside it, "mode=ro" reads the log that belongs to it."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as connection:
            return connection.execute("SELECT 1 FROM bases").fetchone() is not None
    except sqlite3.DatabaseError:
        return True


def _is_sound(file: Path) -> bool:
    """Whether SQLite finds the whole of a copy as it should be; it is not written to."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            version = connection.execute("SELECT version FROM schema_version").fetchone()
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    return version is not None and verdict is not None and verdict[0] == "ok"
