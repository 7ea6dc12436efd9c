"""The models page in the real window: rows of the real catalogue, fit, choosing, a damaged file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.domain.changes import Changes
from desktop.domain.entities import ModelPurpose, ModelState
from desktop.domain.fit import FitState
from desktop.storage.repositories import SqlModels
from desktop.views.main_window import MainWindow
from desktop.views.models.model_row import ModelLine
from desktop.views.pages.models_page import ModelsPage
from desktop.views.widgets import Button
from tests.helpers.gui import pump, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.specs import Hardware

SMALL = Hardware("Core", 4, 8, True, 8 << 30, 4 << 30, 100 << 30)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные") as application:
        application.hardware.hardware = SMALL
        application.bases.select(application.bases.create("База").id)
        yield application


@pytest.fixture
def page(application: Application) -> Iterator[ModelsPage]:
    with open_window(application) as window:
        yield _page(window)


def _page(window: MainWindow) -> ModelsPage:
    window.go("models")
    pump(0.1)
    page = window.page("models")
    assert isinstance(page, ModelsPage)
    return page


def put(application: Application, model: str, path: Path, state: ModelState, speed: float = 0.0) -> None:
    """A row as if the model had been got."""
    path.write_bytes(b"GGUF")
    record = replace(application.models.get(model), path=str(path), state=state, words_per_second=speed)
    SqlModels(application.database.session).save(record)
    application.announcer(Changes(models=True))
    pump()


def chat_models(application: Application) -> list[str]:
    records = [r for r in application.models.list() if r.purpose is ModelPurpose.CHAT]
    return [r.id for r in sorted(records, key=lambda r: r.size)]


def actions(line: ModelLine) -> list[str]:
    return [button.text() for button in line.findChildren(Button) if not button.isHidden()]


def test_the_catalogue_is_offered_with_its_arithmetic(page: ModelsPage, application: Application) -> None:
    assert list(page.available.lines) == chat_models(application)
    assert not page.installed.lines
    states = {line.shown.fit.state for line in page.available.lines.values() if line.shown.fit is not None}
    assert FitState.FITS in states
    for line in page.available.lines.values():
        assert line.badge.text()
        assert line.about.text().count("·") >= 2
        assert line.height() == 72
        wanted = "Why" if line.shown.fit and line.shown.fit.state is FitState.TOO_LARGE else "Get"
        assert actions(line) == [wanted]


def test_filters_only_take_away(page: ModelsPage) -> None:
    everything = set(page.available.lines)
    for name in ("fits", "russian", "free"):
        page.chips[name].click()
        pump()
        assert set(page.available.lines) <= everything
        assert page.chips[name].isChecked()
    page.chips["all"].click()
    pump()
    assert set(page.available.lines) == everything


def test_an_installed_model_is_chosen_and_measured(
    page: ModelsPage, application: Application, tmp_path: Path
) -> None:
    first, second = chat_models(application)[:2]
    put(application, first, tmp_path / "первая.gguf", ModelState.READY, speed=54.0)
    put(application, second, tmp_path / "вторая.gguf", ModelState.READY)
    wait_for(lambda: len(page.installed.lines) == 2, 5)
    page.installed.lines[second].acted.emit("choose", second)
    pump()
    assert page.installed.lines[second].shown.selected
    assert not page.installed.lines[first].shown.selected
    measured, estimated = page.installed.lines[first].shown, page.installed.lines[second].shown
    assert not measured.estimated
    assert measured.words_per_second == 54.0
    assert estimated.estimated
    assert 0 < estimated.words_per_second < 54.0


def test_a_damaged_model_says_so_and_offers_the_cure(
    page: ModelsPage, application: Application, tmp_path: Path
) -> None:
    model = chat_models(application)[0]
    put(application, model, tmp_path / "битая.gguf", ModelState.DAMAGED)
    wait_for(lambda: model in page.installed.lines, 5)
    line = page.installed.lines[model]
    assert line.badge.text() == "Damaged"
    assert actions(line) == ["Repair"]


def test_what_is_no_model_is_refused_in_a_sentence(
    page: ModelsPage, application: Application, tmp_path: Path
) -> None:
    file = tmp_path / "не модель.gguf"
    file.write_bytes(b"this is not a model" * 100)
    told: list[str] = []
    page.model.told.connect(told.append)
    page.model.add(str(file))
    wait_for(lambda: told, 60)
    assert "не модель.gguf" in told[0]
    assert not page.installed.lines


def test_memory_is_shared_out(page: ModelsPage) -> None:
    bars = page.model.memory()
    assert [bar.gpu for bar in bars] == [""]
    assert 0 < bars[0].own <= bars[0].used <= bars[0].total


def test_the_search_model_has_its_line(page: ModelsPage) -> None:
    assert "multilingual-e5-small" in page.embedder.label.text()
    assert page.embedder_get.isVisible()
