"""From a spreadsheet to an adapter in the answer: real commands, trainer and models, a kill in the middle."""

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest

from desktop.processes.launcher import TUNING_PYTHON
from tests.helpers.commands import Command, Ended, alive, run
from tests.helpers.models import install_into, smollm
from tests.helpers.tuning import ROOT, tuning_python

MODEL = "smollm2-135m-instruct-q4_1"
TEAMS = ("sales", "legal", "design", "repair")  # each has a floor
ROOMS = [100 * (number % 4 + 1) + number * 37 % 89 + 1 for number in range(110)]
ROWS = len(ROOMS)
TEAM = {room: TEAMS[room // 100 - 1] for room in ROOMS}
LESSONS = {f"Which team uses room {room}?": f"The {TEAM[room]} team uses room {room}." for room in ROOMS}
OTHER = {f"Name the team that sits in room {room}.": f"The {TEAM[room]} team." for room in ROOMS}
LEARNING = ("--epochs", "3", "--learning-rate", "1e-3", "--no-early-stop")
_PATIENCE = 600.0


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with models, a base of approved rows, and the tuning component's Python."""
    before = os.environ.get(TUNING_PYTHON)
    os.environ[TUNING_PYTHON] = str(tuning_python())
    folder = tmp_path_factory.mktemp("tuning")
    install_into(folder)
    target = folder / "models" / MODEL / smollm().name
    target.parent.mkdir(parents=True)
    shutil.copyfile(smollm(), target)
    assert run(folder, "base", "create", "Staff").code == 0
    taken = run(folder, "dataset", "import", "--base", "Staff", str(_spreadsheet(folder)))
    assert taken.code == 0 and taken.results[0]["rows"] == ROWS
    yield folder
    if before is None:
        del os.environ[TUNING_PYTHON]
    else:
        os.environ[TUNING_PYTHON] = before


def _spreadsheet(folder: Path) -> Path:
    """As offices keep it: a title above the names of the columns, two sheets of rows, one of others."""
    book = openpyxl.Workbook()
    first, second, third = book.worksheets[0], book.create_sheet("Others"), book.create_sheet("Phones")
    for at, (question, answer) in enumerate(LESSONS.items()):
        sheet = second if at % 2 else first
        if sheet.max_row == 1:
            for line in (("What visitors ask",), (), ("No.", "Question", "Answer")):
                sheet.append(line)
        sheet.append((at, question, answer))
    for line in (("Name", "Phone"), (TEAMS[0], 1)):
        third.append(line)
    book.save(folder / "house.xlsx")
    return folder / "house.xlsx"


def _examine(data: Path, asked: Mapping[str, str]) -> None:
    """Make these questions the exam of the base, beside those that it has."""
    file = data / "exam.jsonl"
    lines = [json.dumps({"question": question, "answer": answer}) for question, answer in asked.items()]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert run(data, "exam", "import", "--base", "Staff", "--by", "Anna", str(file)).code == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random model of four layers in the format of Hugging Face."""
    place = tmp_path_factory.mktemp("tiny")
    command = [tuning_python(), "-m", "tests.helpers.tiny_models", place, "qwen3"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    return place / "qwen3" / "model"


@pytest.fixture(scope="module")
def tiny(data: Path, folder: Path) -> dict[str, object]:
    """The same as a model that the program has."""
    added = run(data, "models", "add", str(folder))
    assert added.code == 0, added.errors
    return dict(added.rows[0])


def _trained(data: Path, *arguments: str) -> Ended:
    """A command that trains: it may take longer than others."""
    command = Command(data, *arguments)
    try:
        command.process.wait(_PATIENCE)
    finally:
        command.process.kill()
    return command.wait()


def _last(ended: Ended) -> dict[str, object]:
    return dict(ended.rows[-1])


@pytest.mark.timeout(1500)
def test_rows_become_an_adapter_that_answers(data: Path, tmp_path: Path) -> None:
    few = run(data, "tune", "--base", "Staff", "--model", MODEL)
    assert few.code == 1 and "Too few" in few.errors and not few.rows
    approve = ("dataset", "review", "--base", "Staff", "--approve-all", "--by", "Anna")
    asked = run(data, *approve)
    assert asked.code == 1 and "--unseen" in asked.errors
    sample = [row["number"] for row in asked.rows if "sample" in row]
    assert len(set(sample)) == 30 and f"{ROWS}, and nobody" in asked.errors
    reviewed = run(data, *approve, "--unseen")
    assert reviewed.code == 0, reviewed.errors

    # Killed in the middle; what is asked for next goes on from there.
    command = Command(data, "tune", "--base", "Staff", "--model", MODEL, *LEARNING)
    command.until(lambda c: any(r.get("event") == "checkpoint" for r in c.rows), "a checkpoint")
    gates = {row["gate"]: row for row in command.rows if "gate" in row}
    assert gates["examples"]["state"] == "warn" and gates["backend"]["name"] == "unsloth_cpu"
    forecast = next(row for row in command.rows if "forecast" in row)
    assert forecast["seconds_low"] <= forecast["seconds"] <= forecast["seconds_high"]
    before = [row["step"] for row in command.rows if row.get("progress") == "tune"]
    identity = next(row["run"] for row in command.rows if "run" in row)
    assert not alive(command.kill())
    ended = _trained(data, "tune", "--base", "Staff", "--resume", identity)
    assert ended.code == 0, ended.errors
    result = _last(ended)
    assert result["run"] == identity and result["status"] == "complete"
    assert result["rows_train"] + result["rows_validation"] == ROWS  # type: ignore[operator]
    assert (result["backend"], result["base_model"]) == ("unsloth_cpu", MODEL)
    after = [row["step"] for row in ended.rows if row.get("progress") == "tune"]
    assert after[0] > 1 and after[0] <= before[-1] + 1 and after[-1] == result["steps"]
    assert any(row.get("event") == "continued" for row in ended.rows)

    adapters = run(data, "adapters", "list", "--base", "Staff").rows
    assert [row["adapter"] for row in adapters] == [result["adapter"]]
    adapter = adapters[0]
    assert not adapter["active"]
    assert adapter["approved_by"] == ["Anna"] and adapter["provenance"]["seed"] == 3407

    # Nothing answers before its exam, unless somebody answers for it.
    refused = run(data, "adapters", "use", adapter["adapter"])
    assert refused.code == 1 and "has not sat an exam" in refused.errors and not refused.rows
    on = run(data, "adapters", "use", adapter["adapter"], "--override-by", "Anna").rows[0]
    assert on["active"] and on["overridden_by"] == "Anna"

    # The exam that the run has told: what was trained, that in other words, and what the model knew before.
    lines = (data / "runs" / identity / "rows.jsonl").read_text("utf-8").splitlines()
    taught = [str(json.loads(line)["question"]) for line in lines][:8]
    others = dict(list(OTHER.items())[:2])
    _examine(data, {**{question: LESSONS[question] for question in taught}, **others})
    told = shlex.split(str(result["exam"]))
    assert told[0] == "bukvar" and told[-3:] == ["--adapter", adapter["adapter"], "--general"]
    held = _trained(data, *told[1:])
    assert held.code == 0, held.errors
    marks = {(row["candidate"], row["question"]): row["mark"] for row in held.rows if "mark" in row}
    table = {row["candidate"]: row for row in held.rows[-1]["table"]}
    right = {
        (who, part): sum(marks[who, question] == "right" for question in asked_of)
        for who in ("model", "trained")
        for part, asked_of in (("taught", taught), ("others", list(others)))
    }
    figures = f"{right}, general {[(who, row['general']) for who, row in table.items()]}"
    assert right["trained", "taught"] >= 0.6 * len(taught), figures
    assert right["model", "taught"] < 0.6 * len(taught), figures
    assert all(row["general_asked"] == 20 for row in table.values())

    question = "Which team uses room 238?"
    answers = {}
    for mode in ("trained", "model"):
        asked = run(data, "ask", "--base", "Staff", "--mode", mode, "--model", MODEL, question)
        assert asked.code == 0, asked.errors
        answers[mode] = _last(asked)
    assert answers["trained"]["adapter"] == adapter["adapter"] and answers["model"]["adapter"] == ""
    assert answers["trained"]["answer"] != answers["model"]["answer"]
    assert run(data, "adapters", "strength", adapter["adapter"], "0").rows[0]["strength"] == 0
    weak = _last(run(data, "ask", "--base", "Staff", "--mode", "trained", question))
    assert weak["answer"] != answers["trained"]["answer"] and weak["strength"] == 0

    file = tmp_path / "staff.bukvaradapter"
    assert run(data, "adapters", "export", adapter["adapter"], str(file)).code == 0
    assert run(data, "adapters", "remove", adapter["adapter"]).code == 0
    assert not Path(adapter["path"]).exists()
    none = run(data, "ask", "--base", "Staff", "--mode", "trained", question)
    assert none.code == 1 and "Staff" in none.errors
    taken = run(data, "adapters", "import", "--base", "Staff", str(file))
    assert taken.code == 0, taken.errors
    assert taken.rows[0]["sha256"] == adapter["sha256"] and not taken.rows[0]["active"]
    taken_on = run(data, "adapters", "activate", taken.rows[0]["adapter"], "--override-by", "Anna")
    assert taken_on.rows[0]["active"]
    assert run(data, "adapters", "back", "--base", "Staff").rows[0]["adapter"] == ""
    # In all this no library has so much as tried to reach the network, in Python or in C.
    assert _last(run(data, "seal", "status"))["attempts"] == 0


def test_a_model_folder_becomes_a_model(
    data: Path, folder: Path, tiny: dict[str, object], tmp_path: Path
) -> None:
    assert (tiny["state"], tiny["context"]) == ("ready", 512)
    asked = run(data, "ask", "--base", "Staff", "--mode", "model", "--model", str(tiny["model"]), "the")
    assert asked.code == 0, asked.errors
    again = run(data, "models", "add", str(folder / "config.json"), "--quantization", "Q8_0")
    assert again.code == 0 and again.rows[0]["size"] < tiny["size"]  # type: ignore[operator]
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    config = json.loads((other / "config.json").read_text())
    (other / "config.json").write_text(json.dumps({**config, "model_type": "mamba2"}))
    refused = run(data, "models", "add", str(other))
    assert refused.code == 1 and "mamba2" in refused.errors and "Qwen" in refused.errors
    assert not list((data / "downloads").glob("making-*"))


@pytest.mark.timeout(900)
def test_a_whole_small_model_is_trained_by_the_same_command(data: Path, tiny: dict[str, object]) -> None:
    """It is a model of its own that answers and can be removed; every stage is told from the first second."""
    assert (
        run(data, "dataset", "review", "--base", "Staff", "--approve-all", "--unseen", "--by", "Anna").code
        == 0
    )
    model = str(tiny["model"])
    # What a random model says is a matter of near ties: it takes some learning until it is not.
    learning = ("--epochs", "6", "--learning-rate", "4e-3", "--no-early-stop")
    ended = _trained(data, "tune", "--base", "Staff", "--model", model, "--full", *learning)
    assert ended.code == 0, ended.errors
    assert ended.rows[0]["progress"] == "closed_book"
    stages = [(row["progress"], row["stage"]) for row in ended.rows if "stage" in row]
    for stage in (("conditions", "libraries"), ("dry_run", "libraries"), ("dry_run", "measuring")):
        assert stage in stages
    forecast = next(row for row in ended.rows if "forecast" in row)
    assert forecast["settings"]["full"] and not forecast["settings"]["four_bit"]
    result = _last(ended)
    assert (result["status"], result["adapter"]) == ("complete", "")
    assert result["steps"] >= 60
    made = str(result["model"])
    assert made in {row["model"] for row in run(data, "models", "list").rows}
    # What it has learned and forgotten, by the command that the run has told.
    _examine(data, dict(list(OTHER.items())[20:23]))
    command = shlex.split(str(result["exam"]))
    assert command[0] == "bukvar"
    held = _trained(data, *command[1:], "--limit", "3")
    assert held.code == 0, held.errors
    told = held.rows[-1]
    table = {row["candidate"]: row for row in told["table"]}
    assert set(table) == {f"model|{model}", f"model|{made}"}
    assert all(row["general_asked"] == 20 and row["asked"] == 3 for row in table.values())
    assert told["knows_less"] == []  # neither knows anything
    assert not list((data / "runs" / str(result["run"])).glob("*/step-*"))  # nothing large is left of the run
    assert run(data, "models", "remove", made).code == 0
    kept = {row["model"] for row in run(data, "models", "list").rows if row["state"] == "ready"}
    assert made not in kept


def test_the_component_is_shown_and_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TUNING_PYTHON, raising=False)
    status = run(tmp_path, "tuning", "status")
    assert (status.code, status.rows[0]["component"]) == (0, "absent")
    refused = run(tmp_path, "tuning", "install", "--wheelhouse", str(tmp_path))
    assert refused.code == 1 and "--accept-licence" in refused.errors
    assert "Affero" in run(tmp_path, "tuning", "licence").rows[0]["licence"]
    repaired = run(tmp_path, "tuning", "repair")
    assert repaired.code == 1 and "tuning component" in repaired.errors
    assert not (tmp_path / "tuning").exists()
    empty = run(tmp_path, "tuning", "install", "--wheelhouse", str(tmp_path), "--accept-licence")
    assert empty.code == 1 and empty.errors
    assert run(tmp_path, "tuning", "status").rows[0]["component"] == "damaged"
    assert run(tmp_path, "tuning", "remove").rows[0]["component"] == "absent"
