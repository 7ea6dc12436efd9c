"""What kind of file it is: by content first, by suffix where content does not tell."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workers.broken_zip import BROKEN_ZIP_OR_DISK, is_of_archive
from workers.contract.codes import Code, ProblemError
from workers.contract.reading import BINARY_SUFFIXES, TEXT_SUFFIXES
from workers.reading.encodings import decode_as_it_is, is_text

_HEAD = 8192
_PACKED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_TNEF = b"\x78\x9f\x3e\x22"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names in an OLE directory are UTF-16.
_ENCRYPTED_OOXML = "EncryptedPackage".encode("utf-16-le")
LOCKED_OFFICE = "locked"  # the kind of an Office file of 2007 and later whose package is encrypted
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_OF_TEXT = {".txt", ".text", ".log", ".md", ".markdown", ".csv", ".tsv"}
_OOXML = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
# Pages without a beginning, as programs write them under the suffix of an office file.
_MARKUP = re.compile(r"<(?:meta|style|title|head|body|table|div|p|h[1-6]|font)\b[^>]*>")
_LETTER = re.compile(
    rb"(?:^|\n)(?:From|To|Subject|Date|Received|Message-ID|MIME-Version|Return-Path):\s", re.I
)


@contextmanager
def file_problems() -> Iterator[None]:
    """Raise FILE_MISSING or NO_PERMISSION for what the system says of a file that is looked at,
    BROKEN_FILE for what a library says so."""
    try:
        yield
    except FileNotFoundError as error:
        raise ProblemError(Code.FILE_MISSING) from error
    except OSError as error:
        if error.errno is None:
            raise ProblemError(Code.BROKEN_FILE, str(error)) from error
        raise ProblemError(Code.NO_PERMISSION, str(error)) from error


def identify(path: Path) -> str:
    """The kind ("pdf", "docx", "txt"…), for which `workers.reading` names a module; `LOCKED_OFFICE` for an
    Office file that is encrypted. Raises EMPTY_FILE, BROKEN_FILE, UNKNOWN_TYPE (suffix)."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        # Registers are given their length beforehand, and it is filled with NULs.
        while head and not head.strip(b"\0") and (more := file.read(_HEAD)):
            head = more
    suffix = path.suffix.casefold()
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ProblemError(Code.EMPTY_FILE)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES) or head[8:12] == b"WEBP" or (head[:2] == b"BM" and suffix == ".bmp"):
        return "picture"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_archive(path, suffix)
    if head.startswith(_PACKED):
        return "packed"
    if head.startswith(_TNEF):
        return "tnef"
    if head.startswith(_OLE):
        if _holds(path, _ENCRYPTED_OOXML):
            return LOCKED_OFFICE
        return _of_compound(path, suffix)
    if suffix in BINARY_SUFFIXES:
        if not is_text(head):
            raise ProblemError(Code.BROKEN_FILE, "not what its suffix says")
        suffix = ""  # a text that somebody gave another name
    return _of_text(head, suffix)


def _of_archive(path: Path, suffix: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                mime = archive.read("mimetype")[:200].decode("ascii", "replace")
                if mime.startswith("application/epub+zip"):
                    return "epub"
                for name, kind in _ODF.items():
                    if f"opendocument.{name}" in mime:
                        return kind
    except BROKEN_ZIP_OR_DISK as error:
        if isinstance(error, OSError) and not is_of_archive(error):
            raise
        if suffix in BINARY_SUFFIXES:
            raise ProblemError(Code.BROKEN_FILE, str(error)) from error
        raise ProblemError(Code.UNKNOWN_TYPE, str(error), suffix=suffix) from error
    if "[Content_Types].xml" in names or "_rels/.rels" in names:
        for folder, kind in _OOXML:
            if any(name.startswith(folder) for name in names):
                return "xlsb" if "xl/workbook.bin" in names else kind
    elif suffix in {".zip", ""}:
        return "zip"
    if suffix == ".epub" and "META-INF/container.xml" in names:
        return "epub"
    if suffix in BINARY_SUFFIXES:
        raise ProblemError(Code.BROKEN_FILE, "an archive without a document")
    raise ProblemError(Code.UNKNOWN_TYPE, "an archive", suffix=suffix)


def _of_compound(path: Path, suffix: str) -> str:
    from workers.reading.formats.office97.compound import Compound

    with Compound(path) as compound:
        kind = compound.kind
    if not kind:
        raise ProblemError(Code.UNKNOWN_TYPE, "a compound file", suffix=suffix)
    return kind


def _holds(path: Path, needle: bytes) -> bool:
    """Whether the first 64 MB or the last MB hold `needle` (an OLE directory may lie anywhere)."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if needle in file.read(64 * 1024 * 1024):
            return True
        file.seek(max(0, size - 1024 * 1024))
        return needle in file.read()


def _of_text(head: bytes, suffix: str) -> str:
    if not is_text(head):
        raise ProblemError(Code.UNKNOWN_TYPE, "binary", suffix=suffix)
    start = decode_as_it_is(head).lstrip("\ufeff \t\r\n")[:600].casefold()
    if start.startswith(("<!doctype html", "<html")) or (start.startswith("<?xml") and "<html" in start):
        return "html"
    if not suffix and _MARKUP.match(start):
        return "html"
    if start.startswith("mime-version:") and "multipart/related" in start and suffix not in _OF_TEXT:
        return "mhtml"
    if start.startswith("<?xml") and suffix not in _OF_TEXT:
        if "<office:document " in start:
            return "odt"
        return "fb2" if "<fictionbook" in start else "xml"
    if head.startswith(b"From ") and len(_LETTER.findall(head[:4000])) >= 2 and suffix not in _OF_TEXT:
        return "mbox"
    if suffix in TEXT_SUFFIXES:
        return TEXT_SUFFIXES[suffix]
    if len(_LETTER.findall(head[:4000])) >= 3:
        return "eml"
    if not suffix:
        return "txt"
    raise ProblemError(Code.UNKNOWN_TYPE, suffix=suffix)
