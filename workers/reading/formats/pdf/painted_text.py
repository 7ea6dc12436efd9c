"""Letters that a PDF says in place of those it draws (ISO 32000-1, 14.9.4 `ActualText`). They are believed
where they say the same: ligatures, hyphens, small capitals, letters without names; otherwise what is drawn
counts."""

import ctypes
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.formats.pdf.pdfium_text import address_of

_COMMAND = re.compile(r"\\[A-Za-z]+")  # of a formula in TeX
_MOST = 4096  # characters of one piece


def painted_text(page: Any, text_page: Any, replaced: Sequence[tuple[Any, Any]]) -> tuple[Any, int]:
    """The text page of an opened page with what is drawn alone, and how many pieces of `text_page` say
    something else than is drawn; (None, 0) where none does. `replaced`: texts with the marks that replace
    them. It is closed with the page."""
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
