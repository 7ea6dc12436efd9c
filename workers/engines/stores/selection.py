"""What a filter leaves, in a form that a vector store checks quickly: the numbers of contents, and the ranges
that these fill where they are few."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Contents by id, and by number (ascending). `ranges`: first and last number of each run of them that no
    other content interrupts. The numbers are empty for a store whose points have none yet."""

    contents: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()


def select(contents: Collection[str], numbers: Iterable[tuple[int, str]]) -> Selection:
    """The contents as a selection; `numbers` are those of all contents, ascending."""
    wanted = set(contents)
    chosen: list[int] = []
    ranges: list[tuple[int, int]] = []
    interrupted = True
    for number, content in numbers:
        if content not in wanted:
            interrupted = True
            continue
        chosen.append(number)
        if interrupted:
            ranges.append((number, number))
        else:
            ranges[-1] = (ranges[-1][0], number)
        interrupted = False
    return Selection(tuple(contents), tuple(chosen), tuple(ranges))
