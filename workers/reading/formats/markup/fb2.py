"""FictionBook 2: sections with their titles, verses, tables, notes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import attribute, local, parse_xml
from workers.reading.building import Builder
from workers.reading.options import ReadOptions
from workers.reading.spanned_tables import SpannedCell, add_table
from workers.reading.tables import MAX_COLUMNS

_PICTURES = re.compile(rb"<binary\b[^>]*>[^<]*</binary\s*>")
_NO_TEXT = {"description", "binary", "stylesheet"}
_LINES = {"p", "v", "subtitle", "text-author", "date"}
_DEEPEST_HEADING = 6


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The bodies of the book, the notes as well."""
    root = parse_xml(_PICTURES.sub(b"", path.read_bytes()))
    builder = Builder()
    depth = 0
    title: list[str] | None = None
    inside: Any = None  # what is taken as one piece
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if event == "start":
            depth += name == "section"
            if inside is not None:
                struck = name == "strikethrough" and local(inside) not in _NO_TEXT
                if struck and "".join(element.itertext()).strip():
                    builder.note(NoteCode.STRUCK_OUT)
                continue
            if name in _NO_TEXT:
                inside = element
            elif name == "title":
                title = []
            elif name in _LINES or name == "table":
                inside = element
                _add(builder, element, name, title)
            continue
        depth -= name == "section"
        if element is inside:
            inside = None
        elif name == "title" and title is not None:
            builder.heading(". ".join(title), min(depth + 1, _DEEPEST_HEADING))
            title = None
        elif name in {"stanza", "table", "epigraph", "poem"}:
            builder.block_ends()
    return builder.finish("fb2", _title(root))


def _add(builder: Builder, element: Any, name: str, title: list[str] | None) -> None:
    if name == "table":
        builder.block_ends()
        add_table(builder, [_cells(row) for row in element.iter() if local(row) == "tr"])
        builder.block_ends()
    elif title is not None:
        title.extend([text] if (text := _words(element)) else [])
    elif name == "v":
        builder.line(_words(element))
    else:
        builder.paragraph(_words(element))


def _cells(row: Any) -> list[SpannedCell]:
    cells = []
    for cell in (one for one in row if local(one) in {"td", "th"}):
        columns, rows = (attribute(cell, one) for one in ("colspan", "rowspan"))
        wide, high = (min(int(one), MAX_COLUMNS) if one.isdecimal() else 1 for one in (columns, rows))
        cells.append(SpannedCell(_words(cell), max(wide, 1), max(high, 1)))
    return cells


def _words(element: Any) -> str:
    return " ".join("".join(_shown(element)).split())


def _shown(element: Any) -> Iterator[str]:
    """The words of an element, without what is struck out."""
    yield element.text or ""
    for child in element:
        if local(child) != "strikethrough":
            yield from _shown(child)
        yield child.tail or ""


def _title(root: Any) -> str:
    info = next((one for one in root.iter() if local(one) == "title-info"), None)
    found = [one for one in info if local(one) == "book-title"] if info is not None else []
    return _words(found[0]) if found else ""
