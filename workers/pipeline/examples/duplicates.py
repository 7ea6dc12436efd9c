"""Examples that ask the same: exactly, nearly, and with another answer.

Two questions are near-duplicates when their vectors and their words agree. The vectors of multilingual-e5
alone cannot tell: two different questions about one paragraph reach 0.95, paraphrases begin at 0.90."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from workers.pipeline import claims
from workers.pipeline.claims import Claim
from workers.pipeline.examples.quoting import fold

Vectors = npt.NDArray[np.float32]

# Chosen on the labelled pairs of the tests against questions about one paragraph (see the tests).
NEAR_COSINE = 0.915
# Stems that both questions share, of those that either has.
NEAR_WORDS = 0.5
# Texts of which so little differs are one even when a word was exchanged.
SURE_COSINE = 0.985
_BLOCK = 512
_MARKS = str.maketrans("", "", "?!.,;:\"'()[]«»")


def key(text: str) -> str:
    """A text by which exact repetitions are told: letters and digits, folded."""
    return " ".join(fold(text).text.translate(_MARKS).split())


def alike(first: str, second: str) -> bool:
    """Whether two questions share most of their words and all of their numbers; no vectors needed."""
    return key(first) == key(second) or words_agree(claims.claim(first), claims.claim(second), 0.75)


def words_agree(first: Claim, second: Claim, least: float = NEAR_WORDS) -> bool:
    """Whether two claims share enough stems (Jaccard), the same numbers, and deny the same."""
    if first.numbers != second.numbers or bool(first.denied) != bool(second.denied):
        return False
    return jaccard(first, second) >= least


def jaccard(first: Claim, second: Claim) -> float:
    """Shared telling stems over all of both, 0…1; stems of one family are one."""
    ours = {term for term in first.terms if not claims.is_light(term)}
    theirs = {term for term in second.terms if not claims.is_light(term)}
    if not ours or not theirs:
        return 0.0
    shared = sum(1 for term in ours if any(claims.related(term, other) for other in theirs))
    return shared / max(1, len(ours) + len(theirs) - shared)


def near_pairs(
    texts: Sequence[str], vectors: Vectors, check: Callable[[int], None] = lambda done: None
) -> list[tuple[int, int, float]]:
    """Pairs (i, j, cosine), i < j, of near-duplicate questions. `vectors` (n, d) of unit length; `check`
    hears how many rows are done, and may raise."""
    said = [claims.claim(text) for text in texts]
    found = []
    for start in range(0, len(texts), _BLOCK):
        check(start)
        scores = vectors[start : start + _BLOCK] @ vectors[start:].T
        for row, column in zip(*np.nonzero(scores >= NEAR_COSINE), strict=True):
            first, second = start + int(row), start + int(column)
            if first >= second:
                continue
            cosine = float(scores[row, column])
            least = NEAR_WORDS if cosine < SURE_COSINE else 0.4
            if words_agree(said[first], said[second], least):
                found.append((first, second, cosine))
    return found


class Clusters:
    """Union-find over indexes (Galler and Fischer 1964); the root of a set is its smallest index."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, first: int, second: int) -> None:
        """Put two into one set."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low

    def root(self, index: int) -> int:
        """The smallest index of the set."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index
