"""One score from two legs: a sum in which the lexical score is measured against the best possible one.

Rank fusion (RRF) lets a leg that found nothing (a Russian question, an English text) vote as loudly as one
that did; here a question whose terms the text does not hold keeps its dense order. Both scores are computed
for every candidate, whichever leg found it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

# Chosen on the sets of `tests/bench` (retrieval): differences under .01 are noise.
COSINE_SCALE = 0.15
LEXICAL_WEIGHT = 1.0
# A BM25 term with its usual repetitions in a fitting chunk weighs about 1.6 idf.
TERM_CEILING = 1.6
CANDIDATES = 100


# A chunk beside a better one is lifted by this part of the difference: an answer is often cut in two.
NEIGHBOUR_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the raw scores of both legs. `ordinal` counts the chunks of its `content`."""

    chunk: str
    content: str
    ordinal: int
    score: float
    cosine: float
    bm25: float


def ideal(weights: Iterable[float]) -> float:
    """The BM25 that a perfectly fitting chunk would have: `TERM_CEILING` · Σ idf of ALL query terms."""
    return TERM_CEILING * sum(weights)


def score(cosine: float, bm25: float, best: float) -> float:
    """cosine / 0.15 + w · bm25 / ideal; `best` is `ideal` of the question (0: it has no terms)."""
    return cosine / COSINE_SCALE + (LEXICAL_WEIGHT * bm25 / best if best > 0 else 0.0)


def lift_neighbours(candidates: Sequence[Scored]) -> list[Scored]:
    """The candidates with the share of their better neighbour (before or after them in the same text)."""
    scores = {(item.content, item.ordinal): item.score for item in candidates}
    lifted = []
    for item in candidates:
        before = scores.get((item.content, item.ordinal - 1), item.score)
        after = scores.get((item.content, item.ordinal + 1), item.score)
        gain = max(before, after) - item.score
        lifted.append(replace(item, score=item.score + NEIGHBOUR_SHARE * gain) if gain > 0 else item)
    return lifted


def rank(candidates: Iterable[Scored]) -> list[Scored]:
    """Best first; equal scores in the order of their ids, so that a search repeats itself exactly."""
    return sorted(candidates, key=lambda item: (-item.score, item.chunk))
