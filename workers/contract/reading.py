"""What a reader process is asked and what it answers; the text it takes out of a file.

`knowledge` (or `examples`) and its readers speak it over a pipe: one `ReadRequest`, `RecogniseRequest`,
`RowsRequest`, `RenderRequest` or `MeasureRequest` a line, one `ReaderReply` a line, `ReaderProgress` before
it. Offsets count characters (code points) of the whole text and are half-open. `seconds` of a request is
processor time, after which a text ends where it is, and that of a whole answer is over soon; and how long a
reader may do nothing at all. A busy computer takes none of it. Standard library only.
"""

from dataclasses import dataclass, field

from workers.contract.codes import Code
from workers.contract.notes import Note
from workers.contract.tables import ExtractedTable


@dataclass(frozen=True, slots=True)
class PageSpan:
    """A page, slide or sheet: `number` counts from 1, `label` is the name of a sheet or slide or ""."""

    number: int
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that begins at offset `start`; `level` 1 is the highest."""

    start: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """The text of a file. `pages` is empty for formats without fixed pages. `kind` is the format found by
    content ("pdf", "docx", …), whatever the suffix says. `notes` say what is not as in the file; one note a
    code and place. `tables` are also in the text, row by row. `definitions`: from where to where each term
    with its meaning stands, as far as the file marks them."""

    text: str
    pages: tuple[PageSpan, ...] = ()
    headings: tuple[Heading, ...] = ()
    title: str = ""
    kind: str = ""
    notes: tuple[Note, ...] = ()
    tables: tuple[ExtractedTable, ...] = ()
    definitions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The program that recognises letters in pictures, and its languages ("rus+eng")."""

    program: str
    languages: str


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What the picture of a page says; an empty `text` = nothing. `words`: (start, end, x, y, width, height)
    of each, the first two offsets into `text`, the others fractions 0…1 of the picture, from its top left
    corner, once it is turned clockwise by `turn` degrees, so that its lines run from left to right.
    `doubtful`: words that were too unclear to be taken."""

    text: str = ""
    words: tuple[tuple[float, ...], ...] = ()
    turn: float = 0.0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class ReadFileSpec:
    """Show what is read of `path`, with the first of the passwords that opens it: the `ExtractedDocument` is
    written as JSON to `output`; no base is touched."""

    path: str
    output: str
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """Take the text out of `path`; the `ExtractedDocument` is written as JSON to `output`. `recognised`: page
    (from 1) → what its picture says. A file of more than `max_bytes` is TOO_LARGE."""

    path: str
    output: str
    passwords: tuple[str, ...] = field(default=(), repr=False)
    max_bytes: int = 512 * 1024 * 1024
    seconds: float = 180.0
    recognised: dict[str, RecognisedPage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecogniseRequest:
    """Recognise the letters on page `page` (from 1) of a PDF or picture; the `RecognisedPage` is written as
    JSON to `output`."""

    path: str
    page: int
    output: str
    tool: Recogniser
    passwords: tuple[str, ...] = field(default=(), repr=False)
    seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """Draw page `page` (from 1) of a PDF or picture `width` pixels wide into the file `image`, unless it is
    there; `quote_start` and `quote_end` are offsets into the page's text, which should still be
    `expected_page_text`. `recognised`: what its picture says, where that is its text."""

    path: str
    page: int
    quote_start: int
    quote_end: int
    expected_page_text: str
    width: int
    image: str
    password: str = ""
    seconds: float = 60.0
    recognised: RecognisedPage | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRequest:
    """The pages of a PDF or picture: how many there are, and the shape of each."""

    path: str
    password: str = ""
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as PNG with boxes (x, y, width, height as fractions 0…1, from the top left corner) of the
    quote, one a line of text. `changed`: the page's text is no longer the expected one; no image then.
    `words`: where each word stands, as in `RecognisedPage`, the offsets being those of the expected text."""

    image: str = ""
    width: int = 0
    height: int = 0
    page: int = 0
    pages: int = 0
    boxes: tuple[tuple[float, ...], ...] = ()
    changed: bool = False
    words: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderProgress:
    """How much of the file is read, 0 … 1; at most one a second."""

    progress: float


@dataclass(frozen=True, slots=True)
class ReaderReply:
    """`code` None = done; otherwise why not, with the `params` of that code and a `detail` for the log.
    `page` answers a `RenderRequest`, `ratios` (height / width of each page) a `MeasureRequest`. `made`: what
    other requests want in their `output`, where it is small: then there is no such file. `last`: the reader
    ends after this reply (a fresh one comes). `refused`: addresses and names that reading this file
    asked for. `needs_programs`: the file is read by a program of the system, which this reader may not start.
    `guards` hold it (`workers.contract.confinement`)."""

    code: Code | None = None
    params: dict[str, str | int | float] = field(default_factory=dict)
    detail: str = ""
    page: RenderedPage | None = None
    ratios: tuple[float, ...] = ()
    made: str = ""
    last: bool = False
    refused: list[str] = field(default_factory=list)
    needs_programs: bool = False
    guards: tuple[str, ...] = ()


# Suffixes of the files that are read; with the kind that a text is of, where content does not tell.
TEXT_SUFFIXES = {
    ".md": "md", ".markdown": "md", ".htm": "html", ".html": "html", ".xhtml": "html", ".csv": "csv",
    ".tsv": "csv", ".mbox": "mbox", ".mht": "mhtml", ".mhtml": "mhtml", ".xml": "xml", ".fb2": "fb2",
    ".fodt": "odt", ".fods": "odt", ".fodp": "odt",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".eml": "eml", ".txt": "txt", ".text": "txt", ".log": "txt",
}  # fmt: skip
BINARY_SUFFIXES = {
    ".pdf", ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".pptx", ".pptm", ".ppsx", ".odt", ".ott",
    ".ods", ".odp", ".rtf", ".doc", ".dot", ".xls", ".xlt", ".xlsb",
    ".ppt", ".pps", ".pot", ".msg", ".epub", ".zip", ".7z", ".rar",
    ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp",
}  # fmt: skip
SUFFIXES = frozenset(TEXT_SUFFIXES) | BINARY_SUFFIXES
