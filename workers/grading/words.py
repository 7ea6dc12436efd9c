"""Words of a statement: their kind and grammar, Russian by the dictionary, English by stems; which
are one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from workers.answering import claims
from workers.grading.vocabulary import EQUAL, FORMS, PRONOUNS, SEQUENCE, VERBS
from workers.retrieval import lexical, synonyms
from workers.text import measures

NOUN, ADJECTIVE, VERB, OTHER = "noun", "adjective", "verb", "other"
_LIKELY = 0.1
_LEAST_HALF = 3  # letters of each half of a compound word


@dataclass(frozen=True, slots=True)
class AnswerWord:
    """A word that says something. `term`: its stem; `cases`: those it may stand in (Russian); `person`: an
    animate noun; `role`: FROM, TO, BEFORE … of the preposition before it; `owner`: the place of the animate
    noun whose genitive it is ("заместитель директора"), −1 without one; `part`: which part of the text
    between commas and conjunctions it stands in; `at`: its token; `given`,
    `family`: it is such a name."""

    term: str
    text: str
    kind: str
    cases: frozenset[str] = frozenset()
    person: bool = False
    passive: bool = False
    denied: bool = False
    excluded: bool = False
    role: str = ""
    owner: int = -1
    part: int = 0
    at: int = 0
    given: bool = False
    family: bool = False


@lru_cache(maxsize=1)
def verb_stems() -> frozenset[str]:
    """The stems of English words that are taken for verbs."""
    return frozenset(term for verb in VERBS for term in lexical.terms(verb))


@lru_cache(maxsize=65536)
def kind_of(token: str) -> str:
    """NOUN, ADJECTIVE, VERB or OTHER of a Russian word; OTHER of all others."""
    if not re.search("[а-я]", token):
        return OTHER
    pos = str(lexical.morphology().parse(token)[0].tag.POS or "")
    if pos in ("VERB", "INFN", "GRND", "PRTS", "PRED", "ADJS"):
        return VERB
    if pos in ("ADJF", "PRTF"):
        return ADJECTIVE
    return NOUN if pos == "NOUN" else OTHER


@lru_cache(maxsize=65536)
def name_of(token: str) -> tuple[bool, bool]:
    """Whether a Russian word is a first name or a patronymic, and whether it is a family name."""
    if not re.search("[а-я]", token):
        return False, False
    tag = lexical.morphology().parse(token)[0].tag
    return "Name" in tag or "Patr" in tag, "Surn" in tag


def is_infinitive(token: str) -> bool:
    """Whether a Russian word is an infinitive."""
    return str(lexical.morphology().parse(token)[0].tag.POS) == "INFN"


def is_attribute(token: str) -> bool:
    """Whether a Russian word is an adjective or a participle before its noun."""
    return kind_of(token) == ADJECTIVE


@lru_cache(maxsize=65536)
def grammar(token: str) -> tuple[frozenset[str], bool, bool]:
    """(cases, animate, passive) of a Russian word; nothing for others."""
    if not re.search("[а-я]", token):
        return frozenset(), False, False
    parses = lexical.morphology().parse(token)
    best = parses[0]
    same = [p for p in parses if p.score >= _LIKELY and p.normal_form == best.normal_form]
    cases = frozenset(str(p.tag.case) for p in same if p.tag.case)
    passive = str(best.tag.POS) == "PRTS" or (
        str(best.tag.POS) == "VERB" and str(best.normal_form).endswith("ся")
    )
    return cases, str(best.tag.POS) == "NOUN" and "anim" in best.tag, passive


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Whether two stems count as one word: equal, of one family, or synonyms."""
    if any(c.isdigit() or c == "@" for c in f"{one}{other}"):
        return one == other
    equal = claims.related(one, other) or _is_derived(one, other) or _is_derived(other, one)
    equal = equal or other in synonyms.words().get(one, ())
    return equal or any(one.startswith(a) and other.startswith(b) for a, b in EQUAL)


_OF_NOUN = re.compile("(?<=[а-я]{3})(?:ь?н|[ая]нн?)$")
_SOFTENED = {"ж": "г", "ч": "к", "ш": "х"}


def _is_derived(adjective: str, noun: str) -> bool:
    """Whether a stem is that of the adjective of a noun: "стальн" of "стал", "бумажн" of "бумаг"."""
    if len(noun) < _LEAST_HALF or not _OF_NOUN.search(adjective):
        return False
    root = _OF_NOUN.sub("", adjective)
    return noun in (root, root[:-1] + _SOFTENED.get(root[-1:], root[-1:]))


def has_content(word: AnswerWord) -> bool:
    """Whether a word says something of its own: not one that sentences are built with, nor a unit."""
    return (
        word.text not in SEQUENCE
        and word.text not in FORMS
        and word.text not in PRONOUNS
        and not claims.is_light(word.term)
        and not claims.is_unit(word.term)
        and not measures.dimension_of(word.text)
    )


def is_of_two(word: AnswerWord, own: Sequence[AnswerWord], said: Sequence[AnswerWord]) -> bool:
    """Whether a word is there as two or as half of one: "грузополучатель" and "получатель груза"."""
    if any(_is_made_of(word.term, one.term, other.term) for one, other in permutations(_nouns(said), 2)):
        return True
    return any(
        _is_made_of(whole.term, *pair)
        for whole in said
        for other in _nouns(own)
        for pair in ((word.term, other.term), (other.term, word.term))
    )


_PERIODS = (
    (re.compile(r"(?:еже)?месячн(?:ы|о[йег]|а[яй]|ую)|monthly$"), "месяц"),
    (re.compile(r"(?:еже)?недельн(?:ы|о[йег]|а[яй]|ую)|weekly$"), "неделя"),
    (re.compile(r"(?:(?:еже)?дневн|(?:еже)?суточн)(?:ы|о[йег]|а[яй]|ую)|daily$"), "день"),
    (re.compile(r"(?:еже)?квартальн(?:ы|о[йег]|а[яй]|ую)|quarterly$"), "квартал"),
    (re.compile(r"(?:ежегодн|годов)(?:ы|о[йег]|а[яй]|ую)|(?:annual|yearly)$"), "год"),
    (re.compile(r"(?:почасов|часов)(?:ы|о[йег]|а[яй]|ую)|hourly$"), "час"),
)


def period_of(token: str) -> str:
    """The span that an attribute says: "неделя" of "еженедельный", "weekly"; "" of other words."""
    return next((unit for pattern, unit in _PERIODS if pattern.match(token)), "")


def is_without(word: AnswerWord, said: Sequence[AnswerWord]) -> bool:
    """Whether a word is there as "without" and a noun, or the other way round: "бессрочно" and "без
    срока"."""
    if word.excluded:
        return any(_lacks(other.term, word.term) for other in said)
    return any(other.excluded and _lacks(word.term, other.term) for other in said)


def _lacks(whole: str, noun: str) -> bool:
    """Whether a stem denies a noun: "бесплатн" and "плат"; the last consonant may have changed."""
    rest = re.sub(r"^бе[зс]", "", whole)
    return (
        rest != whole
        and len(noun) >= _LEAST_HALF
        and rest.startswith(noun[: max(_LEAST_HALF, len(noun) - 1)])
    )


def _nouns(of: Sequence[AnswerWord]) -> list[AnswerWord]:
    return [word for word in of if word.kind in (NOUN, OTHER) and len(word.term) >= _LEAST_HALF]


def _is_made_of(whole: str, first: str, second: str) -> bool:
    """Whether a stem is two others with no more than a vowel between them."""
    between = len(whole) - len(first) - len(second)
    if min(len(first), len(second)) < _LEAST_HALF or not (whole.startswith(first) and whole.endswith(second)):
        return False
    return between == 0 or (between == 1 and whole[len(first)] in "оеё")


def found(word: AnswerWord, among: Iterable[AnswerWord]) -> list[AnswerWord]:
    """The words that are the same as one."""
    return [other for other in among if same(word.term, other.term)]
