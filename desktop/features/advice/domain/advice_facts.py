"""What is known of a base, its model and this computer before an advice is given."""

from dataclasses import dataclass

from desktop.core import training_needs
from desktop.core.exam_entities import Judgement
from desktop.core.training_entities import ComponentState
from desktop.core.training_needs import LEAST_APPROVED
from workers.contract.answer_mode import AnswerMode
from workers.contract.memory import ModelShape

# Changes of the last so many days say how alive the documents are.
CHANGE_DAYS = 90
# From this share of changed documents on they count as alive.
ALIVE_SHARE = 0.05
# So many days have to pass before it says something that Bukvar saw nothing change.
LEAST_WATCHED = 14
# What the system and the window keep for themselves.
SYSTEM_BYTES = 1536 << 20
# The time that a search for instructions is given.
SEARCH_MINUTES = 20.0


@dataclass(frozen=True, slots=True)
class AskedCounts:
    """What people asked in the chats of a base: questions in all, and those that want a text written in some
    form (a letter, a notice), not a fact."""

    total: int = 0
    style: int = 0


@dataclass(frozen=True, slots=True)
class MeasuredWay:
    """A line of an exam's table. Counts are questions; `low`, `high`: 95 % interval of the share right."""

    key: str
    entry: AnswerMode
    model: str
    asked: int
    right: int
    low: float
    high: float
    invented: int = 0
    general: int = 0
    general_asked: int = 0

    @property
    def share(self) -> float:
        """Right answers among those asked, 0…1; 0 when nothing was asked."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class LastExam:
    """The last exam of a base. `best` is the key of the table's recommendation, `current` of what answers now
    ("" = it did not sit the exam); `difference` (best − current, of the shares right) with its 95 % interval
    and `judgement`. Of the best's answers that are not right, `misread` cite the right place and `missed` do
    not. `old`: the documents or the model are others since."""

    exam: str
    questions: int
    ways: tuple[MeasuredWay, ...]
    best: str
    current: str = ""
    difference: float = 0.0
    low: float = 0.0
    high: float = 0.0
    judgement: Judgement = Judgement.SAME
    misread: int = 0
    missed: int = 0
    old: bool = False

    def way(self, key: str) -> MeasuredWay | None:
        """The line of that candidate."""
        return next((way for way in self.ways if way.key == key), None)


@dataclass(frozen=True, slots=True)
class AdviceFacts:
    """Sizes are bytes, times seconds; None = not known (yet). `changed` counts the documents whose text
    Bukvar saw change within `CHANGE_DAYS`, having known the base for `watched` days; `unread` those of all
    `listed` ones that could not be read, `scans` of them without text; `failing` documents whose questions
    went wrong. `manner`:
    approved examples that teach form instead of facts; `waiting` are still to be approved. Of `asked`
    questions the model knew `known` by itself, without documents. `memory` is what training can have here
    (the card's own where one is used); `has_weights`: the copy that training works on is there. `larger`: the
    largest better model that this computer carries well ("" = none). `adapters` counts trained models,
    `adapter` names the one switched on, `stale` counts documents that changed after it saw them;
    `instructions` and `instructed` the same of instructions. `questions` stand ready for an exam, `reviewed`
    of them ticked by a person. `cores` of the processor (0 = not known); `trainer_asked`: what could train
    here was asked. `forecast` (low, high) is a dry run's, or how long the last run took."""

    documents: int = 0
    pages: int = 0
    chunks: int = 0
    changed: int = 0
    watched: float = 0.0
    unread: int = 0
    listed: int = 0
    scans: int = 0
    failing: tuple[str, ...] = ()
    indexing: bool = False
    index_seconds: float | None = None
    index_bytes: int = 0
    chats: AskedCounts = AskedCounts()
    model: str = ""
    model_memory: int = 0
    architecture: str = ""
    parameters: int = 0
    has_weights: bool = False
    larger: str = ""
    larger_size: int = 0
    memory: int | None = None
    gpu: str = ""
    component: ComponentState = ComponentState.ABSENT
    approved: int = 0
    waiting: int = 0
    manner: int = 0
    asked: int = 0
    known: int = 0
    adapters: int = 0
    adapter: str = ""
    stale: int = 0
    questions: int = 0
    reviewed: int = 0
    cores: int = 0
    trainer_asked: bool = False
    instructions: int = 0
    instructed: str = ""
    forecast: tuple[float, float] | None = None
    forecast_memory: int = 0
    training: bool = False
    way: AnswerMode = AnswerMode.DOCUMENTS
    measured: LastExam | None = None

    @property
    def of_all(self) -> int:
        """The documents that the unread ones are counted among: all of the list."""
        return max(self.listed, self.documents + self.unread)

    @property
    def memory_needed(self) -> int:
        """A lower bound for training the base's model, in four bits where 16 do not fit."""
        return self._needed()[0]

    @property
    def four_bit(self) -> bool:
        """Whether it would be trained in four bits."""
        return self._needed()[1]

    def _needed(self) -> tuple[int, bool]:
        if not self.parameters:
            return 0, False
        shape = ModelShape(parameters=self.parameters)
        return training_needs.memory_needed(shape, None, bool(self.gpu), self.memory)

    @property
    def missing(self) -> int:
        """Examples that are still to be approved."""
        return max(0, LEAST_APPROVED - self.approved)

    @property
    def alive(self) -> bool:
        """Whether the documents change."""
        return bool(self.documents) and self.changed >= max(1, ALIVE_SHARE * self.documents)
