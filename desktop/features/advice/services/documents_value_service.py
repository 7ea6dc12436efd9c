"""What the documents of a base are worth, before anybody spends days on them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.entities import Document, DocumentState
from desktop.core.feature_ports import Documents
from desktop.core.future import Future, spawn
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Workers
from desktop.core.requests import start
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import DocumentsValueResult, DocumentsValueSpec
from workers.contract.notes import NoteCode
from workers.contract.specs.jobs import Job, Kind

_SCANS = (Code.SCAN_WITHOUT_TEXT, Code.SCAN_INSIDE, Code.RECOGNITION_MISSING)


@dataclass(frozen=True, slots=True)
class DocumentsValue:
    """Counts of documents, and of pages that are pictures: `recognised` ones were read from them, `unread`
    ones were not. `copies` are files of the same content, `failed` could not be read, `scanned` of them for
    want of text. `texts`: what was found in those that answer."""

    documents: int
    copies: int
    failed: int
    scanned: int
    pages: int
    recognised: int
    unread: int
    texts: DocumentsValueResult

    @property
    def outdated(self) -> int:
        """Documents that seem to be out of force, each once."""
        return sum(count for code, count in self.texts.counts.items() if code != "other_number")


class DocumentsValueService:
    """Made by the application; keeps nothing."""

    def __init__(
        self, workers: Workers, bases: BaseService, documents: Documents, lists: PassageLists
    ) -> None:
        self._workers, self._bases, self._documents, self._lists = workers, bases, documents, lists

    def estimate(self, base: str) -> Future[DocumentsValue]:
        """Read all texts of a base once more; seconds to minutes. Rejects with BASE_UNKNOWN, BASE_EMPTY,
        EMBEDDER_MISSING."""
        return spawn(self._estimate(base))

    async def _estimate(self, base: str) -> DocumentsValue:
        name = self._bases.get(base).name
        passages, count = await self._lists.write(base)
        if not count:
            raise ProblemError(Code.BASE_EMPTY, name=name)
        try:
            spec = DocumentsValueSpec(passages, date.today().isoformat())
            found = await start(self._workers, Kind.EXAMPLES, Job.VALUE_DOCUMENTS, to_json(spec))
        finally:
            _forget(passages)
        return _worth(self._documents.list(base), from_json(DocumentsValueResult, found))


def _forget(file: str) -> None:
    Path(file).unlink(missing_ok=True)


def _worth(documents: list[Document], texts: DocumentsValueResult) -> DocumentsValue:
    failed = [one for one in documents if one.state is DocumentState.FAILED]
    return DocumentsValue(
        documents=sum(one.has_text for one in documents),
        copies=sum(one.state is DocumentState.COPY for one in documents),
        failed=len(failed),
        scanned=sum(one.code in _SCANS for one in failed),
        pages=sum(one.pages for one in documents if one.has_text),
        recognised=_pages(documents, NoteCode.RECOGNISED),
        unread=_pages(documents, NoteCode.PAGES_WITHOUT_TEXT),
        texts=texts,
    )


def _pages(documents: list[Document], code: NoteCode) -> int:
    """Pages of which a note of this kind speaks."""
    notes = (note for one in documents if one.has_text for note in one.notes if note.code is code)
    return sum(len(note.pages) for note in notes)
