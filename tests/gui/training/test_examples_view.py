"""The examples in the real window: counts, filters, import with preview, samples, personal data, export."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import Document, DocumentState, JobRecord, JobState
from desktop.core.review.rows import PassageRecord, RowState
from desktop.core.training_entities import Example
from desktop.features.training.example_tables import EXAMPLE_TABLES
from desktop.features.training.views.examples.progress_card import share
from desktop.features.training.views.examples.ways_in import SAMPLES
from desktop.features.training.views.examples_view import ExamplesView
from desktop.features.training.views.training_page import TrainingPage
from desktop.storage.repositories import SqlDocuments
from desktop.storage.row_repository import SqlRows
from desktop.ui.review.list_model import MORE, QUESTION, RowGroup
from desktop.ui.review.list_view import MAKE
from tests.conftest import Complaints
from tests.helpers import models
from tests.helpers.example_rows import DOUBT, PHONE, example, put_examples
from tests.helpers.gui import pump, wait_for
from tests.helpers.window import open_window, running_application
from workers.contract.specs.jobs import Job
from workers.contract.training.examples import GENERATED_KINDS, ExampleKind, PassageStatus

Open = Callable[[Sequence[Example]], ExamplesView]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    models.install_into(tmp_path / "данные")
    with running_application(tmp_path / "данные", base="Северный ветер") as application:
        base = application.bases.current
        application.settings.change(reviewer="Анна")
        path = "/дом/Положение об отпусках.pdf"
        SqlDocuments(application.database.session).save(
            [Document("d1", base, path, DocumentState.READY, pages=2, chunks=9, modified=1e9)]
        )
        yield application


@pytest.fixture
def examples(application: Application, complaints: Complaints) -> Iterator[Open]:
    """Opens the examples over these rows."""
    complaints.expect("This plugin does not support")
    with ExitStack() as stack:

        def open_examples(rows: Sequence[Example]) -> ExamplesView:
            put_examples(application, rows)
            window = stack.enter_context(open_window(application))
            page = window.page("training")
            assert isinstance(page, TrainingPage)
            page.open_view("examples")
            window.go("training")
            view = page.view("examples")
            assert isinstance(view, ExamplesView)
            pump(0.1)
            return view

        yield open_examples


@pytest.fixture
def rows(application: Application) -> list[Example]:
    """Ten: 1-4 approved, 5-6 rejected, 7 doubtful, 8 with a telephone number, 9-10 waiting."""
    made = [example(application.bases.current, number) for number in range(1, 11)]
    for at in range(4):
        made[at] = replace(made[at], state=RowState.APPROVED, reviewed_by="Анна", reviewed_at=NOW)
    for at in (4, 5):
        made[at] = replace(made[at], state=RowState.REJECTED, reviewed_by="Анна", reviewed_at=NOW)
    made[6] = replace(made[6], findings=(DOUBT,))
    made[7] = replace(made[7], findings=(PHONE,), masked_answer="Ответ [телефон]")
    return made


def texts(widget: QWidget) -> set[str]:
    """What its labels say."""
    return {label.text() for label in widget.findChildren(QLabel)}


def told(view: ExamplesView) -> list[str]:
    heard: list[str] = []
    view.message.connect(lambda text, *_: heard.append(text))
    return heard


def test_an_empty_base_is_shown_the_ways(examples: Open) -> None:
    view = examples([])
    assert view.about.text().startswith("An example is a question with the answer you want")
    assert view.progress.sentence.text() == "0 examples approved, at least 100 needed"
    assert not view.card.isVisible() and not view.filters.isVisible()
    assert all(card.isVisible() for card in view.ways.cards.values())
    assert view.review_button.toolTip() == "Nothing waits for review"
    assert view.export_button.toolTip() == "Nothing is approved yet"


def test_counts_and_filters(examples: Open, rows: list[Example]) -> None:
    view = examples(rows)
    assert view.about.text() == "10 in all: 4 approved, 4 waiting, 2 of them doubtful, 2 rejected"
    assert view.review_button.text() == "Review 4"
    expected = {
        RowGroup.ALL: 10,
        RowGroup.PENDING: 4,
        RowGroup.DOUBTFUL: 2,
        RowGroup.APPROVED: 4,
        RowGroup.REJECTED: 2,
    }
    for group, count in expected.items():
        view.filters.chips[group].click()
        assert view.model.rowCount() == count
    view.filters.chips[RowGroup.ALL].click()
    view.filters.kind.setCurrentIndex(view.filters.kind.findData(ExampleKind.FACT.value))
    view.filters.kind.activated.emit(0)
    assert {view.model.row(at).text.kind for at in range(view.model.rowCount())} == {ExampleKind.FACT}  # type: ignore[union-attr]
    view.model.show_kind("")
    QTest.keyClicks(view.filters.words.field, "10")
    assert view.model.rowCount() == 1
    assert view.model.index(0, QUESTION).data() == "Вопрос 10?"


def test_the_checks_are_said_in_the_table(examples: Open, rows: list[Example]) -> None:
    view = examples(rows)
    assert view.model.index(0, MORE).data() == "All checks passed"
    assert view.model.index(6, MORE).data().startswith("“руководителю отдела” is not in the quote")
    assert "telephone" in view.model.index(7, MORE).data()


def test_the_bar_gives_the_first_hundred_their_room() -> None:
    assert [share(count) for count in (0, 50, 100, 1000, 5000)] == [0.0, 0.2, 0.4, 1.0, 1.0]


def test_personal_data_is_replaced_or_left_out_for_all(
    application: Application, examples: Open, rows: list[Example]
) -> None:
    view = examples(rows)
    assert view.personal.text() == "1 example holds personal data: names, numbers, pay."
    assert view.personal.isAncestorOf(view.leave_out)  # both within the band
    view.personal.acted.emit()
    row = next(row for row in application.examples.rows.list(application.bases.current) if row.number == 8)
    assert row.text.answer == "Ответ [телефон]"
    assert not view.personal.isVisible()
    view.model.undo()
    assert view.personal.isVisible()
    view.leave_out.click()
    row = application.examples.rows.get(application.bases.current, row.id)
    assert row.state is RowState.REJECTED and row.reviewed_by == "Анна"
    assert not view.personal.isVisible()


def test_a_file_is_shown_before_anything_is_taken(
    application: Application, examples: Open, tmp_path: Path
) -> None:
    file = tmp_path / "вопросы.csv"
    file.write_text(
        "Вопрос;Ответ;Ещё\nКогда отпуск?;Летом.;Зимой.\nКто главный?;Директор.;Бухгалтер.\nПустой?;;\n",
        encoding="utf-8",
    )
    view = examples([])
    assert view.take_paths([str(file)])
    assert not view.take_paths([str(tmp_path / "Приказ.pdf")]), "documents go to the documents"
    card = view.read
    wait_for(lambda: card.take.isEnabled(), 30)
    assert card.title.text() == "2 examples in вопросы.csv"
    assert (card.columns().question, card.columns().answer) == ("Вопрос", "Ответ")
    said = [label.text() for label in card.findChildren(QLabel)]
    assert {"1 row will be passed over:", "1 row without an answer: 4"} <= set(said)
    assert not application.examples.rows.list(application.bases.current), "nothing is taken yet"
    card.selects["answer"].set_value("Ещё")
    card.selects["answer"].chosen.emit("Ещё")
    pump(0.05)
    wait_for(lambda: card.take.isEnabled() and "Зимой." in texts(card), 30)
    heard = told(view)
    card.take.click()
    wait_for(lambda: heard, 30)
    assert heard == ["2 examples taken"]
    found = application.examples.rows.list(application.bases.current)
    assert [row.text.answer for row in found] == ["Зимой.", "Бухгалтер."]
    assert not card.isVisible() and view.card.isVisible()


def test_a_broken_file_is_told_and_takes_nothing(
    application: Application, examples: Open, tmp_path: Path
) -> None:
    file = tmp_path / "вопросы.xlsx"
    file.write_bytes(b"\x00\x01 nothing of the kind")
    view = examples([])
    heard = told(view)
    view.take_paths([str(file)])
    wait_for(lambda: heard, 30)
    assert len(heard[0]) > 20 and not view.read.isVisible()
    assert not application.examples.rows.list(application.bases.current)


def test_sample_rows_bring_a_newcomer_over_the_hundred(application: Application, examples: Open) -> None:
    view = examples([])
    heard = told(view)
    view.ways.cards[SAMPLES].button.click()
    assert application.examples.rows.counts(application.bases.current).approved >= 100
    assert heard[0].endswith("checked examples taken")
    assert "training can begin" in view.progress.sentence.text()
    view.ways.cards[SAMPLES].button.click()
    assert heard[1] == "They are here already"


def test_sample_rows_are_taken_back_by_their_toast_alone(
    application: Application, examples: Open, rows: list[Example]
) -> None:
    view = examples(rows)
    offered: list[tuple[str, object]] = []
    view.message.connect(lambda text, action, acted, expired: offered.append((action, acted)))
    view.ways.cards[SAMPLES].button.click()
    there, base = application.examples.rows, application.bases.current
    assert len(there.list(base)) > 100
    action, undo = offered[-1]
    assert action == "Undo" and callable(undo)
    undo()
    assert {row.id for row in there.list(base)} == {row.id for row in rows}  # what was there before stays
    view.ways.cards[SAMPLES].button.click()
    assert len(there.list(base)) > 100


def test_samples_are_offered_only_with_their_documents(application: Application, examples: Open) -> None:
    base = application.bases.create("Другая")
    application.bases.select(base.id)
    view = examples([])
    assert not view.ways.cards[SAMPLES].isVisible()
    assert "no documents" in view.ways.cards[MAKE].button.toolTip()


def test_what_to_make_is_chosen_first(examples: Open) -> None:
    view = examples([])
    view.ways.cards[MAKE].button.click()
    make = view.make
    assert make.isVisible() and tuple(make.kinds()) == GENERATED_KINDS
    assert make.note.text().startswith("9 passages are left to ask about, about 18 examples")
    make.number.setValue(10)
    assert "about 10 examples" in make.note.text()
    for chip in make.chips.values():
        chip.click()
    assert make.start.toolTip() == "Choose at least one kind"
    make.chips[ExampleKind.TERM].click()
    wanted: list[object] = []
    make.wanted.disconnect()
    make.wanted.connect(lambda kinds, limit: wanted.append((kinds, limit)))
    make.start.click()
    assert wanted == [([ExampleKind.TERM], 10)]


def test_the_making_is_shown_with_its_reasons(application: Application, examples: Open) -> None:
    base = application.bases.current
    SqlRows(application.database.session, EXAMPLE_TABLES).save(
        [],
        [
            PassageRecord(base, "c1", "d1", PassageStatus.MADE, 2),
            PassageRecord(base, "c2", "d1", PassageStatus.NOTHING, code="nothing_to_ask"),
            PassageRecord(base, "c3", "d1", PassageStatus.NOTHING, 0, "not_in_quote", {"words": "до мая"}),
            PassageRecord(base, "c4", "gone", PassageStatus.FAILED, code="out_of_memory"),
        ],
    )  # fmt: skip
    view = examples([])
    assert view.passages.summary.text() == "Passages: 1 with examples, 2 with nothing to ask, 1 failed"
    assert not view.passages.lines.isVisible()
    view.passages.fold.click()
    said = [label.text() for label in view.passages.lines.findChildren(type(view.about))]
    assert any("2 examples made" in line for line in said)
    assert any("Nothing to ask here" in line for line in said)
    assert any("“до мая” is not in the quote" in line for line in said)
    assert any("A document that is gone" in line for line in said)


def test_making_can_be_paused_continued_and_cancelled(application: Application, examples: Open) -> None:
    view = examples([])
    job = JobRecord(
        "j1", Job.GENERATE, application.bases.current, JobState.PAUSED, {}, NOW, NOW, done=4, total=9
    )
    view.show_job(job, None)
    card = view.job
    assert card.isVisible() and "4 of 9" in card.accessibleName()
    assert (
        card.resume_button.isVisible()
        and card.cancel_button.isVisible()
        and not card.pause_button.isVisible()
    )
    view.show_job(replace(job, state=JobState.RUNNING), 125.0)
    assert card.pause_button.isVisible() and "left" in card.accessibleName()
    view.show_job(None, None)
    assert not card.isVisible()


def test_a_row_is_read_whole_and_decided_anew(
    application: Application, examples: Open, rows: list[Example]
) -> None:
    view = examples(rows)
    view.table.selectRow(4)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert view.one.isVisible() and view.one.approve.isVisible() and not view.one.reject.isVisible()
    view.one.approve.click()
    assert application.examples.rows.get(application.bases.current, rows[4].id).state is RowState.APPROVED
    view.table.selectRow(8)
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert application.examples.rows.get(application.bases.current, rows[8].id).state is RowState.REJECTED


def test_deciding_asks_for_a_name_once(application: Application, examples: Open, rows: list[Example]) -> None:
    view = examples(rows)
    application.settings.change(reviewer="")
    view.leave_out.click()
    field = view.who.findChildren(QLineEdit)[-1]
    QTest.keyClicks(field, "Olga")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert application.settings.values.reviewer == "Olga"
    assert application.examples.rows.get(application.bases.current, rows[7].id).reviewed_by == "Olga"


def test_export_writes_what_is_approved(examples: Open, rows: list[Example], tmp_path: Path) -> None:
    view = examples(rows)
    heard = told(view)
    view.export_to(str(tmp_path / "примеры.jsonl"))
    lines = (tmp_path / "примеры.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4 and all(json.loads(line) for line in lines)
    assert heard == ["4 examples saved: примеры.jsonl"]
    (tmp_path / "папка.csv").mkdir()
    view.export_to(str(tmp_path / "папка.csv"))
    assert len(heard) == 2 and "saved" not in heard[1]


def test_ten_thousand_rows_do_not_freeze(application: Application, examples: Open) -> None:
    base = application.bases.current
    view = examples([example(base, number) for number in range(1, 10_001)])
    assert view.model.rowCount() == 10_000
    began = time.perf_counter()
    view.table.scrollToBottom()
    view.table.viewport().grab()
    view.filters.words.field.setText("999")
    assert time.perf_counter() - began < 1.0
    assert view.model.rowCount() == 19
    application.change_publisher(Changes(examples_of=frozenset({base})))
    began = time.perf_counter()
    view.model.reload()
    assert time.perf_counter() - began < 1.0


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_nothing_is_cut_in_either_language(
    application: Application, examples: Open, rows: list[Example], size: tuple[int, int]
) -> None:
    view = examples(rows)
    view.window().resize(*size)
    for language in ("ru", "en"):
        application.settings.change(language=language)
        pump(0.1)
        assert view.title.text() == ("Примеры для обучения" if language == "ru" else "Training examples")
        assert view.page.inner.width() <= view.page.viewport().width()
        for card in view.ways.cards.values():
            assert card.about.height() >= card.about.heightForWidth(card.about.width())
            assert card.button.width() >= card.button.sizeHint().width()
