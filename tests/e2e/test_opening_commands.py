"""What opens Bukvar to the outside, typed where no window is: a person at a terminal agrees, nobody else."""

import os
import pty
from pathlib import Path

import pytest

from tests.helpers.commands import Command, Ended, run, typed

KEY = "a" * 64


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "данные"


def sealed(ended: Ended) -> list[tuple[bool, str]]:
    assert ended.code == 0, ended.errors
    return [(change["sealed"], change["by"]) for change in ended.results[-1]["changes"]]


def test_a_script_opens_nothing_and_a_person_does(data: Path) -> None:
    assert sealed(run(data, "seal", "on")) == [(True, "command")]
    for opening in (
        ("seal", "off"), ("settings", "set", "pack_keys", KEY), ("models", "mirror", "https://mirror.example"),
    ):  # fmt: skip
        ended = run(data, *opening)
        assert ended.code == 1 and "a script cannot" in ended.errors, opening
    assert typed(data, "seal", "off", lines=("no",)).code == 1
    assert sealed(typed(data, "seal", "off", lines=("yes",)))[0] == (False, "command")
    trusted = typed(data, "settings", "set", "pack_keys", KEY, lines=("yes",))
    assert trusted.results[0]["value"] == [KEY]
    for closing in (("settings", "set", "pack_keys", ""), ("pack", "trust", "--forget", KEY)):
        ended = run(data, *closing)
        assert ended.code == 1 and "a script cannot" in ended.errors, closing
    assert run(data, "pack", "trust", KEY).results == [{"key": KEY}]  # it is so already
    assert typed(data, "pack", "trust", "--forget", KEY, lines=("yes",)).results == []


def test_a_passphrase_is_asked_for_also_by_another_process_that_holds_the_folder(data: Path) -> None:
    assert typed(data, "seal", "passphrase", lines=("Тайна 1", "Тайна 1")).code == 0
    assert "Тайна" not in (data / "settings.json").read_text("utf-8")
    assert typed(data, "seal", "passphrase", lines=("другая",)).code == 1
    run(data, "seal", "on")
    master, slave = pty.openpty()
    waiting = Command(
        data, "seal", "off", terminal=os.ttyname(slave)
    )  # holds the folder, and is not answered
    shown = b""
    while not shown.rstrip().endswith(b":"):
        shown += os.read(master, 1024)
    assert b"Passphrase" in shown
    assert typed(data, "seal", "off", lines=("yes",)).code == 1
    assert sealed(typed(data, "seal", "off", lines=("Тайна 1",)))[0] == (False, "command")
    waiting.interrupt()
    assert waiting.wait().code == 130
    os.close(slave)
    os.close(master)


def test_settings_that_were_changed_past_bukvar_are_told(data: Path) -> None:
    run(data, "seal", "on")
    file = data / "settings.json"
    file.write_text(file.read_text("utf-8").replace('"sealed": true', '"sealed": false'), "utf-8")
    assert sealed(run(data, "seal", "status"))[0] == (False, "outside")
