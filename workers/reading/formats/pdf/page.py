"""The text of one page of a PDF as a person sees it: letters that the file does not name are looked up in its
fonts, what is hidden is left out, columns are read one after another.

Positions are those of pdfium's page text, so that a highlight finds its way back to the page.
"""

import ctypes
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.formats.pdf.columns import Box
from workers.reading.formats.pdf.named_letters import named_letters
from workers.reading.formats.pdf.pdfium_text import address_of
from workers.reading.formats.pdf.reading_order import BLANK, LINE_ENDS, reading_order
from workers.reading.formats.pdf.visible import drawn_on, seen_letters, with_raised_digits

_BETWEEN = {LINE_ENDS: "\n", BLANK: " "}
_COMMAND = re.compile(r"\\[A-Za-z]+")  # of a formula in TeX
_MOST = 4096  # characters of one piece


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


def painted_text(page: Any, text_page: Any, replaced: Sequence[tuple[Any, Any]]) -> tuple[Any, int]:
    """The text page of an opened page with what is drawn alone, and how many pieces of `text_page` say
    something else than is drawn; (None, 0) where none does. `replaced`: texts with the marks that replace
    them (ISO 32000-1, 14.9.4 `ActualText`): believed where they say the same (ligatures, hyphens, small
    capitals, letters without names). It is closed with the page."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for shape, mark in replaced:
        groups[address_of(mark)].append(shape)
    said = {mark: _text(text_page, shapes) for mark, shapes in groups.items()}
    if not any(map(_bare, said.values())):
        return None, 0
    for shape, mark in replaced:
        pdfium_c.FPDFPageObj_RemoveMark(shape, mark)
    painted = page.get_textpage()
    false = sum(not _agree(text, _text(painted, groups[mark])) for mark, text in said.items())
    if not false or _lacks_names(painted):
        painted.close()
        return None, 0
    return painted, false


def _text(text_page: Any, shapes: Sequence[Any]) -> str:
    buffer = (ctypes.c_ushort * _MOST)()
    pieces = []
    for shape in shapes:
        size = min(pdfium_c.FPDFTextObj_GetText(shape, text_page, buffer, 2 * _MOST), 2 * _MOST)
        pieces.append(bytes(memoryview(buffer))[: max(0, size - 2)].decode("utf-16-le", "replace"))
    return "".join(pieces)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _agree(said: str, drawn: str) -> bool:
    """Whether what is said is what is drawn, as far as that can be known."""
    if not (said_bare := _bare(said)) or said_bare == (drawn_bare := _bare(drawn)):
        return True
    if "\\" in said and sorted(_bare(_COMMAND.sub(" ", said))) == sorted(drawn_bare):
        return True
    # Of scripts whose letters join, single glyphs say little.
    return any(unicodedata.category(letter) in {"Lo", "Mc"} for letter in said)


def _lacks_names(text_page: Any) -> bool:
    """Whether the file does not name letters that it draws: then what it says of them is all there is."""
    count = pdfium_c.FPDFText_CountChars(text_page)
    return any(pdfium_c.FPDFText_HasUnicodeMapError(text_page, at) == 1 for at in range(count))
