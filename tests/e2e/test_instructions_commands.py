"""`bukvar instructions …` as it is typed: real processes, the real small model, a search that is killed."""

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from desktop.paths import AppPaths
from tests.helpers.commands import Command, alive, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(600)
BASE = "Вопросы"
KNOWN = [
    ("What is the capital of France?", "Paris"), ("What is the capital of Italy?", "Rome"),
    ("How many days are in a week?", "7"), ("What colour is the clear sky?", "Blue"),
    ("What is 2 + 2?", "4"), ("Which planet do we live on?", "Earth"),
    ("What is the opposite of hot?", "Cold"), ("How many legs does a dog have?", "4"),
    ("What is frozen water called?", "Ice"), ("What is the capital of Japan?", "Tokyo"),
    ("Which month comes after March?", "April"), ("What is 10 minus 3?", "7"),
    ("What do bees make?", "Honey"), ("What is the first letter of the alphabet?", "A"),
    ("How many hours are in a day?", "24"), ("What is the capital of Germany?", "Berlin"),
]  # fmt: skip
UNKNOWN = [
    "What is the code of the archive door?",
    "Who signs the passes of our office?",
    "How many chairs stand in room 12?",
    "What did the cook serve last Tuesday?",
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the models, and a base of questions without documents."""
    folder = tmp_path_factory.mktemp("данные") / "Мои данные"
    install_into(folder)
    assert run(folder, "base", "create", BASE).code == 0
    return folder


def answers(data: Path) -> dict[tuple[str, ...], str]:
    """Every answer that is kept, with its text and time: (exam, candidate, question) → facts."""
    with contextlib.closing(sqlite3.connect(AppPaths.under(data).database)) as database:
        rows = database.execute("SELECT exam, contestant, question, facts FROM exam_answers").fetchall()
    return {tuple(row[:3]): row[3] for row in rows}


def search(data: Path) -> Command:
    return Command(data, "instructions", "search", "--base", BASE, "--minutes", "0.1")


def test_a_search_goes_on_after_a_kill_and_asks_nothing_twice(data: Path, tmp_path: Path) -> None:
    none = run(data, "instructions", "search", "--base", BASE)
    assert none.code == 1
    assert "has no exam questions" in none.errors
    file = tmp_path / "вопросы.json"
    rows = [{"question": question, "answer": answer} for question, answer in KNOWN]
    rows += [{"question": question, "answer": ""} for question in UNKNOWN]
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert run(data, "exam", "import", "--base", BASE, str(file), "--by", "Анна").code == 0

    command = search(data)
    command.until(lambda command: any(row.get("done", 0) >= 3 for row in command.rows), "answers are kept")
    assert alive(command.kill()) == []
    before = answers(data)
    assert len(before) >= 3
    ended = search(data).wait()
    assert ended.code == 0, ended.errors
    after = answers(data)
    counted = [row["done"] for row in ended.rows if "progress" in row]
    assert min(counted) >= len(before)  # it went on where it was
    assert counted == sorted(counted)

    versions = run(data, "instructions", "list", "--base", BASE).results
    result: dict[str, Any] = ended.results[-1]
    assert result["tried"] >= 1
    if result["version"] is None:  # this small model did no better with anything
        assert versions == []
        assert after == {}
    else:
        assert versions == [result]
        assert not result["active"]
        assert result["text"] or result["examples"]
        judged = [facts for key, facts in after.items() if key[0] == result["exam"]]
        assert len(judged) == len(after) == 2 * result["asked"]


def test_what_was_not_measured_is_used_on_somebodys_word_alone(data: Path) -> None:
    unknown = run(data, "instructions", "use", "--base", BASE, "99")
    assert unknown.code == 1
    assert "There are no instructions 99" in unknown.errors
    off = run(data, "instructions", "use", "--base", BASE, "off")
    assert off.results == [{"base": BASE, "version": None}]
    assert run(data, "instructions", "search", "--base", BASE, "--minutes", "0").code == 2
    assert run(data, "instructions", "use", "--base", BASE).code == 2
