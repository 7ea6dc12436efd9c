"""MBOX (RFC 4155): a folder of letters in one file; each letter is a part of the document."""

import re
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from io import BufferedReader
from pathlib import Path

from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading.building import Builder
from workers.reading.formats.mail.eml import add_letter, header_text
from workers.reading.formats.mail.policy import POLICY
from workers.reading.options import ReadOptions

_MAX_LETTERS = 20_000
_MAX_LETTER = 128 * 1024 * 1024
_LONGEST_LINE = 1000
_TIME = re.compile(rb"\d:\d\d")
_HEADER = re.compile(rb"[!-9;-~]+:")
_QUOTED = re.compile(rb"(?m)^>(>*From )")


def read(path: Path, options: ReadOptions) -> ExtractedDocument:
    """The letters in the order of the file, with what is attached."""
    builder = Builder()
    for number, data in enumerate(_letters(path)):
        if number >= _MAX_LETTERS:
            builder.note(NoteCode.LIMIT_REACHED, str(number))
            break
        if len(data) > _MAX_LETTER:
            builder.note(NoteCode.ATTACHMENT_NOT_READ, str(number + 1))
            continue
        subject = _subject(data)
        builder.page(subject)
        builder.heading(subject, 1)
        add_letter(builder, data, options)
    return builder.finish("mbox")


def _letters(path: Path) -> Iterator[bytes]:
    """Each letter without the line before it. A letter above the limit comes cut off."""
    lines: list[bytes] = []
    size, blank, begun = 0, True, False
    with path.open("rb") as file:
        while line := file.readline(_MAX_LETTER):
            if blank and line.startswith(b"From ") and _begins_letter(line, file, begun):
                if begun and lines:
                    yield _QUOTED.sub(rb"\1", b"".join(lines))
                lines, size, begun = [], 0, True
            elif size <= _MAX_LETTER:
                lines.append(line)
                size += len(line)
            blank = not line.strip()
    if lines:
        yield _QUOTED.sub(rb"\1", b"".join(lines))


def _begins_letter(line: bytes, file: BufferedReader, begun: bool) -> bool:
    """Whether a line divides letters: it has a time, or headers follow. Not every program quotes sentences
    that begin with "From"."""
    if not begun or _TIME.search(line):
        return True
    at = file.tell()
    following = file.readline(_LONGEST_LINE)
    file.seek(at)
    return _HEADER.match(following) is not None


def _subject(data: bytes) -> str:
    head = re.split(rb"\r?\n\r?\n", data[:100_000], maxsplit=1)[0]
    return header_text(BytesHeaderParser(policy=POLICY).parsebytes(head), "Subject", head)
