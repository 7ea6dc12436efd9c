"""The reasons of an advice: each a code with its figures and its source; the window has the sentences."""

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.core.training_needs import ENOUGH, LEAST_APPROVED
from desktop.features.advice.domain.advice_facts import (
    CHANGE_DAYS,
    SEARCH_MINUTES,
    AdviceFacts,
    LastExam,
    MeasuredWay,
)
from desktop.features.advice.domain.advice_sources import RuleSource

Params = dict[str, str | int | float]


class AdviceCode(StrEnum):
    """Why something is advised. The comment names the parameters."""

    NO_MODEL = "no_model"
    EVERY_WAY_NEEDS_IT = "every_way_needs_it"
    DOCUMENTS_READY = "documents_ready"  # documents
    NO_DOCUMENTS = "no_documents"
    MADE_OF_DOCUMENTS = "made_of_documents"
    UNREAD = "unread"  # unread, documents
    SCANS = "scans"  # scans
    UNSEEN = "unseen"
    FAILING = "failing"  # documents, names
    DOCUMENTS_CHANGE = "documents_change"  # days, changed, documents
    SEES_CHANGES = "sees_changes"
    SOURCE = "source"
    FEW_EXAMPLES = "few_examples"  # approved, least
    ENOUGH_EXAMPLES = "enough_examples"  # approved
    FEW_SHOTS = "few_shots"  # approved
    NO_TRAINING_NEEDED = "no_training_needed"  # minutes
    STYLE_ASKED = "style_asked"  # style, total
    MANNER = "manner"  # manner, approved
    MOSTLY_FACTS = "mostly_facts"  # facts, approved
    UNKNOWN_FACTS = "unknown_facts"  # known, asked
    CANNOT_TRAIN = "cannot_train"  # model
    FACTS_FROM_SEARCH = "facts_from_search"
    STALE = "stale"  # documents
    RIGHT = "right"  # right, asked, low, high (shares)
    LOW = "low"  # right, asked
    DIFFERENCE = "difference"  # difference, low, high (shares)
    SAME_AS_NOW = "same_as_now"  # difference, low, high (shares)
    SIMPLEST = "simplest"
    INVENTED = "invented"  # invented, asked
    GENERAL = "general"  # right, asked
    MISREAD = "misread"  # misread, wrong
    LARGER_FITS = "larger_fits"  # model, size (bytes)


@dataclass(frozen=True, slots=True)
class AdviceReason:
    """One reason with the figures in it and where its rule comes from."""

    code: AdviceCode
    source: RuleSource
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AdviceCondition:
    """What would change an advice. Codes with their parameters: model_there, documents_there,
    documents_mended, not_needed, documents_change, add_documents, more_examples (approved, least, enough),
    manner_examples, other_model, more_memory, no_source, examples_age, hold_exam, exam_again,
    more_questions, larger_model (model), larger_no_better."""

    code: str
    params: Params = field(default_factory=dict)


# The rule behind each reason. What was only counted here needs no other source.
SOURCES = {
    AdviceCode.DOCUMENTS_CHANGE: RuleSource.OVADIA,
    AdviceCode.SEES_CHANGES: RuleSource.OVADIA,
    AdviceCode.FACTS_FROM_SEARCH: RuleSource.OVADIA,
    AdviceCode.SOURCE: RuleSource.OWN_FACTS,
    AdviceCode.FEW_EXAMPLES: RuleSource.UNSLOTH,
    AdviceCode.ENOUGH_EXAMPLES: RuleSource.UNSLOTH,
    AdviceCode.FEW_SHOTS: RuleSource.BROWN,
    AdviceCode.STYLE_ASKED: RuleSource.BROWN,
    AdviceCode.NO_TRAINING_NEEDED: RuleSource.ZHOU,
    AdviceCode.MANNER: RuleSource.BIDERMAN,
    AdviceCode.MOSTLY_FACTS: RuleSource.GEKHMAN,
    AdviceCode.UNKNOWN_FACTS: RuleSource.GEKHMAN,
    AdviceCode.FAILING: RuleSource.EXAM,
    AdviceCode.RIGHT: RuleSource.EXAM,
    AdviceCode.LOW: RuleSource.EXAM,
    AdviceCode.DIFFERENCE: RuleSource.EXAM,
    AdviceCode.SAME_AS_NOW: RuleSource.EXAM,
    AdviceCode.SIMPLEST: RuleSource.EXAM,
    AdviceCode.INVENTED: RuleSource.EXAM,
    AdviceCode.GENERAL: RuleSource.EXAM,
    AdviceCode.MISREAD: RuleSource.EXAM,
}


def reason(code: AdviceCode, facts: AdviceFacts) -> AdviceReason:
    """A reason with its figures out of the facts."""
    figures: dict[AdviceCode, Params] = {
        AdviceCode.DOCUMENTS_READY: {"documents": facts.documents},
        AdviceCode.UNREAD: {"unread": facts.unread, "documents": facts.of_all},
        AdviceCode.SCANS: {"scans": facts.scans},
        AdviceCode.FAILING: {"documents": len(facts.failing), "names": ", ".join(facts.failing)},
        AdviceCode.DOCUMENTS_CHANGE: {
            "days": CHANGE_DAYS,
            "changed": facts.changed,
            "documents": facts.documents,
        },
        AdviceCode.FEW_EXAMPLES: {"approved": facts.approved, "least": LEAST_APPROVED},
        AdviceCode.ENOUGH_EXAMPLES: {"approved": facts.approved},
        AdviceCode.FEW_SHOTS: {"approved": facts.approved},
        AdviceCode.NO_TRAINING_NEEDED: {"minutes": SEARCH_MINUTES},
        AdviceCode.STYLE_ASKED: {"style": facts.chats.style, "total": facts.chats.total},
        AdviceCode.MANNER: {"manner": facts.manner, "approved": facts.approved},
        AdviceCode.MOSTLY_FACTS: {"facts": facts.approved - facts.manner, "approved": facts.approved},
        AdviceCode.UNKNOWN_FACTS: {"known": facts.known, "asked": facts.asked},
        AdviceCode.CANNOT_TRAIN: {"model": facts.model},
        AdviceCode.STALE: {"documents": facts.stale},
        AdviceCode.LARGER_FITS: {"model": facts.larger, "size": facts.larger_size},
    }
    return _made(code, figures.get(code, {}))


def seen(code: AdviceCode, way: MeasuredWay) -> AdviceReason:
    """A reason out of one line of the table."""
    figures: dict[AdviceCode, Params] = {
        AdviceCode.RIGHT: {
            "right": way.right,
            "asked": way.asked,
            "low": round(way.low, 4),
            "high": round(way.high, 4),
        },
        AdviceCode.LOW: {"right": way.right, "asked": way.asked},
        AdviceCode.INVENTED: {"invented": way.invented, "asked": way.asked},
        AdviceCode.GENERAL: {"right": way.general, "asked": way.general_asked},
    }
    return _made(code, figures[code])


def compared(code: AdviceCode, measured: LastExam) -> AdviceReason:
    """A reason out of the comparison of the best with what answers now, or out of what went wrong."""
    if code is AdviceCode.MISREAD:
        wrong = measured.misread + measured.missed
        return _made(code, {"misread": measured.misread, "wrong": wrong})
    figures = {"difference": measured.difference, "low": measured.low, "high": measured.high}
    return _made(code, {name: round(value, 4) for name, value in figures.items()})


def _made(code: AdviceCode, params: Params) -> AdviceReason:
    return AdviceReason(code, SOURCES.get(code, RuleSource.HERE), params)


def more_examples(facts: AdviceFacts) -> AdviceCondition:
    """So many reviewed examples of manner are needed, so many are there."""
    params: Params = {"approved": facts.approved, "least": LEAST_APPROVED, "enough": ENOUGH}
    return AdviceCondition("more_examples", params)
