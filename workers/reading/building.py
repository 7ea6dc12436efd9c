"""Puts a document together piece by piece; every reader ends in `Builder.finish`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import Note, NoteCode, ranges
from workers.contract.reading import ExtractedDocument, Heading, PageSpan
from workers.contract.tables import BLOCK, ExtractedTable, pack, unpack
from workers.reading.budget import MAX_CHARACTERS, EnoughRead, out_of_time
from workers.reading.cleaning import clean, clean_line
from workers.reading.encodings import remove_mojibake, unreadable
from workers.reading.heading_lines import is_imprint
from workers.reading.headings import detect, lines_of
from workers.reading.options import ReadOptions

_MAX_HEADING = 300
_LOOK = 16  # pieces between looks at the time
_LAST_WORDS = 60  # characters that show where reading ended
_WESTERN = re.compile("[\xc0-\xff]{4}|(?:[ÐÑ].){3}")
_SAMPLE = 1_000_000  # characters that are asked whether they are a language


def _without_mojibake(raw: str) -> str:
    """The text as it was, where a program has read its Russian letters in a Western encoding."""
    return remove_mojibake(raw) if _WESTERN.search(raw) else raw


def behind(document: ExtractedDocument, other: ExtractedDocument) -> ExtractedDocument:
    """The document with the text of another one behind its last page; its notes, title and kind stay."""
    gap = "\n\n" if document.text else ""
    start = len(document.text) + len(gap)
    headings = (Heading(one.start + start, one.level, one.text) for one in other.headings)
    tables = (_moved(table, start, 0) for table in other.tables)
    definitions = ((first + start, last + start) for first, last in other.definitions)
    return replace(
        document,
        text=f"{document.text}{gap}{other.text}",
        headings=(*document.headings, *headings),
        tables=(*document.tables, *tables),
        definitions=(*document.definitions, *definitions),
    )


def _moved(table: ExtractedTable, by: int, page: int) -> ExtractedTable:
    """A table whose text stands so many characters further on, on another page."""
    rows = ([row[0] + by, row[1] + by, *row[2:]] for row in unpack(table.blocks))
    return replace(table, page=page, blocks=_blocks(rows))


def _blocks(rows: Iterable[Any]) -> tuple[str, ...]:
    left = iter(rows)
    return tuple(pack(batch) for batch in iter(lambda: list(islice(left, BLOCK)), []))


class Builder:
    """Collects paragraphs, table rows, headings and pages; keeps offsets right by cleaning each piece
    before it is appended. Raises `EnoughRead`, with a note of where, when the budget is used up."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._appended = 0
        self._headings: list[Heading] = []
        self._definitions: list[tuple[int, int]] = []
        self._defining: int | None = None  # where the definition begins that has not ended
        self._pages: list[PageSpan] = []
        self._gap = ""
        self._pictures = False  # large ones were shown
        self._scans = 0  # of them, pictures of pages
        self._page: tuple[int, str] | None = None
        self._page_start: int | None = None
        self._sheet = ""
        self._notes: dict[tuple[NoteCode, str], tuple[set[int], int]] = {}
        self._tables: list[ExtractedTable] = []
        self._rows: list[Any] = []  # of the open table, not yet packed
        self._open: ExtractedTable | None = None

    @property
    def empty(self) -> bool:
        """Whether no text has come yet."""
        return self._length == 0

    def paragraph(self, raw: str) -> None:
        """A paragraph: separated by a blank line."""
        self._append(clean(_without_mojibake(raw)), "\n\n")

    def line(self, raw: str) -> None:
        """A table row or list item: separated by a line break from the line before."""
        self._append(clean_line(_without_mojibake(raw)), "\n")

    def definition(self, raw: str) -> None:
        """A paragraph that begins with a term and says what it means; more of it may follow."""
        self.definition_ends()
        text = clean(_without_mojibake(raw))
        if text:
            self._defining = self._append(text, "\n\n")

    def definition_ends(self) -> None:
        """What follows belongs to no definition."""
        if self._defining is not None:
            self._definitions.append((self._defining, self._length))
            self._defining = None

    def heading(self, raw: str, level: int) -> None:
        """A heading as a paragraph of its own; a paragraph where its words cannot be one."""
        text = clean_line(_without_mojibake(raw)).rstrip("¶ ")  # the link to it that a program put there
        if is_imprint(text):
            self.paragraph(text)
        elif text:
            self.definition_ends()
            start = self._append(text, "\n\n")
            self._headings.append(Heading(start, max(1, level), text[:_MAX_HEADING]))
            self._gap = "\n\n"

    def table(self, names: Sequence[str], caption: str = "") -> None:
        """A table begins: the names of its columns, and what stands above it."""
        self._close_table()
        page, label = self._page or (0, "")
        self._open = ExtractedTable(clean_line(caption), page, label, tuple(map(clean_line, names)))

    def row(self, raw: str, cells: Sequence[str], exact: Mapping[int, float]) -> None:
        """A row of the table that has begun: as `line`, and its cells beside, those of the columns in `exact`
        with their numbers."""
        before = self._length
        self.line(raw)
        if self._open is None or self._length == before:
            return
        length = len(clean_line(_without_mojibake(raw)))
        self._rows.append(
            [
                self._length - length,
                self._length,
                [clean_line(_without_mojibake(cell)) for cell in cells],
                exact,
            ]
        )
        if len(self._rows) >= BLOCK:
            self._pack()

    def document(self, document: ExtractedDocument) -> None:
        """The text of another document, as a part of this one under its last heading."""
        before = self._length
        above = self._headings[-1].level if self._headings else 0
        self._append(document.text, "\n\n")
        start = self._length - len(document.text)
        if self._length == before:
            return
        for heading in document.headings:
            self._headings.append(Heading(heading.start + start, heading.level + above, heading.text))
        self._definitions.extend((first + start, last + start) for first, last in document.definitions)
        page = self._page[0] if self._page is not None else 0
        self._tables.extend(_moved(table, start, page) for table in document.tables)

    def block_ends(self) -> None:
        """The next line begins a new paragraph or table."""
        self._gap = "\n\n"

    def page(self, label: str = "") -> None:
        """The next page, slide or sheet begins."""
        self._close_page()
        self._page = (len(self._pages) + 1, clean_line(label))
        self._page_start = None
        self._gap = "\n\n"

    def sheet(self, name: str) -> None:
        """The next sheet begins; its name becomes a heading if the sheet holds anything."""
        self.page(name)
        self._sheet = name

    def note(self, code: NoteCode, place: str = "", *, count: int = 1) -> None:
        """Something here is not read as it is in the file; on the page that has begun, if any. Notes of one
        code and place become one."""
        pages, known = self._notes.get((code, place), (set(), 0))
        if self._page is not None:
            pages.add(self._page[0])
        self._notes[code, place] = (pages, known + count)

    def picture(self, name: str, data: bytes, options: ReadOptions, *, is_page: bool) -> None:
        """A large picture is shown here. What that of a page says stands in its place, where it was
        recognised; otherwise a note names it, as it does those of a file inside another."""
        self._pictures = True
        if not is_page:
            return
        if options.nested:
            self.note(NoteCode.EMBEDDED_NOT_READ, name)
            return
        self._scans += 1
        if options.show is not None:
            options.show(self._scans, data)
        found = options.recognised.get(self._scans)
        if found is not None and found.text:
            self.paragraph(found.text)
            self.note(NoteCode.RECOGNISED, name, count=found.doubtful)
        else:
            self.note(NoteCode.PICTURES_WITHOUT_TEXT, name)

    def shows_pictures(self) -> None:
        """Pictures that nobody looks into stand in the document: without words it is still not empty."""
        self._pictures = True

    def take_notes(self, notes: Iterable[Note], place: str = "") -> None:
        """Notes of a document that is a part of this one, called `place`."""
        for note in notes:
            where = " › ".join(part for part in (place, ranges(note.pages), note.place) if part)
            self.note(note.code, where, count=note.count)

    def notes(self) -> tuple[Note, ...]:
        """What is noted so far."""
        return tuple(
            Note(code, place, tuple(sorted(pages)), count)
            for (code, place), (pages, count) in self._notes.items()
        )

    def find_headings(self, marked: int = 0) -> None:
        """Find headings by rules, where the file has marked no more than so many; those stay."""
        if len(self._headings) <= marked:
            known = {heading.start for heading in self._headings}
            found = detect(lines_of(self.text_so_far()))
            self._headings.extend(heading for heading in found if heading.start not in known)

    def text_so_far(self) -> str:
        """What has been appended, cleaned."""
        return "".join(self._pieces)

    def finish(self, kind: str, title: str = "") -> ExtractedDocument:
        """The document; raises EMPTY_FILE when there is no text, SCAN_WITHOUT_TEXT (pages) when there are
        pictures of pages instead, SCAN_INSIDE when there are other large ones."""
        self._close_page()
        self._close_table()
        self.definition_ends()
        text = self.text_so_far()
        if not text.strip():
            if self._scans:
                raise ProblemError(Code.SCAN_WITHOUT_TEXT, pages=self._scans)
            raise ProblemError(Code.SCAN_INSIDE if self._pictures else Code.EMPTY_FILE)
        known = any(code is NoteCode.LETTERS_UNREADABLE for code, _ in self._notes)
        if not known and unreadable(text[:_SAMPLE]):
            self._page = None
            self.note(NoteCode.LETTERS_UNREADABLE)
        headings = tuple(sorted(self._headings, key=lambda heading: heading.start))
        notes = self.notes()
        name = clean_line(title)[:_MAX_HEADING]
        tables, definitions = tuple(self._tables), tuple(self._definitions)
        return ExtractedDocument(text, tuple(self._pages), headings, name, kind, notes, tables, definitions)

    def _append(self, text: str, separator: str) -> int:
        """Append cleaned text, return where it begins."""
        if not text:
            return self._length
        self._appended += 1
        if self._appended % _LOOK == 0 and out_of_time():
            self._enough()
        if self._sheet:
            name, self._sheet = self._sheet, ""
            self.heading(name, 1)
        if self._length:
            gap = max(separator, self._gap, key=len)
            self._pieces.append(gap)
            self._length += len(gap)
        self._gap = "\n\n" if separator == "\n\n" else ""
        start = self._length
        if self._page_start is None:
            self._page_start = start
        room = max(0, MAX_CHARACTERS - start)
        self._pieces.append(text[:room])
        self._length += min(len(text), room)
        if len(text) > room:
            self._enough()
        return start

    def _enough(self) -> None:
        last = " ".join(self._pieces[-1][-_LAST_WORDS:].split()) if self._pieces else ""
        self.note(NoteCode.LIMIT_REACHED, f"…{last}" if last else "")
        raise EnoughRead(self)

    def _pack(self) -> None:
        if self._open is not None and self._rows:
            rows = self._open.rows + len(self._rows)
            self._open = replace(self._open, blocks=(*self._open.blocks, pack(self._rows)), rows=rows)
        self._rows = []

    def _close_table(self) -> None:
        self._pack()
        if self._open is not None and self._open.rows:
            self._tables.append(self._open)
        self._open = None

    def _close_page(self) -> None:
        self._close_table()
        self._sheet = ""
        if self._page is not None:
            number, label = self._page
            start = self._length if self._page_start is None else self._page_start
            self._pages.append(PageSpan(number, start, self._length, label))
            self._page = None
