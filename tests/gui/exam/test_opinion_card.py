"""The second opinion in the window and on the certificate: beside the marks, refused where it is worth too
little."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import Application
from desktop.core.agreement import Agreement
from desktop.core.entities import ModelRecord
from desktop.core.exam_entities import Candidate, Opinion
from desktop.core.review.rows import RowState
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.services import second_opinion
from desktop.features.exam.views.answers_view import AnswersView
from desktop.features.exam.views.exam_page import ExamPage
from desktop.features.exam.views.results_view import ResultsView
from desktop.ui.window.main_window import MainWindow
from tests.conftest import Complaints
from tests.helpers.exam_rows import put_exam, put_questions, questions
from tests.helpers.gui import pump
from tests.helpers.training_rows import put_model
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Mark


@pytest.fixture
def application(tmp_path: Path, complaints: Complaints) -> Iterator[Application]:
    complaints.expect("This plugin does not support")
    with running_application(tmp_path / "данные", base="Северный ветер") as application:
        yield application


@pytest.fixture
def model(application: Application, tmp_path: Path) -> ModelRecord:
    return put_model(application, tmp_path / "модели")


@pytest.fixture
def window(application: Application, model: ModelRecord) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


def test_an_opinion_stands_beside_the_mark_and_what_differs_is_shown(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    rows = put_questions(application, questions(application.bases.current, 10, state=RowState.APPROVED))
    sits = Candidate(AnswerMode.DOCUMENTS, model.id)
    exam = put_exam(application, rows, {sits: {Mark.RIGHT: 8, Mark.WRONG: 2}})
    window.go("exam:results")
    pump(0.3)
    page = window.page("exam")
    assert isinstance(page, ExamPage)
    view = page.view("results")
    assert isinstance(view, ResultsView)
    card = view.opinion
    assert card.isVisible() and "kappa: 0.66 of 1" in card.about.text() and not card.differing.isVisible()

    # What is known of the model is told before it is asked, and keeps it from being asked.
    application.models.note_agreement(model.id, Agreement(95, 40, 0.21), second_opinion.measured_on(model))
    (judge,) = [one for one in card.model.judges() if one.model == model.id]
    assert "0.21" in judge.said and "too little" in judge.reason

    store = SqlExams(application.database.session)
    said = {answer.question: answer for answer in store.answers(exam.id)}
    opinions = [replace(one, opinion=Opinion(Mark.RIGHT, model.id, 0.81, 95)) for one in said.values()]
    store.save_answers(opinions)
    card.refresh()
    assert "8 of 10 answers" in card.about.text() and "0.81" in card.about.text()
    assert view.rows.rowCount() == 1 and application.exam_results.table(exam.id).rows[0].right == 8
    QTest.mouseClick(card.differing, Qt.MouseButton.LeftButton)
    pump(0.3)
    answers = page.view("answers")
    assert isinstance(answers, AnswersView)
    assert [row.answer.mark for row in answers.model.rows] == [Mark.WRONG] * 2
    assert answers.differing.isChecked() and not answers.chips[None].isChecked()
    assert "Second opinion of a model" in answers.card.opinion.label.text()

    for language, words in (
        ("en", "Second opinion, which changes no mark"),
        ("ru", "Второе мнение, которое"),
    ):
        certificate = application.certificates.render(exam.id, language)
        assert words in certificate.html
