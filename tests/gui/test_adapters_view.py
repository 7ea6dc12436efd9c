"""The registry over real rows: switching, strength, details, what is deleted and taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import Application
from desktop.domain.entities import Document, DocumentState, ModelRecord
from desktop.domain.training import RunState
from desktop.storage.repositories import SqlDocuments
from desktop.views.training.adapters_view import AdaptersView
from desktop.views.widgets import Label
from tests.helpers.gui import pump, wait_for
from tests.helpers.training_rows import put_adapter, put_model, put_points, put_run, result_of
from tests.helpers.window import open_window, running_application
from workers.contract.specs import Way


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные") as application:
        application.bases.select(application.bases.create("База").id)
        yield application


@pytest.fixture
def model(application: Application, tmp_path: Path) -> ModelRecord:
    return put_model(application, tmp_path / "модели")


@pytest.fixture
def kept(application: Application) -> Document:
    """A document of the base, there before anything looks."""
    base = application.bases.current
    document = Document("11111111-1111-1111-1111-111111111111", base, "/a/Отпуска.docx", DocumentState.READY)
    SqlDocuments(application.database.session).save([document])
    return document


@pytest.fixture
def view(application: Application) -> Iterator[AdaptersView]:
    with open_window(application) as window:
        window.go("training")
        page = window.page("training")
        page.open_view("adapters")  # type: ignore[attr-defined]
        pump(0.1)
        found = page.view("adapters")  # type: ignore[attr-defined]
        assert isinstance(found, AdaptersView)
        yield found


@pytest.fixture
def told(view: AdaptersView) -> list[tuple[Any, ...]]:
    heard: list[tuple[Any, ...]] = []
    view.told.connect(lambda *words: heard.append(words))
    return heard


def words_of(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label))


def test_an_empty_registry_leads_to_the_start(view: AdaptersView) -> None:
    assert view.empty.isVisible()
    assert not view.cards
    assert view.runs_card.isHidden()


def test_one_adapter_answers_at_a_time(
    view: AdaptersView, application: Application, model: ModelRecord
) -> None:
    first, second = put_adapter(application, model), put_adapter(application, model, name="Второй")
    wait_for(lambda: len(view.cards) == 2, 5)
    view.cards[first.id].switch.click()
    pump(0.2)
    assert application.bases.get(first.base).way is Way.TRAINED
    view.cards[second.id].switch.click()
    wait_for(lambda: view.cards[second.id].badge.isVisible(), 5)
    assert not view.cards[first.id].switch.isChecked()
    active = application.adapters.active(first.base)
    assert active is not None
    assert active.id == second.id
    view.cards[second.id].switch.click()
    pump(0.2)
    assert application.adapters.active(first.base) is None


def test_what_a_card_says(view: AdaptersView, application: Application, model: ModelRecord) -> None:
    adapter = put_adapter(application, model)
    wait_for(lambda: adapter.id in view.cards, 5)
    card = view.cards[adapter.id]
    assert card.name.text() == "Ответы отдела кадров"
    for part in ("today", "from a file", "1,039 examples", "error on unfamiliar questions 1.53"):
        assert part in card.about.text()
    assert card.menu_button.accessibleName() == "More about “Ответы отдела кадров”"


def test_strength_is_moved_by_keys_and_kept(
    view: AdaptersView, application: Application, model: ModelRecord
) -> None:
    adapter = put_adapter(application, model)
    wait_for(lambda: adapter.id in view.cards, 5)
    slider = view.cards[adapter.id].strength.slider
    for _ in range(4):
        QTest.keyClick(slider, Qt.Key.Key_Left)
    pump(0.2)
    assert application.adapters.get(adapter.id).strength == pytest.approx(0.8)
    assert view.cards[adapter.id].strength.value.text() == "80\u00a0%"


def test_details_name_documents_seed_versions_and_curves(
    application: Application, model: ModelRecord, kept: Document, view: AdaptersView
) -> None:
    run = put_run(application, model.id, RunState.READY)
    put_points(application, run)
    adapter = put_adapter(
        application,
        model,
        run.id,
        documents=(kept.id, "gone"),
        document_names=("Отпуска.docx", "Договор.pdf"),
    )
    put_run(application, model.id, RunState.READY, id=run.id, result=result_of(run), adapter=adapter.id)
    wait_for(lambda: adapter.id in view.cards and view.cards[adapter.id].shown.run is not None, 5)
    card = view.cards[adapter.id]
    card.fold.click()
    pump(0.1)
    assert card.details is not None
    words = words_of(card.details)
    assert "Отпуска.docx\n" in words
    assert "Договор.pdf — removed from the base since" in words
    assert "Examples checked by: Ирина Петровна" in words
    assert "3407" in words
    assert "torch 2.14.1, unsloth 2026.10.9" in words
    assert "177 steps, best step 108" in words
    assert len(card.details.chart.plot.listDataItems()) >= 2
    card.fold.click()
    assert card.details.isHidden()


def test_a_trained_one_is_deleted_with_undo(
    view: AdaptersView, application: Application, model: ModelRecord, told: list[tuple[Any, ...]]
) -> None:
    run = put_run(application, model.id, RunState.READY)
    adapter = put_adapter(application, model, run.id)
    wait_for(lambda: adapter.id in view.cards and view.cards[adapter.id].shown.run is not None, 5)
    view._remove(view.cards[adapter.id].shown)
    pump(0.1)
    assert not view.cards
    _, action, undo, _ = told[-1]
    assert action == "Undo"
    undo()
    pump(0.1)
    assert list(view.cards) == [adapter.id]
    view._remove(view.cards[adapter.id].shown)
    told[-1][3]()  # the toast goes without its action
    pump(0.2)
    assert application.adapters.list(adapter.base) == []
    assert not Path(adapter.path).exists()


def test_runs_without_a_trained_model_are_listed_with_the_reason(
    view: AdaptersView, application: Application, model: ModelRecord, told: list[tuple[Any, ...]]
) -> None:
    run = put_run(
        application, model.id, RunState.FAILED, code="disk_full", problem_params={"need": 9e9, "free": 1e9}
    )
    wait_for(lambda: run.id in view.lines, 5)
    line = view.lines[run.id]
    assert "There is not enough room on the disk" in line.accessibleName()
    line.remove_button.click()
    pump(0.1)
    assert not view.lines
    told[-1][3]()
    pump(0.2)
    assert application.tuning.runs(run.base) == []


def test_files_of_another_kind_are_left_to_the_page(
    view: AdaptersView,
    application: Application,
    model: ModelRecord,
    told: list[tuple[Any, ...]],
    tmp_path: Path,
) -> None:
    assert not view.take_paths([str(tmp_path / "строки.csv")])
    damaged = tmp_path / "чужой.bukvaradapter"
    damaged.write_bytes(b"no archive")
    assert view.take_paths([str(damaged)])
    wait_for(lambda: told, 60)
    assert told[-1][0]
    assert application.adapters.list(application.bases.current) == []
    assert view.model.busy == ""
