"""What a DOC says of its letters and paragraphs ([MS-DOC] 2.4.6, 2.6): pages of runs, each with changes."""

import bisect
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_PAGE = 512
_DELETED, _HIDDEN, _STRUCK, _DOUBLY_STRUCK, _POSITION = 0x0800, 0x083C, 0x0837, 0x2A53, 0x2A48
_IN_TABLE, _ENDS_ROW, _DEPTH, _ENDS_INNER_CELL, _ENDS_INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_OUTLINE, _LIST, _LEVEL = 0x2640, 0x460B, 0x260A
_PICTURE, _OBJECT = 0x6A03, 0x080A
_LONG_TABLE, _TABS = 0xD608, 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_NO_STYLE = 0xFFF
_BODY = 9  # the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class FormattedRun:
    """Letters or a paragraph. `outline` counts from 1, 0 = no heading; `number` names its list (from 1);
    `picture`: where in the data what a letter shows lies, -1 = nowhere."""

    deleted: bool = False
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    in_table: bool = False
    ends_cell: bool = False
    ends_row: bool = False
    outline: int = 0
    number: int = 0
    level: int = 0
    picture: int = -1


class Runs:
    """The runs of a main stream by their place in it: of letters, or of paragraphs where `styles` are given;
    `table` says which pages hold them."""

    def __init__(self, main: bytes, table: bytes, styles: Sequence[FormattedRun] | None = None) -> None:
        self._main, self._styles = main, styles
        count = max(0, (len(table) - 4) // 8)
        self._ends = list(struct.unpack_from(f"<{count}I", table, 4)) if count else []
        self._pages = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
        self._known = -1
        self._page: tuple[list[int], list[FormattedRun]] = ([], [])

    def at(self, place: int) -> tuple[FormattedRun, int]:
        """The run at a place, and where it ends (0 = nobody knows)."""
        number = bisect.bisect_right(self._ends, place)
        if number >= len(self._ends):
            return FormattedRun(), 0
        if number != self._known:
            self._known = number
            self._page = self._read(self._pages[number] & 0x3FFFFF)
        ends, runs = self._page
        inside = bisect.bisect_right(ends, place)
        return (runs[inside], ends[inside]) if inside < len(ends) else (FormattedRun(), 0)

    def _read(self, number: int) -> tuple[list[int], list[FormattedRun]]:
        page = self._main[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            return [], []
        count, step = page[-1], 13 if self._styles is not None else 1
        if 4 * (count + 1) + step * count > _PAGE:
            return [], []
        ends = list(struct.unpack_from(f"<{count}I", page, 4))
        runs = []
        for one in range(count):
            place = page[4 * (count + 1) + step * one] * 2
            runs.append(self._run(page, place) if place else FormattedRun())
        return ends, runs

    def _run(self, page: bytes, place: int) -> FormattedRun:
        size = page[place]
        if self._styles is None:
            return applied(FormattedRun(), page[place + 1 : place + 1 + size])
        if size:
            start, length = place + 1, 2 * size - 1
        else:
            start, length = place + 2, 2 * page[place + 1]
        data = page[start : start + length]
        if len(data) < 2:
            return FormattedRun()
        style = struct.unpack_from("<H", data)[0]
        known = self._styles[style] if style < len(self._styles) else FormattedRun()
        return applied(known, data[2:])


def styles_of(sheet: bytes) -> list[FormattedRun]:
    """The styles of paragraphs by their index ([MS-DOC] 2.9.271 STSH); as far as they can be read."""
    if len(sheet) < 6:
        return [
            FormattedRun(outline=number) for number in range(_BODY + 1)
        ]  # those of headings are always the first
    size, count, base = struct.unpack_from("<HHH", sheet)
    at = 2 + size
    found: list[tuple[int, int, bytes]] = []  # kind of heading, the style it is based on, changes
    for _ in range(min(count, 4095)):
        if at + 2 > len(sheet):
            break
        length = struct.unpack_from("<H", sheet, at)[0]
        found.append(_style(sheet[at + 2 : at + 2 + length], base))
        at += 2 + length + length % 2
    return [_inherited(found, number, 0) for number in range(len(found))]


def _style(data: bytes, base: int) -> tuple[int, int, bytes]:
    if len(data) < base + 2 or base < 10:
        return 0, _NO_STYLE, b""
    identifier, kind, _ = struct.unpack_from("<HHH", data)
    at = base + 4 + 2 * struct.unpack_from("<H", data, base)[0]
    if kind & 15 != 1 or at + 4 > len(data):
        return 0, _NO_STYLE, b""
    size = struct.unpack_from("<H", data, at)[0]
    return identifier & 0xFFF, kind >> 4, data[at + 4 : at + 2 + size]


def _inherited(found: Sequence[tuple[int, int, bytes]], number: int, depth: int) -> FormattedRun:
    heading, base, changes = found[number]
    run = FormattedRun()
    if base < len(found) and base != number and depth < 20:
        run = _inherited(found, base, depth + 1)
    if 1 <= heading <= _BODY:
        run = replace(run, outline=heading)
    return applied(run, changes)


def applied(run: FormattedRun, changes: bytes) -> FormattedRun:
    """The run with changes (a `grpprl`)."""
    for code, value in _changes(changes):
        if code == _DELETED:
            run = replace(run, deleted=bool(value & 1))
        elif code == _HIDDEN:
            run = replace(run, hidden=bool(value & 1))
        elif code in {_STRUCK, _DOUBLY_STRUCK}:
            run = replace(run, struck=bool(value & 1))
        elif code == _POSITION:
            run = replace(run, raised=value == 1)
        elif code == _IN_TABLE:
            run = replace(run, in_table=bool(value))
        elif code in {_ENDS_ROW, _ENDS_INNER_ROW}:
            run = replace(run, ends_row=bool(value))
        elif code == _ENDS_INNER_CELL:
            run = replace(run, ends_cell=bool(value))
        elif code == _DEPTH:
            run = replace(run, in_table=value > 0)
        elif code == _OUTLINE:
            run = replace(run, outline=value + 1 if value < _BODY else 0)
        elif code == _LIST:
            run = replace(run, number=value if value < 0x8000 else 0)
        elif code == _PICTURE:
            run = replace(run, picture=value)
        elif code == _OBJECT and value & 1:
            run = replace(run, picture=-1)  # a number of an object instead
        elif code == _LEVEL:
            run = replace(run, level=min(value, 8))
    return run


def _changes(data: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at + 3 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if code == _LONG_TABLE:
                if at + 2 > len(data):
                    return
                at += 1 + struct.unpack_from("<H", data, at)[0]
            elif code == _TABS and data[at] == 255:
                return  # its length depends on what it holds; nothing of ours follows it
            else:
                at += 1 + data[at]
            continue
        yield code, int.from_bytes(data[at : at + size], "little")
        at += size
