"""Where things of known or estimated heights stand below each other."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Places:
    """Heights in pixels, with a gap between each two and a margin above and below. Tops below one that has
    another height are summed up when they are next asked for."""

    def __init__(self, gap: int, above: int, below: int) -> None:
        self._gap, self._above, self._below = gap, above, below
        self.reset(())

    def __len__(self) -> int:
        return len(self._heights)

    def reset(self, heights: Sequence[int]) -> None:
        """Other things altogether."""
        self._heights = list(heights)
        self._steps = [height + self._gap for height in heights]
        self._tops = [self._above]  # of the first ones, as far as they are known

    def height(self, at: int) -> int:
        """Of one of them."""
        return self._heights[at]

    def set_height(self, at: int, height: int) -> bool:
        """False when it had this height."""
        if self._heights[at] == height:
            return False
        self._heights[at], self._steps[at] = height, height + self._gap
        del self._tops[at + 1 :]
        return True

    def top(self, at: int) -> int:
        """Where one of them begins."""
        return self._tops[at] if at < len(self._tops) else self._summed()[at]

    @property
    def total(self) -> int:
        """The height of all with gaps and margins."""
        last = self._summed()[-1] - (self._gap if self._heights else 0)
        return last + self._below

    def between(self, top: int, bottom: int) -> range:
        """The indices of those that reach into [`top`, `bottom`)."""
        tops = self._summed()
        first = max(bisect_right(tops, top, hi=len(self)) - 1, 0)
        while first < len(self) and tops[first] + self._heights[first] <= top:
            first += 1
        return range(first, max(bisect_right(tops, bottom - 1, hi=len(self)), first))

    def _summed(self) -> list[int]:
        """The top of each, and where the next one would begin."""
        known = len(self._tops)
        if known <= len(self):
            self._tops[known - 1 :] = accumulate(self._steps[known - 1 :], initial=self._tops[-1])
        return self._tops
