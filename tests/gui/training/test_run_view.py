"""The view of a run over real rows: every state in its words, the curves, the figures, what buttons do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import ModelRecord
from desktop.core.exam_entities import Candidate
from desktop.core.training_entities import RunEvent, RunPoint, RunState
from desktop.features.exam.views.exam_page import ExamPage
from desktop.features.exam.views.start_view import ExamStartView
from desktop.features.training.run_repository import SqlRuns
from desktop.features.training.viewmodels.event_text import event_text
from desktop.features.training.viewmodels.run_model import seconds_worked
from desktop.features.training.views.run.chart import LossChart, smooth
from desktop.features.training.views.run_view import RunView
from desktop.storage.repositories import SqlModels
from desktop.ui.i18n import formats
from desktop.ui.theme import theming
from desktop.ui.widgets import Button, ScrollColumn
from desktop.ui.window.main_window import MainWindow
from tests.helpers.gui import plain_theme, pump, wait_for
from tests.helpers.held_exam import hold, put_questions
from tests.helpers.training_rows import (
    put_adapter,
    put_events,
    put_model,
    put_points,
    put_run,
    result_of,
)
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.training.tuning import TuneStatus

BETTER = "The model is getting better"
EVENTS = (
    "preparing_weights", "epoch", "checkpoint", "better", "not_better", "resumed", "stepped_down", "overfit",
    "diverged", "stopped_early", "finishing", "exporting", "chat_unloaded", "started", "paused", "continued",
    "comparing", "ready", "failed",
)  # fmt: skip


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные", base="База") as application:
        yield application


@pytest.fixture
def model(application: Application, tmp_path: Path) -> ModelRecord:
    return put_model(application, tmp_path / "модели")


@pytest.fixture
def view(application: Application) -> Iterator[RunView]:
    with open_window(application) as window:
        window.go("training")
        page = window.page("training")
        page.open_view("run")  # type: ignore[attr-defined]
        pump(0.1)
        found = page.view("run")  # type: ignore[attr-defined]
        assert isinstance(found, RunView)
        yield found


def buttons(view: RunView) -> set[str]:
    return {button.text() for button in view.buttons() if button.isVisible()}


def look(view: RunView) -> None:
    view.shown()
    pump(0.2)


def test_before_the_first_run_the_page_leads_to_the_start(view: RunView) -> None:
    assert view.empty.isVisible()
    opened: list[str] = []
    view.open_view.connect(opened.append)
    view.empty.findChildren(Button)[0].click()
    assert opened == ["start"]


def test_a_run_that_gets_better(view: RunView, application: Application, model: ModelRecord) -> None:
    run = put_run(application, model.id, RunState.TRAINING)
    put_points(application, run)
    put_events(application, run, "chat_unloaded", "started", "checkpoint", "better")
    look(view)
    assert view.card.title.text() == BETTER
    assert view.progress.sentence.text() == "Pass 2 of 3, step 110 of 177"
    assert view.progress.percent.text() == f"62{formats.NBSP}%"
    assert buttons(view) == {"Pause", "Finish now"}
    assert "1,039 checked examples" in view.about.text()
    assert view.card.unfamiliar.label.text() == "error on unfamiliar questions, 1.51"
    facts = " ".join(view.load.texts())
    assert "Speed: 900 words a second, estimate" in facts
    assert "Temperature of the card" in facts
    assert "Saved: 1\u00a0min ago" in facts
    assert view.chat_note.isVisible()
    assert "graphics card" in view.chat_note.sentence.text()


def test_no_temperature_without_a_card(view: RunView, application: Application, model: ModelRecord) -> None:
    run = put_run(application, model.id, RunState.TRAINING, forecast=None)
    SqlRuns(application.database.session).save_points(run.id, [RunPoint(1, 0.1, 2.0, None, 50.0, 2**30)])
    look(view)
    facts = " ".join(view.load.texts())
    assert "Temperature" not in facts
    assert "Memory used: 1" in facts
    assert view.forecast.isHidden()


@pytest.mark.parametrize(
    ("losses", "codes", "title"),
    [
        ({20: 2.0, 40: 1.6, 60: 1.7}, ("better", "not_better"), "The model no longer gets better"),
        ({20: 2.0, 40: 1.6, 60: 1.7, 80: 1.9}, ("not_better",), "The model is getting worse"),
        ({20: 2.0, 40: 1.6, 60: 1.7}, ("overfit",), "The model is getting worse"),
        ({20: 2.0, 40: 1.6}, ("resumed",), "Continued from the saved point"),
        ({20: 2.0, 40: 1.6}, ("stepped_down",), "Memory was not enough, so I took smaller portions"),
        ({20: 2.0, 40: 1.6}, ("stepped_down", "better"), BETTER),
        ({20: 2.0, 40: 1.6}, ("diverged",), "Training went astray"),
        ({20: 2.0, 40: 1.6}, ("stopped_early",), "The model no longer gets better"),
        ({20: 2.0, 40: 1.6}, ("finishing",), "Finishing with the best step"),
        ({20: 2.0, 40: 1.6}, ("exporting",), "Writing the trained model"),
    ],
)
def test_the_verdict_is_said_in_words(
    view: RunView,
    application: Application,
    model: ModelRecord,
    losses: dict[int, float],
    codes: tuple[str, ...],
    title: str,
) -> None:
    run = put_run(application, model.id, RunState.TRAINING)
    put_points(application, run, losses=losses)
    put_events(application, run, "started", *codes, what="micro_batch", value=2)
    look(view)
    assert view.card.title.text() == title
    assert view.card.sentence.text()
    assert view.journal.lines()[0] == event_text(RunEvent(datetime.now(UTC), codes[-1], {"value": 2}))


@pytest.mark.parametrize(
    ("state", "title", "verdict", "wanted"),
    [
        (RunState.SCHEDULED, "Training is scheduled", "Will begin at", {"Cancel", "Start now"}),
        (RunState.TRAINING, "Teaching the model", "Preparing the model", {"Pause", "Finish now"}),
        (RunState.PAUSED, "Training is paused", "Paused", {"Cancel", "Continue", "Finish now"}),
        (RunState.COMPARING, "Teaching the model: almost done", "Comparing with the chat", set()),
        (RunState.CANCELLED, "Training is cancelled", "Cancelled", {"Continue", "Repeat", "Trained models"}),
        (
            RunState.FAILED,
            "Training did not end well",
            "There is not enough room on the disk",
            {"Continue", "Repeat", "Trained models"},
        ),
    ],
)
def test_every_state_has_its_title_verdict_and_buttons(
    view: RunView,
    application: Application,
    model: ModelRecord,
    state: RunState,
    title: str,
    verdict: str,
    wanted: set[str],
) -> None:
    put_run(
        application, model.id, state, start_at=datetime.now(UTC) + timedelta(hours=1), code="disk_full",
        problem_params={"need": 9e9, "free": 1e9},
    )  # fmt: skip
    look(view)
    assert view.title.text() == title
    assert view.card.title.text().startswith(verdict)
    assert buttons(view) == wanted


def test_a_ready_run_is_tried_in_the_chat(
    view: RunView, application: Application, model: ModelRecord
) -> None:
    run = put_run(application, model.id, RunState.READY)
    put_points(application, run)
    adapter = put_adapter(application, model, run.id)
    SqlRuns(application.database.session).save(replace(run, result=result_of(run), adapter=adapter.id))
    look(view)
    assert view.card.title.text() == "The model has learned and stopped by itself"
    assert "9 of 10" in view.card.sentence.text()
    assert view.note.isVisible()
    assert "25\u00a0min" in " ".join(view.forecast.texts())
    assert view.forecast.title.label.text() == "As the dry run said"
    gone: list[str] = []
    told: list[tuple[str, str]] = []
    view.go.connect(gone.append)
    view.message.connect(lambda text, action, *_: told.append((text, action)))
    view.use_button.click()
    assert gone == [] and application.adapters.active(run.base) is None
    assert "has not sat an exam yet" in told[0][0] and told[0][1] == "Hold an exam"
    put_questions(application)
    marks = {Candidate(AnswerMode.MODEL, model.id): "r" * 10 + "w" * 10}
    hold(application, marks | {Candidate(AnswerMode.TRAINED, model.id, adapter.id): "r" * 15 + "w" * 5})
    view.use_button.click()
    assert gone == ["chat"]
    active = application.adapters.active(run.base)
    assert active is not None
    assert active.id == adapter.id
    assert application.bases.get(run.base).way is AnswerMode.TRAINED


def test_its_exam_is_of_what_the_run_has_trained(
    view: RunView, application: Application, model: ModelRecord
) -> None:
    run = put_run(application, model.id, RunState.READY)
    trained = put_adapter(application, model, run.id)
    other = put_adapter(application, model, created=datetime.now(UTC) + timedelta(hours=1))
    application.guards.use_adapter(run.base, other.id, override_by="Анна")
    whole = replace(model, id="whole", path=f"{model.path}.whole")
    SqlModels(application.database.session, application.paths.data).save(whole)
    put_questions(application)
    window = view.window()
    assert isinstance(window, MainWindow)
    for made in (trained.id, whole.id):
        window.go("training:run")
        SqlRuns(application.database.session).save(replace(run, result=result_of(run), adapter=made))
        look(view)
        assert view.note.button.text() == "Hold an exam"
        view.note.button.click()
        exam = window.page("exam")
        assert isinstance(exam, ExamPage) and exam.isVisible() and exam.current == "start"
        start = exam.view("start")
        assert isinstance(start, ExamStartView) and start.model.general
        sitting = start.model.candidates()
        assert {one.adapter for one in sitting if one.adapter} == {trained.id}
        assert start.adapter.value() == trained.id
    assert {one.model for one in sitting if not one.adapter} == {model.id, whole.id}


@pytest.mark.parametrize("status", list(TuneStatus))
def test_every_end_is_named(
    view: RunView, application: Application, model: ModelRecord, status: TuneStatus
) -> None:
    run = put_run(application, model.id, RunState.READY)
    SqlRuns(application.database.session).save(replace(run, result=result_of(run, status)))
    look(view)
    assert view.card.title.text().startswith("The model has learned") is (status is not TuneStatus.DIVERGED)


def test_new_steps_appear_by_themselves(view: RunView, application: Application, model: ModelRecord) -> None:
    run = put_run(application, model.id, RunState.TRAINING)
    put_points(application, run, 10)
    wait_for(lambda: "step 10 of" in view.progress.sentence.text(), 5)
    put_points(application, run, 20)
    wait_for(lambda: "step 20 of" in view.progress.sentence.text(), 5)


def test_the_curves(view: RunView, application: Application, model: ModelRecord) -> None:
    run = put_run(application, model.id, RunState.TRAINING)
    put_points(application, run)
    look(view)
    plot = view.card.chart.plot
    curves = plot.listDataItems()
    assert [curve.opts["pen"].style() for curve in curves[:2]] == [
        Qt.PenStyle.SolidLine,
        Qt.PenStyle.CustomDashLine,
    ]
    theme = theming.theme()
    assert [curve.opts["pen"].color() for curve in curves[:2]] == [
        theme.colour("chart_1"),
        theme.colour("chart_2"),
    ]
    upright = [item for item in plot.items() if getattr(item, "angle", None) == 90]
    assert len(upright) == 2  # between three passes
    texts = [item.toPlainText() for item in plot.items() if hasattr(item, "toPlainText")]
    assert "best step, 1.51" in texts
    assert view.card.chart.accessibleDescription().startswith(BETTER)
    theme.set_mode("dark")
    pump()
    assert plot.listDataItems()[0].opts["pen"].color() == theme.colour("chart_1")


def test_a_chart_of_nothing_and_of_a_loss_that_is_no_number() -> None:
    plain_theme()
    chart = LossChart(small=True)
    chart.show_points([], 0, 3)
    assert chart.plot.listDataItems() == []
    chart.show_points([RunPoint(1, 0.1, 2.0), RunPoint(2, 0.2, float("nan"))], 10, 1)
    assert smooth([(1, 2.0), (2, float("nan")), (3, 2.0)]) == [(1.0, 2.0), (3.0, pytest.approx(2.0))]


def test_words_follow_the_language(view: RunView, application: Application, model: ModelRecord) -> None:
    run = put_run(application, model.id, RunState.TRAINING)
    put_points(application, run)
    put_events(application, run, "started", "better")
    application.settings.change(language="ru")
    look(view)
    assert view.title.text().startswith("Учу модель")
    assert view.card.title.text() == "Модель становится лучше"
    assert view.card.unfamiliar.label.text() == "ошибка на незнакомых вопросах, 1,51"
    assert view.journal.lines()[0] == "Проверил на незнакомых вопросах: стало лучше"
    assert view.progress.sentence.text() == "Проход 2 из 3, шаг 110 из 177"


@pytest.mark.parametrize("code", EVENTS)
def test_every_event_has_its_line(code: str) -> None:
    plain_theme()
    params: dict[str, str | int | float] = {"number": 2, "step": 50, "what": "length", "value": 512}
    assert event_text(said := RunEvent(datetime.now(UTC), code, params))
    assert code != "stepped_down" or event_text(said).endswith("of at most 512 tokens")
    assert "%" not in event_text(RunEvent(datetime.now(UTC), code, {}))


def test_the_journal_shows_the_latest_and_all_on_demand(
    view: RunView, application: Application, model: ModelRecord
) -> None:
    run = put_run(application, model.id, RunState.TRAINING)
    put_events(application, run, *["checkpoint"] * 9)
    look(view)
    assert len(view.journal.lines()) == 6
    view.journal.more.click()
    assert len(view.journal.lines()) == 9


def test_only_work_counts_as_time() -> None:
    start = datetime(2026, 5, 14, 12, tzinfo=UTC)
    at = [
        RunEvent(start + timedelta(minutes=m), c)
        for m, c in ((0, "started"), (10, "paused"), (60, "continued"))
    ]
    assert seconds_worked(at, start + timedelta(minutes=65)) == 15 * 60
    assert seconds_worked([], start) == 0


def test_a_run_fits_the_smallest_window(view: RunView, application: Application, model: ModelRecord) -> None:
    application.settings.change(language="ru")
    run = put_run(application, model.id, RunState.READY)
    put_points(application, run)
    adapter = put_adapter(application, model, run.id)
    SqlRuns(application.database.session).save(replace(run, result=result_of(run), adapter=adapter.id))
    view.window().resize(1024, 640)
    look(view)
    page = view.findChild(ScrollColumn)
    assert page is not None
    assert page.inner.minimumSizeHint().width() <= page.viewport().width()


def test_another_base_shows_its_own(view: RunView, application: Application, model: ModelRecord) -> None:
    put_run(application, model.id, RunState.PAUSED)
    look(view)
    assert not view.empty.isVisible()
    application.bases.select(application.bases.create("Другая").id)
    application.change_publisher(Changes(bases=True))
    look(view)
    assert view.empty.isVisible() or not view.isVisible()
