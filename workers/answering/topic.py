"""Whether a text speaks of what was asked: a model asked what the documents do not say likes to answer with a
true sentence about something else.
"""

from collections.abc import Callable, Iterable, Mapping

from workers.answering import claims
from workers.text import sentences

# The share of a question's weight that a text has to hold. Of the labelled answers of `tests/bench` 48 of 50
# right ones rest on a text above it, 24 of 28 invented ones on a text below.
TOPICAL = 0.48
# What a word of the question weighs that stands in no passage at all, beside the rarest one that does: it may
# be the very thing that is missing, or only said in other words.
UNSEEN = 0.6
LIGHT = 0.3
RELATED = 0.8
# A question with fewer telling words (a follow-up: "And abroad?") says too little to compare.
TELLING = 2


def speaks_of(
    question: str,
    terms: frozenset[str],
    weights: Mapping[str, float],
    near: Callable[[str], frozenset[str]],
) -> bool:
    """True when a text with these `terms` holds enough of a sentence of the question. `weights`: how rare a
    term is among the passages; `near(term)`: terms of the passages that belong to the same family."""
    parts = [question[start:end] for start, end in sentences.split(question)]
    asked = [claims.claim(part).terms for part in parts]
    telling = [part for part in asked if sum(map(_tells, part)) >= TELLING]
    if not telling:
        return True
    return max(_share(part, terms, weights, near) for part in telling) >= TOPICAL


def _tells(term: str) -> bool:
    return not claims.is_light(term) and not claims.is_unit(term)


def _share(
    asked: Iterable[str],
    terms: frozenset[str],
    weights: Mapping[str, float],
    near: Callable[[str], frozenset[str]],
) -> float:
    rarest = max(weights.values(), default=1.0)
    held = whole = 0.0
    for term in asked:
        light = LIGHT if claims.is_light(term) else 1.0
        closeness = 1.0 if term in terms else RELATED if near(term) & terms or _misspelt(term, terms) else 0.0
        weight = weights.get(term, rarest if closeness else UNSEEN * rarest) * light
        whole += weight
        held += weight * closeness
    return held / whole if whole else 1.0


def _misspelt(term: str, terms: frozenset[str]) -> bool:
    """True when a term of five letters or more is one slip away from another (from eight: two)."""
    if len(term) < 5:
        return False
    slips = 1 if len(term) < 8 else 2
    return any(
        abs(len(term) - len(other)) <= slips and _distance(term, other, slips) <= slips for other in terms
    )


def _distance(first: str, second: str, limit: int) -> int:
    """Levenshtein's distance, `limit` + 1 when it is larger."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        previous, row = row, [i]
        for j, b in enumerate(second, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (a != b)))
        if min(row) > limit:
            return limit + 1
    return row[-1]
