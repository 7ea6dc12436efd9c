"""Which Bukvar it says it is: installed from a package, frozen, from the sources."""

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from desktop import version
from desktop.version import bukvar_version

ROOT = Path(__file__).resolve().parents[2]
SOURCES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def test_a_frozen_one_says_what_its_installer_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bukvar"))
    assert bukvar_version() == ""
    (tmp_path / "VERSION").write_text("7.8.9\n", encoding="utf-8")
    assert bukvar_version() == "7.8.9"


def test_sources_that_are_not_installed_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version, "version", unknown)
    assert bukvar_version() == SOURCES


def test_the_command_says_it() -> None:
    command = [sys.executable, "-m", "desktop", "--version"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"Bukvar {bukvar_version()}\n")
    assert bukvar_version()
