"""Finding a quote in a text although ё and е, spaces, line breaks, case, dashes, quotation marks differ."""

import re
from collections.abc import Iterator

from workers.text.folding import plain

_SAME = str.maketrans(
    {
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"',
        "’": "'", "‘": "'", "\u00ad": None, "\u200b": None, "…": "...",
    }
)  # fmt: skip
# What a writer of quotes puts around them or leaves out at their ends.
EDGES = " \"'.,;:-"
# Where a quote was shortened or put together; its parts of so many words are known by themselves.
_GAP = re.compile(r"…|\.\.\.|\n|[;\"«»“”„]")
_PART_WORDS = 5


class Folded:
    """A text folded for comparison: lower case, one blank for any run of blanks, one form for letters and
    marks that look alike. `text` is the folded text."""

    __slots__ = ("_source", "text")

    def __init__(self, source: str) -> None:
        self._source = source
        self.text = " ".join(plain(source).translate(_SAME).split())

    def find(self, folded_quote: str) -> tuple[int, int] | None:
        """Half-open offsets, in the text before it was folded, of what folds to `folded_quote`; None when it
        does not stand there."""
        at = self.text.find(folded_quote) if folded_quote else -1
        if at < 0:
            return None
        places = list(self._places())
        return places[at], places[at + len(folded_quote) - 1] + 1

    def _places(self) -> Iterator[int]:
        """The offset in the source of each character of `text`."""
        blank = -1
        begun = False
        for place, character in enumerate(self._source):
            if character.isspace():
                blank = place if blank < 0 else blank
                continue
            for _ in plain(character).translate(_SAME):
                if blank >= 0 and begun:
                    yield blank
                yield place
                blank, begun = -1, True


def fold(text: str) -> str:
    """A text as quotes are compared."""
    return Folded(text).text


def wordings(quote: str, *, parts: bool = False) -> Iterator[str]:
    """What to look for, folded, the best first: the quote as it is, then without the marks around it, then
    (with `parts`) what lies between its gaps, the longest first."""
    whole = fold(quote)
    yield from dict.fromkeys(wording for wording in (whole, whole.strip(EDGES)) if wording)
    if parts:
        pieces = (fold(piece).strip(EDGES) for piece in _GAP.split(quote))
        yield from sorted((p for p in pieces if len(p.split()) >= _PART_WORDS), key=len, reverse=True)


def locate(quote: str, folded: Folded) -> tuple[int, int] | None:
    """Half-open offsets of `quote`, without the marks around it, in the text that was folded; None when it
    does not stand there."""
    return folded.find(fold(quote).strip(EDGES))
