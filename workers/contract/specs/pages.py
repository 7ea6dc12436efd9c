"""Pages of documents as they are shown."""

from dataclasses import dataclass
from enum import StrEnum

from workers.contract.specs.search import SheetRow


@dataclass(frozen=True, slots=True)
class PageView:
    """What the source panel shows. `image` is a PNG path or "" (then `text` is shown and `highlight` are
    offsets into it), of a sheet `rows` as well: those of `text`. `boxes` are x, y, width, height as fractions
    0…1 of the image. `state`: "current", "changed" (the file differs from what was indexed; the stored text
    is shown), "missing". `start`: where `text` begins in that of the document. `words`: (start, end, x, y,
    width, height) of each word on the image, the first two offsets into `text`, where they were asked for."""

    document: str
    page: int
    pages: int
    image: str = ""
    width: int = 0
    height: int = 0
    boxes: tuple[tuple[float, ...], ...] = ()
    text: str = ""
    highlight: tuple[int, ...] = ()
    state: str = "current"
    heading: str = ""
    rows: tuple[SheetRow, ...] = ()
    start: int = 0
    words: tuple[tuple[float, ...], ...] = ()


class Shown(StrEnum):
    """How a document is shown."""

    PAGES = "pages"  # drawn, page by page
    SHEETS = "sheets"  # as tables
    TEXT = "text"  # its stored text


@dataclass(frozen=True, slots=True)
class InnerFile:
    """A file that lies in a document: its name, and where its text begins in that of the document."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class DocumentOutline:
    """What a document is made of. `starts`: where each page, slide or sheet begins in the text, which is
    `length` characters long; empty for formats without them. `labels`: their names, where they have some.
    `ratios`: height / width of each drawn page. `parts`: what is attached to a letter or a PDF.
    `state` as in `PageView`; `title`: what the file calls itself."""

    document: str
    kind: str
    shown: Shown
    state: str
    length: int
    starts: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    ratios: tuple[float, ...] = ()
    parts: tuple[InnerFile, ...] = ()
    title: str = ""
