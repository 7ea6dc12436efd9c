"""A defect while Bukvar starts: it is told of in a sentence, the log has its detail, and the process ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.ui.i18n.problems import sentence
from tests.helpers.commands import ROOT
from workers.contract.codes import Code, Problem

# Breaks one step of the start; the box that the window would show is printed instead.
_BROKEN = """
import sys
from PySide6.QtWidgets import QMessageBox
import {module}
from desktop.__main__ import main

def broken(*arguments, **named):
    raise RuntimeError("a broken step")

{module}.{step} = broken
QMessageBox.critical = lambda parent, title, text: print(text)
sys.exit(main(sys.argv[1:]))
"""


COMMAND = ["models", "list"]
WINDOW: list[str] = []


@pytest.mark.parametrize(
    ("command", "module", "step"),
    [
        (COMMAND, "desktop.app", "Application.recover"),
        (COMMAND, "desktop.paths", "AppPaths.prepare"),
        (COMMAND, "desktop.cli.serving", "Serving.run"),
        (WINDOW, "desktop.app", "Application.recover"),
        (WINDOW, "desktop.paths", "AppPaths.prepare"),
    ],
)
def test_a_defect_is_told_of_and_ends_the_start(
    tmp_path: Path, command: list[str], module: str, step: str
) -> None:
    data = tmp_path / "данные"
    program = _BROKEN.format(module=module, step=step)
    ended = subprocess.run(
        [sys.executable, "-c", program, *command, "--data-dir", str(data)],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120,
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert ended.returncode == 1
    assert sentence(Problem(Code.BUG)) in (ended.stderr if command else ended.stdout)
    log = data / "logs" / "bukvar.log"
    detail = log.read_text("utf-8") if log.exists() else ended.stderr
    assert "a broken step" in detail and "Traceback" in detail


@pytest.mark.parametrize("command", [COMMAND, WINDOW])
def test_what_stops_a_start_is_told_in_the_language_of_the_settings(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "settings.json").write_text('{"version": 2, "language": "ru"}', encoding="utf-8")
    (tmp_path / "bases").write_bytes(b"a file in the place of a folder")
    program = _BROKEN.format(module="desktop.app", step="Application.recover")
    ended = subprocess.run(
        [sys.executable, "-c", program, *command, "--data-dir", str(tmp_path)],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120,
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert ended.returncode == 1
    assert "В папку нельзя записать" in (ended.stderr if command else ended.stdout)
