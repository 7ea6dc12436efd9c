"""A vector store whose owner was killed is read in a child first: a file that was cut costs no worker."""

import os
from pathlib import Path

import numpy as np
import pytest

from workers.contract.codes import Code, ProblemError
from workers.engines.stores.vector_store import VectorPoint
from workers.engines.stores.vector_store_edge import EdgeVectorStore
from workers.services.knowledge.vectors import soundness

_POINTS = 400
_NAME = "00000000-0000-0000-0000-{:012d}"


def made(folder: Path) -> Path:
    """The base's folder with a store of some points, closed."""
    store = EdgeVectorStore(folder / "vectors", 32)
    vectors = np.random.default_rng(1).normal(size=(_POINTS, 32)).astype(np.float32)
    store.upsert(
        [
            VectorPoint(_NAME.format(at), vector / np.linalg.norm(vector), [at], [1.0], "a")
            for at, vector in enumerate(vectors)
        ]
    )
    store.flush()
    store.close()
    return folder


def test_a_cut_file_is_found_before_it_costs_the_worker(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert soundness.bears_opening(folder)  # nothing is known against it: not even looked at
    assert soundness.bears_opening(folder)  # its owner did not close it, and it is sound
    chunk = max((folder / "vectors").rglob("*chunk_0*"), key=lambda file: file.stat().st_size)
    os.truncate(chunk, 0)
    assert not soundness.bears_opening(folder)
    soundness.closed(folder)
    assert not (folder / "opened").exists()


def test_a_full_disk_is_not_taken_for_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path)
    assert soundness.bears_opening(folder)
    monkeypatch.setattr("workers.disk.free_space", lambda folder: 1000)
    with pytest.raises(ProblemError) as raised:
        soundness.bears_opening(folder)
    assert raised.value.code is Code.DISK_FULL
    with pytest.raises(ProblemError) as raised:
        EdgeVectorStore(folder / "vectors", 32)
    assert raised.value.code is Code.DISK_FULL
    assert (folder / "vectors" / "edge_config.json").exists()  # nothing is thrown away for want of room


def test_a_disk_that_is_nearly_full_is_searched_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    monkeypatch.setattr("workers.disk.free_space", lambda folder: 20 << 20)
    monkeypatch.setattr(soundness, "free_space", lambda folder: 20 << 20)
    assert soundness.bears_opening(folder)
    soundness.closed(folder)
    store = EdgeVectorStore(folder / "vectors", 32)
    assert len(store.search_terms({7: 1.0}, 5)) == 1
    with pytest.raises(ProblemError) as raised:
        store.delete([_NAME.format(7)])
    assert raised.value.code is Code.DISK_FULL
    store.close()
    # What cannot be opened there is not thrown away: it may be the room that is wanting.
    chunk = max((folder / "vectors").rglob("*chunk_0*"), key=lambda file: file.stat().st_size)
    os.truncate(chunk, 0)
    with pytest.raises(ProblemError) as raised:
        soundness.bears_opening(folder)
    assert raised.value.code is Code.DISK_FULL
