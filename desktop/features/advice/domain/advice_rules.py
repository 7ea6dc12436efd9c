"""Which way of learning is right for a base: rules only, so the same facts give the same advice.

Before an exam the rules follow published measurements; each reason names its source (`advice_sources`):
- Facts that change, or answers that need a source, belong to search (Ovadia 2023); teaching unknown facts
  makes a model worse at known ones (Gekhman 2024).
- Form, tone, terms and classification are what an adapter learns (Biderman 2024), with search for the facts,
  from 100 reviewed examples on, better 1000 (Unsloth's datasets guide).
- With fewer examples a few good ones are shown to the model instead of trained (Brown 2020).
After an exam its table decides: the simplest way that is no worse than the best."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.core.exam_entities import Judgement
from desktop.core.training_entities import ComponentState
from desktop.core.training_needs import LEAST_KNOWN
from desktop.features.advice.domain.advice_costs import Cost, costs
from desktop.features.advice.domain.advice_facts import LEAST_WATCHED, AdviceFacts, LastExam, MeasuredWay
from desktop.features.advice.domain.advice_reasons import (
    AdviceCode,
    AdviceCondition,
    AdviceReason,
    Params,
    compared,
    more_examples,
    reason,
    seen,
)
from desktop.features.advice.domain.choice_rules import card_of, impossible
from workers.contract.answer_mode import AnswerMode

# The least share of examples that teach manner, for training to be advised.
MANNER_SHARE = 0.3
# From this share of questions that want a text in some form on, manner is what people need.
STYLE_SHARE = 0.25
# So many questions of the chats say something.
LEAST_CHATS = 8
# From this share of unread documents on they come first.
UNREAD_SHARE = 0.2
# A best way below this share of right answers is not good enough to be recommended as it is.
WEAK_SHARE = 0.6
# A fault of the documents lies in few of them: at most this share.
FEW_DOCUMENTS = 1 / 3


class Recommendation(StrEnum):
    """What is advised, in the order of effort."""

    NOTHING = "nothing"  # what answers now is right
    GET_MODEL = "get_model"
    ADD_DOCUMENTS = "add_documents"
    REPAIR_DOCUMENTS = "mend_documents"
    LARGER_MODEL = "larger_model"
    MODEL = "model"  # the model alone is enough
    SEARCH = "search"
    INSTRUCTIONS = "instructions"
    SEARCH_INSTRUCTIONS = "search_instructions"
    TRAIN = "train"
    SEARCH_TRAIN = "search_train"

    @classmethod
    def of(cls, mode: AnswerMode) -> "Recommendation":
        """The one that advises a mode."""
        return next(one for one, advised in _MODES.items() if advised is mode)

    @property
    def mode(self) -> AnswerMode | None:
        """How answers are to be made; None when something else has to be done first, or nothing at all."""
        return _MODES.get(self)


_MODES = {
    Recommendation.MODEL: AnswerMode.MODEL,
    Recommendation.SEARCH: AnswerMode.DOCUMENTS,
    Recommendation.INSTRUCTIONS: AnswerMode.INSTRUCTIONS,
    Recommendation.SEARCH_INSTRUCTIONS: AnswerMode.DOCUMENTS_INSTRUCTIONS,
    Recommendation.TRAIN: AnswerMode.TRAINED,
    Recommendation.SEARCH_TRAIN: AnswerMode.DOCUMENTS_TRAINED,
}


class Unknown(StrEnum):
    """What an advice would be surer with."""

    COMPUTER = "computer"  # memory and processor
    TRAINER = "trainer"  # what could train here
    KNOWLEDGE = "knowledge"  # what the model knows of the examples by itself
    CHANGES = "changes"  # whether the documents change: the base is too young
    EXAM = "exam"  # none was held, or what it was held on is another now
    TRAINING_TIME = "training_time"  # no dry run was made


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation with its parameters, three different reasons, what each way costs, what would change
    it, and what is not known. `measured`: an exam decided, not the rules."""

    recommendation: Recommendation
    reasons: tuple[AdviceReason, AdviceReason, AdviceReason]
    would_change: tuple[AdviceCondition, ...]
    params: Params = field(default_factory=dict)
    costs: tuple[Cost, ...] = ()
    measured: bool = False
    unknown: tuple[Unknown, ...] = ()

    def card(self, facts: AdviceFacts) -> AnswerMode | None:
        """The card that it points at; None when something else has to be done first."""
        nothing = self.recommendation is Recommendation.NOTHING
        mode = answering(facts) if nothing else self.recommendation.mode
        return card_of(mode) if mode is not None else None


def advise(facts: AdviceFacts) -> Advice:
    """The advice with the costs of every way."""
    found = first_needs(facts) or _measured(facts) or _rules(facts)
    return replace(found, costs=costs(facts), unknown=unknown(facts))


def unknown(facts: AdviceFacts) -> tuple[Unknown, ...]:
    """What was not looked at yet, and would count."""
    could_train = facts.component is ComponentState.READY and not facts.missing
    open_questions = {
        Unknown.COMPUTER: facts.memory is None and first_needs(facts) is None,
        Unknown.TRAINER: facts.component is ComponentState.READY and not facts.trainer_asked,
        Unknown.KNOWLEDGE: not facts.missing and not facts.asked,
        Unknown.CHANGES: bool(facts.documents) and not facts.changed and facts.watched < LEAST_WATCHED,
        Unknown.EXAM: bool(facts.documents) and (facts.measured is None or facts.measured.old),
        Unknown.TRAINING_TIME: could_train and facts.forecast is None,
    }
    return tuple(one for one, is_open in open_questions.items() if is_open)


def answering(facts: AdviceFacts) -> AnswerMode:
    """How answers are made in the base now."""
    way = facts.way
    return AnswerMode.of(searches=way.searches, instructed=bool(facts.instructed), trained=way.trained)


# --- what comes before every way -----------------------------------------------------------------


def first_needs(facts: AdviceFacts) -> Advice | None:
    """What has to be done before any way can be chosen, on whatever computer; None where nothing has."""
    if not facts.model:
        about = (
            reason(AdviceCode.DOCUMENTS_READY, facts)
            if facts.documents
            else reason(AdviceCode.NO_DOCUMENTS, facts)
        )
        reasons = (reason(AdviceCode.NO_MODEL, facts), reason(AdviceCode.EVERY_WAY_NEEDS_IT, facts), about)
        return Advice(Recommendation.GET_MODEL, reasons, (AdviceCondition("model_there"),))
    if facts.unread and facts.unread >= UNREAD_SHARE * facts.of_all:
        reasons = (
            reason(AdviceCode.UNREAD, facts),
            reason(AdviceCode.UNSEEN, facts),
            reason(AdviceCode.SCANS, facts) if facts.scans else reason(AdviceCode.SOURCE, facts),
        )
        params: Params = {"documents": facts.unread, "names": ""}
        return Advice(
            Recommendation.REPAIR_DOCUMENTS,
            reasons,
            (AdviceCondition("documents_mended"), AdviceCondition("not_needed")),
            params,
        )
    if not facts.documents and not facts.approved and not facts.adapters and not facts.measured:
        reasons = (
            reason(AdviceCode.NO_DOCUMENTS, facts),
            reason(AdviceCode.MADE_OF_DOCUMENTS, facts),
            reason(AdviceCode.SEES_CHANGES, facts),
        )
        return Advice(
            Recommendation.ADD_DOCUMENTS, reasons, (AdviceCondition("documents_there"), more_examples(facts))
        )
    return None


# --- after an exam -------------------------------------------------------------------------------


def _measured(facts: AdviceFacts) -> Advice | None:
    """The table's word; None without one, or when it is out of date."""
    measured = facts.measured
    best = measured.way(measured.best) if measured is not None else None
    if measured is None or best is None or measured.old or not best.asked:
        return None
    if best.share < WEAK_SHARE:
        weak = _weak(facts, measured, best)
        if weak is not None:
            return weak
    if len(measured.ways) < 2:
        return _alone(facts, measured, best)
    if _no_better(measured):
        current = measured.way(measured.current) or best
        last = (
            compared(AdviceCode.SIMPLEST, measured)
            if measured.best == measured.current
            else compared(AdviceCode.SAME_AS_NOW, measured)
        )
        reasons = (seen(AdviceCode.RIGHT, current), last, seen(AdviceCode.INVENTED, current))
        turns = [AdviceCondition("more_questions")] if measured.judgement is Judgement.TOO_FEW else []
        turns += [AdviceCondition("documents_change"), _growth(facts)]
        return Advice(Recommendation.NOTHING, reasons, tuple(turns), _figures(measured, best), measured=True)
    second = (
        compared(AdviceCode.DIFFERENCE, measured)
        if measured.current
        else compared(AdviceCode.SIMPLEST, measured)
    )
    third = seen(AdviceCode.GENERAL, best) if best.general_asked else seen(AdviceCode.INVENTED, best)
    return Advice(
        Recommendation.of(best.entry),
        (seen(AdviceCode.RIGHT, best), second, third),
        (AdviceCondition("documents_change"), AdviceCondition("more_questions"), _growth(facts)),
        _figures(measured, best) | ({"model": best.model} if best.model != facts.model else {}),
        measured=True,
    )


def _no_better(measured: LastExam) -> bool:
    if not measured.current or measured.way(measured.current) is None:
        return False
    return measured.best == measured.current or measured.judgement is not Judgement.BETTER


def _weak(facts: AdviceFacts, measured: LastExam, best: MeasuredWay) -> Advice | None:
    """Even the best way is not good: the documents, or a model that reads past what was found."""
    if facts.failing and len(facts.failing) <= max(1, FEW_DOCUMENTS * facts.documents):
        reasons = (
            reason(AdviceCode.FAILING, facts),
            seen(AdviceCode.LOW, best),
            reason(AdviceCode.UNSEEN, facts),
        )
        params: Params = {"documents": len(facts.failing), "names": ", ".join(facts.failing)}
        turns = (AdviceCondition("documents_mended"), AdviceCondition("exam_again"))
        return Advice(Recommendation.REPAIR_DOCUMENTS, reasons, turns, params, measured=True)
    if facts.larger and measured.misread >= max(1, measured.missed):
        reasons = (
            compared(AdviceCode.MISREAD, measured),
            reason(AdviceCode.LARGER_FITS, facts),
            seen(AdviceCode.LOW, best),
        )
        params = {"model": facts.larger, "size": facts.larger_size}
        turns = (AdviceCondition("exam_again"), AdviceCondition("larger_no_better"))
        return Advice(Recommendation.LARGER_MODEL, reasons, turns, params, measured=True)
    return None


def _alone(facts: AdviceFacts, measured: LastExam, best: MeasuredWay) -> Advice | None:
    """Only one way sat the exam (the quick one after indexing): it confirms the rules, or says nothing."""
    rules = _rules(facts)
    if Recommendation.of(best.entry) is not rules.recommendation or best.share < WEAK_SHARE:
        return None
    if best.entry is not answering(facts):
        return None
    reasons = (seen(AdviceCode.RIGHT, best), *rules.reasons[:2])
    turns = (AdviceCondition("hold_exam"), *(turn for turn in rules.would_change if turn.code != "hold_exam"))
    return Advice(Recommendation.NOTHING, reasons, turns, _figures(measured, best), measured=True)


def _figures(measured: LastExam, best: MeasuredWay) -> Params:
    return {
        "right": best.right, "asked": best.asked, "low": round(best.low, 4), "high": round(best.high, 4),
        "exam": measured.exam,
    }  # fmt: skip


def _growth(facts: AdviceFacts) -> AdviceCondition:
    return AdviceCondition("larger_model", {"model": facts.larger}) if facts.larger else more_examples(facts)


# --- before an exam ------------------------------------------------------------------------------


def _rules(facts: AdviceFacts) -> Advice:
    cannot = impossible(facts) if not facts.adapters else []
    if facts.missing or cannot or teaches_facts(facts):
        return _without_training(facts, bool(cannot))
    if not facts.documents:
        reasons = (
            reason(AdviceCode.ENOUGH_EXAMPLES, facts),
            reason(AdviceCode.MANNER, facts),
            reason(AdviceCode.NO_DOCUMENTS, facts),
        )
        return Advice(
            Recommendation.TRAIN, reasons, (AdviceCondition("add_documents"), AdviceCondition("hold_exam"))
        )
    last = reason(AdviceCode.STALE, facts) if facts.stale else reason(AdviceCode.SOURCE, facts)
    return Advice(
        Recommendation.SEARCH_TRAIN,
        (reason(AdviceCode.MANNER, facts), reason(AdviceCode.FACTS_FROM_SEARCH, facts), last),
        (AdviceCondition("examples_age"), AdviceCondition("hold_exam")),
    )


def _without_training(facts: AdviceFacts, cannot: bool) -> Advice:
    turns = [AdviceCondition("other_model"), AdviceCondition("more_memory")] if cannot else []
    turns.append(more_examples(facts) if facts.missing else AdviceCondition("manner_examples"))
    if not facts.documents:
        reasons = (
            reason(AdviceCode.FEW_SHOTS, facts),
            reason(AdviceCode.NO_TRAINING_NEEDED, facts),
            reason(AdviceCode.NO_DOCUMENTS, facts),
        )
        return Advice(Recommendation.INSTRUCTIONS, reasons, (AdviceCondition("add_documents"), *turns))
    if wants_manner(facts):
        about = AdviceCode.STYLE_ASKED if _asks_for_style(facts) else AdviceCode.FEW_SHOTS
        reasons = (
            reason(AdviceCode.CANNOT_TRAIN if cannot else about, facts),
            reason(AdviceCode.NO_TRAINING_NEEDED, facts),
            reason(AdviceCode.FACTS_FROM_SEARCH, facts),
        )
        return Advice(Recommendation.SEARCH_INSTRUCTIONS, reasons, (*turns, AdviceCondition("hold_exam")))
    first = (
        reason(AdviceCode.DOCUMENTS_CHANGE, facts) if facts.alive else reason(AdviceCode.SEES_CHANGES, facts)
    )
    reasons = (first, reason(AdviceCode.SOURCE, facts), _against_training(facts, cannot))
    return Advice(
        Recommendation.SEARCH, reasons, (*turns, AdviceCondition("no_source"), AdviceCondition("hold_exam"))
    )


def _against_training(facts: AdviceFacts, cannot: bool) -> AdviceReason:
    if cannot:
        return reason(AdviceCode.CANNOT_TRAIN, facts)
    if facts.missing:
        return reason(AdviceCode.FEW_EXAMPLES, facts)
    return (
        reason(AdviceCode.UNKNOWN_FACTS, facts)
        if knows_little(facts)
        else reason(AdviceCode.MOSTLY_FACTS, facts)
    )


def teaches_facts(facts: AdviceFacts) -> bool:
    """Whether training on the approved examples would teach facts instead of manner."""
    return facts.manner < MANNER_SHARE * facts.approved or knows_little(facts)


def knows_little(facts: AdviceFacts) -> bool:
    """Whether the model was asked without documents and knew almost nothing."""
    return bool(facts.asked) and facts.known < LEAST_KNOWN * facts.asked


def wants_manner(facts: AdviceFacts) -> bool:
    """Whether questions of the chats, or examples that are not trained on, show that form matters here."""
    return _asks_for_style(facts) or (bool(facts.manner) and not teaches_facts(facts))


def _asks_for_style(facts: AdviceFacts) -> bool:
    chats = facts.chats
    return chats.total >= LEAST_CHATS and chats.style >= STYLE_SHARE * chats.total
