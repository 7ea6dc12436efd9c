"""The registry over real rows: switching, strength, details, what is deleted and taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import Application
from desktop.core.entities import Document, DocumentState, ModelRecord
from desktop.core.exam_entities import Candidate, Purpose
from desktop.core.training_entities import RunState
from desktop.features.training.views.adapters_view import AdaptersView
from desktop.storage.repositories import SqlDocuments
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.widgets import Input, Label
from tests.conftest import Complaints
from tests.helpers.gui import pump, visible, wait_for
from tests.helpers.held_exam import hold, put_questions
from tests.helpers.training_rows import put_adapter, put_model, put_points, put_run, result_of
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные", base="База") as application:
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
    view.message.connect(lambda *words: heard.append(words))
    return heard


def sat(application: Application, model: ModelRecord, marks: dict[str, str]) -> None:
    """An exam that the plain model passed with half of its answers."""
    put_questions(application)
    trained = {Candidate(AnswerMode.TRAINED, model.id, one): letters for one, letters in marks.items()}
    hold(application, {Candidate(AnswerMode.MODEL, model.id): "r" * 10 + "w" * 10, **trained})


def trigger(view: AdaptersView, adapter: str, text: str) -> None:
    """One line of the menu of a trained model."""
    actions = view.menu(view.cards[adapter].shown).actions()
    (action,) = (action for action in actions if action.text().startswith(text))
    action.trigger()


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
    sat(application, model, {first.id: "r" * 12 + "w" * 8, second.id: "r" * 12 + "w" * 8})
    wait_for(lambda: len(view.cards) == 2, 5)
    view.cards[first.id].switch.click()
    pump(0.2)
    assert application.bases.get(first.base).way is AnswerMode.TRAINED
    view.cards[second.id].switch.click()
    wait_for(lambda: view.cards[second.id].badge.isVisible(), 5)
    assert not view.cards[first.id].switch.isChecked()
    active = application.adapters.active(first.base)
    assert active is not None
    assert active.id == second.id
    view.cards[second.id].switch.click()
    pump(0.2)
    assert application.adapters.active(first.base) is None


def test_without_an_exam_nothing_is_switched_on_and_it_is_offered(
    view: AdaptersView, application: Application, model: ModelRecord, told: list[tuple[Any, ...]]
) -> None:
    adapter = put_adapter(application, model)
    wait_for(lambda: adapter.id in view.cards, 5)
    gone: list[str] = []
    view.go.connect(gone.append)
    view.cards[adapter.id].switch.click()
    pump(0.2)
    assert application.adapters.active(adapter.base) is None
    assert not view.cards[adapter.id].switch.isChecked()
    text, action, hold_it, _ = told[-1]
    assert "has not sat an exam yet" in text and action == "Hold an exam"
    hold_it()
    assert gone == [f"exam:start/{adapter.id}"]


def test_one_that_did_worse_is_refused_until_somebody_answers_for_it(
    view: AdaptersView,
    application: Application,
    model: ModelRecord,
    told: list[tuple[Any, ...]],
    complaints: Complaints,
) -> None:
    complaints.expect("This plugin does not support")
    adapter = put_adapter(application, model)
    sat(application, model, {adapter.id: "r" * 2 + "w" * 18})
    wait_for(lambda: adapter.id in view.cards, 5)
    view.cards[adapter.id].switch.click()
    pump(0.2)
    assert "did worse at the exam" in told[-1][0]
    assert application.adapters.active(adapter.base) is None
    trigger(view, adapter.id, "Expert: switch on without an exam")
    field = visible(view, NamePopup).findChild(Input)
    assert field is not None
    field.field.setText("Пётр Светлов")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    wait_for(lambda: view.cards[adapter.id].badge.isVisible(), 5)
    assert application.guards.history(adapter.base)[0].overridden_by == "Пётр Светлов"
    assert told[-1][1] == "Undo"
    told[-1][2]()
    wait_for(lambda: application.adapters.active(adapter.base) is None, 5)
    assert application.bases.get(adapter.base).way is AnswerMode.MODEL
    assert not view.back_button.isVisible()


def test_the_best_strength_of_a_sweep_is_proposed_and_taken(
    view: AdaptersView, application: Application, model: ModelRecord
) -> None:
    adapter = put_adapter(application, model)
    put_questions(application)
    plain = Candidate(AnswerMode.MODEL, model.id)
    letters = {0.25: "r" * 10, 0.5: "r" * 16, 0.75: "r" * 14, 1.0: "r" * 2}
    tried = {
        Candidate(AnswerMode.TRAINED, model.id, adapter.id, strength): right.ljust(20, "w")
        for strength, right in letters.items()
    }
    hold(application, {plain: "r" * 10 + "w" * 10, **tried}, Purpose.STRENGTH)
    wait_for(lambda: adapter.id in view.cards and view.cards[adapter.id].proposal.isVisible(), 5)
    card = view.cards[adapter.id]
    assert card.proposed.text() == "Best at the exam: strength 50\u00a0%"
    card.take.click()
    wait_for(lambda: card.badge.isVisible(), 5)
    found = application.adapters.get(adapter.id)
    assert found.active and found.strength == 0.5
    assert not card.take.isVisible()
    view.model.set_strength(adapter.id, 0.3)
    assert application.adapters.get(adapter.id).strength == pytest.approx(0.3)
    view.model.set_strength(adapter.id, 1.0)
    assert application.adapters.get(adapter.id).strength == pytest.approx(0.3)
    view.model.set_strength(adapter.id, 0.75)
    assert application.adapters.get(adapter.id).strength == pytest.approx(0.75)


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
    trigger(view, adapter.id, "Delete")
    pump(0.1)
    assert not view.cards
    _, action, undo, _ = told[-1]
    assert action == "Undo"
    undo()
    pump(0.1)
    assert list(view.cards) == [adapter.id]
    trigger(view, adapter.id, "Delete")
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
    assert application.run_store.list(run.base) == []


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
