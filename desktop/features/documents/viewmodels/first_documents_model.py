"""What the documents stand at in the first start, and what the user does about them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService, named_after
from desktop.core.entities import JobRecord, JobState
from desktop.core.jobs.job_service import JobService
from desktop.features.documents.services.document_service import DocumentService
from workers.contract.codes import Problem, ProblemError


class FirstDocumentsModel(QObject):
    """A failure stays in the step as a `Problem`.

    Signals: `changed` paths were taken, or refused.
    """

    changed = Signal()

    def __init__(
        self,
        bases: BaseService,
        documents: DocumentService,
        jobs: JobService,
        samples: Path,
        prepare: Callable[[str], None],
    ) -> None:
        """`samples`: the folder of sample documents; `prepare` loads what answers in a base."""
        super().__init__()
        self._prepare, self._prepared = prepare, ""
        self._bases, self._documents, self._jobs, self._samples = bases, documents, jobs, samples
        self.problem: Problem | None = None

    def import_samples(self, base_name: str) -> None:
        """Read the sample documents into a base of their own."""
        self._import([str(self._samples)], base_name)

    def import_paths(self, paths: Sequence[str], fallback: str) -> None:
        """Read these into the base that is named after the first folder, or else `fallback`. Before the
        search model is here they wait for it, also when the program ends meanwhile."""
        self._import(paths, named_after(paths, fallback))

    def _import(self, paths: Sequence[str], base_name: str) -> None:
        self.problem = None
        try:
            base = next((base.id for base in self._bases.list() if base.name == base_name), "")
            base = base or self._bases.create(base_name).id
            self._bases.select(base)
            self._documents.import_paths(base, list(paths), wait=True)
        except ProblemError as error:
            self.problem = error.problem
        self.changed.emit()

    def waiting(self) -> bool:
        """Documents are chosen and wait for the search model."""
        job = self.import_job()
        waits = job is not None and job.state is JobState.QUEUED
        return waits and not self._bases.searchable()

    def import_job(self) -> JobRecord | None:
        """The newest work on the current base's documents, whatever became of it."""
        base = self._bases.current
        jobs = [job for job in self._jobs.list() if base and job.base == base]
        return max(
            (j for j in jobs if j.kind == "index" and not j.quiet), key=lambda job: job.created, default=None
        )

    def ready_documents(self) -> int:
        """Documents that can be asked about."""
        base = self._bases.current
        return self._documents.answering(base) if base else 0

    def prepare_answers(self) -> None:
        """A question comes next: have the model loaded while the documents are read. Once for each base."""
        base = self._bases.current
        if base and base != self._prepared:
            self._prepared = base
            self._prepare(base)

    def pause(self) -> None:
        """Stop the reading at a safe point; nothing while nothing is read."""
        if job := self.import_job():
            self._jobs.pause(job.id)

    def resume(self) -> None:
        """Go on with the reading where it stopped."""
        if job := self.import_job():
            self._jobs.resume(job.id)

    def cancel(self) -> None:
        """End the reading for good; documents read so far stay."""
        if job := self.import_job():
            self._jobs.cancel(job.id)

    def seconds_left(self, job: JobRecord) -> float | None:
        """None in the first ten seconds and while nothing can be said."""
        return self._jobs.estimate(job.id)
