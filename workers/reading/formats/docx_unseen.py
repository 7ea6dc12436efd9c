"""Runs of WordprocessingML that are no text: hidden by themselves or their styles, tiny, white on white,
struck out; and the words by which an empty field asks to be filled in."""

from typing import Any

from workers.contract.notes import NoteCode
from workers.reading.archive import attribute, local

_TINY = 4  # half-points; nobody reads type of two points
_NEARLY_WHITE = 0xF8  # of 255, each colour
_LOOKS = {"vanish", "sz", "color", "strike", "dstrike"}
_OFF = {"0", "false", "off"}
# What a drawing or a page's edge has behind its words is not known.
_MAY_BE_SHADED = {"txbxContent", "hdr", "ftr"}


class Unseen:
    """`styles` is the root of the part of that name, None where there is none."""

    def __init__(self, styles: Any) -> None:
        self._looks: dict[str, dict[str, str]] = {}
        self._based: dict[str, str] = {}
        self._shaded: set[str] = set()
        for style in styles if styles is not None else ():
            if local(style) != "style":
                continue
            identifier = attribute(style, "styleId")
            for child in style:
                if local(child) == "basedOn":
                    self._based[identifier] = attribute(child, "val")
                elif local(child) == "rPr":
                    self._looks[identifier] = _looks(child)
                if local(child) in {"rPr", "pPr"} and _has_shading(child):
                    self._shaded.add(identifier)

    def reason(self, run: Any) -> NoteCode | None:
        """Why the text of a run is left out: HIDDEN_TEXT, STRUCK_OUT; None where it is not."""
        own = next((child for child in run if local(child) == "rPr"), None)
        named = [_named(run.getparent(), "pPr", "pStyle"), _named(run, "rPr", "rStyle")]
        if own is None and not any(named):
            return None
        looks: dict[str, str] = {}
        shaded = False
        for style in named:
            for ancestor in reversed(self._line(style)):
                looks.update(self._looks.get(ancestor, {}))
                shaded = shaded or ancestor in self._shaded
        looks.update(_looks(own) if own is not None else {})
        tiny = looks.get("sz", "").isdigit() and int(looks["sz"]) < _TINY
        if tiny or looks.get("vanish", "off") not in _OFF:
            return NoteCode.HIDDEN_TEXT
        if _is_white(looks.get("color", "")) and not shaded and not _is_shaded(run):
            return NoteCode.HIDDEN_TEXT
        struck = any(looks.get(one, "off") not in _OFF for one in ("strike", "dstrike"))
        return NoteCode.STRUCK_OUT if struck else None

    def _line(self, style: str) -> list[str]:
        """A style and those that it is based on."""
        line: list[str] = []
        while style and style not in line:
            line.append(style)
            style = self._based.get(style, "")
        return line


def asks_to_be_filled(control: Any) -> bool:
    """Whether a content control shows nothing but its placeholder."""
    properties = next((child for child in control if local(child) == "sdtPr"), None)
    return properties is not None and any(
        local(one) == "showingPlcHdr" and attribute(one, "val") not in _OFF for one in properties
    )


def _looks(properties: Any) -> dict[str, str]:
    return {local(child): attribute(child, "val") for child in properties if local(child) in _LOOKS}


def _named(element: Any, part: str, name: str) -> str:
    """The style that a run or the paragraph around it names."""
    while element is not None and local(element) not in {"p", "r"}:
        element = element.getparent()
    properties = (
        next((child for child in element if local(child) == part), None) if element is not None else None
    )
    return (
        next((attribute(one, "val") for one in properties if local(one) == name), "")
        if properties is not None
        else ""
    )


def _is_white(colour: str) -> bool:
    try:
        value = int(colour, 16) if len(colour) == 6 else 0
    except ValueError:
        return False
    return min(value >> 16, value >> 8 & 0xFF, value & 0xFF) >= _NEARLY_WHITE


def _is_shaded(run: Any) -> bool:
    """Whether there is a colour behind a run: its own, its paragraph's, of a table around."""
    at = run
    while at is not None and local(at) != "body":
        if local(at) in _MAY_BE_SHADED:
            return True
        for child in at:
            if local(child) in {"rPr", "pPr", "tcPr", "tblPr"} and _has_shading(child):
                return True
        at = at.getparent()
    return False


def _has_shading(properties: Any) -> bool:
    return any(
        local(child) in {"highlight", "tblStyle"}
        or (
            local(child) == "shd"
            and attribute(child, "fill").upper() not in {"", "AUTO"}
            and not _is_white(attribute(child, "fill"))
        )
        for child in properties
    )
