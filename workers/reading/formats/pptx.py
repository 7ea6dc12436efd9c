"""PPTX (ECMA-376 PresentationML): a slide is a page; titles, text, tables, speaker notes."""

import posixpath
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.reading.archive import Package, attribute, local, opened, title_of
from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.options import ReadOptions

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The slides in the order of the show."""
    with opened(path) as package:
        builder = Builder()
        for name in _slides(package):
            root = package.xml(name)
            if root is None:
                continue
            title = _title(root)
            builder.page(" ".join(title.split()))
            builder.heading(title, 1)
            _shapes(root, builder)
            _notes(package, name, builder)
        return builder.finish("pptx", title_of(package, "docProps/core.xml"))


def _slides(package: Package) -> list[str]:
    main = "ppt/presentation.xml"
    root = package.xml(main)
    if root is None:
        raise ProblemError(Code.BROKEN_FILE, f"no {main}")
    targets = _relations(package, main)
    order = [element.get(_RELATION_ID) for element in root.iter() if local(element) == "sldId"]
    return [targets[identifier][1] for identifier in order if identifier in targets]


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Relation id → (type, member name)."""
    folder, file = posixpath.split(name)
    root = package.xml(f"{folder}/_rels/{file}.rels")
    result = {}
    for relation in root if root is not None else ():
        target = attribute(relation, "Target")
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        result[attribute(relation, "Id")] = (attribute(relation, "Type").rsplit("/", 1)[-1], member)
    return result


def _title(root: Any) -> str:
    for shape in root.iter():
        if local(shape) == "sp" and _placeholder(shape) in {"title", "ctrTitle"}:
            return " ".join(_paragraphs(shape))
    return ""


def _placeholder(shape: Any) -> str:
    return next((attribute(e, "type") for e in shape.iter() if local(e) == "ph"), "")


def _shapes(parent: Any, builder: Builder) -> None:
    for child in parent:
        kind = local(child)
        if kind == "sp":
            if _placeholder(child) in {"title", "ctrTitle", "sldNum", "dt", "ftr"}:
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
            _shapes(child, builder)


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
    for kind, member in _relations(package, slide).values():
        root = package.xml(member) if kind == "notesSlide" else None
        for shape in root.iter() if root is not None else ():
            if local(shape) == "sp" and _placeholder(shape) == "body":
                builder.paragraph("\n".join(_paragraphs(shape)))
