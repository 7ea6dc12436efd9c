"""OpenDocument text, spreadsheet, presentation (ISO/IEC 26300), read from `content.xml`."""

from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.reading.archive import attribute, local, opened, title_of
from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.headings import detect, lines_of
from workers.reading.options import ReadOptions
from workers.reading.tables import Cell, add_rows, number_text

_SKIPPED = {"annotation", "tracked-changes", "sequence-decls", "forms", "settings", "dde-connection-decls"}
_MAX_REPEATED = 200  # a spreadsheet says "this cell a million times" for an empty rest


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The body of the document; raises PASSWORD for an encrypted one."""
    with opened(path) as package:
        manifest = package.xml("META-INF/manifest.xml")
        if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
            raise ProblemError(Code.PASSWORD)
        root = package.xml("content.xml")
        if root is None:
            raise ProblemError(Code.BROKEN_FILE, "no content.xml")
        title = title_of(package, "meta.xml")
    builder = Builder()
    body = next((element for element in root if local(element) == "body"), root)
    kind = next((local(element) for element in body), "text")
    for content in body:
        if kind == "spreadsheet":
            _sheets(content, builder)
        else:
            _blocks(content, builder)
    if kind == "text" and not any(local(element) == "h" for element in body.iter()):
        builder.mark(detect(lines_of(builder.raw_text())))
    names = {"spreadsheet": "ods", "presentation": "odp"}
    return builder.finish(names.get(kind, "odt"), title)


def _blocks(parent: Any, builder: Builder) -> None:
    for child in parent:
        kind = local(child)
        if kind in _SKIPPED:
            continue
        if kind == "h":
            level = attribute(child, "outline-level")
            builder.heading(_text(child), int(level) if level.isdigit() else 1)
        elif kind == "p":
            if _inside_item(child):
                text = _text(child)
                builder.line(f"• {text}" if text.strip() else "")
            else:
                builder.paragraph(_text(child))
        elif kind == "table":
            builder.block_ends()
            for row in child.iter():
                if local(row) == "table-row":
                    cells = [_cell_text(c) for c in row if local(c) in {"table-cell", "covered-table-cell"}]
                    builder.line(" | ".join(cells) if any(cells) else "")
            builder.block_ends()
        elif kind == "page":
            builder.page(attribute(child, "name"))
            _blocks(child, builder)
        else:
            _blocks(child, builder)


def _inside_item(paragraph: Any) -> bool:
    parent = paragraph.getparent()
    return parent is not None and local(parent) == "list-item"


def _sheets(content: Any, builder: Builder) -> None:
    for table in (element for element in content if local(element) == "table"):
        builder.sheet(attribute(table, "name"))
        add_rows(builder, [_row(row) for row in table.iter() if local(row) == "table-row"])


def _row(row: Any) -> list[Cell]:
    cells: list[Cell] = []
    for element in row:
        if local(element) not in {"table-cell", "covered-table-cell"}:
            continue
        times = attribute(element, "number-columns-repeated")
        count = min(int(times), _MAX_REPEATED) if times.isdigit() else 1
        value_type = attribute(element, "value-type")
        text = _cell_text(element)
        if not text and value_type in {"float", "currency", "percentage"}:
            text = number_text(float(attribute(element, "value") or 0))
        cells.extend([Cell(text, is_text=value_type in {"", "string"})] * count)
    while cells and not cells[-1].text:
        cells.pop()
    return cells


def _cell_text(cell: Any) -> str:
    return " ".join(" ".join(_text(p) for p in cell.iter() if local(p) in {"p", "h"}).split())


def _text(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        kind = local(child)
        if kind in {"s", "tab"}:
            count = attribute(child, "c")
            pieces.append(" " * min(int(count), 8) if count.isdigit() else " ")
        elif kind == "line-break":
            pieces.append("\n")
        elif kind == "note":
            body = next((e for e in child if local(e) == "note-body"), child)
            pieces.append(f" ({' '.join(_text(p) for p in body)})")
        elif kind not in _SKIPPED:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
