"""Whether a question leans on the one before ("А за границей?" after a question on per diems), and the query
to search then. Rules, no model: a wrong join costs little, since the new words still count in both legs."""

import re
from dataclasses import dataclass

from workers.retrieval import lexical, morphology
from workers.retrieval.lexical import terms
from workers.retrieval.stop_words import STOP_WORDS

# So many terms of its own make a question stand alone, whatever words it has.
_ALONE_WITH_POINTER = 6
_ALONE_WITH_OPENER = 4
_ALONE = 2

_OPENER = re.compile(
    r"\s*(?:ну\s+)?(?:а|и|но|или|тогда|также|ещё|еще|and|or|but|then|also|what about|how about)\b[\s,]",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:он|она|оно|они|его|ему|им|её|ее|ей|их|ним|ней|них|нём|нем|этот|эта|это|эти|этого|этой|этих|этому|"
    r"этим|этими|об этом|там|туда|тут|здесь|тогда|такой|такая|такое|такие|таких|такого|тот|та|те|того|тех|"
    r"первый|второй|последний|остальные|"
    r"it|its|he|she|they|them|their|this|that|these|those|there|then|the same|such)\b",
    re.IGNORECASE,
)
# A phrase with its preposition that takes the place of one in the question before; those that say "where" in
# one case are alike.
_ALIKE = (
    ("в", "во", "на"), ("с", "со"), ("к", "ко"), ("о", "об"), ("у",), ("по",), ("для",), ("за",), ("от",),
    ("из",), ("при",), ("под",), ("до",), ("после",), ("in", "at", "on"), ("for",), ("of",), ("to",),
    ("with",),
)  # fmt: skip
_PREPOSITIONS = {word: index for index, words in enumerate(_ALIKE) for word in words}
_REPLACING = re.compile(
    r"\s*(?:ну\s+)?(?:а|и|что насчёт|что насчет|and|what about|how about)\s+"
    r"(?P<phrase>[^?!.,;:]+?)\s*[?!.]*\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*|[«\"“][^»\"”]+[»\"”]")
_LONGEST = 5  # words of a phrase that takes the place of another
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_ARTICLES = frozenset(("the", "a", "an", "our", "my", "your"))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A preposition (its kind) with its nouns; offsets into the question."""

    kind: int
    start: int
    end: int
    cases: frozenset[str]


def leans(question: str) -> bool:
    """Whether the question cannot be understood without the one before."""
    own = len(terms(question))
    if own < _ALONE:
        return True
    if _OPENER.match(question) and own < _ALONE_WITH_OPENER:
        return True
    return bool(_POINTER.search(question)) and own < _ALONE_WITH_POINTER


def query(question: str, previous: str) -> str:
    """What to search: the question; when it leans on the one before, that one with the new phrase in place of
    its own ("А у кладовщика?"), else both, one behind the other."""
    question, previous = question.strip(), previous.strip()
    if not previous or not leans(question):
        return question
    return replaced(question, previous) or f"{previous} {question}"


def replaced(question: str, previous: str) -> str:
    """The question before with the phrase that this one brings in place of its like; "" where it is not clear
    which. It is a question of its own: tables can be asked it."""
    found = _REPLACING.fullmatch(question)
    if found is None:
        return ""
    new = _phrases(found["phrase"])
    if len(new) != 1 or new[0].start or new[0].end != len(found["phrase"]):
        return ""
    alike = [
        old
        for old in _phrases(previous)
        if old.kind == new[0].kind and (old.cases & new[0].cases or not (old.cases or new[0].cases))
    ]
    if len(alike) != 1:
        return ""
    return previous[: alike[0].start] + found["phrase"] + previous[alike[0].end :]


def _phrases(text: str) -> list[_Phrase]:
    """The prepositions of a text, each with the nouns and adjectives behind it."""
    found: list[_Phrase] = []
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        kind = _PREPOSITIONS.get(word.group().lower())
        if kind is None:
            continue
        inside = words[at + 1 : at + 1 + _LONGEST]
        end, cases = at, frozenset[str]()
        for step, one in enumerate(inside, at + 1):
            between = text[words[step - 1].end() : one.start()]
            if between.strip() or not _within(one.group()):
                break
            cases = cases or _cases(one.group())
            end = step
        inside = words[at + 1 : end + 1]
        if any(one.group().lower() not in _ARTICLES for one in inside):
            if not cases and any(not one.group()[0].islower() for one in inside):
                cases = frozenset(_CASES)  # a name, or a number
            found.append(_Phrase(kind, word.start(), words[end].end(), cases))
    return found


def _cases(word: str) -> frozenset[str]:
    """The cases that a noun of the dictionary can stand in."""
    if morphology.is_noun(word) and lexical.is_word(word.lower()):
        return frozenset(case for case in _CASES if morphology.has_case(word, case))
    return frozenset()


def _within(word: str) -> bool:
    """Whether a word can stand in such a phrase: a noun, what describes it, a number, a name; in English any
    word but a preposition or a verb that asks."""
    lower = word.lower()
    if lower in _PREPOSITIONS:
        return False
    if not re.search("[а-яё]", lower):
        return lower in _ARTICLES or lower not in STOP_WORDS
    if morphology.is_noun(word) or not word[0].isalpha():
        return True
    return any(morphology.is_adjective(word, case) for case in _CASES)
