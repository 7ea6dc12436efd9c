"""Instructions of the current base: versions with what they changed, the search for better ones."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.exam_entities import INSTRUCTIONS, Instructions
from desktop.core.jobs.job_service import JobService
from desktop.features.exam.domain.instruction_versions import EvaluatedQuestion
from desktop.features.exam.services.guard_service import GuardService
from desktop.features.exam.services.instructions_search import InstructionsSearch
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.instructions_trials import InstructionsTrials, Trial
from desktop.features.exam.services.question_rows import QuestionRows
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.job_controls import JobControls
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import GuardReporter

_REPAINT_MS = 150
_UNDER_WAY = (JobState.QUEUED, JobState.RUNNING, JobState.PAUSED, JobState.INTERRUPTED)


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version with the questions of its judging, else of its trial, that it put right or wrong."""

    version: Instructions
    fixed: tuple[EvaluatedQuestion, ...]
    broken: tuple[EvaluatedQuestion, ...]
    trial: Trial | None = None


class InstructionsModel(JobControls, OfCurrentBase, GuardReporter, QObject):
    """Given to the view of instructions.

    Signals: `changed`; `message(sentence)`; `exam_needed(sentence)` a version has not sat an exam yet.
    """

    changed = Signal()
    message = Signal(str)
    exam_needed = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        store: InstructionsStore,
        searches: InstructionsSearch,
        trials: InstructionsTrials,
        guards: GuardService,
        questions: QuestionRows,
        jobs: JobService,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._store, self._searches, self._trials = bases, store, searches, trials
        self._guards, self._questions, self._jobs = guards, questions, jobs
        self.hidden: set[str] = set()  # removed, still to be taken back by the toast
        self._soon = single_shot_timer(self, _REPAINT_MS, self.changed)
        listen(publisher, self, self._on_changes)

    # --- what there is ---

    def versions(self) -> list[VersionShown]:
        """The latest first."""
        if not self.base:
            return []
        shown = []
        for version in self._store.list(self.base):
            if version.id not in self.hidden:
                trial = self._trials.last(version)
                judged = self._searches.judged(version) or (trial.judged if trial else ())
                fixed, broken = [one for one in judged if one.fixed], [one for one in judged if one.broken]
                shown.append(VersionShown(version, tuple(fixed), tuple(broken), trial))
        return shown

    def job(self) -> JobRecord | None:
        """The trial or the search under way, or the last search when it failed."""
        trial = self._trials.under_way(self.base) if self.base else None
        if trial is not None and (job := self._jobs.get(trial.job)) is not None:
            return job
        last = self._last()
        return last if last is not None and last.state in (*_UNDER_WAY, JobState.FAILED) else None

    def tried_in_vain(self) -> int:
        """How many candidates the last search tried when none did better; 0 when that is not what it ended
        with."""
        last = self._last()
        if last is None or last.state is not JobState.SUCCEEDED or last.result.get("instructions"):
            return 0
        return int(last.result.get("tried", 0))

    def questions(self) -> int:
        """Exam questions that are asked."""
        counts = self._questions.counts(self.base) if self.base else None
        return counts.pending + counts.approved if counts else 0

    # --- what the user does ---

    def search(self) -> bool:
        """Begin a search; True when it began."""
        return self.attempt(lambda: self._searches.begin(self.base))

    def write(self, text: str) -> bool:
        """Keep a person's own words as a version; True when it is kept."""
        return self.attempt(lambda: self._store.write(self.base, text))

    def try_out(self, version: str) -> bool:
        """Put ten questions without and with a version; True when that began."""
        return self.attempt(lambda: self._trials.begin(self._store.get(version)))

    def write_and_try(self, text: str) -> bool:
        """Keep a person's own words and try them at once; True when they are kept."""
        kept: list[str] = []
        if not self.attempt(lambda: kept.append(self._store.write(self.base, text).id)):
            return False
        self.try_out(kept[0])
        return True

    def use(self, version: str) -> bool:
        """Tell the model these from now on ("" = none), if the guards let them; True when they do."""
        return self.attempt(lambda: self._guards.use_instructions(self.base, version))

    def roll_back(self) -> None:
        """What the model was told before the last switch is told again."""
        self.attempt(lambda: self._guards.roll_back(self.base, INSTRUCTIONS))

    def hide(self, version: str) -> None:
        """Out of the list, until `restore` or `forget`."""
        self.hidden.add(version)
        self.changed.emit()

    def restore(self, version: str) -> None:
        """Undo `hide`: the version is in the list again."""
        self.hidden.discard(version)
        self.changed.emit()

    def forget(self, version: str) -> None:
        """The toast went without its undo: for good."""
        if version in self.hidden:
            self.attempt(lambda: self._store.remove(version))
            self.restore(version)

    # --- helpers ---

    def _last(self) -> JobRecord | None:
        searches = self._searches.jobs(self.base) if self.base else []
        return searches[-1] if searches else None

    def _on_changes(self, changes: Changes) -> None:
        of_base = self.base in changes.instructions_of | changes.questions_of | changes.exams_of
        job = self._last() if changes.jobs else None
        if of_base or changes.bases or (job is not None and job.id in changes.jobs):
            self._soon.start()
