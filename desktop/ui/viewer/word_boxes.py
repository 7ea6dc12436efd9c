"""Where parts of a page's text stand on its picture, and which text stands at a point. Pure arithmetic on the
words of a `PageView`: (start, end, x, y, width, height), the last four as fractions of the picture."""

from collections.abc import Sequence

Words = Sequence[tuple[float, ...]]
Box = tuple[float, float, float, float]

# A word begins on the line of the one before when so much of their heights is beside each other.
_SAME_LINE = 0.5


def boxes_of(words: Words, start: int, end: int) -> list[Box]:
    """Boxes (x, y, width, height) of the text between two offsets, one for each piece of a line."""
    lines: list[list[float]] = []
    for begin, behind, x, y, width, height in words:
        if behind <= start or begin >= end:
            continue
        letter = width / (behind - begin)
        left = x + letter * max(start - begin, 0)
        right = x + width - letter * max(behind - end, 0)
        last = lines[-1] if lines else None
        beside = last is not None and min(last[3], y + height) - max(last[1], y) > _SAME_LINE * height
        if last is not None and beside and left >= last[0]:
            last[:] = last[0], min(last[1], y), max(last[2], right), max(last[3], y + height)
        else:
            lines.append([left, y, right, y + height])
    return [(left, top, right - left, low - top) for left, top, right, low in lines]


def offset_at(words: Words, x: float, y: float) -> int:
    """The offset of the letter border that is nearest to a point; 0 on a page without words."""
    if not words:
        return 0

    def away(word: tuple[float, ...]) -> tuple[float, float]:
        _, _, left, top, width, height = word
        across = max(left - x, 0, x - left - width)
        return max(top - y, 0, y - top - height), across

    begin, behind, left, _, width, _ = min(words, key=away)
    letters = round((x - left) / width * (behind - begin)) if width else 0
    return int(begin + min(max(letters, 0), behind - begin))


def word_at(words: Words, x: float, y: float) -> tuple[int, int]:
    """The word at a point, (0, 0) where none is."""
    for begin, behind, left, top, width, height in words:
        if left <= x <= left + width and top <= y <= top + height:
            return int(begin), int(behind)
    return 0, 0
