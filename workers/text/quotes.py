"""Finding a quote in a text although ё and е, spaces, line breaks, case, dashes, quotation marks differ."""

from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "ё": "е", "–": "-", "—": "-", "‑": "-", "−": "-", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"',
        "’": "'", "‘": "'", "\u00ad": None, "\u200b": None, "…": "...",
    }
)  # fmt: skip
# What a writer of quotes puts around them or leaves out at their ends.
_EDGES = " \"'.,;:…"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison: `places[i]` is the offset in the text of character i of `text`."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """Lower case, one blank for any run of blanks, one form for letters and marks that look alike."""
    folded: list[str] = []
    places: list[int] = []
    blank = True
    for place, character in enumerate(text):
        if character.isspace():
            if not blank:
                folded.append(" ")
                places.append(place)
            blank = True
            continue
        for plain in character.lower().translate(_SAME):
            folded.append(plain)
            places.append(place)
            blank = False
    return Folded("".join(folded), tuple(places))


def locate(quote: str, folded: Folded) -> tuple[int, int] | None:
    """Half-open offsets of `quote` in the text that was folded; None when it does not stand there."""
    wanted = fold(quote).text.strip(_EDGES)
    if not wanted:
        return None
    at = folded.text.find(wanted)
    if at < 0:
        return None
    return folded.places[at], folded.places[at + len(wanted) - 1] + 1
