"""How workers are started."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.processes.launcher import launch
from workers.contract.specs import Kind


def test_the_folder_one_is_in_and_foreign_variables_offer_no_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / "here", tmp_path / "path"):
        (folder / "workers").mkdir(parents=True)
        (folder / "workers" / "__init__.py").write_text("raise SystemExit('a foreign package')")
        (folder / "json.py").write_text("raise SystemExit('a foreign module')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    started = launch(Kind.ECHO)
    assert "PYTHONSTARTUP" not in started.environment
    done = subprocess.run(
        [started.program, *started.arguments],
        env=started.environment,
        cwd=tmp_path / "here",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    assert b"foreign" not in done.stderr
    assert done.stdout.startswith(b'{"type":"hello"')


def test_a_frozen_build_starts_the_console_program_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Bukvar.exe"))
    started = launch(Kind.CHAT)
    assert started.program == str(tmp_path / "bukvar-worker.exe")
    assert started.arguments == ("chat",)
    assert "PYTHONPATH" not in started.environment
