"""The commands as an administrator types them: real processes, real files, the real models."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.locked_files import encrypted_ooxml
from tests.helpers.commands import ROOT, Command, Ended, alive, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(900)
BASE = "Северный ветер"
SAMPLES = ROOT / "resources" / "samples"
COLOURS = ("алый", "бурый", "лиловый", "охряный", "палевый", "рыжий", "сизый", "чалый")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample documents under a path with Cyrillic and a space, beside files that cannot be read."""
    folder = tmp_path_factory.mktemp("папка с пробелом") / "Мои документы"
    shutil.copytree(SAMPLES, folder)
    shutil.copy(SAMPLES / "Положение об отпусках.pdf", folder / "Копия положения.pdf")
    whole = (SAMPLES / "Приказ № 17 о летнем режиме работы.pdf").read_bytes()
    (folder / "Сломанный.pdf").write_bytes(whole[: len(whole) // 3])
    (folder / "пустой.txt").touch()
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A data folder with the models and the imported samples."""
    folder = tmp_path_factory.mktemp("данные") / "Мои данные"
    install_into(folder)
    assert run(folder, "base", "create", BASE).code == 0
    # A relative path begins where the command was typed.
    imported = run(folder, "import", "--base", BASE, samples.name, folder=samples.parent)
    assert imported.code == 0, imported.errors
    return folder


def statuses(ended: Ended) -> dict[str, str]:
    return {row["document"]: row["status"] for row in ended.results}


def test_every_document_has_its_line_with_a_reason(data: Path) -> None:
    listed = run(data, "documents", "--base", BASE)
    found = statuses(listed)
    assert len(listed.results) == len(found) == len(list(SAMPLES.iterdir())) + 3
    assert found["Сломанный.pdf"] == found["пустой.txt"] == "failed"
    assert {found["Положение об отпусках.pdf"], found["Копия положения.pdf"]} == {"indexed", "copy"}
    others = set(found) - {"Сломанный.pdf", "пустой.txt", "Положение об отпусках.pdf", "Копия положения.pdf"}
    assert {found[name] for name in others} == {"indexed"}
    (broken,) = [row for row in listed.results if row["document"] == "Сломанный.pdf"]
    assert broken["reason"] == "broken_file"
    assert broken["sentence"] and broken["advice"]
    (leave,) = [row for row in listed.results if row["document"] == "Правила командировок.docx"]
    assert leave["chunks"] > 0 and leave["reason"] == ""


def test_the_same_import_again_changes_nothing(data: Path, samples: Path) -> None:
    before = run(data, "documents", "--base", BASE).results
    again = run(data, "import", "--base", BASE, str(samples))
    assert again.code == 0
    assert again.results == before


def test_passwords_come_out_of_a_file(fresh: Path, tmp_path: Path) -> None:
    files = tmp_path / "под паролем"
    files.mkdir()
    for name, password in (("прайс.xlsx", "Ъ1ключЪ"), ("смета.xlsx", "Ъ2ключЪ"), ("тайна.xlsx", "Ъ3ключЪ")):
        encrypted_ooxml(files / name, password)
    passwords = tmp_path / "пароли.txt"
    passwords.write_text("Ъ1ключЪ\nЪ2ключЪ\n", encoding="utf-8")
    locked = run(fresh, "import", "--base", BASE, str(files))
    assert [row["reason"] for row in locked.results] == ["password"] * 3
    ended = run(fresh, "import", "--base", BASE, str(files), "--password-file", str(passwords))
    assert ended.code == 0
    assert statuses(ended) == {"прайс.xlsx": "indexed", "смета.xlsx": "indexed", "тайна.xlsx": "failed"}
    assert [row["reason"] for row in ended.results if row["reason"]] == ["wrong_password"]
    shown = run(fresh, "read", str(files / "смета.xlsx"), "--password-file", str(passwords))
    assert "Насос" in shown.results[0]["text"]
    for path in fresh.rglob("*"):
        assert not path.is_file() or path.is_symlink() or "Ъ2ключЪ".encode() not in path.read_bytes(), path


def test_search_explains_its_scores(data: Path) -> None:
    found = run(data, "search", "--base", BASE, "-k", "3", "--explain", "размер суточных за границей")
    (row,) = found.results
    assert found.code == 0
    assert [result["rank"] for result in row["results"]] == [1, 2, 3]
    assert row["results"][0]["document"] == "Правила командировок.docx"
    scores = [result["score"] for result in row["results"]]
    assert scores == sorted(scores, reverse=True)
    assert {"cosine", "bm25", "ideal"} <= row["results"][0].keys()
    assert row["best_cosine"] >= row["cosine_floor"] > 0
    assert row["kept_out"] == "nothing" and row["place"] is None and row["ranks"][0]["by_words"] == 1


def test_what_keeps_a_place_out_is_told(data: Path) -> None:
    question = "размер суточных за границей"
    named = "Правила командировок.docx"
    (row,) = run(data, "search", "--base", BASE, "-k", "1", question, "--document", named).results
    assert row["place"]["name"] == named and row["kept_out"] == "nothing"
    (row,) = run(data, "search", "--base", BASE, question, "--quote", "такого нет нигде").results
    assert row["kept_out"] == "no_such_words"
    unknown = run(data, "search", "--base", BASE, question, "--document", "нет.txt")
    assert unknown.code != 0 and "нет.txt" in unknown.errors


def test_answers_of_a_file_of_questions(data: Path, tmp_path: Path) -> None:
    questions = ["Сколько дней длится ежегодный основной отпуск?", {"question": "Кто написал «Войну и мир»?"}]
    file = tmp_path / "вопросы.json"
    file.write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
    ended = run(data, "ask", "--base", BASE, "--questions", str(file))
    assert ended.code == 0, ended.errors
    known, unknown = ended.results
    assert known["answered"] is True
    assert "28" in known["answer"]
    citation = known["citations"][0]
    assert citation["document"] in ("Положение об отпусках.pdf", "Копия положения.pdf")
    assert citation["page"] == 1
    assert "28 календарных дней" in " ".join(citation["quote"].split())
    assert any(citation["quote"] in passage["text"] for passage in known["passages"])
    timings = known["timings"]
    assert 0 < timings["search_s"] < timings["first_token_s"] <= timings["total_s"]
    assert timings["prompt_tokens"] > 100 and timings["tokens"] > 0
    assert (unknown["answered"], unknown["answer"], unknown["citations"]) == (False, "", [])
    assert unknown["nearest"]


def test_a_question_of_a_file_goes_on_from_the_one_it_names(data: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "1", "question": "Сколько составляют суточные по России?"},
        {"id": "2", "question": "А за границей?", "after": "1"},
        {"question": "А если поездка длится день?", "after": "Сколько составляют суточные?"},
    ]
    file = tmp_path / "вопросы.json"
    file.write_text(json.dumps({"questions": rows}, ensure_ascii=False), encoding="utf-8")
    ended = run(data, "search", "--base", BASE, "--explain", "--questions", str(file))
    assert ended.code == 0, ended.errors
    alone, second, third = ended.results
    assert alone["searched"] == rows[0]["question"]
    assert second["searched"].startswith(rows[0]["question"]) and second["understood"]["completed"]
    assert third["searched"].startswith("Сколько составляют суточные?")
    file.write_text(json.dumps(rows[:2], ensure_ascii=False), encoding="utf-8")
    asked = run(data, "ask", "--base", BASE, "--questions", str(file), "--explain").results
    assert [row["question"] for row in asked] == [rows[0]["question"], "А за границей?"]
    assert asked[1]["searched"].startswith(rows[0]["question"])
    assert asked[1]["passages"][0]["document"] == "Правила командировок.docx"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("search", "--base", "Нет такой", "?"), 1),
        (("ask", "--base", BASE, "--questions", "нет такого.json"), 1),
        (("models", "remove", "no-such-model"), 1),
        (("import", "--base", BASE, "/нет/такого"), 1),
        (("base", "create", BASE), 1),
        (("ask", "--base", BASE), 2),
        (("search", "--base", BASE, "-k", "0", "?"), 2),
        (("fly",), 2),
    ],
)
def test_a_problem_is_a_sentence_on_standard_error(data: Path, arguments: tuple[str, ...], code: int) -> None:
    ended = run(data, *arguments)
    assert ended.code == code
    assert ended.rows == []
    assert ended.errors.strip()
    assert "Traceback" not in ended.errors


def test_models_and_bases_are_listed_checked_and_removed(data: Path) -> None:
    models = {row["model"]: row for row in run(data, "models", "list").results}
    ready = {name for name, row in models.items() if row["state"] == "ready"}
    assert ready == {"qwen2.5-coder-0.5b-instruct-q4_k_m", "multilingual-e5-small"}
    assert all(row["licence"] and row["publisher"] for row in models.values())
    prepared = run(data, "models", "prepare")
    assert (prepared.code, prepared.results) == (0, [])  # all is here: nothing is got again
    assert run(data, "base", "create", "Лишняя").code == 0
    assert [row["base"] for row in run(data, "base", "list").results] == [BASE, "Лишняя"]
    assert run(data, "base", "remove", "лишняя").code == 0
    assert [row["base"] for row in run(data, "base", "list").results] == [BASE]


def test_what_was_made_is_its_owners_alone(data: Path) -> None:
    """Of a folder that was used; models were put there by the test."""
    made = [path for path in data.rglob("*") if "models" not in path.relative_to(data).parts]
    assert len(made) > 50
    if os.name != "nt":
        assert not [path for path in made if path.stat().st_mode & 0o077]


def test_the_doctor_finds_everything_in_order(data: Path) -> None:
    ended = run(data, "doctor")
    assert [row for row in ended.results if not row["ok"]] == []
    assert ended.code == 0
    names = {row["check"] for row in ended.results}
    assert {"memory", "model qwen2.5-coder-0.5b-instruct-q4_k_m", f"base {BASE}"} <= names


# --- two processes, one folder ---


def colourful(folder: Path, documents: int = 16) -> Path:
    """Documents that take some seconds to index, each with words of its own."""
    folder.mkdir(parents=True)
    for number in range(documents):
        colour = COLOURS[number % len(COLOURS)]
        lines = [
            f"{line}. Пункт {number}-{line}: {colour} короб номер {number * 100 + line} хранится на полке "
            f"{line + 3}, выдаётся под роспись кладовщику смены и возвращается до конца рабочего дня."
            for line in range(1, 40)
        ]
        (folder / f"Опись {number:02}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A data folder with the models and an empty base."""
    folder = tmp_path / "Мои данные"
    install_into(folder)
    assert run(folder, "base", "create", BASE).code == 0
    return folder


def whole(ended: Ended, documents: int = 16) -> int:
    """Every document is there once and indexed; returns the number of chunks."""
    assert [row["document"] for row in ended.results] == [f"Опись {n:02}.txt" for n in range(documents)]
    assert {row["status"] for row in ended.results} == {"indexed"}
    return sum(row["chunks"] for row in ended.results)


def found_once(data: Path, number: int) -> None:
    """Words that stand in one place are found in that place, once."""
    wanted = f"короб номер {number * 100 + 7}"
    (row,) = run(data, "search", "--base", BASE, "-k", "30", wanted).results
    holding = [result for result in row["results"] if f"{wanted} " in result["text"]]
    assert [result["document"] for result in holding] == [f"Опись {number:02}.txt"]
    chunks = [(result["document"], result["text"]) for result in row["results"]]
    assert len(chunks) == len(set(chunks))


def test_a_second_command_is_served_by_the_first(fresh: Path, tmp_path: Path) -> None:
    files = colourful(tmp_path / "Описи", 48)  # it must last longer than three commands on one core
    first = Command(fresh, "import", "--base", BASE, str(files))
    first.until(lambda command: command.done() >= 2, "two documents indexed")
    listed = run(fresh, "documents", "--base", BASE)
    found = run(fresh, "search", "--base", BASE, "-k", "2", "короб на полке")  # while indexing goes on
    unknown = run(fresh, "documents", "--base", "Нет такой")
    assert first.process.poll() is None
    assert {row["status"] for row in listed.results} >= {"indexed", "queued"}
    assert len(found.results[0]["results"]) == 2
    assert (unknown.code, unknown.rows) == (1, [])
    assert "Нет такой" in unknown.errors
    whole(first.wait(), 48)


def test_ctrl_c_ends_one_command_and_the_import_can_be_continued(fresh: Path, tmp_path: Path) -> None:
    files = colourful(tmp_path / "Описи")
    first = Command(fresh, "import", "--base", BASE, str(files))
    first.until(lambda command: command.done() >= 1, "a document indexed")
    second = Command(fresh, "import", "--base", BASE, str(files))
    second.until(lambda command: command.rows, "the same work seen from another terminal")
    first.interrupt()
    assert first.wait().code == 130
    second.wait()
    whole(run(fresh, "import", "--base", BASE, str(files)))


def test_a_command_ends_when_nobody_reads_its_lines_any_more(fresh: Path, tmp_path: Path) -> None:
    files = colourful(tmp_path / "Описи")
    typed = [sys.executable, "-m", "desktop", "import", "--base", BASE, str(files), "--json", "--data-dir"]
    with subprocess.Popen([*typed, str(fresh)], cwd=ROOT, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert json.loads(first.stdout.readline())
        first.stdout.close()  # as `| head -1` does
        assert first.wait(60) == 130
    (left,) = run(fresh, "jobs", "list").results
    assert (left["kind"], left["state"], left["base"]) == ("index", "paused", BASE)
    unknown = run(fresh, "jobs", "resume", "нет-такой")
    assert unknown.code == 1 and "нет-такой" in unknown.errors
    resumed = run(fresh, "jobs", "resume", left["job"])
    assert resumed.code == 0 and resumed.results[-1]["state"] == "succeeded"
    assert run(fresh, "jobs", "list").results == []
    whole(run(fresh, "import", "--base", BASE, str(files)))


def test_a_client_takes_the_folder_when_its_holder_is_killed(fresh: Path, tmp_path: Path) -> None:
    files = colourful(tmp_path / "Описи")
    holder = Command(fresh, "import", "--base", BASE, str(files))
    holder.until(lambda command: command.done() >= 2, "two documents indexed")
    client = Command(fresh, "import", "--base", BASE, str(files))
    client.until(lambda command: command.rows, "the client is served")
    assert alive(holder.kill()) == []
    ended = client.wait()
    assert ended.code == 0, ended.errors
    assert {row["status"] for row in ended.results[-16:]} == {"indexed"}
    found_once(fresh, 3)


# --- kill -9 ---


def test_an_import_survives_the_death_of_its_worker(fresh: Path, tmp_path: Path) -> None:
    files = colourful(tmp_path / "Описи")
    command = Command(fresh, "import", "--base", BASE, str(files))
    command.until(lambda command: command.done() >= 3, "three documents indexed")
    (worker,) = command.workers("knowledge")
    worker.kill()
    ended = command.wait()
    assert ended.code == 0, ended.errors
    whole(ended)
    found_once(fresh, 5)


def test_a_killed_import_loses_and_doubles_nothing(fresh: Path, tmp_path: Path) -> None:
    files = colourful(tmp_path / "Описи")
    for already in (1, 6):
        command = Command(fresh, "import", "--base", BASE, str(files))
        command.until(lambda command, wanted=already: command.done() >= wanted, "documents indexed")
        assert alive(command.kill()) == []
    ended = run(fresh, "import", "--base", BASE, str(files))
    assert ended.code == 0, ended.errors
    chunks = whole(ended)
    assert run(fresh, "documents", "--base", BASE).results == ended.results
    for number in (0, 7, 15):
        found_once(fresh, number)
    # What an import that nobody disturbed makes of the same files.
    assert run(fresh, "base", "create", "Спокойная").code == 0
    undisturbed = run(fresh, "import", "--base", "Спокойная", str(files))
    assert whole(undisturbed) == chunks


def test_an_answer_whose_worker_dies_is_a_problem_and_comes_at_the_second_try(data: Path) -> None:
    question = "Напиши подробно, как оформляется командировка и какие платят суточные."
    command = Command(data, "ask", "--base", BASE, question)
    command.until(lambda command: command.workers("chat"), "the chat worker runs")
    (worker,) = command.workers("chat")
    worker.kill()
    ended = command.wait()
    assert ended.code == 1
    assert ended.rows == []
    assert ended.errors.strip() and "Traceback" not in ended.errors
    again = run(data, "ask", "--base", BASE, "Какие суточные платят в Москве?")
    assert again.code == 0, again.errors
    assert len(again.results) == 1
