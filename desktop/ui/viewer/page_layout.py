"""Where the pages of a document stand below each other. Pure arithmetic, in pixels."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MARGIN = 16  # px around a page
NOTE_GAP = 6  # px between a page and what is noted of it


@dataclass(frozen=True, slots=True)
class PageLayout:
    """`width` of every page; `tops` and `heights` by index; `length` of all."""

    width: float = 0.0
    tops: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    length: float = 0.0

    @classmethod
    def of(cls, width: float, ratios: Sequence[float], below: Mapping[int, float]) -> "PageLayout":
        """Pages with these ratios of height to width; `below`: room under a page for what is noted of it."""
        tops, heights, top = [], [], float(MARGIN)
        for index, ratio in enumerate(ratios):
            tops.append(top)
            heights.append(width * ratio)
            top += width * ratio + MARGIN
            if index in below:
                top += below[index] + NOTE_GAP
        return cls(width, tuple(tops), tuple(heights), top)

    def page_at(self, y: float) -> int:
        """The last page that begins at or above a height; 0 above all."""
        return max(bisect_right(self.tops, y) - 1, 0)

    def between(self, top: float, bottom: float) -> range:
        """Indices of the pages that are seen between two heights."""
        return range(self.page_at(top), min(self.page_at(bottom) + 1, len(self.tops)))
