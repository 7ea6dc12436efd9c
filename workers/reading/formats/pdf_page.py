"""The text of one page of a PDF as a person sees it: what is hidden is left out, columns are read one after
another, letters that the file does not name are looked up in its fonts.

Positions are those of pdfium's page text, so that a highlight finds its way back to the page.
"""

import ctypes
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.formats import font_letters, pdf_layout
from workers.reading.formats.pdf_layout import Box

_SAMPLE = 60  # characters of a page that are asked whether the file names them
_UNNAMED = 0.3  # of them, above which the page is looked at more closely
_UNREADABLE = 0.2  # of the letters of a page, above which it is not read
_INVISIBLE = 3  # text render mode (ISO 32000-1, table 106)
_WHITE = 250  # of 255
_TINY = 1.5  # points
_COVERING = (
    0.4  # of a page; a picture of this size under invisible text is a scan with its recognised letters
)
_SCANNED = 0.3  # of a page that pictures cover, with hardly a letter beside
_LEAST_LEAP = 6.0  # points between two columns
_MOST_RECTANGLES = 6000
_MOST_OBJECTS = 20_000
_DEEPEST = 4  # forms within forms


@dataclass(frozen=True, slots=True)
class PageText:
    """`raw` holds the characters that are read, in reading order; `origin[i]` is the place of character i in
    pdfium's page text. `hidden`: pieces of text that nobody sees; `unreadable`: it has letters, but nobody
    knows which; `scanned`: pictures cover a good part of it."""

    raw: str
    origin: "array[int]"
    hidden: int = 0
    unreadable: bool = False
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What lies on a page besides visible text."""

    hidden: frozenset[int]  # addresses of text objects that nobody sees
    scanned: bool
    rulings: tuple[Box, ...]


def read_page(page: Any, text_page: Any) -> PageText:
    """The text of an opened page and its text page."""
    raw = raw_text(text_page)
    drawn = _drawn(page)
    places: Sequence[int] = range(len(raw))
    if _unnamed(text_page, len(raw)):
        mended = _mended(text_page)
        if mended is None:
            return PageText("", array("L"), unreadable=True, scanned=drawn.scanned)
        raw, places = mended
    seen, hidden = _seen(text_page, raw, places, drawn.hidden) if drawn.hidden else (None, 0)
    order = _reading_order(text_page, raw, places, drawn.rulings)
    if order is None and seen is None:
        return PageText(raw, array("L", places), scanned=drawn.scanned)
    order = list(range(len(raw))) if order is None else order
    if seen is not None:
        order = [at for at in order if at < 0 or at in seen]
    origin, last = array("L"), 0
    for at in order:
        last = places[at] if at >= 0 else last
        origin.append(last)
    text = "".join("\n" if at < 0 else raw[at] for at in order)
    return PageText(text, origin, hidden, scanned=drawn.scanned)


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


def _char(text_page: Any, position: int) -> int:
    """pdfium's number of the character at a place of the page text; below 0 for one that it made up."""
    return int(pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, position))


# --- what lies on the page ---


def _drawn(page: Any) -> _Drawn:
    width, height = page.get_size()
    pictures, rulings, backgrounds = [], [], []
    suspects: list[tuple[Any, Box, bool]] = []  # text object, its box, whether it is invisible
    hidden = set()
    for shape, box in _objects(page.raw, None, 0):
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            rulings.append(box)
            if _brightness(shape) < _WHITE:
                backgrounds.append(box)
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT and box.right > box.left:
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(shape)
            outside = box.right < 0 or box.left > width or box.top < 0 or box.bottom > height
            if outside or (box.top - box.bottom < _TINY and _type_size(shape) < _TINY):
                hidden.add(_address(shape))
            elif mode == _INVISIBLE or _brightness(shape) >= _WHITE:
                suspects.append((shape, box, mode == _INVISIBLE))
    for shape, box, invisible in suspects:
        under = pictures if invisible else [*pictures, *backgrounds]
        least = _COVERING * width * height if invisible else 0.0
        if not any(_contains(one, box) and _area(one) >= least for one in under):
            hidden.add(_address(shape))
    scanned = sum(map(_area, pictures)) >= _SCANNED * width * height
    return _Drawn(frozenset(hidden), scanned, tuple(rulings))


def _objects(parent: Any, within: Box | None, depth: int) -> Iterator[tuple[Any, Box]]:
    """The objects of a page, or of a form on it, with their boxes: inside a form, the box of the form."""
    of_page = within is None
    count = (pdfium_c.FPDFPage_CountObjects if of_page else pdfium_c.FPDFFormObj_CountObjects)(parent)
    for at in range(min(count, _MOST_OBJECTS)):
        shape = (pdfium_c.FPDFPage_GetObject if of_page else pdfium_c.FPDFFormObj_GetObject)(parent, at)
        if not shape:
            continue
        box = _bounds(shape) if within is None else within
        if pdfium_c.FPDFPageObj_GetType(shape) == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(shape, box, depth + 1)
        yield shape, box


def _bounds(shape: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _brightness(shape: Any) -> int:
    """The darkest part of an object's fill, 0…255; 0 where it is not known."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha):
        return 0
    return 255 if alpha.value < 5 else min(red.value, green.value, blue.value)


def _type_size(shape: Any) -> float:
    """Points; a dash is flat in any type."""
    size, matrix = ctypes.c_float(), pdfium_c.FS_MATRIX()
    pdfium_c.FPDFTextObj_GetFontSize(shape, size)
    scaled = pdfium_c.FPDFPageObj_GetMatrix(shape, matrix)
    return float(size.value * (matrix.c**2 + matrix.d**2) ** 0.5 if scaled else size.value)


def _address(shape: Any) -> int:
    return ctypes.cast(shape, ctypes.c_void_p).value or 0


def _contains(outer: Box, inner: Box) -> bool:
    across, along = (inner.left + inner.right) / 2, inner.middle
    return outer.left <= across <= outer.right and outer.bottom <= along <= outer.top


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.top - box.bottom)


def _seen(
    text_page: Any, raw: str, places: Sequence[int], hidden: frozenset[int]
) -> tuple[frozenset[int], int]:
    """Which characters are seen, and how many pieces of text are not."""
    seen: list[int] = []
    pieces = set()
    begin = 0
    for line in raw.splitlines(keepends=True):
        kept, left_out = [], False
        for at, letter in enumerate(line, start=begin):
            index = _char(text_page, places[at])
            shape = pdfium_c.FPDFText_GetTextObject(text_page, index) if index >= 0 else None
            address = _address(shape) if shape else 0
            if address not in hidden:
                kept.append(at)
            elif letter.strip():
                pieces.add(address)
                left_out = True
        begin += len(line)
        # Of a line that nobody sees no blank one stays.
        if not left_out or any(raw[place].strip() for place in kept):
            seen.extend(kept)
    return frozenset(seen), len(pieces)


# --- letters that the file does not name ---


def _unnamed(text_page: Any, count: int) -> bool:
    sample = range(0, count, max(1, count // _SAMPLE))
    asked = [index for at in sample if (index := _char(text_page, at)) >= 0]
    unknown = sum(pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1 for index in asked)
    return bool(asked) and unknown > _UNNAMED * len(asked)


def _mended(text_page: Any) -> tuple[str, Sequence[int]] | None:
    """The text with letters from the fonts' own tables, and where each stands in pdfium's page text; None if
    too many of them stay unknown."""
    fonts: dict[int, dict[int, str]] = {}
    letters: list[str] = []
    places = array("L")
    unknown = named = 0
    for index in range(pdfium_c.FPDFText_CountChars(text_page)):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        letter = chr(code) if code < 0x110000 else "\ufffd"
        if pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            shape = pdfium_c.FPDFText_GetTextObject(text_page, index)
            font = pdfium_c.FPDFTextObj_GetFont(shape) if shape else None
            address = _address(font) if font else 0
            if address not in fonts:
                fonts[address] = font_letters.letters_of(_font_data(font)) if font else {}
            letter = fonts[address].get(code, "\ufffd")
        unknown, named = unknown + (letter == "\ufffd"), named + (letter != "\ufffd" and not letter.isspace())
        place = pdfium_c.FPDFText_GetTextIndexFromCharIndex(text_page, index)
        letters.append(letter)
        places.append(place if place >= 0 else places[-1] if places else 0)
    return None if unknown > _UNREADABLE * (unknown + named) else ("".join(letters), places)


def _font_data(font: Any) -> bytes:
    size = ctypes.c_size_t()
    pdfium_c.FPDFFont_GetFontData(font, None, 0, size)
    if not 0 < size.value < 64 << 20:
        return b""
    buffer = (ctypes.c_uint8 * size.value)()
    pdfium_c.FPDFFont_GetFontData(font, buffer, size.value, size)
    return bytes(buffer)


# --- order ---


def _reading_order(
    text_page: Any, raw: str, places: Sequence[int], rulings: tuple[Box, ...]
) -> list[int] | None:
    """The places of characters as they are read (-1 = a line ends); None when pdfium's order will do."""
    divisions = pdf_layout.gutters(_rectangles(text_page), rulings)
    if not divisions:
        return None
    pieces = _pieces(text_page, raw, places, divisions)
    if not pieces:
        return None
    ordered = pdf_layout.in_order(pieces, divisions)
    if [piece.start for piece in ordered] == sorted(piece.start for piece in ordered):
        return None
    order: list[int] = []
    for piece in ordered:
        order.extend(range(piece.start, piece.end))
        order.append(-1)
    return order[:-1]


def _rectangles(text_page: Any) -> list[Box]:
    count = min(pdfium_c.FPDFText_CountRects(text_page, 0, -1), _MOST_RECTANGLES)
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    boxes = []
    for at in range(count):
        pdfium_c.FPDFText_GetRect(text_page, at, left, top, right, bottom)
        if right.value > left.value and top.value > bottom.value:
            boxes.append(Box(left.value, bottom.value, right.value, top.value))
    return boxes


def _pieces(text_page: Any, raw: str, places: Sequence[int], divisions: list[float]) -> list[Box]:
    """The lines of pdfium's text, cut where they leap over a gutter."""
    pieces: list[Box] = []
    at = 0
    for line in raw.splitlines(keepends=True):
        begin, at = at, at + len(line)
        current: Box | None = None
        for place in range(begin, at):
            box = _letter(text_page, places[place]) if not raw[place].isspace() else None
            if box is None:
                continue
            leaps = current is not None and any(
                current.right <= x + 1 and box.left >= x - 1 for x in divisions
            )
            # A space between two words may lie on a gutter, too.
            leaps = leaps and current is not None and box.left - current.right >= _LEAST_LEAP
            if current is None or leaps:
                if current is not None:
                    pieces.append(current)
                current = Box(box.left, box.bottom, box.right, box.top, place, place + 1)
            else:
                current = Box(
                    min(current.left, box.left), min(current.bottom, box.bottom),
                    max(current.right, box.right), max(current.top, box.top), current.start, place + 1,
                )  # fmt: skip
        if current is not None:
            pieces.append(current)
    return pieces


def _letter(text_page: Any, place: int) -> Box | None:
    index = _char(text_page, place)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if index < 0 or not pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
        return None
    return Box(left.value, bottom.value, right.value, top.value)
