"""What tests of readers ask of a file."""

from pathlib import Path

import pytest

from workers import reading
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument
from workers.reading import ReadOptions


def read(path: Path, *passwords: str) -> ExtractedDocument:
    """The document, of which pages lie within the text and headings stand where they say."""
    document = reading.read_any(path, ReadOptions(passwords))
    for page in document.pages:
        assert 0 <= page.start <= page.end <= len(document.text)
    for heading in document.headings:
        assert "".join(document.text[heading.start :].split()).startswith("".join(heading.text.split()))
    return document


def written(path: Path, data: bytes | str) -> ExtractedDocument:
    """The document of a file with these contents."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(path)


def notes(document: ExtractedDocument) -> dict[NoteCode, str]:
    """The notes as they are shown, by their codes."""
    return {note.code: str(note) for note in document.notes}


def code_of(path: Path, *passwords: str) -> Code:
    """Why a file is refused."""
    with pytest.raises(ProblemError) as failed:
        read(path, *passwords)
    return failed.value.code
