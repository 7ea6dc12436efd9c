"""Automatic numbers of paragraphs in WordprocessingML (ECMA-376 part 1, 17.9), as they are printed: "2.3.",
"в)", "IV"."""

import re
from dataclasses import dataclass, field
from typing import Any

from workers.reading.archive import attribute, local
from workers.reading.numbering import shown

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    decimal: bool = False  # all places of the text in decimal digits, whatever their levels say
    style: str = ""  # the paragraph style that is joined to it
    restart: int | None = None  # the level (from 1) after which this one begins anew; 0 never


@dataclass(slots=True)
class _Numbered:
    """What a style or a paragraph says of its number; None = nothing."""

    number: str | None = None
    level: int | None = None


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, _Level] = field(default_factory=dict)
    style: str = ""  # the numbering style whose levels it takes
    counters: dict[int, int] = field(default_factory=dict)


class DocxNumbering:
    """Counts as the paragraphs come. `styles` and `numbering` are the roots of the parts of those names, None
    where there are none."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._abstracts: dict[str, _Abstract] = {}
        self._numbers: dict[str, str] = {}  # a number's id → its abstract one
        self._overrides: dict[str, dict[int, _Level | int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styled: dict[str, _Numbered] = {}
        self._based: dict[str, str] = {}
        self._default = ""  # the style of paragraphs that name none
        self._read_numbering(numbering)
        self._read_styles(styles)

    def label(self, properties: Any) -> str | None:
        """What is printed before the paragraph with these `w:pPr` (None = it has none): "2.3.", "•" for any
        bullet, "" for a number that is not shown; None when it is no item. Counts it."""
        own = _Numbered() if properties is None else _numbered(properties)
        style = "" if properties is None else _child_value(properties, "pStyle")
        inherited = self._of_style(style or self._default)
        number = own.number if own.number is not None else inherited.number
        level = own.level if own.level is not None else inherited.level or 0
        if number is None or number == "0" or number not in self._numbers:
            return None
        return self._count(number, min(max(level, 0), _LEVELS - 1))

    def _count(self, number: str, level: int) -> str:
        abstract = self._abstract(number)
        own = self._level(number, abstract, level)
        counters = abstract.counters
        override = self._overrides.get(number, {}).get(level)
        first = (number, level) not in self._begun
        self._begun.add((number, level))
        if first and override is not None:
            counters[level] = override if isinstance(override, int) else override.start
        else:
            counters[level] = counters[level] + 1 if level in counters else own.start
        for deeper in [one for one in counters if one > level]:
            restart = self._level(number, abstract, deeper).restart
            if restart is None or (restart and level < restart):
                del counters[deeper]
        for above in range(level):  # what is passed over counts as begun
            counters.setdefault(above, self._level(number, abstract, above).start)
        if own.form == "bullet":
            return "•"

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self._level(number, abstract, at)
            return shown(counters.get(at, other.start), "decimal" if own.decimal else other.form)

        return _PLACE.sub(place, own.text).strip()

    def _level(self, number: str, abstract: _Abstract, level: int) -> _Level:
        override = self._overrides.get(number, {}).get(level)
        if isinstance(override, _Level):
            return override
        return abstract.levels.get(level) or _Level(text=f"%{level + 1}.")

    def _abstract(self, number: str) -> _Abstract:
        """The abstract number, past those that only name a style of numbering."""
        found = self._abstracts[self._numbers[number]]
        for _ in range(5):
            linked = self._of_style(found.style).number if found.style and not found.levels else None
            if linked is None or linked not in self._numbers:
                break
            found = self._abstracts[self._numbers[linked]]
        return found

    def _of_style(self, style: str) -> _Numbered:
        """What a style says, its ancestors where it is silent."""
        found = _Numbered()
        for _ in range(20):
            said = self._styled.get(style)
            if said is not None:
                found.number = said.number if found.number is None else found.number
                found.level = said.level if found.level is None else found.level
            if style not in self._based:
                break
            style = self._based[style]
        return found

    def _read_numbering(self, root: Any) -> None:
        for child in root if root is not None else ():
            identifier = attribute(child, "abstractNumId" if local(child) == "abstractNum" else "numId")
            if local(child) == "abstractNum":
                abstract = _Abstract(style=_child_value(child, "numStyleLink"))
                for level in child:
                    if local(level) == "lvl":
                        abstract.levels[_int(attribute(level, "ilvl"))] = _read_level(level)
                self._abstracts[identifier] = abstract
            elif local(child) == "num":
                self._numbers[identifier] = _child_value(child, "abstractNumId")
                self._overrides[identifier] = _read_overrides(child)
        self._numbers = {one: named for one, named in self._numbers.items() if named in self._abstracts}

    def _read_styles(self, root: Any) -> None:
        for style in root if root is not None else ():
            if local(style) != "style":
                continue
            identifier = attribute(style, "styleId")
            based = _child_value(style, "basedOn")
            if based:
                self._based[identifier] = based
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
                self._default = identifier
            properties = next((child for child in style if local(child) == "pPr"), None)
            if properties is not None:
                said = _numbered(properties)
                if said.number is not None and said.level is None:
                    said.level = self._level_of(said.number, identifier)
                self._styled[identifier] = said

    def _level_of(self, number: str, style: str) -> int | None:
        """The level that names a style, None where none does."""
        abstract = self._abstracts.get(self._numbers.get(number, ""))
        for level, one in (abstract.levels if abstract is not None else {}).items():
            if one.style == style:
                return level
        return None


def _read_overrides(number: Any) -> "dict[int, _Level | int]":
    found: dict[int, _Level | int] = {}
    for override in number:
        if local(override) != "lvlOverride":
            continue
        level = _int(attribute(override, "ilvl"))
        for child in override:
            if local(child) == "lvl":
                found[level] = _read_level(child)
            elif local(child) == "startOverride" and level not in found:
                found[level] = _int(attribute(child, "val"))
    return found


def _read_level(level: Any) -> _Level:
    found = _Level()
    for child in level:
        value = attribute(child, "val")
        match local(child):
            case "start":
                found.start = _int(value)
            case "numFmt":
                found.form = value
            case "lvlText":
                found.text = value
            case "isLgl":
                found.decimal = value not in {"0", "false"}
            case "pStyle":
                found.style = value
            case "lvlRestart":
                found.restart = _int(value)
    return found


def _numbered(properties: Any) -> _Numbered:
    found = _Numbered()
    for child in properties:
        if local(child) == "numPr":
            number, level = _child_value(child, "numId"), _child_value(child, "ilvl")
            found.number = number or None
            found.level = _int(level) if level else None
    return found


def _child_value(parent: Any, name: str) -> str:
    return next((attribute(child, "val") for child in parent if local(child) == name), "")


def _int(text: str) -> int:
    try:
        return max(-1, min(int(text), 1_000_000))
    except ValueError:
        return 0
