"""Tables of facts: every question put to every document by itself, a cell an answer with its sources."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.background_answers import ask_behind_people
from desktop.core.base_service import BaseService
from desktop.core.entities import ChatMessage, JobRecord, LocalJob, MessageState
from desktop.core.feature_ports import Answers
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.features.analysis.domain.analysis import Analysis, AnalysisKind, Fact, FactState
from desktop.features.analysis.domain.cells import place_of
from desktop.features.analysis.services.analyses import Analyses
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message, Progress
from workers.contract.specs.jobs import Kind
from workers.contract.specs.search import Filters

# What hinders one cell hinders all others too; anything else is said in its cell.
_ENDS_ALL = frozenset({
    Code.NO_MODEL, Code.MODEL_MISSING, Code.MODEL_DAMAGED, Code.NO_MEMORY, Code.ENGINE_UNUSABLE,
    Code.STORE_LOCKED, Code.STORE_DAMAGED, Code.STORE_GONE, Code.EMBEDDER_MISSING, Code.DISK_FULL,
    Code.WORKER_CRASHED,
    Code.WORKER_CRASHED_AGAIN, Code.WORKER_KEEPS_CRASHING, Code.WORKER_SILENT, Code.WORKER_STARVED,
    Code.WORKER_MEMORY, Code.BUG,
})  # fmt: skip

_NO_TEXT = Fact(FactState.NO_TEXT)
_READING = 0.8


class Facts:
    """Made by the application. A cell is kept as soon as it is there; a document is never asked twice."""

    def __init__(self, analyses: Analyses, answers: Answers, bases: BaseService, jobs: JobService) -> None:
        self._analyses, self._answers, self._bases = analyses, answers, bases
        handler = JobHandler(Kind.CHAT, on_stopped=analyses.on_stopped, run_locally=self._run_locally)
        jobs.define(LocalJob.FACTS, handler)

    def begin(
        self,
        base: str,
        documents: Sequence[str],
        questions: Sequence[str],
        model: str = "",
        *,
        again: bool = False,
    ) -> Analysis:
        """Put the questions (white space is made single, empty ones and doubles are left out) to each of the
        documents: see `Analyses.begin`. Raises NOTHING_ASKED."""
        asked = list(dict.fromkeys(" ".join(question.split()) for question in questions if question.strip()))
        if not asked:
            raise ProblemError(Code.NOTHING_ASKED)
        return self._analyses.begin(base, AnalysisKind.FACTS, documents, asked, model, again=again)

    def cells(self, analysis: str) -> dict[str, Fact]:
        """What there is of the table now, by `place_of`."""
        return {place: from_json(Fact, part) for place, part in self._analyses.rows.parts(analysis).items()}

    # --- how it goes ---

    def _run_locally(self, job: JobRecord, notify: Callable[[Message], None]) -> Future[dict[str, Any]]:
        return spawn(self._make(job, notify))

    async def _make(self, job: JobRecord, notify: Callable[[Message], None]) -> dict[str, Any]:
        analysis = self._analyses.taken_up(job)
        cells = self.cells(analysis.id)
        total, done = len(analysis.subjects) * len(analysis.questions), 0
        # A row is whole before the next one begins: what is there can be used.
        for subject in analysis.subjects:
            for number, question in enumerate(analysis.questions):
                told = Progress(job.id, "facts", done, total, "answers", subject.name)
                notify(told)
                place = place_of(subject.document, number)
                if place not in cells:
                    fact = _NO_TEXT
                    if self._analyses.has_text(analysis, subject):  # it may be removed meanwhile
                        share = _Share(told, notify)
                        fact = await self._ask(analysis, subject.document, question, share.hear)
                    self._analyses.save_part(analysis, place, fact)
                done += 1
        notify(Progress(job.id, "facts", total, total, "answers"))
        return {"analysis": analysis.id}

    async def _ask(
        self,
        analysis: Analysis,
        document: str,
        question: str,
        on_change: Callable[[AnswerInProgress], None],
    ) -> Fact:
        request = AnswerRequest(
            analysis.base,
            self._bases.get(analysis.base).name,
            question,
            AnswerMode.DOCUMENTS,
            analysis.model,
            filters=Filters(documents=(document,)),
            fresh=True,
            literal=True,
        )
        try:
            message, _ = await ask_behind_people(self._answers, request, on_change)
        except ProblemError as error:
            if error.code in _ENDS_ALL:
                raise
            params = dict(error.problem.params)
            return Fact(FactState.FAILED, code=error.code.value, problem_params=params)
        return _fact(message)


class _Share:
    """How much of a cell is done: what the model reads for it takes most of the time."""

    def __init__(self, told: Progress, notify: Callable[[Message], None]) -> None:
        self._told, self._notify = told, notify

    def hear(self, running: AnswerInProgress) -> None:
        """It never falls: an answer that gave way to a person begins again."""
        share = _READING * running.read
        if share > self._told.share:
            self._told = replace(self._told, share=share)
            self._notify(self._told)


def _fact(message: ChatMessage) -> Fact:
    """An answer as a cell; what the model wrote behind a refusal is no fact."""
    if message.state is MessageState.REFUSED:
        return Fact(FactState.ABSENT, citations=message.nearest[:1])
    return Fact(FactState.ANSWERED, message.text, message.sentences, message.citations)
