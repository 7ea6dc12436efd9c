"""Which letters a PDF draws: those it names, those of which it says nothing or something wrong."""

import ctypes
import re
import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.encodings import remove_mojibake
from workers.reading.formats.pdf.pdfium_text import address_of, char_index, raw_text

_SAMPLE = 60  # characters of a page that are asked whether the file names them
_UNNAMED = 0.03  # of them, above which the page is looked at more closely
_UNREADABLE = 0.2  # of the letters of a page, above which it is not read
_LEAST_UNKNOWN = 8  # letters; fewer are bullets and signs
# (One letter, then more: so a search leaps from one to the next.)
_LATIN = re.compile("[\xc0-\xff][\xc0-\xff]{3}")
# Codes without a meaning; signs of symbol fonts are of them, too, but stand alone.
_NAMELESS = re.compile("[\ue000-\uf8ff\ufffd][\ue000-\uf8ff\ufffd]{2,}")
_SPARSE = 3000  # characters of a page, above which it says enough
_LETTERS_OF_A_LINE = 40
_NAMED = 0.2  # of the letters that the width of the text lets expect
_MOST = 70_000  # glyphs
_LONGEST_NAME = 200  # bytes
# Fonts of the words that recognition lays under a scan: their codes are those of Unicode, whose map pdfium
# does not follow beyond the first 256.
_WITHOUT_SHAPES = "glyphless"


@dataclass(frozen=True, slots=True)
class NamedLetters:
    """The characters of a page; `places[i]` is the place of character i in pdfium's page text. `partly`: some
    are left out, because nobody knows which they are."""

    raw: str
    places: Sequence[int]
    partly: bool = False


def named_letters(text_page: Any, drawn: float) -> NamedLetters | None:
    """The characters of a text page on which about `drawn` letters are drawn; None when nobody knows which
    most of them are."""
    raw = raw_text(text_page)
    places: Sequence[int] = range(len(raw))
    if _lacks_names(text_page, len(raw)):
        found = _from_fonts(text_page)
        if found is None:
            return None
        raw, places = found
    elif _LATIN.search(raw):
        raw = _renamed(raw)
    odd = sum(map(len, _NAMELESS.findall(raw)))
    most = _UNREADABLE * sum(map(str.isalnum, raw)) + _LEAST_UNKNOWN if odd else 0
    if odd > most or _is_blank(raw, drawn):
        return None
    if odd < _LEAST_UNKNOWN:
        return NamedLetters(raw, places)
    known = [at for at, letter in enumerate(raw) if letter != "\ufffd"]
    return NamedLetters(
        "".join(raw[at] for at in known), array("L", (places[at] for at in known)), partly=True
    )


def _renamed(raw: str) -> str:
    """Russian letters that the file names as Western ones of the same bytes, as they were; places stay."""
    mended = "".join(map(remove_mojibake, raw.splitlines(keepends=True)))
    return mended if len(mended) == len(raw) else raw


def _is_blank(raw: str, letters: float) -> bool:
    """Whether hardly anything is named of the letters that are drawn on a page."""
    if len(raw) > _SPARSE or letters < _LETTERS_OF_A_LINE:
        return False
    least = ceil(_NAMED * letters)
    if len(list(islice(filter(str.isalnum, raw), least))) == least:
        return False
    # Signs are named as well.
    named = sum(not (char.isspace() or char < " " or "\x7f" <= char < "\xa0") for char in raw)
    return named < _NAMED * letters


def _lacks_names(text_page: Any, count: int) -> bool:
    """Whether the file does not name some of its letters, by a sample of the `count` on the page."""
    sample = range(0, count, max(1, count // _SAMPLE))
    asked = [index for at in sample if (index := char_index(text_page, at)) >= 0]
    unknown = sum(pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1 for index in asked)
    return bool(asked) and unknown > _UNNAMED * len(asked)


def _from_fonts(text_page: Any) -> tuple[str, Sequence[int]] | None:
    """The text with letters from the fonts' own tables, and where each stands in pdfium's page text; None if
    too many of them stay unknown."""
    fonts: dict[int, dict[int, str] | None] = {}  # None = its codes are letters
    letters: list[str] = []
    places = array("L")
    unknown = named = 0
    for index in range(pdfium_c.FPDFText_CountChars(text_page)):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        letter = chr(code) if code < 0x110000 else "\ufffd"
        if pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            shape = pdfium_c.FPDFText_GetTextObject(text_page, index)
            font = pdfium_c.FPDFTextObj_GetFont(shape) if shape else None
            address = address_of(font) if font else 0
            if address not in fonts:
                without_shapes = font and _WITHOUT_SHAPES in _name_of(font).casefold()
                fonts[address] = None if without_shapes else letters_of(_font_data(font)) if font else {}
            known = fonts[address]
            letter = letter if known is None else known.get(code, "\ufffd")
        unknown, named = unknown + (letter == "\ufffd"), named + (letter != "\ufffd" and not letter.isspace())
        place = pdfium_c.FPDFText_GetTextIndexFromCharIndex(text_page, index)
        letters.append(letter)
        places.append(place if place >= 0 else places[-1] if places else 0)
    return None if unknown > _UNREADABLE * (unknown + named) else ("".join(letters), places)


def _name_of(font: Any) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    size = pdfium_c.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME)
    return buffer.value.decode("utf-8", "replace") if 0 < size <= _LONGEST_NAME else ""


def _font_data(font: Any) -> bytes:
    size = ctypes.c_size_t()
    pdfium_c.FPDFFont_GetFontData(font, None, 0, size)
    if not 0 < size.value < 64 << 20:
        return b""
    buffer = (ctypes.c_uint8 * size.value)()
    pdfium_c.FPDFFont_GetFontData(font, buffer, size.value, size)
    return bytes(buffer)


def letters_of(font: bytes) -> dict[int, str]:
    """Glyph number → letter of an embedded TrueType or OpenType font, by its own table `cmap` (OpenType
    specification 1.9); empty where it has no table of Unicode letters, or a broken one."""
    try:
        return _letters(font)
    except (struct.error, IndexError, ValueError):
        return {}


def _letters(font: bytes) -> dict[int, str]:
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, at)
        tables[tag] = font[offset : offset + length]
    cmap = tables.get(b"cmap", b"")
    if not cmap:
        return {}
    found: dict[int, str] = {}
    for at in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * at)
        if platform == 0 or (platform == 3 and encoding in {1, 10}):
            for letter, glyph in _pairs(cmap[offset:]):
                if glyph and len(found) < _MOST:
                    found.setdefault(glyph, chr(letter))
    return found


def _pairs(table: bytes) -> list[tuple[int, int]]:
    """(code point, glyph) of a subtable of format 4 or 12."""
    form = struct.unpack_from(">H", table, 0)[0]
    pairs: list[tuple[int, int]] = []
    if form == 12:
        for at in range(min(struct.unpack_from(">I", table, 12)[0], _MOST)):
            first, last, glyph = struct.unpack_from(">III", table, 16 + 12 * at)
            pairs += [(code, glyph + code - first) for code in range(first, min(last, first + _MOST) + 1)]
    elif form == 4:
        segments = struct.unpack_from(">H", table, 6)[0] // 2
        ends, starts = 14, 16 + 2 * segments
        deltas, offsets = starts + 2 * segments, starts + 4 * segments
        for at in range(segments):
            end, start = (struct.unpack_from(">H", table, place + 2 * at)[0] for place in (ends, starts))
            delta = struct.unpack_from(">h", table, deltas + 2 * at)[0]
            offset = struct.unpack_from(">H", table, offsets + 2 * at)[0]
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = code
                if offset:
                    glyph = struct.unpack_from(">H", table, offsets + 2 * at + offset + 2 * (code - start))[0]
                    if not glyph:
                        continue
                pairs.append((code, (glyph + delta) & 0xFFFF))
    return pairs
