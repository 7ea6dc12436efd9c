"""The training page in the real window: its parts, the way to them and back, help, what the documents page
says of training."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.app import Application
from desktop.features.documents.views.documents_page import DocumentsPage
from desktop.features.training.views.training_page import TrainingPage
from desktop.ui.pages.settings.expert import ExpertSection
from desktop.ui.window.drops import Dropped
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers import models
from tests.helpers.gui import pump, visible, wait_for
from tests.helpers.trained import put_adapter
from tests.helpers.window import open_window, put_documents, running_application


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    models.install_into(tmp_path / "data")
    with running_application(tmp_path / "data", base="Северный ветер") as application:
        put_documents(application, 3)
        yield application


@pytest.fixture
def window(application: Application, complaints: Complaints) -> Iterator[MainWindow]:
    complaints.expect("propagateSizeHints")
    with open_window(application) as window:
        yield window


def training(window: MainWindow) -> TrainingPage:
    page = window.page("training")
    assert isinstance(page, TrainingPage)
    return page


def test_the_rail_opens_the_choice(window: MainWindow) -> None:
    window.rail.items["training"].click()
    pump()
    assert window.current == "training"
    assert training(window).current == "choice"
    assert not training(window).bar.isVisible()
    assert window.rail.items["training"].isChecked()


def test_every_part_opens_and_leads_back(window: MainWindow) -> None:
    window.go("training")
    page = training(window)
    for name in page.names:
        page.open_view(name)
        pump(0.05)
        assert page.current == name
        assert page.bar.isVisible() is (name != "choice")
        if name != "choice":
            assert page.parts.value() == name
            page.back.click()
            assert page.current == "choice"


def test_the_parts_are_walked_by_keys(window: MainWindow) -> None:
    window.go("training:examples")
    page = training(window)
    pump()
    assert page.current == "examples"
    page.parts.setFocus()
    QTest.keyClick(page.parts, Qt.Key.Key_Right)
    pump()
    assert page.current == "review"
    window.go("documents")
    window.go("training")
    assert page.current == "review"


def test_another_base_begins_at_its_choice(window: MainWindow, application: Application) -> None:
    window.go("training:examples")
    application.bases.select(application.bases.create("Другая").id)
    pump()
    assert training(window).current == "choice"


def test_files_for_no_part_are_documents(
    window: MainWindow, application: Application, tmp_path: Path
) -> None:
    window.go("training")
    file = tmp_path / "note.txt"
    file.write_text("Пропуск получают у охраны.", encoding="utf-8")
    window.drops.take(Dropped(documents=(str(file),)))
    wait_for(lambda: window.current == "documents", 5)


def test_help_is_reached_from_the_choice_and_the_settings(window: MainWindow) -> None:
    window.go("training")
    page = training(window)
    page.view("choice").help.click()  # type: ignore[attr-defined]
    pump()
    assert window.current == "help"
    text = " ".join(label.text() for label in window.page("help").findChildren(QLabel))
    assert "Of 16 questions" in text
    window.page("help").back.click()  # type: ignore[attr-defined]
    assert window.current == "training"
    window.go("settings")
    settings = window.page("settings")
    settings.open_section(6)  # type: ignore[attr-defined]
    visible(settings, ExpertSection).go.emit("help:tuning")
    assert window.current == "help"


def test_ready_documents_ask_once_how_to_learn(window: MainWindow, application: Application) -> None:
    window.go("documents")
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    pump()
    assert page.notices.learn.isVisible()
    page.notices.learn.button.click()
    pump()
    assert window.current == "training"
    window.go("documents")
    pump()
    assert not page.notices.isVisible()
    assert application.settings.values.learn_asked == [application.bases.current]
    application.bases.select(application.bases.create("Пустая").id)
    pump()
    assert not page.notices.isVisible()  # nothing is ready there


def test_the_question_can_be_put_away_for_good(window: MainWindow, application: Application) -> None:
    window.go("documents")
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    page.notices.learn.close_button.click()
    pump()
    assert not page.notices.isVisible()
    with open_window(application) as again:
        again.go("documents")
        pump()
        assert not again.page("documents").notices.isVisible()  # type: ignore[attr-defined]


def test_removed_documents_name_the_trained_models_that_saw_them(
    window: MainWindow, application: Application
) -> None:
    put_adapter(application, documents=("d0",))
    window.go("documents")
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    page.table.setFocus()
    page.table.select("d1")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    pump()
    assert not page.notices.saw.isVisible()
    page.table.select("d0")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    pump()
    assert page.notices.saw.isVisible()
    assert "Голос компании" in page.notices.saw.text()
    window.toast.action.click()
    pump()
    assert not page.notices.saw.isVisible()
