"""Files inside a PDF (ISO 32000-1, 7.11.4 and 12.5.6.15): those that belong to the document, as a portfolio
has them, and those that are pinned to its pages."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfAttachment

from workers.contract.notes import Note, NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.budget import EnoughRead
from workers.reading.building import Builder
from workers.reading.cleaning import clean_line
from workers.reading.inside import ATTACHMENT, add_file
from workers.reading.options import ReadOptions

_MOST_FILES = 50  # of a document
_MOST_OF_PAGE = 50
_LARGEST = 128 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file inside: its name, and what is in it (b"" where that cannot be had)."""

    name: str
    data: bytes


def pinned_to(page: Any) -> tuple[PinnedFile, ...]:
    """The files that are pinned to an opened page."""
    found = []
    for at in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        try:
            if pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
                file = pdfium_c.FPDFAnnot_GetFileAttachment(annotation)
                found.append(_file(PdfAttachment(file, page.pdf)) if file else PinnedFile("", b""))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
        if len(found) >= _MOST_OF_PAGE:
            break
    return tuple(found)


def read_inside(
    document: Any, pinned: Sequence[tuple[int, PinnedFile]], options: ReadOptions
) -> tuple[ExtractedDocument | None, tuple[Note, ...]]:
    """The text of the files inside, each under its name (None where none can be read), and a note for each
    that could not be. `pinned`: (number of the page, the file)."""
    builder = Builder()
    known: set[PinnedFile] = set()
    pages: dict[str, tuple[int, ...]] = {}
    left = max(0, document.count_attachments() - _MOST_FILES)
    with suppress(EnoughRead):  # what was read of them stays, with a note
        for number, file in chain(_of_document(document), pinned):
            if file in known and file.data:
                continue
            if len(known) >= _MOST_FILES:
                left += 1
                continue
            known.add(file)
            if number:
                pages[file.name] = (*pages.get(file.name, ()), number)
            heading = f"{ATTACHMENT}{file.name}"
            add_file(builder, file.name, file.data, options, NoteCode.ATTACHMENT_NOT_READ, heading=heading)
    if left:
        builder.note(NoteCode.LIMIT_REACHED, ATTACHMENT.rstrip(": "), count=left)
    notes = tuple(replace(note, pages=pages.get(note.place, ())) for note in builder.notes())
    return None if builder.empty else builder.finish("pdf"), notes


def _of_document(document: Any) -> Iterator[tuple[int, PinnedFile]]:
    for at in range(min(document.count_attachments(), _MOST_FILES)):
        try:
            yield 0, _file(document.get_attachment(at))
        except pypdfium2.PdfiumError:
            yield 0, PinnedFile("", b"")


def _file(attachment: Any) -> PinnedFile:
    name = ""
    try:
        name = clean_line(re.split(r"[/\\]", attachment.get_name())[-1])
        size = ctypes.c_ulong()
        pdfium_c.FPDFAttachment_GetFile(attachment, None, 0, size)
        data = bytes(attachment.get_data()) if 0 < size.value <= _LARGEST else b""
    except pypdfium2.PdfiumError:
        data = b""
    return PinnedFile(name, data)
