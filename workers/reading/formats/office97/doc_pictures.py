"""Pictures of a DOC: those between its letters lie in the stream of data ([MS-DOC] 2.9.192 PICF), those that
float over its pages in the drawings of the table, placed by lists of their own (2.8.37 PlcfSpa)."""

import struct
from collections.abc import Iterator

from workers.reading.building import Builder
from workers.reading.formats.office97.pictures import (
    ShownPicture,
    add_picture,
    area,
    bitmap,
    picture_list,
    records,
    shapes,
)
from workers.reading.options import ReadOptions

_DRAWINGS = 0x22A  # where the main stream says what lies in the table
_PLACED = {0: 0x1DA, 2: 0x1E2}  # story → places of its floating shapes
_PLACE_BYTES = 26
_HEAD = 36  # bytes of a picture's head that are read here
_NAMED = 0x66  # a picture's name stands before it
_SHAPE = 0xF004


class DocPictures:
    """`main`, `table`, `data`: streams of the document; what its pictures say goes into `builder`."""

    def __init__(
        self, main: bytes, table: bytes, data: bytes, builder: Builder, options: ReadOptions
    ) -> None:
        self._main, self._table, self._data = main, table, data
        self._builder, self._options = builder, options
        self._waiting: list[int] = []

    def inline(self, place: int) -> None:
        """A paragraph shows a picture that lies at a place of the data."""
        self._waiting.append(place)

    def add_inline(self) -> None:
        """Append what the pictures since the last call say, now that their paragraph stands."""
        for place in self._waiting:
            self._add_at(place)
        self._waiting.clear()

    def add_floating(self, story: int) -> None:
        """Append what the pictures say that float over a story."""
        sizes = dict(self._sizes(story))
        if not sizes:
            return
        drawings = _part(self._main, self._table, _DRAWINGS)
        size = 8 + struct.unpack_from("<I", drawings, 4)[0] if len(drawings) >= 8 else 0
        files = picture_list(drawings[:size], self._main)
        shown = {shape.number: shape for shape in _drawn(drawings[size:])}
        for number, space in sizes.items():
            shape = shown.get(number)
            if shape is not None and 0 < shape.picture <= len(files):
                add_picture(self._builder, files[shape.picture - 1], space, self._options)

    def _add_at(self, place: int) -> None:
        head = self._data[place : place + _HEAD]
        if len(head) < _HEAD:
            return
        size, head_size, kind = struct.unpack_from("<IHH", head)
        width, height, across, down = struct.unpack_from("<HHHH", head, 28)
        at = place + head_size
        if kind == _NAMED and at < len(self._data):
            at += 1 + self._data[at]
        drawing = self._data[at : place + size]
        shape = next(records(drawing), None)
        if shape is None or shape[0] != _SHAPE:
            return
        space = area(width * across / 1000, height * down / 1000)
        add_picture(self._builder, bitmap(drawing[8 + len(shape[2]) :]), space, self._options)

    def _sizes(self, story: int) -> Iterator[tuple[int, float]]:
        """(number of a floating shape, square centimetres that it takes), in the order of their places."""
        places = _part(self._main, self._table, _PLACED[story]) if story in _PLACED else b""
        count = max(0, (len(places) - 4) // (4 + _PLACE_BYTES))
        for at in range(count):
            number, left, top, right, bottom = struct.unpack_from(
                "<Iiiii", places, 4 * (count + 1) + _PLACE_BYTES * at
            )
            yield number, area(right - left, bottom - top)


def _drawn(data: bytes) -> Iterator[ShownPicture]:
    """The shapes of the drawings behind the list of pictures: a byte stands before each drawing."""
    at = 0
    while at + 9 <= len(data):
        size = struct.unpack_from("<I", data, at + 5)[0]
        yield from shapes(data[at + 1 : at + 9 + size])
        at += 9 + size


def _part(main: bytes, table: bytes, place: int) -> bytes:
    if place + 8 > len(main):
        return b""
    start, size = struct.unpack_from("<II", main, place)
    return table[start : start + size]
