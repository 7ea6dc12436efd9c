"""Puts a document together piece by piece; every reader ends in `Builder.finish`."""

import re
from collections.abc import Iterable

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import ranges
from workers.reading.budget import MAX_CHARACTERS, EnoughRead, out_of_time
from workers.reading.cleaning import clean, clean_line
from workers.reading.document import ExtractedDocument, Heading, Note, NoteCode, PageSpan
from workers.reading.encodings import mend, unreadable

_MAX_HEADING = 300
_LAST_WORDS = 60  # characters that show where reading ended
_WESTERN = re.compile("[\xc0-\xff]{4}|(?:[ÐÑ].){3}")
_SAMPLE = 1_000_000  # characters that are asked whether they are a language


def _mended(raw: str) -> str:
    """The text as it was, where a program has read its Russian letters in a Western encoding."""
    return mend(raw) if _WESTERN.search(raw) else raw


class Builder:
    """Collects paragraphs, table rows, headings and pages; keeps offsets right by cleaning each piece
    before it is appended. Raises `EnoughRead`, with a note of where, when the budget is used up."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._headings: list[Heading] = []
        self._pages: list[PageSpan] = []
        self._gap = ""
        self._page: tuple[int, str] | None = None
        self._page_start: int | None = None
        self._sheet = ""
        self._notes: dict[tuple[NoteCode, str], tuple[set[int], int]] = {}

    @property
    def empty(self) -> bool:
        """Whether no text has come yet."""
        return self._length == 0

    def paragraph(self, raw: str) -> None:
        """A paragraph: separated by a blank line."""
        self._append(clean(_mended(raw)), "\n\n")

    def line(self, raw: str) -> None:
        """A table row or list item: separated by a line break from the line before."""
        self._append(clean_line(_mended(raw)), "\n")

    def heading(self, raw: str, level: int) -> None:
        """A heading as a paragraph of its own."""
        text = clean_line(_mended(raw))
        if text:
            start = self._append(text, "\n\n")
            self._headings.append(Heading(start, max(1, level), text[:_MAX_HEADING]))
            self._gap = "\n\n"

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

    def take_notes(self, notes: Iterable[Note], place: str = "") -> None:
        """Notes of a document that is a part of this one, called `place`."""
        for note in notes:
            where = " › ".join(part for part in (place, ranges(note.pages), note.place) if part)
            self.note(note.code, where, count=note.count)

    def mark(self, headings: list[Heading]) -> None:
        """Headings found in the text by rules, with offsets into it."""
        self._headings.extend(headings)

    def text_so_far(self) -> str:
        """What has been appended, cleaned."""
        return "".join(self._pieces)

    def finish(self, kind: str, title: str = "") -> ExtractedDocument:
        """The document; raises EMPTY_FILE when there is no text."""
        self._close_page()
        text = self.text_so_far()
        if not text.strip():
            raise ProblemError(Code.EMPTY_FILE)
        known = any(code is NoteCode.LETTERS_UNREADABLE for code, _ in self._notes)
        if not known and unreadable(text[:_SAMPLE]):
            self._page = None
            self.note(NoteCode.LETTERS_UNREADABLE)
        headings = tuple(sorted(self._headings, key=lambda heading: heading.start))
        notes = tuple(
            Note(code, place, tuple(sorted(pages)), count)
            for (code, place), (pages, count) in self._notes.items()
        )
        name = clean_line(title)[:_MAX_HEADING]
        return ExtractedDocument(text, tuple(self._pages), headings, name, kind, notes)

    def _append(self, text: str, separator: str) -> int:
        """Append cleaned text, return where it begins."""
        if not text:
            return self._length
        if out_of_time():
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

    def _close_page(self) -> None:
        self._sheet = ""
        if self._page is not None:
            number, label = self._page
            start = self._length if self._page_start is None else self._page_start
            self._pages.append(PageSpan(number, start, self._length, label))
            self._page = None
