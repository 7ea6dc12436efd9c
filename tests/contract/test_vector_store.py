"""One contract for the embedded store and for the client of a server."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import qdrant_edge as edge
from qdrant_client import QdrantClient

from workers.contract.codes import Code, ProblemError
from workers.engines.stores import vector_store_edge
from workers.engines.stores.selection import Selection, select
from workers.engines.stores.vector_compaction import compact_copy
from workers.engines.stores.vector_store import Vector, VectorPoint, VectorStore, discard
from workers.engines.stores.vector_store_client import ClientVectorStore
from workers.engines.stores.vector_store_edge import EdgeVectorStore

DIMENSION = 8


@pytest.fixture(params=["edge", "client"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    opened: VectorStore
    if request.param == "edge":
        opened = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    else:
        opened = ClientVectorStore(QdrantClient(":memory:"), "base", DIMENSION)
    yield opened
    opened.close()


def unit(seed: int) -> Vector:
    vector = np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def point(seed: int, content: str = "a") -> VectorPoint:
    """Terms of point n: n with value 1, and 7 (which all have) with value n / 10."""
    return VectorPoint(name(seed), unit(seed), [7, 1000 + seed], [seed / 10, 1.0], content, f"text {seed}")


def name(seed: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, str(seed)))


def test_dense_search_is_exact_cosine(store: VectorStore) -> None:
    store.upsert([point(seed) for seed in range(1, 41)])
    query = unit(99)
    expected = sorted(range(1, 41), key=lambda seed: -float(unit(seed) @ query))
    hits = store.search_dense(query, 5)
    assert [hit.id for hit in hits] == [name(seed) for seed in expected[:5]]
    assert hits[0].score == pytest.approx(float(unit(expected[0]) @ query), abs=1e-5)


def test_terms_are_a_dot_product_and_find_only_what_holds_one(store: VectorStore) -> None:
    store.upsert([point(seed) for seed in range(1, 6)])
    hits = store.search_terms({7: 2.0, 1003: 5.0}, 10)
    assert [hit.id for hit in hits] == [name(seed) for seed in (3, 5, 4, 2, 1)]
    assert hits[0].score == pytest.approx(2.0 * 0.3 + 5.0)
    assert [hit.id for hit in store.search_terms({1002: 1.0}, 10)] == [name(2)]
    assert store.search_terms({}, 10) == []


def test_large_term_ids_survive(store: VectorStore) -> None:
    store.upsert([VectorPoint(name(1), unit(1), [4294967295], [1.5], "a")])
    assert store.search_terms({4294967295: 2.0}, 1)[0].score == pytest.approx(3.0)


def test_contents_filter_both_legs(store: VectorStore) -> None:
    store.upsert([point(seed, content="a" if seed % 2 else "b") for seed in range(1, 11)])
    odd = {name(seed) for seed in range(1, 11, 2)}
    assert {hit.id for hit in store.search_dense(unit(3), 10, Selection(("a",)))} == odd
    assert {hit.id for hit in store.search_terms({7: 1.0}, 10, Selection(("a", "nothing")))} == odd
    assert store.search_dense(unit(3), 10, Selection(())) == []


@pytest.mark.parametrize("first", [1, 2**52])
def test_numbers_filter_as_contents_do(tmp_path: Path, first: int) -> None:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    numbers = [(first + at, f"c{at + 1}") for at in range(60)]
    points = [replace(point(at + 1, content), number=number) for at, (number, content) in enumerate(numbers)]
    store.upsert(points)
    few = select([f"c{number}" for number in (*range(3, 9), 40)], numbers)
    assert few.ranges == ((first + 2, first + 7), (first + 39, first + 39))
    many = select([f"c{number}" for number in range(1, 61, 2)], numbers)
    assert len(many.ranges) == 30
    for wanted in (few, many):
        expected = {name(int(content[1:])) for content in wanted.contents}
        assert {hit.id for hit in store.search_dense(unit(3), 60, wanted)} == expected
        assert {hit.id for hit in store.search_terms({7: 1.0}, 60, wanted)} == expected
    store.close()


def test_points_of_an_earlier_version_are_numbered(tmp_path: Path) -> None:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    store._opened.shard.update(edge.UpdateOperation.delete_field_index("number"))
    bare = [
        edge.Point(name(seed), {"dense": unit(seed).tolist()}, {"content": "a" if seed % 2 else "b"})
        for seed in range(1, 11)
    ]
    store._opened.shard.update(edge.UpdateOperation.upsert_points(bare))
    store.number("a", 5)
    store.number("b", 9)
    found = store.search_dense(unit(3), 10, Selection(("b",), (9,), ((9, 9),)))
    assert {hit.id for hit in found} == {name(seed) for seed in range(2, 11, 2)}
    store.close()


def test_upsert_replaces_and_delete_is_complete(store: VectorStore) -> None:
    store.upsert([point(1), point(2)])
    store.upsert([VectorPoint(name(1), unit(5), [9], [1.0], "a")])
    assert store.count() == 2
    assert store.search_terms({1001: 1.0}, 10) == []
    store.delete([name(1), name(77)])
    assert set(store.ids()) == {name(2)}
    assert store.existing([name(1), name(2)]) == {name(2)}
    assert store.search_terms({9: 1.0}, 10) == []


def test_cosines_are_those_of_the_ids_that_exist(store: VectorStore) -> None:
    store.upsert([point(1), point(2)])
    query = unit(9)
    assert store.cosines(query, [name(2), name(3)]) == {
        name(2): pytest.approx(float(unit(2) @ query), abs=1e-5)
    }
    assert store.cosines(query, []) == {}


def test_every_id_is_listed_beyond_a_page(store: VectorStore) -> None:
    store.upsert([point(seed) for seed in range(1, 1501)])
    assert set(store.ids()) == {name(seed) for seed in range(1, 1501)}


def test_a_second_opener_is_told_that_the_folder_is_locked(tmp_path: Path) -> None:
    first = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    with pytest.raises(ProblemError) as caught:
        EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    assert caught.value.problem.code is Code.STORE_LOCKED
    first.close()


@pytest.mark.parametrize("damage", ["edge_config.json", "segments"])
def test_a_damaged_folder_is_named_and_can_be_made_anew(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "vectors"
    first = EdgeVectorStore(folder, DIMENSION)
    first.upsert([point(1)])
    first.close()
    for path in [folder / damage] if damage.endswith("json") else sorted((folder / damage).rglob("*.json")):
        path.write_bytes(b"\0garbage")
    with pytest.raises(ProblemError) as caught:
        EdgeVectorStore(folder, DIMENSION)
    assert caught.value.problem.code is Code.STORE_DAMAGED
    discard(tmp_path, "base")
    again = EdgeVectorStore(folder, DIMENSION)
    assert again.count() == 0
    again.close()


def test_another_dimension_is_a_damaged_store(tmp_path: Path) -> None:
    first = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    first.upsert([point(1)])
    first.close()
    with pytest.raises(ProblemError) as caught:
        EdgeVectorStore(tmp_path / "vectors", DIMENSION + 1)
    assert caught.value.problem.code is Code.STORE_DAMAGED


def test_a_kill_loses_nothing_acknowledged(tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from tests.contract.test_vector_store import point, EdgeVectorStore, DIMENSION
store = EdgeVectorStore(Path({str(tmp_path / "vectors")!r}), DIMENSION)
for seed in range(1, 100000):
    store.upsert([point(seed)])
    print(seed, flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(200):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    acknowledged = 200 + len(process.stdout.read().split())
    process.wait()
    process.stdout.close()
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    assert {name(seed) for seed in range(1, acknowledged)} <= set(store.ids())
    store.close()


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(ProblemError) as caught:
        ClientVectorStore.connect("http://127.0.0.1:9", "base", DIMENSION)
    assert caught.value.problem.code is Code.SERVER_UNREACHABLE


# --- compaction of large stores --------------------------------------------------------------------


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_store_edge, "COMPACT_FROM", 500)


def built(source: Path, target: Path, graph: bool) -> bool:
    compact_copy(source, target, graph=graph)
    return True


def clustered(count: int) -> list[VectorPoint]:
    """Points whose vectors lie about 40 directions."""
    chance = np.random.default_rng(3)
    centres = chance.normal(size=(40, DIMENSION))
    rows = centres[chance.integers(0, 40, count)] + 0.3 * chance.normal(size=(count, DIMENSION))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return [
        VectorPoint(name(seed), row.astype(np.float32), [seed % 50], [1.0], f"c{seed % 7}")
        for seed, row in enumerate(rows)
    ]


@pytest.mark.parametrize("graph", [False, True])
def test_a_compacted_store_finds_what_the_exact_search_found(
    tmp_path: Path, few_are_many: None, graph: bool
) -> None:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    points = clustered(3000)
    store.upsert(points)
    queries = [points[seed].dense for seed in range(0, 3000, 100)]
    exact = [store.search_dense(query, 10) for query in queries]
    of_one = store.search_dense(queries[3], 10, Selection(("c3",)))
    assert store.worth_compacting()
    store.compact(lambda source, target, _: compact_copy(source, target, graph=graph) or True)
    assert not store.worth_compacting()
    assert any("quantized" in path.name for path in (tmp_path / "vectors.1").rglob("*"))
    found = [store.search_dense(query, 10) for query in queries]
    share = np.mean(
        [len({h.id for h in a} & {h.id for h in b}) / 10 for a, b in zip(exact, found, strict=True)]
    )
    assert share >= 0.98
    assert [hit.score for hit in found[0][:3]] == pytest.approx([hit.score for hit in exact[0][:3]], abs=1e-5)
    assert {hit.id for hit in store.search_dense(queries[3], 10, Selection(("c3",)))} == {
        hit.id for hit in of_one
    }
    assert len(store.search_terms({7: 1.0}, 100)) == 60
    store.close()


def test_a_compacted_store_takes_changes_and_is_compacted_again(tmp_path: Path, few_are_many: None) -> None:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    points = clustered(2000)
    store.upsert(points[:1000])
    store.compact(built)
    store.delete([point.id for point in points[:100]])
    store.upsert(points[1000:])
    assert store.count() == 1900
    assert store.worth_compacting()
    store.compact(built)
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vectors.2"]
    again = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    assert set(again.ids()) == {point.id for point in points[100:]}
    assert again.search_dense(points[1500].dense, 1)[0].id == points[1500].id
    again.close()


def test_a_very_large_store_gets_its_graph_second(
    tmp_path: Path, few_are_many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_store_edge, "GRAPH_FROM", 1000)
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    points = clustered(2500)
    store.upsert(points[:1500])
    graphs = []

    def noted(source: Path, target: Path, graph: bool) -> bool:
        graphs.append(graph)
        return built(source, target, graph)

    while store.worth_compacting():
        assert store.compact(noted)
    assert graphs == [False, True]
    store.upsert(points[1500:])
    assert store.compact(noted)
    assert graphs == [False, True, True]
    assert not store.worth_compacting()
    assert store.count() == 2500
    store.close()


def test_what_was_not_compacted_to_its_end_is_not_taken(tmp_path: Path, few_are_many: None) -> None:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    points = clustered(600)
    store.upsert(points)

    def killed(source: Path, target: Path, graph: bool) -> bool:
        target.mkdir()
        (target / "edge_config.json").write_text("{}")
        return False

    store.compact(killed)
    assert store.count() == 600
    store.close()
    # A kill in the middle leaves what was built so far.
    killed(tmp_path / "vectors", tmp_path / "vectors.building", False)
    again = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    assert again.count() == 600
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == ["vectors"]


def test_a_kill_after_the_copy_is_published_keeps_every_point(tmp_path: Path, few_are_many: None) -> None:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    points = clustered(600)
    store.upsert(points)
    store.close()
    compact_copy(tmp_path / "vectors", tmp_path / "vectors.1", graph=False)
    again = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    assert again.count() == 600
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == ["vectors.1"]
    discard(tmp_path, "base")
    assert not list(tmp_path.iterdir())


def test_searches_go_on_while_a_store_is_replaced(tmp_path: Path, few_are_many: None) -> None:
    store = EdgeVectorStore(tmp_path / "vectors", DIMENSION)
    points = clustered(1500)
    store.upsert(points)
    failed: list[object] = []
    ended = threading.Event()

    def search() -> None:
        while not ended.is_set():
            hits = store.search_dense(points[5].dense, 1)
            if [hit.id for hit in hits] != [points[5].id]:
                failed.append(hits)
            time.sleep(0.002)  # the copy shall end, on one core too

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        store.upsert(points[:1])
        store.compact(built)
    ended.set()
    for thread in threads:
        thread.join()
    assert not failed
    assert store.count() == 1500
    store.close()
