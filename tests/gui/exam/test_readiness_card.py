"""How ready a base is, above its documents: the line, what it opens, what its buttons do."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app import Application
from desktop.core.entities import Document, DocumentState, JobState, LocalJob
from desktop.core.exam_entities import Candidate, ExamState, Purpose
from desktop.features.exam.domain.readiness import ReadinessState
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.views.readiness_card import ReadinessCard
from desktop.storage.repositories import SqlDocuments
from desktop.ui.window.main_window import MainWindow
from tests.helpers.gui import pump, wait_for
from tests.helpers.held_exam import hold, put_questions
from tests.helpers.training_rows import put_model
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code

MARKS = "r" * 17 + "wfi"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные") as application:
        base = application.bases.create("База").id
        application.bases.select(base)
        rows = [
            Document("a" * 36, base, "/папка/Отпуска.docx", DocumentState.READY, pages=2, chunks=4),
            Document(
                "b" * 36, base, "/папка/Скан.pdf", DocumentState.FAILED, code=Code.SCAN_WITHOUT_TEXT.value
            ),
        ]
        SqlDocuments(application.database.session).save(rows)
        put_questions(application, 20, ["a" * 36])
        yield application


@pytest.fixture
def window(application: Application) -> Iterator[MainWindow]:
    with open_window(application) as window:
        window.go("documents")
        pump(0.1)
        yield window


def card_of(window: MainWindow) -> ReadinessCard:
    card = window.page("documents").readiness  # type: ignore[attr-defined]
    assert isinstance(card, ReadinessCard)
    return card


def test_it_says_what_was_found_and_each_button_leads_to_the_cure(
    application: Application, window: MainWindow, tmp_path: Path
) -> None:
    card = card_of(window)
    assert not card.isVisible()
    model = put_model(application, tmp_path / "модели")
    candidate = Candidate(AnswerMode.DOCUMENTS, model.id)
    exam = hold(application, {candidate: MARKS}, Purpose.READINESS)
    assert wait_for(card.isVisible)
    assert card.banner.text() == "The base is not quite ready: 17 right answers of 20 · 4 things to look at"
    assert not card.details.isVisible()
    card.banner.acted.emit()
    assert card.details.isVisible()
    words = [item.button.text() for item in card.items()]
    assert words == ["Replace the file", "Show the answer", "Show the answer", "Choose a model"]
    replaced: list[object] = []
    card.unread.disconnect()  # the page would open the system's dialog
    card.unread.connect(lambda action, document, button: replaced.append((action, document.path)))
    card.items()[0].button.click()
    assert replaced == [("replace", "/папка/Скан.pdf")]
    card.items()[2].button.click()
    answers = window.page("exam").view("answers")  # type: ignore[attr-defined]
    assert answers.isVisible()
    wanted = card.shown_readiness.failing[2].question
    assert wanted in exam.questions[17:19]
    assert (answers.model.exam.id, answers.model.current.question.id) == (exam.id, wanted)
    window.go("documents")
    card.items()[3].button.click()
    assert window.stack.currentWidget() is window.page("models")


def test_the_look_is_seen_and_can_be_paused_beside_the_documents(
    application: Application, window: MainWindow, tmp_path: Path
) -> None:
    base = application.bases.current
    model = put_model(application, tmp_path / "модели")
    exam = hold(application, {Candidate(AnswerMode.DOCUMENTS, model.id): MARKS}, Purpose.READINESS)
    # It begins in an hour only: no model is there to answer.
    later = {"exam": exam.id, "quick": True, "not_before": time.time() + 3600}
    job = application.jobs.submit(LocalJob.EXAM, later, base)
    rows = SqlExams(application.database.session)
    rows.save(replace(exam, state=ExamState.RUNNING, job=job.id))
    assert application.readiness.work(base) == job
    cards = window.page("documents").cards  # type: ignore[attr-defined]
    assert wait_for(lambda: job.id in cards)
    cards[job.id].paused.emit()

    def state() -> JobState:
        found = application.jobs.get(job.id)
        assert found is not None
        return found.state

    assert wait_for(lambda: state() is JobState.PAUSED)
    assert application.readiness.state(base).state is ReadinessState.RUNNING
    application.jobs.cancel(job.id)
    assert wait_for(lambda: job.id not in cards)
    assert application.readiness.state(base).state is ReadinessState.NONE


def test_a_ready_base_is_said_to_be_ready_once_all_is_read(
    application: Application, window: MainWindow, tmp_path: Path
) -> None:
    base = application.bases.current
    mended = Document("b" * 36, base, "/папка/Скан.pdf", DocumentState.READY, pages=1, chunks=1)
    SqlDocuments(application.database.session).save([mended])
    application.documents._store.put([mended])
    model = put_model(application, tmp_path / "модели")
    hold(application, {Candidate(AnswerMode.DOCUMENTS, model.id): "r" * 20}, Purpose.READINESS)
    card = card_of(window)
    assert wait_for(card.isVisible)
    assert card.banner.text() == "The base is ready: 20 right answers of 20"
    card.banner.acted.emit()
    assert card.items() == []
    application.bases.select(application.bases.create("Другая").id)
    assert wait_for(lambda: not card.isVisible())
