"""EPUB (EPUB 3.3): the chapters in the order in which they are read."""

import posixpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import Package, attribute, local, opened
from workers.reading.building import Builder
from workers.reading.formats.html import add_html, page_source
from workers.reading.options import ReadOptions

_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # no lock, fonts alone


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text of the chapters; a note names those that are locked. Raises BROKEN_FILE, and UNKNOWN_TYPE for
    a book that is locked as a whole."""
    builder = Builder()
    with opened(path) as package:
        place = _book(package)
        root = package.xml(place)
        if root is None:
            raise ProblemError(Code.BROKEN_FILE, f"no {place}")
        items = {attribute(one, "id"): one for one in root.iter() if local(one) == "item"}
        locked = _locked(package)
        title = next((one.text or "" for one in root.iter() if local(one) == "title"), "")
        for reference in (one for one in root.iter() if local(one) == "itemref"):
            item = items.get(attribute(reference, "idref"))
            if item is None or attribute(item, "media-type") not in _PAGES:
                continue
            href = unquote(attribute(item, "href")).partition("#")[0]
            name = posixpath.normpath(posixpath.join(posixpath.dirname(place), href))
            if name in locked or name not in package.names:
                builder.note(NoteCode.EMBEDDED_NOT_READ, posixpath.basename(name))
                continue
            builder.block_ends()
            add_html(builder, page_source(package.read(name)), options)
    if builder.empty and locked:
        raise ProblemError(Code.UNKNOWN_TYPE, "a locked book", suffix=path.suffix.casefold())
    return builder.finish("epub", title)


def _book(package: Package) -> str:
    """The member that lists what the book is made of."""
    root: Any = package.xml("META-INF/container.xml")
    for one in root.iter() if root is not None else ():
        if local(one) == "rootfile" and attribute(one, "full-path"):
            return attribute(one, "full-path")
    return next((name for name in sorted(package.names) if name.endswith(".opf")), "content.opf")


def _locked(package: Package) -> set[str]:
    root: Any = package.xml("META-INF/encryption.xml")
    found = set()
    for data in root.iter() if root is not None else ():
        if local(data) != "EncryptedData":
            continue
        ways = [attribute(one, "Algorithm") for one in data.iter() if local(one) == "EncryptionMethod"]
        if not any(way in _FONTS for way in ways):
            found |= {
                unquote(attribute(one, "URI")) for one in data.iter() if local(one) == "CipherReference"
            }
    return found
