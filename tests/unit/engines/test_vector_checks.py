"""A vector store says which of its points are other than was written."""

import json
from pathlib import Path
from types import SimpleNamespace
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import pytest
import qdrant_edge as edge

from workers.engines.stores.text_checks import TextDamage
from workers.engines.stores.text_rows import StoredDocument
from workers.engines.stores.vector_checks import SUM
from workers.engines.stores.vector_store import NUMBER, VectorDamage, VectorPoint
from workers.engines.stores.vector_store_edge import EdgeVectorStore
from workers.services.knowledge.maintenance import checking
from workers.services.knowledge.maintenance.checking import vector_damage
from workers.services.knowledge.reconcile import StoreDifferences

DIMENSION, POINTS = 64, 24
NUMBERS = {f"c{at}": at + 1 for at in range(POINTS // 4)}


def points() -> list[VectorPoint]:
    made = np.random.default_rng(1).normal(size=(POINTS, DIMENSION))
    unit = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return [
        VectorPoint(
            str(uuid5(NAMESPACE_URL, str(at))), unit[at], (900 + at, at), (2.0, 0.5), f"c{at // 4}",
            number=NUMBERS[f"c{at // 4}"],
        )
        for at in range(POINTS)
    ]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    store.upsert(points())
    assert not store.damage(NUMBERS)
    store.close()
    return tmp_path / "vectors"


def damage(folder: Path, numbers: dict[str, int] = NUMBERS) -> VectorDamage:
    store = EdgeVectorStore(folder, DIMENSION)
    try:
        return store.damage(numbers)
    finally:
        store.close()


def test_a_store_is_sound_however_often_it_is_opened(folder: Path) -> None:
    assert not damage(folder) and not damage(folder)


def test_a_wrong_bit_of_a_vector_is_told_of_its_point_alone(folder: Path) -> None:
    (file,) = folder.glob("segments/*/vector_storage-dense/vectors/chunk_0.mmap")
    wrong = points()[5]
    body = bytearray(file.read_bytes())
    at = body.index(wrong.dense.tobytes())
    body[at] ^= 1  # the lowest bit of the first number
    file.write_bytes(body)
    assert damage(folder) == VectorDamage((wrong.id,))


def test_a_point_under_the_number_of_another_content_is_told(folder: Path) -> None:
    told = damage(folder, {**NUMBERS, "c2": 99})
    assert set(told.points) == {point.id for point in points() if point.content == "c2"}


def test_points_without_a_text_are_no_damage(folder: Path) -> None:
    assert not damage(folder, {name: number for name, number in NUMBERS.items() if name != "c2"})


def test_a_store_from_before_numbers_is_sound(folder: Path) -> None:
    store = EdgeVectorStore(folder, DIMENSION)
    shard = store._opened.shard
    every = [point.id for point in points()]
    shard.update(edge.UpdateOperation.delete_payload(every, [NUMBER, SUM]))
    shard.update(edge.UpdateOperation.delete_field_index(NUMBER))
    assert not store.damage({})
    store.close()


def test_who_looks_may_end_it(folder: Path) -> None:
    store = EdgeVectorStore(folder, DIMENSION)

    def enough() -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError):
        store.damage(NUMBERS, enough)
    store.close()


def test_points_that_are_about_to_be_deleted_are_no_damage() -> None:
    text = SimpleNamespace(fact=lambda name: "", pending_deletes=lambda: ["going"])
    vectors = SimpleNamespace(damage=lambda numbers, on_page: VectorDamage(("going", "wrong")))
    context = SimpleNamespace(raise_if_cancelled=lambda: None)
    found = vector_damage(SimpleNamespace(text=text, vectors=vectors), context)  # type: ignore[arg-type]
    assert found == VectorDamage(("wrong",))


def test_a_wrong_point_without_a_text_damages_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = StoredDocument("d1", str(tmp_path / "a.txt"), content="c1")
    text = SimpleNamespace(
        chunk_ids=lambda: {"of c1": "c1"}, documents=lambda: [document],
        totals=lambda: SimpleNamespace(chunks=1),
    )  # fmt: skip
    base = SimpleNamespace(
        text=text, vectors=SimpleNamespace(count=lambda: 2), ref=SimpleNamespace(folder=str(tmp_path))
    )
    context = SimpleNamespace(raise_if_cancelled=lambda: None, progress=lambda *_: None)
    monkeypatch.setattr(checking, "compare_stores", lambda base: StoreDifferences({}, []))
    monkeypatch.setattr(checking, "Reachability", lambda text: SimpleNamespace(lost=lambda paths: {}))
    for points, damaged in (("orphan",), False), (("orphan", "of c1"), True):
        made = checking._compare(base, (), TextDamage(), VectorDamage(points), context)  # type: ignore[arg-type]
        (told,) = json.loads(Path(made.documents_file).read_text("utf-8"))
        assert told["damaged"] is damaged
