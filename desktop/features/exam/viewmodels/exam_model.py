"""The exams of the current base: the one that is shown with its table, the one under way, what is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.exam_entities import (
    ADAPTER,
    Candidate,
    Exam,
    ExamState,
    Purpose,
    QuestionCounts,
    Scoreboard,
    is_shipped,
)
from desktop.core.jobs.job_service import JobService
from desktop.features.exam.domain.task_choice import TaskChoice
from desktop.features.exam.services.exam_candidates import ExamCandidates
from desktop.features.exam.services.exam_results import ExamResults
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.question_rows import QuestionRows
from desktop.features.exam.viewmodels.exam_words import CandidateNames
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import ProblemReporter

REFRESH_MS = 250  # answers come faster than eyes follow
CLOCK_MS = 2000  # time left is said again
UNDER_WAY = (ExamState.RUNNING, ExamState.PAUSED)


@dataclass(frozen=True, slots=True)
class ExamShown:
    """An exam with all that its page shows. `active`: the key of what answers in the chat now, "" when it did
    not sit this exam. `own`, `unanswered`: questions about the documents, and those of them that the
    documents do not answer."""

    exam: Exam
    board: Scoreboard
    names: Mapping[str, str]
    active: str
    own: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class TaskShown:
    """What an exam says of a task, with the names of `best` and `chosen`."""

    choice: TaskChoice
    best: str
    chosen: str
    in_use: bool


class ExamModel(OfCurrentBase, ProblemReporter, QObject):
    """Given to the view of results.

    Signals: `changed` something to show is other; `ticked` only the clock is; `message(sentence)`.
    """

    changed = Signal()
    ticked = Signal()
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        exams: ExamRunner,
        results: ExamResults,
        questions: QuestionRows,
        candidates: ExamCandidates,
        names: CandidateNames,
        jobs: JobService,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._exams, self._results, self._questions = bases, exams, results, questions
        self._candidates, self._names, self._jobs = candidates, names, jobs
        self._chosen = ""
        self.awake = False  # nothing is read while the view is hidden
        self._soon = single_shot_timer(self, REFRESH_MS, self.changed)
        self.clock = QTimer(self)
        self.clock.setInterval(CLOCK_MS)
        self.clock.timeout.connect(self.ticked)
        listen(publisher, self, self._on_changes)

    # --- what there is ---

    def counts(self) -> QuestionCounts:
        """Questions of the current base by state; all zero without a base."""
        return self._questions.counts(self.base) if self.base else QuestionCounts()

    def exams(self) -> list[Exam]:
        """Those that ended well, the latest first."""
        if not self.base:
            return []
        return [exam for exam in self._exams.list(self.base) if exam.state is ExamState.DONE]

    def current(self) -> Exam | None:
        """The exam under way, or the last one when it failed; None when all is done."""
        exams = self._exams.list(self.base) if self.base else []
        under_way = next((exam for exam in exams if exam.state in UNDER_WAY), None)
        if under_way is not None or not exams:
            return under_way
        return exams[0] if exams[0].state is ExamState.FAILED else None

    def shown(self) -> ExamShown | None:
        """The exam that was chosen, else the latest one; None before the first."""
        exams = self.exams()
        exam = next((one for one in exams if one.id == self._chosen), None)
        if exam is None:
            exam = next((one for one in exams if one.purpose is Purpose.EXAM), next(iter(exams), None))
        if exam is None:
            return None
        board = self._results.table(exam.id)
        known = self._questions.all(self.base)
        own = [key for key in exam.questions if not is_shipped(key)]
        active = self._candidates.answering(self.base)
        keys = {one.key for one in exam.candidates}
        return ExamShown(
            exam=exam,
            board=board,
            names=self._names.of(exam.base, exam.candidates),
            active=active.key if active is not None and active.key in keys else "",
            own=len(own),
            unanswered=sum(key in known and not known[key].text.answerable for key in own),
        )

    def seconds_left(self, exam: Exam) -> float | None:
        """None in the first ten seconds and while the exam does not run."""
        return self._exams.seconds_left(exam.id)

    def answered(self, exam: Exam) -> int:
        """How many answers are there."""
        return len(self._results.answers(exam.id))

    def question(self, exam: Exam) -> str:
        """What is being asked now; "" while that is not known."""
        job = self._jobs.get(exam.job) if exam.job else None
        return job.subject if job is not None else ""

    # --- what the user does ---

    def choose(self, exam: str) -> None:
        """Show another one; "" the latest."""
        self._chosen = exam
        self.changed.emit()

    def pause(self) -> None:
        """Let the exam under way rest."""
        self._with_current(lambda exam: self._exams.pause(exam.id))

    def resume(self) -> None:
        """Go on with it."""
        self._with_current(lambda exam: self._exams.resume(exam.id))

    def cancel(self) -> None:
        """Give it up; its answers stay."""
        self._with_current(lambda exam: self._exams.cancel(exam.id))

    def remove(self, exam: str) -> None:
        """Forget an exam with its answers."""
        self.attempt(lambda: self._exams.remove(exam))
        self._chosen = ""
        self.changed.emit()

    def tasks(self, shown: ExamShown) -> list[TaskShown]:
        """What is enough for which task, by an exam in which several took part."""
        if len(shown.board.rows) < 2 or shown.exam.purpose is not Purpose.EXAM:
            return []
        found = self._results.tasks(shown.exam, self._questions.all(self.base))
        now = {one.task: one for one in self._bases.get(self.base).tasks}
        return [
            TaskShown(
                choice,
                shown.names[choice.best.key],
                shown.names[choice.chosen.key] if choice.chosen is not None else "",
                choice.task in now and choice.is_done_by(now[choice.task]),
            )
            for choice in found
        ]

    def use_for(self, choice: TaskChoice, exam: str) -> None:
        """Have a task done by what the exam has chosen; the chat offers it from now on."""
        self.attempt(lambda: self._bases.choose_for(self.base, choice.way(exam), choice.task))
        self.changed.emit()

    def use(self, candidate: Candidate) -> str:
        """Answer so in the chat from now on. What has to be switched on first is switched on at its place,
        under its guards: then the page that does it is returned, and nothing is changed."""
        lack = self._candidates.lacks(self.base, candidate)
        if lack:
            return "training:adapters" if lack == ADAPTER else "exam:instructions"
        self._candidates.choose(self.base, candidate)
        return ""

    # --- helpers ---

    def _with_current(self, act: Callable[[Exam], object]) -> None:
        current = self.current()
        if current is not None:
            self.attempt(lambda: act(current))

    def _on_changes(self, changes: Changes) -> None:
        of_base = changes.exams_of | changes.questions_of | changes.instructions_of | changes.adapters_of
        wanted = changes.exams or self.base in of_base or changes.bases or changes.jobs or changes.models
        if self.awake and wanted and not self._soon.isActive():
            self._soon.start()
