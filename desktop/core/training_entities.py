"""Training examples, runs and adapters as plain values. Times are UTC datetimes; ids are 36-character
uuids."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.core.review.rows import Row, RowCounts
from workers.contract.training.checks import Finding, Severity
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.contract.training.tuning import Forecast, TuneResult, TuneSettings


@dataclass(frozen=True, slots=True)
class Example(Row[ExampleText]):
    """One row of a base's training data. `cluster` groups near-duplicates. `masked_*` are offered by the
    check where it saw personal data."""

    findings: tuple[Finding, ...] = ()
    checked: bool = False
    cluster: str = ""
    masked_question: str = ""
    masked_answer: str = ""
    masked_earlier: tuple[tuple[str, str], ...] = ()
    sampled: bool = False  # was in a random sample of the rest
    skipped: bool = False  # put off: comes last in the queue

    @property
    def may_be_masked(self) -> bool:
        """Whether there is personal data that can be replaced."""
        return bool(self.masked_question or self.masked_answer or self.masked_earlier)

    @property
    def doubtful(self) -> bool:
        """Whether a person shall look at it first."""
        return any(finding.severity is not Severity.OK for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ExampleCounts(RowCounts):
    """Of one base. `doubtful` counts among the pending."""

    doubtful: int = 0
    kinds: dict[ExampleKind, int] = field(default_factory=dict)  # approved only
    languages: dict[str, int] = field(default_factory=dict)  # approved only
    personal: int = 0  # pending or approved with personal data in them


@dataclass(frozen=True, slots=True)
class ErrorEstimate:
    """What a random sample says of the examples nobody looked at: share of wrong ones with half the width of
    its 95 % Wilson interval, both 0…1."""

    sampled: int
    wrong: int
    rate: float
    margin: float
    rest: int


class RunState(StrEnum):
    SCHEDULED = "scheduled"
    TRAINING = "training"
    PAUSED = "paused"
    COMPARING = "comparing"  # trainer and chat answer the same questions
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REMOVED = "removed"  # by the user; kept out of sight since a model came of it (see `RunStore.remove`)


@dataclass(frozen=True, slots=True)
class RunPoint:
    """One point of the curves. `validation_loss` None where it was not measured."""

    step: int
    epoch: float
    loss: float
    validation_loss: float | None = None
    tokens_per_second: float = 0.0
    memory: int = 0
    temperature: float = 0.0


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One line of a run's journal; codes as in the `event` message, and those of the window: chat_unloaded,
    started, paused, continued, comparing, ready, failed."""

    at: datetime
    code: str
    params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """A training run. `job` is the row in the table of jobs that does it. `data_hash` names the approved rows
    it trains on, `documents` those that the rows came from. `forecast` of its dry run."""

    id: str
    base: str
    model: str
    model_sha256: str
    state: RunState
    settings: TuneSettings
    created: datetime
    updated: datetime
    job: str = ""
    rows_train: int = 0
    rows_validation: int = 0
    data_hash: str = ""
    documents: tuple[str, ...] = ()
    document_names: tuple[str, ...] = ()
    forecast: Forecast | None = None
    result: TuneResult | None = None
    adapter: str = ""
    repeats: str = ""  # the run that this one repeats
    start_at: datetime | None = None
    code: str = ""
    problem_params: dict[str, str | int | float] = field(default_factory=dict)


# Fields of an `Adapter` that have another name where they are stored: in the database and in its file.
STORED_NAMES = {"provenance": "passport"}


@dataclass(frozen=True, slots=True)
class Adapter:
    """A trained (or imported) adapter of a base. At most one of a base is `active`. `same`/`asked`: answers
    of the chat that equal the trainer's. `run` "" = imported."""

    id: str
    base: str
    name: str
    model: str
    model_sha256: str
    path: str
    sha256: str
    size: int
    created: datetime
    run: str = ""
    strength: float = 1.0
    active: bool = False
    rank: int = 0
    rows: int = 0
    validation_loss: float = 0.0
    approved_by: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    document_names: tuple[str, ...] = ()
    asked: int = 0
    same: int = 0
    provenance: dict[str, str | int | float] = field(default_factory=dict)


class GateState(StrEnum):
    OK = "ok"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition before training. `code`: examples, refusals, component, backend, model, closed_book,
    memory, disk, driver, battery, contradictions, personal. The window has sentence and cure; `params` fill
    them."""

    code: str
    state: GateState
    params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrainingReadiness:
    """All gates of a base and model, and what training would use."""

    gates: tuple[Gate, ...]
    rows_train: int
    rows_validation: int
    settings: TuneSettings
    model: str

    @property
    def may_train(self) -> bool:
        """Whether no gate blocks; warnings do not."""
        return all(gate.state is not GateState.BLOCK for gate in self.gates)


class ComponentState(StrEnum):
    ABSENT = "absent"
    INSTALLING = "installing"
    READY = "ready"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class TuningComponent:
    """The tuning component: an environment of its own with Unsloth, PyTorch, PEFT, TRL. `outdated`: it is
    whole and works, and this version of Bukvar would install other versions of its packages."""

    state: ComponentState
    folder: str
    size: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    job: str = ""
    outdated: bool = False
