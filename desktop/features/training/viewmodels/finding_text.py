"""What the checks found, and the other words of an example, as a person reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.review.rows import PassageRecord, RowSource, RowState
from desktop.core.training_entities import Example
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translatable, translate
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Code, Problem
from workers.contract.training.checks import Finding, FindingCode, Severity
from workers.contract.training.examples import ExampleKind, PassageStatus
from workers.text.language import ENGLISH, RUSSIAN
from workers.text.shortening import shorten

_LOOKS = {
    Severity.OK: ("check", "secondary"),
    Severity.DOUBT: ("triangle-alert", "warning"),
    Severity.FAIL: ("circle-alert", "danger"),
}
_LONGEST = 80  # characters of a quoted word or place


@dataclass(frozen=True, slots=True)
class FindingText:
    """A line of the checks: `tone` is a colour of `IconLabel`."""

    sentence: str
    icon: str
    tone: str


def describe(finding: Finding, number_of: Callable[[str], int]) -> FindingText:
    """`number_of(id)` is the number of another example of the base, 0 when it is gone."""
    icon, tone = _LOOKS[finding.severity]
    return FindingText(_sentence(finding, number_of), icon, tone)


def kind_word(kind: ExampleKind) -> str:
    """What an example teaches, in plain words."""
    return {
        ExampleKind.FACT: translate("Example", "Fact"),
        ExampleKind.HOW_TO: translate("Example", "How to do it"),
        ExampleKind.TERM: translate("Example", "Term"),
        ExampleKind.CLASSIFY: translate("Example", "What it belongs to"),
        ExampleKind.REFUSAL: translate("Example", "Not in the documents"),
        ExampleKind.READER: translate("Example", "Answer from passages"),
        ExampleKind.FREE: translate("Example", "Manner and form"),
        ExampleKind.TEXT: translate("Example", "Text of a document"),
        ExampleKind.GENERAL: translate("Example", "General knowledge"),
    }[kind]


def state_word(example: Example) -> str:
    """What has been decided of an example."""
    if example.state is RowState.APPROVED:
        if example.edited:
            return translate("Example", "Approved, edited")
        return translate("Example", "Approved")
    if example.state is RowState.REJECTED:
        if not example.reviewed_by:
            return translate("Example", "Rejected by the check")
        return translate("Example", "Rejected")
    if example.doubtful:
        return translate("Example", "Look carefully")
    return translate("Example", "Waits for review")


def state_style(example: Example) -> tuple[str, str]:
    """(icon, tone) of the state."""
    if example.state is RowState.APPROVED:
        return "check", "success"
    if example.state is RowState.REJECTED:
        return "circle-x", "danger"
    return ("triangle-alert", "warning") if example.doubtful else ("clock", "secondary")


def source_sentence(example: Example) -> str:
    """Where an example without a document came from."""
    if example.source is RowSource.IMPORTED:
        said = translate("Example", "Comes from the file %1. It has no place in a document.")
        return fill(said, example.origin)
    if example.source is RowSource.CHAT:
        return translate("Example", "Comes from the chat. It has no place in a document.")
    if example.text.kind is ExampleKind.REFUSAL:
        return translate(
            "Example", "The documents do not say: the right answer is a refusal, so there is no page to show."
        )
    return translate("Example", "This example has no place in a document.")


def passage_sentence(passage: PassageRecord) -> str:
    """What became of one passage when examples were made from it."""
    if passage.status is PassageStatus.MADE:
        return translate("Example", "%n example(s) made", "", passage.rows)
    if passage.code in set(FindingCode):
        finding = Finding(FindingCode(passage.code), Severity.DOUBT, dict(passage.params))
        said = translate("Example", "What the model wrote failed the check. %1")
        return fill(said, _sentence(finding, lambda _: 0))
    if passage.code in set(Code):
        return in_full(Problem.stored(passage.code, passage.params))
    if passage.status is PassageStatus.NOTHING:
        return translate("Example", "Nothing to ask here")
    return translate("Example", "Did not work out; making again tries it once more")


def _sentence(finding: Finding, number_of: Callable[[str], int]) -> str:
    source, params = _WORDS[finding.code], finding.params
    if finding.code is FindingCode.NOT_IN_QUOTE and params.get("place"):
        source = _OTHER_PLACE
    values = {name: _short(params.get(name, "")) for name in ("words", "place", "number", "text")}
    values |= {side: _language(str(params.get(side, ""))) for side in ("question", "answer")}
    values["characters"] = formats.number(_int(params.get("characters", 0)))
    values["share"] = formats.percent(_int(params.get("share", 0)) / 100)
    number = number_of(str(params["example"])) if "example" in params else 0
    values["example"] = formats.number(number) if number else "—"
    return fill(translate("Finding", source), **values)


def _short(value: object) -> str:
    return shorten(" ".join(str(value).split()), _LONGEST)


def _int(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _language(code: str) -> str:
    return {
        RUSSIAN: translate("Finding", "Russian"),
        ENGLISH: translate("Finding", "English"),
    }.get(code, code)


_WORDS: dict[FindingCode, str] = {
    FindingCode.QUOTE_FOUND: "The quote stands in the document word for word",
    FindingCode.QUOTE_MISSING: "The quote does not stand in the document",
    FindingCode.ANSWERABLE: "The question can be answered from this quote",
    FindingCode.NOT_IN_QUOTE: "“%words” is not in the quote",
    FindingCode.NUMBER_NOT_IN_QUOTE: "The number %number is not in the quote",
    FindingCode.QUESTION_UNRELATED: "The question seems to be about something else than the answer",
    FindingCode.QUESTION_LEAKS: "The question already holds its answer",
    FindingCode.NOT_A_QUESTION: "This does not look like a question or a task",
    FindingCode.POINTS_AT_TEXT: "Speaks of “the text above”, which nobody will see",
    FindingCode.TOO_SHORT: "Too short: %characters characters",
    FindingCode.TOO_LONG: "Too long: %characters characters",
    FindingCode.LANGUAGE_MIXED: "Two languages: the question is %question, the answer %answer",
    FindingCode.DUPLICATE: "The same as example %example",
    FindingCode.NEAR_DUPLICATE: "Almost the same as example %example (alike by %share)",
    FindingCode.CONTRADICTS: "Example %example answers the same question differently",
    FindingCode.PERSONAL_NAME: "Personal data, a name: %text",
    FindingCode.PERSONAL_PASSPORT: "Personal data, a passport number: %text",
    FindingCode.PERSONAL_SNILS: "Personal data, an insurance number (SNILS): %text",
    FindingCode.PERSONAL_INN: "Personal data, a tax number (INN): %text",
    FindingCode.PERSONAL_PHONE: "Personal data, a telephone number: %text",
    FindingCode.PERSONAL_EMAIL: "Personal data, a mail address: %text",
    FindingCode.PERSONAL_SALARY: "Personal data, a person's pay: %text",
}
_OTHER_PLACE = "“%words” is not in the quote: it stands under “%place”"
translatable("Finding", _WORDS, _OTHER_PLACE)
