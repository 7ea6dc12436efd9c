"""One page of a file to the text on its picture."""

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workers.contract.codes import Code, ProblemError
from workers.contract.reading import RecognisedPage, Recogniser
from workers.reading import read_any
from workers.reading.formats import picture
from workers.reading.formats.pdf.document import is_picture, text_of
from workers.reading.formats.pdf.document import opened as opened_pdf
from workers.reading.identify import file_problems, identify
from workers.reading.options import ReadOptions
from workers.reading.recognition import pages
from workers.reading.unlocking import first_that_opens

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72  # an inch
_MOST_PIXELS = 40_000_000
_MOST_KEPT = 64 * 1024 * 1024  # bytes of pictures of one document


def recognise_page(
    path: Path, number: int, tool: Recogniser, passwords: Sequence[str] = ()
) -> RecognisedPage:
    """Page `number` (from 1), or the picture of a page with that number in a document of another kind; empty
    for a page that names its letters, is damaged or shows none. Raises what opening the file does:
    FILE_MISSING, NO_PERMISSION, PASSWORD, BROKEN_FILE, TOO_LARGE."""
    with file_problems():
        kind = identify(path)
    if kind == picture.KIND:
        with picture.opened(path) as opened:
            try:
                image, dpi = picture.page_of(opened, number)
                return pages.recognise(image, tool, dpi)
            except (OSError, EOFError, ValueError):  # this page is damaged, the next may not be
                return RecognisedPage()

    if kind != "pdf":
        return _pasted(path, number, tool, passwords)

    def of_pdf(password: str) -> RecognisedPage:
        with opened_pdf(path, password) as document:
            drawn = _drawn(document, number)
            return pages.recognise(drawn[0], tool, drawn[1]) if drawn else RecognisedPage()

    return first_that_opens(passwords, of_pdf)


def _pasted(path: Path, number: int, tool: Recogniser, passwords: Sequence[str]) -> RecognisedPage:
    """What a picture says that is shown in a document."""
    data = _shown(path, number, passwords)
    if data is None:
        return RecognisedPage()
    with picture.opened(io.BytesIO(data)) as opened:
        try:
            image, dpi = picture.page_of(opened, 1)
            return pages.recognise(image, tool, dpi)
        except (OSError, EOFError, ValueError):
            return RecognisedPage()


@dataclass(frozen=True, slots=True)
class _Shown:
    """Pictures that a document shows, by number: the document is read once for all that follow."""

    of: tuple[object, ...] = ()
    pictures: dict[int, bytes] = field(default_factory=dict)


_last = _Shown()


def _shown(path: Path, number: int, passwords: Sequence[str]) -> bytes | None:
    """The file of a picture that is shown in a document. It and those behind it are kept, as far as there is
    room, until another document or another state of this one is asked for."""
    global _last
    status = path.stat()
    of = (str(path), status.st_size, status.st_mtime_ns, *passwords)
    if _last.of == of and number in _last.pictures:
        return _last.pictures[number]
    found: dict[int, bytes] = {}
    room = _MOST_KEPT

    def show(at: int, data: bytes) -> None:
        nonlocal room
        if at == number or (at > number and len(data) <= room):
            found[at] = data
            room -= len(data)

    try:
        read_any(path, ReadOptions(tuple(passwords), show=show))
    except ProblemError as error:
        if error.code is not Code.SCAN_WITHOUT_TEXT:
            raise
    _last = _Shown(of, found)
    return found.get(number)


def _drawn(document: Any, number: int) -> "tuple[Image, int] | None":
    """The page of a PDF in grey with its pixels an inch; None when there is nothing to recognise."""
    import pypdfium2

    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        return None
    with closing(page), closing(page.get_textpage()) as text_page:
        if not is_picture(*text_of(page, text_page)):
            return None
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        scale = min(pages.DPI / _POINTS, (_MOST_PIXELS / (width * height)) ** 0.5)
        with closing(page.render(scale=scale, grayscale=True)) as bitmap:
            return bitmap.to_pil().copy(), round(scale * _POINTS)
