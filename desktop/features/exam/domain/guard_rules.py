"""Whether an adapter or instructions may be switched on: what must not fall, judged from an exam's answers.

Something is refused when the questions of one area are answered rightly less often than before by more than
chance explains: the whole 95 % interval of the paired difference lies below zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core import paired
from desktop.core.exam_entities import Candidate, is_shipped
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code
from workers.contract.exam import ExamText, QuestionKind

# Fewer of the base's own questions cannot show a fall.
LEAST_JUDGED = 10
# The strengths that a sweep tries.
STRENGTHS = (0.25, 0.5, 0.75, 1.0)
_FACTS = (QuestionKind.FACT, QuestionKind.HOW_TO, QuestionKind.LIST, QuestionKind.NUMBER)
# Strengths are told to two digits.
_SAME_STRENGTH = 0.005


class Area(StrEnum):
    """What must not fall."""

    FACTS = "facts"
    REFUSALS = "refusals"  # also questions that suppose what is not so
    GENERAL = "general"  # the shipped questions: what a model must not forget


@dataclass(frozen=True, slots=True)
class GuardVerdict:
    """Whether something may be switched on. Refused: `code` is EXAM_NEEDED (no exam with it, or too small a
    one) or EXAM_WORSE, then `what` is the area that fell. `difference` of the shares right (with − without)
    with its 95 % interval: of the area that fell, else of the facts. `exam`: where it was seen."""

    allowed: bool
    code: str = ""
    what: str = ""
    difference: float = 0.0
    low: float = 0.0
    high: float = 0.0
    exam: str = ""


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """A candidate and its counterpart: which questions (ids) each answered rightly. `searches`: both with
    the documents."""

    searches: bool
    first: Mapping[str, bool]
    second: Mapping[str, bool]


def area_of(question: str, text: ExamText) -> Area | None:
    """The area of a question; None for those that ask for manner, which is meant to change."""
    if is_shipped(question) or text.kind is QuestionKind.GENERAL:
        return Area.GENERAL
    if text.kind is QuestionKind.FALSE_PREMISE or not text.answerable:
        return Area.REFUSALS
    return Area.FACTS if text.kind in _FACTS else None


def judge(pairs: Sequence[CandidatePair], areas: Mapping[str, Area | None]) -> GuardVerdict:
    """Facts and refusals are judged with the documents where such a pair sat the exam, for so the base is
    asked; general questions in every pair. Of several areas that fell, the one that fell most is told."""
    searching = [pair for pair in pairs if pair.searches] or list(pairs)
    deciding: dict[Area, Sequence[CandidatePair]] = {
        Area.FACTS: searching, Area.REFUSALS: searching, Area.GENERAL: pairs,
    }  # fmt: skip
    own = max((len(_common(pair, areas, (Area.FACTS, Area.REFUSALS))) for pair in searching), default=0)
    if own < LEAST_JUDGED:
        return GuardVerdict(False, Code.EXAM_NEEDED)
    found: list[GuardVerdict] = []
    for area, among in deciding.items():
        for pair in among:
            asked = _common(pair, areas, (area,))
            if asked:
                difference, low, high = paired.difference(
                    [pair.first[one] for one in asked], [pair.second[one] for one in asked]
                )
                found.append(GuardVerdict(high >= 0, "", area.value, difference, low, high))
    fallen = [one for one in found if not one.allowed]
    if fallen:
        worst = min(fallen, key=lambda one: one.difference)
        return replace(worst, code=Code.EXAM_WORSE)
    return replace(found[0], what="")


def _common(pair: CandidatePair, areas: Mapping[str, Area | None], wanted: Sequence[Area]) -> list[str]:
    both = pair.first.keys() & pair.second.keys()
    return sorted(question for question in both if areas.get(question) in wanted)


# --- who is compared with whom -------------------------------------------------------------------


def plain(candidate: Candidate) -> Candidate:
    """The same way of answering with nothing switched on."""
    entry = AnswerMode.of(searches=candidate.entry.searches)
    return Candidate(entry, candidate.model)


def counterparts(
    candidate: Candidate, adapter: tuple[str, float] | None, instructions: str
) -> list[Candidate]:
    """With whom a candidate is compared, the first that sat the exam counts: what is switched on now
    (`adapter` id with its strength, `instructions` id), then the plain way."""
    searches = candidate.entry.searches
    found = []
    if candidate.adapter and adapter is not None:
        found.append(Candidate(candidate.entry, candidate.model, *adapter))
    if instructions:
        entry = AnswerMode.of(searches=searches, instructed=True)
        found.append(Candidate(entry, candidate.model, instructions=instructions))
    found.append(plain(candidate))
    return [other for other in found if other.key != candidate.key]


def same_strength(one: float, other: float) -> bool:
    """Whether two strengths are the same to a person."""
    return abs(one - other) < _SAME_STRENGTH


# --- strength ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tried:
    """One strength of a sweep: counts of right answers, and whether the guards let it pass."""

    strength: float
    right: int
    general: int
    allowed: bool


def best_strength(tried: Sequence[Tried], without: int) -> float:
    """The strength to propose: of those that pass, the most right answers, then the most general ones, then
    the lowest. 0 when none passes, or the best is behind the way without the adapter (`without` right)."""
    passing = [one for one in tried if one.allowed]
    best = max(passing, key=lambda one: (one.right, one.general, -one.strength), default=None)
    return best.strength if best is not None and best.right >= without else 0.0
