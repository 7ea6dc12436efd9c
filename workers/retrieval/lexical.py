"""The lexical leg: text to terms that Russian and English inflection does not split, and Okapi BM25.

A word is lower-cased, ё becomes е, then its lemma (pymorphy3) is stemmed (Snowball): a stem alone misses
suppletive and alternating forms, a lemma alone misses derived words. Numbers and codes stay whole.
"""

import hashlib
import math
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt
import pymorphy3
import snowballstemmer

from workers.retrieval.stop_words import STOP_WORDS
from workers.text.folding import aligned, one_spelling, plain
from workers.text.language import ENGLISH, KNOWN, LANGUAGES, RUSSIAN

# Bump when terms change: the stored counts are then made again.
FINGERPRINT = "lexical-1"
# Okapi BM25 (Robertson and Zaragoza 2009); K1 below the usual 1.2 was best or equal on all sets of the bench.
K1 = 0.8
B = 0.75
_MAX_LENGTH = 64

_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # a number with groups: 1 200 000
    r"|\d+(?:[.,/]\d+)+"  # 4.2, 12.1.005, 3,5, 01.02.2024
    r"|[^\W_]+(?:[-–][^\W_]+)*"  # a word, a number, or parts joined by hyphens: 115-ФЗ
)
_CYRILLIC = re.compile(r"[а-я]")
_DIGIT = re.compile(r"\d")
_GROUPS = re.compile(r"[ \u00a0\u202f]")

TermIds = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Terms of a text: ids ascending, how often each occurs, and their sum."""

    ids: TermIds
    counts: Counts
    length: int


@dataclass(frozen=True, slots=True)
class Collection:
    """What BM25 needs to know of all chunks: their number and mean length in terms."""

    chunks: int
    mean_length: float


def terms(text: str) -> list[str]:
    """The terms of a text in order; stop words are left out."""
    return list(chain.from_iterable(map(_terms_of, _TOKEN.findall(plain(text)))))


def places(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each word of a text in order: where it begins and ends, and its terms (none of a stop word)."""
    for found in _TOKEN.finditer(aligned(text)):
        yield found.start(), found.end(), _terms_of(found.group())


@lru_cache(maxsize=200_000)
def _terms_of(token: str) -> tuple[str, ...]:
    """The terms of one token: one as a rule, of parts joined by hyphens more."""
    if token.isalpha():
        parts = [token]
    elif not _DIGIT.search(token):
        parts = re.split("[-–]", token)
    elif token[0].isdigit() and not token[-1].isalpha() and "-" not in token and "–" not in token:
        return (_GROUPS.sub("", token).replace(",", ".")[:_MAX_LENGTH],)
    else:
        whole = token.replace("–", "-")[:_MAX_LENGTH]
        parts = [part for part in re.split("[-–]", token) if part != token]
        return (whole, *filter(None, map(_term, parts)))
    return tuple(filter(None, map(_term, parts)))


def count(text: str) -> TermCounts:
    """The term counts of a text."""
    counted = Counter(map(term_id, terms(text)))
    known = sorted(counted)
    ids = np.array(known, dtype=np.uint32)
    counts = np.array([min(counted[one], 65535) for one in known], dtype=np.uint16)
    return TermCounts(ids, counts, int(counts.sum()))


@lru_cache(maxsize=200_000)
def term_id(term: str) -> int:
    """A stable 32-bit id; two of 100 000 terms collide about once, which costs nothing measurable."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=4).digest(), "little")


def idf(frequency: int, collection: Collection) -> float:
    """Inverse document frequency, never negative: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    return math.log(1 + (collection.chunks - frequency + 0.5) / (frequency + 0.5))


@lru_cache(maxsize=1000)
def query_terms(question: str) -> tuple[int, ...]:
    """The ids of a question's terms, ascending; kept, since a base is measured with the same questions."""
    return tuple(sorted({term_id(term) for term in terms(question)}))


def query_weights(
    terms: Sequence[int], frequencies: Mapping[int, int], collection: Collection
) -> dict[int, float]:
    """Term id → idf of every term of a question; one that occurs nowhere has the largest idf."""
    return {term: idf(frequencies.get(term, 0), collection) for term in terms}


def bm25(
    weights: Mapping[int, float], chunks: Sequence[TermCounts], collection: Collection
) -> npt.NDArray[np.float64]:
    """Okapi BM25 of each chunk: Σ idf · tf·(k1 + 1) / (tf + k1·(1 - b + b·length/mean))."""
    if not chunks or not weights:
        return np.zeros(len(chunks))
    terms = np.array(sorted(weights), dtype=np.uint32)
    idfs = np.array([weights[int(term)] for term in terms])
    # All terms of all chunks in one row, each with its chunk; then those alone that are asked for.
    ids = np.concatenate([chunk.ids for chunk in chunks])
    owners = np.repeat(np.arange(len(chunks)), [len(chunk.ids) for chunk in chunks])
    places = np.minimum(np.searchsorted(terms, ids), len(terms) - 1)
    asked = terms[places] == ids
    times = np.concatenate([chunk.counts for chunk in chunks])[asked].astype(np.float64)
    owners, found = owners[asked], idfs[places[asked]]
    lengths = np.array([chunk.length for chunk in chunks], dtype=np.float64)
    norms = K1 * (1 - B + B * lengths / max(collection.mean_length, 1.0))
    parts = found * times * (K1 + 1) / (times + norms[owners])
    return np.bincount(owners, parts, len(chunks)).astype(np.float64)


# The mean length of a chunk that the stored sparse vectors assume: their scores only choose candidates, whose
# exact scores are computed from the counts, so they need not follow the collection's true mean.
ASSUMED_MEAN = 100.0


def sparse_values(chunk: TermCounts) -> list[float]:
    """The part of BM25 that belongs to the chunk, a value a term: dotted with idf it ranks candidates."""
    norm = K1 * (1 - B + B * chunk.length / ASSUMED_MEAN)
    times = chunk.counts.astype(np.float64)
    return [float(value) for value in times * (K1 + 1) / (times + norm)]


def is_word(word: str) -> bool:
    """Whether the dictionary knows a Russian word; a stop word of either language is one as well."""
    return word in STOP_WORDS or bool(morphology().word_is_known(word))


def _term(part: str) -> str:
    """The term of one word, "" for a stop word."""
    if part in STOP_WORDS:
        return ""
    part = part[:_MAX_LENGTH]
    if _CYRILLIC.search(part):
        lemma = one_spelling(str(morphology().parse(part)[0].normal_form))
        return str(_stemmer(KNOWN[RUSSIAN].stemmer).stemWord(lemma))
    for code in LANGUAGES:
        if code not in (RUSSIAN, ENGLISH) and re.fullmatch(f"{KNOWN[code].letters}+", part):
            return str(_stemmer(KNOWN[code].stemmer).stemWord(part))
    if part.isascii() and part.isalpha():
        return str(_stemmer(KNOWN[ENGLISH].stemmer).stemWord(part))
    return part


_stemmers = threading.local()


@cache
def morphology() -> "pymorphy3.MorphAnalyzer":
    """The one dictionary of the process."""
    return pymorphy3.MorphAnalyzer()


def _stemmer(language: str) -> "snowballstemmer.stemmer":
    """One for each thread: a stemmer keeps the word it works on in itself."""
    own: dict[str, snowballstemmer.stemmer] = _stemmers.__dict__
    if language not in own:
        own[language] = snowballstemmer.stemmer(language)
    return own[language]
