"""The review in the real window: keys, who decided, editing, undo, similar rows, the sample, the source."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app import Application
from desktop.core.entities import DocumentState
from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.features.training.viewmodels.example_review_model import ReviewMode
from desktop.features.training.viewmodels.finding_text import describe
from desktop.features.training.views.example_review import ExampleReview
from desktop.features.training.views.training_page import TrainingPage
from desktop.ui.viewer.page_painter import marked
from desktop.ui.viewer.page_strip import PageStrip
from tests.conftest import Complaints
from tests.helpers import models
from tests.helpers.example_rows import DOUBT, PHONE, example, put_examples
from tests.helpers.gui import RESOURCES, pump, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.training.checks import Finding, FindingCode, Severity

Open = Callable[[Sequence[Example]], ExampleReview]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BASE = "Северный ветер"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with running_application(tmp_path / "данные", base=BASE) as application:
        yield application


@pytest.fixture
def review(application: Application, complaints: Complaints) -> Iterator[Open]:
    """Opens the review over these rows; the reviewer is known already."""
    complaints.expect("This plugin does not support")
    application.settings.change(reviewer="Анна")
    with ExitStack() as stack:

        def open_review(rows: Sequence[Example]) -> ExampleReview:
            put_examples(application, rows)
            window = stack.enter_context(open_window(application))
            page = window.page("training")
            assert isinstance(page, TrainingPage)
            page.open_view("review")
            window.go("training")
            view = page.view("review")
            assert isinstance(view, ExampleReview)
            view.setFocus()
            pump(0.1)
            return view

        yield open_review


def rows_of(application: Application, count: int, **values: object) -> list[Example]:
    return [example(application.bases.current, number, **values) for number in range(1, count + 1)]


def by_number(application: Application, number: int) -> Example:
    return next(
        row for row in application.examples.rows.list(application.bases.current) if row.number == number
    )


def shown(view: ExampleReview) -> int:
    assert view.model.current is not None
    assert view.card.question.text.text() == view.model.current.text.question
    return view.model.current.number


def test_every_decision_has_its_key(application: Application, review: Open) -> None:
    view = review(rows_of(application, 5))
    assert shown(view) == 1
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert by_number(application, 1).state is RowState.APPROVED
    assert by_number(application, 1).reviewed_by == "Анна"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert by_number(application, 2).state is RowState.REJECTED
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert by_number(application, 3).skipped
    assert shown(view) == 4
    assert view.about.text() == "2 of 5 reviewed. 1 approved, 1 rejected."
    assert view.progress.fraction == pytest.approx(0.4)
    for number in (3, 2, 1):
        QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
        assert shown(view) == number
    assert application.examples.rows.counts(application.bases.current).pending == 5


def test_undo_works_on_a_russian_layout(application: Application, review: Open) -> None:
    view = review(rows_of(application, 2))
    QTest.keyClick(view, Qt.Key.Key_Enter)
    assert by_number(application, 1).state is RowState.APPROVED
    event = QKeyEvent(QEvent.Type.KeyPress, 0x042F, CONTROL, "я")
    QApplication.sendEvent(view, event)
    assert by_number(application, 1).state is RowState.PENDING


def test_keys_work_with_the_focus_on_a_button(application: Application, review: Open) -> None:
    view = review(rows_of(application, 3))
    view.keys.reject.setFocus()
    QTest.keyClick(view.keys.reject, Qt.Key.Key_Right)
    assert by_number(application, 1).skipped
    QTest.keyClick(view.keys.reject, Qt.Key.Key_Space)
    assert by_number(application, 2).state is RowState.REJECTED


def test_doubtful_rows_come_first_with_the_reason(application: Application, review: Open) -> None:
    rows = rows_of(application, 4)
    rows[2] = replace(rows[2], findings=(DOUBT, *rows[2].findings))
    view = review(rows)
    assert shown(view) == 3
    assert view.card.doubt.isVisible()
    assert view.card.findings() == [
        "The quote stands in the document word for word",
        "“руководителю отдела” is not in the quote: it stands under “4.3”",
    ]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert shown(view) == 1
    assert not view.card.doubt.isVisible()


def test_the_first_decision_asks_who_reviews(application: Application, review: Open) -> None:
    view = review(rows_of(application, 3))
    application.settings.change(reviewer="")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert by_number(application, 1).state is RowState.PENDING
    field = view.who.findChildren(QLineEdit)[-1]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert view.who.isVisible(), "a name is needed"
    QTest.keyClicks(field, "Olga Petrova")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert by_number(application, 1).reviewed_by == "Olga Petrova"
    assert application.settings.values.reviewer == "Olga Petrova"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert by_number(application, 2).reviewed_by == "Olga Petrova"


def test_editing_in_place(application: Application, review: Open) -> None:
    view = review(rows_of(application, 2))
    QTest.keyClick(view, Qt.Key.Key_F2)
    edit = view.card.answer.edit
    assert edit.isVisible() and view.keys.save.isVisible() and not view.keys.approve.isVisible()
    QTest.keyClicks(edit, " Really")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClick(edit, Qt.Key.Key_Right)
    assert by_number(application, 1).state is RowState.PENDING, "keys belong to the field"
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not edit.isVisible() and by_number(application, 1).text.answer == "Ответ 1."
    QTest.keyClick(view, Qt.Key.Key_F2)
    edit.setPlainText("")
    QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    assert by_number(application, 1).state is RowState.PENDING, "an answer is needed"
    edit.setPlainText("Другой ответ")
    QTest.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    row = by_number(application, 1)
    assert (row.state, row.text.answer, row.edited) == (RowState.APPROVED, "Другой ответ", True)
    assert shown(view) == 2 and not edit.isVisible()


def test_similar_rows_are_decided_together(application: Application, review: Open) -> None:
    rows = rows_of(application, 9)
    rows = [replace(row, cluster="alike") if row.number <= 7 else row for row in rows]
    view = review(rows)
    assert view.similar.text() == "Similar: 6"
    view.similar.click()
    assert view.alike.isVisible()
    view.alike.reject_all.click()
    assert application.examples.rows.counts(application.bases.current).rejected == 6
    assert shown(view) == 1, "the row itself still waits"
    assert not view.similar.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    assert application.examples.rows.counts(application.bases.current).pending == 9
    QTest.keyClick(view, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert application.examples.rows.counts(application.bases.current).approved == 7
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    assert application.examples.rows.counts(application.bases.current).pending == 9


def test_personal_data_is_replaced_in_the_row(application: Application, review: Open) -> None:
    rows = rows_of(application, 2)
    rows[0] = replace(rows[0], findings=(PHONE,), masked_answer="Ответ [телефон]")
    view = review(rows)
    assert view.card.findings() == ["Personal data, a telephone number: +7 900 123-45-67"]
    view.card.mask_button.click()
    row = by_number(application, 1)
    assert row.text.answer == "Ответ [телефон]" and row.state is RowState.PENDING
    assert shown(view) == 1 and view.card.answer.text.text() == "Ответ [телефон]"
    assert not view.card.mask_button.isVisible()


def test_the_sample_speaks_for_the_rest(application: Application, review: Open) -> None:
    rows = rows_of(application, 400)
    rows[0] = replace(rows[0], findings=(DOUBT,))
    view = review(rows)
    assert view.sample.isVisible() and not view.sample.rest.isVisible()
    view.sample.sample.click()
    assert view.model.mode is ReviewMode.SAMPLE and view.model.sampled == 280
    assert view.about.text() == "Random sample: 0 of 280 reviewed."
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.sample.heading.label.text() == "Sample: 5 of 280 reviewed"
    for at in range(25):
        QTest.keyClick(view, Qt.Key.Key_Delete if at < 3 else Qt.Key.Key_Return)
    estimate = view.model.estimate
    assert estimate is not None and (estimate.sampled, estimate.wrong) == (30, 3)
    words = view.sample.heading.label.text().replace("\u00a0", " ")
    assert words.startswith("Errors in the rest: 10 % ± 1")
    assert "Estimated from 30 random examples. 250 more in the sample." in view.sample.about.text()
    rest = estimate.rest
    view.sample.everything.click()
    assert not view.sample.everything.isVisible()
    view.sample.rest.click()
    field = view.who.findChildren(QLineEdit)[-1]
    assert field.text() == "Анна"
    QTest.keyClick(field, Qt.Key.Key_Return)
    counts = application.examples.rows.counts(application.bases.current)
    assert counts.approved == 27 + rest and counts.rejected == 3
    assert by_number(application, 1).state is RowState.PENDING, "doubtful ones are looked at"
    view.undo()
    assert application.examples.rows.counts(application.bases.current).approved == 27


def test_the_end_says_what_comes_next(application: Application, review: Open) -> None:
    done = rows_of(application, 99, state=RowState.APPROVED, reviewed_by="Анна")
    view = review([*done, example(application.bases.current, 100), example(application.bases.current, 101)])
    opened: list[str] = []
    view.open_view.disconnect()
    view.open_view.connect(opened.append)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.stack.currentWidget() is view.end
    assert view.end.sentence.text() == "99 examples approved, at least 100 needed."
    view.end.button.click()
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.end.sentence.text() == "100 approved examples are ready to train with."
    view.end.button.click()
    assert opened == ["examples", "start"]


def test_nothing_to_review_leads_to_examples(review: Open) -> None:
    view = review([])
    opened: list[str] = []
    view.open_view.disconnect()
    view.open_view.connect(opened.append)
    assert view.end.title.text() == "There is nothing to review yet"
    view.end.button.click()
    assert opened == ["examples"]
    QTest.keyClick(view, Qt.Key.Key_Return)  # nothing to decide, nothing happens
    assert view.model.current is None


def test_a_row_without_a_document_says_so(application: Application, review: Open) -> None:
    view = review(rows_of(application, 1))
    note = view.source.viewer.canvas.note.text()
    assert note == "Comes from the file вопросы.csv. It has no place in a document."
    assert not view.source.viewer.tools.isVisible()


def test_the_quote_is_marked_on_its_page(tmp_path: Path, complaints: Complaints) -> None:
    """A real document, read and rendered by real workers."""
    complaints.expect("This plugin does not support")
    models.install_into(tmp_path / "data")
    with running_application(tmp_path / "data", base=BASE) as application:
        base = application.bases.current
        application.documents.import_paths(base, [RESOURCES / "samples" / "Положение об отпусках.pdf"])
        wait_for(
            lambda: [one.state for one in application.documents.list(base)] == [DocumentState.READY], 120
        )
        document = application.documents.list(base)[0]
        row = example(base, 1)
        text = replace(row.text, document=document.id, start=40, end=120, page=1)
        put_examples(application, [replace(row, text=text)])
        with open_window(application) as window:
            page = window.page("training")
            assert isinstance(page, TrainingPage)
            page.open_view("review")
            window.go("training")
            view = page.view("review")
            assert isinstance(view, ExampleReview)
            document = view.source.model.document
            wait_for(lambda: document.view(0) is not None, 60)
            assert view.source.name.text() == "Положение об отпусках.pdf"
            assert isinstance(view.source.viewer.canvas.shown, PageStrip)
            assert marked(document, 0, document.quote)
            assert view.side.width() == 400


def test_ten_thousand_rows_do_not_freeze(application: Application, review: Open) -> None:
    view = review(rows_of(application, 10_000))
    began = time.perf_counter()
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert (time.perf_counter() - began) / 5 < 0.5
    assert shown(view) == 6


def test_every_finding_has_a_sentence() -> None:
    params: dict[str, str | int | float] = {
        "words": "слова", "number": "7", "characters": 3, "question": "ru", "answer": "en", "example": "x",
        "share": 93, "text": "данные",
    }  # fmt: skip
    said = {describe(Finding(code, Severity.DOUBT, params), lambda _: 12).sentence for code in FindingCode}
    assert len(said) == len(FindingCode)
    assert not [words for words in said if "%" in words.replace("93\u00a0%", "")]
