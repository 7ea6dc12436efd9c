"""Files to text: one module a format, each imported only when a file of its format comes."""

import traceback
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import Note, NoteCode
from workers.contract.reading import SUFFIXES, ExtractedDocument
from workers.disk import refused
from workers.panics import is_panic
from workers.reading.budget import EnoughRead, time_limit
from workers.reading.identify import LOCKED_OFFICE, file_problems, identify
from workers.reading.options import DEEPEST, ReadOptions
from workers.reading.unlocking import LOCKABLE, first_that_opens, unlocked
from workers.text import planted_orders
from workers.text.shortening import shorten

__all__ = ["FINGERPRINT", "SUFFIXES", "ReadOptions", "read_any"]

# Changes whenever a reader gives another text for the same file: documents are then read again.
FINGERPRINT = "readers-20"
_MODULES = {
    "pdf": "pdf.document", "docx": "docx", "xlsx": "xlsx", "pptx": "pptx",
    "odt": "odf", "ods": "odf", "odp": "odf",
    "rtf": "rtf", "html": "html", "md": "markdown", "txt": "text", "csv": "delimited", "eml": "mail.eml",
    "xls": "office97.xls", "xlsb": "office97.xls", "doc": "office97.doc", "ppt": "office97.ppt",
    "ole_object": "office97.ole_object", "msg": "mail.msg", "tnef": "mail.tnef",
    "mbox": "mail.mbox", "mhtml": "mail.mhtml", "epub": "markup.epub", "fb2": "markup.fb2",
    "xml": "markup.xml", "json": "markup.json", "zip": "archives.zipped", "packed": "archives.packed",
    "picture": "picture",
}  # fmt: skip
# Read in one piece, which takes many times their size; larger ones are read as the text that they are.
_WHOLE = {"md", "json"}
_LARGEST_WHOLE = 48 * 1024 * 1024


def read_any(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text of a file of any supported format.

    Raises FILE_MISSING, NO_PERMISSION, TOO_LARGE (size, limit), EMPTY_FILE, UNKNOWN_TYPE (suffix), PASSWORD,
    WRONG_PASSWORD, LOCK_UNKNOWN, BROKEN_FILE, SCAN_INSIDE, SCAN_WITHOUT_TEXT and LETTERS_UNREADABLE (pages).
    Whatever a parser trips over in a file is BROKEN_FILE. A file that is too much (`budget`) is read as far
    as that goes, with a note."""
    with file_problems():
        size = path.stat().st_size
        if size > options.max_bytes:
            raise ProblemError(Code.TOO_LARGE, size=size, limit=options.max_bytes)
        kind = identify(path)
    if kind in _WHOLE and size > _LARGEST_WHOLE:
        kind = "txt"

    def read(password: str) -> ExtractedDocument:
        try:
            return _read(path, kind, replace(options, password=password))
        except ProblemError as error:
            if error.code is not Code.PASSWORD or kind not in LOCKABLE or options.depth >= DEEPEST:
                raise
        with unlocked(path, kind, password) as copy:
            return read_any(copy, replace(options, passwords=(), depth=options.depth + 1))

    document = first_that_opens(options.passwords, read)
    return noted(document, path.stem) if options.depth == 0 else document


def _read(path: Path, kind: str, options: ReadOptions) -> ExtractedDocument:
    try:
        if kind == LOCKED_OFFICE:
            raise ProblemError(Code.PASSWORD)
        module = import_module(f"workers.reading.formats.{_MODULES[kind]}")
        with time_limit(options.seconds):
            document = module.read(path, options)
    except EnoughRead as enough:
        document = enough.builder.finish(kind)
    except (ProblemError, MemoryError):
        raise
    except FileNotFoundError as error:
        raise ProblemError(Code.FILE_MISSING) from error
    except PermissionError as error:
        raise ProblemError(Code.NO_PERMISSION, str(error)) from error
    except BaseException as error:
        if not isinstance(error, Exception) and not is_panic(error):
            raise
        if isinstance(error, OSError) and (known := refused(error, path.parent)) is not None:
            raise known from error  # no room to unpack in, a disk that was unplugged
        raise ProblemError(Code.BROKEN_FILE, "".join(traceback.format_exception(error))[-4000:]) from error
    assert isinstance(document, ExtractedDocument)
    return document


_SHOWN = 60  # characters of the first one
_TOKEN = 12  # what is no longer is a mark of a format alone


def noted(document: ExtractedDocument, name: str) -> ExtractedDocument:
    """The document with a note of what in its text, or in the `name` of its file, is an order to a model. The
    text stays as it is: it is left out where a model reads it."""
    spans = [span for span in planted_orders.orders(document.text) if span[1] - span[0] > _TOKEN]
    said = [" ".join(document.text[start:end].split()) for start, end in spans]
    if planted_orders.is_order(name):
        said.insert(0, name)
    if not said:
        return document
    pages = {
        page.number for page in document.pages for start, _ in spans if page.start <= start < max(page.end, 1)
    }
    first = shorten(said[0], _SHOWN)
    note = Note(NoteCode.PLANTED_ORDERS, first, tuple(sorted(pages)), len(said))
    return replace(document, notes=(*document.notes, note))
