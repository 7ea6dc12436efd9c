"""Words of questions and of tables: which ones say nothing of the rows, and which mean the same."""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from workers.retrieval import lexical
from workers.retrieval.morphology import is_noun
from workers.retrieval.stop_words import STOP_WORDS
from workers.tables.values import month_of
from workers.tables.vocabulary import named, pairs, pattern, words
from workers.text.folding import aligned, plain

# Concepts of nouns that name a row: concepts of columns that such rows have.
_ROWS = """
person student: person student born age
teacher: person position teacher born age
driver: person position driver born age
vehicle driver: vehicle distance fuel capacity
product: product price amount
supplier client: supplier client
trip: trip departure arrival
lesson: lesson subject room teacher
order contract invoice: order contract invoice
equipment: equipment state product
"""
_ROMAN_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = {one: str(at) for at, one in enumerate(_ROMAN_NUMBERS, start=1)}
_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/]\d+)+"
    r"|[^\W_]+(?:[-–/*][^\W_]+)*|[№%<>=]"
)
_LEAST_STEM = 4
_COMMON_PART = 0.7


def words_of(text: str) -> list[str]:
    """The words, numbers and codes of a text in order, in lower case; "без НДС" is one word, "без-ндс"."""
    return [match.group() for match in _WORD.finditer(_joined(aligned(text)))]


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where the words of `words_of` stand."""
    return [match.span() for match in _WORD.finditer(_joined(aligned(text)))]


def _joined(text: str) -> str:
    """The same letters with a hyphen in "с НДС", "без НДС": amounts with a tax and without it are different
    columns, and neither is the tax."""
    return _taxed().sub(lambda match: f"{match[1]}-{match[2]}", text)


@cache
def _taxed() -> re.Pattern[str]:
    return re.compile(rf"\b({pattern('with or without')})\s({pattern('tax')})(?!\w)")


@lru_cache(maxsize=200_000)
def canon(word: str) -> str:
    """What forms of a word share: "m9" for a month, digits for roman and spelled ordinals, else its stem."""
    word = plain(word)
    if "-" in word and _taxed().fullmatch(word.replace("-", " ")):
        return word
    if word in pairs("abbreviations"):
        word = pairs("abbreviations")[word]
    if word in _ROMAN:
        return _ROMAN[word]
    if word[:1].isdigit():
        bare = re.sub(r"[ \u00a0\u202f]", "", word).replace(",", ".")
        return pairs("ordinals").get(bare) or re.sub(r"(?<=\d)-?[а-я]{1,2}$", "", bare)
    month = month_of(word) if word not in _not_months() else 0
    if month:
        return f"m{month}"
    lemma = _lemma(word)
    if lemma in pairs("ordinals"):
        return pairs("ordinals")[lemma]
    if word in STOP_WORDS:
        return word
    terms = lexical.terms(word)
    return terms[0] if terms else word


def lemma_of(word: str) -> str:
    """The dictionary form of a word."""
    return _lemma(plain(word))


def alike(first: str, second: str) -> float:
    """How sure two words of `canon` mean the same: 1 for one stem, less for one root or one concept."""
    if first == second:
        return 1.0
    if any(map(str.isdigit, first + second)):
        return 0.0  # numbers and codes are the same or others
    shorter, longer = sorted((len(first), len(second)))
    common = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), shorter)
    if common >= _LEAST_STEM and common >= _COMMON_PART * longer:
        return 0.8
    if common == shorter and shorter >= 3 and longer - shorter <= 4:
        return 0.7  # опт, оптовый
    return 0.6 if concepts(first) & concepts(second) else 0.0


@lru_cache(maxsize=50_000)
def concepts(term: str) -> frozenset[str]:
    """The concepts that a word of `canon` stands for."""
    return _by_term().get(term, frozenset())


def is_neutral(word: str) -> bool:
    """Whether a word of a question never narrows what is asked."""
    if word in STOP_WORDS:
        return True
    term = canon(word)
    # «занятий» has the stem of «занят», and is what is asked about.
    return term in _neutral() and not (term not in _neutral_nouns() and is_noun(word) and concepts(term))


def denies(word: str) -> bool:
    """Whether a word says that something is not so."""
    return bool(_negation().fullmatch(word))


def is_amount_of(terms: Collection[str], unit: str) -> bool:
    """Whether a column's name says how many of a unit there are, and no more: «Кол-во дней»."""
    others = [one for one in terms if one != unit]
    return unit in terms and all(concepts(one) & {"amount"} for one in others)


def names_any_row(term: str) -> bool:
    """Whether a noun can name a row of any table."""
    return term in _any_row()


def rows_named(term: str) -> frozenset[str]:
    """The concepts of columns that rows called so have."""
    found: set[str] = set()
    for names, columns in _rows():
        if names & concepts(term):
            found |= columns
    return frozenset(found)


@cache
def _by_term() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, listed in named("concept ").items():
        for word in listed:
            found.setdefault(canon(word), set()).add(name)
    return {term: frozenset(names) for term, names in found.items()}


@cache
def _neutral() -> frozenset[str]:
    return frozenset(canon(word) for word in words("neutral"))


@cache
def _neutral_nouns() -> frozenset[str]:
    return frozenset(canon(word) for word in words("neutral") if is_noun(word) or word.isascii())


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(pattern("not"))


@cache
def _not_months() -> frozenset[str]:
    return frozenset(words("no months"))


@cache
def _any_row() -> frozenset[str]:
    return frozenset(canon(word) for word in words("row"))


@cache
def _rows() -> list[tuple[frozenset[str], frozenset[str]]]:
    lines = (line.partition(":") for line in _ROWS.strip().splitlines())
    return [(frozenset(names.split()), frozenset(columns.split())) for names, _, columns in lines]


@lru_cache(maxsize=200_000)
def _lemma(word: str) -> str:
    if word.isascii():
        return word
    return plain(str(lexical.morphology().parse(word)[0].normal_form))
