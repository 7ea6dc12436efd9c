"""Holding exams: every question put to every candidate, by the very means of the chat."""

import builtins
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, LocalJob, documents_hash
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    Purpose,
    is_shipped,
)
from desktop.core.feature_ports import Answers, Documents
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.ports import ExamRepository, Publisher
from desktop.core.requests import new_id
from desktop.core.review.row_texts import hash_of
from desktop.features.exam.domain.exam_draw import drawn
from desktop.features.exam.services.exam_answers import ExamAnswers
from desktop.features.exam.services.exam_marking import ExamMarking
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message, Progress
from workers.contract.specs.jobs import Kind
from workers.text.language import most_used

_STATES = {
    JobState.SUCCEEDED: ExamState.DONE,
    JobState.PAUSED: ExamState.PAUSED,
    JobState.INTERRUPTED: ExamState.PAUSED,
    JobState.FAILED: ExamState.FAILED,
    JobState.CANCELLED: ExamState.CANCELLED,
}
_UNFINISHED = (ExamState.RUNNING, ExamState.PAUSED, ExamState.FAILED)


class ExamRunner:
    """Made by the application. An answer is kept with its mark as soon as it is there, so an exam that was
    cut off goes on where it was and asks nothing twice. A person who waits for an answer goes first.

    `on_answer` hears every new answer of every exam."""

    def __init__(
        self,
        rows: ExamRepository,
        questions: QuestionRows,
        marking: ExamMarking,
        chats: Answers,
        bases: BaseService,
        documents: Documents,
        jobs: JobService,
        publish: Publisher,
    ) -> None:
        self._rows, self._questions, self._marking, self._chats = rows, questions, marking, chats
        self._bases, self._documents, self._jobs, self._publish = bases, documents, jobs, publish
        self.on_answer: builtins.list[Callable[[ExamAnswer], None]] = []
        jobs.define(
            LocalJob.EXAM, JobHandler(Kind.CHAT, on_stopped=self._on_stopped, run_locally=self._run_locally)
        )
        bases.before_removal.append(self._base_goes)

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Exam]:
        """The latest first, without those that are held for instructions alone."""
        unlisted = (Purpose.SEARCH, Purpose.TRIAL)
        return [exam for exam in self._rows.list(base) if exam.purpose not in unlisted]

    def get(self, exam: str) -> Exam:
        """Raises EXAM_UNKNOWN."""
        found = self._rows.get(exam)
        if found is None:
            raise ProblemError(Code.EXAM_UNKNOWN, exam=exam)
        return found

    def latest(self, base: str) -> Exam | None:
        """The last exam that was held to its end."""
        done = (exam for exam in self.list(base) if exam.state is ExamState.DONE)
        return next((exam for exam in done if exam.purpose is Purpose.EXAM), None)

    def seconds_left(self, exam: str) -> float | None:
        """None in the first ten seconds and while the exam does not run. Raises EXAM_UNKNOWN."""
        return self._jobs.estimate(self.get(exam).job)

    def wait(self, exam: str) -> Future[Exam]:
        """Settles with the exam when it has ended or rests."""
        return spawn(self._wait(exam))

    async def _wait(self, exam: str) -> Exam:
        if self._jobs.get(self.get(exam).job) is not None:
            await self._jobs.wait(self.get(exam).job)
        return self.get(exam)

    # --- what is done ---

    def start(
        self,
        base: str,
        candidates: Sequence[Candidate],
        limit: int = 0,
        seed: int = 3407,
        purpose: Purpose = Purpose.EXAM,
        questions: Sequence[str] | None = None,
        general: bool = True,
    ) -> Exam:
        """Hold an exam; the same wishes again continue one that was begun. `limit` draws so many questions by
        the seed, keeping the share of those without an answer. Raises NO_QUESTIONS, QUESTION_UNKNOWN."""
        name = self._bases.get(base).name
        if questions is None:
            own = drawn(self._questions.asked(base), limit, seed)
        else:
            own = [self._questions.get(base, key) for key in questions]
        if not own or not candidates:
            raise ProblemError(Code.NO_QUESTIONS, name=name)
        asked = [*own, *(self._general(own) if general else ())]
        data_hash = hash_of(row.text for row in asked)
        wanted = (purpose, tuple(candidates), tuple(row.id for row in asked), seed, data_hash)
        for exam in self.list(base):
            same = (exam.purpose, exam.candidates, exam.questions, exam.seed, exam.data_hash)
            if exam.state in _UNFINISHED and same == wanted and self._jobs.get(exam.job) is not None:
                self.resume(exam.id)
                return self.get(exam.id)
        now = datetime.now(UTC)
        exam = Exam(
            id=new_id(),
            base=base,
            purpose=purpose,
            state=ExamState.RUNNING,
            candidates=tuple(candidates),
            questions=wanted[2],
            seed=seed,
            created=now,
            updated=now,
            data_hash=data_hash,
            documents_hash=documents_hash(self._documents.list(base)),
            reviewed=sum(row.reviewed_at is not None for row in own),
        )
        self._save(exam)
        quick = purpose in (Purpose.READINESS, Purpose.TRIAL)
        job = self._jobs.submit(LocalJob.EXAM, {"exam": exam.id, "quick": quick}, base)
        self._save(replace(self.get(exam.id), job=job.id))
        return self.get(exam.id)

    def pause(self, exam: str) -> None:
        """At once; the question being written is asked again later."""
        self._jobs.pause(self.get(exam).job)

    def resume(self, exam: str) -> None:
        """Go on; what was answered is not asked again."""
        found = self.get(exam)
        if found.state is not ExamState.RUNNING:
            self._save(replace(found, state=ExamState.RUNNING, code="", problem_params={}))
        self._jobs.resume(found.job)

    def cancel(self, exam: str) -> None:
        """For good; the answers stay."""
        self._jobs.cancel(self.get(exam).job)

    def remove(self, exam: str) -> None:
        """With its answers. Raises EXAM_UNKNOWN."""
        found = self.get(exam)
        self._jobs.cancel(found.job)
        self._rows.remove(exam)
        self._publish(Changes(exams=frozenset({exam}), exams_of=frozenset({found.base})))

    def recover(self) -> None:
        """At start-up: what ran when the program ended is PAUSED until its job goes on, or for good where its
        job was never written."""
        for exam in self._rows.list():
            if exam.state is ExamState.RUNNING and exam.purpose is not Purpose.SEARCH:
                job = self._jobs.get(exam.job)
                self._rows.save(replace(exam, state=_STATES.get(job.state, ExamState.PAUSED) if job else
                                        ExamState.CANCELLED))  # fmt: skip

    # --- how it goes ---

    def _run_locally(self, job: JobRecord, notify: Callable[[Message], None]) -> Future[dict[str, Any]]:
        return spawn(self._run_exam(job, notify))

    async def _run_exam(self, job: JobRecord, notify: Callable[[Message], None]) -> dict[str, Any]:
        exam = self.get(str(job.params["exam"]))
        if exam.state is not ExamState.RUNNING or exam.job != job.id:
            exam = replace(exam, state=ExamState.RUNNING, job=job.id)
            self._save(exam)
        asked = self._asked(exam)
        total = len(asked) * len(exam.candidates)
        answers = ExamAnswers(
            self._rows,
            self._chats,
            self._marking,
            self._bases.get(exam.base).name,
            exam,
            asked,
            self._on_answer,
        )
        for model in dict.fromkeys(one.model for one in exam.candidates):  # loading one takes seconds
            candidates = [one for one in exam.candidates if one.model == model]
            for question in asked:
                for candidate in candidates:
                    done = len(answers)
                    notify(Progress(job.id, "exam", done, total, "answers", question.text.question[:120]))
                    if is_shipped(question.id):
                        await answers.ask_general(question, candidate)
                    else:
                        await answers.ask(question, [candidate])
        notify(Progress(job.id, "exam", total, total, "answers"))
        return {"exam": exam.id, "answers": len(answers)}

    def _asked(self, exam: Exam) -> builtins.list[ExamQuestion]:
        """The questions of an exam without those that were removed since it began."""
        asked = []
        for key in exam.questions:
            try:
                asked.append(self._questions.get(exam.base, key))
            except ProblemError as error:
                if error.problem.code is not Code.QUESTION_UNKNOWN:
                    raise
        return asked

    def _on_answer(self, answer: ExamAnswer) -> None:
        self._publish(Changes(exams=frozenset({answer.exam})))
        for notify in builtins.list(self.on_answer):
            notify(answer)

    def _on_stopped(self, job: JobRecord) -> None:
        exam = self._rows.get(str(job.params["exam"]))
        if exam is not None:
            params = dict(job.problem_params)
            self._save(replace(exam, state=_STATES[job.state], code=job.code, problem_params=params))

    def _save(self, exam: Exam) -> None:
        self._rows.save(replace(exam, updated=datetime.now(UTC)))
        self._publish(Changes(exams=frozenset({exam.id}), exams_of=frozenset({exam.base})))

    def _general(self, own: Sequence[ExamQuestion]) -> builtins.list[ExamQuestion]:
        """The shipped questions in the language that most of the base's own are in."""
        return self._questions.general(most_used(row.text.language for row in own))

    def _base_goes(self, base: str) -> None:
        for exam in self._rows.list(base):
            self._jobs.cancel(exam.job)
