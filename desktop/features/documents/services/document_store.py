"""What the product knows of its documents: kept in memory, written to the database in batches."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.core.changes import Changes
from desktop.core.entities import Document, DocumentState
from desktop.core.ports import DocumentRepository, Publisher, Timers
from workers.contract.codes import ProblemError
from workers.contract.messages import Item
from workers.contract.specs.bases import ItemStatus, KnownDocument

_FLUSH_AFTER_S = 0.1
_TRY_AGAIN_AFTER_S = 5.0
# Rows of one transaction: about 10 ms, so that the window never stops to write.
_PORTION = 400
_STATES = {
    ItemStatus.QUEUED: DocumentState.QUEUED,
    ItemStatus.READING: DocumentState.READING,
    ItemStatus.INDEXED: DocumentState.READY,
    ItemStatus.COPY: DocumentState.COPY,
    ItemStatus.FAILED: DocumentState.FAILED,
    ItemStatus.SKIPPED: DocumentState.SKIPPED,
    ItemStatus.MISSING: DocumentState.MISSING,
    ItemStatus.UNREACHABLE: DocumentState.UNREACHABLE,
}


class DocumentStore:
    """Used by `DocumentService` alone; the only one that writes documents. A base is read when it is first
    asked for. What changes is announced when it is written, ten times a second at most."""

    def __init__(self, rows: DocumentRepository, timers: Timers, publish: Publisher) -> None:
        self._rows, self._timers, self._publish = rows, timers, publish
        self._bases: dict[str, dict[str, Document]] = {}
        self._sorted: dict[str, list[Document]] = {}
        self._answering: dict[str, int] = {}
        self._unwritten: dict[str, Document] = {}
        self._stop_timer: Callable[[], None] | None = None
        self._refused = False  # the database took nothing when it was last written to

    def all(self, base: str) -> list[Document]:
        """Documents of a base by path; to be read at once, for the list changes with them."""
        if base not in self._sorted:
            self._sorted[base] = sorted(self._of(base).values(), key=_path)
        return self._sorted[base]

    def was_read(self, base: str) -> bool:
        """Whether texts of the base were stored."""
        return any(document.chunks for document in self._of(base).values())

    def get(self, base: str, document: str) -> Document | None:
        """By id, with changes that are not written yet; None when the base has no such document."""
        return self._of(base).get(document)

    def answering(self, base: str) -> int:
        """How many documents answer. Counted as they change: it is asked for at each change of one."""
        if base not in self._answering:
            self._answering[base] = sum(document.answers for document in self._of(base).values())
        return self._answering[base]

    def forget_base(self, base: str) -> None:
        """The base is removed; the database removes its rows by itself."""
        for kept in (self._bases, self._sorted, self._answering):
            kept.pop(base, None)
        self._unwritten = {key: value for key, value in self._unwritten.items() if value.base != base}

    def on_item(self, base: str, item: Item) -> None:
        """Keep what an `item` message says; written a moment later. Raises what stood in the way of writing
        the ones before: nothing more is read for a database that takes nothing."""
        if item.status is ItemStatus.REMOVED:
            self.remove(base, [item.document])
            return
        self._keep(after_item(self.get(base, item.document), base, item))
        if self._refused:
            self._write(_PORTION)

    def put(self, documents: Iterable[Document]) -> None:
        """Keep and write at once."""
        for document in documents:
            self._keep(document)
        self.flush()

    def remove(self, base: str, documents: Iterable[str]) -> None:
        """Take documents out of the book and the database."""
        gone = [document for document in documents if self._of(base).pop(document, None) is not None]
        for document in gone:
            self._unwritten.pop(document, None)
        self._sorted.pop(base, None)
        self._answering.pop(base, None)
        self._rows.remove(gone)
        self._publish(Changes(documents_of=frozenset({base})))

    def flush(self) -> None:
        """Write everything now; what cannot be written is kept for later. Raises as the database does."""
        self._write(len(self._unwritten))

    def _of(self, base: str) -> dict[str, Document]:
        if base not in self._bases:
            self._bases[base] = {document.id: document for document in self._rows.list(base)}
        return self._bases[base]

    def _keep(self, document: Document) -> None:
        base = document.base
        before = self._of(base).get(document.id)
        self._of(base)[document.id] = document
        if base in self._answering:
            self._answering[base] += document.answers - (before is not None and before.answers)
        self._sort_in(before, document)
        self._unwritten[document.id] = document
        if self._stop_timer is None:
            self._stop_timer = self._timers.after(_FLUSH_AFTER_S, self._on_timer)

    def _sort_in(self, before: Document | None, document: Document) -> None:
        """Put a document in its place among those that are sorted."""
        ordered = self._sorted.get(document.base)
        if ordered is None:
            return
        at = bisect_left(ordered, document.path, key=_path)
        if before is None:
            ordered.insert(at, document)
        elif before.path == document.path and ordered[at].id == document.id:
            ordered[at] = document
        else:  # it was moved, or there are several of its path
            del self._sorted[document.base]

    def _on_timer(self) -> None:
        self._stop_timer = None
        wait = _FLUSH_AFTER_S
        try:
            self._write(_PORTION)
        except ProblemError:
            self._refused, wait = True, _TRY_AGAIN_AFTER_S
        if self._unwritten and self._stop_timer is None:
            self._stop_timer = self._timers.after(wait, self._on_timer)

    def _write(self, count: int) -> None:
        portion = list(self._unwritten.values())[:count]
        if not portion:
            return
        self._rows.save(portion)
        self._refused = False
        for document in portion:
            del self._unwritten[document.id]
        bases = frozenset(document.base for document in portion)
        self._publish(Changes(documents_of=bases, documents=frozenset(document.id for document in portion)))


def _path(document: Document) -> str:
    return document.path


def after_item(before: Document | None, base: str, item: Item) -> Document:
    """The row after a message. What answers and waits to be read again is CHANGED when its file is another
    now, and keeps its state otherwise; what answered before and could not be read anew is CHANGED: its old
    text goes on answering. A file that was moved has another path."""
    row = before or Document(item.document, base, item.path, DocumentState.QUEUED)
    state = _state(row, item)
    failed = item.status is ItemStatus.FAILED
    row = replace(
        row,
        path=item.path,
        state=state,
        percent=item.percent if item.status is ItemStatus.READING else 0,
        code=item.code if failed else "",
        params=dict(item.params) if failed else {},
    )
    if item.status in (ItemStatus.QUEUED, ItemStatus.READING):
        return row
    row = replace(row, size=item.size or row.size, modified=item.modified or row.modified)
    if row.content and item.content and item.content != row.content:
        row = replace(row, changed=time.time())
    if item.status in (ItemStatus.INDEXED, ItemStatus.COPY):
        return replace(
            row,
            content=item.content,
            copy_of=item.copy_of,
            pages=item.pages,
            chunks=item.chunks,
            notes=item.notes,
        )
    if item.status is ItemStatus.UNCHANGED:
        return replace(
            row,
            content=item.content or row.content,
            copy_of=item.copy_of or row.copy_of,
            pages=item.pages or row.pages,
            chunks=item.chunks or row.chunks,
            notes=item.notes,
        )
    return row


def _state(row: Document, item: Item) -> DocumentState:
    if item.status is ItemStatus.QUEUED:
        if not row.state.answers:
            return DocumentState.QUEUED
        other = (item.size, item.modified) != (row.size, row.modified)
        return DocumentState.CHANGED if other else row.state
    if item.status is ItemStatus.UNCHANGED:
        copy = bool(item.copy_of) or row.state is DocumentState.COPY
        return DocumentState.COPY if copy else DocumentState.READY
    if item.status is ItemStatus.FAILED and (row.answers or row.chunks):
        return DocumentState.CHANGED
    return _STATES[item.status]


def after_reconciliation(before: Document | None, base: str, known: KnownDocument) -> Document:
    """The row as the worker's own store knows the document."""
    row = before or Document(known.id, base, known.path, DocumentState.QUEUED)
    state = _STATES.get(known.status, DocumentState.READY)
    if known.status is ItemStatus.READING:
        state = DocumentState.QUEUED  # nobody reads it now
    failed = known.status is ItemStatus.FAILED
    if failed and known.chunks:
        state = DocumentState.CHANGED
    return replace(
        row,
        path=known.path,
        state=state,
        content=known.content,
        pages=known.pages,
        chunks=known.chunks,
        size=known.size,
        modified=known.modified,
        code=known.code if failed else "",
        params=row.params if failed and row.code == known.code else {},
        copy_of=row.copy_of if state is DocumentState.COPY else "",
        percent=0,
        notes=known.notes,
    )
