"""What Health checks and how a check can end."""

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.core.remedies import Remedy, remedy_of
from workers.contract.codes import Problem


class CheckName(StrEnum):
    """In the order in which they are made and shown."""

    POLICY = "policy"
    CRASHES = "crashes"
    FOLDERS = "folders"
    DISK = "disk"
    SHARED = "shared"  # one for each folder of models that the administrator shares
    DATABASE = "database"
    MEMORY = "memory"
    PROCESSOR = "processor"
    ENGINE = "engine"
    PAGE = "page"
    EMBEDDING = "embedding"
    VECTORS = "vectors"
    CHAT = "chat"
    MODEL = "model"  # one for each that is here: its hash
    BASE = "base"  # one for each: compared with its store


class CheckVerdict(StrEnum):
    """How a check ended. MISSING: it could not be made, for something is not here yet."""

    OK = "ok"
    SLOW = "slow"
    BAD = "bad"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One check as it ended. `subject` is the model or base it is about (an id and its name for a person);
    `seconds` what the work itself took; `facts` the figures of its sentence."""

    name: CheckName
    verdict: CheckVerdict
    seconds: float = 0.0
    problem: Problem | None = None
    facts: dict[str, str | int | float] = field(default_factory=dict)
    subject: str = ""
    subject_name: str = ""

    @property
    def remedy(self) -> Remedy | None:
        """What can be done about it."""
        return remedy_of(self.problem) if self.problem is not None else None


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One file of the report for support."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """In seconds: from `slow` on a check says so, at `end` it is given up."""

    slow: float
    end: float

    def verdict(self, seconds: float) -> CheckVerdict:
        """How a check ended that went well and took so long."""
        return CheckVerdict.SLOW if seconds >= self.slow else CheckVerdict.OK


LIMITS = {
    CheckName.FOLDERS: CheckLimits(3.0, 30.0),
    CheckName.SHARED: CheckLimits(3.0, 30.0),
    CheckName.DATABASE: CheckLimits(1.0, 10.0),
    CheckName.PROCESSOR: CheckLimits(60.0, 180.0),
    CheckName.PAGE: CheckLimits(10.0, 90.0),
    CheckName.EMBEDDING: CheckLimits(3.0, 120.0),
    CheckName.VECTORS: CheckLimits(5.0, 60.0),
    CheckName.CHAT: CheckLimits(90.0, 300.0),
    CheckName.MODEL: CheckLimits(600.0, 1800.0),
    CheckName.BASE: CheckLimits(600.0, 1800.0),
}
# Tokens a second below which nobody waits for an answer with pleasure.
SLOW_WRITING = 2.0
