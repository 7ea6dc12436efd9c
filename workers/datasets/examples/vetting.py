"""Whether what a model wrote about a sentence may become an example, and with which quote."""

import re
from dataclasses import dataclass, replace

from workers.answering import claims, refusal_detection
from workers.answering.attribution import Checker
from workers.contract.specs.search import Passage
from workers.contract.training.checks import FindingCode
from workers.contract.training.examples import ExampleKind, ExampleText, SourcePassage
from workers.datasets.examples import asking, pointing
from workers.datasets.examples.asking import RowDraft
from workers.datasets.examples.focus import Focus, topic
from workers.datasets.examples.support import overlap, support
from workers.text.language import differ, language_of

LEAST_QUESTION, MOST_QUESTION, MOST_ANSWER = 12, 260, 600
_MEANING = re.compile(r"^(?:что такое|что означает|what does .+ mean)\b", re.I)
Params = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Vetted:
    """An example, or None with the reason (a `FindingCode`, "not_json", "nothing_to_ask")."""

    row: ExampleText | None = None
    code: str = ""
    params: Params | None = None


def vet(draft: RowDraft | None, passage: SourcePassage, focus: Focus) -> Vetted:
    """The example that a draft makes: its answer stands in the sentence asked about, or elsewhere in the
    passage, whose place is the quote then."""
    if draft is None:
        return Vetted(code="not_json")
    language = asking.language_of(passage)
    quote = passage.text[focus.start : focus.end]
    if focus.kind is ExampleKind.CLASSIFY:
        return _classified(draft, passage, focus, language)
    code = _question_fault(draft, language, focus.kind)
    if code:
        return Vetted(code=code.value)
    if refusal_detection.is_refusal(draft.answer):
        return Vetted(code="nothing_to_ask")
    row = ExampleText(
        draft.question, _sentence(draft.answer), focus.kind, quote, passage.document, passage.chunk,
        passage.start + focus.start, passage.start + focus.end, passage.page, language,
    )  # fmt: skip
    return _supported(row, passage)


def _classified(draft: RowDraft, passage: SourcePassage, focus: Focus, language: str) -> Vetted:
    request = draft.question.strip('«»"“” ')
    if len(request) < LEAST_QUESTION or differ(request, passage.text):
        return Vetted(code=FindingCode.TOO_SHORT.value, params={"characters": len(request)})
    heading = topic(passage)
    about = f"{passage.heading} {passage.text}"
    if overlap(claims.claim(request), claims.claim(about)) < 0.3:
        return Vetted(code=FindingCode.QUESTION_UNRELATED.value)
    return Vetted(
        ExampleText(
            asking.words(language, "classify_question", question=request),
            asking.words(language, "classify_answer", topic=heading),
            ExampleKind.CLASSIFY,
            passage.text[focus.start : focus.end],
            passage.document,
            passage.chunk,
            passage.start + focus.start,
            passage.start + focus.end,
            passage.page,
            language,
        )
    )


def _question_fault(draft: RowDraft, language: str, kind: ExampleKind) -> FindingCode | None:
    question = draft.question
    if len(question) < LEAST_QUESTION or len(draft.answer) < 2:
        return FindingCode.TOO_SHORT
    if len(question) > MOST_QUESTION or len(draft.answer) > MOST_ANSWER:
        return FindingCode.TOO_LONG
    if not question.endswith("?"):
        return FindingCode.NOT_A_QUESTION
    if _MEANING.match(question) and kind is not ExampleKind.TERM:
        return FindingCode.QUESTION_UNRELATED
    if pointing.points_at_text(question) or pointing.points_at_text(draft.answer):
        return FindingCode.POINTS_AT_TEXT
    if language_of(question) != language or pointing.mixes(question) or pointing.mixes(draft.answer):
        return FindingCode.LANGUAGE_MIXED
    if differ(question, draft.answer):
        return FindingCode.LANGUAGE_MIXED
    if pointing.leaks(question, draft.answer):
        return FindingCode.QUESTION_LEAKS
    return None


def _supported(row: ExampleText, passage: SourcePassage) -> Vetted:
    found = support(row.answer, row.quote, row.question, passage.heading)
    if not (found.number or found.words or found.contradicts):
        return _asked_of_quote(row, passage)
    # The model may have used another sentence of the passage: then that one is the quote.
    shown = Passage(
        passage.chunk, passage.document, passage.name, passage.path, passage.page, passage.page,
        passage.start, passage.end, passage.heading, passage.text, 0.0,
    )  # fmt: skip
    for place in Checker([shown], row.question).places(row.answer)[:1]:
        start, end = passage.start + place.start, passage.start + place.end
        moved = replace(row, quote=passage.text[place.start : place.end], start=start, end=end)
        again = support(moved.answer, moved.quote, moved.question, passage.heading)
        if not (again.number or again.words or again.contradicts):
            return _asked_of_quote(moved, passage)
    if found.number:
        return Vetted(code=FindingCode.NUMBER_NOT_IN_QUOTE.value, params={"number": found.number})
    return Vetted(code=FindingCode.NOT_IN_QUOTE.value, params={"words": found.words})


def _asked_of_quote(row: ExampleText, passage: SourcePassage) -> Vetted:
    """The question speaks of what the quote (under its heading) says, and invents no number."""
    asked, source = claims.claim(row.question), claims.claim(f"{passage.heading}. {passage.text}")
    if asked.numbers - source.numbers:
        return Vetted(
            code=FindingCode.NUMBER_NOT_IN_QUOTE.value, params={"number": min(asked.numbers - source.numbers)}
        )
    if overlap(asked, claims.claim(f"{passage.heading}. {row.quote}")) < 0.34:
        return Vetted(code=FindingCode.QUESTION_UNRELATED.value)
    return Vetted(row)


def _sentence(answer: str) -> str:
    """With a capital letter at its beginning and a full stop at its end."""
    answer = re.sub(r"\s*[;,]$", "", answer)
    answer = answer[:1].upper() + answer[1:]
    return answer if answer.endswith((".", "!", "?", "…", ")", "»")) else answer + "."
