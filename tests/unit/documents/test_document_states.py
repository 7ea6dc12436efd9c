"""Which documents answer, which are counted, and what names their contents."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.entities import Document, DocumentState, contents, documents_hash
from tests.helpers.scripted import Desk
from workers.contract.messages import Item
from workers.contract.specs.bases import ItemStatus, document_id
from workers.contract.specs.jobs import Job

ROW = Document("d", "b", "/папка/a.pdf", DocumentState.READY, "c" * 64, pages=2, chunks=3)
# state → (whether a search finds its text, whether that is a text of its own)
STATES = {
    DocumentState.QUEUED: (False, False),
    DocumentState.READING: (False, False),
    DocumentState.READY: (True, True),
    DocumentState.CHANGED: (True, True),
    DocumentState.COPY: (True, False),
    DocumentState.FAILED: (False, False),
    DocumentState.SKIPPED: (False, False),
    DocumentState.MISSING: (False, False),
    DocumentState.UNREACHABLE: (True, True),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "данные")
    desk.bases.create("База")
    yield desk
    desk.close()


@pytest.mark.parametrize("state", DocumentState)
def test_every_state_answers_or_does_not(state: DocumentState) -> None:
    row = replace(ROW, state=state, chunks=0)
    assert (row.answers, row.has_text) == STATES[state]
    assert contents([row]) == (("c" * 64,) if row.answers else ())


def test_the_old_text_answers_until_the_new_one_is_there(desk: Desk) -> None:
    base, path = desk.bases.current, "/папка/a.pdf"
    read = {"content": "c" * 64, "pages": 3, "chunks": 7, "size": 100, "modified": 5.0}

    def say(status: ItemStatus, **values: object) -> None:
        sent = desk.workers.open(Job.INDEX)[-1]
        sent.say(Item(sent.request, document_id(base, path), path, status, **values))  # type: ignore[arg-type]

    desk.documents.import_paths(base, [path])
    say(ItemStatus.READING)
    assert (desk.documents.answering(base), desk.documents.totals(base)) == (0, (0, 0))
    say(ItemStatus.INDEXED, **read)
    desk.workers.open(Job.INDEX)[-1].succeed()
    named = documents_hash(desk.documents.list(base))
    desk.documents.refresh(base)
    say(ItemStatus.READING, percent=40)
    assert desk.documents.list(base)[0].state is DocumentState.READING
    assert (desk.documents.answering(base), desk.documents.totals(base)) == (1, (3, 7))
    assert documents_hash(desk.documents.list(base)) == named
    assert desk.documents.list(base)[0].changed == 0.0
    before = time.time()
    say(ItemStatus.INDEXED, **{**read, "content": "d" * 64})
    assert desk.documents.answering(base) == 1
    assert desk.documents.list(base)[0].changed >= before
    assert documents_hash(desk.documents.list(base)) != named


def test_a_text_is_named_once_whatever_its_files_are_called() -> None:
    copy = replace(ROW, id="e", path="/другая/б.pdf", state=DocumentState.COPY)
    assert contents([ROW, copy]) == contents([copy]) == ("c" * 64,)
    assert documents_hash([copy, ROW]) == documents_hash([ROW]) != documents_hash([])
    assert documents_hash([replace(ROW, state=DocumentState.FAILED)]) == documents_hash([]) == ""
