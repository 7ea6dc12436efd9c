"""Making rows from the documents with the chat model: durable work, one passage after another."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState, ModelRecord
from desktop.core.feature_ports import Models
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.review.row_review import RowReview
from desktop.core.review.rows import PassageRecord, R, RowSource, RowState, T
from desktop.settings.store import SettingsStore
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import Made, Message
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.checks import FindingCode
from workers.contract.training.examples import PassageStatus


class RowGenerator(ABC, Generic[R, T]):
    """Rows and what became of their passage are saved together, as each `made` message comes: a kill costs
    the passage that was being worked on, and nothing is made twice.

    `on_stopped` hears the base of a job that stopped, whatever came of it."""

    on_stopped: Callable[[str], None] = staticmethod(lambda base: None)

    def __init__(
        self,
        rows: RowReview[R, T],
        lists: PassageLists,
        bases: BaseService,
        jobs: JobService,
        models: Models,
        settings: SettingsStore,
    ) -> None:
        self._rows, self._lists, self._bases, self._jobs = rows, lists, bases, jobs
        self._models, self._settings = models, settings
        self._job: Job = rows.kind.job
        jobs.define(
            self._job, JobHandler(Kind.EXAMPLES, self._spec, self._on_message, self._stopped, self._verdict)
        )
        jobs.on_stopped.append(self._on_job_stopped)

    def made(self, job: JobRecord) -> list[R]:
        """The rows that a job has made so far."""
        taken = set(job.params.get("taken", ()))
        return [row for row in self._rows.all(job.base).values() if row.origin == job.id or row.id in taken]

    async def _make(
        self, base: str, wanted: dict[str, Any], more: Callable[[], dict[str, Any]] = dict
    ) -> JobRecord:
        """The job, with what is `wanted` and `more` in its parameters; the same wishes again continue what
        was begun. Raises BASE_EMPTY, NO_MODEL, EMBEDDER_MISSING."""
        for job in self._jobs.list(unfinished_only=True):
            if job.kind != self._job or job.base != base:
                continue
            if {key: job.params.get(key, False) for key in wanted} == wanted:
                self._jobs.resume(job.id)
                return self._jobs.get(job.id) or job
            self._jobs.cancel(job.id)
        model = self._models.selected(base)
        if model is None:
            raise ProblemError(Code.NO_MODEL)
        model = await self._models.ensure_sound(model.id)
        file, passages = await self._lists.write(base)
        if not passages:
            raise ProblemError(Code.BASE_EMPTY, name=self._bases.get(base).name)
        # What failed before this job is tried again by it, once.
        records = self._rows.passages(base).values()
        again = [row.chunk for row in records if row.status is PassageStatus.FAILED]
        params = {**wanted, "passages": file, "model": model.id, "again": again, **more()}
        return self._jobs.submit(self._job, params, base)

    # --- what a kind does otherwise ---

    @abstractmethod
    def _task(self, job: JobRecord, model: ModelRecord, done: tuple[str, ...]) -> object:
        """What the worker is told; `done` are the chunks that need not be read again."""

    @abstractmethod
    def _texts(self, job: JobRecord, message: Made) -> Sequence[T]:
        """The texts of a message that become rows."""

    def _state(self, job: JobRecord) -> RowState:
        """In which state new rows are."""
        return RowState.PENDING

    def _documents_gone(self, base: str, documents: set[str]) -> None:
        """Documents are gone: their passages can be read anew when they come back."""
        passages = [row for row in self._rows.passages(base).values() if row.document in documents]
        replaced = self._replaced_rows(base, documents)
        if replaced or passages:
            self._rows.forget(base, replaced, passages)

    def _replaced_rows(self, base: str, documents: set[str]) -> Sequence[R]:
        """Rows that go with their documents."""
        return ()

    # --- how it is done ---

    def _spec(self, job: JobRecord) -> dict[str, Any]:
        model = self._models.get(job.params["model"])
        if not model.path:
            raise ProblemError(Code.MODEL_MISSING, model=model.id)
        again = set(job.params["again"])
        records = self._rows.passages(job.base).values()
        done = (
            row.chunk for row in records if row.status is not PassageStatus.FAILED or row.chunk not in again
        )
        return dict(to_json(self._task(job, model, tuple(done))))

    def _on_message(self, job: JobRecord, message: Message) -> None:
        if not isinstance(message, Made):
            return
        known = self._rows.passages(job.base).get(message.chunk)
        if known is not None and known.status is PassageStatus.MADE:
            return  # it was there before: nothing is made twice
        texts, status, code = self._texts(job, message), message.status, message.code
        if status is PassageStatus.MADE and not texts:
            status, code = PassageStatus.NOTHING, FindingCode.DUPLICATE.value
        passage = PassageRecord(
            job.base, message.chunk, message.document, status, len(texts), code, dict(message.params)
        )
        self._rows.add(job.base, texts, RowSource.GENERATED, job.id, self._state(job), passage=passage)

    def _verdict(self, job: JobRecord) -> Problem | None:
        """Work that made nothing is no success."""
        if self.made(job):
            return None
        return Problem(Code.NOTHING_MADE, {"passages": len(self._rows.passages(job.base))})

    def _stopped(self, job: JobRecord) -> None:
        if job.state is JobState.SUCCEEDED:  # anything else can be continued
            Path(job.params["passages"]).unlink(missing_ok=True)
        self.on_stopped(job.base)

    def _on_job_stopped(self, job: JobRecord) -> None:
        if job.kind == Job.REMOVE and job.state is JobState.SUCCEEDED and job.base:
            self._documents_gone(job.base, {str(key) for key in job.params["documents"]})
