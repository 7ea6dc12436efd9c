"""The first start in the real window: check, model from a disk, documents, question; failures stay inside."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.views.first_start.step import Step
from desktop.views.main_window import FIRST_START, MainWindow
from desktop.views.pages.first_start_page import FirstStartPage
from tests.helpers import models
from tests.helpers.commands import run
from tests.helpers.gui import pump, wait_for
from tests.helpers.packs import spoil
from tests.helpers.window import open_window, running_application


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "data", "ru") as application:
        application.settings.change(first_start_done=False)
        yield application


@pytest.fixture
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


def page_of(window: MainWindow) -> FirstStartPage:
    page = window.page(FIRST_START)
    assert isinstance(page, FirstStartPage)
    return page


def test_it_stands_alone_and_checks_the_computer(window: MainWindow) -> None:
    page = page_of(window)
    assert window.current == FIRST_START
    assert not window.rail.isVisible()
    assert not window.header.isVisible()
    steps: list[Step] = page.steps
    wait_for(lambda: steps[0].state == "done", 30)
    assert "памяти" in steps[0].sentence.text()
    assert [step.state for step in steps] == ["done", "active", "active", "later"]
    assert page.card.button.isVisible()
    assert not page.ask.isVisible()


def test_models_from_a_disk_then_the_samples_then_a_question(
    window: MainWindow, application: Application, tmp_path: Path
) -> None:
    page = page_of(window)
    disk = tmp_path / "флешка"
    disk.mkdir()
    for file in (models.chat_model(), models.embedder_source()):
        os.link(file, disk / file.name)
    page.model.choose(models.CHAT)
    page.try_samples()
    assert page.model.waiting()
    page.model.get(str(disk))
    wait_for(lambda: page.steps[1].state == "done", 240)
    wait_for(lambda: page.steps[2].state == "done", 240)
    assert page.steps[3].state == "active"
    page.ask.click()
    assert window.current == "chat"
    assert window.rail.isVisible()
    assert application.settings.values.first_start_done


def test_a_source_without_models_fails_in_its_step_and_can_be_tried_again(
    window: MainWindow, tmp_path: Path
) -> None:
    page = page_of(window)
    empty = tmp_path / "пустая флешка"
    empty.mkdir()
    page.model.get(str(empty))
    wait_for(lambda: page.card._trouble.isVisible() or page.model.model_problem is not None, 60)
    assert window.current == FIRST_START
    assert page.card.button.isVisible()
    assert page.card.button.isEnabled()
    assert page.disk.isVisible()


def test_a_pack_that_failed_is_tried_again_from_the_pack(
    window: MainWindow, application: Application, tmp_path: Path
) -> None:
    """Its disk was read badly: the second try needs no network either."""
    page = page_of(window)
    models.install_into(tmp_path / "другой")
    assert run(tmp_path / "другой", "pack", "make", "Поиск", models.EMBEDDER, folder=tmp_path).code == 0
    pack = tmp_path / "Поиск.bukvarpack"
    spoil(pack)
    application.packs.look(pack).then(application.packs.install)
    wait_for(lambda: page.card._trouble.isVisible(), 60)
    assert page.card.button.text() == "Попробовать ещё раз"
    spoil(pack)  # as it was
    page.card.button.click()
    wait_for(lambda: application.models.embedder() is not None, 60)
    fetched = [job for job in application.jobs.list() if job.kind == "fetch"]
    assert fetched == []


def test_the_language_changes_on_the_spot(window: MainWindow, application: Application) -> None:
    page = page_of(window)
    assert page.language.text() == "Русский"
    application.settings.change(language="en")
    pump()
    assert page.language.text() == "English"
    assert page.samples.text() == "Try on ready samples"
    assert page.steps[1].title.text() == "Model"
