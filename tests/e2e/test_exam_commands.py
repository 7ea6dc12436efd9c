"""`bukvar exam …` as it is typed: real processes, the real small model, real files."""

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.helpers.commands import ROOT, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(600)
BASE = "Северный ветер"
DOCUMENT = ROOT / "resources" / "samples" / "Положение об отпусках.pdf"
WHO = "Анна Петровна"
QUOTE = "график отпусков"
HEAD = ("Вопрос", "Ответ", "Вид", "Цитата", "Документ")
ROWS = (
    ("Кто утверждает график отпусков?", "Генеральный директор", "факт", QUOTE, DOCUMENT.name),
    ("Какого цвета стены в столовой?", "", "", "", ""),
    ("кто утверждает  график отпусков?", "Никто", "", "", ""),
    ("", "Ответ ни на что", "", "", ""),
)


def test_an_exam_from_a_file_and_from_the_documents(tmp_path: Path) -> None:
    data = tmp_path / "Мои данные"
    install_into(data)
    assert run(data, "base", "create", BASE).code == 0
    assert run(data, "import", "--base", BASE, str(DOCUMENT)).code == 0
    table = tmp_path / "Вопросы.xlsx"
    store = openpyxl.Workbook()
    for line in (HEAD, *ROWS):
        store.active.append(line)  # type: ignore[union-attr]
    store.save(table)

    taken, summary = run(data, "exam", "import", "--base", BASE, str(table)).results
    assert (taken["format"], taken["rows"], taken["doubles"], taken["unanswered"]) == ("xlsx", 2, 1, 1)
    assert (taken["placed"], taken["unplaced"], taken["skipped_total"]) == (1, 0, 1)
    assert (summary["total"], summary["pending"]) == (2, 2)

    made = run(data, "exam", "make", "--base", BASE, "--questions", "3")
    assert made.code == 0, made.errors
    job, summary = made.results
    assert (job["state"], job["questions"], summary["total"]) == ("succeeded", 3, 5)

    reviewed = run(
        data, "exam", "review", "--base", BASE, "--reject", "1", "--mend", "2", "--answer", "Зелёного.",
        "--approve-all", "--by", WHO,
    )  # fmt: skip
    assert reviewed.code == 0, reviewed.errors
    assert (reviewed.results[-1]["approved"], reviewed.results[-1]["rejected"]) == (4, 1)

    assert run(data, "exam", "review", "--base", BASE, "--reject", "3", "--by", WHO).code == 0
    assert run(data, "exam", "review", "--base", BASE, "--undo").results[0]["undone"] == [3]

    *shown, _ = run(data, "exam", "show", "--base", BASE).results
    assert [row["number"] for row in shown] == [1, 2, 3, 4, 5]
    assert [row["state"] for row in shown] == ["rejected", *["approved"] * 4]
    assert len({row["question"].casefold() for row in shown}) == 5
    imported, mended, *generated = shown
    assert (imported["quote"].casefold(), imported["document"], imported["page"] > 0) == (
        QUOTE, DOCUMENT.name, True,
    )  # fmt: skip
    assert (mended["kind"], mended["answer"], mended["edited"]) == ("fact", "Зелёного.", True)
    for row in generated:
        assert (row["source"], row["origin"], row["reviewed_by"]) == ("generated", job["job"], WHO)
        assert row["question"].strip()
        if row["answer"]:
            assert row["quote"] and row["document"] == DOCUMENT.name

    file = tmp_path / "в.csv"
    given = run(data, "exam", "export", "--base", BASE, str(file))
    assert given.results == [{"file": str(file), "questions": 5}]
    with file.open(encoding="utf-8-sig", newline="") as table_file:
        rows = list(csv.DictReader(table_file))
    assert [(row["question"], row["answer"]) for row in rows] == [
        (row["question"], row["answer"]) for row in shown
    ]
