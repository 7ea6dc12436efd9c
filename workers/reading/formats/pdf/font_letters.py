"""Which letters the glyphs of an embedded TrueType or OpenType font stand for, by the font's own table `cmap`
(OpenType specification 1.9): for a PDF that does not say it."""

import struct

_MOST = 70_000  # glyphs


def letters_of(font: bytes) -> dict[int, str]:
    """Glyph number → letter; empty where the font has no table of Unicode letters, or a broken one."""
    try:
        return _letters(font)
    except (struct.error, IndexError, ValueError):
        return {}


def _letters(font: bytes) -> dict[int, str]:
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, at)
        tables[tag] = font[offset : offset + length]
    cmap = tables.get(b"cmap", b"")
    if not cmap:
        return {}
    found: dict[int, str] = {}
    for at in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * at)
        if platform == 0 or (platform == 3 and encoding in {1, 10}):
            for letter, glyph in _pairs(cmap[offset:]):
                if glyph and len(found) < _MOST:
                    found.setdefault(glyph, chr(letter))
    return found


def _pairs(table: bytes) -> list[tuple[int, int]]:
    """(code point, glyph) of a subtable of format 4 or 12."""
    form = struct.unpack_from(">H", table, 0)[0]
    pairs: list[tuple[int, int]] = []
    if form == 12:
        for at in range(min(struct.unpack_from(">I", table, 12)[0], _MOST)):
            first, last, glyph = struct.unpack_from(">III", table, 16 + 12 * at)
            pairs += [(code, glyph + code - first) for code in range(first, min(last, first + _MOST) + 1)]
    elif form == 4:
        segments = struct.unpack_from(">H", table, 6)[0] // 2
        ends, starts = 14, 16 + 2 * segments
        deltas, offsets = starts + 2 * segments, starts + 4 * segments
        for at in range(segments):
            end, start = (struct.unpack_from(">H", table, place + 2 * at)[0] for place in (ends, starts))
            delta = struct.unpack_from(">h", table, deltas + 2 * at)[0]
            offset = struct.unpack_from(">H", table, offsets + 2 * at)[0]
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = code
                if offset:
                    glyph = struct.unpack_from(">H", table, offsets + 2 * at + offset + 2 * (code - start))[0]
                    if not glyph:
                        continue
                pairs.append((code, (glyph + delta) & 0xFFFF))
    return pairs
