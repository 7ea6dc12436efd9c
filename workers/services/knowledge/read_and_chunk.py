"""What happens to one file before its vectors are made: hash, text, chunks, terms; in reading threads."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.notes import Note, NoteCode
from workers.contract.reading import ExtractedDocument, RecognisedPage
from workers.contract.specs.bases import NAMESPACE, ReadLimits
from workers.contract.tables import TypedTable
from workers.engines.stores.text_rows import StoredChunk, StoredContent, pack_terms
from workers.reading.find_files import FoundFile
from workers.retrieval import chunking, lexical
from workers.runtime.reader_pool import ReaderPool, ReadingCancelled
from workers.services.knowledge import content_ids
from workers.services.knowledge.base import OpenBase
from workers.tables import shaping


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that is ready for its vectors: `content` with `chunks`, or with None when the base has the same
    content already; or a `problem`. `fingerprint` says by which rules it was read."""

    file: FoundFile
    hash: str = ""
    content_id: str = ""
    content: StoredContent | None = None
    chunks: tuple[StoredChunk, ...] = ()
    tables: tuple[TypedTable, ...] = ()
    problem: Problem | None = None
    fingerprint: str = content_ids.FINGERPRINT


class Preparer:
    """Prepares the files of one job; its method is called from several threads, as `reading` is, which hears
    how much of a large file is read (0 … 1)."""

    def __init__(
        self,
        base: OpenBase,
        readers: ReaderPool,
        limits: ReadLimits,
        cancelled: Callable[[], bool],
        reading: Callable[[FoundFile, float], None] = lambda file, done: None,
    ) -> None:
        self._reading = reading
        self._base = base
        self._readers = readers
        self._limits = limits
        self._cancelled = cancelled

    def prepare(self, file: FoundFile, passwords: tuple[str, ...]) -> Prepared:
        """Read one file, unless the base has its text and the passwords can unlock no more of it. What is
        wrong with it is its `problem`; raises `ReadingCancelled` alone."""
        digest = ""
        try:
            if file.size > self._limits.max_bytes:
                raise ProblemError(Code.TOO_LARGE, size=file.size, limit=self._limits.max_bytes)
            digest = content_ids.digest_of(file.path)
            known = self._known(file, digest)
            locked = self._locked(known) if known is not None and passwords else 0
            if known is not None and not locked:
                return known
            there = known is not None and known.fingerprint == content_ids.FINGERPRINT
            read = self._read(
                file, passwords, digest, content_ids.UNLOCKED if there else content_ids.FINGERPRINT, {}
            )
            if known is not None and read.content is not None and _locked_in(read.content.notes) >= locked:
                return known
            return read
        except ProblemError as error:
            return Prepared(file, digest, problem=error.problem)

    def _known(self, file: FoundFile, digest: str) -> Prepared | None:
        """The text that the base has of a content."""
        ids = {content_ids.content_id_of(digest, one): one for one in content_ids.CURRENT}
        kept = self._base.text.kept_contents(list(ids))
        found = next((one for one in ids.items() if one[0] in kept), None)
        return Prepared(file, digest, found[0], fingerprint=found[1]) if found is not None else None

    def _locked(self, known: Prepared) -> int:
        content = self._base.text.content(known.content_id)
        return _locked_in(content.notes) if content is not None else 0

    def prepare_recognised(
        self, file: FoundFile, passwords: tuple[str, ...], digest: str, pages: Mapping[int, RecognisedPage]
    ) -> Prepared:
        """The same with what its pictures of pages say; the file still has the hash `digest`."""
        try:
            content_id = content_ids.content_id_of(digest, content_ids.RECOGNISED)
            if self._base.text.has_content(content_id):
                return Prepared(file, digest, content_id, fingerprint=content_ids.RECOGNISED)
            return self._read(file, passwords, digest, content_ids.RECOGNISED, pages)
        except ProblemError as error:
            return Prepared(file, digest, problem=error.problem, fingerprint=content_ids.RECOGNISED)

    def _read(
        self,
        file: FoundFile,
        passwords: tuple[str, ...],
        digest: str,
        fingerprint: str,
        pages: Mapping[int, RecognisedPage],
    ) -> Prepared:
        path = Path(file.path)

        def progress(done: float) -> None:
            self._reading(file, done)

        document = self._readers.read(path, passwords, self._limits, self._cancelled, pages, progress)
        content_id = content_ids.content_id_of(digest, fingerprint)
        content, chunks = self._cut(digest, content_id, document, fingerprint)
        tables = shaping.shape(document)
        return Prepared(file, digest, content_id, content, chunks, tables, fingerprint=fingerprint)

    def _cut(
        self, digest: str, content_id: str, document: ExtractedDocument, fingerprint: str
    ) -> tuple[StoredContent, tuple[StoredChunk, ...]]:
        chunks = []
        for chunk in chunking.chunk(document, self._base.embedder.count_tokens):
            if self._cancelled():
                raise ReadingCancelled
            counts = lexical.count(chunk.text)
            chunks.append(
                StoredChunk(
                    str(uuid.uuid5(NAMESPACE, f"{self._base.ref.id}\n{content_id}\n{chunk.ordinal}")),
                    content_id, chunk.ordinal, chunk.start, chunk.end, chunk.page, chunk.page_end,
                    chunk.heading, counts.length, pack_terms(counts.ids, counts.counts), chunk.text,
                )
            )  # fmt: skip
        if not chunks:
            raise ProblemError(Code.EMPTY_FILE)
        content = StoredContent(
            content_id, digest, fingerprint, document.text, document.title, document.kind,
            tuple((page.number, page.start, page.end, page.label) for page in document.pages),
            tuple((heading.start, heading.level, heading.text) for heading in document.headings),
            notes=document.notes,
        )  # fmt: skip
        return content, tuple(chunks)


def _locked_in(notes: Iterable[Note]) -> int:
    """Files inside a text's file that need a password."""
    return sum(note.count for note in notes if note.code is NoteCode.LOCKED)
