"""Mends misspelt words of a question with the base's own words ("трудвого" → "трудового").

Only a word that no dictionary and no document knows is touched, so a rare but right word stays as it is; the
nearest word of the documents takes its place when it is very near. Distance: Damerau–Levenshtein in its
restricted form (insertion, deletion, substitution, swap of neighbours).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from workers.retrieval import lexical
from workers.text.folding import plain

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
# Two mistakes are forgiven from this length on, one below.
_LONG = 7
_MOST = 8
_FEW = 0.25
_RUSSIAN = re.compile("[а-я]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the documents (lower case, е for ё) and the number of chunks that hold it."""

    text: str
    chunks: int


# Words that begin with a letter and have a length within bounds.
Nearby = Callable[[str, int, int], Iterable[Word]]


def mend(question: str, unknown: Callable[[Sequence[str]], set[str]], nearby: Nearby) -> str:
    """The question with its misspelt words mended. `unknown` says which of the words (lower case)
    neither stand in the documents nor share a term with them."""
    words = {match.group(): plain(match.group()) for match in _WORD.finditer(question)}
    doubtful = [word for word in words.values() if len(word) >= _SHORTEST and not lexical.is_word(word)]
    strange = unknown(sorted(set(doubtful))[:_MOST]) if doubtful else set()
    if not any(_RUSSIAN.search(word) for word in strange) and len(strange) > _FEW * len(words):
        return question  # no dictionary guards English: a question in the language the base is not written in
    mended = {word: _nearest(word, nearby) for word in strange}
    return _WORD.sub(lambda match: mended.get(words[match.group()]) or match.group(), question)


def _nearest(word: str, nearby: Nearby) -> str:
    """The nearest word of the documents, the more frequent of equals; "" when none is near."""
    limit = 1 if len(word) < _LONG else 2
    best, nearest = (limit + 1, 0), ""
    letters = set(word)
    for candidate in nearby(word[0], len(word) - limit, len(word) + limit):
        if len(letters.symmetric_difference(candidate.text)) > 2 * limit:
            continue  # an edit changes at most two letters of the set: quicker than the distance
        key = (distance(word, candidate.text, limit), -candidate.chunks)
        if key < best:
            best, nearest = key, candidate.text
    return nearest if best[0] <= limit else ""


def distance(one: str, other: str, limit: int) -> int:
    """The distance of two words, or limit + 1 when it is larger."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != against))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return min(last[-1], limit + 1)
