"""The account of one indexing job: what became of each document, told as `item`, `progress` and `metric`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from workers.contract.messages import Item
from workers.contract.specs.bases import IndexResult, ItemStatus, LeftOut
from workers.engines.stores.text_rows import StoredDocument
from workers.runtime.context import Context

_EXAMPLES = 200  # of what was passed over, that are named


def item_of(
    context: Context, document: StoredDocument, status: ItemStatus, percent: int = 0, copy_of: str = ""
) -> Item:
    """What is told of a document; its reason only where it failed."""
    failed = status is ItemStatus.FAILED
    return Item(
        context.request, document.id, document.path, status,
        document.code if failed else "", document.params if failed else {}, percent,
        document.hash, copy_of, document.pages, document.chunks, document.size, document.modified,
        document.notes,
    )  # fmt: skip


class IndexReport:
    """Kept by `Indexing`. `total` is the number of files that the job looks at."""

    def __init__(self, context: Context) -> None:
        self.total = 0
        self.recognising = False  # that stage has a progress of its own
        self._context = context
        self.ended: dict[str, StoredDocument] = {}  # by path, with the status that it ended with
        self._counts: Counter[ItemStatus] = Counter()
        self._pages = 0
        self._chunks = 0
        self._left_out: Counter[str] = Counter()
        self._examples: list[LeftOut] = []

    def notify(
        self, document: StoredDocument, status: ItemStatus, percent: int = 0, copy_of: str = ""
    ) -> None:
        """Where a document stands now."""
        self._context.send(item_of(self._context, document, status, percent, copy_of))

    def end(self, document: StoredDocument, status: ItemStatus, copy_of: str = "") -> None:
        """A document is done with; one that was read again counts as it ended last."""
        before = self.ended.get(document.path)
        if before is not None:
            self._counts[before.status] -= 1
            if before.status is ItemStatus.INDEXED:
                self._pages, self._chunks = self._pages - before.pages, self._chunks - before.chunks
        self.ended[document.path] = replace(document, status=status)
        self._counts[status] += 1
        if status is ItemStatus.INDEXED:
            self._pages += document.pages
            self._chunks += document.chunks
            self._context.metric("pages", self._pages)
            self._context.metric("chunks", self._chunks)
        self.notify(document, status, copy_of=copy_of)
        self.progress(document.path)

    def pass_over(self, left_out: Sequence[LeftOut]) -> None:
        """What lies in the folders and becomes no document."""
        self._left_out.update(one.reason.value for one in left_out)
        self._examples.extend(left_out[: _EXAMPLES - len(self._examples)])

    def progress(self, path: str) -> None:
        """How far the job is, and at which file."""
        if self.recognising:
            return
        done = len(self.ended)
        self._context.progress("index", done, max(self.total, done), "documents", Path(path).name)

    def result(self) -> IndexResult:
        """The sums."""
        ended = self._counts
        return IndexResult(
            ended[ItemStatus.INDEXED], ended[ItemStatus.UNCHANGED], ended[ItemStatus.COPY],
            ended[ItemStatus.FAILED], ended[ItemStatus.SKIPPED], ended[ItemStatus.MISSING],
            self._pages, self._chunks, dict(self._left_out), tuple(self._examples),
        )  # fmt: skip
