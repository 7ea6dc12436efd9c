"""The quick exam of a base after its first indexing: how many of twenty questions the search answers rightly,
and which documents fail."""

from datetime import UTC, datetime

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.exam_entities import READINESS_QUESTIONS, Exam, ExamQuestion, ExamState, Purpose
from desktop.core.feature_ports import Documents, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import Publisher
from desktop.features.exam.domain import readiness
from desktop.features.exam.domain.exam_draw import drawn
from desktop.features.exam.domain.readiness import Readiness, ReadinessState
from desktop.features.exam.services.exam_candidates import ExamCandidates
from desktop.features.exam.services.exam_results import ExamResults
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.question_set import QuestionSet
from desktop.settings.store import SettingsStore
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job

_UNFINISHED = (JobState.QUEUED, JobState.RUNNING, JobState.PAUSED, JobState.INTERRUPTED)
_SEED = 3407


class ReadinessService:
    """Made by the application. What was begun is kept in the settings until its exam is written, and both the
    making of questions and the exam are durable work, so a kill costs nothing. Questions of the base's exam
    are asked where there are any; those that are made besides are asked here only. `automatic` is set by the
    window: a command never begins an exam by itself."""

    def __init__(
        self,
        exams: ExamRunner,
        results: ExamResults,
        candidates: ExamCandidates,
        questions: QuestionSet,
        documents: Documents,
        bases: BaseService,
        models: Models,
        jobs: JobService,
        settings: SettingsStore,
        publish: Publisher,
    ) -> None:
        self._exams, self._results, self._candidates = exams, results, candidates
        self._questions, self._documents = questions, documents
        self._bases, self._models = bases, models
        self._jobs, self._settings, self._publish = jobs, settings, publish
        self.automatic = False
        self._advancing: set[str] = set()
        jobs.on_stopped.append(self._on_job_stopped)
        bases.before_removal.append(self._forget)

    def state(self, base: str) -> Readiness:
        """What is known of a base now; the failing documents follow the answers and the documents as they
        are."""
        exam = self._exam(base)
        if base in self._wanted:
            making = any(self._is_making(job, base) for job in self._jobs.list(unfinished_only=True))
            return Readiness(ReadinessState.MAKING if making else ReadinessState.WAITING)
        if exam is None:
            return Readiness(ReadinessState.NONE)
        if exam.state in (ExamState.RUNNING, ExamState.PAUSED):
            return Readiness(ReadinessState.RUNNING, exam=exam.id)
        if exam.state is not ExamState.DONE:
            return Readiness(ReadinessState.NONE, exam=exam.id)
        return self._result(exam)

    def begin(self, base: str) -> Future[None]:
        """Look at a base, again if it was looked at before, or go on with the look that rests; settles when
        its exam is begun, or its questions are being made. Rejects with BASE_EMPTY, NO_MODEL,
        EMBEDDER_MISSING."""
        self._bases.get(base)
        return spawn(self._begin(base))

    async def _begin(self, base: str) -> None:
        waiting = self.work(base)
        if waiting is not None:
            self._jobs.resume(waiting.id)
            return
        self._want(base, True)
        await self._advance(base)

    def work(self, base: str) -> JobRecord | None:
        """The job of the look that is under way or rests: questions being made, then the exam."""
        jobs = [job for job in self._jobs.list(unfinished_only=True) if job.base == base]
        quick = (job for job in jobs if job.params.get("quick") and job.state in _UNFINISHED)
        return next(quick, None)

    def continue_work(self) -> None:
        """In the window, after start-up: what was begun and has no exam yet."""
        for base in self._wanted:
            self._go_on(base)

    # --- what happens by itself ---

    def _on_job_stopped(self, job: JobRecord) -> None:
        base = job.base
        if job.kind == Job.INDEX and job.state is JobState.SUCCEEDED and job.result.get("indexed"):
            if self.automatic and self._settings.values.self_exam and self._exam(base) is None:
                self._want(base, True)
        elif job.kind == Job.MAKE_EXAM and job.params.get("quick"):
            if job.state is JobState.SUCCEEDED:
                self._want(base, True)  # also where it had failed, and a person tried it again
            elif job.state is JobState.CANCELLED or (job.state is JobState.FAILED and not self._pool(base)):
                self._want(base, False)  # put away by the person, or there is nothing to ask
        elif job.kind == Job.MAKE_EXAM:
            pass  # a person's questions are there: whoever waited goes on
        elif job.kind not in (Job.FETCH, Job.CONVERT):
            return
        for wanted in self._wanted:
            self._go_on(wanted)

    def _go_on(self, base: str) -> None:
        """What cannot be done now is tried at the next occasion."""
        spawn(self._advance(base)).then(lambda _: None, lambda _: None)

    async def _advance(self, base: str) -> None:
        if base in self._advancing:  # two occasions at once must not make two jobs
            return
        self._advancing.add(base)
        try:
            await self._step(base)
        finally:
            self._advancing.discard(base)

    async def _step(self, base: str) -> None:
        unfinished = self._jobs.list(unfinished_only=True)
        if base not in self._wanted or any(self._is_making(job, base) for job in unfinished):
            return
        if any(job.kind == Job.INDEX and job.base == base and job.state in _UNFINISHED for job in unfinished):
            return  # more documents come; its end is the next occasion
        candidates = self._candidates.find(base, [AnswerMode.DOCUMENTS])
        pool = self._pool(base)
        if len(pool) < READINESS_QUESTIONS and not (pool and self._tried(base)):
            try:
                await self._questions.generator.make(base, READINESS_QUESTIONS - len(pool), quick=True)
            except ProblemError as error:
                if error.problem.code is Code.BASE_EMPTY:
                    self._want(base, False)
                raise
            return
        self._exams.start(
            base, candidates, purpose=Purpose.READINESS, questions=[row.id for row in pool], general=False
        )
        self._want(base, False)

    def _pool(self, base: str) -> list[ExamQuestion]:
        """What is asked: questions of the exam, then those of the quick look."""
        asked = drawn(self._questions.rows.asked(base), READINESS_QUESTIONS, _SEED)
        return [*asked, *self._questions.rows.quick(base)[: READINESS_QUESTIONS - len(asked)]]

    def _tried(self, base: str) -> bool:
        """Whether the documents, as they were last read, gave no more questions."""
        of_base = [job for job in self._jobs.list() if job.base == base]
        read = [job.updated for job in of_base if job.kind == Job.INDEX and job.result.get("indexed")]
        last = max(read, default=datetime.min.replace(tzinfo=UTC))
        made = (job for job in of_base if job.kind == Job.MAKE_EXAM and job.params.get("quick"))
        return any(job.created >= last for job in made)

    # --- how it is kept ---

    @property
    def _wanted(self) -> tuple[str, ...]:
        return tuple(self._settings.values.readiness_wanted)

    def _want(self, base: str, wanted: bool) -> None:
        others = [one for one in self._wanted if one != base]
        now = [*others, base] if wanted else others
        if tuple(now) != self._wanted:
            self._settings.change(readiness_wanted=now)
        self._publish(Changes(exams_of=frozenset({base})))

    def _forget(self, base: str) -> None:
        self._want(base, False)

    def _exam(self, base: str) -> Exam | None:
        return next((one for one in self._exams.list(base) if one.purpose is Purpose.READINESS), None)

    def _is_making(self, job: JobRecord, base: str) -> bool:
        return job.kind == Job.MAKE_EXAM and job.base == base and job.state in _UNFINISHED

    def _result(self, exam: Exam) -> Readiness:
        known = self._questions.rows.all(exam.base)
        answers = self._results.answers(exam.id)
        answered = [(known[one.question], one) for one in answers if one.question in known]
        right = sum(row.right for row in self._results.table(exam.id).rows)
        return Readiness(
            ReadinessState.DONE, right, len(answers),
            readiness.failing(answered, self._documents.list(exam.base)),
            exam.id, exam.candidates[0].key,
        )  # fmt: skip
