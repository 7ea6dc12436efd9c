"""DOC of Word 97 to 2003 ([MS-DOC]): the text in the order of its pieces, with headings, rows of tables and
printed numbers; without codes of fields, deleted and hidden text."""

import re
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.cleaning import raised_digit
from workers.reading.encodings import remove_mojibake
from workers.reading.formats.office97.compound import Compound
from workers.reading.formats.office97.doc_numbering import Numbers
from workers.reading.formats.office97.doc_pictures import DocPictures
from workers.reading.formats.office97.doc_properties import FormattedRun, Runs, applied, styles_of
from workers.reading.options import ReadOptions

_WORD, _OLDEST = 0xA5EC, 0x00C1  # Word 97
_ENCRYPTED, _TABLE_1, _OBFUSCATED = 0x0100, 0x0200, 0x8000
_CLX, _STYLES, _CHARACTERS, _PARAGRAPHS, _LISTS, _OVERRIDES = 0x01A2, 0x00A2, 0x00FA, 0x0102, 0x02E2, 0x02EA
_STORIES = 0x4C  # lengths: text, footnotes, headers, macros, remarks, endnotes, boxes, boxes of headers
_CELL, _PARAGRAPH, _PAGE, _LINE = "\x07", "\r", "\f", "\v"
_SHOWN = {"\x01", "\x08"}  # a picture between the letters, a drawing
_SIGNS = {"\x1e": "-", "\x1f": "", "\xa0": " ", _LINE: "\n", "\t": "\t"}


@dataclass(slots=True)
class _Paragraph:
    """What has come of one: its letters, and how many places with hidden or struck ones were left out."""

    text: list[str] = field(default_factory=list)
    left_out: Counter[NoteCode] = field(default_factory=Counter)
    cells: list[str] = field(default_factory=list)


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text, then footnotes, remarks, boxes and headers. Raises PASSWORD, BROKEN_FILE, and UNKNOWN_TYPE
    for what is older than Word 97."""
    with Compound(path) as compound:
        main = compound.stream("WordDocument")
        if len(main) < 0x200:
            raise ProblemError(Code.BROKEN_FILE, "too short")
        magic, version = struct.unpack_from("<HH", main)
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if magic != _WORD or version < _OLDEST:
            raise ProblemError(Code.UNKNOWN_TYPE, f"Word before 97: {version}", suffix=path.suffix.casefold())
        if flags & (_ENCRYPTED | _OBFUSCATED):
            raise ProblemError(Code.PASSWORD)
        table = compound.stream("1Table" if flags & _TABLE_1 else "0Table")
        objects = sorted({name.split("/")[1] for name in compound.names() if name.startswith("ObjectPool/")})
        title, pictures = compound.title(), compound.optional("Data")
    builder = Builder()
    reader = _Reader(main, table, builder, DocPictures(main, table, pictures or b"", builder, options))
    reader.add_all()
    for _ in objects:
        builder.note(NoteCode.EMBEDDED_NOT_READ)
    if pictures is None:
        builder.note(NoteCode.EMBEDDED_NOT_READ)
    if reader.pictures:
        builder.shows_pictures()
    builder.find_headings()
    return builder.finish("doc", title)


class _Reader:
    """One document: its pieces, and what is known of their letters and paragraphs. `pictures`: it shows
    some."""

    def __init__(self, main: bytes, table: bytes, builder: Builder, shown: DocPictures) -> None:
        self._main, self._builder, self._shown = main, builder, shown
        self.pictures = False
        self._pieces = list(_pieces(_part(main, table, _CLX)))
        self._letters = Runs(main, _part(main, table, _CHARACTERS))
        styles = styles_of(_part(main, table, _STYLES))
        self._paragraphs = Runs(main, _part(main, table, _PARAGRAPHS), styles)
        lists, overrides = struct.unpack_from("<I", main, _LISTS)[0], _part(main, table, _OVERRIDES)
        self._numbers = Numbers(table[lists:] if lists else b"", overrides)
        self._row: list[str] = []
        self._fields: list[bool] = []  # of the open ones: whether the result has begun

    def add_all(self) -> None:
        """All stories, one after another."""
        lengths = struct.unpack_from("<8I", self._main, _STORIES)
        starts = [sum(lengths[:number]) for number in range(8)]
        remarks = {4: "Примечание: ", 1: "Сноска: ", 5: "Сноска: "}
        seen: set[str] = set()
        for story in (0, 1, 5, 4, 6, 2, 7):
            if not lengths[story]:
                continue
            self._builder.block_ends()
            for paragraph, run in self._story(starts[story], starts[story] + lengths[story]):
                if story in {2, 7}:  # a header of each section says the same
                    text = "".join(paragraph.text).strip()
                    if text in seen:
                        continue
                    seen.add(text)
                self._add(paragraph, run, remarks.get(story, ""))
            self._end_row()
            self._shown.add_floating(story)

    def _story(self, start: int, end: int) -> Iterator[tuple[_Paragraph, FormattedRun]]:
        paragraph = _Paragraph()
        self._fields.clear()
        reason: NoteCode | None = None
        was_above = False  # the last letter, a digit
        for text, place, width, prm in self._text(start, end):
            at = 0
            while at < len(text):
                run, run_end = self._letters.at(place + at * width)
                stop = min(len(text), max(at + 1, -(-(run_end - place) // width))) if run_end else len(text)
                run = applied(run, prm)
                for offset in range(at, stop):
                    char = text[offset]
                    if char in {_PARAGRAPH, _CELL, _PAGE}:
                        own, _ = self._paragraphs.at(place + offset * width)
                        if not run.deleted or char == _CELL:
                            paragraph.text.append(char if char == _CELL else "")
                            yield paragraph, applied(own, prm)
                            paragraph, reason = _Paragraph(), None
                    elif run.deleted:
                        continue
                    elif run.hidden or run.struck:
                        why = NoteCode.HIDDEN_TEXT if run.hidden else NoteCode.STRUCK_OUT
                        paragraph.left_out[why] += reason is not why and not char.isspace()
                        reason = why
                    else:
                        reason = None
                        above = run.raised and char.isdecimal()
                        if above:
                            char = raised_digit("".join(paragraph.text[-8:]), char, follows=was_above)
                        was_above = above
                        self._take(char, paragraph, run.picture)
                at = stop
        if paragraph.text:
            yield paragraph, FormattedRun()

    def _take(self, char: str, paragraph: _Paragraph, picture: int) -> None:
        """A letter that is shown, unless it is the code of a field."""
        if char == "\x13":
            self._fields.append(False)
        elif char == "\x14" and self._fields:
            self._fields[-1] = True
        elif char == "\x15" and self._fields:
            self._fields.pop()
        elif char in _SHOWN:
            self.pictures = True
            if picture >= 0:
                self._shown.inline(picture)
        elif all(self._fields) and (char >= " " or char in _SIGNS):
            paragraph.text.append(_SIGNS.get(char, char))

    def _text(self, start: int, end: int) -> Iterator[tuple[str, int, int, bytes]]:
        """(letters, their place in the file, bytes a letter, changes) of the pieces between two positions."""
        for first, last, place, wide, prm in self._pieces:
            begin, stop = max(first, start), min(last, end)
            if begin >= stop:
                continue
            width = 1 + wide
            offset = place + (begin - first) * width
            data = self._main[offset : offset + (stop - begin) * width]
            if len(data) < (stop - begin) * width:
                self._builder.note(NoteCode.LIMIT_REACHED)
            yield _wide(data) if wide else _narrow(data), offset, width, prm

    def _add(self, paragraph: _Paragraph, run: FormattedRun, before: str) -> None:
        """A paragraph: a heading, the end of a cell or a row, an item, or just text."""
        for code, count in paragraph.left_out.items():
            self._builder.note(code, count=count)
        text = "".join(paragraph.text)
        ends_cell = run.ends_cell or text.endswith(_CELL)
        text = text.rstrip(_CELL).strip()
        label = self._numbers.label(run) if text else ""
        text = f"{label} {text}" if label else text
        if run.ends_row:
            self._end_row()
        elif run.in_table or ends_cell:
            if not self._row:
                self._row.append("")
            self._row[-1] = f"{self._row[-1]} {text}".strip()
            if ends_cell:
                self._row.append("")
        else:
            self._end_row()
            if 0 < run.outline <= 9 and len(text) < 300:
                self._builder.heading(text, run.outline)
            elif label:
                self._builder.line(text)
            else:
                self._builder.paragraph(before + text if text else "")
            self._shown.add_inline()

    def _end_row(self) -> None:
        if not self._row:
            return
        cells = [" ".join(one.split()) for one in self._row]
        self._row = []
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            self._builder.line(" | ".join(cells))
        self._shown.add_inline()


def _wide(data: bytes) -> str:
    """Letters of two bytes; of one that takes two of them the halves are lost, so that places stay known."""
    text = data.decode("utf-16-le", "replace")
    if len(text) * 2 == len(data):
        return text
    units = (one for (one,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2]))
    return "".join("\ufffd" if 0xD800 <= one < 0xE000 else chr(one) for one in units)


def _narrow(data: bytes) -> str:
    """Letters of one byte: Windows-1252, unless a program of the time wrote Russian so."""
    text = data.decode("cp1252", "replace")
    # A letter stays a letter, so places in the file go on to be known.
    mended = remove_mojibake(text) if re.search("[\xc0-\xff]{3}", text) else text
    return mended if len(mended) == len(text) else text


def _part(main: bytes, table: bytes, place: int) -> bytes:
    """What the main stream says lies in the table: its place and its length."""
    if place + 8 > len(main):
        return b""
    start, size = struct.unpack_from("<II", main, place)
    return table[start : start + size]


def _pieces(clx: bytes) -> Iterator[tuple[int, int, int, int, bytes]]:
    """(first position, end, place in the file, whether letters have two bytes, changes).
    Raises BROKEN_FILE."""
    changes: list[bytes] = []
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        size = struct.unpack_from("<H", clx, at + 1)[0]
        changes.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 > len(clx) or clx[at] != 2:
        raise ProblemError(Code.BROKEN_FILE, "no table of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    table = clx[at + 5 : at + 5 + size]
    count = (len(table) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", table)
    for number in range(count):
        place, prm = struct.unpack_from("<IH", table, 4 * (count + 1) + 8 * number + 2)
        first, last = positions[number : number + 2]
        if last < first:
            raise ProblemError(Code.BROKEN_FILE, "pieces out of order")
        wide = not place & 0x40000000
        place &= 0x3FFFFFFF
        known = changes[prm >> 1] if prm & 1 and prm >> 1 < len(changes) else b""
        yield first, last, place if wide else place // 2, int(wide), known
