"""DOCX (ECMA-376 WordprocessingML): paragraphs with their printed numbers, headings by style, tables, page
headers, notes, comments, charts, files of other programs."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import Package, attribute, local, opened, title_of
from workers.reading.building import Builder
from workers.reading.cleaning import is_page_number, raised
from workers.reading.formats.docx_numbering import DocxNumbering
from workers.reading.formats.docx_unseen import Placeholders, Unseen
from workers.reading.formats.drawingml import add_graphics, relations
from workers.reading.formats.symbol_fonts import letter_of, with_letters
from workers.reading.options import ReadOptions
from workers.reading.spanned_tables import SpannedCell, add_table
from workers.reading.tables import MAX_COLUMNS

_HEADING_NAME = re.compile(r"(?:heading|заголовок)\s*(\d)", re.IGNORECASE)
_SKIPPED = {"del", "moveFrom", "delText", "instrText", "Fallback", "rPr", "pPr", "sectPr", "fldData"}
_CONTAINERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_LONGEST_ITEM = 200  # characters; more is a paragraph with a number
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text of the body in order, then footnotes; page headers come first, once each."""
    with opened(path) as package:
        main = _main_part(package)
        root = package.xml(main)
        if root is None:
            raise ProblemError(Code.BROKEN_FILE, f"no {main}")
        folder = main.rsplit("/", 1)[0] if "/" in main else ""
        named = dict(relations(package, main).values())  # of parts that there is one of

        def part(kind: str) -> str:
            return named.get(kind, f"{folder}/{kind}.xml")

        styles = package.xml(part("styles"))
        numbering = DocxNumbering(styles, package.xml(part("numbering")))
        builder = Builder()
        empty = Placeholders(styles, lambda: package.xml(f"{folder}/glossary/document.xml"))
        body = _Body(builder, _heading_levels(styles), numbering, Unseen(styles), empty)
        empty.remove(root)
        _page_headers(package, main, body, options)
        body.blocks(next((child for child in root if local(child) == "body"), root))
        add_graphics(builder, package, main, options)
        for kind in ("footnotes", "endnotes", "comments"):
            _notes(package, part(kind), body)
        title = title_of(package, "docProps/core.xml")
    for code, count in body.left_out.items():
        builder.note(code, count=count)
    builder.find_headings(marked=1)  # a title alone
    return builder.finish("docx", title)


def _notes(package: Package, name: str, body: "_Body") -> None:
    """Footnotes, endnotes, or comments with who made them."""
    root = package.xml(name)
    body.placeholders.remove(root)
    for note in root if root is not None else ():
        if attribute(note, "type") in {"separator", "continuationSeparator"}:
            continue
        text = "\n".join(filter(None, map(body.text, _paragraphs(note))))
        author = attribute(note, "author") if local(note) == "comment" else ""
        said = f"Примечание ({author}): " if author else "Примечание: "
        body.builder.paragraph(f"{said}{text}" if local(note) == "comment" and text.strip() else text)


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if attribute(relation, "Type").endswith("/officeDocument"):
            return posixpath.normpath(attribute(relation, "Target").lstrip("/"))
    return "word/document.xml"


def _heading_levels(root: Any) -> dict[str, int]:
    """Style id → heading level (1…9), inherited along basedOn."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in root if root is not None else ():
        if local(style) != "style":
            continue
        identifier = attribute(style, "styleId")
        for element in style.iter():
            kind = local(element)
            if kind == "name":
                named = attribute(element, "val")
                match = _HEADING_NAME.match(named)
                if match:
                    own[identifier] = int(match[1])
                elif named.casefold() in {"title", "название"}:
                    own[identifier] = 1
            elif kind == "basedOn":
                based[identifier] = attribute(element, "val")
            elif kind == "outlineLvl" and attribute(element, "val").isdecimal():
                own.setdefault(identifier, int(attribute(element, "val")) + 1)
    levels = {}
    for identifier in {*own, *based}:
        at, steps = identifier, 0
        while at not in own and at in based and steps < 20:
            at, steps = based[at], steps + 1
        if 1 <= own.get(at, 0) <= 9:
            levels[identifier] = own[at]
    return levels


def _page_headers(package: Package, main: str, body: "_Body", options: ReadOptions) -> None:
    seen: set[str] = set()
    edges = {name for kind, name in relations(package, main).values() if kind in {"header", "footer"}}
    for name in sorted(edges):
        root = package.xml(name)
        body.placeholders.remove(root)
        text = "\n".join(map(body.text, _paragraphs(root))).strip()
        # Page numbers alone are nothing to search for.
        if text and text not in seen and not is_page_number(text):
            seen.add(text)
            body.builder.paragraph(text)
        add_graphics(body.builder, package, name, options)


class _Body:
    """Appends blocks to a document. `left_out`: runs that nobody sees or that are struck out."""

    def __init__(
        self,
        builder: Builder,
        levels: dict[str, int],
        numbering: DocxNumbering,
        unseen: Unseen,
        placeholders: Placeholders,
    ) -> None:
        self.builder, self.placeholders = builder, placeholders
        self.left_out = Counter[NoteCode]()
        self._levels, self._numbering, self._unseen = levels, numbering, unseen

    def blocks(self, parent: Any) -> None:
        """Append the blocks under `parent`."""
        for child in parent:
            kind = local(child)
            if kind == "p":
                self._paragraph(child)
            elif kind == "tbl":
                self.builder.block_ends()
                self._table(child)
                self.builder.block_ends()
            elif kind in _CONTAINERS:
                self.blocks(child)

    def text(self, element: Any) -> str:
        """The text under an element, without what was deleted with revision marks, hidden text and tables;
        text boxes come last."""
        pieces: list[str] = []
        boxes: list[str] = []
        self._collect(element, pieces, boxes)
        return "".join(pieces) + "".join(f"\n{box}" for box in boxes if box.strip())

    def _formula(self, formula: Any, sign: str) -> str:
        """A fraction or a power in one line: "1/2", "(a+b)/2", "10^6"."""
        parts = [self.text(part).strip() for part in formula if local(part) in {"num", "den", "e", "sup"}]
        return sign.join(part if re.fullmatch(r"[-−]?\w+([.,]\d+)?", part) else f"({part})" for part in parts)

    def _paragraph(self, paragraph: Any) -> None:
        properties = _properties(paragraph)
        text = self.text(paragraph)
        label = self._numbering.label(properties)  # an empty item is counted, too
        level = _level(properties, self._levels)
        if label is None and not level and _is_list_style(properties):
            label = "•"
        numbered = f"{label} {text}" if label and text.strip() else text
        if level and text.strip():
            self.builder.heading(numbered, level)
        elif label is not None and len(text) <= _LONGEST_ITEM:
            self.builder.line(numbered)
        else:
            self.builder.paragraph(numbered)

    def _table(self, table: Any) -> None:
        """A row a line; a cell that goes over several rows stands in each. A table in a cell follows the row,
        its rows as lines of their own."""
        rows: list[list[SpannedCell]] = []
        merged: dict[int, tuple[int, int]] = {}  # column → row and place there of a cell that goes on below
        for row in _inside(table, "tr"):
            cells: list[SpannedCell] = []
            tables: list[Any] = []
            column = _columns_before(row)
            if column:
                cells.append(SpannedCell("", column))
            for cell in _inside(row, "tc"):
                merge, width = _merging(cell)
                text = self._cell(cell, tables)
                if merge == "continue" and column in merged and not text:
                    at, place = merged[column]
                    first = rows[at][place]
                    rows[at][place] = replace(first, rows=len(rows) - at + 1)
                else:
                    if merge == "restart":
                        merged[column] = (len(rows), len(cells))
                    cells.append(SpannedCell(text, width))
                column += width
            rows.append(cells)
            if tables:
                add_table(self.builder, rows)
                rows, merged = [], {}
                for nested in tables:
                    self._table(nested)
        add_table(self.builder, rows)

    def _cell(self, cell: Any, tables: list[Any]) -> str:
        """The text of a cell in one line; tables inside it are added to `tables`."""
        texts = []
        for block in _flat(cell):
            if local(block) == "tbl":
                tables.append(block)
            else:
                label = self._numbering.label(_properties(block)) or ""
                texts.append(f"{label} {self.text(block)}".strip())
        return " ".join(" ".join(texts).split())

    def _collect(self, element: Any, pieces: list[str], boxes: list[str]) -> None:
        for child in element:
            kind = local(child)
            if kind == "t":
                text = with_letters(child.text or "", _font(element))
                pieces.append(raised("".join(pieces[-1:]), text) if _is_raised(element) else text)
            elif kind in {"f", "sSup"} and "math" in child.tag:
                gap = " " if pieces and pieces[-1][-1:].isalnum() else ""  # 2½ is not 21/2
                pieces.append(gap + self._formula(child, "/" if kind == "f" else "^"))
            elif kind == "sym":
                code = attribute(child, "char")
                if re.fullmatch("[0-9A-Fa-f]{4}", code):
                    pieces.append(letter_of(int(code, 16), attribute(child, "font")))
            elif kind == "ddList":
                pieces.append(_chosen(child))
            elif kind == "textpath":
                boxes.append(attribute(child, "string"))
            elif kind == "checkBox":
                pieces.append("☒ " if _is_checked(child) else "☐ ")
            elif kind in _BREAKS:
                pieces.append(_BREAKS[kind])
            elif kind == "txbxContent":
                boxes.append("\n".join(map(self.text, _paragraphs(child))))
            elif kind == "r" and (reason := self._unseen.reason(child)) is not None:
                self.left_out[reason] += any(
                    local(one) == "t" and (one.text or "").strip() != "" for one in child
                )
            elif kind not in _SKIPPED:
                self._collect(child, pieces, boxes)


def _is_raised(run: Any) -> bool:
    """Whether the letters of a run stand above the line."""
    properties = next((child for child in run if local(child) == "rPr"), None)
    return properties is not None and any(
        local(one) == "vertAlign" and attribute(one, "val") == "superscript" for one in properties
    )


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs under an element, not those in the boxes of others, which their text has already."""
    for child in element:
        if local(child) == "p":
            yield child
        elif local(child) not in _SKIPPED:
            yield from _paragraphs(child)


def _columns_before(row: Any) -> int:
    """How many columns of the table a row leaves free before its first cell."""
    properties = next((child for child in row if local(child) == "trPr"), None)
    for child in properties if properties is not None else ():
        if local(child) == "gridBefore" and attribute(child, "val").isdecimal():
            return min(int(attribute(child, "val")), MAX_COLUMNS)
    return 0


def _merging(cell: Any) -> tuple[str, int]:
    """ "restart" or "continue" for a cell that goes over several rows, and over how many columns it goes."""
    merge, width = "", 1
    properties = next((child for child in cell if local(child) == "tcPr"), None)
    for child in properties if properties is not None else ():
        if local(child) == "vMerge":
            merge = attribute(child, "val") or "continue"
        elif local(child) == "gridSpan" and attribute(child, "val").isdecimal():
            width = min(max(1, int(attribute(child, "val"))), MAX_COLUMNS)
    return merge, width


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table, the cells of a row: also those in content controls and revisions."""
    for child in parent:
        if local(child) == name:
            if not _is_deleted(child):
                yield child
        elif local(child) in _CONTAINERS:
            yield from _inside(child, name)


def _is_deleted(part: Any) -> bool:
    """Whether a row or a cell was deleted with revision marks."""
    return any(
        local(one) in {"del", "cellDel"}
        for child in part
        if local(child) in {"trPr", "tcPr"}
        for one in child
    )


def _flat(cell: Any) -> Iterator[Any]:
    """The paragraphs and tables of a cell, in order."""
    for child in cell:
        if local(child) in {"p", "tbl"}:
            yield child
        elif local(child) in _CONTAINERS:
            yield from _flat(child)


def _font(run: Any) -> str:
    """The font that a run names."""
    properties = next((child for child in run if local(child) == "rPr"), None)
    fonts = (
        next((one for one in properties if local(one) == "rFonts"), None) if properties is not None else None
    )
    return attribute(fonts, "ascii") if fonts is not None else ""


def _chosen(choices: Any) -> str:
    """The line of a list of a form that is chosen."""
    lines = [attribute(one, "val") for one in choices if local(one) == "listEntry"]
    chosen = next((attribute(one, "val") for one in choices if local(one) in {"result", "default"}), "0")
    return lines[int(chosen)] if chosen.isdecimal() and int(chosen) < len(lines) else ""


def _is_checked(box: Any) -> bool:
    """Whether a box of a form is ticked: by hand, or as it came."""
    said = {local(child): attribute(child, "val") not in {"0", "false"} for child in box}
    return said.get("checked", said.get("default", False))


def _properties(paragraph: Any) -> Any:
    return next((child for child in paragraph if local(child) == "pPr"), None)


def _level(properties: Any, levels: dict[str, int]) -> int:
    for element in properties if properties is not None else ():
        if local(element) == "outlineLvl" and attribute(element, "val") in "012345678":
            return int(attribute(element, "val") or "8") + 1
        if local(element) == "pStyle" and attribute(element, "val") in levels:
            return levels[attribute(element, "val")]
    return 0


def _is_list_style(properties: Any) -> bool:
    """Lists of styles that carry no numbering of their own: other programs write so."""
    for element in properties if properties is not None else ():
        if local(element) == "pStyle" and attribute(element, "val").startswith("List"):
            return True
    return False
