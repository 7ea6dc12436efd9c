"""Backups: bases with their texts, chats, examples, exams, adapters, and if wanted models, in one file; and
bases restored from one, beside those that are here."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import KnowledgeBase
from desktop.core.feature_ports import Documents
from desktop.core.future import Future, spawn
from desktop.core.jobs.background import Background, delete_folder
from desktop.core.ports import Paths, Publisher, Workers
from desktop.core.requests import new_id, start
from desktop.core.saving import saving
from desktop.paths import user_path
from desktop.version import bukvar_version
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.maintenance.backups import (
    ADAPTERS,
    DATABASE,
    MODELS,
    SUFFIX,
    BackedUpBase,
    BackupFacts,
    BaseInBackup,
    MakeBackupSpec,
    ReadBackupSpec,
    RestoreBackupResult,
    RestoreBackupSpec,
    RestoredBase,
    restored_id,
)
from workers.contract.messages import Message, Progress
from workers.contract.paths import shown_name
from workers.contract.specs.bases import TOMBSTONE
from workers.contract.specs.jobs import Job, Kind
from workers.files import publish, write_whole

T = TypeVar("T")
OnProgress = Callable[[int, int], None]
_WORK = "backup"  # in the folder of downloads: on the disk of the data


class BaseRows(Protocol):
    """The rows of bases in the database and in a backup; see `desktop.storage.base_rows`."""

    def write(self, target: Path, bases: Collection[str], models: bool) -> list[str]:
        """A database with the rows of these bases alone; the ids of their adapters."""

    def take(self, file: Path, base: str, new: str, name: str, id_of: Callable[[str], str]) -> dict[str, str]:
        """Put the rows of a base into the open database; former id → new id."""


class BackupService:
    """Made by the application. `flush` writes what is not in the database yet."""

    def __init__(
        self,
        workers: Workers,
        bases: BaseService,
        documents: Documents,
        rows: BaseRows,
        paths: Paths,
        publish: Publisher,
        flush: Callable[[], None],
        background: Background,
    ) -> None:
        self._workers, self._bases, self._documents = workers, bases, documents
        self._rows, self._paths, self._publish, self._flush = rows, paths, publish, flush
        self._noted, self._restoring = paths.data / "restoring", 0
        self._background = background
        for left in paths.downloads.glob(f"{_WORK}-*"):  # of a process that was killed
            delete_folder(left)

    def make(
        self,
        path: Path | str,
        bases: Sequence[str] = (),
        models: bool = False,
        password: str = "",
        on_progress: OnProgress = lambda done, total: None,
    ) -> Future[BackupFacts]:
        """Write these bases (none = all) into a file, which is read again before it counts. An existing one
        is replaced when the new one is whole. Rejects with `ProblemError`."""
        return spawn(self._make(user_path(path), bases, models, password, on_progress))

    def inspect(self, path: Path | str, password: str = "") -> Future[BackupFacts]:
        """What a backup holds. Rejects with what is wrong with it."""
        spec = ReadBackupSpec(str(user_path(path)), password)
        return spawn(self._ask(Job.READ_BACKUP, spec, BackupFacts))

    def restore(
        self,
        path: Path | str,
        bases: Sequence[str] = (),
        name: str = "",
        models: bool = True,
        password: str = "",
        on_progress: OnProgress = lambda done, total: None,
    ) -> Future[list[KnowledgeBase]]:
        """Take bases (ids in the backup; none = all) out of a backup, beside what is here. One alone may get
        a `name`; names that are taken get a number. Rejects with `ProblemError`; nothing has changed then."""
        return spawn(self._restore(user_path(path), bases, name, models, password, on_progress))

    def cut_off(self) -> str:
        """The backup whose restoration a kill has ended, until another restoration succeeds; "" = none."""
        with suppress(OSError, UnicodeDecodeError):
            return "" if self._restoring else self._noted.read_text(encoding="utf-8")
        return ""

    def forget_cut_off(self) -> None:
        """A person knows."""
        self._noted.unlink(missing_ok=True)

    def free_name(self, name: str) -> str:
        """The name, or with a number behind it where it is taken."""
        taken = {base.name.casefold() for base in self._bases.list()}
        number, found = 2, name
        while found.casefold() in taken:
            number, found = number + 1, f"{name} ({number})"
        return found

    async def _make(
        self, path: Path, bases: Sequence[str], models: bool, password: str, on_progress: OnProgress
    ) -> BackupFacts:
        chosen = [self._bases.get(base) for base in bases] if bases else self._bases.list()
        if not path.suffix:
            path = path.with_suffix(SUFFIX)
        work = self._work()
        try:
            self._flush()
            written = partial(self._rows.write, work / DATABASE, [base.id for base in chosen], models)
            adapters = await self._background.run(written)
            spec = MakeBackupSpec(
                str(path), str(work / DATABASE), str(self._paths.data),
                tuple(
                    BackedUpBase(self._bases.ref(base.id), base.name, len(self._documents.list(base.id)))
                    for base in chosen
                ),
                self._adapters(adapters), self._models() if models else (),
                bukvar_version(), datetime.now(UTC).isoformat(timespec="seconds"), password,
            )  # fmt: skip
            return await self._ask(Job.MAKE_BACKUP, spec, BackupFacts, on_progress)
        finally:
            delete_folder(work)

    async def _restore(
        self,
        path: Path,
        bases: Sequence[str],
        name: str,
        models: bool,
        password: str,
        on_progress: OnProgress,
    ) -> list[KnowledgeBase]:
        facts = await self.inspect(path, password)
        found = [base for base in facts.bases if not bases or base.id in bases]
        if not found:
            raise ProblemError(Code.BASE_UNKNOWN, name=", ".join(bases))
        known = {base.id for base in self._bases.list()}
        targets = [
            RestoredBase(base.id, new, str(self._paths.base_folder(new)))
            for base in found
            for new in [new_id() if base.id in known or self._left(base.id) else base.id]
        ]
        work = self._work()
        self._restoring += 1
        try:
            with saving(self._paths.data):
                write_whole(self._noted, str(path).encode("utf-8", "replace"), private=True)
            spec = RestoreBackupSpec(
                str(path), str(work), str(self._paths.data), tuple(targets), models, password
            )
            result = await self._ask(Job.RESTORE_BACKUP, spec, RestoreBackupResult, on_progress)
            return [
                self._take(
                    work, result, base, target, name if len(found) == 1 and name else shown_name(base.name)
                )
                for base, target in zip(found, targets, strict=True)
            ]
        except ProblemError as error:
            if error.code is not Code.DATA_DAMAGED:
                raise
            raise ProblemError(Code.BACKUP_DAMAGED, error.problem.detail, file=str(path)) from error
        finally:  # also when it fails: that is told by itself
            self._restoring -= 1
            self._noted.unlink(missing_ok=True)
            delete_folder(work)
            for target in targets:
                if self._left(target.new) and target.new not in {base.id for base in self._bases.list()}:
                    delete_folder(Path(target.folder))

    def _take(
        self, work: Path, result: RestoreBackupResult, base: BaseInBackup, target: RestoredBase, name: str
    ) -> KnowledgeBase:
        free = self.free_name(name)
        renamed = self._rows.take(
            Path(result.database), base.id, target.new, free, lambda former: restored_id(target.new, former)
        )
        adapters = self._paths.data / ADAPTERS
        for file in (work / ADAPTERS).glob("*"):
            place = adapters / f"{renamed.get(file.stem, file.stem)}{file.suffix}"
            if not place.exists() and (not renamed or file.stem in renamed):
                adapters.mkdir(mode=0o700, exist_ok=True)
                publish(file, place)
        (Path(target.folder) / TOMBSTONE).unlink(missing_ok=True)
        self._publish(Changes(bases=True, models=bool(result.models)))
        return replace(self._bases.get(target.new))

    def _adapters(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The files of these adapters, as paths below the folder of the data."""
        folder = self._paths.data / ADAPTERS
        files = [file.name for one in ids for file in sorted(folder.glob(f"{one}.*"))]
        return tuple(f"{ADAPTERS}/{name}" for name in files)

    def _models(self) -> tuple[str, ...]:
        return (MODELS,) if self._paths.models.is_dir() else ()

    def _left(self, base: str) -> bool:
        return self._paths.base_folder(base).exists()

    def _work(self) -> Path:
        work = self._paths.downloads / f"{_WORK}-{new_id()}"
        work.mkdir(mode=0o700, parents=True)
        return work

    async def _ask(
        self, job: Job, spec: object, kind: type[T], on_progress: OnProgress = lambda done, total: None
    ) -> T:
        def on_message(message: Message) -> None:
            if isinstance(message, Progress) and message.unit == "bytes":
                on_progress(message.done, message.total)

        return from_json(kind, await start(self._workers, Kind.KNOWLEDGE, job, to_json(spec), on_message))
