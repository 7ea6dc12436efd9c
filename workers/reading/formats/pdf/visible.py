"""What of a PDF page a person sees: text that is invisible, covered, cut off, tiny or of its ground's colour
is not."""

import ctypes
import math
import re
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.cleaning import raised_digit
from workers.reading.formats.pdf.columns import Box
from workers.reading.formats.pdf.pdfium_text import address_of, char_index

_INVISIBLE = 3  # text render mode (ISO 32000-1, table 106)
_WHITE = 245  # of 255
_ALIKE = 8  # of 255: colours that nobody tells apart
_MOST_COVERS = 200
_MOST_COVERED = 2000  # texts that a picture is compared with
_LEAST_COVER = 4.0  # points
_TINY = 1.5  # points
# Of a page: a picture of this size under invisible text is a scan with its recognised letters.
_COVERING = 0.4
_SCANNED = 0.3  # of a page that pictures cover, with hardly a letter beside
_MOST_OBJECTS = 20_000
_DEEPEST = 4  # forms within forms
_RECTANGLE = 6  # segments of a path
_EDGE = 0.12  # of a page's height
_PAGE_WIDE = 0.8  # of a page that a scan covers at least
_LEAST_PICTURE = 0.03  # of a page without a letter
_OUTLINES, _OUTLINE = 150, 30.0  # so many drawings of at most so many points are letters drawn as lines
_WITH_WORDS = {pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_FORM}
_DIGIT = re.compile(r"\d")
_LAYER = "OC\0".encode("utf-16-le")  # the name of the mark of one
_PLAIN = 12  # of 255: what differs by less is an even ground


@dataclass(frozen=True, slots=True)
class Drawn:
    """What lies on a page besides visible text."""

    hidden: frozenset[int]  # addresses of text objects that nobody sees
    scanned: bool
    rulings: tuple[Box, ...]
    at_edges: bool  # all that is written stands above and below a picture's middle: a stamp, a number
    letters: float  # about how many are drawn, by the width of the text
    raised: frozenset[int] = frozenset()  # addresses of small texts above the line of the one before
    replaced: tuple[tuple[Any, Any], ...] = ()  # texts with a mark that says other letters for them


def drawn_on(page: Any, covers: Sequence[Box] = ()) -> Drawn:
    """What lies on an opened page; `covers` are places where marks are drawn over it."""
    # Positions are those of the page's own space: not turned, and seen through its crop box, or through one
    # that it has from the pages above it, which the boxes of its own do not tell.
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    pictures: list[Box] = []
    rulings: list[Box] = []
    planes: list[tuple[Box, tuple[int, int, int]]] = []  # coloured, in the order in which they are drawn
    texts: list[tuple[Any, Box]] = []
    suspects: list[tuple[Any, Box]] = []  # white on white, unless a picture is behind
    invisible: list[tuple[Any, Box]] = []
    hidden: set[int] = set()
    letters = 0.0
    layered: list[tuple[Any, Box]] = []  # texts of layers that may be switched off
    room = _Room()
    for shape, kind, box, in_layer in _objects(page.raw, None, 0, room):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
            under = [one for one, under in texts[:_MOST_COVERED] if _covers(box, under)]
            if under and _area(box) < _COVERING * width * height and _is_solid(page, shape):
                hidden.update(map(address_of, under))
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            rulings.append(box)
            plane = _plane(shape, box, room)
            if plane is None:
                continue
            planes.append((box, plane))
            if texts and len(planes) < _MOST_COVERS and not pdfium_c.FPDFPageObj_HasTransparency(shape):
                hidden.update(address_of(one) for one, under in texts if _covers(box, under))
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT and box.right > box.left:
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(shape)
            if in_layer:
                layered.append((shape, box))
            letters += 2 * (box.right - box.left) / max(box.top - box.bottom, 4.0)
            outside = box.right < left or box.left > right or box.top < bottom or box.bottom > top
            if outside or (box.top - box.bottom < _TINY and _type_size(shape) < _TINY):
                hidden.add(address_of(shape))
            elif mode == _INVISIBLE:
                invisible.append((shape, box))
            elif _is_clipped(shape, box):
                hidden.add(address_of(shape))
            else:
                texts.append((shape, box))
                colour = _colour(shape, room)
                if colour is None or (
                    (planes or min(colour) >= _WHITE) and _are_alike(colour, _ground(planes, box))
                ):
                    suspects.append((shape, box))
    least = _COVERING * width * height
    scans = [one for one in pictures if _area(one) >= least]
    for under, ones in ((scans, invisible), (pictures, suspects)):
        hidden.update(
            address_of(shape) for shape, box in ones if not any(_contains(one, box) for one in under)
        )
    hidden.update(_not_drawn(page, layered))
    if covers:
        under = [one for one in texts if any(_contains(cover, one[1]) for cover in covers)]
        hidden.update(_not_drawn(page, under, marks=True))
    covered = sum(map(_area, pictures))
    scanned = covered >= (_SCANNED if letters else _LEAST_PICTURE) * width * height
    if not letters:
        outlines = sum(max(one.right - one.left, one.top - one.bottom) < _OUTLINE for one in rulings)
        scanned |= outlines >= _OUTLINES
    low, high = bottom + _EDGE * height, top - _EDGE * height
    at_edges = bool(texts) and not invisible and covered >= _PAGE_WIDE * width * height
    at_edges = at_edges and all(box.top < low or box.bottom > high for _, box in texts)
    return Drawn(
        frozenset(hidden), scanned, tuple(rulings), at_edges, letters, _raised(texts), tuple(room.replaced)
    )


def _raised(texts: Sequence[tuple[Any, Box]]) -> frozenset[int]:
    found = set()
    before = Box(0, math.inf, 0, math.inf)
    for shape, box in texts:
        if before.bottom < box.bottom < before.top and box.left < before.right + before.top - before.bottom:
            height = before.top - before.bottom
            higher = box.bottom - before.bottom > 0.25 * height
            beside = -0.1 * height < box.left - before.right < 0.3 * height
            if higher and beside and box.top - box.bottom < 0.75 * height:
                found.add(address_of(shape))
        before = box
    return frozenset(found)


class _Room:
    """What pdfium writes its answers into, made once for the thousands of objects of a page."""

    def __init__(self) -> None:
        self.floats = tuple(ctypes.c_float() for _ in range(4))
        self.numbers = tuple(ctypes.c_uint() for _ in range(4))
        self.name = ctypes.create_string_buffer(8)
        self.name_units = ctypes.cast(self.name, ctypes.POINTER(ctypes.c_ushort))
        self.length = ctypes.c_ulong()
        # Address of a mark → whether it is that of a layer, and whether it says letters for those drawn.
        self.marks: dict[int, tuple[bool, bool]] = {}
        self.replaced: list[tuple[Any, Any]] = []  # objects with such a mark, and it


def _objects(
    parent: Any, within: Box | None, depth: int, room: _Room, within_layer: bool = False
) -> Iterator[tuple[Any, int, Box, bool]]:
    """The objects of a page, or of a form on it, with their kinds, their boxes (inside a form, the box of
    the form) and whether they belong to a layer."""
    count_of, object_of = (
        (pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject)
        if within is None
        else (pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject)
    )
    left, bottom, right, top = room.floats
    for at in range(min(count_of(parent), _MOST_OBJECTS)):
        shape = object_of(parent, at)
        if not shape:
            continue
        box = within
        if box is None:
            pdfium_c.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
            box = Box(left.value, bottom.value, right.value, top.value)
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        in_layer = (kind in _WITH_WORDS and _is_layered(shape, room)) or within_layer
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(shape, box, depth + 1, room, in_layer)
        yield shape, kind, box, in_layer


def _not_drawn(page: Any, layered: Sequence[tuple[Any, Box]], *, marks: bool = False) -> list[int]:
    """Addresses of texts that leave nothing on the drawn page: their layer is switched off, or one of the
    `marks`, which are drawn as well then, lies over them."""
    if not layered:
        return []
    with closing(page.render(scale=1, grayscale=True, draw_annots=marks)) as bitmap:
        image = bitmap.to_pil()
        left, bottom, right, top = page.get_bbox()
        width, height = right - left, top - bottom
        if not (width and height):
            return []
        if page.get_rotation():  # clockwise
            image = image.rotate(page.get_rotation(), expand=True)
        across, down = image.width / width, image.height / height
        found = []
        for shape, box in layered[:_MOST_OBJECTS]:
            place = (
                int((box.left - left) * across), int((height - (box.top - bottom)) * down),
                int((box.right - left) * across) + 1, int((height - (box.bottom - bottom)) * down) + 1,
            )  # fmt: skip
            darkest, lightest = image.crop(place).getextrema()
            if lightest - darkest < _PLAIN:
                found.append(address_of(shape))
    return found


def _is_solid(page: Any, image: Any) -> bool:
    """Whether nothing is seen through a picture."""
    if pdfium_c.FPDFPageObj_HasTransparency(image):
        return False
    bitmap = pdfium_c.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, image)
    if not bitmap:
        return False
    try:
        if pdfium_c.FPDFBitmap_GetFormat(bitmap) != pdfium_c.FPDFBitmap_BGRA:
            return True
        size = pdfium_c.FPDFBitmap_GetStride(bitmap) * pdfium_c.FPDFBitmap_GetHeight(bitmap)
        buffer = ctypes.cast(pdfium_c.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * size))
        return min(bytes(buffer.contents)[3::4], default=0) == 255
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)


def _is_layered(shape: Any, room: _Room) -> bool:
    """Whether an object belongs to a layer (optional content); keeps its marks that say other letters."""
    layered = False
    for at in range(pdfium_c.FPDFPageObj_CountMarks(shape)):
        mark = pdfium_c.FPDFPageObj_GetMark(shape, at)
        address = address_of(mark) if mark else 0
        if (known := room.marks.get(address)) is None:
            known = room.marks[address] = _kind_of(mark, room)
        layered |= known[0]
        if known[1]:
            room.replaced.append((shape, mark))
    return layered


def _kind_of(mark: Any, room: _Room) -> tuple[bool, bool]:
    named = pdfium_c.FPDFPageObjMark_GetName(mark, room.name_units, 8, room.length)
    layer = bool(named) and room.name.raw[: room.length.value] == _LAYER
    says = pdfium_c.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, room.length)
    return layer, bool(says)


def _colour(shape: Any, room: _Room) -> tuple[int, int, int] | None:
    """The fill of an object: red, green, blue of 255; black where it is not known, None where it is
    transparent."""
    red, green, blue, alpha = room.numbers
    if not pdfium_c.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha):
        return 0, 0, 0
    return None if alpha.value < 5 else (red.value, green.value, blue.value)


def _are_alike(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    near = _ALIKE if min(other) < _WHITE else 255 - _WHITE
    return all(abs(a - b) <= near for a, b in zip(one, other, strict=True))


def _ground(planes: Sequence[tuple[Box, tuple[int, int, int]]], box: Box) -> tuple[int, int, int]:
    """The colour that a text is drawn on."""
    return next((paint for one, paint in reversed(planes) if _contains(one, box)), (255, 255, 255))


def _plane(shape: Any, box: Box, room: _Room) -> tuple[int, int, int] | None:
    """The colour of a filled rectangle that is large enough for letters; None for other drawings."""
    if box.right - box.left < _LEAST_COVER or box.top - box.bottom < _LEAST_COVER:
        return None
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(shape, mode, stroke) or not mode.value:
        return None
    return _colour(shape, room) if pdfium_c.FPDFPath_CountSegments(shape) <= _RECTANGLE else None


def _covers(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left + 1 and outer.right >= inner.right - 1
        and outer.bottom <= inner.bottom + 1 and outer.top >= inner.top - 1
    )  # fmt: skip


def _is_clipped(shape: Any, box: Box) -> bool:
    """Whether nothing of a text lies within what may be drawn on."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(shape)
    count = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return False
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


def _contains(outer: Box, inner: Box) -> bool:
    across, along = (inner.left + inner.right) / 2, inner.middle
    return outer.left <= across <= outer.right and outer.bottom <= along <= outer.top


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.top - box.bottom)


def with_raised_digits(
    text_page: Any, raw: str, places: Sequence[int], above: frozenset[int]
) -> tuple[str, Sequence[int]]:
    """The characters with signs before the digits of the texts `above`, so that 10⁵ is not read as 105."""
    text, origin, done, last = "", array("L"), 0, -2
    for at in (found.start() for found in _DIGIT.finditer(raw)):
        index = char_index(text_page, places[at])
        shape = pdfium_c.FPDFText_GetTextObject(text_page, index) if index >= 0 else None
        if shape and address_of(shape) in above:
            text += raw[done:at]
            letters = raised_digit(text[-8:], raw[at], follows=last == at - 1)
            text += letters
            origin.extend(places[done:at])
            origin.extend([places[at]] * len(letters))
            done, last = at + 1, at
    origin.extend(places[done:])
    return text + raw[done:], origin


def seen_letters(
    text_page: Any, raw: str, places: Sequence[int], hidden: frozenset[int]
) -> tuple[frozenset[int], int]:
    """Which characters are seen, and how many pieces of text are not."""
    seen: list[int] = []
    pieces = set()
    begin = 0
    for line in raw.splitlines(keepends=True):
        kept, left_out = [], False
        for at, letter in enumerate(line, start=begin):
            index = char_index(text_page, places[at])
            shape = pdfium_c.FPDFText_GetTextObject(text_page, index) if index >= 0 else None
            address = address_of(shape) if shape else 0
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
