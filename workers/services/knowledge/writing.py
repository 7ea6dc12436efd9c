"""What an import writes into the text store: many documents in one transaction, for each costs as much as a
small text itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.contract.specs.bases import ItemStatus
from workers.engines.stores.text_rows import StoredDocument
from workers.engines.stores.text_store import TextStore
from workers.services.knowledge.read_and_chunk import Prepared


def portions(ready: Sequence[Prepared], most: int) -> Iterator[list[Prepared]]:
    """The files in their order, so many together as have about `most` chunks: what comes first shall answer
    first. One whose text is there already is alone: a file before it may have let that text go."""
    portion: list[Prepared] = []
    for prepared in ready:
        known = prepared.content_id != "" and prepared.content is None
        if known and portion:
            yield portion
            portion = []
        portion.append(prepared)
        if known or sum(len(one.chunks) for one in portion) >= most:
            yield portion
            portion = []
    if portion:
        yield portion


def begin(text: TextStore, work: Sequence[tuple[StoredDocument, Prepared]]) -> None:
    """Write the texts of files that were read, or bind those that are there."""
    if not work:
        return
    with text.together():
        for document, prepared in work:
            if prepared.content is not None:
                text.begin(document, prepared.content, prepared.chunks, prepared.tables)
            else:
                text.bind(document, prepared.content_id)


def finish(text: TextStore, documents: Sequence[StoredDocument]) -> list[tuple[StoredDocument, str]]:
    """All chunks of the documents are acknowledged: they answer. Each as it is stored now, with the document
    that it is a copy of."""
    finished = []
    with text.together():
        for document in documents:
            originals = [
                other for other in text.users_of(document.incoming)
                if other.id != document.id and other.status is ItemStatus.INDEXED
            ]  # fmt: skip
            text.finish(replace(document, status=ItemStatus.COPY if originals else ItemStatus.INDEXED))
            stored = text.document(document.id)
            assert stored is not None
            finished.append((stored, originals[0].id if originals else ""))
    return finished
