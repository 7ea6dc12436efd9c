"""The checks of one example: what can be seen without the others."""

import itertools
import re
from collections.abc import Callable, Sequence

from workers.answering import claims, refusal_detection
from workers.contract.training.checks import Finding, FindingCode, Severity
from workers.contract.training.examples import ExampleKind, ExampleText, SourcePassage
from workers.datasets.examples import personal, pointing
from workers.datasets.examples.sources import Sources
from workers.datasets.examples.support import QuoteSupport, holds, overlap, support
from workers.text import heading_path
from workers.text.language import differ, language_of
from workers.text.quotes import Folded, locate

C, OK, DOUBT, FAIL = FindingCode, Severity.OK, Severity.DOUBT, Severity.FAIL
SHORTEST_QUESTION, SHORTEST_ANSWER, LONGEST = 5, 2, 4000
# Of a question's telling words so much has to stand in quote, heading and answer …
RELATED_WORDS = 0.25
# … or the vectors of question and quote have to be this close. Questions of other paragraphs lie below.
RELATED_COSINE = 0.82
_ORDER = re.compile(
    r"^\W*(?:пожалуйста,?\s+)?(?:напиши|составь|переведи|объясни|расскажи|опиши|перечисли|назови|определи|исправь|"
    r"сократи|перескажи|ответь|приведи|дай|покажи|помоги|подскажи|сделай|подготовь|классифицируй|укажи|найди|"
    r"проверь|сформулируй|write|translate|explain|tell|describe|list|name|give|show|help|make|prepare|classify|"
    r"define|summari[sz]e|rewrite|correct|check|find|state|compose|draft|identify|generate|create|choose|"
    r"please|convert|answer)(?:те)?\b",
    re.I,
)
_POINT = re.compile(r"^\s*(\d{1,3}(?:\.\d{1,3})+|\d{1,3})\.?\s")
Cosine = Callable[[str, str], float]


def examine(text: ExampleText, sources: Sources, cosine: Cosine) -> list[Finding]:
    """Findings of one example. `cosine` compares a question with a text; it is called where words alone do
    not tell."""
    found = [*_length(text), *_wording(text), *_language(text)]
    if text.kind is not ExampleKind.REFUSAL and not refusal_detection.is_refusal(text.answer):
        found += _quote(text, sources, cosine)
    found += _personal(text)
    return found


def masked(text: ExampleText) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Question, answer and earlier turns without personal data; "" and () for what has none."""
    language = language_of(text.question)
    turns = tuple(
        (personal.mask(asked, language) or asked, personal.mask(said, language) or said)
        for asked, said in text.earlier
    )
    earlier = turns if turns != text.earlier else ()
    return personal.mask(text.question, language), personal.mask(text.answer, language), earlier


def _length(text: ExampleText) -> list[Finding]:
    if len(text.question.strip()) < SHORTEST_QUESTION or len(text.answer.strip()) < SHORTEST_ANSWER:
        # A bare figure is an answer.
        figure = text.answer.strip().isdigit() and len(text.question.strip()) >= SHORTEST_QUESTION
        short = min((text.question.strip(), text.answer.strip()), key=len)
        return [] if figure else [Finding(C.TOO_SHORT, FAIL, {"characters": len(short)})]
    total = sum(map(len, (text.question, text.answer, *itertools.chain(*text.earlier))))
    return [Finding(C.TOO_LONG, DOUBT, {"characters": total})] if total > LONGEST else []


def _wording(text: ExampleText) -> list[Finding]:
    found = []
    asks = "?" in text.question or claims.is_open(text.question) or _ORDER.match(text.question)
    if not asks and text.kind is not ExampleKind.GENERAL and not text.earlier:  # "А за границей" follows
        found.append(Finding(C.NOT_A_QUESTION, DOUBT))
    points = pointing.points_at_text(text.question) or pointing.points_at_text(text.answer)
    if points and not text.passages and not refusal_detection.is_refusal(text.answer):
        found.append(Finding(C.POINTS_AT_TEXT, DOUBT))
    if text.kind not in (ExampleKind.CLASSIFY, ExampleKind.FREE) and pointing.leaks(
        text.question, text.answer
    ):
        found.append(Finding(C.QUESTION_LEAKS, DOUBT))
    return found


def _language(text: ExampleText) -> list[Finding]:
    question, answer = language_of(text.question), language_of(text.answer, language_of(text.question))
    strange = pointing.mixes(text.question) or pointing.mixes(text.answer)
    letters = sum(character.isalpha() for character in text.answer)
    # A product's name or a command in Latin letters is an answer to a Russian question; a sentence is not.
    apart = question != answer and letters > 25 and text.kind is not ExampleKind.FREE
    if strange or apart:
        return [
            Finding(C.LANGUAGE_MIXED, DOUBT, {"question": question, "answer": "?" if strange else answer})
        ]
    return []


# --- quote ---------------------------------------------------------------------------------------


def _quote(text: ExampleText, sources: Sources, cosine: Cosine) -> list[Finding]:
    if not text.quote.strip():
        return []
    found = []
    if sources.known:
        stands = sources.holds(text)
        if not stands:
            return [Finding(C.QUOTE_MISSING, FAIL)]
        found.append(Finding(C.QUOTE_FOUND, OK))
    passage = sources.passage(text)
    heading = f"{passage.heading} {passage.name}" if passage else ""
    said = support(text.answer, text.quote, text.question, heading)
    around = sources.around(text)
    if said.number and not _shown(said.number, text):
        place = _place_of_number(said.number, around)
        if place is None:
            return [*found, Finding(C.NUMBER_NOT_IN_QUOTE, FAIL, {"number": said.number})]
        return [*found, Finding(C.NOT_IN_QUOTE, DOUBT, {"words": said.number, "place": place})]
    if differ(text.answer, text.quote):
        # Words tell nothing of a quote in another language; its numbers agree.
        return [*found, Finding(C.ANSWERABLE, OK)]
    if said.words and text.kind is not ExampleKind.CLASSIFY:
        place = _place(said, around, text)
        found.append(Finding(C.NOT_IN_QUOTE, DOUBT, {"words": said.words, "place": place}))
    asked = claims.claim(text.question)
    near = overlap(asked, claims.claim(f"{heading} {text.quote} {text.answer}")) >= RELATED_WORDS
    classifies = text.kind is ExampleKind.CLASSIFY
    whole = f"{heading} {text.quote} {text.answer}".strip()
    if not near and asked.terms and not classifies and cosine(text.question, whole) < RELATED_COSINE:
        found.append(Finding(C.QUESTION_UNRELATED, DOUBT))
    elif not said.words:
        found.append(Finding(C.ANSWERABLE, OK))
    return found


def _place_of_number(number: str, passages: Sequence[SourcePassage]) -> str | None:
    """Where the document has a number that the quote has not; None when it has it nowhere."""
    for passage in passages:
        if number in claims.claim(passage.text).numbers:
            return _title(passage)
    return None


def _title(passage: SourcePassage) -> str:
    return heading_path.last_title(passage.heading) or (str(passage.page) if passage.page else "")


def _shown(number: str, text: ExampleText) -> bool:
    """Numbers of a reader row may stand in the passages before its question."""
    return bool(text.passages) and number in claims.claim("\n".join(text.passages)).numbers


def _place(said: QuoteSupport, passages: Sequence[SourcePassage], text: ExampleText) -> str:
    """Where the document says what the quote does not: the number of a point ("4.3"), else a heading, else a
    page; "" when it says it nowhere."""
    for passage in passages:
        if not holds(said.terms, passage.text):
            continue
        for line in passage.text.splitlines():
            point = _POINT.match(line)
            if point and holds(said.terms, line) and not locate(text.quote, Folded(line)):
                return point.group(1)
        return _title(passage)
    return ""


def _personal(text: ExampleText) -> list[Finding]:
    found: dict[FindingCode, str] = {}
    for part in (text.question, text.answer, *itertools.chain(*text.earlier)):
        for item in personal.find(part):
            found.setdefault(item.code, part[item.start : item.end])
    return [Finding(code, DOUBT, {"text": shown}) for code, shown in found.items()]
