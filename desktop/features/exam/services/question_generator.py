"""Making exam questions from the documents."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, ModelRecord
from desktop.core.exam_entities import USUAL_QUESTIONS, ExamQuestion
from desktop.core.feature_ports import Documents, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.review.row_generator import RowGenerator
from desktop.core.review.rows import RowState
from desktop.features.exam.services.question_rows import QuestionRows, identity
from desktop.settings.store import SettingsStore
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, MakeExamSpec, QuestionKind
from workers.contract.messages import Made
from workers.text.folding import key

# The documents of training rows are left alone where the others have so many chunks for every question: about
# every second passage yields one.
_ENOUGH = 2


class QuestionGenerator(RowGenerator[ExamQuestion, ExamText]):
    """Made by `QuestionSet`. `trained` gives the documents that training rows of a base came from, `taught`
    the questions that they ask: an exam that repeats its lessons would measure memory."""

    def __init__(
        self,
        rows: QuestionRows,
        lists: PassageLists,
        bases: BaseService,
        documents: Documents,
        jobs: JobService,
        models: Models,
        settings: SettingsStore,
        trained: Callable[[str], set[str]],
        taught: Callable[[str], set[str]],
    ) -> None:
        super().__init__(rows, lists, bases, jobs, models, settings)
        self._questions, self._documents, self._trained, self._taught = rows, documents, trained, taught
        self._lessons: dict[str, set[str]] = {}  # job → questions of the training rows, while it runs

    def make(
        self,
        base: str,
        questions: int = USUAL_QUESTIONS,
        kinds: Sequence[QuestionKind] = GENERATED_QUESTIONS,
        quick: bool = False,
    ) -> Future[JobRecord]:
        """Begin (or go on) making so many new questions from the documents with the chat model; resolves with
        the job as it begins. Documents that training rows came from are left alone where the others give
        enough. `quick` ones are for the quick look alone; without it, those that were made for it are taken
        over first: their passages need not be read again, and a small base may have no others. Rejects with
        BASE_EMPTY, NO_MODEL, EMBEDDER_MISSING."""

        def more() -> dict[str, list[str]]:
            left_out = self._left_out(base, questions)
            taken = [] if quick else self._take_over(base, questions, kinds, left_out)
            return {"left_out": left_out, "taken": taken}

        wanted = {"kinds": [kind.value for kind in kinds], "questions": questions, "quick": quick}
        return spawn(self._make(base, wanted, more))

    def _take_over(
        self, base: str, questions: int, kinds: Sequence[QuestionKind], left_out: Sequence[str]
    ) -> list[str]:
        """Make questions of the quick look ordinary ones that wait for review; their ids."""
        known = {identity(row.text) for row in self._rows.list(base)} | self._lessons_of(base)
        fit = [
            row
            for row in self._questions.quick(base)
            if row.text.kind in kinds
            and row.text.document not in left_out
            and identity(row.text) not in known
        ][:questions]
        first = self._rows.next_number(base)
        rows = [replace(row, number=first + place, state=RowState.PENDING) for place, row in enumerate(fit)]
        if rows:
            self._rows.save(base, rows)
        return [row.id for row in rows]

    def _left_out(self, base: str, questions: int) -> list[str]:
        """Documents that training rows came from, where enough passages of others are left."""
        trained = self._trained(base)
        done = Counter(row.document for row in self._rows.passages(base).values())
        others = sum(
            max(0, row.chunks - done[row.id])
            for row in self._documents.list(base)
            if row.id not in trained and not row.copy_of
        )
        return sorted(trained) if others >= _ENOUGH * questions else []

    def _task(self, job: JobRecord, model: ModelRecord, done: tuple[str, ...]) -> MakeExamSpec:
        self._lessons[job.id] = self._lessons_of(job.base)
        there = [row.text for row in self._rows.all(job.base).values()]
        values = self._settings.values
        return MakeExamSpec(
            model.path,
            job.params["passages"],
            self._bases.ref(job.base).embedder,
            max(0, job.params["questions"] - len(self.made(job))),
            tuple(QuestionKind(kind) for kind in job.params["kinds"]),
            done,
            tuple(text.question for text in there),
            sum(not text.answerable for text in there),
            tuple(job.params["left_out"]),
            values.threads,
            self._settings.card.layers(values.gpu_layers),
        )

    def _texts(self, job: JobRecord, message: Made) -> Sequence[ExamText]:
        """Those that neither the exam nor the training rows ask."""
        known = {identity(row.text) for row in self._rows.all(job.base).values()}
        known |= self._lessons.get(job.id, set())
        new = {key: text for text in message.questions if (key := identity(text)) not in known}
        return list(new.values())

    def _state(self, job: JobRecord) -> RowState:
        return RowState.QUICK if job.params.get("quick") else RowState.PENDING

    def _lessons_of(self, base: str) -> set[str]:
        return {key(question) for question in self._taught(base)}

    def _stopped(self, job: JobRecord) -> None:
        self._lessons.pop(job.id, None)
        super()._stopped(job)
