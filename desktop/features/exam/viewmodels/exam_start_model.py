"""Before an exam: who can sit it, with which models and versions, how many questions, how long it takes."""

from dataclasses import dataclass, replace
from statistics import mean

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import ModelPurpose, ModelRecord
from desktop.core.exam_entities import Candidate, Exam, ExamState, Instructions, QuestionCounts
from desktop.core.feature_ports import Adapters, Models
from desktop.core.training_entities import Adapter
from desktop.features.exam.domain import exam_statistics
from desktop.features.exam.domain.exam_statistics import Power
from desktop.features.exam.services.exam_candidates import ExamCandidates
from desktop.features.exam.services.exam_results import ExamResults
from desktop.features.exam.services.exam_runner import ExamRunner
from desktop.features.exam.services.instructions_store import InstructionsStore
from desktop.features.exam.services.question_rows import QuestionRows
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.problem_text import hindrance
from workers.contract.answer_mode import AnswerMode
from workers.text.language import most_used

SHORTER = (30, 60, 100, 150, 200)  # numbers of questions that are offered, beside all
STRENGTHS = (0.25, 0.5, 0.75, 1.0)
# An answer that nothing was measured of: so many words, and with documents they are read first.
_WORDS, _READING = 60, 2.5
_UNSURE = 0.35  # an estimate is told as a range of so much to both sides


@dataclass(frozen=True, slots=True)
class ForecastTime:
    """How long an exam takes, in seconds from `low` to `high` for `answers`; `measured`: by the answers of
    an earlier exam here. Both 0: nothing is known."""

    answers: int
    low: float
    high: float
    measured: bool


class ExamStartModel(OfCurrentBase, ProblemReporter, QObject):
    """Given to the view before an exam. What is chosen stays while the window is open.

    Signals: `changed`; `started` an exam began; `message(sentence)`.
    """

    changed = Signal()
    started = Signal()
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        exams: ExamRunner,
        results: ExamResults,
        candidates: ExamCandidates,
        questions: QuestionRows,
        models: Models,
        adapters: Adapters,
        instructions: InstructionsStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._exams, self._results, self._candidates = bases, exams, results, candidates
        self._questions, self._models = questions, models
        self._adapters, self._instructions = adapters, instructions
        self.awake = False
        self._reset()
        listen(publisher, self, self._on_changes)

    def _reset(self) -> None:
        self.left_out: set[AnswerMode] = set()
        self.models: list[str] = []
        self.adapter, self.strength, self.version = "", 0.0, ""
        self.limit, self.general = 0, True

    def reset(self) -> None:
        """Another base is current."""
        self._reset()
        self.changed.emit()

    # --- what there is ---

    def counts(self) -> QuestionCounts:
        """Questions of the current base by state; all zero without a base."""
        return self._questions.counts(self.base) if self.base else QuestionCounts()

    def asked(self) -> int:
        """Questions about the documents that will be put."""
        counts = self.counts()
        there = counts.pending + counts.approved
        return min(self.limit, there) if self.limit else there

    def general_asked(self) -> int:
        """Shipped questions that will be put: those in the language of most of the base's own."""
        if not self.general or not self.base:
            return 0
        own = self._questions.asked(self.base)
        return len(self._questions.general(most_used(row.text.language for row in own)))

    def installed(self) -> list[ModelRecord]:
        """Chat models on this computer."""
        return self._models.installed(ModelPurpose.CHAT)

    def chosen_models(self) -> list[str]:
        """Ids; the base's own model when none was chosen."""
        there = {record.id for record in self.installed()}
        chosen = [model for model in self.models if model in there]
        selected = self._models.selected(self.base) if self.base else None
        return chosen or ([selected.id] if selected is not None else [])

    def adapters(self) -> list[Adapter]:
        """Those of the current base, the latest first."""
        return self._adapters.list(self.base) if self.base else []

    def versions(self) -> list[Instructions]:
        """Instructions of the current base, the latest first, without drafts."""
        return self._instructions.list(self.base) if self.base else []

    def reason(self, entry: AnswerMode) -> str:
        """Why a way cannot sit the exam; "" when it can."""
        if not self.chosen_models():
            return self.tr("There is no model on this computer. Get one on the page Models.")
        if entry.instructed and not self.versions():
            return self.tr("There are no instructions yet. Search for some, or write them.")
        if entry.trained and not self.adapters():
            return self.tr("Nothing is trained in this base yet")
        return hindrance(lambda: self._of(entry, self.chosen_models()[0]))

    def takes_part(self, entry: AnswerMode) -> bool:
        """Whether a way sits the exam: nobody has left it out, and nothing keeps it from answering."""
        return entry not in self.left_out and not self.reason(entry)

    def candidates(self) -> list[Candidate]:
        """As chosen, in the order of the table."""
        found: list[Candidate] = []
        for entry in AnswerMode:
            if not self.takes_part(entry):
                continue
            for model in self.chosen_models():
                found += [one for one in self._of(entry, model) if one not in found]
        return found

    def under_way(self) -> Exam | None:
        """The exam of the current base that runs or is paused; None when there is none."""
        exams = self._exams.list(self.base) if self.base else []
        return next((exam for exam in exams if exam.state in (ExamState.RUNNING, ExamState.PAUSED)), None)

    def reason_not(self) -> str:
        """Why no exam can begin now; "" when one can."""
        if self.under_way() is not None:
            return self.tr("Another exam is under way")
        if not self.asked():
            return self.tr("There are no questions yet")
        return "" if self.candidates() else self.tr("Choose at least one who sits the exam")

    def forecast(self) -> ForecastTime:
        """By the median time of an answer in the last exam here, else by the speed of the model."""
        candidates, questions = self.candidates(), self.asked() + self.general_asked()
        known = self._paces()
        measured = [known[one.key] for one in candidates if one.key in known]
        paces = [known.get(one.key) or self._guess(one) for one in candidates]
        paces = [pace or (mean(measured) if measured else 0.0) for pace in paces]
        if not paces or not all(paces):
            return ForecastTime(questions * len(candidates), 0.0, 0.0, False)
        seconds = sum(paces) * questions
        sure = len(measured) == len(candidates)
        unsure = 0.1 if sure else _UNSURE
        return ForecastTime(questions * len(candidates), seconds * (1 - unsure), seconds * (1 + unsure), sure)

    def power(self) -> Power:
        """Which difference the chosen questions can show between the chosen candidates."""
        earlier = [self._results.table(exam.id) for exam in self._held()]
        return exam_statistics.power(self.asked(), len(self.candidates()), earlier)

    # --- what the user does ---

    def let_in(self, entry: AnswerMode, takes_part: bool) -> None:
        """Leave a way out of the exam, or take it in again."""
        (self.left_out.discard if takes_part else self.left_out.add)(entry)
        self.changed.emit()

    def let_model(self, model: str, takes_part: bool) -> None:
        """At least one stays."""
        chosen = [one for one in self.chosen_models() if one != model]
        chosen = [*chosen, model] if takes_part else chosen or [model]
        order = [record.id for record in self.installed()]
        self.models = sorted(chosen, key=order.index)
        self.changed.emit()

    def include(self, trained: str) -> None:
        """What was trained (the id of an adapter, or of a model) takes part."""
        if trained in {one.id for one in self.adapters()}:
            self.choose(adapter=trained)
        elif trained in {one.id for one in self.installed()}:
            self.let_model(trained, True)

    def choose(self, **values: object) -> None:
        """`adapter`, `strength` (0 = its own), `version`, `limit` (0 = all), `general`."""
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.emit()

    def start(self) -> None:
        """Begin; what cannot be is told."""
        candidates = self.candidates()
        if self.attempt(
            lambda: self._exams.start(self.base, candidates, limit=self.limit, general=self.general)
        ):
            self.started.emit()

    # --- helpers ---

    def _of(self, entry: AnswerMode, model: str) -> list[Candidate]:
        found = self._candidates.find(self.base, (entry,), model)
        return [self._with_choices(one) for one in found]

    def _with_choices(self, one: Candidate) -> Candidate:
        if one.adapter:
            adapter = next((known for known in self.adapters() if known.id == self.adapter), None)
            if adapter is not None:
                one = replace(one, adapter=adapter.id, model=adapter.model, strength=adapter.strength)
            if self.strength:
                one = replace(one, strength=self.strength)
        elif one.instructions and self.version in {version.id for version in self.versions()}:
            one = replace(one, instructions=self.version)
        return one

    def _paces(self) -> dict[str, float]:
        """Seconds of an answer by candidate, as last measured here."""
        paces: dict[str, float] = {}
        for exam in self._held():
            if len(paces) < len(AnswerMode):
                for row in self._results.table(exam.id).rows:
                    if row.seconds_median:
                        paces.setdefault(row.candidate.key, row.seconds_median)
        return paces

    def _held(self) -> list[Exam]:
        """Exams of the current base that were held to their end, the latest first."""
        exams = self._exams.list(self.base) if self.base else []
        return [exam for exam in exams if exam.state is ExamState.DONE]

    def _guess(self, one: Candidate) -> float:
        record = next((known for known in self.installed() if known.id == one.model), None)
        if record is None or not record.words_per_second:
            return 0.0
        return _WORDS / record.words_per_second * (_READING if one.entry.searches else 1.0)

    def _on_changes(self, changes: Changes) -> None:
        of_base = changes.questions_of | changes.exams_of | changes.adapters_of | changes.instructions_of
        if self.awake and (self.base in of_base or changes.exams or changes.models or changes.bases):
            self.changed.emit()
