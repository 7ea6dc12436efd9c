"""What each way of learning costs before it can answer: minutes, disk, memory, and what must be repeated."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.core import training_needs
from desktop.core.exam_entities import LEAST_QUESTIONS
from desktop.core.training_entities import ComponentState
from desktop.features.advice.domain.advice_facts import SEARCH_MINUTES, AdviceFacts
from desktop.features.advice.domain.choice_rules import CARDS
from workers.contract.answer_mode import AnswerMode

# Rows of training are about so many tokens long, and are read so many times.
ROW_TOKENS, EPOCHS = 200, 3
# Operations a second that training reaches: a core of a slow and of a fast processor, and cards of the last
# years. Two cores under load made 2e10 here.
_CORE, _CARD = (1e10, 3e10), (8e12, 2.4e13)
# What people need for a row, for an exam question (they read it, and its place), and for the answers of an
# exam, in minutes.
_ROW, _QUESTION, _LOOK = (0.4, 0.7), (0.5, 1.0), (10.0, 20.0)
# Loading, writing the working copy, comparing the answers, in minutes.
_AROUND = (1.0, 6.0)
# The training component on the disk.
COMPONENT_BYTES = 6_000_000_000


class Repeat(StrEnum):
    """What must be done again when documents change."""

    BY_ITSELF = "by_itself"
    WHEN_RULES_CHANGE = "when_rules_change"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a way costs before it can answer: `minutes` of the computer (low, high; None = not known), those
    of `people`, bytes of disk and of memory. `measured`: seen here, not estimated."""

    mode: AnswerMode
    minutes: tuple[float, float] | None
    disk: int
    memory: int
    repeat: Repeat
    measured: bool = False
    people: tuple[float, float] = (0.0, 0.0)


def costs(facts: AdviceFacts) -> tuple[Cost, ...]:
    """Of the four cards, in their order."""
    return tuple(_COSTS[mode](facts) for mode in CARDS)


def _search(facts: AdviceFacts) -> Cost:
    seconds = facts.index_seconds
    minutes = (seconds / 60, seconds / 60) if seconds is not None else None
    return Cost(
        AnswerMode.DOCUMENTS,
        minutes,
        facts.index_bytes,
        facts.model_memory,
        Repeat.BY_ITSELF,
        seconds is not None,
    )


def _instructions(facts: AdviceFacts) -> Cost:
    """The search ends early when nothing more is won, and at the latest when its time is up."""
    minutes = (0.0, 0.0) if facts.instructed else (SEARCH_MINUTES / 4, SEARCH_MINUTES)
    return Cost(
        AnswerMode.INSTRUCTIONS,
        minutes,
        0,
        facts.model_memory,
        Repeat.WHEN_RULES_CHANGE,
        bool(facts.instructed),
        (0.0, 0.0) if facts.instructed else _sum(_LOOK, _reviewing(facts)),
    )


def _tune(facts: AdviceFacts) -> Cost:
    disk = training_needs.disk_needed(facts.parameters, facts.has_weights) if facts.parameters else 0
    disk += COMPONENT_BYTES if facts.component is not ComponentState.READY else 0
    memory = facts.forecast_memory or facts.memory_needed
    if facts.forecast is not None:
        low, high = facts.forecast
        minutes: tuple[float, float] | None = (low / 60, high / 60)
    else:
        minutes = training_minutes(facts)
    measured = facts.forecast is not None
    return Cost(AnswerMode.TRAINED, minutes, disk, memory, Repeat.ALWAYS, measured, _teaching(facts))


def _teaching(facts: AdviceFacts) -> tuple[float, float]:
    """Examples that are still to be approved, and the exam that shows what they brought."""
    rows = (facts.missing * _ROW[0], facts.missing * _ROW[1])
    return (0.0, 0.0) if facts.adapter else _sum(rows, _reviewing(facts), _LOOK)


def _reviewing(facts: AdviceFacts) -> tuple[float, float]:
    """Exam questions that are still to be ticked, or made and ticked."""
    left = max(LEAST_QUESTIONS - facts.reviewed, 0)
    return left * _QUESTION[0], left * _QUESTION[1]


def _sum(*spans: tuple[float, float]) -> tuple[float, float]:
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def training_minutes(facts: AdviceFacts) -> tuple[float, float] | None:
    """An estimate before a dry run: six operations a parameter and token (Kaplan 2020, arXiv 2001.08361),
    over what machines of this sort reach. None without a model whose size is known, or where neither card nor
    cores are."""
    if not facts.parameters or not (facts.gpu or facts.cores):
        return None
    rows = max(facts.approved, training_needs.LEAST_APPROVED)
    operations = 6.0 * facts.parameters * rows * ROW_TOKENS * EPOCHS
    slow, fast = _CARD if facts.gpu else (_CORE[0] * facts.cores, _CORE[1] * facts.cores)
    return _AROUND[0] + operations / fast / 60, _AROUND[1] + operations / slow / 60


def _both(facts: AdviceFacts) -> Cost:
    search, tune = _search(facts), _tune(facts)
    minutes = None
    if tune.minutes is not None:
        low, high = search.minutes or (0.0, 0.0)
        minutes = (low + tune.minutes[0], high + tune.minutes[1])
    return Cost(
        AnswerMode.DOCUMENTS_TRAINED,
        minutes,
        search.disk + tune.disk,
        max(search.memory, tune.memory),
        Repeat.ALWAYS,
        search.measured and tune.measured,
        tune.people,
    )


_COSTS = {
    AnswerMode.DOCUMENTS: _search,
    AnswerMode.INSTRUCTIONS: _instructions,
    AnswerMode.TRAINED: _tune,
    AnswerMode.DOCUMENTS_TRAINED: _both,
}
