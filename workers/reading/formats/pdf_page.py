"""The text of one page of a PDF as a person sees it: what is hidden is left out, columns are read one after
another, letters that the file does not name are looked up in its fonts.

Positions are those of pdfium's page text, so that a highlight finds its way back to the page.
"""

import ctypes
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.encodings import mend
from workers.reading.formats import font_letters, pdf_layout
from workers.reading.formats.pdf_layout import Box

_SAMPLE = 60  # characters of a page that are asked whether the file names them
_UNNAMED = 0.03  # of them, above which the page is looked at more closely
_LEAST_UNKNOWN = 8  # letters; fewer are bullets and signs
_UNREADABLE = 0.2  # of the letters of a page, above which it is not read
_INVISIBLE = 3  # text render mode (ISO 32000-1, table 106)
_WHITE = 245  # of 255
_ALIKE = 8  # of 255: colours that nobody tells apart
_MOST_COVERS = 200
_LEAST_COVER = 4.0  # points
_TINY = 1.5  # points
_COVERING = (
    0.4  # of a page; a picture of this size under invisible text is a scan with its recognised letters
)
_SCANNED = 0.3  # of a page that pictures cover, with hardly a letter beside
_LEAST_LEAP = 6.0  # points between two columns
_MOST_RECTANGLES = 6000
_LATIN = re.compile("[\xc0-\xff]{4}")
# Codes without a meaning; signs of symbol fonts are of them, too, but stand alone.
_NAMELESS = re.compile("[\ue000-\uf8ff\ufffd]{3,}")
_SPARSE = 3000  # characters of a page, above which it says enough
_LETTERS_OF_A_LINE = 40
_NAMED = 0.2  # of the letters that the width of the text lets expect
_MOST_OBJECTS = 20_000
_DEEPEST = 4  # forms within forms
_RECTANGLE = 6  # segments of a path


@dataclass(frozen=True, slots=True)
class PageText:
    """`raw` holds the characters that are read, in reading order; `origin[i]` is the place of character i in
    pdfium's page text. `hidden`: pieces of text that nobody sees; `unreadable`: it has letters, but nobody
    knows which; `partly`: that is so for some of them; `scanned`: pictures cover a good part of it."""

    raw: str
    origin: "array[int]"
    hidden: int = 0
    unreadable: bool = False
    scanned: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What lies on a page besides visible text."""

    hidden: frozenset[int]  # addresses of text objects that nobody sees
    scanned: bool
    rulings: tuple[Box, ...]
    letters: float  # about how many are drawn, by the width of the text


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
    elif _LATIN.search(raw):
        raw = _renamed(raw)
    odd = sum(map(len, _NAMELESS.findall(raw)))
    most = _UNREADABLE * sum(map(str.isalnum, raw)) + _LEAST_UNKNOWN if odd else 0
    if odd > most or _is_blank(raw, drawn.letters):
        return PageText("", array("L"), unreadable=True, scanned=drawn.scanned)
    partly = odd >= _LEAST_UNKNOWN
    if partly:
        named = [at for at, letter in enumerate(raw) if letter != "\ufffd"]
        raw, places = "".join(raw[at] for at in named), array("L", (places[at] for at in named))
    seen, hidden = _seen(text_page, raw, places, drawn.hidden) if drawn.hidden else (None, 0)
    order = _reading_order(text_page, raw, places, drawn.rulings)
    if order is None and seen is None:
        return PageText(raw, array("L", places), scanned=drawn.scanned, partly=partly)
    order = list(range(len(raw))) if order is None else order
    if seen is not None:
        order = [at for at in order if at < 0 or at in seen]
    origin, last = array("L"), 0
    for at in order:
        last = places[at] if at >= 0 else last
        origin.append(last)
    text = "".join("\n" if at < 0 else raw[at] for at in order)
    return PageText(text, origin, hidden, scanned=drawn.scanned, partly=partly)


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
    # Positions are those of the page's own space: not turned, and seen through its crop box.
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    pictures: list[Box] = []
    rulings: list[Box] = []
    planes: list[tuple[Box, tuple[int, int, int]]] = []  # coloured, in the order in which they are drawn
    texts: list[tuple[Any, Box]] = []
    suspects: list[tuple[Any, Box]] = []  # white on white, unless a picture is behind
    invisible: list[tuple[Any, Box]] = []
    hidden: set[int] = set()
    letters = 0.0
    for shape, box in _objects(page.raw, None, 0):
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            rulings.append(box)
            plane = _plane(shape, box)
            if plane is None:
                continue
            planes.append((box, plane))
            if texts and len(planes) < _MOST_COVERS and not pdfium_c.FPDFPageObj_HasTransparency(shape):
                hidden.update(_address(one) for one, under in texts if _covers(box, under))
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT and box.right > box.left:
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(shape)
            letters += 2 * (box.right - box.left) / max(box.top - box.bottom, 4.0)
            outside = box.right < left or box.left > right or box.top < bottom or box.bottom > top
            if outside or (box.top - box.bottom < _TINY and _type_size(shape) < _TINY):
                hidden.add(_address(shape))
            elif mode == _INVISIBLE:
                invisible.append((shape, box))
            elif _is_clipped(shape, box):
                hidden.add(_address(shape))
            else:
                texts.append((shape, box))
                colour = _colour(shape)
                behind = next(
                    (paint for one, paint in reversed(planes) if _contains(one, box)), (255, 255, 255)
                )
                if colour is None or ((planes or min(colour) >= _WHITE) and _are_alike(colour, behind)):
                    suspects.append((shape, box))
    least = _COVERING * width * height
    scans = [one for one in pictures if _area(one) >= least]
    for under, ones in ((scans, invisible), (pictures, suspects)):
        hidden.update(_address(shape) for shape, box in ones if not any(_contains(one, box) for one in under))
    scanned = sum(map(_area, pictures)) >= _SCANNED * width * height
    return _Drawn(frozenset(hidden), scanned, tuple(rulings), letters)


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


def _colour(shape: Any) -> tuple[int, int, int] | None:
    """The fill of an object: red, green, blue of 255; black where it is not known, None where it is
    transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha):
        return 0, 0, 0
    return None if alpha.value < 5 else (red.value, green.value, blue.value)


def _are_alike(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    near = _ALIKE if min(other) < _WHITE else 255 - _WHITE
    return all(abs(a - b) <= near for a, b in zip(one, other, strict=True))


def _plane(shape: Any, box: Box) -> tuple[int, int, int] | None:
    """The colour of a filled rectangle that is large enough for letters; None for other drawings."""
    if box.right - box.left < _LEAST_COVER or box.top - box.bottom < _LEAST_COVER:
        return None
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(shape, mode, stroke) or not mode.value:
        return None
    return _colour(shape) if pdfium_c.FPDFPath_CountSegments(shape) <= _RECTANGLE else None


def _covers(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left + 1 and outer.right >= inner.right - 1
        and outer.bottom <= inner.bottom + 1 and outer.top >= inner.top - 1
    )  # fmt: skip


def _is_clipped(shape: Any, box: Box) -> bool:
    """Whether nothing of a text lies within what may be drawn on."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(shape)
    count = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(min(count, 4)):
        points = []
        for at in range(min(pdfium_c.FPDFClipPath_CountPathSegments(clip, path), 12)):
            segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, at)
            if segment and pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if not 3 <= len(points) <= _RECTANGLE:
            continue
        across, along = zip(*points, strict=True)
        if (
            max(across) < box.left
            or min(across) > box.right
            or max(along) < box.bottom
            or min(along) > box.top
        ):
            return True
    return False


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


def _renamed(raw: str) -> str:
    """Russian letters that the file names as Western ones of the same bytes, as they were; places stay."""
    mended = "".join(map(mend, raw.splitlines(keepends=True)))
    return mended if len(mended) == len(raw) else raw


def _is_blank(raw: str, letters: float) -> bool:
    """Whether hardly anything is named of the letters that are drawn on a page."""
    if len(raw) > _SPARSE or letters < _LETTERS_OF_A_LINE:
        return False
    return (
        sum(not (char.isspace() or char < " " or "\x7f" <= char < "\xa0") for char in raw) < _NAMED * letters
    )


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
            if current is None or _leaps(current, box, divisions):
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


def _leaps(current: Box, box: Box, divisions: list[float]) -> bool:
    """Whether a letter stands in another column than the line so far, or below it: a word that is broken at
    the end of a line goes on in what pdfium takes for one line."""
    if box.top < current.bottom and box.left < current.right:
        return True
    # A space between two words may lie on a gutter, too.
    over = box.left - current.right >= _LEAST_LEAP
    return any(
        (over and current.right <= x + 1 and box.left >= x - 1)
        or (current.left >= x - 1 and box.right <= x + 1)
        for x in divisions
    )


def _letter(text_page: Any, place: int) -> Box | None:
    index = _char(text_page, place)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if index < 0 or not pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
        return None
    return Box(left.value, bottom.value, right.value, top.value)
