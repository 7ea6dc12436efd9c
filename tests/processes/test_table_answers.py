"""Tables with the real knowledge worker: rows are kept, asked, replaced and gone with their document."""

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.helpers.models import embedder
from tests.helpers.worker_process import WorkerProcess, worker
from tests.processes.test_knowledge_worker import Place, index, run, search
from workers.contract.messages import Succeeded
from workers.contract.specs.answers import TableAnswer
from workers.contract.specs.bases import BaseRef, IndexSpec, RemoveSpec
from workers.contract.specs.jobs import Job, Kind

HEAD = "Склад;Товар;Остаток, шт.;Цена, руб.\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    documents = tmp_path / "Склады"
    documents.mkdir()
    return Place(BaseRef("base", str(tmp_path / "base"), str(embedder())), documents)


def goods(city: str, amounts: list[int]) -> str:
    lines = [f"{city};Насос {at};{amount};{100 + at}" for at, amount in enumerate(amounts)]
    return HEAD + "\n".join(lines) + f"\nИтого;;{sum(amounts)};\n"


def asked(process: WorkerProcess, place: Place, question: str) -> TableAnswer | None:
    return search(process, place, question, reckon=True).table


def kept(place: Place) -> tuple[int, int, int]:
    """Tables, rows and words of them; the worker must be gone."""
    with closing(sqlite3.connect(Path(place.ref.folder) / "text.sqlite")) as connection:
        count = "SELECT count(*) FROM "
        counts = [connection.execute(count + name).fetchone()[0] for name in ("tables", "table_rows")]
        words = connection.execute("SELECT count(*) FROM table_words").fetchone()[0]
    return counts[0], counts[1], words


def test_rows_answer_are_replaced_and_gone_with_their_document(place: Place) -> None:
    place.write("тверь.csv", goods("Тверь", [5, 7, 8]))
    place.write("секрет.csv", goods("Кракозябра", [1, 2, 3, 4]))
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        index(process, place)
        found = asked(process, place, "Каков общий остаток на складе Тверь?")
        assert found is not None and found.text.startswith("20 шт.")
        assert (found.used, found.total, found.name) == (3, 3, "тверь.csv")
        text = (place.documents / "тверь.csv").read_text(encoding="utf-8")
        assert all(one.quote and one.quote.split("; ")[1].split(": ")[1] in text for one in found.citations)
        assert search(process, place, "Каков общий остаток на складе Тверь?").table is None, "nobody asked"

        place.write("тверь.csv", goods("Тверь", [50, 70]))
        index(process, place)
        again = asked(process, place, "Каков общий остаток на складе Тверь?")
        assert again is not None and again.text.startswith("120 шт.")

        assert asked(process, place, "Сколько товаров на складе Кракозябра?") is not None
        ended, _ = run(process, Job.REMOVE, RemoveSpec(place.ref, (place.id("секрет.csv"),)))
        assert isinstance(ended, Succeeded)
        assert asked(process, place, "Сколько товаров на складе Кракозябра?") is None
        files = [path for path in Path(place.ref.folder).rglob("*") if path.is_file()]
        secrets = [form.encode() for form in ("Кракозябра", "кракозябра")]
        assert not [path for path in files if any(form in path.read_bytes() for form in secrets)]
    assert kept(place)[:2] == (1, 3)


def test_kills_in_the_middle_double_no_rows(place: Place) -> None:
    for number in range(12):
        place.write(f"склад{number}.csv", goods(f"Город{number}", list(range(10, 40 + number))))
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        index(process, place)
    expected = kept(place)
    shutil.rmtree(place.ref.folder)
    chance = random.Random(3)
    for _ in range(4):
        process = WorkerProcess(Kind.KNOWLEDGE, {"PATH": os.devnull})
        process.start("index", Job.INDEX, IndexSpec(place.ref, (str(place.documents),)))
        time.sleep(1 + chance.random() * 2)
        process.kill()
        process.close()
    with worker(Kind.KNOWLEDGE, {"PATH": os.devnull}) as process:
        index(process, place)
        found = asked(process, place, "Сколько товаров на складе Город7?")
        assert found is not None and found.used == 37
    assert kept(place) == expected
