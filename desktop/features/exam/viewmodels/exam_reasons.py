"""Why an answer has its mark: the reasons of the rules as sentences."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
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
    words = QCoreApplication.translate("ExamReason", str(source))
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

_WORDS: dict[ReasonCode, object] = {
    ReasonCode.EMPTY: QT_TRANSLATE_NOOP("ExamReason", "There is no answer"),
    ReasonCode.EXACT: QT_TRANSLATE_NOOP("ExamReason", "The expected words stand in the answer"),
    ReasonCode.REFUSED_RIGHTLY: QT_TRANSLATE_NOOP(
        "ExamReason", "It says that the documents do not say: that is right"
    ),
    ReasonCode.REFUSED_WRONGLY: QT_TRANSLATE_NOOP("ExamReason", "It refused, though the documents say it"),
    ReasonCode.INVENTED: QT_TRANSLATE_NOOP("ExamReason", "It answered, though the documents do not say it"),
    ReasonCode.PREMISE_CORRECTED: QT_TRANSLATE_NOOP("ExamReason", "It noticed what is wrong in the question"),
    ReasonCode.PREMISE_FOLLOWED: QT_TRANSLATE_NOOP("ExamReason", "It believed what is wrong in the question"),
    ReasonCode.KEY_FACT: QT_TRANSLATE_NOOP("ExamReason", "Says what matters: “%fact%”"),
    ReasonCode.KEY_FACT_MISSING: QT_TRANSLATE_NOOP("ExamReason", "Does not say what matters: “%fact%”"),
    ReasonCode.FORBIDDEN: QT_TRANSLATE_NOOP("ExamReason", "Says what must not be said: “%fact%”"),
    ReasonCode.NUMBERS_AGREE: QT_TRANSLATE_NOOP("ExamReason", "The numbers agree: %numbers%"),
    ReasonCode.NUMBER_MISSING: QT_TRANSLATE_NOOP("ExamReason", "A number is missing: %numbers%"),
    ReasonCode.NUMBER_OTHER: QT_TRANSLATE_NOOP("ExamReason", "Another number: %said% instead of %expected%"),
    ReasonCode.SAYS_OTHERWISE: QT_TRANSLATE_NOOP("ExamReason", "It says the opposite of what is expected"),
    ReasonCode.TURNED_ROUND: QT_TRANSLATE_NOOP("ExamReason", "It says something else than what is expected"),
    ReasonCode.AMOUNT_OTHERWISE: QT_TRANSLATE_NOOP("ExamReason", "%number% stands there for something else"),
    ReasonCode.WORDS: QT_TRANSLATE_NOOP(
        "ExamReason", "Telling words of the expected answer found in it: %share%"
    ),
    ReasonCode.MEANING: QT_TRANSLATE_NOOP(
        "ExamReason", "Alike in meaning to the expected answer: %similarity%"
    ),
    ReasonCode.ITEMS: QT_TRANSLATE_NOOP("ExamReason", "Points of the list named: %found% of %expected%"),
    ReasonCode.ITEM_ADDED: QT_TRANSLATE_NOOP("ExamReason", "A point that is not expected: “%fact%”"),
    ReasonCode.LANGUAGE_OTHER: QT_TRANSLATE_NOOP(
        "ExamReason", "The answer is in another language than the question"
    ),
    ReasonCode.CITATION_RIGHT: QT_TRANSLATE_NOOP(
        "ExamReason", "The source is right: %document%, page %page%"
    ),
    ReasonCode.CITATION_OTHER: QT_TRANSLATE_NOOP(
        "ExamReason", "Another source, which says it as well: %document%, page %page%"
    ),
    ReasonCode.CITATION_WRONG: QT_TRANSLATE_NOOP(
        "ExamReason", "The source does not say it: %document%, page %page%"
    ),
    ReasonCode.NO_CITATION: QT_TRANSLATE_NOOP("ExamReason", "It names no source"),
}
# In what a statement, or an amount of it, is turned round.
_ASPECTS: dict[tuple[ReasonCode, str], object] = {
    (ReasonCode.TURNED_ROUND, "denied"): QT_TRANSLATE_NOOP("ExamReason", "It denies what is expected"),
    (ReasonCode.TURNED_ROUND, "mood"): QT_TRANSLATE_NOOP(
        "ExamReason", "“May” for “must”, or the other way round"
    ),
    (ReasonCode.TURNED_ROUND, "actor"): QT_TRANSLATE_NOOP("ExamReason", "It names another person"),
    (ReasonCode.TURNED_ROUND, "direction"): QT_TRANSLATE_NOOP(
        "ExamReason", "Before for after, from for to: the direction is turned round"
    ),
    (ReasonCode.TURNED_ROUND, "opposite"): QT_TRANSLATE_NOOP("ExamReason", "It says the opposite"),
    (ReasonCode.TURNED_ROUND, "belonging"): QT_TRANSLATE_NOOP(
        "ExamReason", "A number stands with what another one belongs to"
    ),
    (ReasonCode.AMOUNT_OTHERWISE, "denied"): QT_TRANSLATE_NOOP("ExamReason", "It denies %number%"),
    (ReasonCode.AMOUNT_OTHERWISE, "unit"): QT_TRANSLATE_NOOP("ExamReason", "%number% in another unit"),
    (ReasonCode.AMOUNT_OTHERWISE, "kind"): QT_TRANSLATE_NOOP(
        "ExamReason", "%number% of another kind, as working days for calendar days"
    ),
    (ReasonCode.AMOUNT_OTHERWISE, "rate"): QT_TRANSLATE_NOOP(
        "ExamReason", "%number% for another span, as a month for a day"
    ),
    (ReasonCode.AMOUNT_OTHERWISE, "bound"): QT_TRANSLATE_NOOP(
        "ExamReason", "%number% as the other bound: at most for at least"
    ),
    (ReasonCode.AMOUNT_OTHERWISE, "side"): QT_TRANSLATE_NOOP(
        "ExamReason", "%number% on the other side: before for after"
    ),
}
# Of documents without pages.
_PAGELESS: dict[ReasonCode, object] = {
    ReasonCode.CITATION_RIGHT: QT_TRANSLATE_NOOP("ExamReason", "The source is right: %document%"),
    ReasonCode.CITATION_OTHER: QT_TRANSLATE_NOOP(
        "ExamReason", "Another source, which says it as well: %document%"
    ),
    ReasonCode.CITATION_WRONG: QT_TRANSLATE_NOOP("ExamReason", "The source does not say it: %document%"),
}
