"""PDF through pdfium: text by page with line-end hyphens joined, headings by rules and font size."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import Note, NoteCode
from workers.contract.reading import ExtractedDocument, PageSpan, RecognisedPage
from workers.contract.tables import ExtractedTable
from workers.reading.budget import MAX_CHARACTERS, out_of_time
from workers.reading.building import behind
from workers.reading.cleaning import clean
from workers.reading.encodings import unreadable
from workers.reading.formats.pdf.attachments import PinnedFile, pinned_to, read_inside
from workers.reading.formats.pdf.forms import PageAnnotations, marks_of, stamped
from workers.reading.formats.pdf.page import PageText, read_page
from workers.reading.formats.pdf.pdfium_text import char_index
from workers.reading.formats.pdf.ruled_tables import PageRow, extracted, tables_of, within
from workers.reading.formats.pdf.running_lines import running_lines
from workers.reading.headings import Line, detect, lines_of
from workers.reading.options import ReadOptions

# Fewer letters and digits a page than this, with pictures on it: a scan.
_LETTERS_OF_A_SCAN = 20
_LETTERS_OF_A_STAMP = 300  # the same, where they stand above and below a picture of the page
_SIGNS = frozenset("!\"#$&'*<=>?@\\^`{}~+%")
# Pages whose font sizes are looked at: enough to know the body's size and the headings of a handbook.
_SIZED_PAGES = 1500
_BROKEN, _CYRILLIC = re.compile("[а-яё][-¬\u2010]$"), re.compile("[а-яё]")
_LEAST_LETTERS, _MOST_SIGNS, _KINDS_OF_SIGNS = 0.45, 0.12, 5  # parts of what a page says; a table has few
_SHORT = 80  # characters of a page, below which nothing is said about their language


@contextmanager
def opened(path: Path, password: str) -> Iterator[Any]:
    """The `pypdfium2.PdfDocument`; raises PASSWORD, LOCK_UNKNOWN, BROKEN_FILE."""
    try:
        document = pypdfium2.PdfDocument(path, password=password or None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise ProblemError(Code.PASSWORD) from error
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_SECURITY:
            raise ProblemError(Code.LOCK_UNKNOWN) from error
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error
    with closing(document):
        yield document


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text of all pages with what is filled into forms and what was recognised; files inside follow the
    last page, on none. Lines that come back at the edges of pages stand once. Raises PASSWORD, BROKEN_FILE,
    SCAN_WITHOUT_TEXT (pages), LETTERS_UNREADABLE (pages)."""
    with opened(path, options.password) as document:
        count = len(document)
        if not count:
            raise ProblemError(Code.BROKEN_FILE, "no pages")
        document.init_forms()
        forms = document.formenv.raw if document.formenv is not None else None
        read_pages: list[PdfPage] = []
        room = MAX_CHARACTERS
        for index in range(count):
            recognised = options.recognised.get(index + 1)
            read_pages.append(_page(document, index, forms, recognised, sized=count <= _SIZED_PAGES))
            room -= len(read_pages[-1].text) + 2
            options.progress((index + 1) / count)
            if room < 0 or out_of_time():
                break
        parts: list[str] = []
        pages: list[PageSpan] = []
        lines: list[Line] = []
        tables: list[ExtractedTable] = []
        length = 0
        for index, page in enumerate(_without_running_lines(read_pages)):
            text = page.text
            gap = _gap(parts[-1] if parts else "", text)
            if text and not gap and pages[-1].end > pages[-1].start:  # a word is broken at the page's end
                parts[-1] = parts[-1][:-1]
                length -= 1
                pages[-1] = replace(pages[-1], end=length)
            if text and length:
                parts.append(gap)
                length += len(gap)
            pages.append(PageSpan(index + 1, length, length + len(text)))
            lines.extend(Line(length + line.start, line.text, line.size) for line in page.lines)
            tables.extend(extracted(rows, index + 1, length) for rows in page.tables)
            if text:
                parts.append(text)
            length += len(text)
        pinned = [(at, file) for at, page in enumerate(read_pages, start=1) for file in page.files]
        inside, notes_inside = read_inside(document, pinned, options)
        notes = (*_notes(read_pages), *notes_inside)
        if len(read_pages) < count:
            left = tuple(range(len(read_pages) + 1, count + 1))
            notes = (*notes, Note(NoteCode.LIMIT_REACHED, pages=left, count=len(left)))
        if document.get_formtype() == pdfium_c.FORMTYPE_XFA_FULL:
            notes = (*notes, Note(NoteCode.EMBEDDED_NOT_READ, "XFA"))
        title = (document.get_metadata_value("Title") or "").strip()
    headings = detect(lines, count)
    read_whole = ExtractedDocument(
        "".join(parts), tuple(pages), tuple(headings), _sound(title), "pdf", notes, tuple(tables)
    )
    if inside is None:
        _refuse_without_text(read_pages, notes, length)
        return read_whole
    return behind(read_whole, inside)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page that was read."""

    text: str
    lines: list[Line]
    facts: PageText | None = None  # None = it is damaged
    recognised: RecognisedPage | None = None  # where `text` comes from, when it is a picture
    tables: tuple[tuple[PageRow, ...], ...] = ()
    files: tuple[PinnedFile, ...] = ()  # pinned to it


def is_picture(facts: PageText, text: str) -> bool:
    """Whether the page with this text shows its words in a picture, or in letters that it does not name."""
    least = _LETTERS_OF_A_STAMP if facts.at_edges else _LETTERS_OF_A_SCAN
    few = len(list(islice(filter(str.isalnum, text), least))) < least
    return facts.unreadable or (few and facts.scanned)


def text_of(page: Any, text_page: Any, marks: PageAnnotations | None = None) -> tuple[PageText, str]:
    """What an opened page names of its letters, without what a language cannot be; `marks` are those of the
    page, where they are known."""
    facts = read_page(page, text_page, (marks or marks_of(page)).covers)
    text = clean(facts.raw)
    if len(text) > _SHORT and (unreadable(text) or _is_shifted(text)):
        # The file names its letters, and wrongly: what it says is no language.
        return replace(facts, raw="", origin=(), unreadable=True), ""
    return facts, text


def _is_shifted(text: str) -> bool:
    """Whether a text is what fonts with letters in an order of their own leave: signs in the place of most
    letters. Tables have few signs, programs have more letters."""
    counts = [count for sign in _SIGNS if (count := text.count(sign))]
    if len(counts) <= _KINDS_OF_SIGNS:
        return False
    written = len("".join(text.split()))
    return sum(counts) > _MOST_SIGNS * written and sum(map(str.isalpha, text)) < _LEAST_LETTERS * written


def _page(
    document: Any, index: int, forms: Any, recognised: RecognisedPage | None, *, sized: bool
) -> PdfPage:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return PdfPage("", [])  # one damaged page does not cost the others
    with closing(page), closing(page.get_textpage()) as text_page:
        marks = marks_of(page, text_page, forms)
        letters = text_page.raw  # asked thousands of times, which is quicker without what is around it
        facts, text = text_of(page, letters, marks)
        if facts.text_page is not None:
            letters = facts.text_page.raw
        if recognised is not None and recognised.text and is_picture(facts, text):
            text = recognised.text
        else:
            recognised = None
        lines = lines_of(text)
        tables = () if recognised is not None else tables_of(letters, facts.raw, facts.origin, facts.rulings)
        if sized and recognised is None:
            lines = _with_sizes(letters, facts, lines)
        files = pinned_to(page) if marks.files else ()  # before the page is flattened
        stamps = stamped(page, text_page, index, marks.stamps) if marks.stamps else ()
        for line in (*marks.lines, *stamps):
            gap = "\n" if text else ""
            lines.append(Line(len(text) + len(gap), line))
            text += gap + line
        return PdfPage(text, lines, facts, recognised, tables, files)


def _without_running_lines(pages: Sequence[PdfPage]) -> Iterator[PdfPage]:
    for page, (top, bottom) in zip(pages, running_lines([page.lines for page in pages]), strict=True):
        kept = page.lines[top : len(page.lines) - bottom]
        if len(kept) == len(page.lines):
            yield page
            continue
        start = kept[0].start if kept else 0
        end = kept[-1].start + len(kept[-1].text) if kept else 0
        lines = [line._replace(start=line.start - start) for line in kept]
        tables = tuple(within(rows, start, end) for rows in page.tables)
        yield replace(page, text=page.text[start:end], lines=lines, tables=tables)


def _refuse_without_text(pages: Sequence[PdfPage], notes: Sequence[Note], length: int) -> None:
    """Raise for a document of which nothing was read, or so few letters that all of it is pictures."""
    lost = {note.code: set(note.pages) for note in notes}
    unread = lost.get(NoteCode.PAGES_WITHOUT_TEXT, set())
    if NoteCode.LETTERS_UNREADABLE in lost and not length:
        raise ProblemError(Code.LETTERS_UNREADABLE, pages=len(pages))
    if len(lost.get(NoteCode.PAGES_DAMAGED, ())) == len(pages):
        raise ProblemError(Code.BROKEN_FILE, "no page can be opened")
    written = [number for number, page in enumerate(pages, start=1) if page.text and number not in unread]
    if not written:
        raise ProblemError(Code.SCAN_WITHOUT_TEXT, pages=len(pages))


def _notes(pages: Sequence[PdfPage]) -> tuple[Note, ...]:
    """What was not read of which pages."""
    found: dict[NoteCode, list[int]] = {}
    hidden = doubtful = 0
    for number, page in enumerate(pages, start=1):
        facts = page.facts
        if facts is None:
            found.setdefault(NoteCode.PAGES_DAMAGED, []).append(number)
            continue
        if page.recognised is not None:
            found.setdefault(NoteCode.RECOGNISED, []).append(number)
            doubtful += page.recognised.doubtful
        elif facts.unreadable or facts.partly:
            found.setdefault(NoteCode.LETTERS_UNREADABLE, []).append(number)
        elif is_picture(facts, page.text):
            found.setdefault(NoteCode.PAGES_WITHOUT_TEXT, []).append(number)
        if facts.hidden:
            found.setdefault(NoteCode.HIDDEN_TEXT, []).append(number)
            hidden += facts.hidden
    counts = {NoteCode.HIDDEN_TEXT: hidden, NoteCode.RECOGNISED: doubtful}
    return tuple(
        Note(code, pages=tuple(numbers), count=counts.get(code, len(numbers)))
        for code, numbers in found.items()
    )


def _with_sizes(text_page: Any, facts: PageText, lines: list[Line]) -> list[Line]:
    """The lines with the font size of a letter in each. A line is found again by its first word, behind most
    of the line above (which may have been joined with the rest of a broken word)."""
    sized = []
    at = 0
    matrix = pdfium_c.FS_MATRIX()
    for line in lines:
        word = line.text.split(None, 1)[0]
        found = facts.raw.find(word, at)
        if found < 0:
            sized.append(line)
            continue
        at = found + max(len(word), len(line.text) * 4 // 5)
        place = facts.origin[found + len(word) // 2]
        index = char_index(text_page, place)
        size = _size(text_page, index, matrix) if index >= 0 else 0.0
        sized.append(Line(line.start, line.text, size))
    return sized


def _size(text_page: Any, index: int, matrix: Any) -> float:
    """Height in points of a character's font, seen on the page (the text matrix may scale it)."""
    size = float(pdfium_c.FPDFText_GetFontSize(text_page, index))
    if pdfium_c.FPDFText_GetMatrix(text_page, index, matrix):
        size *= float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0
    return size


def _gap(before: str, after: str) -> str:
    """A sentence may go on over the page's end; otherwise a page begins a paragraph."""
    if _BROKEN.search(before[-2:]) and _CYRILLIC.match(after):
        return ""
    goes_on = after[:1].islower() and before[-1:] not in ".!?…:;"
    return "\n" if goes_on else "\n\n"


def _sound(title: str) -> str:
    """Titles that a printer driver or a wrong encoding left are no titles."""
    letters = [char for char in title if char.isalpha()]
    odd = sum("\u00c0" <= char <= "\u00ff" for char in letters)
    if odd * 2 > len(letters) or "\ufffd" in title or title.casefold().startswith("microsoft word"):
        return ""
    return clean(title)[:300]
