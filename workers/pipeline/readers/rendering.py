"""A PDF page as an image, and where a quote stands on it."""

import hashlib
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.contract.codes import Code, KnownProblem
from workers.contract.reading import RenderedPage
from workers.pipeline.cleaning import clean_with_origin
from workers.pipeline.readers.pdf import opened, raw_text

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
        content = _digest(path)
    except FileNotFoundError as error:
        raise KnownProblem(Code.FILE_MISSING) from error
    except OSError as error:
        raise KnownProblem(Code.NO_PERMISSION, str(error)) from error
    with opened(path, password) as document:
        pages = len(document)
        if not 1 <= page_number <= pages:
            return RenderedPage(page=page_number, pages=pages, changed=True)
        with closing(document[page_number - 1]) as page, closing(page.get_textpage()) as text_page:
            cleaned = clean_with_origin(raw_text(text_page))
            if cleaned.text != expected_page_text:
                return RenderedPage(page=page_number, pages=pages, changed=True)
            image = folder / f"{content[:32]}-{page_number}-{width}.png"
            size = _draw(page, width, image)
            start, end = max(0, quote[0]), min(len(cleaned.text), quote[1])
            positions = [cleaned.origin[i] for i in range(start, end) if not cleaned.text[i].isspace()]
            boxes = _boxes(page, text_page, positions)
    return RenderedPage(str(image), size[0], size[1], page_number, pages, boxes)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _draw(page: Any, width: int, image: Path) -> tuple[int, int]:
    """Draw unless it is there; return (width, height) in pixels."""
    from PIL import Image

    if image.is_file():
        try:
            with Image.open(image) as known:
                return known.size
        except OSError:
            image.unlink(missing_ok=True)
    image.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    page_width, page_height = page.get_size()
    if page_width <= 0 or page_height <= 0:
        raise KnownProblem(Code.BROKEN_FILE, "a page without size")
    scale = min(width / page_width, _MAX_HEIGHT / page_height)
    bitmap = page.render(scale=scale, may_draw_forms=False)
    with closing(bitmap):
        picture = bitmap.to_pil()
        partial = image.with_suffix(f".{os.getpid()}.part")
        picture.save(partial, "PNG", compress_level=1)
        partial.replace(image)
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
    """Boxes of the characters at the text positions, merged by line."""
    lines: list[list[float]] = []
    for position in positions:
        index = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, position)
        rectangle = pdfium_c.FS_RECTF()
        if index < 0 or not pdfium_c.FPDFText_GetLooseCharBox(text_page, index, rectangle):
            continue
        x0, y0 = _on_image(page, rectangle.left, rectangle.top)
        x1, y1 = _on_image(page, rectangle.right, rectangle.bottom)
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if right <= left or bottom <= top:
            continue
        last = lines[-1] if lines else None
        if last and _same_line(last, left, top, bottom):
            last[0], last[1] = min(last[0], left), min(last[1], top)
            last[2], last[3] = max(last[2], right), max(last[3], bottom)
        else:
            lines.append([left, top, right, bottom])
    return tuple(
        (round(left, 5), round(top, 5), round(right - left, 5), round(bottom - top, 5))
        for left, top, right, bottom in lines
    )


def _same_line(line: list[float], left: float, top: float, bottom: float) -> bool:
    """Whether a character stands in the line's height and not far back to its left (another column)."""
    overlap = min(line[3], bottom) - max(line[1], top)
    return (
        overlap > 0.5 * min(line[3] - line[1], bottom - top)
        and left > line[0] - 0.01
        and left < line[2] + 0.15
    )


def _on_image(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the page as fractions of its image (rotation and crop box included)."""
    import ctypes

    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, device_x, device_y)
    return min(max(device_x.value / _GRID, 0.0), 1.0), min(max(device_y.value / _GRID, 0.0), 1.0)
