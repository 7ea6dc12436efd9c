"""The exam page over real rows: results, answers, the start, questions and their review."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import Application
from desktop.core.entities import ModelRecord
from desktop.core.exam_entities import Candidate, Exam, ExamState
from desktop.core.review.rows import RowState
from desktop.features.exam.views.answers_view import AnswersView
from desktop.features.exam.views.exam_page import ExamPage
from desktop.features.exam.views.question_review import QuestionReview
from desktop.features.exam.views.questions_view import QuestionsView
from desktop.features.exam.views.results_view import ResultsView
from desktop.features.exam.views.start_view import ExamStartView
from desktop.features.exam.views.verdict_card import WhyPopup
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n import formats
from desktop.ui.widgets import Button, Input, Label
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.rail import PAGES
from tests.conftest import Complaints
from tests.helpers.exam_rows import NOW, put_exam, put_questions, question, questions
from tests.helpers.gui import choose, pump, visible, wait_for
from tests.helpers.training_rows import put_model
from tests.helpers.window import open_window, running_application
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Mark, QuestionKind, Task

NBSP = formats.NBSP


@pytest.fixture
def application(tmp_path: Path, complaints: Complaints) -> Iterator[Application]:
    complaints.expect("This plugin does not support")
    with running_application(tmp_path / "данные", base="Северный ветер") as application:
        application.settings.change(reviewer="Анна")
        yield application


@pytest.fixture
def model(application: Application, tmp_path: Path) -> ModelRecord:
    return put_model(application, tmp_path / "модели")


@pytest.fixture
def window(application: Application, model: ModelRecord) -> Iterator[MainWindow]:
    with open_window(application) as window:
        yield window


def of(entry: AnswerMode, model: ModelRecord) -> Candidate:
    return Candidate(entry, model.id)


def held(application: Application, model: ModelRecord, **values: object) -> Exam:
    """40 questions, 8 of them without an answer: search is far better than the model alone."""
    base = application.bases.current
    answered = questions(base, 32, state=RowState.APPROVED)
    rows = put_questions(application, answered + [question(base, at, False) for at in range(33, 41)])
    marks = {
        of(AnswerMode.MODEL, model): {Mark.RIGHT: 10, Mark.PARTLY: 6, Mark.WRONG: 16, Mark.INVENTED: 8},
        of(AnswerMode.DOCUMENTS, model): {Mark.RIGHT: 34, Mark.PARTLY: 2, Mark.WRONG: 3, Mark.REFUSED: 1},
    }
    return put_exam(application, rows, marks, {AnswerMode.MODEL: 1.9, AnswerMode.DOCUMENTS: 4.1}, **values)


def part(window: MainWindow, name: str) -> object:
    window.go(f"exam:{name}")
    pump(0.1)
    page = window.page("exam")
    assert isinstance(page, ExamPage)
    return page.view(name)


def results(window: MainWindow) -> ResultsView:
    found = part(window, "results")
    assert isinstance(found, ResultsView)
    return found


def test_the_rail_leads_to_the_exam(window: MainWindow) -> None:
    assert PAGES.index("exam") == PAGES.index("training") + 1 == PAGES.index("models") - 1
    window.rail.items["exam"].click()
    assert window.current == "exam"


def test_results_say_the_verdict_first(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    held(application, model)
    view = results(window)
    assert view.title.text() == f"Exam of {formats.calendar_day(NOW)}"
    about = "40 questions about your documents, 8 of them without an answer in the documents"
    assert view.about.text() == about
    assert view.verdict.title.text() == "Keep search in documents: 34 right answers of 40"
    assert "better than the model without documents by 60 points" in view.verdict.sentence.text()
    assert not view.verdict.use.isVisible()


def test_the_smallest_way_that_is_enough_is_taken_by_one_button(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    base = application.bases.current
    classes = [
        replace(one, text=replace(one.text, kind=QuestionKind.CLASSIFY)) for one in questions(base, 90)
    ]
    few = [replace(one, number=one.number + 90) for one in questions(base, 4)]
    rows = put_questions(application, [*classes, *few])
    right = {Mark.RIGHT: 94}
    marks = {of(AnswerMode.DOCUMENTS, model): right, of(AnswerMode.MODEL, model): right}
    exam = put_exam(application, rows, marks)
    view = results(window)
    texts = [label.text() for label in view.tasks.findChildren(Label)]
    assert "Sort into classes" in texts and "Model alone; nothing smaller is as good" in texts
    assert "Too few questions of this kind to tell; ten and more are needed" in texts
    assert list(view.tasks.buttons) == [Task.CLASSIFY]
    view.tasks.buttons[Task.CLASSIFY].click()
    pump(0.4)
    way = application.bases.get(base).doing(Task.CLASSIFY)
    assert way is not None and (way.entry, way.model, way.exam) == (AnswerMode.MODEL, model.id, exam.id)
    assert not view.tasks.buttons[Task.CLASSIFY].isEnabled()


def test_the_table_and_the_bars_show_the_same(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    held(application, model)
    view = results(window)
    rows = view.rows
    words = [[str(rows.index(at, column).data()) for column in range(rows.columnCount())] for at in (0, 1)]
    assert words[0][:2] == ["Search in documents", "34"]
    assert words[0][3:7] == ["2", "3", "1", "0"]
    assert words[0][8:] == [f"4.1{NBSP}s", "Now in the chat"]
    assert words[1][:2] == ["Model alone", "10"]
    assert words[1][3:8] == ["6", "16", "0", "8", "\u2014"]
    assert words[1][9] == "Worse"
    assert [(bar.name, bar.look, bar.strong) for bar in view.chart.bars] == [
        ("Search in documents", "best", True),
        ("Model alone", "alone", False),
    ]
    assert [round(bar.share, 3) for bar in view.chart.bars] == [0.85, 0.25]
    assert all(bar.low < bar.share < bar.high for bar in view.chart.bars)
    assert view.chart.accessibleDescription().startswith(f"Search in documents: 85{NBSP}%")


def test_candidates_of_one_mode_are_told_apart(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    rows = put_questions(application, questions(application.bases.current, 30))
    strong, weak = (Candidate(AnswerMode.TRAINED, model.id, "a" * 36, strength) for strength in (1.0, 0.25))
    other = Candidate(AnswerMode.MODEL, "another")
    marks = {
        one: {Mark.RIGHT: 20, Mark.WRONG: 10} for one in (strong, weak, of(AnswerMode.MODEL, model), other)
    }
    put_exam(application, rows, marks)
    shown = results(window).model.shown()
    assert shown is not None
    assert shown.names[strong.key] == "Trained model: strength 1"
    assert shown.names[weak.key] == "Trained model: strength 0.25"
    assert shown.names[other.key] == "Model alone: another"
    assert shown.active == ""


def test_what_is_recommended_can_be_chosen_there(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    base = application.bases.current
    application.bases.set_way(base, AnswerMode.MODEL)
    held(application, model)
    view = results(window)
    assert view.verdict.title.text() == "Choose search in documents: 34 right answers of 40"
    view.verdict.use.click()
    assert application.bases.get(base).way is AnswerMode.DOCUMENTS
    pump(0.3)
    assert view.verdict.title.text().startswith("Keep search in documents")
    assert not view.verdict.use.isVisible()


def test_why_so_opens_the_comparisons(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    held(application, model)
    view = results(window)
    view.verdict.why.click()
    popup = visible(view, WhyPopup)
    lines = [line.label.text() for line in popup.lines]
    popup.close()
    assert "40 questions asked, 8 without an answer in the documents, 32 checked by a person" in lines
    assert any(line.startswith("“Model alone” is worse than “Search in documents”") for line in lines)


def test_a_line_opens_its_answers_and_a_mark_can_be_overruled(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    exam = held(application, model)
    view = results(window)
    view.table.selectRow(0)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    pump(0.1)
    page = window.page("exam")
    assert isinstance(page, ExamPage) and page.current == "answers"
    answers = page.view("answers")
    assert isinstance(answers, AnswersView)
    assert answers.title.text() == "Search in documents"
    assert answers.position.text() == "1 of 40"
    QTest.keyClick(answers, Qt.Key.Key_Right)
    assert answers.position.text() == "2 of 40"
    QTest.keyClick(answers, Qt.Key.Key_Left)
    answers.chips[Mark.WRONG].click()
    assert answers.position.text() == "1 of 3"
    assert answers.card.said[0] == "Another number: 14 instead of 28"
    answers.card.overruled.emit(Mark.RIGHT)
    wait_for(lambda: answers.model.count_of(Mark.WRONG) == 2)
    key = of(AnswerMode.DOCUMENTS, model).key
    found = next(row for row in application.exam_results.answers(exam.id) if row.overruled is not None)
    assert (found.candidate, found.overruled, found.overruled_by) == (key, Mark.RIGHT, "Анна")
    line = application.exam_results.table(exam.id).row(key)
    assert line is not None and (line.right, line.wrong) == (35, 2)
    QTest.keyClick(answers, Qt.Key.Key_Escape)
    assert page.current == "results"
    assert view.verdict.title.text() == "Keep search in documents: 35 right answers of 40"


def test_the_first_overruling_asks_who_decides(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    exam = held(application, model)
    application.settings.change(reviewer="")
    view = results(window)
    view.table.selectRow(0)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    answers = part(window, "answers")
    assert isinstance(answers, AnswersView)
    answers.card.overruled.emit(Mark.WRONG)
    assert all(row.overruled is None for row in application.exam_results.answers(exam.id))
    field = visible(answers, NamePopup).findChild(Input)
    assert field is not None
    QTest.keyClicks(field.field, "Olga")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    (found,) = (row for row in application.exam_results.answers(exam.id) if row.overruled is not None)
    assert (found.overruled, found.overruled_by) == (Mark.WRONG, "Olga")
    assert application.settings.values.reviewer == "Olga"


def test_the_rules_get_their_mark_back(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    exam = held(application, model)
    view = results(window)
    view.table.selectRow(0)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    pump(0.1)
    answers = part(window, "answers")
    assert isinstance(answers, AnswersView)
    answers.card.overruled.emit(Mark.WRONG)
    assert answers.card.by.text() == "Marked by Анна. The rules said: Right"
    answers.card.overruled.emit(None)
    assert answers.card.by.text() == ""
    assert all(row.overruled is None for row in application.exam_results.answers(exam.id))


def test_before_the_first_exam_the_page_leads_to_what_is_missing(
    window: MainWindow, application: Application
) -> None:
    view = results(window)
    opened: list[str] = []
    view.open_view.connect(opened.append)
    assert view.empty.isVisible()
    view.empty.findChildren(Button)[0].click()
    base = application.bases.current
    application.questions.importer.write(base, question(base, 1).text, "Анна")
    results(window).empty.findChildren(Button)[0].click()
    assert opened == ["questions", "start"]


def test_an_exam_under_way_says_how_far_it_is(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    rows = put_questions(application, questions(application.bases.current, 30))
    marks = {of(AnswerMode.MODEL, model): {Mark.RIGHT: 20}, of(AnswerMode.DOCUMENTS, model): {}}
    put_exam(application, rows, marks, state=ExamState.PAUSED)
    view = results(window)
    assert view.progress.isVisible()
    assert view.progress.progress.sentence.text() == "The exam is paused: 20 of 60 answers are there"
    assert not view.verdict.isVisible()
    assert not view.again.isEnabled()


def test_an_exam_is_removed_only_when_asked_twice(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    exam = held(application, model)
    view = results(window)
    view.more.click()
    choose(view, "Remove this exam")
    _confirm(window).keep_button.click()
    assert application.exams.list(exam.base)
    view.more.click()
    choose(view, "Remove this exam")
    _confirm(window).act_button.click()
    assert application.exams.list(exam.base) == []
    pump(0.3)
    assert view.empty.isVisible()


def _confirm(window: MainWindow) -> Confirm:
    return next(one for one in window.findChildren(Confirm) if one.isVisible())


def test_the_start_says_who_can_sit_it_and_how_long_it_takes(
    window: MainWindow, application: Application, model: ModelRecord
) -> None:
    held(application, model)
    view = part(window, "start")
    assert isinstance(view, ExamStartView)
    view.model.choose(general=False)
    taking = {entry for entry, line in view.entries.items() if line.switch.isChecked()}
    assert taking == {AnswerMode.MODEL}
    assert "no document that was read" in view.entries[AnswerMode.DOCUMENTS].about.text()
    assert "no instructions yet" in view.entries[AnswerMode.INSTRUCTIONS].about.text()
    assert "Nothing is trained" in view.entries[AnswerMode.TRAINED].about.text()
    assert view.time_note.text() == "40 answers to be written, measured here"
    assert view.time.text() == f"1{NBSP}min"  # 40 × 1.9 s
    assert view.begin.isEnabled()
    assert view.power.text() == (
        "About 194 questions show a difference of 10 points in 8 of 10 exams; with 40 it has to be 22 points."
        f" Assumed: two ways differ on 25{NBSP}% of the questions."
    )
    view.model.choose(limit=30)
    assert view.time_note.text().startswith("30 answers")
    view.entries[AnswerMode.MODEL].switch.click()
    assert view.begin.toolTip() == "Choose at least one who sits the exam"


def test_questions_are_removed_and_brought_back(window: MainWindow, application: Application) -> None:
    put_questions(application, questions(application.bases.current, 6, 2))
    view = part(window, "questions")
    assert isinstance(view, QuestionsView)
    assert view.table.model().rowCount() == 6
    assert "6 are asked, 2 of them without an answer" in view.about.text()
    view.table.selectRow(0)
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert view.model.counts.total == 5
    view.model.undo()
    assert view.model.counts.total == 6
    window.header.search.setText("случай 3")
    assert view.table.model().rowCount() == 1


def test_a_question_is_written_by_hand(window: MainWindow, application: Application) -> None:
    view = part(window, "questions")
    assert isinstance(view, QuestionsView)
    view.ways.cards["write"].button.click()
    assert not view.write.take.isEnabled()
    view.write.question.setPlainText("Кто подписывает приказ об отпуске?")
    view.write.answer.setPlainText("Директор.")
    view.write.facts.setPlainText("директор\n")
    view.write.take.click()
    (found,) = application.questions.rows.list(application.bases.current)
    assert (found.text.answer, found.text.must, found.reviewed_by) == ("Директор.", ("директор",), "Анна")
    assert found.state is RowState.APPROVED


def test_questions_go_out_and_come_in(window: MainWindow, application: Application, tmp_path: Path) -> None:
    put_questions(application, questions(application.bases.current, 4, 1))
    view = part(window, "questions")
    assert isinstance(view, QuestionsView)
    view.export_to(str(tmp_path / "вопросы.json"))
    ids = [row.id for row in application.questions.rows.list(application.bases.current)]
    application.questions.rows.remove(application.bases.current, ids)
    assert view.take_paths([str(tmp_path / "вопросы.json")])
    wait_for(lambda: view.model.counts.total == 4, 30)
    assert view.model.counts.unanswered == 1


def test_every_decision_has_its_key(window: MainWindow, application: Application) -> None:
    base = application.bases.current
    put_questions(application, questions(base, 4))
    view = part(window, "review")
    assert isinstance(view, QuestionReview)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    QTest.keyClick(view, Qt.Key.Key_Right)
    states = [row.state for row in application.questions.rows.list(base)]
    assert states == [
        RowState.APPROVED, RowState.REJECTED, RowState.PENDING, RowState.PENDING,
    ]  # fmt: skip
    assert view.model.current is not None and view.model.current.number == 4
    assert view.about.text() == "2 of 4 reviewed. 1 approved, 1 rejected."
    for number in (2, 1):
        QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert view.model.current is not None and view.model.current.number == number
    assert application.questions.rows.counts(base).pending == 4


def test_a_question_is_mended_and_an_empty_answer_means_a_refusal(
    window: MainWindow, application: Application
) -> None:
    base = application.bases.current
    put_questions(application, questions(base, 2))
    view = part(window, "review")
    assert isinstance(view, QuestionReview)
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert view.card.is_edited
    view.card.answer.edit.setPlainText("")
    QTest.keyClick(view.card.answer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = application.questions.rows.list(base)[0]
    assert (found.text.answer, found.text.kind.value, found.text.must) == ("", "no_answer", ())
    assert (found.state, found.edited, found.reviewed_by) == (RowState.APPROVED, True, "Анна")


def test_the_first_decision_asks_who_reviews(window: MainWindow, application: Application) -> None:
    application.settings.change(reviewer="")
    base = application.bases.current
    put_questions(application, questions(base, 1))
    view = part(window, "review")
    assert isinstance(view, QuestionReview)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert application.questions.rows.counts(base).pending == 1
    assert view.who.isVisible()
    view.who.close()
