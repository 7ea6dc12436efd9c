"""The files by which lists of examples and passages travel between the halves."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from desktop.core.base_service import BaseService
from desktop.core.feature_ports import Documents
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import Paths, Workers
from desktop.core.requests import new_id, start
from workers.contract.codec import decode_json, from_json, to_json
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.examples import PassagesResult, PassagesSpec
from workers.disk import write_refused

T = TypeVar("T")
FOLDER = "training"


class PassageLists:
    """Every user of a list has a file of its own, so that none changes under another."""

    def __init__(
        self,
        workers: Workers,
        bases: BaseService,
        documents: Documents,
        jobs: JobService,
        paths: Paths,
    ) -> None:
        self._workers, self._bases, self._documents = workers, bases, documents
        self._jobs, self._paths = jobs, paths

    def file(self, base: str, name: str) -> Path:
        """A fresh file for a list of a base; its folder is made."""
        folder = self._paths.base_folder(base) / FOLDER
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise write_refused(error, folder) from error
        return folder / f"{name}-{new_id()}.jsonl"

    async def write(self, base: str, documents: Iterable[str] = ()) -> tuple[str, int]:
        """A fresh file with all passages, or those of some documents ("" when the base has none), and how
        many they are."""
        if not self._documents.totals(base)[1]:
            return "", 0
        await self._documents.ensure_reconciled(base)
        file = str(self.file(base, "passages"))
        spec = PassagesSpec(self._bases.ref(base), file, tuple(sorted(documents)))
        untrusted = await start(self._workers, Kind.KNOWLEDGE, Job.PASSAGES, to_json(spec))
        result = from_json(PassagesResult, untrusted)
        return result.file, result.passages

    def take(self, file: Path, kind: type[T]) -> list[T]:
        """The values of a list, one a line; its file is deleted."""
        try:
            return [from_json(kind, decode_json(line)) for line in file.read_bytes().splitlines()]
        finally:
            file.unlink(missing_ok=True)

    def sweep(self) -> None:
        """At start-up, before any work: delete the lists that no unfinished job will read."""
        unfinished = self._jobs.list(unfinished_only=True)
        kept = {str(value) for job in unfinished for value in job.params.values()}
        for base in self._bases.list():
            for file in (self._paths.base_folder(base.id) / FOLDER).glob("*.jsonl*"):
                if str(file) not in kept:
                    file.unlink(missing_ok=True)
