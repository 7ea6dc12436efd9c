"""Runs of WordprocessingML that are no text: hidden by themselves or their styles, tiny, white on white,
struck out; and the words by which an empty field asks to be filled in."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from workers.contract.notes import NoteCode
from workers.reading.archive import attribute, local

_TINY = 4  # half-points; nobody reads type of two points
_NEARLY_WHITE = 0xF8  # of 255, each colour
_LOOKS = {"vanish", "sz", "color", "strike", "dstrike"}
_OFF = {"0", "false", "off"}
# What a drawing or a page's edge has behind its words is not known.
_MAY_BE_SHADED = {"txbxContent", "hdr", "ftr"}
# How Word itself asks: "Место для ввода текста.", "Click or tap here to enter text.", "[Дата]". One short
# sentence without figures, from its first word to its last: what was filled in may begin so.
_WORDS = r"(?:(?:,|\s/)?\s+[^\W\d]+(?:-[^\W\d]+)*)"
_ASKING = re.compile(
    rf"""\W*(?:
    \[[^\[\]\d]*[^\W\d][^\[\]\d]*\]
    | место\ для\ ввода{_WORDS}{{0,5}}
    | (?:щ[её]лкните|коснитесь|нажмите){_WORDS}{{0,6}}\s(?:ввести|ввода|ввод|добавить|выбрать){_WORDS}{{0,4}}
    | (?:введите|выберите|вставьте|укажите)(?!\ в\ ){_WORDS}{{1,5}}
    | (?:click|tap){_WORDS}{{0,6}}\s(?:enter|add|insert|choose|select|type){_WORDS}{{0,4}}
    | choose\ an?{_WORDS}{{1,4}}
    | enter(?!\ into\b){_WORDS}{{1,5}}
    )(?:\s*\([^()\d]*\))?\W*""",
    re.IGNORECASE | re.VERBOSE,
)


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
        tiny = looks.get("sz", "").isdecimal() and int(looks["sz"]) < _TINY
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


class Placeholders:
    """The words by which empty fields ask to be filled in: those that the `glossary` keeps for them (gives
    the root of the part, None where there is none), those in the style for such words (its name stands in
    `styles`), and the usual ones. Programs that fill forms in may leave the mark of an empty field standing:
    what it shows then is a text like any other."""

    def __init__(self, styles: Any, glossary: Callable[[], Any]) -> None:
        self._glossary = glossary
        self._styles = {
            attribute(style, "styleId")
            for style in (styles if styles is not None else ())
            if local(style) == "style" and _name(style).casefold() == "placeholder text"
        }

    def remove(self, root: Any) -> None:
        """Take the fields that nobody has filled in out of a part."""
        for mark in list(root.iter("{*}showingPlcHdr")) if root is not None else ():
            control = mark.getparent().getparent()
            if attribute(mark, "val") in _OFF or control is None or control.getparent() is None:
                continue
            if self._asks(control, mark.getparent()):
                control.getparent().remove(control)

    def _asks(self, control: Any, properties: Any) -> bool:
        shown = _words(control)
        named = next((attribute(one, "val") for one in properties.iter("{*}docPart")), "")
        if (known := self._known.get(named, "")) or not shown:
            return shown in {known, ""}
        return _ASKING.fullmatch(shown) is not None or all(
            _named(run, "rPr", "rStyle") in self._styles for run in _runs(control)
        )

    @cached_property
    def _known(self) -> dict[str, str]:
        """The name of a part of the glossary → its words."""
        root = self._glossary()
        return {_name(part): _words(part) for part in (root.iter("{*}docPart") if root is not None else ())}


def _name(element: Any) -> str:
    return next((attribute(one, "val") for one in element.iter("{*}name")), "")


def _runs(element: Any) -> Iterator[Any]:
    """The runs under an element that show letters."""
    return (run for run in element.iter() if local(run) == "r" and any(local(one) == "t" for one in run))


def _words(element: Any) -> str:
    """All letters under an element, with single blanks."""
    return " ".join("".join(one.text or "" for one in element.iter() if local(one) == "t").split())


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
