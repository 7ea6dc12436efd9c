"""The second opinion of the exam that is shown: who may be asked, who is asked, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.agreement import LEAST_KAPPA, Agreement
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState, LocalJob, ModelRecord
from desktop.core.exam_entities import Exam, OpinionSummary, opinions_of
from desktop.core.jobs.job_service import JobService
from desktop.features.exam.services.exam_results import ExamResults
from desktop.features.exam.services.second_opinion import SecondOpinion
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words import job_text
from desktop.ui.words.names import name_of

_LOOK_MS = 250


@dataclass(frozen=True, slots=True)
class JudgeChoice:
    """A model that may be asked: `said` is what is known of it, `reason` why it may not be."""

    model: str
    name: str
    said: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """`sentence` says what there is, `progress` how far it is where a model is being asked now."""

    sentence: str
    progress: str
    summary: OpinionSummary | None


class OpinionModel(ProblemReporter, QObject):
    """Given to the card. `exam` is the one that the page shows.

    Signals: `changed` something to show is other; `message(sentence)`."""

    changed = Signal()
    message = Signal(str)

    def __init__(
        self, opinions: SecondOpinion, results: ExamResults, jobs: JobService, publisher: ChangePublisher
    ) -> None:
        super().__init__()
        self._opinions, self._results, self._jobs = opinions, results, jobs
        self.exam: Exam | None = None
        self._soon = single_shot_timer(self, _LOOK_MS, self.changed)
        jobs.on_stopped.append(self._stopped)
        self.destroyed.connect(lambda: jobs.on_stopped.remove(self._stopped))
        listen(publisher, self, self._on_changes)

    def shown(self) -> OpinionShown | None:
        """None without an exam whose answers can be compared with expected ones."""
        if self.exam is None or not self._opinions.asked_about(self.exam):
            return None
        told = opinions_of(self._results.answers(self.exam.id))
        job = self._opinions.under_way(self.exam.id)
        progress = job_text.describe(job, self._jobs.estimate(job.id)).sentence if job is not None else ""
        return OpinionShown(self._sentence(told), progress, told)

    def most_differing(self) -> str:
        """The key of the candidate with most answers of which the model holds something else."""
        answers = self._results.answers(self.exam.id) if self.exam is not None else []
        keys = [one.candidate for one in answers if one.differs]
        return max(dict.fromkeys(keys), key=keys.count, default="")

    def judges(self) -> Sequence[JudgeChoice]:
        """The chat models of this computer."""
        return [self._judge(one) for one in self._opinions.models()]

    def ask(self, model: str) -> None:
        """Try a model, then ask it about the exam that is shown."""
        exam = self.exam
        if exam is not None:
            self.attempt(lambda: self._opinions.ask(exam, model))
            self.changed.emit()

    def cancel(self) -> None:
        """What was said stays."""
        if self.exam is not None:
            self._opinions.cancel(self.exam.id)

    # --- helpers ---

    def _judge(self, model: ModelRecord) -> JudgeChoice:
        known = self._opinions.known(model)
        name = name_of(model)
        if known is None:
            words = translate("OpinionModel", "not tried yet; it is tried first")
            return JudgeChoice(model.id, name, words, "")
        too_little = translate("OpinionModel", "It agrees with people too little to be asked")
        return JudgeChoice(model.id, name, _agreed(known), "" if known.is_enough else too_little)

    def _sentence(self, told: OpinionSummary | None) -> str:
        if told is None:
            words = translate(
                "OpinionModel",
                "A chat model may mark the answers as well. It is asked only where it agrees with people on"
                " answers that they have marked (beyond chance, kappa: %1 of 1 and more, measured on this"
                " computer), and its marks change nothing: where it differs, look yourself.",
            )
            return fill(words, formats.number(LEAST_KAPPA, 2))
        words = translate(
            "OpinionModel",
            "%1 holds the same of %2 of %3 answers. Its agreement with people, beyond chance, is %4 of 1 on"
            " %5 others. The marks stay as they are: where it differs, look yourself.",
        )
        names = {one.id: name_of(one) for one in self._opinions.models()}
        figures = (formats.number(told.alike), formats.number(told.asked), formats.number(told.kappa, 2))
        return fill(words, names.get(told.model, told.model), *figures, formats.number(told.tried))

    def _stopped(self, job: JobRecord) -> None:
        mine = self.exam is not None and job.kind == LocalJob.OPINION and job.params["exam"] == self.exam.id
        if mine and job.state is JobState.FAILED:
            self.message.emit(job_text.describe(job, None).sentence)
        if mine:
            self._soon.start()

    def _on_changes(self, changes: Changes) -> None:
        if self.exam is not None and (
            self.exam.id in changes.exams or changes.models or any(map(self._is_mine, changes.jobs))
        ):
            self._soon.start()

    def _is_mine(self, job: str) -> bool:
        """Not what reads documents for hours: all answers are looked through each time."""
        found = self._jobs.get(job)
        return found is not None and found.kind == LocalJob.OPINION


def _agreed(found: Agreement) -> str:
    words = translate("OpinionModel", "marks %2 of %3 answers as people do (kappa %1)")
    return fill(
        words, formats.number(found.kappa, 2), formats.number(found.same), formats.number(found.answers)
    )
