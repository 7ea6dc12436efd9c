"""What Health checks, how a check can end, and what can be done about a problem. Rules only."""

from dataclasses import dataclass, field
from enum import StrEnum

from workers.contract.codes import Code, Problem


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


class Verdict(StrEnum):
    """How a check ended. MISSING: it could not be made, for something is not here yet."""

    OK = "ok"
    SLOW = "slow"
    BAD = "bad"
    MISSING = "missing"


class RemedyKind(StrEnum):
    """What can be done about a problem with one button."""

    TRY_ENGINES = "try_engines"  # have all engines prove themselves again
    PROCESSOR_ONLY = "processor_only"  # put nothing on the graphics card
    SMALLER_MODEL = "smaller_model"  # `argument`: its id
    GET_MODELS = "get_models"  # the page of the models
    CHECK = "check"  # the page Health
    REPORT = "report"  # save a report for support


# These change something by themselves; the others lead a person somewhere.
ACTING = (RemedyKind.TRY_ENGINES, RemedyKind.PROCESSOR_ONLY, RemedyKind.SMALLER_MODEL)


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out of a problem."""

    kind: RemedyKind
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check as it ended. `subject` is the model or base it is about (an id and its name for a person);
    `seconds` what the work itself took; `facts` the figures of its sentence."""

    name: CheckName
    verdict: Verdict
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
class Limits:
    """In seconds: from `slow` on a check says so, at `end` it is given up."""

    slow: float
    end: float

    def verdict(self, seconds: float) -> Verdict:
        """How a check ended that went well and took so long."""
        return Verdict.SLOW if seconds >= self.slow else Verdict.OK


LIMITS = {
    CheckName.FOLDERS: Limits(3.0, 30.0),
    CheckName.SHARED: Limits(3.0, 30.0),
    CheckName.DATABASE: Limits(1.0, 10.0),
    CheckName.PROCESSOR: Limits(60.0, 180.0),
    CheckName.PAGE: Limits(10.0, 90.0),
    CheckName.EMBEDDING: Limits(3.0, 120.0),
    CheckName.VECTORS: Limits(5.0, 60.0),
    CheckName.CHAT: Limits(90.0, 300.0),
    CheckName.MODEL: Limits(600.0, 1800.0),
    CheckName.BASE: Limits(600.0, 1800.0),
}
# Tokens a second below which nobody waits for an answer with pleasure.
SLOW_WRITING = 2.0

_REMEDIES: dict[Code, RemedyKind] = {
    Code.MODEL_CRASHES_ENGINE: RemedyKind.TRY_ENGINES,
    Code.ENGINE_WRONG: RemedyKind.TRY_ENGINES,
    Code.ENGINE_UNUSABLE: RemedyKind.TRY_ENGINES,
    Code.SEARCH_UNUSABLE: RemedyKind.TRY_ENGINES,
    Code.MODEL_CRASHES_CARD: RemedyKind.PROCESSOR_ONLY,
    Code.MODEL_CRASHES_SMALLER: RemedyKind.SMALLER_MODEL,
    Code.MODEL_CRASHES: RemedyKind.REPORT,
    Code.WORKER_KEEPS_CRASHING: RemedyKind.REPORT,
    Code.BUG: RemedyKind.REPORT,
    Code.WORKER_CRASHED_AGAIN: RemedyKind.CHECK,
    Code.EMBEDDER_MISSING: RemedyKind.GET_MODELS,
    Code.EMBEDDER_UNSUPPORTED: RemedyKind.GET_MODELS,
    Code.NO_MODEL: RemedyKind.GET_MODELS,
    Code.MODEL_MISSING: RemedyKind.GET_MODELS,
    Code.MODEL_DAMAGED: RemedyKind.GET_MODELS,
}


def remedy_of(problem: Problem) -> Remedy | None:
    """What can be done about a problem, where there is something."""
    kind = _REMEDIES.get(problem.code)
    if kind is None:
        return None
    return Remedy(kind, str(problem.params.get("smaller", "")) if kind is RemedyKind.SMALLER_MODEL else "")
