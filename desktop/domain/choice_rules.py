"""How shall Bukvar learn these documents? Advice from facts, and what each way lacks here.

The rules and their evidence:
- Facts that change, or answers that need a source, belong to search: on new facts search alone answered .875
  right, a tuned model .504 (Ovadia 2023, arXiv 2312.05934, Mistral-7B), and teaching unknown facts makes a
  model worse at known ones (Gekhman 2024, arXiv 2405.05904).
- Form, tone, terms and classification are what LoRA learns (Biderman 2024, arXiv 2405.09673), with search for
  the facts; at least 100 reviewed examples, better 1000.
- A model that knows almost none of the answers by itself would be taught facts, not manner.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain import tuning_rules
from desktop.domain.training import ComponentState
from desktop.domain.tuning_rules import LEAST_APPROVED, LEAST_KNOWN
from workers.contract.specs import Way

# Changes of the last so many days say how alive the documents are.
CHANGE_DAYS = 90
# From this share of changed documents on they count as alive.
ALIVE_SHARE = 0.05
# The least share of examples that teach manner, for training to be advised.
MANNER_SHARE = 0.3
# What the system and the window keep for themselves.
SYSTEM_BYTES = 1536 << 20


class Option(StrEnum):
    """What can be chosen, in the order of the cards."""

    SEARCH = "search"
    TUNE = "tune"
    BOTH = "both"


WAYS = {
    Option.SEARCH: Way.DOCUMENTS,
    Option.TUNE: Way.TRAINED,
    Option.BOTH: Way.DOCUMENTS_TRAINED,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a base, its model and this computer. Sizes are bytes, times seconds; None = not known
    (yet). `changed` counts documents changed within `CHANGE_DAYS`; `manner` approved examples that teach form
    instead of facts; `memory` what training can have here (the card's own memory where one is used);
    `adapters` counts trained models of the base, `adapter` names the active one, `stale` counts documents
    that changed after it saw them. `forecast` (low, high) is a dry run's, or how long the last run took."""

    documents: int = 0
    pages: int = 0
    chunks: int = 0
    changed: int = 0
    indexing: bool = False
    index_seconds: float | None = None
    index_bytes: int = 0
    model: str = ""
    architecture: str = ""
    parameters: int = 0
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
    forecast: tuple[float, float] | None = None
    forecast_memory: int = 0
    training: bool = False
    way: Way = Way.DOCUMENTS

    @property
    def memory_needed(self) -> int:
        """A lower bound for training the base's model."""
        if not self.parameters:
            return 0
        return tuning_rules.memory_needed(self.parameters, four_bit=False, on_card=bool(self.gpu))

    @property
    def missing(self) -> int:
        """Examples that are still to be approved."""
        return max(0, LEAST_APPROVED - self.approved)


class Lack(StrEnum):
    """What keeps a way from being chosen now."""

    NOTHING = ""
    DOCUMENTS = "documents"
    MODEL = "model"
    ARCHITECTURE = "architecture"
    MEMORY = "memory"
    EXAMPLES = "examples"
    COMPONENT = "component"
    TRAINING = "training"  # it is being trained just now
    RUN = "run"  # everything is there but the training itself
    ACTIVE = "active"  # a trained model is there, none is switched on


def lacks(option: Option, facts: Facts) -> tuple[Lack, ...]:
    """What is missing for `option`, the first to be cured first; () when it can be chosen. What cannot be
    cured by work (model, memory) comes before what can."""
    if option is Option.SEARCH:
        return () if facts.documents else (Lack.DOCUMENTS,)
    found = [Lack.DOCUMENTS] if option is Option.BOTH and not facts.documents else []
    if facts.adapter:
        return tuple(found)
    if facts.training:
        return (*found, Lack.TRAINING)
    if facts.adapters:
        return (*found, Lack.ACTIVE)
    found += _impossible(facts)
    if facts.missing:
        found.append(Lack.EXAMPLES)
    if facts.component is not ComponentState.READY:
        found.append(Lack.COMPONENT)
    return tuple(found) or (Lack.RUN,)


def _impossible(facts: Facts) -> list[Lack]:
    if not facts.model:
        return [Lack.MODEL]
    if not tuning_rules.is_trainable(facts.architecture):
        return [Lack.ARCHITECTURE]
    if facts.memory is not None and facts.memory_needed > facts.memory:
        return [Lack.MEMORY]
    return []


class Reason(StrEnum):
    """Why a way is advised; the window has the sentence."""

    NO_DOCUMENTS = "no_documents"
    DOCUMENTS_CHANGE = "documents_change"
    SEES_CHANGES = "sees_changes"
    SOURCE = "source"
    FEW_EXAMPLES = "few_examples"
    ENOUGH_EXAMPLES = "enough_examples"
    MANNER = "manner"
    MOSTLY_FACTS = "mostly_facts"
    UNKNOWN_FACTS = "unknown_facts"
    CANNOT_TRAIN = "cannot_train"
    FACTS_FROM_SEARCH = "facts_from_search"
    READY_NOW = "ready_now"
    STALE = "stale"


class Turn(StrEnum):
    """What would change an advice."""

    ADD_DOCUMENTS = "add_documents"
    MORE_EXAMPLES = "more_examples"
    MANNER_EXAMPLES = "manner_examples"
    OTHER_MODEL = "other_model"
    MORE_MEMORY = "more_memory"
    NO_SOURCE = "no_source"
    DOCUMENTS_COME_ALIVE = "documents_come_alive"
    WORSE_ANSWERS = "worse_answers"


@dataclass(frozen=True, slots=True)
class Advice:
    """The advised way, three reasons, and what would change it."""

    option: Option
    reasons: tuple[Reason, ...]
    turns: tuple[Turn, ...]


def advise(facts: Facts) -> Advice:
    """Rules only: the same facts give the same advice."""
    impossible = _impossible(facts) if not facts.adapters else []
    if facts.missing or impossible or _teaches_facts(facts):
        return _advise_search(facts, impossible)
    if not facts.documents:
        reasons = (Reason.ENOUGH_EXAMPLES, Reason.MANNER, Reason.NO_DOCUMENTS)
        return Advice(Option.TUNE, reasons, (Turn.ADD_DOCUMENTS, Turn.WORSE_ANSWERS))
    last = Reason.STALE if facts.stale else Reason.SOURCE
    return Advice(
        Option.BOTH,
        (Reason.MANNER, Reason.FACTS_FROM_SEARCH, last),
        (Turn.DOCUMENTS_COME_ALIVE, Turn.WORSE_ANSWERS),
    )


def _teaches_facts(facts: Facts) -> bool:
    return facts.manner < MANNER_SHARE * facts.approved or _knows_little(facts)


def _knows_little(facts: Facts) -> bool:
    return bool(facts.asked) and facts.known < LEAST_KNOWN * facts.asked


def _advise_search(facts: Facts, impossible: list[Lack]) -> Advice:
    reasons = []
    if facts.documents and facts.changed >= max(1, ALIVE_SHARE * facts.documents):
        reasons.append(Reason.DOCUMENTS_CHANGE)
    else:
        reasons.append(Reason.SEES_CHANGES)
    reasons.append(Reason.SOURCE)
    if Lack.ARCHITECTURE in impossible or Lack.MEMORY in impossible:
        reasons.append(Reason.CANNOT_TRAIN)
    elif facts.missing:
        reasons.append(Reason.FEW_EXAMPLES)
    elif _knows_little(facts):
        reasons.append(Reason.UNKNOWN_FACTS)
    elif facts.approved:
        reasons.append(Reason.MOSTLY_FACTS)
    else:
        reasons.append(Reason.READY_NOW)
    return Advice(Option.SEARCH, tuple(reasons), _turns_of_search(facts, impossible))


def _turns_of_search(facts: Facts, impossible: list[Lack]) -> tuple[Turn, ...]:
    turns = []
    if Lack.ARCHITECTURE in impossible or Lack.MODEL in impossible:
        turns.append(Turn.OTHER_MODEL)
    if Lack.MEMORY in impossible:
        turns.append(Turn.MORE_MEMORY)
    turns.append(Turn.MORE_EXAMPLES if facts.missing else Turn.MANNER_EXAMPLES)
    turns.append(Turn.NO_SOURCE)
    return tuple(turns)
