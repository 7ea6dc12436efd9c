"""Columns of a page, by the places of its pieces of text alone: where they are divided, and that one is read
after another, headings across them where they stand. Everything is in points, the origin in the page's lower
left corner.

A gutter is a strip that few lines cross, with running text on both sides. The cells of a table have one, too:
but they are short, or ruled.
"""

from collections.abc import Sequence
from itertools import accumulate
from statistics import median
from typing import NamedTuple

_BIN = 3.0  # points
_NARROWEST_GUTTER = 8.0
_NARROWEST_COLUMN = 100.0
_FEWEST_LINES = 4  # on each side
_MOST_CROSSING = 0.35  # of the lines
_FULL = 0.6  # of a column's width: what a line of running text fills at least, as a rule
_EDGE = 0.2  # of the width of all text, on both sides, where no gutter is looked for


class Box(NamedTuple):
    """A piece of a line; `start`…`end` are its characters in the page's text, where they are known."""

    left: float
    bottom: float
    right: float
    top: float
    start: int = 0
    end: int = 0

    @property
    def middle(self) -> float:
        """The height by which boxes are gathered into lines."""
        return (self.top + self.bottom) / 2


def turned(box: Box, way: int) -> Box:
    """A place as it lies once the lines of the page run from left to right."""
    left, bottom, right, top, start, end = box
    if way == 1:
        return Box(bottom, -right, top, -left, start, end)
    if way == 2:
        return Box(-right, -top, -left, -bottom, start, end)
    return Box(-top, left, -bottom, right, start, end) if way == 3 else box


def lines_of(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes of one height together, from the top of the page, each line from left to right; what stands side
    by side with no more than a letter's height between is one piece."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: -one.middle):
        last = lines[-1][-1] if lines else None
        height = box.top - box.bottom
        if last is not None and abs(last.middle - box.middle) < 0.5 * min(height, last.top - last.bottom):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [_joined(sorted(line, key=lambda one: one.left)) for line in lines]


def may_divide(boxes: Sequence[Box]) -> bool:
    """False where `gutters` finds none for certain: a look at the boxes before they are gathered into lines,
    which most pages do not need."""
    if not boxes:
        return False
    left, right = min(one.left for one in boxes), max(one.right for one in boxes)
    counts = [0] * (int((right - left) / _BIN) + 2)
    for box in boxes:
        counts[int((box.left - left) / _BIN)] += 1
        counts[int((box.right - left) / _BIN) + 1] -= 1
    inner = slice(int(_EDGE * len(counts)) - 1, len(counts) - int(_EDGE * len(counts)) + 1)
    return min(list(accumulate(counts))[inner], default=0) <= _MOST_CROSSING * len(boxes)


def gutters(boxes: Sequence[Box], rulings: Sequence[Box] = ()) -> list[float]:
    """Where columns of running text are divided, from left to right. `rulings` are the page's drawn lines: of
    a strip that several horizontal ones cross, a table stands on both sides."""
    lines = lines_of(boxes)
    if len(lines) < _FEWEST_LINES:
        return []
    pieces = [piece for line in lines for piece in line]
    left, right = min(one.left for one in pieces), max(one.right for one in pieces)
    if right - left < 2 * _NARROWEST_COLUMN:
        return []
    changes = [0] * (int((right - left) / _BIN) + 2)  # in the count of pieces, from bin to bin
    for piece in pieces:
        changes[int((piece.left - left) / _BIN)] += 1
        changes[int((piece.right - left) / _BIN) + 1] -= 1
    covered = list(accumulate(changes[:-1]))
    allowed = _MOST_CROSSING * len(lines)
    strips: list[tuple[float, float]] = []
    begin: int | None = None
    for at, count in enumerate([*covered, len(lines)]):
        if count <= allowed:
            begin = at if begin is None else begin
        elif begin is not None:
            strip = (left + begin * _BIN, left + at * _BIN)
            inner = left + _EDGE * (right - left) < sum(strip) / 2 < right - _EDGE * (right - left)
            if inner and strip[1] - strip[0] >= _NARROWEST_GUTTER:
                strips.append(strip)
            begin = None
    middles = [left, *(sum(strip) / 2 for strip in strips), right]
    # Between two gutters there is one column; beyond a strip that turns out to be none there is more of it.
    return [
        middles[at]
        for at, strip in enumerate(strips, start=1)
        if _divides(strip, lines, rulings, left, right)
        or (len(strips) > 1 and _divides(strip, lines, rulings, middles[at - 1], middles[at + 1]))
    ]


def in_order(boxes: Sequence[Box], divisions: Sequence[float]) -> list[Box]:
    """Pieces of lines as they are read: between two that cross a gutter, one column after another."""
    columns: list[list[Box]] = [[] for _ in range(len(divisions) + 1)]
    ordered: list[Box] = []

    def finish() -> None:
        for column in columns:
            ordered.extend(piece for line in lines_of(column) for piece in line)
            column.clear()

    for box in sorted(boxes, key=lambda one: (-one.middle, one.left)):
        if any(box.left < x < box.right for x in divisions):
            finish()
            ordered.append(box)
        else:
            columns[sum(x < box.left for x in divisions)].append(box)
    finish()
    return ordered


def _divides(
    strip: tuple[float, float], lines: list[list[Box]], rulings: Sequence[Box], left: float, right: float
) -> bool:
    """Whether running text stands on both sides of a strip, side by side, between `left` and `right`."""
    middle = sum(strip) / 2
    before = [piece for line in lines for piece in line if left <= piece.left and piece.right <= middle]
    after = [piece for line in lines for piece in line if middle <= piece.left and piece.right <= right]
    crossing = sum(any(piece.left < middle < piece.right for piece in line) for line in lines)
    if crossing > _MOST_CROSSING * len(lines) or min(len(before), len(after)) < _FEWEST_LINES:
        return False
    low = max(min(one.bottom for one in side) for side in (before, after))
    high = min(max(one.top for one in side) for side in (before, after))
    heights = [max(one.top for one in side) - min(one.bottom for one in side) for side in (before, after)]
    if high - low < 0.5 * min(heights):
        return False
    across = [
        one
        for one in rulings
        if one.left < strip[0] and one.right > strip[1] and one.top - one.bottom < 3
        if low < one.middle < high
    ]
    return len(across) < 3 and _is_running(before) and _is_running(after)


def _is_running(side: Sequence[Box]) -> bool:
    width = max(one.right for one in side) - min(one.left for one in side)
    return width >= _NARROWEST_COLUMN and median(one.right - one.left for one in side) >= _FULL * width


def _joined(line: list[Box]) -> list[Box]:
    joined = line[:1]
    for box in line[1:]:
        last = joined[-1]
        if box.left - last.right < last.top - last.bottom and box.start == last.end:
            joined[-1] = Box(
                last.left, min(last.bottom, box.bottom), max(last.right, box.right), max(last.top, box.top),
                last.start, box.end,
            )  # fmt: skip
        else:
            joined.append(box)
    return joined
