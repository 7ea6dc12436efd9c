"""Automatic numbers of paragraphs in a DOC ([MS-DOC] 2.9.131 LSTF, 2.9.150 LVLF), as they are printed."""

import contextlib
import struct
from dataclasses import dataclass, field

from workers.reading.formats.office97.doc_properties import FormattedRun
from workers.reading.numbering import shown

_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 58: "russianLower", 59: "russianUpper", 255: "none",
}  # fmt: skip
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False  # all places in decimal digits


@dataclass(slots=True)
class _List:
    levels: list[_Level] = field(default_factory=list)
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Override:
    """A list as paragraphs point to it: its number, and per level another beginning or other looks."""

    target: int
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbers:
    """Counts as the paragraphs come. `lists` begins with the lists and goes on with their levels; `overrides`
    is the table that paragraphs point into. What is damaged gives no numbers."""

    def __init__(self, lists: bytes, overrides: bytes) -> None:
        self._lists: dict[int, _List] = {}
        self._overrides: list[_Override] = []
        with contextlib.suppress(struct.error, IndexError):
            self._read_lists(lists)
            self._read_overrides(overrides)

    def label(self, run: FormattedRun) -> str:
        """What is printed before a paragraph: "2.3.", "•" for any bullet, "" for none. Counts it."""
        if not 0 < run.number <= len(self._overrides):
            return ""
        override = self._overrides[run.number - 1]
        known = self._lists.get(override.target)
        if known is None or run.level >= len(known.levels):
            return ""
        levels = [override.levels.get(number, level) for number, level in enumerate(known.levels)]
        level = levels[run.level]
        if run.level in override.starts:  # counts anew where it is used first
            known.counters[run.level] = override.starts.pop(run.level) - 1
        known.counters[run.level] = known.counters.get(run.level, level.start - 1) + 1
        for deeper in [one for one in known.counters if one > run.level]:
            del known.counters[deeper]
        if level.form == "bullet":
            return "•"
        written = []
        for char in level.text:
            place = ord(char)
            if place >= _LEVELS:
                written.append(char)
            elif place < len(levels):
                number = known.counters.get(place, levels[place].start)
                plain = level.legal and place != run.level
                written.append(shown(number, "decimal" if plain else levels[place].form))
        return "".join(written).strip()

    def _read_lists(self, data: bytes) -> None:
        count = struct.unpack_from("<H", data)[0] if data else 0
        heads = []
        for number in range(count):
            identifier = struct.unpack_from("<I", data, 2 + 28 * number)[0]
            heads.append((identifier, 1 if data[2 + 28 * number + 26] & 1 else _LEVELS))
        at = 2 + 28 * count
        for identifier, levels in heads:
            known = self._lists.setdefault(identifier, _List())
            for _ in range(levels):
                level, at = _level(data, at)
                known.levels.append(level)

    def _read_overrides(self, data: bytes) -> None:
        count = struct.unpack_from("<I", data)[0] if data else 0
        changed = []
        for number in range(count):
            target = struct.unpack_from("<I", data, 4 + 16 * number)[0]
            changed.append(data[4 + 16 * number + 12])
            self._overrides.append(_Override(target))
        at = 4 + 16 * count
        for override, levels in zip(self._overrides, changed, strict=True):
            at += 4
            for _ in range(levels):
                start, flags = struct.unpack_from("<iI", data, at)
                at += 8
                if flags & 0x20:
                    override.levels[flags & 15], at = _level(data, at)
                    start = override.levels[flags & 15].start
                if flags & 0x10:
                    override.starts[flags & 15] = start


def _level(data: bytes, at: int) -> tuple[_Level, int]:
    """A level and where the next one begins."""
    start, form, flags = struct.unpack_from("<iBB", data, at)
    at += 28 + data[at + 24] + data[at + 25]
    length = struct.unpack_from("<H", data, at)[0]
    text = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    return _Level(start, _FORMS.get(form, "decimal"), text, bool(flags & 4)), at + 2 + 2 * length
