"""What the search found, as rows of its list."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from workers.contract.specs.search import Passage
from workers.text.shortening import shorten

_BEFORE, _LONGEST = 40, 150  # characters of a place: before its first word, and at most


class Group(StrEnum):
    """The groups of rows, in their order."""

    PLACES = "places"
    DOCUMENTS = "documents"
    CHATS = "chats"
    SETTINGS = "settings"
    COMMANDS = "commands"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Hit:
    """A row. `marks`: offsets of the words found in `detail`; `aside` stands at its right (a page, a key).
    Choosing it goes to `address` of the window, or does what `act` does."""

    group: Group
    title: str
    detail: str = ""
    aside: str = ""
    icon: str = ""
    address: str = ""
    act: Callable[[], object] | None = None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the window can do; `key` is its shortcut, `words` other names for it."""

    title: str
    act: Callable[[], object]
    icon: str = ""
    key: str = ""
    words: str = ""


def snippet(passage: Passage) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The telling sentence of a place in one line, with the offsets of the words that were typed."""
    start, end = passage.core or (0, len(passage.text))
    inside = [hit for hit in passage.hits if start <= hit[0] < end]
    first = inside[0][0] if inside else start
    if first - start > _LONGEST - _BEFORE:
        start = passage.text.rfind(" ", start, first - _BEFORE) + 1
    sentence = passage.text[start:end]
    line = shorten(sentence.replace("\n", " ").replace("\t", " "), _LONGEST)
    marks = [(at - start, to - start) for at, to in inside if to - start <= len(line)]
    return line, tuple(marks)
