"""Making examples from the documents: durable work of the examples worker, one passage after another."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import Models
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.requests import new_id
from desktop.core.review.rows import PassageRecord, RowSource, RowState
from desktop.core.training_entities import Example
from desktop.features.training.services.example_store import ExampleStore
from desktop.settings.store import SettingsStore
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import Made, Message
from workers.contract.specs import Job, Kind
from workers.contract.training import (
    ExampleKind,
    GenerateSpec,
    PassageStatus,
)


class ExampleGenerator:
    """Used by `ExampleService`. Rows and what became of their passage are saved together, as each `made`
    message comes: a kill costs the passage that was being worked on, and nothing is made twice.

    `on_stopped` hears the base of a job that rests with new rows."""

    def __init__(
        self,
        store: ExampleStore,
        lists: PassageLists,
        bases: BaseService,
        jobs: JobService,
        models: Models,
        settings: SettingsStore,
    ) -> None:
        self._store, self._lists, self._bases, self._jobs = store, lists, bases, jobs
        self._models, self._settings = models, settings
        self.on_stopped: Callable[[str], None] = lambda base: None
        jobs.define(
            Job.GENERATE,
            JobHandler(Kind.EXAMPLES, self._spec, self._on_message, self._on_stopped, self._verdict),
        )

    async def generate(self, base: str, kinds: Sequence[ExampleKind], limit: int) -> JobRecord:
        """The job; the same wishes again continue what was begun. Raises BASE_EMPTY, NO_MODEL,
        EMBEDDER_MISSING."""
        wanted = {"kinds": [kind.value for kind in kinds], "limit": limit}
        for job in self._unfinished(base):
            if {key: job.params.get(key) for key in wanted} == wanted:
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
        again = [
            row.chunk for row in self._store.passages(base).values() if row.status is PassageStatus.FAILED
        ]
        params = {**wanted, "passages": file, "model": model.id, "again": again}
        return self._jobs.submit(Job.GENERATE, params, base)

    def made(self, job: JobRecord) -> int:
        """How many examples a job has made so far."""
        return sum(row.origin == job.id for row in self._store.all(job.base).values())

    def _unfinished(self, base: str) -> list[JobRecord]:
        jobs = self._jobs.list(unfinished_only=True)
        return [job for job in jobs if job.kind == Job.GENERATE and job.base == base]

    def _spec(self, job: JobRecord) -> dict[str, Any]:
        model = self._models.get(job.params["model"])
        if not model.path:
            raise ProblemError(Code.MODEL_MISSING, model=model.id)
        again = set(job.params["again"])
        done = [
            row.chunk
            for row in self._store.passages(job.base).values()
            if row.status is not PassageStatus.FAILED or row.chunk not in again
        ]
        values = self._settings.values
        spec = GenerateSpec(
            model.path,
            job.params["passages"],
            self._bases.ref(job.base).embedder,
            tuple(ExampleKind(kind) for kind in job.params["kinds"]),
            job.params["limit"],
            tuple(done),
            self.made(job),
            values.threads,
            values.gpu_layers,
        )
        return dict(to_json(spec))

    def _on_message(self, job: JobRecord, message: Message) -> None:
        if not isinstance(message, Made):
            return
        known = self._store.passages(job.base).get(message.chunk)
        if known is not None and known.status is PassageStatus.MADE:
            return  # it was there before: nothing is made twice
        now, number = datetime.now(UTC), self._store.next_number(job.base)
        rows = [
            Example(
                new_id(),
                job.base,
                number + place,
                text,
                RowState.PENDING,
                RowSource.GENERATED,
                job.id,
                now,
            )
            for place, text in enumerate(message.rows)
        ]
        passage = PassageRecord(
            job.base, message.chunk, message.document, message.status, len(rows), message.code,
            dict(message.params),
        )  # fmt: skip
        self._store.save(job.base, rows, [passage])

    def _verdict(self, job: JobRecord) -> Problem | None:
        """Work that made nothing is no success."""
        if self.made(job):
            return None
        return Problem(Code.NOTHING_MADE, {"passages": len(self._store.passages(job.base))})

    def _on_stopped(self, job: JobRecord) -> None:
        if job.state is JobState.SUCCEEDED:  # anything else can be continued
            Path(job.params["passages"]).unlink(missing_ok=True)
        if any(row.origin == job.id and not row.checked for row in self._store.all(job.base).values()):
            self.on_stopped(job.base)

    def without(self, base: str, documents: set[str]) -> None:
        """Documents are gone: what was generated from them and not approved goes, and their passages, so that
        they can be read anew."""
        doomed = [
            row
            for row in self._store.all(base).values()
            if row.text.document in documents
            and row.source is RowSource.GENERATED
            and row.state is not RowState.APPROVED
        ]
        passages = [row for row in self._store.passages(base).values() if row.document in documents]
        if doomed or passages:
            self._store.remove(base, doomed, passages)
