"""A page as an image, and where a quote stands on it."""

import ctypes
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium_c

from workers.contract.codes import Code, ProblemError
from workers.contract.reading import RecognisedPage, RenderedPage
from workers.files import written_whole
from workers.reading.cleaning import clean_with_origin
from workers.reading.formats import picture
from workers.reading.formats.pdf.document import opened
from workers.reading.formats.pdf.forms import marks_of
from workers.reading.formats.pdf.page import read_page
from workers.reading.formats.pdf.pdfium_text import char_index
from workers.reading.identify import file_problems, identify
from workers.reading.recognition.pages import turned

if TYPE_CHECKING:
    from PIL.Image import Image

Boxes = tuple[tuple[float, ...], ...]

_GRID = 100_000  # resolution of box coordinates: integers on the way through pdfium
_MAX_HEIGHT = 12_000
# Of a page that is denser the words beyond cannot be chosen: what is told of them fits into one line.
_MOST_WORDS = 8000
_A4 = 1.414


def render(
    path: Path,
    page_number: int,
    quote: tuple[int, int],
    expected_page_text: str,
    width: int,
    image: Path,
    password: str = "",
    recognised: RecognisedPage | None = None,
    *,
    words: bool = False,
) -> RenderedPage:
    """Page `page_number` (from 1) as a PNG `width` pixels wide in the file `image`, unless it is there
    already, and the boxes of the `quote` (offsets into the page's text, which is that of `recognised` where
    its letters are a picture); with `words` where each of its words stands.

    Raises FILE_MISSING, NO_PERMISSION, PASSWORD, BROKEN_FILE, TOO_LARGE."""
    with file_problems():
        kind = identify(path)
    turn = recognised.turn if recognised is not None else 0.0
    changed = RenderedPage(page=page_number, changed=True)
    stands = _recognised_words(recognised, expected_page_text) if words and recognised else ()
    if kind == picture.KIND:
        with picture.opened(path) as opened_picture:
            pages = picture.pages_of(opened_picture)
            boxes = _boxes_of_words(recognised, quote, expected_page_text) if recognised is not None else None
            if not 1 <= page_number <= pages or boxes is None:
                return replace(changed, pages=pages)
            size = _kept(image, lambda: _picture(opened_picture, page_number, turn, width))
        return RenderedPage(str(image), size[0], size[1], page_number, pages, boxes, words=stands)
    with opened(path, password) as document:
        pages = len(document)
        if not 1 <= page_number <= pages:
            return replace(changed, pages=pages)
        with closing(document[page_number - 1]) as page, closing(page.get_textpage()) as text_page:
            if recognised is not None:
                boxes = _boxes_of_words(recognised, quote, expected_page_text)
            elif letters := _Letters.of(page, text_page, expected_page_text):
                boxes = letters.boxes(*quote)
                stands = letters.words(expected_page_text) if words else ()
            else:
                boxes = None
            if boxes is None:
                return replace(changed, pages=pages)
            size = _kept(image, lambda: _drawn(page, turn, width))
    return RenderedPage(str(image), size[0], size[1], page_number, pages, boxes, words=stands)


def ratios(path: Path, password: str = "") -> tuple[float, ...]:
    """Height / width of each page of a PDF or picture. Raises as `render` does."""
    with file_problems():
        kind = identify(path)
    if kind == picture.KIND:
        with picture.opened(path) as opened_picture:
            sizes = []
            for number in range(1, picture.pages_of(opened_picture) + 1):
                page, _ = picture.page_of(opened_picture, number)
                sizes.append(page.size)
    else:
        with opened(path, password) as document:
            sizes = [document.get_page_size(at) for at in range(len(document))]
    return tuple(round(high / wide, 4) if wide > 0 and high > 0 else _A4 for wide, high in sizes)


def _place(page_text: str, expected: str) -> int:
    """Where the expected text begins on the page, -1 when it is not there. Lines at the page's edges may have
    been left out, what was filled in stands at the end."""
    begin = page_text.find(expected)
    if begin < 0 and (written := _written(page_text, expected)):
        begin = page_text.find(written)
    return begin


def _boxes_of_words(page: RecognisedPage, quote: tuple[int, int], expected: str) -> Boxes | None:
    """Of the words of a picture that the quote touches, merged by line; None when the page says something
    else."""
    begin = _place(page.text, expected)
    if begin < 0:
        return None
    start, end = begin + max(0, quote[0]), begin + quote[1]
    lines: list[list[float]] = []
    for first, behind, x, y, width, height in page.words:
        if behind <= start or first >= end:
            continue
        box = [x, y, x + width, y + height]
        last = lines[-1] if lines else None
        # A page has more height than width: fractions of it are compared along each axis alone.
        if last and min(last[3], box[3]) - max(last[1], box[1]) > 0.3 * height and box[0] >= last[0]:
            last[:] = last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])
        else:
            lines.append(box)
    return tuple(
        (round(left, 5), round(top, 5), round(right - left, 5), round(low - top, 5))
        for left, top, right, low in lines
    )


def _recognised_words(page: RecognisedPage, expected: str) -> Boxes:
    """The words of a picture that stand in the expected text, which was found on the page."""
    begin = _place(page.text, expected)
    return tuple(
        (start - begin, end - begin, *box)
        for start, end, *box in page.words
        if start >= begin and end <= begin + len(expected)
    )[:_MOST_WORDS]


class _Letters:
    """The letters of a page that are those of the expected text."""

    def __init__(self, page: Any, text_page: Any, places: list[int | None]) -> None:
        """`places`: for each character of the expected text where it stands on the page, None for blanks."""
        self._page, self._text_page, self._places = page, text_page, places

    @classmethod
    def of(cls, page: Any, text_page: Any, expected: str) -> "_Letters | None":
        """None when the page says something else."""
        facts = read_page(page, text_page, marks_of(page).covers)
        cleaned = clean_with_origin(facts.raw)
        begin = _place(cleaned.text, expected)
        if begin < 0:
            return None
        end = min(len(cleaned.text), begin + len(expected))
        return cls(
            page,
            facts.text_page or text_page,
            [
                None if cleaned.text[at].isspace() else facts.origin[cleaned.origin[at]]
                for at in range(begin, end)
            ],
        )

    def boxes(self, start: int, end: int) -> Boxes:
        """Of the letters of a part of the text, merged by line."""
        places = self._places[max(0, start) : max(0, end)]
        return _boxes(self._page, self._text_page, [place for place in places if place is not None])

    def words(self, text: str) -> Boxes:
        """Of every word of the text; one that is broken over two lines stands twice."""
        return tuple(
            (found.start(), found.end(), *box)
            for found in re.finditer(r"\S+", text[: len(self._places)])
            for box in self.boxes(found.start(), found.end())
        )[:_MOST_WORDS]


def _written(page_text: str, expected: str) -> str:
    """The longest beginning of `expected`, in whole lines, that stands on the page; "" when that is not the
    most of it."""
    lines = expected.split("\n")
    while lines and "\n".join(lines) not in page_text:
        lines.pop()
    written = "\n".join(lines)
    return written if 2 * len(written) >= len(expected) else ""


def _kept(image: Path, draw: Callable[[], "Image"]) -> tuple[int, int]:
    """Draw into the file unless it is there; return (width, height) in pixels."""
    from PIL import Image

    if image.is_file():
        try:
            with Image.open(image) as known:
                return known.size
        except OSError:
            image.unlink(missing_ok=True)
    drawn = draw()
    with written_whole(image, private=True) as file:
        drawn.save(file, "PNG", compress_level=1)
    return drawn.size


def _drawn(page: Any, turn: float, width: int) -> "Image":
    """The page, turned clockwise by `turn` degrees."""
    shown_width, shown_height = page.get_size()
    if shown_width <= 0 or shown_height <= 0:
        raise ProblemError(Code.BROKEN_FILE, "a page without size")
    quarters = round(turn / 90) % 4
    if quarters % 2:
        shown_width, shown_height = shown_height, shown_width
    scale = min(width / shown_width, _MAX_HEIGHT / shown_height)
    with closing(page.render(scale=scale, rotation=90 * quarters, may_draw_forms=False)) as bitmap:
        return turned(bitmap.to_pil().copy(), turn - 90 * round(turn / 90))


def _picture(opened_picture: "Image", number: int, turn: float, width: int) -> "Image":
    """A page of a picture, turned clockwise by `turn` degrees."""
    from PIL import Image

    try:
        page, _ = picture.page_of(opened_picture, number)
        page = turned(page if page.mode in ("L", "RGB") else page.convert("RGB"), turn)
        scale = min(width / page.width, _MAX_HEIGHT / page.height)
        size = max(1, round(page.width * scale)), max(1, round(page.height * scale))
        return page.resize(size, Image.Resampling.LANCZOS)
    except (OSError, EOFError, ValueError) as error:
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error


def _boxes(page: Any, text_page: Any, positions: list[int]) -> Boxes:
    """Boxes of the characters at the text positions, merged by line (in the page's own space, where lines
    run from left to right also on a turned page), as fractions of the image."""
    lines: list[list[float]] = []
    for position in positions:
        index = char_index(text_page, position)
        box = pdfium_c.FS_RECTF()
        if index < 0 or not pdfium_c.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        left, right = min(box.left, box.right), max(box.left, box.right)
        low, high = min(box.bottom, box.top), max(box.bottom, box.top)
        if right <= left or high <= low:
            continue
        last = lines[-1] if lines else None
        if last and _same_line(last, left, low, high):
            last[:] = min(last[0], left), min(last[1], low), max(last[2], right), max(last[3], high)
        else:
            lines.append([left, low, right, high])
    boxes = []
    for left, low, right, high in lines:
        (x0, y0), (x1, y1) = _on_image(page, left, high), _on_image(page, right, low)
        x, y, width, height = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
        if width and height:
            boxes.append((round(x, 5), round(y, 5), round(width, 5), round(height, 5)))
    return tuple(boxes)


def _same_line(line: list[float], left: float, low: float, high: float) -> bool:
    """Whether a character stands at the line's height, neither before it nor in another column."""
    height = min(line[3] - line[1], high - low)
    overlap = min(line[3], high) - max(line[1], low)
    return overlap > 0.5 * height and line[0] - height <= left <= line[2] + 6 * height


def _on_image(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the page as fractions of its image (rotation and crop box included)."""
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, device_x, device_y)
    return min(max(device_x.value / _GRID, 0.0), 1.0), min(max(device_y.value / _GRID, 0.0), 1.0)
