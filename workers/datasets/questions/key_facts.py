"""What a right answer must say, found by code: numbers, names, the words that make the answer.

A fact is written as alternatives between "|". A fact too many marks right answers wrong, so only what the
question asks for becomes one."""

import re

from workers.answering import claims
from workers.datasets.questions.base_vocabulary import telling
from workers.datasets.questions.figures import MONTHS, NumberSpan
from workers.retrieval import lexical, morphology

_MOST_WORDS = 4  # an answer that brings more words of its own can be told in others
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CODE = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w|\b[A-ZА-ЯЁ]{1,5}-\d[\w/-]*|\b(?=[^\s\d]*[A-Z])[A-Za-z]*[A-Z]{2,}[A-Za-z]*\b"
)
_ASKS_ONE = re.compile(
    r"^(?:кто|кому|кого|кем|чем|куда|где|откуда|в какой|в каком|какой|какая|какое|who|whom|where|which)\b",
    re.I,
)
_ASKS_NUMBER = re.compile(
    r"\b(?:сколько|когда|срок\w*|как часто|до какого|с какого|за какое время|"
    r"how (?:many|much|long|often|soon)|when|by when|at what|deadline)\b",
    re.I,
)
_BAR = re.compile(r"[|\n]+")


def of_number(figure: NumberSpan) -> tuple[str, ...]:
    """The number asked for, as it is written and in digits."""
    if figure.unit in MONTHS:
        return (_BAR.sub(" ", " ".join(figure.phrase.split())),)
    written = figure.phrase.split()[0] if not figure.phrase[0].isdigit() else ""
    return (_alternatives(figure.value, written),)


def of_words(answer: str) -> tuple[str, ...]:
    """Who it is: the first noun of a short answer."""
    words = [word for word in _WORD.findall(answer) if telling(word)]
    nouns = [word for word in words if morphology.is_noun(word)]
    return tuple((nouns or words)[:1])


def of_ways(*ways: str) -> tuple[str, ...]:
    """One fact that can be said in any of some ways."""
    return (_alternatives(*ways),)


def of_list(items: tuple[str, ...]) -> tuple[str, ...]:
    """Every item of a list."""
    return tuple(_BAR.sub(" ", item) for item in items)


def of_answer(question: str, answer: str) -> tuple[str, ...]:
    """What an answer to a question about a sentence has to say; () when nothing is certain."""
    facts: list[str] = []
    if _ASKS_NUMBER.search(question):
        asked = claims.claim(question).numbers
        facts += sorted(claims.claim(answer).numbers - asked)[:2]
    facts += [code for code in dict.fromkeys(_CODE.findall(answer)) if code.lower() not in question.lower()][
        :2
    ]
    if not facts and _ASKS_ONE.match(question):
        own = _own_words(question, answer)
        if 0 < len(own) <= _MOST_WORDS:
            facts.append(_alternatives(*own))
    return tuple(facts)


def _own_words(question: str, answer: str) -> list[str]:
    """The telling words of the answer that the question does not hold, as they are written."""
    asked = claims.claim(question).terms
    new = {t for t in telling(answer) if not any(claims.related(t, other) for other in asked)}
    found: dict[str, str] = {}
    for match in _WORD.finditer(answer):
        for term in lexical.terms(match.group()):
            if term in new:
                found.setdefault(term, match.group())
    return list(dict.fromkeys(found.values()))


def _alternatives(*ways: str) -> str:
    return "|".join(dict.fromkeys(_BAR.sub(" ", way) for way in ways if way))
