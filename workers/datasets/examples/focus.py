"""Which sentences of a passage are worth a question, and what kind of question: rules, no model.

A small model asked to choose for itself takes the first sentence, or one of the page's header; asked about
one sentence it writes a question to the point."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workers.answering import claims
from workers.answering.evidence import spans
from workers.contract.training.examples import ExampleKind, SourcePassage
from workers.text import heading_path

LEAST, MOST = 40, 420  # characters of a sentence to ask about
_TELLING = 4  # words that say something
_POINT = re.compile(r"^\s*(?:(?:\d{1,3}\.)+\d{0,3}\.?|\(?\d{1,2}[.)]|[-*•–—])\s+")
_TERM = re.compile(
    r"\s[—–-]\s*это\s|\b(?:понима(?:е|ю)тся|называ(?:е|ю)тся|признаёт?ся|означает)\b"
    r"|\b(?:means|refers to|is called|is defined as|stands for)\b",
    re.I,
)
# What stands around a text: "УТВЕРЖДАЮ Генеральный директор …", the postal code of an address.
_BOILERPLATE = re.compile(r"\b[А-ЯЁ]{6,}\b|(?<!\d)\d{6}, ")
_ENDS = frozenset(".!;…»")
_FIELDS = re.compile(r"[^:;|\n]{1,60}: [^;\n]+;|\s\|\s")
_HOW_TO = re.compile(
    r"\b(?:должен|должны|обязан\w*|необходимо|нужно|следует|пода[её]т\w*|оформля\w+|сда[её]т\w*|получа\w+|"
    r"сообща\w+|уведомля\w+|направля\w+|подписыва\w+|заполня\w+|обраща\w+|порядок|через|"
    r"must|should|shall|needs? to|has to|have to|submit\w*|report\w*|sign\w*|contact\w*|send\w*|before)\b",
    re.I,
)
_POINTS = re.compile(
    r"^\W*(?:он|она|оно|они|это|этот|эта|эти|такой|такая|такие|при этом|кроме того|указанн\w+|данн\w+|"
    r"he|she|it|they|this|these|such|that|those|also)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Focus:
    """A sentence of a passage (offsets into its text) and the kind of question it is good for."""

    start: int
    end: int
    kind: ExampleKind


def foci(passage: SourcePassage, kinds: Sequence[ExampleKind], most: int) -> list[Focus]:
    """At most `most` sentences worth asking about, the most telling ones, in the order of the text."""
    scored = []
    for start, end in spans.sentence_spans(passage.text):
        mark = _POINT.match(passage.text[start:end])
        start += mark.end() if mark else 0
        score = _score(passage.text[start:end])
        if score > 0:
            scored.append((score, start, end))
    chosen = sorted(sorted(scored, reverse=True)[:most], key=lambda item: item[1])
    return [
        Focus(start, end, kind)
        for index, (_, start, end) in enumerate(chosen)
        if (kind := _kind(passage.text[start:end], passage, kinds, index)) is not None
    ]


def clean_foci(
    passage: SourcePassage, clean: SourcePassage, kinds: Sequence[ExampleKind], most: int
) -> list[Focus]:
    """As `foci` of a passage whose lines of every page are blanks in `clean`: none of them, and no sentence
    that one has fallen into or cut in two."""
    return [focus for focus in foci(clean, kinds, most) if _whole(passage.text, clean.text, focus)]


def _whole(text: str, clean: str, focus: Focus) -> bool:
    sentence = text[focus.start : focus.end]
    if sentence != clean[focus.start : focus.end]:
        return False
    begins = text[: focus.start].rstrip()[-1:] == clean[: focus.start].rstrip()[-1:]
    ends = text[focus.end :].lstrip()[:1] == clean[focus.end :].lstrip()[:1]
    return (begins or not sentence[:1].islower()) and (ends or sentence.rstrip()[-1:] in _ENDS)


def _score(sentence: str) -> float:
    """How telling a sentence is: what it says, its numbers; 0 for what is none."""
    if not LEAST <= len(sentence) <= MOST or sentence.rstrip().endswith(("?", ":")):
        return 0.0
    # A row of a table is found by search; as a sentence it says nothing.
    if len(_FIELDS.findall(sentence)) > 1 or _BOILERPLATE.search(sentence):
        return 0.0
    letters = sum(character.isalpha() for character in sentence)
    capitals = sum(character.isupper() for character in sentence)
    if letters < 0.6 * len(sentence) or capitals > 0.4 * letters:
        return 0.0
    said = claims.claim(sentence)
    telling = sum(1 for term in said.terms if not claims.is_light(term))
    if telling < _TELLING:
        return 0.0
    score = min(telling, 12) + 2.0 * min(len(said.numbers), 3) + (2.0 if said.denied or said.allowed else 0.0)
    # "It lasts two days" asks for the sentence before it.
    return score * (0.5 if _POINTS.match(sentence) else 1.0)


def _kind(
    sentence: str, passage: SourcePassage, kinds: Sequence[ExampleKind], index: int
) -> ExampleKind | None:
    if ExampleKind.TERM in kinds and _TERM.search(sentence):
        return ExampleKind.TERM
    if ExampleKind.CLASSIFY in kinds and index == 2 and topic(passage):
        return ExampleKind.CLASSIFY
    if ExampleKind.HOW_TO in kinds and _HOW_TO.search(sentence):
        return ExampleKind.HOW_TO
    if ExampleKind.FACT in kinds or ExampleKind.READER in kinds:
        return ExampleKind.FACT
    return next((kind for kind in (ExampleKind.HOW_TO, ExampleKind.TERM) if kind in kinds), None)


_NUMBERED = re.compile(
    r"^(?:(?:раздел|глава|статья|пункт|section|chapter|article)\s*)?[\dIVX]+(?:\.\d+)*\.?\s+", re.I
)


def topic(passage: SourcePassage) -> str:
    """The subject that a heading gives a passage, without its number; "" when it has none to speak of."""
    last = (heading_path.titles(passage.heading) or [""])[-1]
    last = _NUMBERED.sub("", last).strip(" .")
    if "№" in last or last.isupper():  # "ПРИКАЗ № 17" names a paper, not a subject
        return ""
    return last if 4 <= len(last) <= 90 and claims.claim(last).terms else ""
