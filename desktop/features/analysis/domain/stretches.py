"""How a document is cut for a summary, and how many steps that takes."""

from collections.abc import Sequence
from typing import TypeVar

from workers.contract.training.examples import SourcePassage
from workers.text import heading_path

T = TypeVar("T")

# Characters of a stretch: about a thousand tokens, which a processor reads in some ten seconds.
STRETCH = 3000
# From here on a new heading begins a new stretch.
_ENOUGH = STRETCH // 2
# Parts that are put together at once.
GROUP = 8
STRETCH_SENTENCES, GROUP_SENTENCES, WHOLE_SENTENCES = 3, 4, 7


def stretches(passages: Sequence[SourcePassage]) -> list[list[SourcePassage]]:
    """The passages of one document in its order, in stretches of about `STRETCH` characters that begin with a
    heading where they can."""
    made: list[list[SourcePassage]] = []
    size = 0
    for passage in sorted(passages, key=lambda passage: passage.start):
        fresh = made and heading_path.last_title(passage.heading) != heading_path.last_title(
            made[-1][-1].heading
        )
        if not made or size + len(passage.text) > STRETCH or (fresh and size >= _ENOUGH):
            made.append([])
            size = 0
        made[-1].append(passage)
        size += len(passage.text)
    return made


def groups(parts: Sequence[T]) -> list[Sequence[T]]:
    """Parts in groups of at most `GROUP`, as even as can be."""
    count = -(-len(parts) // GROUP)
    size = -(-len(parts) // count) if count else 1
    return [parts[at : at + size] for at in range(0, len(parts), size)]


def steps(count: int) -> int:
    """Requests to the model for so many stretches."""
    total = count
    while count > 1:
        count = -(-count // GROUP) if count > GROUP else 1
        total += count
    return total
