"""An exam by command: two ways of answering on real documents, killed in the middle, gone on with."""

from pathlib import Path

import pytest

from desktop.features.advice.domain.advice_rules import Recommendation
from desktop.features.advice.domain.choice_rules import CARDS
from tests.helpers.commands import ROOT, Command, alive, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(600)
BASE = "Северный ветер"
QUESTIONS = (
    ("Сколько дней длится основной отпуск?", "28 календарных дней"),
    ("Сколько спутников у планеты Юпитер?", ""),
)


def test_an_exam_is_killed_and_asks_nothing_twice(tmp_path: Path) -> None:
    data = tmp_path / "данные"
    install_into(data)
    assert run(data, "base", "create", BASE).code == 0
    samples = [str(ROOT / "resources" / "samples" / "Положение об отпусках.pdf")]
    assert run(data, "import", "--base", BASE, *samples).code == 0
    empty = run(data, "exam", "run", "--base", BASE)
    assert empty.code == 1 and BASE in empty.errors
    table = tmp_path / "вопросы.csv"
    lines = [f"{question},{answer}" for question, answer in QUESTIONS]
    table.write_text("question,answer\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert run(data, "exam", "import", "--base", BASE, "--by", "Анна", str(table)).code == 0

    wishes = ("exam", "run", "--base", BASE, "--candidates", "model,documents")
    command = Command(data, *wishes)
    command.until(lambda c: any("mark" in row for row in c.rows), "an answer")
    before = [row for row in command.rows if "mark" in row]
    assert not alive(command.kill())

    ended = run(data, *wishes)
    assert ended.code == 0, ended.errors
    answers = [row for row in ended.rows if "mark" in row]
    asked = [(row["candidate"], row["question"]) for row in answers]
    assert sorted(asked) == sorted((way, q) for way in ("model", "documents") for q, _ in QUESTIONS)
    assert answers[: len(before)] == before  # as they were: not asked again
    marks = {(row["candidate"], row["question"]): row["mark"] for row in answers}
    assert marks["documents", QUESTIONS[0][0]] == "right"
    assert marks["documents", QUESTIONS[1][0]] == "right"  # refused, as it must be
    assert all(row["reasons"] for row in answers)
    last = ended.rows[-1]
    assert {row["candidate"]: row["asked"] for row in last["table"]} == {"model": 2, "documents": 2}
    assert all(0 <= row["low"] <= row["high"] <= 1 and row["memory"] > 0 for row in last["table"])
    (verdict,) = last["verdicts"]
    assert (verdict["verdict"], verdict["questions"]) == ("too_few", 2)

    # A new exam with the same seed: the same answers, the same marks, whoever else sits it.
    again = run(data, *wishes[:-1], "model")
    found = [(row["question"], row["answer"], row["mark"], row["reasons"]) for row in answers if
             row["candidate"] == "model"]  # fmt: skip
    repeated = [row for row in again.rows if "mark" in row]
    assert [(r["question"], r["answer"], r["mark"], r["reasons"]) for r in repeated] == found
    assert again.rows[-1]["exam"] != last["exam"]

    advised = run(data, "advise", "--base", BASE)
    assert advised.code == 0, advised.errors
    (advice,) = advised.rows
    assert advice["recommendation"] in tuple(Recommendation) and advice["sentence"]
    assert len(advice["reasons"]) == 3 and advice["would_change"]
    assert {cost["way"] for cost in advice["costs"]} == set(CARDS)
