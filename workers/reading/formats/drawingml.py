"""What word processors, sheets and slides share (ECMA-376 DrawingML): relations of a part, data of charts,
texts of SmartArt, other files inside."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from workers.contract.notes import NoteCode
from workers.reading.archive import Package, attribute, local
from workers.reading.building import Builder
from workers.reading.formats.page_pictures import is_page, large_pictures
from workers.reading.inside import add_file
from workers.reading.options import ReadOptions

_MAX_POINTS = 500  # of a series of a chart
_OF_PROGRAMS = {"oleObject", "package", "aFChunk"}
_LINKED = _OF_PROGRAMS | {"subDocument"}


def relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, member name) of the part `name`; what lies outside the file is
    left out."""
    folder = posixpath.dirname(name)
    result = {}
    for relation in _relations(package, name):
        if attribute(relation, "TargetMode") == "External":
            continue
        target = attribute(relation, "Target")
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        result[attribute(relation, "Id")] = (attribute(relation, "Type").rsplit("/", 1)[-1], member)
    return result


def _relations(package: Package, name: str) -> Iterator[Any]:
    folder, file = posixpath.split(name)
    root = package.xml(f"{folder}/_rels/{file}.rels")
    yield from root if root is not None else ()


def add_graphics(builder: Builder, package: Package, name: str, options: ReadOptions) -> None:
    """Append the charts, SmartArt and files of other programs that the part `name` shows, in the order of
    their names; a note names each that cannot be read: also pictures that are pages, and what lies outside of
    the file."""
    targets = relations(package, name)
    if any(kind == "image" for kind, _ in targets.values()):
        for picture in large_pictures(package, package.xml(name), targets):
            data = package.read(picture)
            builder.picture(posixpath.basename(picture), data, options, is_page=is_page(data))
    for relation in _relations(package, name):
        kind, target = attribute(relation, "Type").rsplit("/", 1)[-1], attribute(relation, "Target")
        if attribute(relation, "TargetMode") == "External" and kind in _LINKED:
            builder.note(NoteCode.EMBEDDED_NOT_READ, re.split(r"[/\\]", unquote(target))[-1])
    for kind, member in sorted(set(targets.values())):
        if member not in package.names:
            continue
        if kind == "chart":
            _add_chart(builder, package.xml(member))
        elif kind == "diagramData":
            for text in paragraphs(package.xml(member)):
                builder.line(f"• {text}")
            builder.block_ends()
        elif kind in _OF_PROGRAMS:
            file = posixpath.basename(member)
            add_file(builder, file, package.read(member), options, NoteCode.EMBEDDED_NOT_READ)


def paragraphs(root: Any) -> Iterator[str]:
    """The texts of the paragraphs under an element that have something in them."""
    for paragraph in root.iter():
        if local(paragraph) == "p":
            text = "".join(element.text or "" for element in paragraph.iter() if local(element) == "t")
            if text.strip():
                yield text


def _add_chart(builder: Builder, root: Any) -> None:
    """A chart as its data: the title, then a line a category with the value of each series."""
    if root is None:
        return
    title = next((one for one in root.iter() if local(one) == "title"), None)
    builder.block_ends()
    if title is not None:
        builder.line(" ".join(paragraphs(title)))
    rows: dict[str, list[str]] = {}
    for series in (one for one in root.iter() if local(one) == "ser"):
        parts = {local(child): child for child in series}
        name = " ".join(_points(parts.get("tx")).values())
        names = _points(parts.get("cat") if "cat" in parts else parts.get("xVal"))
        values = _points(parts.get("val") if "val" in parts else parts.get("yVal"))
        for at, value in values.items():
            row = rows.setdefault(names.get(at, str(at + 1)), [])
            row.append(f"{name}: {value}" if name else value)
    for category, values_ in rows.items():
        builder.line("; ".join([category, *values_]))
    builder.block_ends()


def _points(part: Any) -> dict[int, str]:
    """Place in a series → what is written there."""
    found: dict[int, str] = {}
    for point in part.iter() if part is not None else ():
        if local(point) == "pt" and len(found) < _MAX_POINTS:
            place = attribute(point, "idx")
            value = next((child.text or "" for child in point if local(child) == "v"), "")
            found[int(place) if place.isdecimal() else len(found)] = value.strip()
    return found
