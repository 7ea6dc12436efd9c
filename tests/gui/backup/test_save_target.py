"""Where a person saves: nowhere within the folder of data, whatever is saved."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.paths import file_name
from desktop.ui.dialogs.save_target import DATA_FOLDER, ask_target
from tests.helpers.gui import qt_app

ROOT = Path(__file__).resolve().parents[3]


def test_a_file_in_the_folder_of_data_is_refused_and_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, data, outside = qt_app(), tmp_path / "data", str(tmp_path / "data.zip")
    (data / "backups").mkdir(parents=True)
    (tmp_path / "link").symlink_to(data)
    inside = [str(folder / "bukvar.sqlite") for folder in (data, data / "backups", tmp_path / "link")]
    answers, told = [*inside, outside], list[str]()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answers.pop(0), "zip"))
    monkeypatch.setattr(QMessageBox, "warning", lambda *given: told.append(given[2]))
    app.setProperty(DATA_FOLDER, str(data))
    try:
        assert ask_target(QWidget(), "Save", "a", "*.zip") == (outside, "zip")
        assert len(told) == 3 and str(data) in told[0]
        answers.append("")
        assert ask_target(QWidget(), "Save", "a", "*.zip")[0] == ""
    finally:
        app.setProperty(DATA_FOLDER, None)


def test_the_last_folder_is_offered_and_documents_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qt_app()
    place, offered = tmp_path / "Отчёты", list[Path]()
    place.mkdir()
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    monkeypatch.setattr("desktop.ui.dialogs.save_target._saved_in", [])

    def chosen(window: QWidget, title: str, name: str, *kinds: str) -> tuple[str, str]:
        offered.append(Path(name))
        return str(place / "a.docx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    for _ in range(2):
        ask_target(QWidget(), "Save", file_name("Сколько дней: отпуск?") + ".docx", "*.docx")
    shutil.rmtree(place)
    ask_target(QWidget(), "Save", "a.docx", "*.docx")
    assert offered == [
        documents / "Сколько дней- отпуск.docx", place / "Сколько дней- отпуск.docx", documents / "a.docx"
    ]  # fmt: skip


def test_nothing_of_the_window_asks_where_to_save_by_itself() -> None:
    asking = [
        file.name for file in (ROOT / "desktop").rglob("*.py") if "getSaveFileName" in file.read_text("utf-8")
    ]
    assert asking == ["save_target.py"]
