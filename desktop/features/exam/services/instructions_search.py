"""The search for a base's instructions: candidates tried in rounds on one half of the exam, the winner judged
on the other. Durable work that the window conducts."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState, LocalJob
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamQuestion,
    ExamState,
    Half,
    Instructions,
    Purpose,
)
from desktop.core.feature_ports import Answers, Documents, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.ports import ExamRepository
from desktop.core.review.rows import RowState
from desktop.features.exam.domain import instruction_candidates
from desktop.features.exam.domain.instruction_versions import EvaluatedQuestion, judged_by
from desktop.features.exam.services.exam_answers import ExamAnswers
from desktop.features.exam.services.exam_marking import ExamMarking
from desktop.features.exam.services.instructions_drafts import InstructionsDrafts
from desktop.features.exam.services.instructions_rounds import InstructionsRounds, SearchInputs
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message
from workers.contract.specs.bases import NAMESPACE
from workers.contract.specs.jobs import Kind

# A half with fewer questions says nothing.
LEAST_QUESTIONS = 6
MINUTES = 20.0
_SEED = 3407
_ASKED = (RowState.PENDING, RowState.APPROVED)


class InstructionsSearch:
    """Made by the application. Each answer is saved with its mark as it comes; everything else follows
    from the answers, the drafts and the seed, so a search that was cut off goes on as if it had not been."""

    def __init__(
        self,
        store: InstructionsStore,
        questions: QuestionRows,
        marking: ExamMarking,
        rows: ExamRepository,
        jobs: JobService,
        bases: BaseService,
        documents: Documents,
        models: Models,
        chats: Answers,
        prompts: Path,
    ) -> None:
        self._store, self._questions, self._marking = store, questions, marking
        self._rows, self._jobs = rows, jobs
        self._bases, self._documents, self._models, self._chats = bases, documents, models, chats
        self._drafts = InstructionsDrafts(store, prompts)
        self._rounds = InstructionsRounds(store, self._drafts, questions)
        jobs.define(
            LocalJob.SEARCH_INSTRUCTIONS,
            JobHandler(Kind.CHAT, run_locally=self._run_locally, on_stopped=self._on_stopped),
        )

    def begin(self, base: str, minutes: float = MINUTES, seed: int = _SEED) -> JobRecord:
        """Begin a search, or go on with the one there is: durable work whose result is a new version, not
        active. Raises BASE_UNKNOWN, NO_QUESTIONS, TOO_FEW_QUESTIONS (each half needs some), NO_MODEL."""
        found = self._bases.get(base)
        self._halves(base, found.name, seed)
        model = self._models.selected(base)
        if model is None:
            raise ProblemError(Code.NO_MODEL)
        for job in self.jobs(base):
            if job.state not in (JobState.SUCCEEDED, JobState.CANCELLED, JobState.FAILED):
                self._jobs.resume(job.id)
                return self._jobs.get(job.id) or job
        self._sweep(base)
        documents = found.way is not AnswerMode.MODEL and self._documents.totals(base)[1] > 0
        entry = AnswerMode.of(searches=documents)
        params = {"minutes": minutes, "seed": seed, "model": model.id, "entry": entry.value}
        return self._jobs.submit(LocalJob.SEARCH_INSTRUCTIONS, params, base)

    def jobs(self, base: str) -> list[JobRecord]:
        """Searches of a base, in the order of beginning; the result of one that succeeded is
        `{instructions: id or "" (nothing did better), tried, rounds, exam}`."""
        wanted = LocalJob.SEARCH_INSTRUCTIONS.value
        return [job for job in self._jobs.list() if job.kind == wanted and job.base == base]

    def judged(self, version: Instructions) -> list[EvaluatedQuestion]:
        """What the search's judging put to both, by number; questions removed since are left out."""
        exam = self._rows.get(version.exam) if version.exam else None
        if exam is None:
            return []
        return judged_by(exam, version.id, self._rows.answers(exam.id), self._questions.list(version.base))

    def recover(self) -> None:
        """At start-up: what searches that ended have left behind."""
        for base in self._bases.list():
            self._sweep(base.id)

    # --- the job ---

    def _run_locally(self, job: JobRecord, notify: Callable[[Message], None]) -> Future[dict[str, Any]]:
        return spawn(self._search(job, notify))

    async def _search(self, job: JobRecord, notify: Callable[[Message], None]) -> dict[str, Any]:
        done = next((one for one in self._store.list(job.base) if one.exam == judging_exam(job.id)), None)
        if done is not None:  # cut off between the version and the row of the job
            return _result(done, done.tried, done.rounds)
        inputs = self._inputs(job, notify)
        inputs.report_progress()
        seconds = 60.0 * float(job.params["minutes"])
        trials = await self._rounds.first(inputs)
        winner = await self._rounds.run(inputs, trials, seconds)
        tried, held = len(inputs.rounds.exam.candidates) - 1, inputs.rounds_held
        if winner is None:
            return {"instructions": "", "tried": tried, "rounds": held, "exam": ""}
        version = await self._rounds.judge(inputs, winner, seconds)
        version = self._store.save(replace(version, tried=tried, rounds=held))
        return _result(version, tried, held)

    def _inputs(self, job: JobRecord, notify: Callable[[Message], None]) -> SearchInputs:
        base = self._bases.get(job.base)
        seed, model = int(job.params["seed"]), str(job.params["model"])
        entry = AnswerMode(str(job.params["entry"]))
        examples, asked, other = self._halves(base.id, base.name, seed)
        rounds, judging = (
            opened(self._rows, identity, base.id, job.id, seed, questions)
            for identity, questions in ((rounds_exam(job.id), asked), (judging_exam(job.id), other))
        )
        known = {question.id: question for question in self._questions.list(base.id)}
        language = instruction_candidates.majority_language([*examples, *asked])
        inputs: SearchInputs

        def answers_of(exam: Any) -> ExamAnswers:
            questions = [known[one] for one in exam.questions if one in known]  # without removed ones
            return ExamAnswers(
                self._rows,
                self._chats,
                self._marking,
                base.name,
                exam,
                questions,
                lambda _: inputs.report_progress(),
            )

        inputs = SearchInputs(
            job, language, Candidate(entry, model), answers_of(rounds), answers_of(judging),
            tuple(self._questions.general(language)), notify,
        )  # fmt: skip
        if not inputs.rounds.questions or not inputs.judging.questions:
            raise ProblemError(Code.NO_QUESTIONS, name=base.name)
        documents = entry.searches
        self._drafts.begin(rounds.id, base.id, examples, language, documents=documents)
        for exam in (inputs.rounds, inputs.judging):
            exam.save(state=ExamState.RUNNING)
        return inputs

    def _halves(
        self, base: str, name: str, seed: int
    ) -> tuple[list[ExamQuestion], list[ExamQuestion], list[ExamQuestion]]:
        """(examples, asked in the rounds, asked at the judging). Raises NO_QUESTIONS, TOO_FEW_QUESTIONS."""
        questions = [one for one in self._questions.list(base) if one.state in _ASKED]
        if not questions:
            raise ProblemError(Code.NO_QUESTIONS, name=name)
        train = [one for one in questions if one.half is Half.TRAIN]
        test = [one for one in questions if one.half is Half.TEST]
        if min(len(train), len(test)) < LEAST_QUESTIONS:
            raise ProblemError(Code.TOO_FEW_QUESTIONS, name=name, needed=LEAST_QUESTIONS)
        language = instruction_candidates.majority_language(train)
        examples, asked = instruction_candidates.divide(train, seed, language)
        return examples, asked, instruction_candidates.drawn(test, seed)

    # --- what is left behind ---

    def _on_stopped(self, job: JobRecord) -> None:
        states = {
            JobState.SUCCEEDED: ExamState.DONE,
            JobState.CANCELLED: ExamState.CANCELLED,
            JobState.FAILED: ExamState.FAILED,
        }
        for identity in (rounds_exam(job.id), judging_exam(job.id)):
            exam = self._rows.get(identity)
            if exam is not None and exam.state is not ExamState.DONE:
                self._rows.save(replace(exam, state=states.get(job.state, ExamState.PAUSED)))
        if job.state in (JobState.SUCCEEDED, JobState.CANCELLED):
            self._forget(job.id, job.base)

    def _sweep(self, base: str) -> None:
        """Drafts and exams of searches that have ended, or whose job is no longer known."""
        live = {
            job.id for job in self.jobs(base) if job.state not in (JobState.SUCCEEDED, JobState.CANCELLED)
        }
        kept = {identity for job in live for identity in (rounds_exam(job), judging_exam(job))}
        kept |= {one.exam for one in self._store.list(base)}
        for draft in self._store.drafts(base):
            if draft.exam not in kept:
                self._drafts.sweep(draft.exam, base)
        for exam in self._rows.list(base):
            if exam.purpose is Purpose.SEARCH and exam.id not in kept:
                self._rows.remove(exam.id)

    def _forget(self, job: str, base: str) -> None:
        self._drafts.sweep(rounds_exam(job), base)
        self._rows.remove(rounds_exam(job))
        if all(one.exam != judging_exam(job) for one in self._store.list(base)):
            self._rows.remove(judging_exam(job))


def _result(version: Instructions, tried: int, rounds: int) -> dict[str, Any]:
    return {"instructions": version.id, "tried": tried, "rounds": rounds, "exam": version.exam}


def opened(
    rows: ExamRepository, identity: str, base: str, job: str, seed: int, questions: Sequence[ExamQuestion]
) -> Exam:
    """The exam of that id as it was begun, else a new one with these questions."""
    found = rows.get(identity)
    if found is not None:
        return found
    now = datetime.now(UTC)
    exam = Exam(
        id=identity,
        base=base,
        purpose=Purpose.SEARCH,
        state=ExamState.RUNNING,
        candidates=(),
        questions=tuple(question.id for question in questions),
        seed=seed,
        created=now,
        updated=now,
        job=job,
        reviewed=sum(question.reviewed_at is not None for question in questions),
    )
    rows.save(exam)
    return exam


def rounds_exam(job: str) -> str:
    """The id of the exam that a search's rounds are held as."""
    return str(uuid.uuid5(NAMESPACE, f"search rounds\n{job}"))


def judging_exam(job: str) -> str:
    """The id of the exam that a search's winner is judged by."""
    return str(uuid.uuid5(NAMESPACE, f"search judging\n{job}"))
