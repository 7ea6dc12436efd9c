"""The difference of two shares of right answers to the same questions, with its interval.

The percentile bootstrap over the questions (B. Efron and R. Tibshirani, 1993, chapter 13), with half an
imagined question won by each side: without that, two that answer alike would have an interval of no width
(the idea of D. Bonett and R. Price, 2012, Statistics in Medicine 31). The bootstrap's distribution is
computed, not drawn: the sum of so many draws from won, lost and even is a convolution. So no chance takes
part, and the same marks always have the same interval.
"""

from collections.abc import Sequence

_TAIL = 0.025
_IMAGINED = 0.5


def difference(first: Sequence[bool], second: Sequence[bool]) -> tuple[float, float, float]:
    """(first − second, low, high) at 95 %; `first` and `second` are answers to the same questions in the same
    order. (0, -1, 1) without questions."""
    pairs = list(zip(first, second, strict=True))
    count = len(pairs)
    if not count:
        return 0.0, -1.0, 1.0
    won = sum(one and not other for one, other in pairs)
    lost = sum(other and not one for one, other in pairs)
    size = count + 1
    up, down = (won + _IMAGINED) / size, (lost + _IMAGINED) / size
    chances = _sums(size, up, down)
    low, high = _quantile(chances, _TAIL) - size, _quantile(chances, 1 - _TAIL) - size
    mean = (won - lost) / count
    return mean, min(mean, low / size), max(mean, high / size)


def _sums(draws: int, up: float, down: float) -> list[float]:
    """The chances of the sums -draws … draws of so many draws of +1 (`up`), -1 (`down`) and 0."""
    chances = [1.0]
    for _ in range(draws):
        grown = [0.0] * (len(chances) + 2)
        for place, chance in enumerate(chances):
            grown[place] += chance * down
            grown[place + 1] += chance * (1 - up - down)
            grown[place + 2] += chance * up
        chances = grown
    return chances


def _quantile(chances: Sequence[float], share: float) -> int:
    total = 0.0
    for place, chance in enumerate(chances):
        total += chance
        if total >= share:
            return place
    return len(chances) - 1
