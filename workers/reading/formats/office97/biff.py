"""The records of an Excel workbook before 2007 ([MS-XLS], BIFF8) that say how a number is shown, and hold
remarks and text boxes. The values of the cells come from elsewhere."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter

_FORMAT, _XF, _BOUNDSHEET, _EOF = 0x041E, 0x00E0, 0x0085, 0x000A
_NUMBER, _RK, _MULRK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_OBJ, _TXO, _CONTINUE, _NOTE, _BOF = 0x005D, 0x01B6, 0x003C, 0x001C, 0x0809
_MAX_FORMATTED = 1_000_000  # cells of a sheet whose formats are kept
_MAX_TEXTS = 20_000


@dataclass(slots=True)
class SheetFacts:
    """What the values of a sheet do not say. `formats`: row → column (from 0) → the code of a number format;
    `cut`: there were more than are kept."""

    formats: dict[int, dict[int, str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    cut: bool = False


def facts_of(stream: bytes) -> list[SheetFacts]:
    """The facts of each sheet, in the order of the workbook; none of an older workbook (BIFF5)."""
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    cell_formats: list[int] = []
    places: list[int] = []
    for kind, data in _records(stream, 0):
        if kind == _BOF and data[:2] != b"\x00\x06":
            return []
        if kind == _FORMAT and len(data) > 5:
            formats[struct.unpack_from("<H", data)[0]] = _string(data[2:])
        elif kind == _XF and len(data) >= 4:
            cell_formats.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _BOUNDSHEET and len(data) >= 4:
            places.append(struct.unpack_from("<I", data)[0])
    codes = ["" if (code := formats.get(one, "")) == "General" else code for one in cell_formats]
    return [_sheet(stream, place, codes) for place in places]


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; those of charts inside it are passed over."""
    depth = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        data = stream[position + 4 : position + 4 + size]
        position += 4 + size
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, data


def _sheet(stream: bytes, place: int, codes: list[str]) -> SheetFacts:
    facts = SheetFacts()
    texts: dict[int, str] = {}
    remarks: dict[int, tuple[int, int]] = {}  # object → its cell
    shape, letters, count = 0, 0, 0
    for kind, data in _records(stream, place):
        if kind in {_NUMBER, _RK, _FORMULA} and len(data) >= 6:
            row, column, style = struct.unpack_from("<HHH", data)
            count += _keep(facts, row, column, style, codes, count)
        elif kind == _MULRK and len(data) >= 12:
            row, column = struct.unpack_from("<HH", data)
            for at in range(4, len(data) - 7, 6):
                style = struct.unpack_from("<H", data, at)[0]
                count += _keep(facts, row, column + (at - 4) // 6, style, codes, count)
        elif kind == _OBJ and len(data) >= 8:
            shape = struct.unpack_from("<H", data, 6)[0]
        elif kind == _TXO and len(data) >= 12:
            letters = struct.unpack_from("<H", data, 10)[0]
        elif kind == _CONTINUE and letters > 0 and data and len(texts) < _MAX_TEXTS:
            text = _letters(data[1:], letters, wide=bool(data[0] & 1))
            texts[shape] = texts.get(shape, "") + text
            letters -= len(text)
        elif kind == _NOTE and len(data) >= 8:
            row, column, _, number = struct.unpack_from("<HHHH", data)
            remarks[number] = (row, column)
    facts.cut = count >= _MAX_FORMATTED or len(texts) >= _MAX_TEXTS
    for number, (row, column) in sorted(remarks.items(), key=lambda one: one[1]):
        if text := " ".join(texts.pop(number, "").split()):
            facts.remarks.append(f"Примечание {get_column_letter(column + 1)}{row + 1}: {text}")
    facts.boxes = [text for text in texts.values() if text.strip()]
    return facts


def _keep(facts: SheetFacts, row: int, column: int, style: int, codes: list[str], known: int) -> int:
    """1 when the format of a cell is kept, 0 when it needs none."""
    code = codes[style] if style < len(codes) else ""
    if not code or known >= _MAX_FORMATTED:
        return 0
    facts.formats.setdefault(row, {})[column] = code
    return 1


def _string(data: bytes) -> str:
    """A string with a length of two bytes and its flags."""
    length, flags = struct.unpack_from("<HB", data)
    return _letters(data[3:], length, wide=bool(flags & 1))


def _letters(data: bytes, length: int, *, wide: bool) -> str:
    return data[: length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
