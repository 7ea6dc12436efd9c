"""OpenDocument text, spreadsheet, presentation (ISO/IEC 26300), read from `content.xml`."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import MAX_PART, Package, attribute, local, opened, parse_xml, title_of
from workers.reading.building import Builder
from workers.reading.cleaning import is_page_number, raised
from workers.reading.formats.odf_numbering import OUTLINE, OdfNumbering
from workers.reading.formats.odf_styles import is_tiny, is_white, lines_through
from workers.reading.formats.odf_values import field_text, value_text
from workers.reading.formats.page_pictures import LEAST, centimetres, is_page
from workers.reading.inside import add_file
from workers.reading.options import ReadOptions
from workers.reading.spanned_tables import SpannedCell, add_table
from workers.reading.tables import MAX_COLUMNS, Cell, add_rows, spread

_SKIPPED = {"tracked-changes", "binary-data", "sequence-decls", "forms", "settings", "dde-connection-decls"}
_FIELDS = {"text", "textarea", "formatted-text", "combobox", "listbox", "number", "date", "time"}
_UNSEEN = {"hidden-text", "hidden-paragraph"}
# What has a colour or a picture behind its words, perhaps.
_MAY_BE_SHADED = {"table-cell", "page", "text-box", "custom-shape", "rect", "ellipse"}
_EDGES = {"header", "footer", "header-left", "footer-left", "header-first", "footer-first"}
_SHOWN_ROWS = 5  # that a note names
_MOST_ROWS = 10_000  # of one that is repeated
_WIDEST = 16_384  # columns; a spreadsheet says "this cell so often" for an empty rest
# What a program fills in when it prints: page numbers, the name of a sheet.
_PRINTED = {"page-number", "page-count", "sheet-name", "title", "file-name", "date", "time"}


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The body of the document; raises PASSWORD for an encrypted one."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return _read_flat(path)
    builder = Builder()
    with opened(path) as package:
        manifest = package.xml("META-INF/manifest.xml")
        if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
            raise ProblemError(Code.PASSWORD)
        root = package.xml("content.xml")
        if root is None:
            raise ProblemError(Code.BROKEN_FILE, "no content.xml")
        title = title_of(package, "meta.xml")
        roots = [part for part in (package.xml("styles.xml"), root) if part is not None]
        body = _add_body(builder, root, roots)
        _files_inside(body, package, builder, options)
    return _finished(builder, body, title)


def _read_flat(path: Path) -> ExtractedDocument:
    """A document in one piece of XML."""
    if path.stat().st_size > MAX_PART:
        raise ProblemError(Code.TOO_LARGE, size=path.stat().st_size, limit=MAX_PART)
    builder = Builder()
    root = parse_xml(path.read_bytes(), huge=True)
    body = _add_body(builder, root, [root])
    for element in body.iter():
        if local(element) in {"object", "object-ole"}:
            builder.note(NoteCode.EMBEDDED_NOT_READ)
    title = next((one.text or "" for one in root.iter() if local(one) == "title"), "")
    return _finished(builder, body, title)


def _add_body(builder: Builder, root: Any, roots: list[Any]) -> Any:
    """Append the body of a content, and return it."""
    body = next((element for element in root if local(element) == "body"), root)
    reading = _Body(builder, roots)
    if _kind(body) in {"text", "spreadsheet"}:
        reading.page_edges(roots)
    for content in body:
        if _kind(body) == "spreadsheet":
            reading.sheets(content)
        else:
            reading.blocks(content)
    for code, count in reading.left_out.items():
        builder.note(code, count=count)
    return body


def _kind(body: Any) -> str:
    return next((local(element) for element in body), "text")


def _finished(builder: Builder, body: Any, title: str) -> ExtractedDocument:
    kind = _kind(body)
    if kind == "text":
        builder.find_headings(marked=1)  # a title alone
    names = {"spreadsheet": "ods", "presentation": "odp"}
    return builder.finish(names.get(kind, "odt"), title)


def _files_inside(body: Any, package: Package, builder: Builder, options: ReadOptions) -> None:
    """Documents of the same family lie unpacked in folders of their own; others are single files."""
    for element in body.iter():
        if local(element) == "image":
            _picture(element, package, builder, options)
        if local(element) not in {"object", "object-ole"}:
            continue
        name = attribute(element, "href").removeprefix("./")
        content = package.xml(f"{name}/content.xml") if name else None
        if content is not None and local(content) == "math":
            said = next((one.text or "" for one in content.iter() if local(one) == "annotation"), "")
            builder.line(said or " ".join("".join(content.itertext()).split()))
        elif content is not None:
            _document_inside(builder, content)
        elif name in package.names:
            add_file(builder, name, package.read(name), options, NoteCode.EMBEDDED_NOT_READ)


def _document_inside(builder: Builder, content: Any) -> None:
    """A text or a show as it is; of a sheet or a chart its rows."""
    inner = _Body(builder, [content])
    body = next((element for element in content if local(element) == "body"), content)
    if _kind(body) in {"text", "presentation", "drawing"}:
        inner.blocks(body)
    else:
        for part in content.iter():
            if local(part) == "table":
                inner.rows(part)
                inner.shapes(part)
    for code, count in inner.left_out.items():
        builder.note(code, count=count)


def _picture(image: Any, package: Package, builder: Builder, options: ReadOptions) -> None:
    """Show a picture as large as a page; not of how an object looks."""
    frame, name = image.getparent(), attribute(image, "href").removeprefix("./")
    if any(local(one) in {"object", "object-ole"} for one in frame) or name not in package.names:
        return
    if centimetres(attribute(frame, "width")) * centimetres(attribute(frame, "height")) >= LEAST:
        data = package.read(name)
        builder.picture(posixpath.basename(name), data, options, is_page=is_page(data))


class _Body:
    """Appends what stands in the body. `left_out`: pieces of text that nobody sees or that are struck
    out."""

    def __init__(self, builder: Builder, roots: list[Any]) -> None:
        self.left_out = Counter[NoteCode]()
        self._builder = builder
        self._numbering = OdfNumbering(roots)
        self._unseen: set[str] = set()  # names of styles
        self._sheet = ""
        self._white: set[str] = set()
        self._unseen_tables: set[str] = set()
        self._raised: set[str] = set()  # letters above the line
        self._struck: set[str] = set()
        self._not_struck: set[str] = set()
        for style in (one for root in roots for one in root.iter() if local(one) == "style"):
            for properties in style:
                if attribute(properties, "display") == "none" or is_tiny(properties):
                    self._unseen.add(attribute(style, "name"))
                if is_white(properties):
                    self._white.add(attribute(style, "name"))
                if local(properties) == "table-properties" and attribute(properties, "display") == "false":
                    self._unseen_tables.add(attribute(style, "name"))
                if re.match(r"super|[1-9]", attribute(properties, "text-position")):
                    self._raised.add(attribute(style, "name"))
                if "none" not in (through := lines_through(properties)) and through:
                    self._struck.add(attribute(style, "name"))
                elif through:
                    self._not_struck.add(attribute(style, "name"))
                if attribute(properties, "visibility") == "hidden":  # of a slide
                    self._unseen_tables.add(attribute(style, "name"))
        self._inherit(roots)

    def _inherit(self, roots: list[Any]) -> None:
        """Styles whose ancestor hides, hide as well."""
        styles = [one for root in roots for one in root.iter() if local(one) == "style"]
        for _ in range(5):
            known = len(self._unseen) + len(self._struck)
            for style in styles:
                name, parent = attribute(style, "name"), attribute(style, "parent-style-name")
                if parent in self._unseen:
                    self._unseen.add(name)
                if parent in self._struck and name not in self._not_struck:
                    self._struck.add(name)
            if len(self._unseen) + len(self._struck) == known:
                return

    def _hides(self, element: Any) -> bool:
        """Whether nobody sees a paragraph or a section, or it is struck out; counts it."""
        hides = self._is_unseen(element) or attribute(element, "display") == "none"
        struck = attribute(element, "style-name") in self._struck
        if (hides or struck) and "".join(element.itertext()).strip():
            self.left_out[NoteCode.HIDDEN_TEXT if hides else NoteCode.STRUCK_OUT] += 1
        return hides or struck

    def _is_unseen(self, element: Any) -> bool:
        style = attribute(element, "style-name")
        if style not in self._white:
            return style in self._unseen
        while (element := element.getparent()) is not None:
            if local(element) in _MAY_BE_SHADED:
                return False
        return True

    def blocks(self, parent: Any) -> None:
        """Append the blocks under `parent`."""
        for child in parent:
            kind = local(child)
            if kind == "forms":
                self._filled_in(child)
            if kind in _SKIPPED or (kind in {"h", "p", "section"} and self._hides(child)):
                continue
            if kind == "h":
                self._heading(child, "")
            elif kind == "p":
                self._builder.paragraph(self.text(child))
            elif kind == "list":
                self._list(child, "", 1)
                self._builder.block_ends()
            elif kind == "list-item":  # without its list
                self._item(child, "", 1)
            elif kind == "table":
                self._builder.block_ends()
                self._table(child)
                self._builder.block_ends()
            elif kind == "page":
                self._builder.page(attribute(child, "name"))
                if attribute(child, "style-name") in self._unseen_tables:
                    self._builder.note(NoteCode.HIDDEN_SLIDES)
                self.blocks(child)
            else:
                self.blocks(child)

    def page_edges(self, roots: list[Any]) -> None:
        """What stands above and below the pages, once each; not the numbers of pages alone."""
        known: set[str] = set()
        for root in roots:
            for edge in root.iter():
                if local(edge) not in _EDGES or local(edge.getparent()) != "master-page":
                    continue
                lines = [one for one in edge.iter() if local(one) in {"p", "h"}]
                text = "\n".join(map(self.text, lines)).strip()
                if text not in known and not is_page_number(text) and any(map(_says_something, lines)):
                    known.add(text)
                    self._builder.paragraph(text)

    def _filled_in(self, forms: Any) -> None:
        """What is filled into the fields of a form, with their names."""
        for one in forms.iter():
            name = attribute(one, "label") or attribute(one, "title") or attribute(one, "name")
            if local(one) in _FIELDS:
                value = attribute(one, "current-value") or attribute(one, "value")
                self._builder.line(f"{name}: {value}" if value.strip() else "")
            elif local(one) in {"checkbox", "radio"}:
                ticked = (
                    attribute(one, "current-state") == "checked"
                    or attribute(one, "current-selected") == "true"
                )
                self._builder.line(f"☒ {name}" if ticked else "")
            elif local(one) == "option" and attribute(one, "current-selected") == "true":
                self._builder.line(attribute(one, "label"))
        self._builder.block_ends()

    def sheets(self, content: Any) -> None:
        """Append the sheets of a spreadsheet."""
        for table in (element for element in content if local(element) == "table"):
            self._sheet = attribute(table, "name")
            self._builder.sheet(self._sheet)
            if attribute(table, "style-name") in self._unseen_tables:
                self._builder.note(NoteCode.HIDDEN_SHEETS, attribute(table, "name"))
            self.rows(table)
            self.shapes(table)

    def shapes(self, table: Any) -> None:
        """Append the words of the shapes that lie on a sheet, not in one of its cells."""
        for child in table:
            if local(child) == "shapes":
                self.blocks(child)

    def rows(self, table: Any) -> None:
        """Append the rows of a sheet."""
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        rows: list[list[Cell]] = []
        unseen: list[str] = []
        number = beyond = 0
        for row in (element for element in table.iter() if local(element) == "table-row"):
            cells = self._row(row, len(rows), merged)
            times = attribute(row, "number-rows-repeated")
            again = int(times) if times.isdecimal() else 1
            if cells and attribute(row, "visibility") in {"collapse", "filter"}:
                unseen.append(str(number + 1))
            if cells and again > _MOST_ROWS:
                self._builder.note(NoteCode.LIMIT_REACHED, self._sheet, count=again - _MOST_ROWS)
            number += again
            beyond += sum(cell.text != "" for cell in cells[MAX_COLUMNS:]) * again
            cells = cells[:MAX_COLUMNS]
            rows.extend([cells] * (min(again, _MOST_ROWS) if cells else 1))
        if unseen:
            place = f"{self._sheet}: {', '.join(unseen[:_SHOWN_ROWS])}"
            self._builder.note(NoteCode.HIDDEN_SHEETS, place, count=len(unseen))
        if beyond:
            self._builder.note(NoteCode.LIMIT_REACHED, self._sheet, count=beyond)
        add_rows(self._builder, spread(rows, merged))

    def text(self, element: Any) -> str:
        """The text under an element, without what nobody sees."""
        pieces = [element.text or ""]
        for child in element:
            kind = local(child)
            if kind in _UNSEEN or (kind == "span" and self._hides(child)) or self._is_unseen(child):
                if kind != "span" and "".join(child.itertext()).strip():
                    self.left_out[NoteCode.HIDDEN_TEXT] += 1
            elif kind in {"s", "tab"}:
                count = attribute(child, "c")
                pieces.append(" " * min(int(count), 8) if count.isdecimal() else " ")
            elif kind == "line-break":
                pieces.append("\n")
            elif kind == "note":
                body = next((e for e in child if local(e) == "note-body"), child)
                pieces.append(f" ({' '.join(self.text(p) for p in body)})")
            elif kind == "annotation":
                said = " ".join(self.text(p) for p in child if local(p) == "p").strip()
                pieces.append(f" (примечание: {said})" if said else "")
            elif kind == "fieldmark":
                pieces.append(field_text(child) + self.text(child))
            elif kind == "span" and attribute(child, "style-name") in self._raised:
                pieces.append(raised("".join(pieces[-1:]), self.text(child)))
            elif kind not in _SKIPPED:
                pieces.append(self.text(child))
            pieces.append(child.tail or "")
        return "".join(pieces)

    def _heading(self, element: Any, label: str) -> None:
        level = attribute(element, "outline-level")
        depth = int(level) if level.isdecimal() else 1
        text = self.text(element)
        if text.strip():
            if not label and attribute(element, "is-list-header") != "true":
                label = self._numbering.label(OUTLINE, depth, attribute(element, "start-value"))
            self._builder.heading(f"{label} {text}".strip(), depth)

    def _list(self, element: Any, inherited: str, depth: int) -> None:
        style = self._numbering.begin(element, inherited, depth)
        for item in element:
            if local(item) in {"list-item", "list-header"}:
                self._item(item, style, depth)

    def _item(self, item: Any, style: str, depth: int) -> None:
        label = ""
        if local(item) == "list-item" and any(local(one) in {"p", "h"} for one in item):
            label = self._numbering.label(style, depth, attribute(item, "start-value"))
        for child in item:
            if local(child) == "list":
                self._list(child, style, depth + 1)
            elif local(child) == "h":
                self._heading(child, label)
                label = ""
            elif local(child) == "p":
                text = "" if self._hides(child) else self.text(child)
                self._builder.line(f"{label} {text}".strip() if text.strip() else "")
                label = ""
            else:
                self.blocks([child])

    def _table(self, table: Any) -> None:
        """A row a line; a table in a cell follows the row."""
        rows: list[list[SpannedCell]] = []
        for row in (one for one in table.iter() if local(one) == "table-row" and _table_of(one) is table):
            cells = [one for one in row if local(one) in {"table-cell", "covered-table-cell"}]
            rows.append([self._spanned(cell) for cell in cells if local(cell) == "table-cell"])
            nested = [
                one
                for cell in cells
                for one in cell.iter()
                if local(one) == "table" and _cell_of(one) is cell
            ]
            if nested:
                add_table(self._builder, rows)
                rows = []
            for inner in nested:
                self._table(inner)
        add_table(self._builder, rows)

    def _spanned(self, cell: Any) -> SpannedCell:
        wide, high = (attribute(cell, f"number-{one}-spanned") for one in ("columns", "rows"))
        columns, rows = (min(int(one), MAX_COLUMNS) if one.isdecimal() else 1 for one in (wide, high))
        return SpannedCell(self._cell(cell), max(columns, 1), max(rows, 1))

    def _row(self, row: Any, number: int, merged: dict[tuple[int, int], tuple[int, int]]) -> list[Cell]:
        cells: list[Cell] = []
        gap = 0  # cells without anything, of which a row may end with thousands
        for element in row:
            if local(element) not in {"table-cell", "covered-table-cell"}:
                continue
            times = attribute(element, "number-columns-repeated")
            count = min(int(times), _WIDEST) if times.isdecimal() else 1
            wide, high = (attribute(element, f"number-{one}-spanned") for one in ("columns", "rows"))
            if wide.isdecimal() and high.isdecimal() and int(wide) * int(high) > 1:
                column = len(cells) + gap
                merged[number, column] = (number + int(high) - 1, column + int(wide) - 1)
            value_type = attribute(element, "value-type")
            text = self._cell(element)
            text = text or value_text(element, value_type)
            formula = attribute(element, "formula").partition(":")[2]
            if formula and not text and not value_type:
                text = formula
                self._builder.note(NoteCode.FORMULAS_WITHOUT_VALUES, self._sheet)
            if text:
                cells.extend([Cell("")] * gap)
                cells.extend([Cell(text, is_text=value_type in {"", "string"})] * count)
                gap = 0
            else:
                gap += count
        return cells

    def _cell(self, cell: Any) -> str:
        if attribute(cell, "style-name") in self._struck and self._hides(cell):
            return ""
        return " ".join(" ".join(self.text(p) for p in _paragraphs(cell) if not self._hides(p)).split())


def _says_something(line: Any) -> bool:
    """Whether a line above or below pages has more than what a program fills in when it prints."""
    pieces: list[str] = []

    def take(element: Any) -> None:
        pieces.append(element.text or "")
        for child in element:
            if local(child) not in _PRINTED:
                take(child)
            elif local(child) == "page-number":
                pieces.append("1")
            pieces.append(child.tail or "")

    take(line)
    text = "".join(pieces).strip()
    return any(map(str.isalpha, text)) and not is_page_number(text)


def _paragraphs(parent: Any) -> Iterator[Any]:
    """Paragraphs of a cell, in lists as well, not in tables inside it."""
    for child in parent:
        if local(child) in {"p", "h"}:
            yield child
        elif local(child) != "table":
            yield from _paragraphs(child)


def _table_of(row: Any) -> Any:
    return _above(row, "table")


def _cell_of(table: Any) -> Any:
    return _above(table, "table-cell")


def _above(element: Any, name: str) -> Any:
    parent = element.getparent()
    while parent is not None and local(parent) != name:
        parent = parent.getparent()
    return parent
