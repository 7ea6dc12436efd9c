"""A model pack in the real window: dropped, offered where it was found, installed, refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.core.entities import ModelState
from desktop.features.models.services import pack_places
from desktop.features.models.views.models_page import ModelsPage
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.pages.first_start_page import FirstStartPage
from desktop.ui.window.drops import sort_out
from desktop.ui.window.main_window import FIRST_START, MainWindow
from tests.helpers.gui import wait_for
from tests.helpers.packs import make_pack
from tests.helpers.window import open_window, running_application


@pytest.fixture
def application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    monkeypatch.setattr(pack_places, "_removable", lambda: [tmp_path / "флешка"])
    monkeypatch.setattr(pack_places.platformdirs, "user_downloads_path", lambda: tmp_path / "нет")
    monkeypatch.setattr(pack_places.platformdirs, "user_desktop_path", lambda: tmp_path / "нет")
    (tmp_path / "флешка" / "Букварь").mkdir(parents=True)
    with running_application(tmp_path / "data", "ru") as application:
        yield application


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_pack(tmp_path / "флешка" / "Букварь" / "Отдел.bukvarpack", "Отдел")


@pytest.fixture
def window(application: Application, pack: Path) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


def question(window: MainWindow) -> Confirm:
    wait_for(lambda: [one for one in window.findChildren(Confirm) if one.isVisible()], 30)
    return next(one for one in window.findChildren(Confirm) if one.isVisible())


def ready(application: Application, model: str) -> bool:
    return any(m.id == model and m.state is ModelState.READY for m in application.models.list())


def test_a_pack_that_is_opened_is_asked_about_and_installed(
    window: MainWindow, application: Application, pack: Path
) -> None:
    window.drops.take_files([str(pack)])
    asked = question(window)
    assert window.current == "models"
    assert "Отдел" in asked.windowTitle()
    asked.act_button.click()
    wait_for(lambda: ready(application, "proba"), 30)
    wait_for(lambda: "установлены" in window.toast.text(), 10)
    window.drops.take_files([str(pack)])
    wait_for(lambda: "уже есть" in window.toast.text(), 30)


def test_a_damaged_pack_is_refused_with_its_reason(
    window: MainWindow, application: Application, pack: Path
) -> None:
    content = bytearray(pack.read_bytes())
    content[-3000] ^= 1
    pack.write_bytes(content)
    window.drops.take_files([str(pack)])
    question(window).act_button.click()
    wait_for(lambda: "повреждён" in window.toast.text(), 30)
    assert not ready(application, "proba")
    assert not (application.paths.models / "proba").exists()


def test_packs_on_a_disk_are_offered(window: MainWindow, application: Application, pack: Path) -> None:
    window.go("models")
    page = window.page("models")
    assert isinstance(page, ModelsPage)
    wait_for(page.pack.isVisible, 30)
    assert "Отдел" in page.pack.text()
    page.pack.acted.emit()
    question(window).act_button.click()
    wait_for(lambda: ready(application, "proba"), 30)
    wait_for(lambda: not page.pack.isVisible(), 10)


def test_the_first_start_offers_the_pack_beside_it(application: Application, pack: Path) -> None:
    application.settings.change(first_start_done=False)
    with open_window(application) as window:
        page = window.page(FIRST_START)
        assert isinstance(page, FirstStartPage)
        wait_for(page.pack.isVisible, 30)
        page.pack.acted.emit()
        question(window).act_button.click()
        wait_for(lambda: ready(application, "proba"), 30)
        wait_for(lambda: page.card.isVisible() and not page.pack.isVisible(), 10)
        assert window.current == FIRST_START


def test_a_drop_is_sorted_by_what_it_is(tmp_path: Path) -> None:
    dropped = sort_out(["Отдел.BUKVARPACK", "a.gguf", "b.docx", str(tmp_path)])
    assert (dropped.packs, dropped.models) == (("Отдел.BUKVARPACK",), ("a.gguf",))
    assert (dropped.documents, dropped.folders) == (("b.docx",), (str(tmp_path),))
