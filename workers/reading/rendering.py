"""A PDF page as an image, and where a quote stands on it."""

import ctypes
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.contract.codes import Code, ProblemError
from workers.contract.reading import RenderedPage
from workers.files import sha256_of, written_whole
from workers.reading.cleaning import clean_with_origin
from workers.reading.formats.pdf import opened
from workers.reading.formats.pdf_page import read_page

_GRID = 100_000  # resolution of box coordinates: integers on the way through pdfium
_MAX_HEIGHT = 12_000
_CACHED_PAGES = 400


def render(
    path: Path,
    page_number: int,
    quote: tuple[int, int],
    expected_page_text: str,
    width: int,
    folder: Path,
    password: str = "",
) -> RenderedPage:
    """Page `page_number` (from 1) as a PNG `width` pixels wide in `folder` (mode 0700, made when missing,
    named by content, page and width) and the boxes of the `quote` (offsets into the page's text).

    Raises FILE_MISSING, NO_PERMISSION, PASSWORD, BROKEN_FILE."""
    try:
        content = sha256_of(path)
    except FileNotFoundError as error:
        raise ProblemError(Code.FILE_MISSING) from error
    except OSError as error:
        raise ProblemError(Code.NO_PERMISSION, str(error)) from error
    with opened(path, password) as document:
        pages = len(document)
        if not 1 <= page_number <= pages:
            return RenderedPage(page=page_number, pages=pages, changed=True)
        with closing(document[page_number - 1]) as page, closing(page.get_textpage()) as text_page:
            facts = read_page(page, text_page)
            cleaned = clean_with_origin(facts.raw)
            # Lines at the page's edges may have been left out, what was filled in stands at the end.
            begin = cleaned.text.find(expected_page_text)
            if begin < 0:
                written = _written(cleaned.text, expected_page_text)
                if not written:
                    return RenderedPage(page=page_number, pages=pages, changed=True)
                begin = cleaned.text.find(written)
            image = folder / f"{content[:32]}-{page_number}-{width}.png"
            size = _draw(page, width, image)
            start, end = begin + max(0, quote[0]), min(len(cleaned.text), begin + quote[1])
            positions = [
                facts.origin[cleaned.origin[i]] for i in range(start, end) if not cleaned.text[i].isspace()
            ]
            boxes = _boxes(page, text_page, positions)
    return RenderedPage(str(image), size[0], size[1], page_number, pages, boxes)


def _written(page_text: str, expected: str) -> str:
    """The longest beginning of `expected`, in whole lines, that stands on the page; "" when that is not the
    most of it."""
    lines = expected.split("\n")
    while lines and "\n".join(lines) not in page_text:
        lines.pop()
    written = "\n".join(lines)
    return written if 2 * len(written) >= len(expected) else ""


def _draw(page: Any, width: int, image: Path) -> tuple[int, int]:
    """Draw unless it is there; return (width, height) in pixels."""
    from PIL import Image

    if image.is_file():
        try:
            with Image.open(image) as known:
                return known.size
        except OSError:
            image.unlink(missing_ok=True)
    page_width, page_height = page.get_size()
    if page_width <= 0 or page_height <= 0:
        raise ProblemError(Code.BROKEN_FILE, "a page without size")
    scale = min(width / page_width, _MAX_HEIGHT / page_height)
    bitmap = page.render(scale=scale, may_draw_forms=False)
    with closing(bitmap):
        picture = bitmap.to_pil()
        with written_whole(image) as file:
            picture.save(file, "PNG", compress_level=1)
        _forget_old(image.parent)
        size: tuple[int, int] = picture.size
        return size


def _forget_old(folder: Path) -> None:
    """Keep the pages drawn last."""
    images = [(entry.stat().st_mtime, entry) for entry in folder.glob("*.png")]
    if len(images) > _CACHED_PAGES:
        for _, entry in sorted(images)[: len(images) - _CACHED_PAGES * 3 // 4]:
            entry.unlink(missing_ok=True)


def _boxes(page: Any, text_page: Any, positions: list[int]) -> tuple[tuple[float, ...], ...]:
    """Boxes of the characters at the text positions, merged by line (in the page's own space, where lines
    run from left to right also on a turned page), as fractions of the image."""
    lines: list[list[float]] = []
    for position in positions:
        index = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, position)
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
