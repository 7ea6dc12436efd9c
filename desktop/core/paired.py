"""The difference of two shares of right answers to the same questions, with its interval, and how many
questions it takes to see one.

The percentile bootstrap over the questions (B. Efron and R. Tibshirani, 1993, chapter 13), with half an
imagined question won by each side: without that, two that answer alike would have an interval of no width
(the idea of D. Bonett and R. Price, 2012, Statistics in Medicine 31). The bootstrap's distribution is
computed, not drawn: the sum of so many draws from won, lost and even is a convolution. So no chance takes
part, and the same marks always have the same interval.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

# How often a difference may be claimed that is none, and how often one that is there is to be seen.
LEVEL, POWER = 0.05, 0.8
_IMAGINED = 0.5


def difference(
    first: Sequence[bool], second: Sequence[bool], level: float = LEVEL
) -> tuple[float, float, float]:
    """(first − second, low, high) with the confidence 1 − `level`; `first` and `second` are answers to the
    same questions in the same order. (0, -1, 1) without questions."""
    count, won, lost = _counts(first, second)
    if not count:
        return 0.0, -1.0, 1.0
    size = count + 1
    chances = _sums(size, won, lost)
    low, high = _quantile(chances, level / 2) - size, _quantile(chances, 1 - level / 2) - size
    mean = (won - lost) / count
    return mean, min(mean, low / size), max(mean, high / size)


def p_value(first: Sequence[bool], second: Sequence[bool]) -> float:
    """The level (0…1) at which the interval begins to hold zero: how surely the two differ, two-sided."""
    count, won, lost = _counts(first, second)
    if not count:
        return 1.0
    chances = _sums(count + 1, won, lost)
    return min(1.0, 2 * min(sum(chances[: count + 2]), sum(chances[count + 1 :])))


def levels(p_values: Sequence[float], level: float = LEVEL) -> list[float]:
    """At which level each of several comparisons is judged so that together they claim a difference that is
    none in `level` of all cases at most (S. Holm, 1979, Scandinavian Journal of Statistics 6): the surest at
    level/m, the next at level/(m−1) …; from the first that fails on, all at its level."""
    found = [level] * len(p_values)
    passed = 0
    for place in sorted(range(len(p_values)), key=lambda place: p_values[place]):
        found[place] = level / (len(p_values) - passed)
        if p_values[place] < found[place]:
            passed += 1
    return found


def questions_needed(difference: float, differing: float, comparisons: int = 1) -> int:
    """How many questions show a true difference (a share) in `POWER` of the exams, where the two are right
    and wrong on different ones in `differing` (a share) of the questions and are one of so many comparisons
    (R. Connor, 1987, Biometrics 43, for McNemar's test; the strictest step of Holm's correction)."""
    normal = NormalDist()
    differing = max(differing, abs(difference))
    sure = normal.inv_cdf(1 - LEVEL / max(comparisons, 1) / 2) * math.sqrt(differing)
    seen = normal.inv_cdf(POWER) * math.sqrt(differing - difference * difference)
    return math.ceil(((sure + seen) / difference) ** 2)


def smallest_difference(questions: int, differing: float, comparisons: int = 1) -> float:
    """The smallest difference in whole points (a share; 1 = none) that so many questions show; the others as
    in `questions_needed`."""
    points = (point / 100 for point in range(1, 101))
    return next((one for one in points if questions_needed(one, differing, comparisons) <= questions), 1.0)


def _counts(first: Sequence[bool], second: Sequence[bool]) -> tuple[int, int, int]:
    """Questions, and those that one alone answered rightly."""
    pairs = list(zip(first, second, strict=True))
    won = sum(one and not other for one, other in pairs)
    return len(pairs), won, sum(other and not one for one, other in pairs)


@lru_cache(maxsize=64)
def _sums(draws: int, won: int, lost: int) -> tuple[float, ...]:
    """The chances of the sums -draws … draws of so many draws of +1, -1 and 0, with half an imagined question
    beside those won and lost."""
    up, down = (won + _IMAGINED) / draws, (lost + _IMAGINED) / draws
    chances = [1.0]
    for _ in range(draws):
        grown = [0.0] * (len(chances) + 2)
        for place, chance in enumerate(chances):
            grown[place] += chance * down
            grown[place + 1] += chance * (1 - up - down)
            grown[place + 2] += chance * up
        chances = grown
    return tuple(chances)


def _quantile(chances: Sequence[float], share: float) -> int:
    total = 0.0
    for place, chance in enumerate(chances):
        total += chance
        if total >= share:
            return place
    return len(chances) - 1
