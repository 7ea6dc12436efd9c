"""The second opinion: a chat model that agrees with people marks the answers of an exam beside the rules."""

import builtins
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from desktop.core import agreement
from desktop.core.agreement import LEAST_KAPPA, Agreement
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, LocalJob, MessageState, ModelPurpose, ModelRecord
from desktop.core.exam_entities import Exam, ExamAnswer, Opinion, is_shipped
from desktop.core.feature_ports import Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.ports import ExamRepository, Publisher, Workers
from desktop.core.requests import start
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import JudgedAnswer, Mark, OpinionResult, OpinionSpec, QuestionKind
from workers.contract.messages import Message, Progress
from workers.contract.specs.jobs import Job, Kind

_AT_ONCE = 32  # after so many answers what was said of them is kept
_UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)
# Kinds that are marked by their form, or that have no one answer to compare with.
_NOT_ASKED = (QuestionKind.FALSE_PREMISE, QuestionKind.CLASSIFY, QuestionKind.EXTRACT)


class SecondOpinion:
    """Made by the application. A model is first tried on answers that people have marked; below `LEAST_KAPPA`
    it is not asked at all. Nothing that it says changes a mark."""

    def __init__(
        self,
        workers: Workers,
        rows: ExamRepository,
        questions: QuestionRows,
        models: Models,
        jobs: JobService,
        publish: Publisher,
    ) -> None:
        self._workers, self._rows, self._questions = workers, rows, questions
        self._models, self._jobs, self._publish = models, jobs, publish
        jobs.define(LocalJob.OPINION, JobHandler(Kind.EXAMPLES, run_locally=self._run_locally))

    # --- what there is ---

    def models(self) -> builtins.list[ModelRecord]:
        """Chat models of this computer that can be asked."""
        return self._models.installed(ModelPurpose.CHAT)

    def known(self, model: ModelRecord) -> Agreement | None:
        """How a model agrees with people, where that was measured here for this very file."""
        return model.agreement if model.agreement_of == measured_on(model) else None

    def under_way(self, exam: str) -> JobRecord | None:
        """The job that asks about an exam now."""
        found = (job for job in self._jobs.list(unfinished_only=True) if job.kind == LocalJob.OPINION)
        mine = (job for job in found if job.params["exam"] == exam)
        return next((job for job in mine if job.state in _UNDER_WAY), None)

    def asked_about(self, exam: Exam) -> builtins.list[ExamAnswer]:
        """The answers of an exam that can be compared with an expected one."""
        known = self._questions.all(exam.base)
        return [
            answer
            for answer in self._rows.answers(exam.id)
            if not is_shipped(answer.question)
            and answer.question in known
            and known[answer.question].text.answerable
            and known[answer.question].text.kind not in _NOT_ASKED
            and answer.state is not MessageState.REFUSED
            and answer.text.strip()
        ]

    # --- what is done ---

    def ask(self, exam: Exam, model: str = "") -> JobRecord:
        """Have a model ("" = the base's) tried where it was not yet, then asked about the answers of an exam.
        Raises NO_MODEL, MODEL_UNKNOWN, OPINION_DISAGREES when it is known to agree too little, NO_QUESTIONS
        when there is nothing to ask about."""
        record = self._models.get(model) if model else self._models.selected(exam.base)
        if record is None:
            raise ProblemError(Code.NO_MODEL)
        if not self.asked_about(exam):
            raise ProblemError(Code.NO_QUESTIONS, name="")
        known = self.known(record)
        if known is not None:
            _require(record, known)
        if (asking := self.under_way(exam.id)) is not None:
            return asking
        params = {"exam": exam.id, "model": record.id}
        unfinished = self._jobs.list(unfinished_only=True)
        resumable = next((j for j in unfinished if (j.kind, j.params) == (LocalJob.OPINION, params)), None)
        if resumable is None:
            return self._jobs.submit(LocalJob.OPINION, params, exam.base)
        self._jobs.resume(resumable.id)
        return self._jobs.get(resumable.id) or resumable

    def cancel(self, exam: str) -> None:
        """What was said so far stays."""
        job = self.under_way(exam)
        if job is not None:
            self._jobs.cancel(job.id)

    def wait(self, job: str) -> Future[JobRecord]:
        """Settles with the job when it has ended."""
        return self._jobs.wait(job)

    # --- how it goes ---

    def _run_locally(self, job: JobRecord, notify: Callable[[Message], None]) -> Future[dict[str, Any]]:
        return spawn(self._ask_judge(job, notify))

    async def _ask_judge(self, job: JobRecord, notify: Callable[[Message], None]) -> dict[str, Any]:
        exam, record = self._rows.get(str(job.params["exam"])), self._models.get(str(job.params["model"]))
        if exam is None:
            raise ProblemError(Code.EXAM_UNKNOWN, exam=str(job.params["exam"]))
        await self._models.ensure_sound(record.id)
        tried = self.known(record)
        waiting = [one for one in self.asked_about(exam) if not _said_by(one, record)]
        trial = agreement.trial_set()
        total = len(waiting) + (len(trial.answers) if tried is None else 0)
        done = 0

        async def marks(answers: Sequence[JudgedAnswer]) -> tuple[Mark, ...]:
            nonlocal done
            before = done

            def told(message: Message) -> None:
                if isinstance(message, Progress) and message.stage == "judging":
                    notify(replace(message, request=job.id, done=before + message.done, total=total))

            spec = OpinionSpec(record.path, tuple(answers))
            said = await start(self._workers, Kind.EXAMPLES, Job.OPINION, to_json(spec), told)
            done += len(answers)
            return from_json(OpinionResult, said).marks

        if tried is None:
            found: list[Mark] = []
            for first in range(0, len(trial.answers), _AT_ONCE):
                found += await marks(trial.answers[first : first + _AT_ONCE])
            tried = agreement.agreement(found, trial.marks)
            self._models.note_agreement(record.id, tried, measured_on(record))
        _require(record, tried)
        texts = self._questions.all(exam.base)
        for first in range(0, len(waiting), _AT_ONCE):
            part = waiting[first : first + _AT_ONCE]
            asked = [(texts[one.question].text, one.text) for one in part]
            given = [JudgedAnswer(text.question, text.answer, said) for text, said in asked]
            self._keep(exam, part, await marks(given), record, tried)
        return {"exam": exam.id, "model": record.id, "asked": len(self.asked_about(exam))}

    def _keep(
        self,
        exam: Exam,
        asked: Sequence[ExamAnswer],
        marks: Sequence[Mark],
        record: ModelRecord,
        tried: Agreement,
    ) -> None:
        """Beside the answers as they are now: a person may have overruled a mark meanwhile."""
        said = {(one.candidate, one.question): mark for one, mark in zip(asked, marks, strict=True)}
        changed = [
            replace(one, opinion=Opinion(mark, record.id, tried.kappa, tried.answers))
            for one in self._rows.answers(exam.id)
            if (mark := said.get((one.candidate, one.question))) is not None
        ]
        self._rows.save_answers(changed)
        self._publish(Changes(exams=frozenset({exam.id})))


def measured_on(model: ModelRecord) -> str:
    """What an agreement of a model holds for: the answers with the prompts, and the file."""
    return f"{agreement.trial_set().version}:{model.sha256 or model.size}"


def _said_by(answer: ExamAnswer, model: ModelRecord) -> bool:
    return answer.opinion is not None and answer.opinion.model == model.id


def _require(model: ModelRecord, found: Agreement) -> None:
    if not found.is_enough:
        raise ProblemError(
            Code.OPINION_DISAGREES, model=model.id, kappa=round(found.kappa, 2), least=LEAST_KAPPA,
            same=found.same, answers=found.answers,
        )  # fmt: skip
