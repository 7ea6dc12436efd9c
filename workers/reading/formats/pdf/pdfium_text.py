"""pdfium's text of a page: its characters, and the numbers by which pdfium's other functions know them."""

import ctypes
import sys
from typing import Any

import pypdfium2.raw as pdfium_c

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
