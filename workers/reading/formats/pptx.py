"""PPTX (ECMA-376 PresentationML): a slide is a page; titles, text, tables, speaker notes."""

from collections import Counter
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.archive import Package, attribute, local, opened, title_of
from workers.reading.building import Builder
from workers.reading.cleaning import raised
from workers.reading.formats.drawingml import add_graphics, relations
from workers.reading.options import ReadOptions
from workers.reading.spanned_tables import SpannedCell, add_table
from workers.reading.tables import MAX_COLUMNS

# Also of the strict form of the standard (ECMA-376 part 4, annex A).
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_DRAWN = {"sp", "grpSp", "graphicFrame", "cxnSp"}
_FILLS = {"solidFill", "gradFill", "blipFill", "pattFill", "fillRef"}
_WHITES = {"ffffff", "fefefe", "bg1", "lt1", "window", "white"}
_SPANS = ("gridSpan", "rowSpan")  # of a cell
_TINY = 200  # hundredths of a point
# Places of a page that hold no words of its author.
_OF_THE_PAGE = {"sldNum", "dt", "ftr", "hdr", "sldImg"}


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The slides in the order of the show."""
    with opened(path) as package:
        builder = Builder()
        size = _size(package)
        printed: set[str] = set()
        for name in _slides(package):
            root = package.xml(name)
            if root is None:
                continue
            title = _title(root)
            builder.page(" ".join(title.split()))
            builder.heading(title, 1)
            _shapes(root, builder, size, _Behind(package, name, root))
            _printed_on_all(package, name, builder, printed)
            add_graphics(builder, package, name, options)
            _notes(package, name, builder)
            if attribute(root, "show") in {"0", "false"}:
                builder.note(NoteCode.HIDDEN_SLIDES)
        return builder.finish("pptx", title_of(package, "docProps/core.xml"))


def _slides(package: Package) -> list[str]:
    main = "ppt/presentation.xml"
    root = package.xml(main)
    if root is None:
        raise ProblemError(Code.BROKEN_FILE, f"no {main}")
    targets = relations(package, main)
    order = [
        element.get(one) for element in root.iter() if local(element) == "sldId" for one in _RELATION_IDS
    ]
    return [targets[identifier][1] for identifier in order if identifier in targets]


def _title(root: Any) -> str:
    for shape in root.iter():
        if local(shape) == "sp" and _placeholder(shape) in {"title", "ctrTitle"}:
            return " ".join(_paragraphs(shape))
    return ""


def _placeholder(shape: Any) -> str:
    return next((attribute(e, "type") for e in shape.iter() if local(e) == "ph"), "")


class _Behind:
    """Whether a slide is a white sheet: then white words on it, in a shape without a fill, are not seen."""

    def __init__(self, package: Package, name: str, slide: Any) -> None:
        self.is_white = not any(
            local(one) in _FILLS | {"pic", "bg"} for one in slide.iter() if not _is_of_text(one)
        )
        at = name
        for kind in ("slideLayout", "slideMaster"):
            at = next((member for one, member in relations(package, at).values() if one == kind), "")
            root = package.xml(at) if at else None
            for one in root.iter() if root is not None else ():
                if local(one) in {"bg", "pic", "bgPr"}:
                    self.is_white &= local(one) == "bg" and _has_scheme_colour(one)


def _is_of_text(fill: Any) -> bool:
    """Whether a fill is the colour of letters or lines."""
    above = fill.getparent()
    return above is not None and local(above) in {"rPr", "endParaRPr", "defRPr", "ln"}


def _has_scheme_colour(background: Any) -> bool:
    return any(
        local(one) == "schemeClr" and attribute(one, "val") in {"bg1", "lt1"} for one in background.iter()
    )


def _shapes(parent: Any, builder: Builder, size: tuple[int, int], behind: _Behind) -> None:
    for child in parent:
        kind = local(child)
        if kind in _DRAWN and _is_unseen(child, size):
            if any(_paragraphs(child)):
                builder.note(NoteCode.HIDDEN_TEXT)
        elif kind == "sp":
            if _placeholder(child) in {"title", "ctrTitle"} | _OF_THE_PAGE:
                continue
            builder.block_ends()
            left_out = Counter[NoteCode]()
            for text in _paragraphs(child, behind, left_out):
                builder.line(text)
            for code, count in left_out.items():
                builder.note(code, count=count)
        elif kind == "tbl":
            builder.block_ends()
            _table(child, builder)
            builder.block_ends()
        elif kind != "Fallback":
            _shapes(child, builder, size, behind)


def _table(table: Any, builder: Builder) -> None:
    left_out = Counter[NoteCode]()
    rows = []
    for row in (element for element in table if local(element) == "tr"):
        cells = []
        for cell in (one for one in row if local(one) == "tc"):
            if "true" in (said := {attribute(cell, "hMerge"), attribute(cell, "vMerge")}) or "1" in said:
                continue  # covered by another one
            columns, high = (max(1, min(_emu(attribute(cell, one)), MAX_COLUMNS)) for one in _SPANS)
            cells.append(SpannedCell(" ".join(_paragraphs(cell, None, left_out)), columns, high))
        rows.append(cells)
    add_table(builder, rows)
    for code, count in left_out.items():
        builder.note(code, count=count)


def _printed_on_all(package: Package, slide: str, builder: Builder, known: set[str]) -> None:
    """What the layout of a slide and its master say outside of the places that slides fill: once."""
    at = slide
    for kind in ("slideLayout", "slideMaster"):
        at = next((member for one, member in relations(package, at).values() if one == kind), "")
        root = package.xml(at) if at else None
        for shape in root.iter() if root is not None else ():
            if local(shape) == "sp" and not any(local(one) == "ph" for one in shape.iter()):
                text = "\n".join(_paragraphs(shape))
                if text not in known:
                    known.add(text)
                    builder.paragraph(text)


def _size(package: Package) -> tuple[int, int]:
    """Width and height of a slide in EMU; (0, 0) where it is not said."""
    root = package.xml("ppt/presentation.xml")
    found = next((one for one in root.iter() if local(one) == "sldSz"), None) if root is not None else None
    if found is None:
        return 0, 0
    return _emu(attribute(found, "cx")), _emu(attribute(found, "cy"))


def _is_unseen(shape: Any, size: tuple[int, int]) -> bool:
    """Whether a shape is switched off, or lies beside the slide."""
    for part in shape:
        if local(part).startswith("nv"):
            properties = next((one for one in part if local(one) == "cNvPr"), None)
            if properties is not None and attribute(properties, "hidden") in {"1", "true"}:
                return True
        if local(part) in {"spPr", "grpSpPr"}:
            places = {local(one): one for one in part.iter() if local(one) in {"off", "ext"}}
            if len(places) < 2 or not all(size):
                continue
            left, top = _emu(attribute(places["off"], "x")), _emu(attribute(places["off"], "y"))
            wide, high = _emu(attribute(places["ext"], "cx")), _emu(attribute(places["ext"], "cy"))
            inside_group = local(shape.getparent()) == "grpSp"
            beside = left >= size[0] or top >= size[1] or left + wide <= 0 or top + high <= 0
            return beside and not inside_group
    return False


def _is_unseen_run(text: Any, behind: _Behind) -> bool:
    """Whether the letters of a run are tiny or white on white."""
    properties = next((one for one in text.getparent() if local(one) == "rPr"), None)
    if properties is None:
        return False
    if attribute(properties, "sz").isdecimal() and int(attribute(properties, "sz")) < _TINY:
        return True
    fill = next((one for one in properties if local(one) in {"solidFill", "noFill"}), None)
    if fill is None or not behind.is_white:
        return False
    colours = [one for one in fill.iter() if local(one) in {"srgbClr", "schemeClr", "sysClr", "prstClr"}]
    plain = len(colours) == 1 and len(colours[0]) == 0
    return local(fill) == "noFill" or (plain and attribute(colours[0], "val").casefold() in _WHITES)


def _emu(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def _paragraphs(
    shape: Any, behind: _Behind | None = None, left_out: Counter[NoteCode] | None = None
) -> list[str]:
    """The paragraphs of a shape; runs that nobody sees or that are struck out are left out where `left_out`
    counts them."""
    texts = []
    for paragraph in (element for element in shape.iter() if local(element) == "p"):
        pieces: list[str] = []
        for element in paragraph.iter():
            if local(element) == "t":
                text = element.text or ""
                reason = _reason(element, behind) if left_out is not None and text.strip() else None
                if reason is not None and left_out is not None:
                    left_out[reason] += 1
                else:
                    pieces.append(raised("".join(pieces[-1:]), text) if _is_raised(element) else text)
            elif local(element) == "br":
                pieces.append(" ")
        if "".join(pieces).strip():
            texts.append("".join(pieces))
    return texts


def _reason(text: Any, behind: _Behind | None) -> NoteCode | None:
    """Why the letters of a run are left out."""
    if behind is not None and _is_unseen_run(text, behind):
        return NoteCode.HIDDEN_TEXT
    properties = next((one for one in text.getparent() if local(one) == "rPr"), None)
    struck = properties is not None and attribute(properties, "strike") in {"sngStrike", "dblStrike"}
    return NoteCode.STRUCK_OUT if struck else None


def _is_raised(text: Any) -> bool:
    """Whether the letters of a run stand above the line."""
    properties = next((one for one in text.getparent() if local(one) == "rPr"), None)
    return properties is not None and _emu(attribute(properties, "baseline")) > 0


def _notes(package: Package, slide: str, builder: Builder) -> None:
    for kind, member in relations(package, slide).values():
        root = package.xml(member) if kind == "notesSlide" else None
        for shape in root.iter() if root is not None else ():
            # Whatever a speaker wrote there, in a box or table of his own as well.
            if local(shape) in {"sp", "tbl"} and _placeholder(shape) not in _OF_THE_PAGE:
                builder.paragraph("\n".join(_paragraphs(shape)))
        if kind == "comments":
            remarks = package.xml(member)
            for remark in remarks.iter() if remarks is not None else ():
                if local(remark) in {"text", "txBody"}:
                    said = remark.text or "" if local(remark) == "text" else " ".join(_paragraphs(remark))
                    builder.paragraph(f"Примечание: {said}" if said.strip() else "")
