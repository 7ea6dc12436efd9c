"""Plain text in any of the usual encodings; headings by rules."""

import re
from pathlib import Path

from workers.reading.building import Builder
from workers.reading.document import ExtractedDocument
from workers.reading.encodings import decode
from workers.reading.headings import detect, lines_of
from workers.reading.options import ReadOptions

# What a terminal is told about colours.
_ESCAPE = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text as it stands, cleaned."""
    return from_text(decode(path.read_bytes()), "txt")


def from_text(raw: str, kind: str, title: str = "") -> ExtractedDocument:
    """A document of one text whose headings are found by rules."""
    builder = Builder()
    builder.paragraph(_ESCAPE.sub("", raw))
    builder.mark(detect(lines_of(builder.text_so_far())))
    return builder.finish(kind, title)
