"""Making exam questions from the documents: durable work of the examples worker, passage after passage."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.exam_entities import ExamQuestion
from desktop.core.feature_ports import Documents, Models
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.requests import new_id
from desktop.core.review.rows import PassageRecord, RowSource, RowState
from desktop.features.exam.domain import exam_halves
from desktop.features.exam.services.exam_store import ExamStore, identity
from desktop.settings.store import SettingsStore
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.exam import ExamText, MakeExamSpec, QuestionKind
from workers.contract.messages import Made, Message
from workers.contract.specs import Job, Kind
from workers.contract.training import FindingCode, PassageStatus

# The documents of training rows are left alone where the others have so many chunks for every question: about
# every second passage yields one.
_ENOUGH = 2


class ExamGenerator:
    """Used by `ExamService`. Questions and what became of their passage are saved together, as each `made`
    message comes: a kill costs the passage that was being worked on, and nothing is made twice.

    `trained` gives the documents that training rows of a base came from, `taught` the questions that they
    ask: an exam that repeats its lessons would measure memory."""

    def __init__(
        self,
        store: ExamStore,
        lists: PassageLists,
        bases: BaseService,
        documents: Documents,
        jobs: JobService,
        models: Models,
        settings: SettingsStore,
        trained: Callable[[str], set[str]],
        taught: Callable[[str], set[str]],
    ) -> None:
        self._store, self._lists, self._bases, self._jobs = store, lists, bases, jobs
        self._documents, self._models, self._settings = documents, models, settings
        self._trained, self._taught = trained, taught
        self._lessons: dict[str, set[str]] = {}  # job → questions of the training rows, while it runs
        jobs.define(
            Job.MAKE_EXAM,
            JobHandler(Kind.EXAMPLES, self._spec, self._on_message, self._on_stopped, self._verdict),
        )

    async def make(
        self, base: str, questions: int, kinds: Sequence[QuestionKind], quick: bool = False
    ) -> JobRecord:
        """The job; the same wishes again continue what was begun. Questions of the quick look are taken over
        into the exam first: their passages need not be read again, and a small base may have no others.
        Raises BASE_EMPTY, NO_MODEL, EMBEDDER_MISSING."""
        wanted = {"kinds": [kind.value for kind in kinds], "questions": questions, "quick": quick}
        for job in self._unfinished(base):
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
        again = [
            row.chunk for row in self._store.passages(base).values() if row.status is PassageStatus.FAILED
        ]
        left_out = self._left_out(base, questions)
        params = {
            **wanted,
            "passages": file,
            "model": model.id,
            "again": again,
            "left_out": left_out,
            "taken": [] if quick else self._take_over(base, questions, kinds, left_out),
        }
        return self._jobs.submit(Job.MAKE_EXAM, params, base)

    def made(self, job: JobRecord) -> int:
        """How many questions a job has made so far."""
        made = sum(row.origin == job.id for row in self._store.all(job.base).values())
        return made + len(job.params.get("taken", ()))

    def _take_over(
        self, base: str, questions: int, kinds: Sequence[QuestionKind], left_out: Sequence[str]
    ) -> list[str]:
        """Make questions of the quick look ordinary ones that wait for review; their ids."""
        known = {identity(row.text.question) for row in self._store.own(base)} | {
            identity(question) for question in self._taught(base)
        }
        fit = [
            row
            for row in self._store.quick(base)
            if row.text.kind in kinds
            and row.text.document not in left_out
            and identity(row.text.question) not in known
        ][:questions]
        first = self._store.next_number(base)
        rows = [replace(row, number=first + place, state=RowState.PENDING) for place, row in enumerate(fit)]
        if rows:
            self._store.save(base, rows)
        return [row.id for row in rows]

    def without(self, base: str, documents: set[str]) -> None:
        """Documents are gone: their passages can be read anew when they come back."""
        passages = [row for row in self._store.passages(base).values() if row.document in documents]
        if passages:
            self._store.remove(base, [], passages)

    def _left_out(self, base: str, questions: int) -> list[str]:
        """Documents that training rows came from, where enough passages of others are left."""
        trained = self._trained(base)
        done = {row.document: 0 for row in self._store.passages(base).values()}
        for row in self._store.passages(base).values():
            done[row.document] += 1
        others = sum(
            max(0, row.chunks - done.get(row.id, 0))
            for row in self._documents.list(base)
            if row.id not in trained and not row.copy_of
        )
        return sorted(trained) if others >= _ENOUGH * questions else []

    def _unfinished(self, base: str) -> list[JobRecord]:
        jobs = self._jobs.list(unfinished_only=True)
        return [job for job in jobs if job.kind == Job.MAKE_EXAM and job.base == base]

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
        self._lessons[job.id] = {identity(question) for question in self._taught(job.base)}
        there = [row.text for row in self._store.all(job.base).values()]
        values = self._settings.values
        spec = MakeExamSpec(
            model.path,
            job.params["passages"],
            self._bases.ref(job.base).embedder,
            max(0, job.params["questions"] - self.made(job)),
            tuple(QuestionKind(kind) for kind in job.params["kinds"]),
            tuple(done),
            tuple(text.question for text in there),
            sum(not text.answerable for text in there),
            tuple(job.params["left_out"]),
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
        texts = self._new(job, message.questions)
        now, quick = datetime.now(UTC), bool(job.params.get("quick"))
        state = RowState.QUICK if quick else RowState.PENDING
        number = self._store.next_quick(job.base) if quick else self._store.next_number(job.base)
        step = -1 if quick else 1
        documents = len(self._documents.list(job.base))
        halves = exam_halves.draw(texts, self._store.all(job.base).values(), documents)
        rows = [
            ExamQuestion(
                new_id(), job.base, number + step * place, text, state, RowSource.GENERATED,
                job.id, now, half=half,
            )
            for place, (text, half) in enumerate(zip(texts, halves, strict=True))
        ]  # fmt: skip
        status, code = message.status, message.code
        if message.questions and not rows:
            status, code = PassageStatus.NOTHING, FindingCode.DUPLICATE.value
        passage = PassageRecord(
            job.base, message.chunk, message.document, status, len(rows), code, dict(message.params)
        )
        self._store.save(job.base, rows, [passage])

    def _new(self, job: JobRecord, texts: Sequence[ExamText]) -> list[ExamText]:
        """Those that neither the exam nor the training rows ask."""
        known = {identity(row.text.question) for row in self._store.all(job.base).values()}
        known |= self._lessons.get(job.id, set())
        return list({key: text for text in texts if (key := identity(text.question)) not in known}.values())

    def _verdict(self, job: JobRecord) -> Problem | None:
        """Work that made nothing is no success."""
        if self.made(job):
            return None
        return Problem(Code.NOTHING_MADE, {"passages": len(self._store.passages(job.base))})

    def _on_stopped(self, job: JobRecord) -> None:
        self._lessons.pop(job.id, None)
        if job.state is JobState.SUCCEEDED:  # anything else can be continued
            Path(job.params["passages"]).unlink(missing_ok=True)
