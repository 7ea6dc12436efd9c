"""The text of one page of a PDF as a person sees it: letters that the file does not name are looked up in its
fonts, what is hidden is left out, columns are read one after another.

Positions are those of pdfium's page text, so that a highlight finds its way back to the page.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workers.reading.formats.pdf.columns import Box
from workers.reading.formats.pdf.named_letters import named_letters
from workers.reading.formats.pdf.painted_text import painted_text
from workers.reading.formats.pdf.reading_order import BLANK, LINE_ENDS, reading_order
from workers.reading.formats.pdf.visible import drawn_on, seen_letters, with_raised_digits

_BETWEEN = {LINE_ENDS: "\n", BLANK: " "}


@dataclass(frozen=True, slots=True)
class PageText:
    """`raw` holds the characters that are read, in reading order; `origin[i]` is the place of character i in
    pdfium's page text. `hidden`: pieces of text that nobody sees; `unreadable`: it has letters, but nobody
    knows which; `partly`: that is so for some of them; `scanned`: pictures cover a good part of it;
    `rulings`: its drawn lines; `at_edges`: letters stand at its edges alone, around a picture; `text_page`:
    that to whose text the places belong, None for the one that was asked."""

    raw: str
    origin: Sequence[int]
    hidden: int = 0
    unreadable: bool = False
    scanned: bool = False
    partly: bool = False
    rulings: tuple[Box, ...] = ()
    at_edges: bool = False
    text_page: Any = None


def read_page(page: Any, text_page: Any, covers: Sequence[Box] = ()) -> PageText:
    """The text of an opened page and its text page; `covers`: where marks are drawn over it."""
    drawn = drawn_on(page, covers)
    painted, false = painted_text(page, text_page, drawn.replaced) if drawn.replaced else (None, 0)
    text_page = painted or text_page
    named = named_letters(text_page, drawn.letters)
    if named is None:
        return PageText("", array("L"), unreadable=True, scanned=drawn.scanned, text_page=painted)
    raw, places = named.raw, named.places
    if drawn.raised:
        raw, places = with_raised_digits(text_page, raw, places, drawn.raised)
    seen, hidden = seen_letters(text_page, raw, places, drawn.hidden) if drawn.hidden else (None, 0)
    order = reading_order(text_page, raw, places, drawn.rulings, page.get_rotation())
    if order is None and seen is None:
        return PageText(
            raw,
            places,
            false,
            scanned=drawn.scanned,
            partly=named.partly,
            rulings=drawn.rulings,
            at_edges=drawn.at_edges,
            text_page=painted,
        )
    order = list(range(len(raw))) if order is None else order
    if seen is not None:
        order = [at for at in order if at < 0 or at in seen]
    origin, last = array("L"), 0
    for at in order:
        last = places[at] if at >= 0 else last
        origin.append(last)
    text = "".join(_BETWEEN.get(at) or raw[at] for at in order)
    return PageText(
        text,
        origin,
        hidden + false,
        scanned=drawn.scanned,
        partly=named.partly,
        rulings=drawn.rulings,
        at_edges=drawn.at_edges,
        text_page=painted,
    )
