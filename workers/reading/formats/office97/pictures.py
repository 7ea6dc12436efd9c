"""Pictures in the binary formats of Office ([MS-ODRAW]): which shapes show which, and how large. A drawing
names a picture by its place in the list of all; the list says where its data lie."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from workers.reading.building import Builder
from workers.reading.formats.page_pictures import LEAST, is_page, is_page_wide
from workers.reading.options import ReadOptions

_LIST_ENTRY, _SHAPE, _SHAPE_NUMBER, _PROPERTIES, _ANCHOR = 0xF007, 0xF004, 0xF00A, 0xF00B, 0xF010
_SHAPE_TEXT = 0xF00D
# JPEG, PNG, DIB, TIFF, JPEG of four colours; drawings of Windows (EMF, WMF) are no scans.
_BITMAPS = {0xF01D, 0xF01E, 0xF01F, 0xF029, 0xF02A}
_DIB = 0xF01F
_PICTURE_OF_SHAPE = 0x0104
_IDENTIFIER, _TAG = 16, 1  # bytes before the file of a picture
_ENTRY_HEAD = 36
_DEEPEST = 40
_TWIPS = 2.54 / 1440  # centimetres
_MASTER_UNITS = 2.54 / 576


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A shape that shows a picture: its number, the picture's place in the list (from 1), the square
    centimetres that it takes, 0 where the drawing does not say."""

    number: int
    picture: int
    size: float = 0.0


def records(data: bytes, at: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """(kind, instance, contents) of the records one after another."""
    while at + 8 <= len(data):
        head, kind, size = struct.unpack_from("<HHI", data, at)
        yield kind, head >> 4, data[at + 8 : at + 8 + size]
        at += 8 + size


def walk(data: bytes, depth: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """All records with those inside them."""
    at = 0
    while at + 8 <= len(data):
        head, kind, size = struct.unpack_from("<HHI", data, at)
        contents = data[at + 8 : at + 8 + size]
        yield kind, head >> 4, contents
        # Text of a shape is no container by its mark, but by what it holds.
        if (head & 15 == 15 or kind == _SHAPE_TEXT) and depth < _DEEPEST:
            yield from walk(contents, depth + 1)
        at += 8 + size


def picture_list(data: bytes, delayed: bytes) -> list[bytes]:
    """The files of the pictures in the list below a record, b"" for one that is no bitmap or is not there.
    `delayed`: the stream that has those which the list only points to."""
    found = []
    for kind, _, entry in walk(data):
        if kind != _LIST_ENTRY:
            continue
        if len(entry) < _ENTRY_HEAD:
            found.append(b"")
            continue
        at = _ENTRY_HEAD + entry[33]
        place = struct.unpack_from("<I", entry, 28)[0]
        found.append(bitmap(entry, at) if len(entry) > at + 8 else bitmap(delayed, place))
    return found


def bitmap(data: bytes, at: int = 0) -> bytes:
    """The file of the picture at a place of some data; b"" where there is none."""
    for kind, instance, contents in records(data, at):
        if kind == _LIST_ENTRY and len(contents) > _ENTRY_HEAD:
            return bitmap(contents, _ENTRY_HEAD + contents[33])
        if kind not in _BITMAPS:
            return b""
        file = contents[_IDENTIFIER * (1 + instance % 2) + _TAG :]
        return _with_head(file) if kind == _DIB else file
    return b""


def shapes(data: bytes) -> Iterator[ShownPicture]:
    """The shapes below a record that show pictures, in their order."""
    for kind, _, contents in walk(data):
        if kind != _SHAPE:
            continue
        number, picture, size = 0, 0, 0.0
        for inner, instance, value in records(contents):
            if inner == _SHAPE_NUMBER and len(value) >= 4:
                number = struct.unpack_from("<I", value)[0]
            elif inner == _PROPERTIES:
                picture = _property(value, instance, _PICTURE_OF_SHAPE) or picture
            elif inner == _ANCHOR and len(value) == 8:  # of a slide: top, left, right, bottom
                top, left, right, bottom = struct.unpack("<4h", value)
                size = abs((right - left) * (bottom - top)) * _MASTER_UNITS**2
        if picture:
            yield ShownPicture(number, picture, size)


def area(width: float, height: float) -> float:
    """Square centimetres of twips by twips."""
    return abs(width * height) * _TWIPS**2


def add_picture(builder: Builder, data: bytes, size: float, options: ReadOptions) -> None:
    """Append what a picture says that takes `size` square centimetres (0 = nobody knows), or a note of it,
    where it is so large that it may be a page."""
    if data and (size >= LEAST if size else is_page_wide(data)):
        builder.picture("", data, options, is_page=is_page(data))


def _property(table: bytes, count: int, wanted: int) -> int:
    for at in range(0, min(6 * count, len(table) - 5), 6):
        code, value = struct.unpack_from("<HI", table, at)
        if code & 0x3FFF == wanted:
            return int(value)
    return 0


def _with_head(dib: bytes) -> bytes:
    """A bitmap as it stands in memory as the file that it would be; b"" where its head asks for more than
    there is."""
    if len(dib) < 40:
        return b""
    size, _, _, _, bits, packing = struct.unpack_from("<IiiHHI", dib)
    colours = struct.unpack_from("<I", dib, 32)[0] or (1 << bits if bits <= 8 else 0)
    start = 14 + size + 4 * colours + (12 if packing == 3 and size == 40 else 0)
    if not 0 < start <= 14 + len(dib):
        return b""
    return b"BM" + struct.pack("<IHHI", 14 + len(dib), 0, 0, start) + dib
