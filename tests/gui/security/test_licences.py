"""What Bukvar is built of, in the window and on the command line."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.composition.settings import about
from desktop.features.security.domain.licences import Component, LicenceText
from desktop.features.security.services.licence_list import LicenceService
from desktop.features.security.views.licences_dialog import LicencesDialog
from desktop.ui import open_file
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Button, Label
from installer.notices import window_list
from tests.helpers.gui import plain_theme
from tests.helpers.window import open_window, running_application

ROOT = Path(__file__).resolve().parents[3]
PARTS = [
    Component(
        "Qt for us", "6.1", "LGPL-3.0-only", note="You may replace it.", texts=(LicenceText("LGPL", "less"),)
    ),
    Component("inner", "1.0", "MIT", inside="Qt for us", note="A part.", texts=(LicenceText("MIT", "may"),)),
    Component(
        "alpha",
        "2.0",
        "Apache-2.0",
        origin="https://alpha.example/source",
        texts=(LicenceText("Apache-2.0", "the Apache words"),),
    ),
]


@pytest.fixture(scope="module")
def listed() -> None:
    """The list of this environment, as setting up makes it."""
    window_list.make()


@pytest.fixture
def dialog(tmp_path: Path) -> Iterator[LicencesDialog]:
    plain_theme()
    window_list.write_list(PARTS, tmp_path / "licenses" / "components.json")
    window = QWidget()
    yield LicencesDialog(window, LicenceService(tmp_path).components())
    window.deleteLater()


def names(dialog: LicencesDialog) -> list[str]:
    model = dialog.parts.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_parts_with_their_texts(dialog: LicencesDialog) -> None:
    assert names(dialog) == ["alpha 2.0", "Qt for us 6.1"]
    assert dialog.title.text() == "alpha 2.0" and "the Apache words" in dialog.text.toPlainText()
    dialog.parts.setCurrentIndex(dialog.parts.model().index(1, 0))
    text = dialog.text.toPlainText()
    assert (dialog.licence.text(), dialog.about.text()) == ("LGPL-3.0-only", "You may replace it.")
    for words in ("Holds: 1", "• inner 1.0: MIT", "A part.", "less", "may"):
        assert words in text


def test_a_page_of_the_web_is_opened_after_a_question_only(
    dialog: LicencesDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(open_file, "open_by_system", lambda url, refused: opened.append(url.toString()))
    for answer, expected in (("Stay here", []), ("Open in the browser", ["https://alpha.example/source"])):
        dialog.site.click()
        question = dialog.findChildren(Confirm)[-1]
        said = " ".join(label.text() for label in question.findChildren(Label))
        assert "https://alpha.example/source" in said and "stays off the network" in said
        assert question.keep_button.isDefault() and opened == []
        next(button for button in question.findChildren(Button) if button.text() == answer).click()
        assert opened == expected
    dialog.parts.setCurrentIndex(dialog.parts.model().index(1, 0))
    assert dialog.site.isHidden()  # nobody says where that part comes from


def test_what_is_inside_is_found_too(dialog: LicencesDialog) -> None:
    dialog.field.field.setText("inner")
    assert names(dialog) == ["Qt for us 6.1"] and dialog.title.text() == "Qt for us 6.1"
    dialog.field.field.setText("lgpl")
    assert names(dialog) == ["Qt for us 6.1"]
    dialog.field.field.setText("no such part")
    assert names(dialog) == [] and dialog.title.text() == "Nothing found" and not dialog.text.toPlainText()
    dialog.field.field.setText("")
    assert dialog.title.text() == "alpha 2.0"


def test_about_leads_to_them(tmp_path: Path, listed: None) -> None:
    with running_application(tmp_path / "данные") as application, open_window(application) as window:
        section = about(application, SettingsModel(application.settings, application.change_publisher))
        section.rebuild()
        titles = [row.words for card in section.cards for row in card.rows]
        assert any("all parts with their licences" in words for words in titles)
        assert any("multilingual-e5" in words for words in titles)
        assert any("training comp" in words for words in titles)
        section.setParent(window)
        (show,) = [button for button in section.findChildren(Button) if button.text() == "Show"]
        show.click()
        (opened,) = window.findChildren(LicencesDialog)
        assert any(name.startswith("PySide6_Essentials") for name in names(opened))
        opened.accept()


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "desktop", "--data-dir", str(folder), "licences", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_the_command(tmp_path: Path, listed: None) -> None:
    told = run(tmp_path, "--json", "--all")
    rows = {row["name"]: row for row in map(json.loads, told.stdout.splitlines())}
    assert rows["PySide6_Essentials"]["licence"] == "LGPL-3.0-only" and rows["Qt"]["inside"]
