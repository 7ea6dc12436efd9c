"""Which Python the training component gets, by the names that each system gives it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from workers.contract.codes import Code, ProblemError
from workers.transfer import interpreter

OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
OTHER = "3.12" if OURS != "3.12" else "3.13"


class Registry(SimpleNamespace):
    """`winreg` as far as it is asked: key → ({name: value}, [keys below])."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "user", "computer"

    def __init__(self, keys: dict[tuple[str, str], dict[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    @contextmanager
    def OpenKey(self, hive: str, key: str) -> Iterator[tuple[str, str]]:
        if not any(one[0] == hive and f"{one[1]}\\".startswith(f"{key}\\") for one in self._keys):
            raise FileNotFoundError(key)
        yield hive, key

    def QueryInfoKey(self, opened: tuple[str, str]) -> tuple[int, int, int]:
        return len(self._below(opened)), 0, 0

    def EnumKey(self, opened: tuple[str, str], index: int) -> str:
        return self._below(opened)[index]

    def QueryValueEx(self, opened: tuple[str, str], name: str) -> tuple[str, int]:
        try:
            return self._keys[opened][name], 1
        except KeyError as error:
            raise FileNotFoundError(name) from error

    def _below(self, opened: tuple[str, str]) -> list[str]:
        start = f"{opened[1]}\\"
        keys = [key for hive, key in self._keys if hive == opened[0] and key.startswith(start)]
        return sorted({key.removeprefix(start).split("\\")[0] for key in keys})


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer where Bukvar is frozen; its PATH is one folder, which is returned. Its registry is empty."""
    folder = tmp_path / "Мои программы"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv(interpreter.CHOSEN, raising=False)
    monkeypatch.setitem(sys.modules, "winreg", Registry({}))  # type: ignore[arg-type]
    return folder


def program(file: Path, version: str, fits: bool = True, path: str = "") -> Path:
    """Answers like an interpreter of this version; as the launcher, only where the version is named."""
    answer = f'["{version}", "{path or file}", {"true" if fits else "false"}]'
    text = f'#!/bin/sh\ncase "$1" in -[0-9]*) [ "$1" = -{version} ] || exit 103 ;; esac\necho \'{answer}\'\n'
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def missing(system: str) -> dict[str, Any]:
    with pytest.raises(ProblemError) as caught:
        interpreter.find(system=system)
    assert caught.value.problem.code is Code.PYTHON_MISSING
    return caught.value.problem.params


def test_a_real_one_is_asked(computer: Path) -> None:
    """No imitation: this very interpreter answers the question as it is put."""
    (computer / "python3").symlink_to(sys.executable)
    found = interpreter.find(system="linux")
    assert os.path.samefile(found, sys.executable)


def test_the_newest_that_fits_is_taken(computer: Path) -> None:
    program(computer / "python3.12", "3.12")
    newer = program(computer / "python3.14", "3.14")
    program(computer / "python3", "3.15")
    assert interpreter.find(system="linux") == str(newer)


@pytest.mark.parametrize("version", ["3.10", "3.15"])
def test_too_old_and_too_new_are_missing(computer: Path, version: str) -> None:
    program(computer / "python3", version)
    assert missing("linux") == {"oldest": "3.11", "newest": "3.14"}


def test_one_of_32_bits_or_without_its_lock_does_not_fit(computer: Path) -> None:
    program(computer / "python3.13", "3.13", fits=False)
    missing("linux")


def test_a_source_run_obeys_the_same_range(monkeypatch: pytest.MonkeyPatch, computer: Path) -> None:
    """Ours is as good as any, and no better: out of the range another one is looked for."""
    monkeypatch.delattr(sys, "frozen")
    assert interpreter.find() == sys.executable
    monkeypatch.setattr(interpreter, "OLDEST", (3, sys.version_info[1] + 1))
    monkeypatch.setattr(interpreter, "NEWEST", (3, sys.version_info[1] + 1))
    missing("linux")


def test_windows_is_asked_through_its_launcher(computer: Path) -> None:
    """python.org's setup puts `py` there; `python3` is not a name on Windows."""
    place = computer / "Python" / "python.exe"
    program(computer / "py", "3.13", path=str(place))
    program(computer / "python3", "3.12")
    assert interpreter.find(system="win32") == str(place)


def test_windows_without_the_launcher_is_looked_up_in_the_registry(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = f"{interpreter._PYTHONS}\\PythonCore"
    all_users = program(computer / "all" / "python.exe", "3.13")
    own = program(computer / "own" / "python.exe", "3.12")
    odd = program(computer / "odd" / "python.exe", "3.14", fits=False)
    keys = {
        ("user", f"{key}\\3.12\\InstallPath"): {"": str(own.parent)},
        ("user", f"{key}\\3.14-32\\InstallPath"): {"": str(odd.parent), "ExecutablePath": str(odd)},
        ("user", f"{key}\\3.11\\InstallPath"): {"": "gone"},
        ("computer", f"{key}\\3.13\\InstallPath"): {"": "gone", "ExecutablePath": str(all_users)},
    }
    monkeypatch.setitem(sys.modules, "winreg", Registry(keys))  # type: ignore[arg-type]
    assert interpreter.find(system="win32") == str(own)
    assert interpreter.find(("3.13",), system="win32") == str(all_users)


def test_the_stub_of_microsofts_store_is_no_python(computer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would open the Store; a Python from there has its own view of the user's folders."""
    store = computer / "Microsoft" / "WindowsApps"
    program(store / "python", "3.13")
    monkeypatch.setenv("PATH", str(store))
    missing("win32")
    program(computer / "py", "3.13", path=str(store / "python.exe"))
    monkeypatch.setenv("PATH", str(computer))
    missing("win32")


def test_python_of_the_path_is_found_on_windows(computer: Path) -> None:
    found = program(computer / "python", "3.11")
    assert interpreter.find(system="win32") == str(found)


def test_an_administrators_choice_comes_first(computer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(computer / "python3.14", "3.14")
    own = program(computer / "own" / "python", OTHER)
    monkeypatch.setenv(interpreter.CHOSEN, str(own))
    assert interpreter.find(system="linux") == str(own)
