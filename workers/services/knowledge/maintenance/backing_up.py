"""The jobs `make_backup` and `restore_backup`, in the queue of what changes a base; searches go on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import (
    ADAPTERS,
    BASES,
    DATABASE,
    MODELS,
    BackupFacts,
    MakeBackupSpec,
    RestoreBackupResult,
    RestoreBackupSpec,
    RestoredBase,
    restored_id,
)
from workers.contract.specs.bases import TOMBSTONE
from workers.disk import LEAST_FREE, require_room
from workers.engines.stores.damage import damage_reported
from workers.engines.stores.text_checks import find_damage
from workers.engines.stores.text_connection import FILE
from workers.engines.stores.text_digests import DOCUMENT, document_digest
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store import FOLDER
from workers.files import write_whole
from workers.runtime.context import Context
from workers.services.knowledge.bases import Bases
from workers.temporary import owned_folder
from workers.transfer.backup_file import Backup, opened, require_folder, write_backup


def make_backup(bases: Bases, spec: MakeBackupSpec, context: Context) -> BackupFacts:
    """Write one file of the bases, their adapters and, if named, models; and read it again. Raises
    STORE_DAMAGED, STORE_GONE rather than put a damaged base in a backup, and what `write_backup` raises."""
    require_folder(spec)
    for base in spec.bases:
        if base.ref.read or (Path(base.ref.folder) / FILE).exists():
            bases.for_change(base.ref).vectors.flush()
    with owned_folder(Path(spec.database).parent) as work:
        for base in spec.bases:
            _copy_texts(Path(base.ref.folder), work / base.ref.id, context)
        total = 2 * sum(file.stat().st_size for _, file in _sources(spec, work))
        told = _teller(context, "backup", total)
        return write_backup(spec, lambda: _sources(spec, work), told)


def restore_backup(spec: RestoreBackupSpec, context: Context) -> RestoreBackupResult:
    """Put the files of bases in new folders, each file compared with what was written. The database, adapters
    and models come first: a base is whole when it is there."""
    home, database = Path(spec.home), Path(spec.work) / DATABASE
    with opened(Path(spec.path), spec.password) as backup:
        if DATABASE not in backup.members:
            raise backup.damaged("no database")
        lacking = [one for one in backup.under(MODELS) if spec.models and not (home / one.name).exists()]
        first = [backup.members[DATABASE], *backup.under(ADAPTERS)]
        of_bases = [member for base in spec.bases for member in backup.under(f"{BASES}/{base.id}")]
        size = sum(member.size for member in (*first, *lacking, *of_bases))
        require_room(Path(spec.work), size + LEAST_FREE)
        told = _teller(context, "restore", size)
        for member in first:
            backup.copy(member, Path(spec.work) / member.name, told)
        for member in lacking:
            backup.copy(member, home / member.name, told)
        for base in spec.bases:
            _restore_base(backup, base, told)
    return RestoreBackupResult(str(database), tuple(one.name for one in lacking))


def _restore_base(backup: Backup, base: RestoredBase, told: Callable[[int], object]) -> None:
    folder, prefix = Path(base.folder), f"{BASES}/{base.id}"
    folder.mkdir(parents=True, mode=0o700)
    # Until the window knows the base: what a kill leaves is swept.
    write_whole(folder / TOMBSTONE, b"", private=True)
    for member in backup.under(prefix):
        backup.copy(member, folder / member.name.removeprefix(f"{prefix}/"), told)
    if (folder / FILE).exists():
        store = TextStore(folder)
        try:
            if base.new != base.id:
                _rename(store, base.new)
        finally:
            store.close()


def _rename(store: TextStore, base: str) -> None:
    """Give the documents the ids that they have in a base beside the one they come from."""
    with store.changing_rows() as connection:
        rows = [tuple(row) for row in connection.execute(f"SELECT {DOCUMENT} FROM documents")]
        for former, *values in rows:
            new = restored_id(base, former)
            digest = document_digest((new, *values))
            connection.execute("UPDATE documents SET id = ?, digest = ? WHERE id = ?", (new, digest, former))


def _copy_texts(folder: Path, target: Path, context: Context) -> None:
    """A copy of a base's texts as they are at one moment, without what a log still holds."""
    target.mkdir(mode=0o700)
    if not (folder / FILE).exists():
        return
    with (
        damage_reported(target / FILE),
        closing(sqlite3.connect(folder / FILE, timeout=30)) as source,
        closing(sqlite3.connect(target / FILE)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    damage = find_damage(target / FILE, lambda done, total: context.raise_if_cancelled())
    if damage:
        raise ProblemError(Code.STORE_DAMAGED, str(damage))


def _sources(spec: MakeBackupSpec, work: Path) -> Iterator[tuple[str, Path]]:
    """(name in the backup, file); small and needed first."""
    yield DATABASE, Path(spec.database)
    for base in spec.bases:
        prefix = f"{BASES}/{base.ref.id}"
        if (work / base.ref.id / FILE).exists():
            yield f"{prefix}/{FILE}", work / base.ref.id / FILE
        for place in sorted(Path(base.ref.folder).glob(f"{FOLDER}*")):
            for name, file in _files(place):
                yield f"{prefix}/{place.name}/{name}", file
    home = Path(spec.home)
    for path in (*spec.adapters, *spec.models):
        place = home / path
        if place.is_file():
            yield path, place
        for name, file in _files(place) if place.is_dir() else ():
            yield f"{path}/{name}", file


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and not file.name.endswith(".part"):
            yield file.relative_to(folder).as_posix(), file


def _teller(context: Context, stage: str, total: int) -> Callable[[int], object]:
    done = 0

    def told(length: int) -> None:
        nonlocal done
        context.raise_if_cancelled()
        done += length
        context.progress(stage, min(done, total), total, "bytes")

    return told
