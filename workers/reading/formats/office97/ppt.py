"""PPT of PowerPoint 97 to 2003 ([MS-PPT]): a slide is a page; its title, text, notes, objects."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.formats.office97.compound import MAX_STREAM, Compound
from workers.reading.formats.office97.pictures import add_picture, picture_list, records, shapes, walk
from workers.reading.inside import add_file
from workers.reading.options import ReadOptions

_EDIT, _PERSIST, _LIST, _PLACE = 4085, 6002, 4080, 1011
_HEADER, _CHARACTERS, _BYTES, _OUTLINE = 3999, 4000, 4008, 3998
_SLIDE_INFO, _SLIDE_ATOM, _OBJECT_LINK, _OBJECTS, _OBJECT, _OBJECT_DATA = 1017, 1007, 3009, 1033, 4035, 4113
_TITLES = {0, 6}
_SLIDES, _NOTES = 0, 2  # kinds of lists
_ENCRYPTED = 0xF3D1C4DF
_MAX_EDITS = 2000


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The slides in the order of the show. Raises PASSWORD, BROKEN_FILE."""
    with Compound(path) as compound:
        title, pictures = compound.title(), compound.has("Pictures")
        delayed = compound.optional("Pictures")
        show = _Show(compound.stream("PowerPoint Document"), compound.stream("Current User"), delayed or b"")
    builder = Builder()
    if delayed is None:
        builder.note(NoteCode.EMBEDDED_NOT_READ)
    for place, texts in show.listed(_SLIDES):
        _add_slide(builder, show, place, texts, options)
    if pictures:
        builder.shows_pictures()
    return builder.finish("ppt", title)


def _add_slide(
    builder: Builder, show: "_Show", place: bytes, texts: list[tuple[int, str]], options: ReadOptions
) -> None:
    slide = show.persisted(struct.unpack_from("<I", place)[0])
    shown: list[tuple[int, str]] = []
    kind, notes, hidden, objects = 4, 0, False, []
    for record, _, data in walk(slide):
        if record == _HEADER and len(data) >= 4:
            kind = struct.unpack_from("<I", data)[0]
        elif record in {_CHARACTERS, _BYTES}:
            shown.append((kind, _letters(record, data)))
        elif record == _OUTLINE and len(data) >= 4:
            number = struct.unpack_from("<I", data)[0]
            shown.extend(texts[number : number + 1])
        elif record == _SLIDE_ATOM and len(data) >= 20:
            notes = struct.unpack_from("<I", data, 16)[0]
        elif record == _SLIDE_INFO and len(data) >= 12:
            hidden = bool(data[10] & 4)
        elif record == _OBJECT_LINK and len(data) >= 4:
            objects.append(struct.unpack_from("<I", data)[0])
    # Text that no shape points to stands in the outline all the same.
    shown += [one for one in texts if one not in shown]
    titles = [" ".join(text.split()) for kind, text in shown if kind in _TITLES and text.strip()]
    title = titles[0] if titles else ""
    builder.page(title)
    builder.heading(title, 1)
    for kind, text in shown:
        if text.strip() in {"", "*"} or (kind in _TITLES and " ".join(text.split()) == title):
            continue
        builder.block_ends()
        for line in text.split("\r"):
            builder.line(line.replace("\v", " "))
    for shape in shapes(slide):
        add_picture(builder, show.picture(shape.picture), shape.size, options)
    for number in objects:
        add_file(builder, "", show.embedded(number), options, NoteCode.EMBEDDED_NOT_READ)
    for text in show.notes(notes):
        builder.paragraph(text)
    if hidden:
        builder.note(NoteCode.HIDDEN_SLIDES)


class _Show:
    """The stream of a presentation, whose parts are found by numbers; edits that were saved later win."""

    def __init__(self, stream: bytes, user: bytes, pictures: bytes) -> None:
        self._stream = stream
        if len(user) < 20:
            raise ProblemError(Code.BROKEN_FILE, "no current user")
        token, edit = struct.unpack_from("<II", user, 12)
        if token == _ENCRYPTED:
            raise ProblemError(Code.PASSWORD)
        self._places: dict[int, int] = {}
        document = 0
        for _ in range(_MAX_EDITS):
            kind, _, data = self._record(edit)
            if kind != _EDIT or len(data) < 20:
                break
            if len(data) >= 32:
                raise ProblemError(Code.PASSWORD)
            earlier, directory, number = struct.unpack_from("<III", data, 8)
            document = document or number
            self._read_directory(directory)
            if not earlier or earlier == edit:
                break
            edit = earlier
        self._document = self.persisted(document)
        if not self._document:
            raise ProblemError(Code.BROKEN_FILE, "no document")
        self._pictures = picture_list(self._document, pictures) if pictures else []
        self._objects = {
            struct.unpack_from("<I", data, 8)[0]: struct.unpack_from("<I", data, 16)[0]
            for kind, _, data in walk(self._document)
            if kind == _OBJECT and len(data) >= 20
        }
        self._notes = {
            struct.unpack_from("<I", place, 12)[0]: struct.unpack_from("<I", place)[0]
            for place, _ in self.listed(_NOTES)
            if len(place) >= 16
        }

    def listed(self, wanted: int) -> Iterator[tuple[bytes, list[tuple[int, str]]]]:
        """(place, texts of the outline) of the slides or notes, in their order."""
        place, kind = b"", 4
        texts: list[tuple[int, str]] = []
        for record, instance, data in records(self._document):
            if record != _LIST or instance != wanted:
                continue
            for inner, _, value in records(data):
                if inner == _PLACE:
                    if place:
                        yield place, texts
                    place, texts = value if len(value) >= 4 else b"", []
                elif inner == _HEADER and len(value) >= 4:
                    kind = struct.unpack_from("<I", value)[0]
                elif inner in {_CHARACTERS, _BYTES}:
                    texts.append((kind, _letters(inner, value)))
        if place:
            yield place, texts

    def persisted(self, number: int) -> bytes:
        """The contents of the part of this number, b"" when it is not there."""
        return self._record(self._places[number])[2] if number in self._places else b""

    def picture(self, number: int) -> bytes:
        """The file of a picture by its place in the list (from 1); b"" when it cannot be had."""
        return self._pictures[number - 1] if 0 < number <= len(self._pictures) else b""

    def notes(self, identifier: int) -> Iterator[str]:
        """What a speaker wrote."""
        part = self.persisted(self._notes[identifier]) if identifier in self._notes else b""
        for record, _, data in walk(part):
            if record in {_CHARACTERS, _BYTES}:
                text = _letters(record, data)
                # What PowerPoint fills in itself, a star or a number of the page, nobody wrote.
                if text.strip() not in {"", "*"} and not text.strip().isdigit():
                    yield text.replace("\r", "\n").replace("\v", "\n")

    def embedded(self, number: int) -> bytes:
        """The file of another program that an object holds; b"" when it cannot be had."""
        place = self._places.get(self._objects.get(number, 0))
        if place is None:
            return b""
        kind, instance, data = self._record(place)
        if kind != _OBJECT_DATA:
            return b""
        if not instance:
            return data
        try:
            return zlib.decompressobj().decompress(data[4:], MAX_STREAM)
        except zlib.error:
            return b""

    def _record(self, place: int) -> tuple[int, int, bytes]:
        return next(records(self._stream, place), (0, 0, b""))

    def _read_directory(self, place: int) -> None:
        _, _, data = self._record(place)
        at = 0
        while at + 4 <= len(data):
            head = struct.unpack_from("<I", data, at)[0]
            at += 4
            for number in range(head & 0xFFFFF, (head & 0xFFFFF) + (head >> 20)):
                if at + 4 > len(data):
                    return
                self._places.setdefault(number, struct.unpack_from("<I", data, at)[0])
                at += 4


def _letters(kind: int, data: bytes) -> str:
    return data.decode("utf-16-le" if kind == _CHARACTERS else "latin-1", "replace")
