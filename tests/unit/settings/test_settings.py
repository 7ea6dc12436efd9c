"""The settings file: defaults, upgrades, keys of others, and what is done with damaged ones."""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest

from desktop.settings.schema import LIMITS, REMEMBERED, Settings, ThemeChoice
from desktop.settings.store import SettingsStore
from workers.contract.codes import Code, ProblemError

# Python cannot read the first; the second it reads and cannot write again.
NESTED = "[" * 20_000 + "]" * 20_000
NESTED_LESS = '{"version": 1, "more": ' + "[" * 900 + "]" * 900 + "}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Настройки и прочее" / "settings.json"


def write(file: Path, body: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")


def test_what_is_changed_is_there_at_the_next_start(file: Path) -> None:
    told: list[frozenset[str]] = []
    store = SettingsStore(file, told.append)
    assert store.values == Settings()
    store.change(theme="dark", text_size=125, splitters={"chat": [240, 352]}, current_base="Ё")
    assert told == [frozenset({"theme", "text_size", "splitters", "current_base"})]
    again = SettingsStore(file).values
    assert again.theme is ThemeChoice.DARK
    assert (again.text_size, again.splitters, again.current_base) == (125, {"chat": [240, 352]}, "Ё")


def test_nothing_is_written_or_told_when_nothing_differs(file: Path) -> None:
    told: list[frozenset[str]] = []
    SettingsStore(file, told.append).change(text_size=100)
    assert told == []
    assert not file.exists()


def test_keys_of_other_versions_are_kept(file: Path) -> None:
    write(file, {"version": 1, "text_size": 110, "from_tomorrow": {"a": 1}})
    SettingsStore(file).change(text_size=120)
    assert json.loads(file.read_text("utf-8"))["from_tomorrow"] == {"a": 1}


def test_who_had_changed_documents_left_alone_has_folders_left_alone(file: Path) -> None:
    write(file, {"version": 1, "reread_changed": False})
    store = SettingsStore(file)
    assert store.values.watch_folders is False
    store.change(text_size=120)
    raw = json.loads(file.read_text("utf-8"))
    assert (raw["version"], raw["watch_folders"]) == (2, False) and "reread_changed" not in raw


def test_a_value_that_does_not_fit_is_left_at_its_default(file: Path) -> None:
    write(file, {"version": 1, "theme": "purple", "text_size": "big", "notify_long": False, "context": -5})
    values = SettingsStore(file).values
    assert values.theme is ThemeChoice.SYSTEM
    assert values.text_size == Settings().text_size
    assert values.notify_long is False
    assert values.context == LIMITS["context"][0]


def test_a_language_that_is_unknown_is_the_systems(file: Path) -> None:
    write(file, {"version": 1, "language": "tlh", "text_size": 115})
    store = SettingsStore(file)
    assert (store.values.language, store.values.text_size) == ("system", 115)
    store.change(language="en")
    assert SettingsStore(file).values.language == "en"


@pytest.mark.parametrize("body", ["{", "[1]", "", "\x00\x01", NESTED, NESTED_LESS])
def test_a_damaged_file_is_put_aside(file: Path, body: str) -> None:
    write(file, body)
    assert SettingsStore(file).values == Settings()
    (aside,) = file.parent.glob("settings.damaged-*.json")
    assert aside.read_text("utf-8") == body


def test_who_only_looks_leaves_a_damaged_file_to_the_application_that_tells_of_it(file: Path) -> None:
    write(file, "{")
    early = SettingsStore(file, fixed={"language": "ru"}, only_looks=True)
    assert early.values.language == "ru" and file.read_text("utf-8") == "{"
    assert SettingsStore(file).set_aside


def test_a_newer_file_is_refused_and_left_alone(file: Path) -> None:
    body = json.dumps({"version": 99, "text_size": 150})
    write(file, body)
    with pytest.raises(ProblemError) as caught:
        SettingsStore(file)
    assert caught.value.problem.code is Code.DATA_NEWER
    assert file.read_text("utf-8") == body


def test_an_older_file_walks_the_steps(file: Path) -> None:
    write(file, {"letter_size": 3})  # the first version wrote no number

    def to_second(raw: dict[str, Any]) -> dict[str, Any]:
        return {**raw, "text_size": raw.pop("letter_size") * 50}

    store = SettingsStore(file, version=2, steps={1: to_second})
    assert store.values.text_size == 150
    store.change(notify_long=False)
    saved = json.loads(file.read_text("utf-8"))
    assert (saved["version"], saved["text_size"]) == (2, 150)


def test_a_kill_while_writing_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SettingsStore(file)
    store.change(text_size=110)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        store.change(text_size=120)
    assert SettingsStore(file).values.text_size == 110
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_each_setting_has_a_place_in_the_window() -> None:
    desktop = Path(__file__).resolve().parents[3] / "desktop"
    files = [*desktop.glob("ui/**/*.py"), *desktop.glob("features/*/view*/**/*.py")]
    shown = "\n".join(file.read_text(encoding="utf-8") for file in files)
    names = {field.name for field in dataclasses.fields(Settings)}
    assert set(REMEMBERED) <= names
    assert [name for name in sorted(names - set(REMEMBERED)) if not re.search(rf"\b{name}\b", shown)] == []
