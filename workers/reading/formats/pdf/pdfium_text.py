"""pdfium's text of a page: its characters, and the numbers by which pdfium's other functions know them."""

import ctypes
import math
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

# Letters that say which way the lines of a page run: of a first look, and of a second, where they are turned.
_FEW, _MANY = 3, 40

if sys.byteorder != "little":
    raise ImportError("pdfium's UTF-16 text is read as little-endian")


def raw_text(text_page: Any) -> str:
    """All characters of a page, one for one UTF-16 unit of pdfium's text, so that positions stay true."""
    count = pdfium_c.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    # Some pages yield more units than characters (pdfium writes inserted ones too).
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    written = pdfium_c.FPDFText_GetText(text_page, 0, count, buffer)
    data = bytes(memoryview(buffer))[: max(0, written - 1) * 2]
    text = data.decode("utf-16-le", "surrogatepass")
    if len(text) * 2 == len(data):
        return text
    # A character outside the basic plane is two units: keep both, cleaning drops them.
    units = memoryview(data).cast("H")
    return "".join(map(chr, units))


def char_index(text_page: Any, position: int) -> int:
    """pdfium's number of the character at a place of the page text; below 0 for one that it made up."""
    return int(pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, position))


def address_of(handle: Any) -> int:
    """By which two handles of one object of pdfium's are known to be the same."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def way_of(text_page: Any, raw: str, places: Sequence[int]) -> int:
    """Which way most letters of a page run: by how many quarters of a circle, counterclockwise. `places` are
    those of `raw` in the page text."""
    return _way(text_page, raw, places, _MANY) if _way(text_page, raw, places, _FEW) else 0


def _way(text_page: Any, raw: str, places: Sequence[int], letters: int) -> int:
    ways = Counter[int]()
    matrix = pdfium_c.FS_MATRIX()
    for number in range(letters):
        at = len(raw) * (2 * number + 1) // (2 * letters)
        at = next((place for place in range(at, min(at + 20, len(raw))) if not raw[place].isspace()), -1)
        index = char_index(text_page, places[at]) if at >= 0 else -1
        if index >= 0 and pdfium_c.FPDFText_GetMatrix(text_page, index, matrix):
            ways[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
    return ways.most_common(1)[0][0] if ways else 0
