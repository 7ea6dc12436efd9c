"""`bukvar dataset …` as it is typed: real processes, the real small model, real files."""

import csv
import json
from pathlib import Path

import pytest

from tests.helpers.commands import ROOT, Command, alive, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(900)
BASE = "Северный ветер"
SAMPLES = ROOT / "resources" / "samples"
WHO = "Анна Петровна"
ROWS = [
    ("Сколько дней длится ежегодный отпуск?", "28 календарных дней."),
    ("Кто утверждает график отпусков?", "Генеральный директор, с учётом мнения работников."),
    ("Что такое «СИЗ»; зачем они?", 'Средства "индивидуальной" защиты:\nкаски, перчатки, очки.'),
    ("Кто\tотвечает за охрану труда?", "=Инженер по охране труда"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the models and the sample documents."""
    folder = tmp_path_factory.mktemp("данные") / "Мои данные"
    install_into(folder)
    assert run(folder, "base", "create", BASE).code == 0
    assert run(folder, "import", "--base", BASE, str(SAMPLES)).code == 0
    return folder


def base(data: Path, name: str) -> str:
    """One more base, without documents."""
    assert run(data, "base", "create", name).code == 0
    return name


def table(folder: Path) -> Path:
    """A spreadsheet's CSV, as Russian Excel writes it."""
    file = folder / "Вопросы и ответы.csv"
    with file.open("w", encoding="cp1251", newline="") as out:
        rows = csv.writer(out, delimiter=";")
        rows.writerows([("№", "Вопрос сотрудника", "Правильный ответ"), *((1, *row) for row in ROWS)])
    return file


def test_generated_rows_are_real_checked_and_survive_a_kill(data: Path) -> None:
    command = Command(data, "dataset", "generate", "--base", BASE, "--limit", "5")
    command.until(
        lambda command: any(row.get("stage") == "passages" for row in command.rows), "passages are read"
    )
    assert alive(command.kill()) == []
    before = run(data, "dataset", "list", "--base", BASE).results
    ended = run(data, "dataset", "generate", "--base", BASE, "--limit", "5")
    assert ended.code == 0, ended.errors
    job, summary = ended.results
    rows = run(data, "dataset", "list", "--base", BASE).results
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[: len(before)] == [{**row, **_checked(rows, row)} for row in before]
    assert job["state"] == "succeeded"
    assert (
        job["rows"] == summary["total"] == len(rows) >= 5
    )  # the passage that reaches the limit counts whole
    assert job["passages"]["made"] >= 1
    assert len({(row["question"], row["answer"]) for row in rows}) == len(rows)
    assert all(row["checked"] and row["source"] == "generated" and row["document"] for row in rows)
    texts = [" ".join(row["quote"].split()) for row in rows if row["kind"] != "refusal"]
    assert texts and all(texts)


def _checked(rows: list[dict[str, object]], row: dict[str, object]) -> dict[str, object]:
    """What the check has changed since."""
    now = next(other for other in rows if other["id"] == row["id"])
    return {key: now[key] for key in ("findings", "checked", "cluster", "doubtful", "state", "language")}


def test_a_table_is_taken_reviewed_given_out_and_taken_again(data: Path, tmp_path: Path) -> None:
    name = base(data, "Из таблицы")
    taken = run(
        data, "dataset", "import", "--base", name, str(table(tmp_path)),
        "--question", "Вопрос сотрудника", "--answer", "Правильный ответ",
    )  # fmt: skip
    assert taken.code == 0, taken.errors
    file, summary = taken.results
    assert (file["format"], file["rows"], file["doubles"], file["skipped"]) == ("csv", 4, 0, 0)
    assert (summary["total"], summary["approved"]) == (4, 0)
    again = run(data, "dataset", "import", "--base", name, str(table(tmp_path)))  # columns are guessed
    assert again.code == 0, again.errors
    assert (again.results[0]["rows"], again.results[0]["doubles"]) == (0, 4)

    rows = run(data, "dataset", "list", "--base", name).results
    assert [(row["question"], row["answer"]) for row in rows] == ROWS
    assert all(row["checked"] for row in rows)
    review = ("dataset", "review", "--base", name, "--by", WHO)
    assert run(data, *review, "--approve", "1", rows[2]["id"], "--reject", "2").code == 0
    decided = run(data, *review, "--approve-all").results
    assert decided[-1]["pending"] == 0
    assert run(data, "dataset", "review", "--base", name, "--undo").results[0]["undone"]
    assert run(data, *review, "--approve", "4").code == 0
    rows = run(data, "dataset", "list", "--base", name, "--state", "approved").results
    assert [row["number"] for row in rows] == [1, 3, 4]
    assert {row["reviewed_by"] for row in rows} == {WHO} and all(row["reviewed_at"] for row in rows)

    expected = [ROWS[0], ROWS[2], ROWS[3]]
    printed = run(data, "dataset", "export", "--base", name).results
    pairs = [tuple(message["content"] for message in row["messages"]) for row in printed]
    assert pairs == expected
    stats = run(data, "dataset", "stats", "--base", name).results[0]
    for suffix in ("jsonl", "csv", "json"):
        given = run(data, "dataset", "export", "--base", name, f"выгрузка.{suffix}", folder=tmp_path)
        assert given.results == [{"file": str(tmp_path / f"выгрузка.{suffix}"), "rows": 3}]
        other = base(data, f"Снова {suffix}")
        back = run(data, "dataset", "import", "--base", other, str(tmp_path / f"выгрузка.{suffix}"))
        assert back.code == 0, back.errors
        rows = run(data, "dataset", "list", "--base", other).results
        assert [(row["question"], row["answer"]) for row in rows] == expected
        assert run(data, "dataset", "stats", "--base", other).results[0]["data_hash"] != stats["data_hash"]


def test_samples_are_approved_and_stand_in_their_documents(data: Path) -> None:
    taken = run(data, "dataset", "samples", "--base", BASE, "--language", "ru")
    assert taken.code == 0, taken.errors
    assert taken.results[0] == {"language": "ru", "rows": 150}
    assert run(data, "dataset", "samples", "--base", BASE, "--language", "ru").results[0]["rows"] == 0
    rows = [row for row in run(data, "dataset", "list", "--base", BASE).results if row["source"] == "sample"]
    assert {row["state"] for row in rows} == {"approved"}
    assert {row["reviewed_by"] for row in rows} == {"Bukvar"}
    quoted = [row for row in rows if row["quote"]]
    shipped = {path.name for path in SAMPLES.iterdir()}
    assert len(quoted) > 100 and {row["document"] for row in quoted} <= shipped
    failed = [
        (row["question"], finding)
        for row in rows
        for finding in row["findings"]
        if finding["severity"] == "fail"
    ]
    assert failed == []


def test_a_cancelled_generation_is_paused_and_goes_on(data: Path) -> None:
    command = Command(data, "dataset", "generate", "--base", BASE)
    command.until(
        lambda command: any(row.get("stage") == "passages" and row["done"] for row in command.rows),
        "a passage is done",
    )
    command.interrupt()
    ended = command.wait()
    assert ended.code == 130
    rows = run(data, "dataset", "list", "--base", BASE).results
    assert len({row["id"] for row in rows}) == len({row["number"] for row in rows}) == len(rows)
    made = run(data, "dataset", "stats", "--base", BASE).results[0]["passages"]
    again = Command(data, "dataset", "generate", "--base", BASE)
    again.until(
        lambda command: any(row.get("stage") == "passages" and row["done"] for row in command.rows),
        "it goes on",
    )
    first = next(row for row in again.rows if row.get("stage") == "passages" and row["done"])
    assert first["done"] >= sum(made.values())  # not from the beginning
    again.kill()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("dataset", "stats", "--base", "Нет такой"), 1),
        (("dataset", "import", "--base", BASE, "нет такого.csv"), 1),
        (("dataset", "review", "--base", BASE, "--by", WHO, "--approve", "100000"), 1),
        (("dataset", "generate", "--base", "Пустая"), 1),
        (("dataset", "export", "--base", "Пустая"), 1),
        (("dataset", "review", "--base", BASE, "--approve", "1"), 2),
        (("dataset", "review", "--base", BASE, "--by", WHO), 2),
        (("dataset", "generate", "--base", BASE, "--limit", "0"), 2),
        (("dataset",), 2),
    ],
)
def test_what_cannot_be_done_says_why(data: Path, arguments: tuple[str, ...], code: int) -> None:
    run(data, "base", "create", "Пустая")
    ended = run(data, *arguments)
    assert ended.code == code
    assert ended.errors.strip() and "Traceback" not in ended.errors and "defect" not in ended.errors
    assert "Дефект" not in ended.errors
    assert [row for row in ended.rows if "progress" not in row] == []


def test_rows_that_cannot_be_read_are_told(data: Path, tmp_path: Path) -> None:
    name = base(data, "Битые строки")
    file = tmp_path / "битый.jsonl"
    good = {
        "messages": [
            {"role": "user", "content": "Вопрос о пропуске?"},
            {"role": "assistant", "content": "Ответ."},
        ]
    }
    file.write_text(json.dumps(good, ensure_ascii=False) + "\n{не JSON\n", encoding="utf-8")
    taken = run(data, "dataset", "import", "--base", name, str(file))
    assert taken.code == 0, taken.errors
    assert (taken.results[0]["rows"], taken.results[0]["skipped"]) == (1, 1)
    assert taken.results[0]["reasons"] == [{"row": 2, "reason": "not_json"}]
    parcels = [
        {"question": f"Сколько дней хранится партия номер {n}?", "answer": "30 дней"} for n in range(4)
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in parcels), encoding="utf-8")
    taken = run(data, "dataset", "import", "--base", name, str(file))
    assert taken.results[1]["nearly_the_same"] == list(range(3, 6))
