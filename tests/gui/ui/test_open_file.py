"""Files in programs of the system: what is said where there is no program, and what is offered then."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.processes.system_opener import LAUNCHER
from desktop.ui.open_file import open_file, open_page
from desktop.ui.widgets import Toast
from tests.conftest import Complaints
from tests.helpers.gui import plain_theme, wait_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no launcher that is asked")


@pytest.fixture
def toast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toast]:
    """Over a window, on a computer where folders and `.txt` are opened, and nothing else."""
    plain_theme()
    launcher = tmp_path / "programs" / LAUNCHER
    launcher.parent.mkdir()
    launcher.write_text(
        '#!/bin/sh\ncase "$1" in *.docx|https:*) exit 3;; esac\necho "$1" >> "$0.opened"\n', encoding="utf-8"
    )
    launcher.chmod(0o755)
    monkeypatch.setenv("PATH", f"{launcher.parent}{os.pathsep}{os.environ['PATH']}")
    window = QWidget()
    window.resize(900, 400)
    toast = Toast(window)
    window.show()
    yield toast
    window.deleteLater()


def opened(folder: Path) -> list[str]:
    file = folder / "programs" / f"{LAUNCHER}.opened"
    return file.read_text("utf-8").split("\n")[:-1] if file.exists() else []


def test_a_file_that_a_program_takes_is_opened_and_nothing_else_is_said(toast: Toast, tmp_path: Path) -> None:
    letter = tmp_path / "письмо с пробелом.txt"
    letter.write_text("текст", encoding="utf-8")
    open_file(toast.window(), str(letter))
    assert toast.text() == "Opening письмо с пробелом.txt"
    wait_for(lambda: opened(tmp_path) == [str(letter)])
    wait_for(lambda: False, 0.5, must=False)
    assert toast.text() == "Opening письмо с пробелом.txt"


def test_a_file_that_no_program_takes_is_said_and_its_folder_is_offered(toast: Toast, tmp_path: Path) -> None:
    contract = tmp_path / "договор.docx"
    contract.write_bytes(b"PK")
    open_file(toast.window(), str(contract))
    wait_for(lambda: toast.text() == "This computer has no program that opens договор.docx")
    assert toast.action.text() == "Show in folder"
    toast.action.click()
    wait_for(lambda: opened(tmp_path) == [str(tmp_path)])


def test_a_page_without_a_browser_and_a_computer_without_a_launcher(
    toast: Toast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaints: Complaints
) -> None:
    complaints.expect("does not support QPlatformServices")
    open_page(toast.window(), "https://example.org/a?b=c&d")
    wait_for(lambda: toast.text() == "This computer has no browser that opens https://example.org/a?b=c&d")
    monkeypatch.setenv("PATH", str(tmp_path))  # Qt asks by itself, and says at once that nobody is there
    open_file(toast.window(), str(tmp_path))
    assert toast.text() == f"This computer has no program that shows folders: {tmp_path}"
    open_file(toast.window(), str(tmp_path / "ушёл.pdf"))
    assert toast.text() == "The file is no longer there"
