"""Checks of bases: database, stores and files compared, and made to agree where that needs no person."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord
from desktop.core.future import Future, spawn
from desktop.core.ports import Paths, Workers
from desktop.core.requests import start
from desktop.features.documents.domain.base_findings import BaseFinding, findings_of
from desktop.features.documents.services.document_service import DocumentService
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import (
    DAMAGED_MARK,
    BaseCheck,
    CheckBaseSpec,
    CheckedDocument,
    RepairResult,
    RepairSpec,
)
from workers.contract.specs.jobs import Job, Kind
from workers.files import write_whole

_WANTED = "wanted.json"
TEXTS = "text.sqlite"


@dataclass(frozen=True, slots=True)
class BaseReport:
    """The sums of a base as its store has them, and what does not agree."""

    documents: int
    chunks: int
    vectors: int
    findings: tuple[BaseFinding, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """What was mended of the store, and the job that reads what is left from the files."""

    store: RepairResult
    job: JobRecord


class CheckService:
    """Made by the application. `backups` are files with copies of bases, the newest first."""

    def __init__(
        self,
        workers: Workers,
        bases: BaseService,
        documents: DocumentService,
        paths: Paths,
        backups: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._workers, self._bases, self._documents, self._paths = workers, bases, documents, paths
        self._backups = backups

    def damage(self, base: str) -> Code | None:
        """What a person must mend of this base: STORE_GONE, what was read of it is not there; STORE_DAMAGED,
        damage was met; None = nothing that is known."""
        if self._is_gone(base):
            return Code.STORE_GONE
        marked = (self._paths.base_folder(base) / DAMAGED_MARK).exists()
        return Code.STORE_DAMAGED if marked else None

    def require_store(self, base: str) -> None:
        """Before a command works with what was read: a folder that is gone (a disk that was taken away)
        would be made anew, and nothing be found in it. Raises STORE_GONE where documents were read and no
        texts are there."""
        if self._is_gone(base):
            raise ProblemError(Code.STORE_GONE)

    def _is_gone(self, base: str) -> bool:
        return not (self._paths.base_folder(base) / TEXTS).exists() and self._documents.was_read(base)

    def check(self, base: str) -> Future[BaseReport]:
        """Compare; nothing is changed. Rejects with `ProblemError`."""
        return spawn(self._check(base))

    def repair(self, base: str, backups: Sequence[str] = ()) -> Future[Repair]:
        """Mend the stores, from these backups too, then look at every file again; the job reads what has
        changed. The damaged file is kept. Rejects with `ProblemError`."""
        return spawn(self._repair(base, backups))

    def findings(self, base: str) -> Future[int]:
        """How much of a base does not agree. Rejects as `check`."""
        return spawn(self._findings(base))

    def repair_alone(self, base: str) -> Future[None]:
        """`repair`, for whom the job that reads on is no matter."""
        return spawn(self._repair_alone(base))

    async def _findings(self, base: str) -> int:
        return len((await self._check(base)).findings)

    async def _repair_alone(self, base: str) -> None:
        await self._repair(base)

    async def _check(self, base: str) -> BaseReport:
        spec = to_json(CheckBaseSpec(self._bases.ref(base), tuple(self._documents.folders_of(base))))
        result = from_json(BaseCheck, await start(self._workers, Kind.KNOWLEDGE, Job.CHECK_BASE, spec))
        checked = _taken(Path(result.documents_file)) if result.documents_file else []
        listed = {row.id: row for row in self._documents.list(base)}
        findings = tuple(findings_of(listed, checked, result))
        return BaseReport(result.documents, result.chunks, result.vectors, findings)

    async def _repair(self, base: str, backups: Sequence[str] = ()) -> Repair:
        wanted = self._paths.base_folder(base) / _WANTED
        ids = [row.id for row in self._documents.list(base)]
        if wanted.parent.is_dir():
            write_whole(wanted, json.dumps(ids), private=True)
        spec = RepairSpec(self._bases.ref(base), (*backups, *self._backups()), str(wanted))
        try:
            store = from_json(
                RepairResult, await start(self._workers, Kind.KNOWLEDGE, Job.REPAIR, to_json(spec))
            )
        finally:
            wanted.unlink(missing_ok=True)
        await self._documents.reconcile(base)
        return Repair(store, self._documents.refresh(base))


def _taken(file: Path) -> list[CheckedDocument]:
    """What the worker wrote down. The file names every document of the base, so it does not stay."""
    untrusted_rows = json.loads(file.read_text(encoding="utf-8"))
    file.unlink(missing_ok=True)
    return [from_json(CheckedDocument, one) for one in untrusted_rows]
