"""In which order the characters of a PDF page with columns are read.

On a page whose lines run up, down or upside down, places are turned so that they run from left to right.
"""

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.formats.pdf.columns import Box, gutters, in_order, may_divide, turned
from workers.reading.formats.pdf.pdfium_text import char_index, way_of

LINE_ENDS, BLANK = -1, -2
_LEAST_LEAP = 6.0  # points between two columns
_MOST_RECTANGLES = 6000


def reading_order(
    text_page: Any, raw: str, places: Sequence[int], rulings: tuple[Box, ...], shown: int = 0
) -> list[int] | None:
    """The places of characters as they are read, `LINE_ENDS` and `BLANK` between them; None when pdfium's
    order will do. The page is turned clockwise by `shown` degrees when it is shown."""
    way = way_of(text_page, raw, places)
    boxes = _rectangles(text_page, way)
    # What stands sideways when the page is shown, pdfium may give from the last line to the first.
    sideways = bool(way) and (90 * way - shown) % 360 != 0
    if not (sideways or may_divide(boxes)):
        return None
    divisions = gutters(boxes, [turned(one, way) for one in rulings] if way else rulings)
    if not (sideways or divisions):
        return None
    pieces = _pieces(text_page, raw, places, divisions, way)
    if not pieces:
        return None
    ordered = in_order(pieces, divisions)
    if [piece.start for piece in ordered] == sorted(piece.start for piece in ordered):
        return None
    order: list[int] = []
    last: Box | None = None
    for piece in ordered:
        if last is not None:
            order.append(BLANK if way and _goes_on(last, piece) else LINE_ENDS)
        order.extend(range(piece.start, piece.end))
        last = piece
    return order


def _goes_on(last: Box, piece: Box) -> bool:
    """Whether a piece stands in the same line, to the right."""
    height = min(last.top - last.bottom, piece.top - piece.bottom)
    return piece.left >= last.right and abs(piece.middle - last.middle) < 0.5 * height


def _rectangles(text_page: Any, way: int) -> list[Box]:
    count = min(pdfium_c.FPDFText_CountRects(text_page, 0, -1), _MOST_RECTANGLES)
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    boxes = []
    for at in range(count):
        pdfium_c.FPDFText_GetRect(text_page, at, left, top, right, bottom)
        if right.value > left.value and top.value > bottom.value:
            boxes.append(turned(Box(left.value, bottom.value, right.value, top.value), way))
    return boxes


def _pieces(text_page: Any, raw: str, places: Sequence[int], divisions: list[float], way: int) -> list[Box]:
    """The lines of pdfium's text, cut where they leap over a gutter."""
    pieces: list[Box] = []
    at = 0
    for line in raw.splitlines(keepends=True):
        begin, at = at, at + len(line)
        current: Box | None = None
        for place in range(begin, at):
            box = _letter(text_page, places[place], way) if not raw[place].isspace() else None
            if box is None:
                continue
            back = current is not None and way and box.right <= current.left  # of cells of a turned line
            if current is None or back or _leaps(current, box, divisions):
                if current is not None:
                    pieces.append(current)
                current = Box(box.left, box.bottom, box.right, box.top, place, place + 1)
            else:
                current = Box(
                    min(current.left, box.left), min(current.bottom, box.bottom),
                    max(current.right, box.right), max(current.top, box.top), current.start, place + 1,
                )  # fmt: skip
        if current is not None:
            pieces.append(current)
    return pieces


def _leaps(current: Box, box: Box, divisions: list[float]) -> bool:
    """Whether a letter stands in another column than the line so far, or below it: a word that is broken at
    the end of a line goes on in what pdfium takes for one line."""
    if box.top < current.bottom and box.left < current.right:
        return True
    # A space between two words may lie on a gutter, too.
    over = box.left - current.right >= _LEAST_LEAP
    return any(
        (over and current.right <= x + 1 and box.left >= x - 1)
        or (current.left >= x - 1 and box.right <= x + 1)
        for x in divisions
    )


def _letter(text_page: Any, place: int, way: int) -> Box | None:
    index = char_index(text_page, place)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if index < 0 or not pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
        return None
    return turned(Box(left.value, bottom.value, right.value, top.value), way)
