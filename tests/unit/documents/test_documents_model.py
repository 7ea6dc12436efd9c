"""The table of documents while an import goes on: rows that change alone do so in their places."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import Document, DocumentState
from desktop.features.documents.viewmodels.document_rows import DocumentGroup
from desktop.features.documents.viewmodels.documents_model import DocumentsModel
from tests.helpers.gui import plain_theme, wait_for

BASE = "b"


class Shelf:
    """A base of documents, the model over it, and how often its list was read as a whole."""

    def __init__(self) -> None:
        plain_theme()
        self.rows = {
            f"d{at}": Document(f"d{at}", BASE, f"/x/{at}.pdf", DocumentState.READY, pages=2)
            for at in range(9)
        }
        self.read = 0
        self.publisher = ChangePublisher()
        nobody = SimpleNamespace(list=lambda unfinished_only=False: [])
        documents = SimpleNamespace(list=self.all, get=lambda base, key: self.rows.get(key))
        bases = SimpleNamespace(current=BASE)
        self.model = DocumentsModel(bases, documents, nobody, self.publisher)  # type: ignore[arg-type]
        self.refreshed = 0
        self.model.refreshed.connect(self.count)
        self.model.reload()

    def count(self) -> None:
        self.refreshed += 1

    def all(self, base: str) -> list[Document]:
        self.read += 1
        return list(self.rows.values())

    def change(self, key: str, **values: object) -> None:
        row = self.rows.get(key) or Document(key, BASE, f"/x/{key}.pdf", DocumentState.QUEUED)
        self.rows[key] = replace(row, **values)  # type: ignore[arg-type]
        self.publisher(Changes(documents_of=frozenset({BASE}), documents=frozenset({key})))
        before = self.refreshed
        wait_for(lambda: self.refreshed > before)


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    yield made
    made.model.deleteLater()


def test_a_state_changes_its_row_alone(shelf: Shelf) -> None:
    told: list[tuple[int, int]] = []
    shelf.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    shelf.change("d4", state=DocumentState.FAILED, code="broken_file", pages=0)
    assert shelf.read == 1 and told == [(4, 4)]
    assert shelf.model.counts[DocumentGroup.UNREAD] == 1 and shelf.model.counts[DocumentGroup.READY] == 8
    assert shelf.model.totals() == (9, 16)
    assert [row.id for row in shelf.model.unread()] == ["d4"]


@pytest.mark.parametrize(
    ("key", "values"), [("new", {}), ("d3", {"path": "/x/a.pdf"})], ids=["another document", "another path"]
)
def test_other_rows_are_read_with_all(shelf: Shelf, key: str, values: dict[str, object]) -> None:
    shelf.change(key, **values)
    assert shelf.read == 2
    assert shelf.model.totals()[0] == len(shelf.rows)


def test_a_filter_and_an_order_by_state_are_kept(shelf: Shelf) -> None:
    shelf.model.show_group(DocumentGroup.READY)
    shelf.change("d4", state=DocumentState.FAILED, code="broken_file")
    assert shelf.read == 2 and shelf.model.rowCount() == 8


def test_changes_of_unnamed_documents_are_changes_of_all() -> None:
    one = Changes(documents_of=frozenset({"a"}), documents=frozenset({"1"}))
    other = Changes(documents_of=frozenset({"a"}), documents=frozenset({"2"}))
    assert (one | other).documents == {"1", "2"}
    assert (one | Changes(documents_of=frozenset({"a"}))).documents == frozenset()
    assert (one | Changes(bases=True)).documents == {"1"}
