"""The values that reading and chunking pass on."""

from dataclasses import dataclass

from workers.contract.notes import Note, NoteCode
from workers.contract.reading import ExtractedDocument, Heading, PageSpan

__all__ = ["Chunk", "ExtractedDocument", "Heading", "Note", "NoteCode", "PageSpan"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document: `text == document.text[start:end]`. `page`…`page_end` count from 1 (0: the
    format has no pages). `heading` names the headings over its parts, "Раздел 4 › Статья 115", and what
    stands over its beginning (`workers/text/heading_path.py`)."""

    ordinal: int
    start: int
    end: int
    page: int
    page_end: int
    heading: str
    text: str
