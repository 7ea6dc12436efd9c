"""Why an answer has its mark: the reasons of the rules as sentences."""

from dataclasses import dataclass

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translatable, translate
from workers.contract.exam import Grade, Reason, ReasonCode


@dataclass(frozen=True, slots=True)
class ReasonText:
    """A line under an answer; `tone` is never the only sign."""

    icon: str
    tone: str
    sentence: str


def describe(grade: Grade) -> list[ReasonText]:
    """What was seen, what speaks against the answer first."""
    ordered = sorted(grade.reasons, key=lambda reason: reason.good)
    return [ReasonText(*_look(reason), reason_sentence(reason)) for reason in ordered]


def reason_sentence(reason: Reason) -> str:
    """One reason in the window's language."""
    source = _ASPECTS.get((reason.code, str(reason.params.get("aspect", ""))), _WORDS[reason.code])
    if not reason.params.get("page"):
        source = _PAGELESS.get(reason.code, source)
    words = translate("ExamReason", source)
    return fill(words, **{name: _shown(name, value) for name, value in reason.params.items()})


def _shown(name: str, value: str | int | float) -> str:
    if isinstance(value, str):
        return value
    if name in _SHARES:
        return formats.percent(value / 100)
    return formats.number(value, 0 if value == int(value) else 2)


def _look(reason: Reason) -> tuple[str, str]:
    if reason.good:
        return "check", "success"
    return ("x", "danger") if reason.code in _GRAVE else ("circle-alert", "warning")


_SHARES = ("share", "similarity")  # per cent
_GRAVE = frozenset(
    {
        ReasonCode.EMPTY, ReasonCode.REFUSED_WRONGLY, ReasonCode.INVENTED, ReasonCode.PREMISE_FOLLOWED,
        ReasonCode.FORBIDDEN, ReasonCode.NUMBER_OTHER, ReasonCode.SAYS_OTHERWISE, ReasonCode.CITATION_WRONG,
        ReasonCode.TURNED_ROUND, ReasonCode.AMOUNT_OTHERWISE,
    }
)  # fmt: skip

_WORDS: dict[ReasonCode, str] = {
    ReasonCode.EMPTY: "There is no answer",
    ReasonCode.EXACT: "The expected words stand in the answer",
    ReasonCode.REFUSED_RIGHTLY: "It says that the documents do not say: that is right",
    ReasonCode.REFUSED_WRONGLY: "It refused, though the documents say it",
    ReasonCode.INVENTED: "It answered, though the documents do not say it",
    ReasonCode.PREMISE_CORRECTED: "It noticed what is wrong in the question",
    ReasonCode.PREMISE_FOLLOWED: "It believed what is wrong in the question",
    ReasonCode.KEY_FACT: "Says what matters: “%fact%”",
    ReasonCode.KEY_FACT_MISSING: "Does not say what matters: “%fact%”",
    ReasonCode.FORBIDDEN: "Says what must not be said: “%fact%”",
    ReasonCode.NUMBERS_AGREE: "The numbers agree: %numbers%",
    ReasonCode.NUMBER_MISSING: "A number is missing: %numbers%",
    ReasonCode.NUMBER_OTHER: "Another number: %said% instead of %expected%",
    ReasonCode.SAYS_OTHERWISE: "It says the opposite of what is expected",
    ReasonCode.TURNED_ROUND: "It says something else than what is expected",
    ReasonCode.AMOUNT_OTHERWISE: "%number% stands there for something else",
    ReasonCode.WORDS: "Telling words of the expected answer found in it: %share%",
    ReasonCode.MEANING: "Alike in meaning to the expected answer: %similarity%",
    ReasonCode.ITEMS: "Points of the list named: %found% of %expected%",
    ReasonCode.ITEM_ADDED: "A point that is not expected: “%fact%”",
    ReasonCode.LANGUAGE_OTHER: "The answer is in another language than the question",
    ReasonCode.CITATION_RIGHT: "The source is right: %document%, page %page%",
    ReasonCode.CITATION_OTHER: "Another source, which says it as well: %document%, page %page%",
    ReasonCode.CITATION_WRONG: "The source does not say it: %document%, page %page%",
    ReasonCode.NO_CITATION: "It names no source",
}
# In what a statement, or an amount of it, is turned round.
_ASPECTS: dict[tuple[ReasonCode, str], str] = {
    (ReasonCode.TURNED_ROUND, "denied"): "It denies what is expected",
    (ReasonCode.TURNED_ROUND, "mood"): "“May” for “must”, or the other way round",
    (ReasonCode.TURNED_ROUND, "actor"): "It names another person",
    (ReasonCode.TURNED_ROUND, "direction"): "Before for after, from for to: the direction is turned round",
    (ReasonCode.TURNED_ROUND, "opposite"): "It says the opposite",
    (ReasonCode.TURNED_ROUND, "belonging"): "A number stands with what another one belongs to",
    (ReasonCode.AMOUNT_OTHERWISE, "denied"): "It denies %number%",
    (ReasonCode.AMOUNT_OTHERWISE, "unit"): "%number% in another unit",
    (ReasonCode.AMOUNT_OTHERWISE, "kind"): "%number% of another kind, as working days for calendar days",
    (ReasonCode.AMOUNT_OTHERWISE, "rate"): "%number% for another span, as a month for a day",
    (ReasonCode.AMOUNT_OTHERWISE, "bound"): "%number% as the other bound: at most for at least",
    (ReasonCode.AMOUNT_OTHERWISE, "side"): "%number% on the other side: before for after",
}
# Of documents without pages.
_PAGELESS: dict[ReasonCode, str] = {
    ReasonCode.CITATION_RIGHT: "The source is right: %document%",
    ReasonCode.CITATION_OTHER: "Another source, which says it as well: %document%",
    ReasonCode.CITATION_WRONG: "The source does not say it: %document%",
}
translatable("ExamReason", _WORDS, _ASPECTS, _PAGELESS)
