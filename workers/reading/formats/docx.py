"""DOCX (ECMA-376 WordprocessingML): paragraphs, headings by style, tables, page headers, notes."""

import re
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.reading.archive import Package, attribute, local, opened, title_of
from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.headings import detect, lines_of
from workers.reading.options import ReadOptions

_HEADING_NAME = re.compile(r"(?:heading|заголовок)\s*(\d)", re.IGNORECASE)
_SKIPPED = {"del", "moveFrom", "delText", "instrText", "Fallback", "rPr", "pPr", "sectPr", "fldData"}
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text of the body in order, then footnotes; page headers come first, once each."""
    with opened(path) as package:
        main = _main_part(package)
        root = package.xml(main)
        if root is None:
            raise ProblemError(Code.BROKEN_FILE, f"no {main}")
        folder = main.rsplit("/", 1)[0] if "/" in main else ""
        levels = _heading_levels(package, f"{folder}/styles.xml")
        builder = Builder()
        _page_headers(package, folder, builder)
        body = next((child for child in root if local(child) == "body"), root)
        styled = _blocks(body, levels, builder)
        for part in ("footnotes", "endnotes"):
            notes = package.xml(f"{folder}/{part}.xml")
            for note in notes if notes is not None else ():
                if attribute(note, "type") not in {"separator", "continuationSeparator"}:
                    builder.paragraph("\n".join(_text(p) for p in note if local(p) == "p"))
        title = title_of(package, "docProps/core.xml")
    if not styled:
        builder.mark(detect(lines_of(builder.raw_text())))
    return builder.finish("docx", title)


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if attribute(relation, "Type").endswith("/officeDocument"):
            return attribute(relation, "Target").lstrip("/")
    return "word/document.xml"


def _heading_levels(package: Package, name: str) -> dict[str, int]:
    """Style id → heading level (1…9), inherited along basedOn."""
    root = package.xml(name)
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
            elif kind == "outlineLvl" and attribute(element, "val").isdigit():
                own.setdefault(identifier, int(attribute(element, "val")) + 1)
    levels = {}
    for identifier in {*own, *based}:
        at, steps = identifier, 0
        while at not in own and at in based and steps < 20:
            at, steps = based[at], steps + 1
        if 1 <= own.get(at, 0) <= 9:
            levels[identifier] = own[at]
    return levels


def _page_headers(package: Package, folder: str, builder: Builder) -> None:
    seen: set[str] = set()
    names = sorted(n for n in package.names if re.fullmatch(rf"{folder}/(?:header|footer)\d*\.xml", n))
    for name in names:
        root = package.xml(name)
        text = "\n".join(_text(p) for p in root.iter() if local(p) == "p").strip()
        # Page numbers alone are nothing to search for.
        if text and text not in seen and not re.fullmatch(r"[\W\d]*", text):
            seen.add(text)
            builder.paragraph(text)


def _blocks(parent: Any, levels: dict[str, int], builder: Builder) -> bool:
    """Append the blocks under `parent`; True when a heading style was met."""
    styled = False
    for child in parent:
        kind = local(child)
        if kind == "p":
            level = _level(child, levels)
            text = _text(child)
            if level and text.strip():
                builder.heading(text, level)
                styled = True
            elif _is_item(child):
                builder.line(f"• {text}" if text.strip() else "")
            else:
                builder.paragraph(text)
        elif kind == "tbl":
            builder.block_ends()
            for row in (r for r in child.iter() if local(r) == "tr" and _table_of(r) is child):
                builder.line(" | ".join(_cells(row)))
            builder.block_ends()
        elif kind in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            styled = _blocks(child, levels, builder) or styled
    return styled


def _table_of(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and local(parent) != "tbl":
        parent = parent.getparent()
    return parent


def _cells(row: Any) -> list[str]:
    cells = []
    for cell in row.iter():
        if local(cell) == "tc" and _row_of(cell) is row:
            cells.append(" ".join(" ".join(_text(p) for p in cell.iter() if local(p) == "p").split()))
    return cells if any(cells) else []


def _row_of(cell: Any) -> Any:
    parent = cell.getparent()
    while parent is not None and local(parent) != "tr":
        parent = parent.getparent()
    return parent


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    for properties in paragraph:
        if local(properties) != "pPr":
            continue
        for element in properties:
            if local(element) == "outlineLvl" and attribute(element, "val") in "012345678":
                return int(attribute(element, "val") or "8") + 1
            if local(element) == "pStyle" and attribute(element, "val") in levels:
                return levels[attribute(element, "val")]
    return 0


def _is_item(paragraph: Any) -> bool:
    properties = next((child for child in paragraph if local(child) == "pPr"), None)
    if properties is None:
        return False
    if any(local(element) == "numPr" for element in properties):
        return True
    styles = [attribute(element, "val") for element in properties if local(element) == "pStyle"]
    return any(style.startswith("List") for style in styles)


def _text(element: Any) -> str:
    """The text under an element, without what was deleted with revision marks; text boxes come last."""
    pieces: list[str] = []
    boxes: list[str] = []
    _collect(element, pieces, boxes)
    return "".join(pieces) + "".join(f"\n{box}" for box in boxes if box.strip())


def _collect(element: Any, pieces: list[str], boxes: list[str]) -> None:
    for child in element:
        kind = local(child)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind in _BREAKS:
            pieces.append(_BREAKS[kind])
        elif kind == "txbxContent":
            boxes.append("\n".join(_text(p) for p in child if local(p) == "p"))
        elif kind not in _SKIPPED:
            _collect(child, pieces, boxes)
