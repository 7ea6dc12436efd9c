"""The folders of a base on the documents page: how each is watched, and the way to leave it alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.core.entities import LivingFolder
from desktop.features.documents.viewmodels.folders_model import sentence_of
from desktop.features.documents.views.documents_page import DocumentsPage
from desktop.ui.widgets import Label
from tests.helpers.gui import wait_for
from tests.helpers.window import open_window, put_documents, running_application
from workers.contract.watching import WatchReason, WatchState


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные", "ru", base="Приказы") as application:
        for name in ("Приказы", "Архив"):
            (tmp_path / name).mkdir()
            application.living.add(application.bases.current, [str(tmp_path / name)])
        put_documents(application, 3)
        application.living.begin()
        yield application


@pytest.fixture
def page(application: Application) -> Iterator[DocumentsPage]:
    with open_window(application) as window:
        window.go("documents")
        page = window.page("documents")
        assert isinstance(page, DocumentsPage)
        yield page


def texts(page: DocumentsPage) -> list[str]:
    return [entry.label.label.text() for entry in page.folders.entries]


def test_real_folders_are_watched_and_can_be_left_alone(
    application: Application, page: DocumentsPage
) -> None:
    wait_for(lambda: texts(page) == ["Архив — отслеживается", "Приказы — отслеживается"], 60)
    archive = page.folders.entries[0]
    assert archive.button.accessibleName() == "Больше не следить за «Архив»"
    archive.button.click()
    assert texts(page) == ["Архив — не отслеживается", "Приказы — отслеживается"]
    assert [one.watched for one in application.living.list(application.bases.current)] == [False, True]
    assert page.folders.entries[0].button.accessibleName() == "Снова следить за «Архив»"
    page.folders.entries[0].button.click()
    wait_for(lambda: texts(page)[0] == "Архив — отслеживается", 60)
    application.settings.change(watch_folders=False)
    assert not page.folders.isVisible()


@pytest.mark.parametrize("reason", [WatchReason.LIMIT, WatchReason.NETWORK, WatchReason.SYSTEM])
def test_why_a_folder_is_looked_through_is_said_in_one_sentence(reason: WatchReason) -> None:
    polled = LivingFolder("/mnt/общая/Архив", True, WatchState.POLLED, reason)
    sentence = sentence_of(polled)
    assert "“Архив”" in sentence and sentence.endswith(".") and ". " not in sentence
    assert sentence_of(replace(polled, state=WatchState.WATCHED, reason=WatchReason.NONE)) == ""


def test_a_folder_that_is_away_is_said_to_be(page: DocumentsPage, tmp_path: Path) -> None:
    wait_for(lambda: texts(page) == ["Архив — отслеживается", "Приказы — отслеживается"], 60)
    (tmp_path / "Архив").rename(tmp_path / "отключён")
    wait_for(lambda: "Архив — недоступна" in texts(page), 60)
    assert "сейчас недоступна" in "".join(label.text() for label in page.folders.findChildren(Label))


def test_a_base_without_folders_shows_none(application: Application, page: DocumentsPage) -> None:
    application.bases.select(application.bases.create("Другая").id)
    wait_for(lambda: not page.folders.entries, 10)
    assert not page.folders.isVisible()
