"""XML of any kind: records as lines with the names of their parts, running text as paragraphs; workbooks and
documents that Office 2003 saved as XML as what they are."""

import base64
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from lxml import etree

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import attribute, local, parse_xml
from workers.reading.building import Builder
from workers.reading.number_format import value_text
from workers.reading.options import ReadOptions
from workers.reading.tables import MAX_COLUMNS, Cell, add_rows, spread

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_OF_PACKAGES = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}  # folder of the parts → reader
_NAMED_FORMATS = {
    "Percent": "0.00%", "Standard": "#,##0.00", "Fixed": "0.00", "Short Date": "dd.mm.yyyy",
    "General Date": "dd.mm.yyyy hh:mm", "General Number": "", "General": "", "@": "",
}  # fmt: skip
_LONG = 120  # letters; a longer value is text, not a field
_DEEPEST = 200
_DATA = re.compile(r"[A-Za-z0-9+/=\s]{2000,}")
_MAX_GAP = 1000
_OFF = {"off", "false", "0"}
_SHOWN_ROWS = 5  # that a note names


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text. Raises BROKEN_FILE."""
    root = parse_xml(path.read_bytes(), huge=True)
    if root.tag == f"{{{_PACKAGE}}}package":
        return _packed(root, options)
    builder = Builder()
    if root.tag == f"{{{_SHEET}}}Workbook":
        _add_workbook(builder, root)
    elif root.tag == f"{{{_WORD}}}wordDocument":
        _add_word(builder, root)
    else:
        _add(builder, root, 0)
    return builder.finish("xml")


def _packed(root: Any, options: ReadOptions) -> ExtractedDocument:
    """A document of today's Office whose parts lie in one XML instead of a container: put into one."""
    with tempfile.TemporaryDirectory(prefix="package-") as folder:
        path, reader = Path(folder) / "file", ""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
            for part in (one for one in root if local(one) == "part"):
                name = attribute(part, "name").lstrip("/")
                reader = _OF_PACKAGES.get(name.partition("/")[0], reader)
                for data in part:
                    if local(data) == "xmlData":
                        container.writestr(name, b"".join(map(etree.tostring, data)))
                    elif local(data) == "binaryData":
                        with suppress(ValueError):  # a damaged picture costs no text
                            container.writestr(name, base64.b64decode("".join(data.itertext())))
        if not reader:
            raise ProblemError(Code.BROKEN_FILE, "a package of no document")
        read_package = import_module(f"workers.reading.formats.{reader}").read
        document: ExtractedDocument = read_package(path, options)
    return document


def _add(builder: Builder, element: Any, depth: int) -> None:
    """An element with children: its fields in one line, then the children that have some themselves."""
    children = [one for one in element if isinstance(one.tag, str)]
    running = (element.text or "").strip() or any((one.tail or "").strip() for one in children)
    if not children or running or depth > _DEEPEST:
        fields = [f"{name}: {value}" for name, value in _attributes(element)]
        builder.line("; ".join(fields))
        builder.paragraph("".join(element.itertext()))
        return
    fields = [f"{name}: {value}" for name, value in _attributes(element)]
    texts, values = [], dict[str, list[str]]()
    for child in children:
        if len(child):
            continue
        text = " ".join("".join(child.itertext()).split())
        if _DATA.fullmatch(text):
            builder.note(NoteCode.EMBEDDED_NOT_READ, local(child))
        elif len(text) > _LONG:
            texts.append(text)
        elif text:
            values.setdefault(local(child), []).append(text)
        own = "; ".join(f"{name}: {value}" for name, value in _attributes(child))
        if own:
            values.setdefault(local(child), []).append(f"({own})" if text else own)
    fields += [f"{name}: {', '.join(found)}" for name, found in values.items()]
    if fields:
        builder.line(f"{local(element)} — {'; '.join(fields)}")
    for text in texts:
        builder.paragraph(text)
    for child in children:
        if len(child):
            _add(builder, child, depth + 1)


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    """What attributes say; where a schema lies says nothing."""
    for key, value in element.attrib.items():
        if not key.startswith("{http://www.w3.org/2001/XMLSchema-instance}") and value.strip():
            yield key.rsplit("}", 1)[-1], " ".join(value.split())


# --- Office 2003 ---


def _add_workbook(builder: Builder, root: Any) -> None:
    formats = {}
    for style in (one for one in root.iter() if local(one) == "Style"):
        code = next((attribute(one, "Format") for one in style if local(one) == "NumberFormat"), "")
        formats[attribute(style, "ID")] = _NAMED_FORMATS.get(code, code)
    for sheet in (one for one in root if local(one) == "Worksheet"):
        name = attribute(sheet, "Name")
        builder.sheet(name)
        if any(
            local(one) == "Visible" and (one.text or "").strip() != "SheetVisible" for one in sheet.iter()
        ):
            builder.note(NoteCode.HIDDEN_SHEETS, name)
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        table = next((one for one in sheet if local(one) == "Table"), ())
        facts = _Facts()
        rows = list(_sheet_rows(table, formats, merged, facts))
        if facts.unseen:
            place = f"{name}: {', '.join(facts.unseen[:_SHOWN_ROWS])}"
            builder.note(NoteCode.HIDDEN_SHEETS, place, count=len(facts.unseen))
        if facts.unvalued:
            builder.note(NoteCode.FORMULAS_WITHOUT_VALUES, name, count=facts.unvalued)
        if facts.beyond:
            builder.note(NoteCode.LIMIT_REACHED, name, count=facts.beyond)
        add_rows(builder, spread(rows, merged))


@dataclass(slots=True)
class _Facts:
    """What the rows of a sheet do not say: hidden ones, formulas without values, cells too far right."""

    unseen: list[str] = field(default_factory=list)
    unvalued: int = 0
    beyond: int = 0


def _sheet_rows(
    table: Any,
    formats: dict[str, str],
    merged: dict[tuple[int, int], tuple[int, int]],
    facts: _Facts,
) -> Iterator[list[Cell]]:
    """The rows; what has to be told of them goes into `facts`."""
    number = 0
    for row in (one for one in table if local(one) == "Row"):
        index = _number(attribute(row, "Index"))
        for _ in range(min(index - 1 - number, _MAX_GAP)):
            yield []
            number += 1
        cells: list[Cell] = []
        for cell in (one for one in row if local(one) == "Cell"):
            place = _number(attribute(cell, "Index"))
            cells.extend([Cell("")] * (min(place - 1, MAX_COLUMNS) - len(cells)))
            if len(cells) >= MAX_COLUMNS:
                facts.beyond += "".join(cell.itertext()).strip() != ""
                continue
            across, down = _number(attribute(cell, "MergeAcross")), _number(attribute(cell, "MergeDown"))
            if across or down:
                merged[number, len(cells)] = (number + down, len(cells) + across)
            said = _cell(cell, formats.get(attribute(cell, "StyleID"), ""))
            formula = attribute(cell, "Formula")
            if formula and not any(local(one) == "Data" for one in cell):
                facts.unvalued += 1
                said = Cell(formula, is_text=False)
            cells.append(said)
            cells.extend([Cell("")] * min(across, MAX_COLUMNS))
        if attribute(row, "Hidden") == "1" and any(cell.text for cell in cells):
            facts.unseen.append(str(number + 1))
        yield cells
        number += 1


def _cell(cell: Any, code: str) -> Cell:
    data = next((one for one in cell if local(one) == "Data"), None)
    remark = next((" ".join("".join(one.itertext()).split()) for one in cell if local(one) == "Comment"), "")
    text = "" if data is None else " ".join("".join(data.itertext()).split())
    kind = "String" if data is None else attribute(data, "Type")
    try:
        if kind == "Number":
            value = float(text)
            text = value_text(int(value) if value.is_integer() else value, code)
        elif kind == "DateTime":
            text = value_text(datetime.fromisoformat(text), code)
        elif kind == "Boolean":
            text = value_text(text == "1")
    except (ValueError, OverflowError):
        pass  # it stays as it is written
    return Cell(f"{text} (примечание: {remark})" if remark else text, kind == "String")


def _add_word(builder: Builder, root: Any) -> None:
    for run in [one for one in root.iter() if local(one) == "r"]:
        looks = next((one for one in run if local(one) == "rPr"), ())
        if any(local(one) == "vanish" and attribute(one, "val") not in _OFF for one in looks):
            texts = [one for one in run.iter() if local(one) == "t"]
            if any((one.text or "").strip() for one in texts):
                builder.note(NoteCode.HIDDEN_TEXT)
            for one in texts:
                one.text = ""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if (
            event == "start"
            and name == "p"
            and not any(local(one) == "tc" for one in element.iterancestors())
        ):
            builder.paragraph("".join(one.text or "" for one in element.iter() if local(one) == "t"))
        elif event == "end" and name == "tr":
            cells = [
                " ".join(one.text or "" for one in cell.iter() if local(one) == "t")
                for cell in element
                if local(cell) == "tc"
            ]
            builder.line(" | ".join(cells) if any(cells) else "")
        elif event == "end" and name == "tbl":
            builder.block_ends()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
