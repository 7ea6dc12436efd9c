"""Another search model for a base, in the real knowledge worker: the old vectors answer until the new ones
are whole, whatever happens meanwhile."""

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.tiny_embedders import tiny_embedder
from tests.helpers.worker_process import WorkerProcess, worker
from tests.processes.test_knowledge_worker import Place, index, names, rule, run, search
from workers.contract.codes import ProblemError
from workers.contract.messages import Succeeded
from workers.contract.specs.bases import BaseRef
from workers.contract.specs.jobs import Job, Kind
from workers.engines.onnx.embedder import Embedder
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store import open_store
from workers.services.knowledge.base import passage_of

QUESTION = "Сколько дней отвечают про отпуск?"
SECONDS = 120


@pytest.fixture
def place(tmp_path: Path) -> Place:
    documents = tmp_path / "Документы"
    documents.mkdir()
    old = tiny_embedder(tmp_path / "old" / "embedder", 1, 24)
    place = Place(BaseRef("base", str(tmp_path / "base"), str(old)), documents)
    for number, subject in enumerate(["отпуск", "аванс", "склад", "премия", "архив", "печать"] * 8):
        place.write(f"{subject} {number}.txt", rule(subject, number + 1))
    return place


@pytest.fixture
def successor(place: Place, tmp_path: Path) -> Place:
    """The same base with another search model, which takes its time."""
    new = tiny_embedder(tmp_path / "new" / "embedder", 2, 40, slow=8)
    return replace(place, ref=replace(place.ref, embedder=str(new)))


def facts(place: Place) -> dict[str, str]:
    with sqlite3.connect(f"file:{place.ref.folder}/text.sqlite?mode=ro", uri=True) as connection:
        return dict(connection.execute("SELECT name, value FROM facts"))


def collections(place: Place) -> set[str]:
    return {path.name.partition(".")[0] for path in Path(place.ref.folder).glob("vectors*")}


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def begin(process: WorkerProcess, place: Place, request: str = "reconcile") -> None:
    ended, _ = run(process, Job.RECONCILE, place.ref, request)
    assert isinstance(ended, Succeeded), ended


def points_in(collection: Path, folder: Path) -> int:
    """Points of a collection that another process has open: of a copy; 0 when that was taken amid a write."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    try:
        shutil.copytree(collection, copy / "vectors")
        store = open_store(copy, "copy", 40)
    except (OSError, ProblemError):
        return 0
    try:
        return store.count()
    finally:
        store.close()


def whole(place: Place) -> None:
    """The base has the vectors of its search model, of each chunk, and nothing else."""
    text, embedder = TextStore(Path(place.ref.folder)), Embedder(Path(place.ref.embedder), 1)
    suffix = text.fact("collection")
    assert collections(place) == {f"vectors{suffix}"}
    vectors = open_store(Path(place.ref.folder), "base", embedder.facts.dimension, suffix=suffix)
    try:
        chunks = text.chunk_ids()
        assert set(vectors.ids()) == set(chunks)
        for content in dict.fromkeys(chunks.values()):
            chunk = text.chunks_of(content)[0]
            vector = embedder.embed_one(passage_of(chunk))
            assert vectors.cosines(vector, [chunk.id])[chunk.id] == pytest.approx(1.0, abs=1e-3)
    finally:
        vectors.close()
        text.close()
        embedder.close()


def test_the_old_vectors_answer_until_the_new_ones_take_their_place(place: Place, successor: Place) -> None:
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        index(process, place)
        before = search(process, place, QUESTION)
        old = facts(place)
        begin(process, successor)
        answers = 0
        while facts(place)["vectors"] == old["vectors"]:
            found = search(process, successor, QUESTION)
            if facts(place)["vectors"] == old["vectors"]:
                assert names(found) == names(before)
                answers += 1
        assert answers > 0
        assert len(names(search(process, successor, QUESTION))) == len(names(before))
    assert facts(place)["search_model"] == successor.ref.embedder
    whole(successor)


def test_a_kill_in_the_middle_loses_nothing_and_is_gone_on_with(
    place: Place, successor: Place, tmp_path: Path
) -> None:
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        index(process, place)
        before, old = names(search(process, place, QUESTION)), facts(place)
        begin(process, successor)
        wait_for(lambda: len(collections(place)) == 2)
        (second,) = collections(place) - {"vectors"}
        wait_for(lambda: points_in(Path(place.ref.folder) / second, tmp_path) > 0)
        os.kill(process.process.pid, signal.SIGKILL)
        process.process.wait()
    assert facts(place)["vectors"] == old["vectors"]
    made = open_store(Path(place.ref.folder), "base", 40, suffix=second.removeprefix("vectors"))
    done = set(made.ids())
    made.close()
    text = TextStore(Path(place.ref.folder))
    chunks = set(text.chunk_ids())
    text.close()
    assert 0 < len(done) < len(chunks)
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        assert names(search(process, successor, QUESTION)) == before
        begin(process, successor)
        wait_for(lambda: facts(place)["vectors"] != old["vectors"])
        assert names(search(process, successor, QUESTION))
    whole(successor)


def test_who_writes_meanwhile_is_not_kept_waiting_and_not_lost(place: Place, successor: Place) -> None:
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        index(process, place)
        old = facts(place)
        begin(process, successor)
        wait_for(lambda: len(collections(place)) == 2)
        place.write("Жираф.txt", "Жирафа кормят акацией по утрам.")
        index(process, successor)
        assert names(search(process, successor, "Чем кормят жирафа?"))[0] == "Жираф.txt"
        wait_for(lambda: facts(place)["vectors"] != old["vectors"])
        assert names(search(process, successor, "Чем кормят жирафа?"))[0] == "Жираф.txt"
    whole(successor)


def test_a_model_that_is_gone_cannot_answer_and_the_vectors_are_made_anew(
    place: Place, successor: Place
) -> None:
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        index(process, place)
    for path in Path(place.ref.embedder).iterdir():
        path.unlink()
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        begin(process, successor)
        assert names(search(process, successor, QUESTION))
    whole(successor)
