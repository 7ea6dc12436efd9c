"""Plain text in any of the usual encodings; headings by rules."""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from workers.contract.reading import ExtractedDocument
from workers.reading.budget import EnoughRead
from workers.reading.building import Builder
from workers.reading.options import ReadOptions
from workers.reading.text_file import text_of

# What a terminal is told about colours.
_ESCAPE = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The text as it stands, cleaned."""
    return _from_parts(text_of(path, options.progress), "txt", "")


def from_text(raw: str, kind: str, title: str = "") -> ExtractedDocument:
    """A document of one text whose headings are found by rules."""
    return _from_parts([raw], kind, title)


def _from_parts(parts: Iterable[str], kind: str, title: str) -> ExtractedDocument:
    builder = Builder()
    with suppress(EnoughRead):
        for part in parts:
            builder.paragraph(_ESCAPE.sub("", part))
    builder.find_headings()
    return builder.finish(kind, title)
