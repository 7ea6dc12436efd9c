"""The `passages` job: the chunks of a base as a file of lines, for the worker that makes examples."""

from collections.abc import Iterator
from pathlib import Path, PurePath

from workers.contract.codec import json_line
from workers.contract.specs.search import Filters
from workers.contract.training.examples import PassagesResult, PassagesSpec, SourcePassage
from workers.engines.stores.text_rows import StoredChunk, StoredDocument
from workers.engines.stores.text_store import TextStore
from workers.files import written_whole
from workers.runtime.context import Context

# The golden section: the places i · φ mod 1 are spread evenly, however many of them are taken.
_SPREAD = 0.6180339887498949


def write_passages(text: TextStore, spec: PassagesSpec, context: Context) -> PassagesResult:
    """Write SourcePassage lines into `spec.file`, which appears only when it is whole. A text that several
    files share comes once, under the file that a search would name."""
    filters = Filters(documents=spec.documents)
    contents = sorted({document.content for document in text.documents() if document.content})
    owners = text.owners(text.ready_contents(contents), filters)
    chunks = {content: text.chunks_of(content) for content in by_folders(owners)}
    total = sum(len(own) for own in chunks.values())
    written = 0
    with written_whole(Path(spec.file), private=True) as file:
        for content, chunk in _spread(chunks):
            context.raise_if_cancelled()
            file.write(json_line(_passage(owners[content], chunk)))
            written += 1
            context.progress("passages", written, total, "chunks", PurePath(owners[content].path).name)
    return PassagesResult(spec.file, written, len(owners))


def by_folders(owners: dict[str, StoredDocument]) -> list[str]:
    """The contents by path, every folder having its turn before any has a second."""
    folders: dict[str, list[str]] = {}
    for content in sorted(owners, key=lambda content: owners[content].path):
        folders.setdefault(str(PurePath(owners[content].path).parent), []).append(content)
    places = {content: place for own in folders.values() for place, content in enumerate(own)}
    return sorted(places, key=lambda content: (places[content], owners[content].path))


def _spread(chunks: dict[str, list[StoredChunk]]) -> Iterator[tuple[str, StoredChunk]]:
    """Every document has its turn before any has a second, and each gives places from all over its text:
    whoever stops early has seen something of everything."""
    orders = {
        content: sorted(range(len(own)), key=lambda place: place * _SPREAD % 1)
        for content, own in chunks.items()
    }
    for turn in range(max(map(len, orders.values()), default=0)):
        for content, order in orders.items():
            if turn < len(order):
                yield content, chunks[content][order[turn]]


def _passage(document: StoredDocument, chunk: StoredChunk) -> SourcePassage:
    return SourcePassage(
        chunk.id, document.id, PurePath(document.path).name, document.path, chunk.page, chunk.start,
        chunk.end, chunk.heading, chunk.text,
    )  # fmt: skip
