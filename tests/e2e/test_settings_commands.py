"""`bukvar settings` and `bukvar policy` as typed, on computers with and without rules of an administrator."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from desktop.settings.policy_file import VARIABLE
from tests.helpers.commands import Ended, run
from workers.contract.codes import Code


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "Мои данные"


def ruled(monkeypatch: pytest.MonkeyPatch, folder: Path, body: Any) -> Path:
    file = folder / "policy.json"
    file.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(file))
    return file


def values(ended: Ended) -> dict[str, Any]:
    return {row["setting"]: row["value"] for row in ended.results}


def test_settings_are_listed_changed_and_kept(data: Path) -> None:
    listed = run(data, "settings", "list")
    assert listed.code == 0 and values(listed)["text_size"] == 100
    assert "geometry" not in values(listed)
    for name, typed, value in (
        ("text_size", "130", 130), ("notify_long", "off", False), ("language", "en", "en"),
        ("sealed", "true", True),
    ):  # fmt: skip
        assert values(run(data, "settings", "set", name, typed)) == {name: value}
        assert values(run(data, "settings", "get", name)) == {name: value}
    assert json.loads((data / "settings.json").read_text("utf-8"))["text_size"] == 130


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("set", "text_size", "1000"), "75…200"),
        (("set", "text_size", "big"), "75…200"),
        (("set", "theme", "purple"), "contrast"),
        (("set", "sealed", "perhaps"), "true, false"),
        (("get", "colour"), "settings list"),
        (("set", "geometry", "x"), "settings list"),
        (("set", "mirror", "vasya:secret@host/models"), "https://"),
        (("set", "selected_model", "no-such"), "no-such"),
    ],
)
def test_what_cannot_be_is_a_sentence(data: Path, arguments: tuple[str, ...], expected: str) -> None:
    ended = run(data, "settings", *arguments)
    assert ended.code == 1 and ended.rows == []
    assert expected in ended.errors and "secret" not in ended.errors


def test_what_the_administrator_fixed_is_refused_in_a_sentence(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = {"sealed": True, "language": "en", "mirror": "https://mirror.example", "training": False}
    ruled(monkeypatch, tmp_path, rules)
    listed = run(data, "settings", "list")
    fixed = {row["setting"] for row in listed.results if row["fixed"]}
    assert fixed == {"sealed", "language", "mirror"}
    for arguments in (
        ("settings", "set", "sealed", "false"), ("seal", "off"), ("settings", "set", "mirror", ""),
        ("settings", "set", "language", "ru"),
    ):  # fmt: skip
        ended = run(data, *arguments)
        assert ended.code == 1
        assert "set by your administrator" in ended.errors
    refused = run(data, "tuning", "install", "--accept-licence")
    assert refused.code == 1 and "Training is switched off by your administrator" in refused.errors
    assert run(data, "settings", "set", "text_size", "115").code == 0
    assert values(run(data, "settings", "get", "sealed")) == {"sealed": True}
    monkeypatch.delenv(VARIABLE)
    assert values(run(data, "settings", "get", "sealed")) == {"sealed": False}


def test_data_lie_nowhere_else(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ruled(monkeypatch, tmp_path, {"data_folder": str(tmp_path / "там"), "language": "en"})
    ended = run(data, "base", "list")
    assert ended.code == 1 and "data_folder" in ended.errors
    assert not data.exists()
    assert run(tmp_path / "там" / "я", "base", "list").code == 0


def test_a_broken_policy_seals_and_the_doctor_says_so(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ruled(monkeypatch, tmp_path, '{"sealed": false,}')
    checked = run(data, "policy", "check", str(file))
    assert checked.code == 1 and "cannot be read" in checked.errors
    assert "line 1" in json.dumps(checked.rows)
    assert values(run(data, "settings", "get", "sealed")) == {"sealed": True}
    doctor = run(data, "doctor")
    assert doctor.code == 1
    (rules,) = [row for row in doctor.results if row["check"] == "policy"]
    assert (rules["ok"], rules["code"]) == (False, Code.POLICY_DAMAGED.value)


def test_a_key_that_nobody_knows_is_told_and_the_rest_holds(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ruled(monkeypatch, tmp_path, {"seeled": True, "language": "en", "mirror": 7})
    checked = run(data, "policy", "check", str(file))
    assert checked.code == 1 and "seeled" in checked.errors and "mirror" in checked.errors
    shown = run(data, "policy", "show")
    assert {row["key"]: row["value"] for row in shown.rows if "key" in row}["language"] == "en"
    listed = run(data, "settings", "list")
    # A mirror is wanted, and nobody knows which: nothing is fetched from elsewhere.
    assert {row["setting"] for row in listed.results if row["fixed"]} == {"language", "sealed"}


def test_the_doctor_without_models_says_what_is_missing_and_what_to_type(data: Path) -> None:
    ended = run(data, "doctor")
    assert ended.code == 1
    rows = {row["check"]: row for row in ended.results}
    assert rows["chat"]["state"] == rows["embedding"]["state"] == "missing"
    assert rows["chat"]["next"] == "bukvar models prepare"
    for name in ("folders", "database", "page", "vectors"):
        assert rows[name]["ok"] and rows[name]["seconds"] > 0


def test_a_policy_is_checked_without_a_folder_for_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    nowhere = tmp_path / "file" / "data"  # nobody can make a folder there
    file = ruled(monkeypatch, tmp_path, {"sealed": True, "colour": 1})
    for arguments in (("policy", "check", str(file)), ("policy", "show")):
        ended = run(nowhere, *arguments)
        assert ended.code == 1 and ended.rows[0] == {"policy": str(file), "state": "honoured"}
        assert {"key": "sealed", "value": True} in ended.rows
        assert [row["code"] for row in ended.rows if "code" in row] == [Code.POLICY_KEY]


def test_what_support_needs_is_told_where_nothing_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    nowhere, report = tmp_path / "file" / "data", tmp_path / "report.zip"
    ended = run(nowhere, "report", "support", "--output", str(report))
    assert ended.code == 0 and str(nowhere) in ended.errors
    with zipfile.ZipFile(report) as made:
        assert {"about.json", "start.json", "policy.json"} <= set(made.namelist())
        start = json.loads(made.read("start.json"))
    assert start["code"] == Code.FOLDER_NOT_WRITABLE and str(tmp_path) not in json.dumps(start)
    ended = run(nowhere, "report", "support", "--output", str(nowhere / "report.zip"))
    assert ended.code == 1
