"""PPTX (ECMA-376 PresentationML): a slide is a page; titles, text, tables, speaker notes."""

from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.reading.archive import Package, attribute, local, opened, title_of
from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument, NoteCode
from workers.reading.formats.drawingml import add_graphics, relations
from workers.reading.options import ReadOptions

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = {"sp", "grpSp", "graphicFrame", "cxnSp"}
# Places of a page that hold no words of its author.
_OF_THE_PAGE = {"sldNum", "dt", "ftr", "hdr", "sldImg"}


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The slides in the order of the show."""
    with opened(path) as package:
        builder = Builder()
        size = _size(package)
        for name in _slides(package):
            root = package.xml(name)
            if root is None:
                continue
            title = _title(root)
            builder.page(" ".join(title.split()))
            builder.heading(title, 1)
            _shapes(root, builder, size)
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
    order = [element.get(_RELATION_ID) for element in root.iter() if local(element) == "sldId"]
    return [targets[identifier][1] for identifier in order if identifier in targets]


def _title(root: Any) -> str:
    for shape in root.iter():
        if local(shape) == "sp" and _placeholder(shape) in {"title", "ctrTitle"}:
            return " ".join(_paragraphs(shape))
    return ""


def _placeholder(shape: Any) -> str:
    return next((attribute(e, "type") for e in shape.iter() if local(e) == "ph"), "")


def _shapes(parent: Any, builder: Builder, size: tuple[int, int]) -> None:
    for child in parent:
        kind = local(child)
        if kind in _DRAWN and _is_unseen(child, size):
            if any(_paragraphs(child)):
                builder.note(NoteCode.HIDDEN_TEXT)
        elif kind == "sp":
            if _placeholder(child) in {"title", "ctrTitle"} | _OF_THE_PAGE:
                continue
            builder.block_ends()
            for text in _paragraphs(child):
                builder.line(text)
        elif kind == "tbl":
            builder.block_ends()
            for row in (element for element in child if local(element) == "tr"):
                cells = [" ".join(_paragraphs(cell)) for cell in row if local(cell) == "tc"]
                builder.line(" | ".join(cells) if any(cells) else "")
            builder.block_ends()
        else:
            _shapes(child, builder, size)


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


def _emu(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def _paragraphs(shape: Any) -> list[str]:
    texts = []
    for paragraph in (element for element in shape.iter() if local(element) == "p"):
        pieces = []
        for element in paragraph.iter():
            if local(element) == "t":
                pieces.append(element.text or "")
            elif local(element) == "br":
                pieces.append(" ")
        if "".join(pieces).strip():
            texts.append("".join(pieces))
    return texts


def _notes(package: Package, slide: str, builder: Builder) -> None:
    for kind, member in relations(package, slide).values():
        root = package.xml(member) if kind == "notesSlide" else None
        for shape in root.iter() if root is not None else ():
            # Whatever a speaker wrote there, in a box of his own as well.
            if local(shape) == "sp" and _placeholder(shape) not in _OF_THE_PAGE:
                builder.paragraph("\n".join(_paragraphs(shape)))
