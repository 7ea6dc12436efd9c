"""The line of headings over a passage: "Chapter 3 › Article 7 · Article 8 › The employer must:".

Titles of sections that were joined into one passage stand beside one another; what stands over a list or a
table (its lead: the words before the colon, the names of the columns) comes last. Standard library only."""

import re
from collections.abc import Iterable, Sequence

BELOW, BESIDE, CELLS = " › ", " · ", " | "
_SPLIT = re.compile("[›·]")


def joined(shared: Sequence[str], below: Sequence[Sequence[str]], lead: str = "") -> str:
    """The line for sections that share the headings `shared`, each with what is `below` them."""
    beside = BESIDE.join(BELOW.join(parts) for parts in below)
    return BELOW.join(part for part in (*shared, beside, lead) if part)


def parts(path: str) -> list[str]:
    """All titles of a line, without leads."""
    return [part for part in map(str.strip, _SPLIT.split(_without_leads(path))) if part]


def titles(path: str) -> list[str]:
    """The innermost title of each section of a passage."""
    inner = (part.rsplit(BELOW, 1)[-1].strip() for part in _without_leads(path).split(BESIDE))
    return [title for title in inner if title]


def last_title(path: str) -> str:
    """The innermost titles as one text; "" for none."""
    return BESIDE.join(titles(path))


def _without_leads(path: str) -> str:
    levels: list[str] = path.split(BELOW)
    while levels and _is_lead(levels[-1]):
        levels.pop()
    return BELOW.join(levels)


def _is_lead(part: str) -> bool:
    return part.endswith(":") or CELLS in part or part.startswith("№ ")


def nested(headings: Iterable[tuple[int, str]]) -> list[tuple[str, ...]]:
    """The titles over each heading, itself the last, of (level, title) in their order."""
    found: list[tuple[str, ...]] = []
    stack: list[tuple[int, str]] = []
    for level, title in headings:
        while stack and stack[-1][0] >= level:
            stack.pop()
        stack.append((level, title))
        found.append(tuple(text for _, text in stack))
    return found
