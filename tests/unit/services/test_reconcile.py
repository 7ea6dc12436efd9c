"""The two stores of a base are compared after an unclean end alone, and a difference is always mended."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.direct import CancelledDirectly, DirectContext
from tests.helpers.hashed_embedder import HashedEmbedder
from workers.contract.specs.bases import BaseRef, IndexSpec, ItemStatus, RemoveSpec
from workers.engines.stores import vector_store_edge
from workers.engines.stores.text_rows import StoredDocument
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store import VectorPoint, open_store
from workers.reading.find_files import FoundFile
from workers.runtime.reader_pool import ReaderPool
from workers.services.knowledge import indexing, reconcile
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.indexing import Indexing
from workers.services.knowledge.read_and_chunk import Prepared, Preparer
from workers.services.knowledge.reconcile import (
    StoreDifferences,
    after_changes,
    changing,
    compare_stores,
    make_consistent,
)
from workers.services.knowledge.removing import remove


@pytest.fixture
def base(tmp_path: Path) -> Iterator[OpenBase]:
    folder = tmp_path / "base"
    embedder = HashedEmbedder()
    text, vectors = TextStore(folder), open_store(folder, "base", embedder.facts.dimension)
    yield OpenBase(BaseRef("base", str(folder), ""), text, vectors, embedder)  # type: ignore[arg-type]
    vectors.close()
    text.close()


@pytest.fixture(scope="module")
def readers() -> Iterator[ReaderPool]:
    pool = ReaderPool(1)
    yield pool
    pool.close()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Правило номер {number} об отпуске.", encoding="utf-8")
    return folder


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[OpenBase]:
    """The bases that were walked over, as often as they were."""
    found: list[OpenBase] = []

    def counted(base: OpenBase) -> StoreDifferences:
        found.append(base)
        return compare_stores(base)

    monkeypatch.setattr(reconcile, "compare_stores", counted)
    return found


def index(base: OpenBase, readers: ReaderPool, *paths: Path, context: DirectContext | None = None) -> None:
    spec = IndexSpec(base.ref, tuple(str(path) for path in paths))
    Indexing(base, spec, context or DirectContext(), readers).run()  # type: ignore[arg-type]


def agree(base: OpenBase) -> bool:
    return set(base.text.chunk_ids()) == set(base.vectors.ids())


def test_one_more_document_walks_over_nothing(
    base: OpenBase,
    readers: ReaderPool,
    documents: Path,
    walks: list[OpenBase],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index(base, readers, documents)
    walks.clear()

    def listed() -> None:
        raise AssertionError("all documents were listed")

    monkeypatch.setattr(base.text, "documents", listed)
    more = documents / "ещё.txt"
    more.write_text("Ещё одно правило.", encoding="utf-8")
    index(base, readers, more)
    [added] = base.text.documents_under([str(more)])
    remove(base, RemoveSpec(base.ref, (added.id,)), DirectContext())  # type: ignore[arg-type]
    index(base, readers, more)
    assert not walks
    assert agree(base)


def test_a_change_that_was_cut_short_is_compared_and_mended(
    base: OpenBase, readers: ReaderPool, documents: Path, walks: list[OpenBase]
) -> None:
    index(base, readers, documents)
    walks.clear()
    # As after a kill, with as many vectors as chunks: one is lost, and one has no chunk.
    cut_short = changing(base)
    cut_short.__enter__()
    lost = sorted(base.vectors.ids())[0]
    base.vectors.delete([lost])
    orphan = VectorPoint(str(uuid.uuid4()), base.embedder.embed_query("чужое"), [1], [1.0], "none")
    base.vectors.upsert([orphan])
    assert make_consistent(base, DirectContext()) == 2  # type: ignore[arg-type]
    assert len(walks) == 1
    assert agree(base)
    assert make_consistent(base, DirectContext()) == 0  # type: ignore[arg-type]
    assert len(walks) == 1


def test_numbers_that_differ_are_mended_whatever_was_noted(
    base: OpenBase, readers: ReaderPool, documents: Path, walks: list[OpenBase]
) -> None:
    index(base, readers, documents)
    walks.clear()
    base.vectors.delete(sorted(base.vectors.ids())[:1])
    assert make_consistent(base, DirectContext()) == 1  # type: ignore[arg-type]
    assert len(walks) == 1
    assert agree(base)


def test_a_cancelled_import_leaves_nothing_to_compare(
    base: OpenBase, readers: ReaderPool, documents: Path, walks: list[OpenBase]
) -> None:
    index(base, readers, documents / "0.txt")
    walks.clear()
    context = DirectContext()
    many = documents / "many.txt"
    many.write_text(
        "\n\n".join(f"Пункт {number}. " + "слово " * 150 for number in range(300)), encoding="utf-8"
    )
    written = base.vectors.count() + 64
    context._cancel_when = lambda: base.vectors.count() >= written
    with pytest.raises(CancelledDirectly):
        index(base, readers, many, context=context)
    assert base.text.chunk_ids_under_way(), "it was cut short in the middle of a document"
    index(base, readers, many)
    assert not walks
    assert agree(base)
    assert {row.status for row in base.text.documents()} == {ItemStatus.INDEXED}


def test_a_removal_does_not_declare_an_unclean_base_clean(
    base: OpenBase, readers: ReaderPool, documents: Path, walks: list[OpenBase]
) -> None:
    index(base, readers, documents)
    cut_short = changing(base)
    cut_short.__enter__()
    walks.clear()
    [first] = base.text.documents_under([str(documents / "0.txt")])
    remove(base, RemoveSpec(base.ref, (first.id,)), DirectContext())  # type: ignore[arg-type]
    make_consistent(base, DirectContext())  # type: ignore[arg-type]
    assert len(walks) == 1
    del cut_short


@pytest.fixture
def large(base: OpenBase, monkeypatch: pytest.MonkeyPatch) -> OpenBase:
    """A base that is large enough to be compacted, with nothing but vectors in it."""
    monkeypatch.setattr(vector_store_edge, "COMPACT_FROM", 300)
    texts = [f"Пункт {number} правил о предмете {number % 30}" for number in range(400)]
    vectors = base.embedder.embed_passages(texts)
    base.vectors.upsert(
        [
            VectorPoint(str(uuid.uuid5(uuid.NAMESPACE_OID, text)), row, [1], [1.0], "c")
            for text, row in zip(texts, vectors, strict=True)
        ]
    )
    return base


def places(base: OpenBase) -> list[str]:
    return sorted(path.name for path in Path(base.ref.folder).glob("vectors*"))


def test_a_large_base_is_compacted_at_rest_while_searches_go_on(large: OpenBase) -> None:
    query = large.embedder.embed_query("Пункт 7 правил о предмете 7")
    before = [hit.id for hit in large.vectors.search_dense(query, 10)]
    after_changes(large, DirectContext())  # type: ignore[arg-type]
    while large.compaction._thread is not None and large.compaction._thread.is_alive():
        assert large.vectors.search_dense(query, 1)[0].id == before[0]
    large.compaction.wait()
    assert places(large) == ["vectors.1"]
    assert large.vectors.count() == 400
    assert [hit.id for hit in large.vectors.search_dense(query, 10)][:5] == before[:5]


def test_who_changes_a_base_does_not_wait_for_its_compaction(large: OpenBase) -> None:
    after_changes(large, DirectContext())  # type: ignore[arg-type]
    with changing(large):
        assert places(large) == ["vectors"], "what was built so far is gone"
        large.vectors.delete(sorted(large.vectors.ids())[:1])
    after_changes(large, DirectContext())  # type: ignore[arg-type]
    large.compaction.wait()
    assert large.vectors.count() == 399
    assert places(large) == ["vectors.1"]


def test_documents_under_a_path_are_those_of_the_folder_or_the_file(base: OpenBase) -> None:
    paths = ["/a", "/a/b", "/a/bc/d", "/a/b/c", "/a/b/я/е", "/a.b", "C:\\Docs\\x", "C:\\Docs2\\y"]
    for path in paths:
        base.text.save_document(StoredDocument(path, path))

    def under(*roots: str) -> list[str]:
        return [row.path for row in base.text.documents_under(roots)]

    assert under("/a/b") == ["/a/b", "/a/b/c", "/a/b/я/е"]
    assert under("/a/b/", "/a/b/c") == ["/a/b/c", "/a/b/я/е"]
    assert under("/") == sorted(path for path in paths if path.startswith("/"))
    assert under("C:\\Docs") == ["C:\\Docs\\x"]
    assert under("C:\\") == ["C:\\Docs2\\y", "C:\\Docs\\x"]


def test_a_text_that_goes_with_its_old_document_is_read_again_for_the_new_one(
    base: OpenBase, readers: ReaderPool, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = documents / "0.txt", documents / "новое.txt"
    cut = DirectContext(cancel_when=lambda: bool(base.text.chunk_ids_under_way()))
    with pytest.raises(CancelledDirectly):  # the text of the old one is in the base, its vectors are not
        index(base, readers, old, context=cut)
    new.write_text(old.read_text(encoding="utf-8"), encoding="utf-8")
    old.write_text("Теперь здесь стоит правило о командировках.", encoding="utf-8")

    def all_together(files: list[FoundFile], preparer: Preparer, *_: object) -> list[list[Prepared]]:
        return [[preparer.prepare(file, ()) for file in sorted(files, key=lambda one: one.path)]]

    monkeypatch.setattr(indexing, "read_ahead", all_together)
    index(base, readers, old, new)
    assert [one.status for one in base.text.documents()] == [ItemStatus.INDEXED] * 2 and agree(base)
    contents = [base.text.content(one.content) for one in base.text.documents()]
    assert ["командировках" in one.text for one in contents if one] == [True, False]


def test_many_changes_are_one_transaction_that_reads_itself(base: OpenBase) -> None:
    first, second = (StoredDocument(str(uuid.uuid4()), f"/docs/{name}.txt") for name in "ab")
    with pytest.raises(CancelledDirectly), base.text.together():
        base.text.save_document(first)
        assert base.text.document(first.id) is not None
        raise CancelledDirectly
    assert base.text.documents() == []
    with base.text.together():
        base.text.save_document(first)
        base.text.save_document(second)
    assert [one.path for one in base.text.documents()] == ["/docs/a.txt", "/docs/b.txt"]
