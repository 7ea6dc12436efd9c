"""JPEG, PNG, TIFF, BMP and WEBP: one page a picture, with the text that was recognised on it."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.options import ReadOptions

if TYPE_CHECKING:
    from PIL.Image import Image

KIND = "picture"
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
_MANY_PAGES = "TIFF"  # in others further pictures are films and thumbnails
_MOST_PAGES = 5000
_MOST_PIXELS = 250_000_000
_USUAL_DPI = range(70, 1201)
_PAGE_INCHES = 11.7  # the long side of A4


@contextmanager
def opened(path: "Path | IO[bytes]") -> Iterator["Image"]:
    """The picture, not yet unpacked. Raises BROKEN_FILE, TOO_LARGE for one that would unpack to gigabytes."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path, formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise ProblemError(
            Code.TOO_LARGE, str(error), size=_MOST_PIXELS * 8, limit=_MOST_PIXELS * 4
        ) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise ProblemError(Code.BROKEN_FILE, str(error)) from error
    with picture:
        yield picture


def pages_of(picture: "Image") -> int:
    """How many pages a picture has."""
    count = int(getattr(picture, "n_frames", 1)) if picture.format == _MANY_PAGES else 1
    return min(count, _MOST_PAGES)


def page_of(picture: "Image", number: int) -> tuple["Image", int]:
    """Page `number` (from 1) unpacked, the way up that the camera noted, and its pixels an inch. Raises
    TOO_LARGE."""
    from PIL import ImageOps

    if number > 1:
        picture.seek(number - 1)
    pixels = picture.width * picture.height
    if pixels > _MOST_PIXELS:
        raise ProblemError(Code.TOO_LARGE, "pixels", size=pixels * 4, limit=_MOST_PIXELS * 4)
    page = ImageOps.exif_transpose(picture)
    dpi = picture.info.get("dpi", (0, 0))[0]
    dpi = round(float(dpi)) if dpi == dpi else 0
    # Screens and cameras note 72 whatever they take; then it is taken for a whole page.
    if dpi not in _USUAL_DPI or dpi <= 96:
        dpi = max(round(max(page.size) / _PAGE_INCHES), 72)
    return page, dpi


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """What was recognised on the pages. Raises BROKEN_FILE, TOO_LARGE, SCAN_WITHOUT_TEXT (pages) when that is
    nothing."""
    with opened(path) as picture:
        count = pages_of(picture)
        if not options.recognised:
            page_of(picture, 1)  # a damaged one is told now
    builder = Builder()
    for number in range(1, count + 1):
        builder.page()
        found = options.recognised.get(number)
        if found is None or not found.text:
            builder.note(NoteCode.PAGES_WITHOUT_TEXT)
            continue
        builder.paragraph(found.text)
        builder.note(NoteCode.RECOGNISED, count=found.doubtful)
    if builder.empty:
        raise ProblemError(Code.SCAN_WITHOUT_TEXT, pages=count)
    builder.find_headings()
    return builder.finish(KIND)
