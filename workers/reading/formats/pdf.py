"""PDF through pdfium: text by page with line-end hyphens joined, headings by rules and font size."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from workers.contract.codes import Code, ProblemError
from workers.reading.building import MAX_CHARACTERS
from workers.reading.cleaning import clean
from workers.reading.document import ExtractedDocument, PageSpan
from workers.reading.headings import Line, detect, lines_of
from workers.reading.options import ReadOptions

# Fewer letters and digits a page than this, with pictures on it: a scan.
_LETTERS_OF_A_SCAN = 20
# Pages whose font sizes are looked at: enough to know the body's size and the headings of a handbook.
_SIZED_PAGES = 1500


@contextmanager
def opened(path: Path, password: str) -> Iterator[Any]:
    """The `pypdfium2.PdfDocument`; raises PASSWORD, BROKEN_FILE."""
    try:
        document = pypdfium2.PdfDocument(path, password=password or None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise ProblemError(Code.PASSWORD) from error
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error
    with closing(document):
        yield document


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


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text of all pages; raises PASSWORD, BROKEN_FILE, SCAN_WITHOUT_TEXT (pages), TOO_LARGE."""
    with opened(path, options.password) as document:
        count = len(document)
        if not count:
            raise ProblemError(Code.BROKEN_FILE, "no pages")
        parts: list[str] = []
        pages: list[PageSpan] = []
        lines: list[Line] = []
        length = letters = 0
        for index in range(count):
            text, page_lines = _page(document, index, sized=count <= _SIZED_PAGES)
            gap = _gap(parts[-1] if parts else "", text)
            if text and length:
                parts.append(gap)
                length += len(gap)
            pages.append(PageSpan(index + 1, length, length + len(text)))
            lines.extend(Line(length + line.start, line.text, line.size) for line in page_lines)
            if text:
                parts.append(text)
            length += len(text)
            letters += sum(map(str.isalnum, text)) if letters < _LETTERS_OF_A_SCAN * count else 0
            if length > MAX_CHARACTERS:
                raise ProblemError(Code.TOO_LARGE, "text", size=length, limit=MAX_CHARACTERS)
        if letters == 0 or (letters < _LETTERS_OF_A_SCAN * count and _has_pictures(document)):
            raise ProblemError(Code.SCAN_WITHOUT_TEXT, pages=count)
        title = (document.get_metadata_value("Title") or "").strip()
    headings = tuple(detect(lines, count))
    return ExtractedDocument("".join(parts), tuple(pages), headings, _sound(title), "pdf")


def _page(document: Any, index: int, *, sized: bool) -> tuple[str, list[Line]]:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return "", []  # one damaged page does not cost the others
    with closing(page), closing(page.get_textpage()) as text_page:
        raw = raw_text(text_page)
        text = clean(raw)
        lines = lines_of(text)
        return text, _with_sizes(text_page, raw, lines) if sized else lines


def _with_sizes(text_page: Any, raw: str, lines: list[Line]) -> list[Line]:
    """The lines with the font size of a letter in each. A line is found again by its first word."""
    sized = []
    at = 0
    for line in lines:
        word = line.text.split(None, 1)[0]
        found = raw.find(word, at)
        if found < 0:
            sized.append(line)
            continue
        at = found + len(word)
        index = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, found + len(word) // 2)
        size = _size(text_page, index) if index >= 0 else 0.0
        sized.append(Line(line.start, line.text, size))
    return sized


def _size(text_page: Any, index: int) -> float:
    """Height in points of a character's font, seen on the page (the text matrix may scale it)."""
    size = float(pdfium_c.FPDFText_GetFontSize(text_page, index))
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(text_page, index, matrix):
        size *= float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0
    return size


def _gap(before: str, after: str) -> str:
    """A sentence may go on over the page's end; otherwise a page begins a paragraph."""
    goes_on = after[:1].islower() and before[-1:] not in ".!?…:;"
    return "\n" if goes_on else "\n\n"


def _has_pictures(document: Any) -> bool:
    for index in range(min(len(document), 5)):
        with closing(document[index]) as page:
            if any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
                return True
    return False


def _sound(title: str) -> str:
    """Titles that a printer driver or a wrong encoding left are no titles."""
    letters = [char for char in title if char.isalpha()]
    odd = sum("\u00c0" <= char <= "\u00ff" for char in letters)
    if odd * 2 > len(letters) or "\ufffd" in title or title.casefold().startswith("microsoft word"):
        return ""
    return clean(title)[:300]


if sys.byteorder != "little":
    raise ImportError("pdfium's UTF-16 text is read as little-endian")
