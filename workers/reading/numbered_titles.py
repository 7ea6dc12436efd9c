"""Which numbered lines are titles ("2. Оплата") and which are points or items ("2. Включите насос")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from workers.reading import heading_lines

_LONGEST = 110  # characters of a title
_MOST_WORDS = 12
_FEW_WORDS = 5  # of a title that ends with a full stop
_WRAPPED = 45  # characters of a line that may go on in the next one
_LARGER = 1.1
_ROMAN = {"I": 1, "V": 5, "X": 10}
_AGREED = re.compile(r"(?:нижеследующ\w+|о следующем|as follows)\s*:$", re.IGNORECASE)


class _Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def size(self) -> float: ...


@dataclass(slots=True)
class Point:
    """A numbered line at `index`: "2.1" is (2, 1), "А.1" is ("А", 1); its title has `taken` lines."""

    index: int
    number: tuple[str | int, ...]
    roman: bool
    dotted: bool
    title: str
    larger: bool = False
    taken: int = 1
    looks: bool = False  # like a title
    children: bool = False  # its own first point follows
    next_item: bool = False  # the next point of the same list follows at once

    @property
    def depth(self) -> int:
        """1 for "2.", 2 for "2.1"."""
        return len(self.number)


def titles(lines: Sequence[_Line], left_out: set[int], body: float) -> dict[int, Point]:
    """The titles among the lines by index. `left_out`: lines that are none; `body`: the font size of the
    text, 0 = unknown."""
    points = [
        point
        for index, line in enumerate(lines)
        if index not in left_out and (point := _point(index, line.text.strip(), line.size, body))
    ]
    by_index = {point.index: point for point in points}
    for point in points:
        _look(point, lines, by_index)
    chains = _chains(points)
    for chain in chains:
        for point, following in pairwise(chain):
            point.next_item = following.index == point.index + point.taken
    found: dict[int, Point] = {}
    for chain in chains:
        before = lines[chain[0].index - 1].text.strip() if chain[0].index else ""
        found.update({point.index: point for point in _accepted(chain, before)})
    return found


def _point(index: int, text: str, size: float, body: float) -> Point | None:
    if len(text) > 300:
        return None
    roman = heading_lines.ROMAN_NUMBER.match(text)
    match = roman or heading_lines.ARABIC.match(text)
    if match is None:
        return None
    number: tuple[str | int, ...]
    if roman:
        number = (_value(match["number"]),)
    else:
        number = tuple(int(part) if part.isdigit() else part for part in match["number"].split("."))
    larger = bool(body) and size >= body * _LARGER
    return Point(index, number, bool(roman), bool(match["dot"]), text[match.end() :], larger)


def _value(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _look(point: Point, lines: Sequence[_Line], points: dict[int, Point]) -> None:
    """Whether the words of a point are a title, and how many lines it has."""
    following = lines[point.index + 1].text.strip() if point.index + 1 < len(lines) else ""
    if following[:1].islower() and not following.endswith((".", ";", ":", ",")):
        # A title that was wrapped: its first point, or text of another size follows.
        second = points.get(point.index + 2)
        child = second is not None and second.number == (*point.number, 1)
        line = lines[point.index]
        wide = len(line.text) > _WRAPPED
        same = point.larger and abs(lines[point.index + 1].size - line.size) < 0.1
        if (child and wide) or same:
            point.taken, point.children = 2, child
            point.title = f"{point.title} {following}"
            following = ""
    own = points.get(point.index + point.taken)
    point.children = own is not None and own.number in ((*point.number, 1), (*point.number, 0))
    short = point.children and point.depth == 1 and len(point.title.split()) <= _FEW_WORDS
    title = point.title.rstrip(".") if short else point.title
    # A short line was not wrapped before a number: "2. Технические данные" / "400 В, 50 Гц".
    value = following[:1].isdigit() and len(lines[point.index].text) < _WRAPPED
    goes_on = _goes_on(following) and not value and not point.children and own is None
    point.looks = _is_title(title) and not goes_on


def _is_title(title: str) -> bool:
    if not 3 <= len(title) <= _LONGEST or title.endswith((".", ";", ",", ":")) or title[0].islower():
        return False
    if not (title[0].isalpha() or title[0] in "«\"“„'"):
        return False
    digits = sum(map(str.isdigit, title))
    return (
        len(title.split()) <= _MOST_WORDS
        and digits * 3 < len(title)
        and not re.search(r"[.!?]\s+[А-ЯЁA-Z]|;\s", title)
        and " | " not in title
        and not heading_lines.never(title)
    )


def _goes_on(following: str) -> bool:
    """Whether a line continues the sentence above: no sentence begins so."""
    return bool(following) and not (
        following[0].isupper() or following[0] in "«\"“„'(•-*–—▪●№§" or heading_lines.ARABIC.match(following)
        or re.match(r"(?:[а-яa-z]|\d{1,2})\)\s", following)
    )  # fmt: skip


def _chains(points: Sequence[Point]) -> list[list[Point]]:
    """Points that count upwards together: a list inside a section does not end the count of the sections."""
    found: list[list[Point]] = []
    # Chains that may go on, by what goes on and whether it looked like a title; the latest is the last.
    waiting: dict[tuple[bool, tuple[str | int, ...], bool], list[list[Point]]] = {}
    for point in points:
        last = point.number[-1]
        before = (*point.number[:-1], last - 1) if isinstance(last, int) else point.number
        alike = waiting.get((point.roman, before, point.looks))
        others = alike or waiting.get((point.roman, before, not point.looks))
        chain = others.pop() if others else []
        if not chain:
            found.append(chain)
        chain.append(point)
        waiting.setdefault((point.roman, point.number, point.looks), []).append(chain)
    return found


def _accepted(chain: Sequence[Point], before: str) -> list[Point]:
    """The titles of a chain; `before` is the line above it."""
    first = chain[0]
    good = [point for point in chain if point.looks and not point.next_item]
    strong = [point for point in chain if point.looks and (_is_strong(point))]
    parents = any(point.children for point in good)
    announced = before.endswith(":") and not _AGREED.search(before)
    if announced and not parents:
        return strong
    if len(good) * 2 <= len(chain) and not parents:
        return strong
    begins = first.number[-1] in (0, 1)
    dotted = first.dotted and not first.roman and (begins or len(chain) > 1)
    counted = dotted or (begins and (len(good) >= 2 or first.depth > 1))
    if not counted and not parents:
        return strong
    return [point for point in chain if point in good or point in strong]


def _is_strong(point: Point) -> bool:
    """Whether a title shows it by itself: capitals, larger type."""
    return (
        point.title.isupper() and sum(map(str.isalpha, point.title)) >= 6 and point.dotted
    ) or point.larger
