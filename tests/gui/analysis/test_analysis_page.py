"""The page of analyses, by its keys."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.features.analysis.domain.analysis import (
    Analysis,
    AnalysisKind,
    AnalysisState,
    Fact,
    FactState,
    Subject,
)
from desktop.features.analysis.viewmodels.analysis_words import cell
from desktop.features.analysis.views.analysis_page import AnalysisPage
from desktop.features.analysis.views.facts_view import FactsView
from desktop.ui.widgets import Select
from tests.conftest import Complaints
from tests.helpers.gui import plain_theme, pump
from tests.helpers.window import open_window, running_application
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code


def test_who_leaves_the_questions_is_back_at_the_documents(tmp_path: Path, complaints: Complaints) -> None:
    complaints.expect("propagateSizeHints")
    with (
        running_application(tmp_path / "data", base="Закупки") as application,
        open_window(application) as window,
    ):
        window.go("analysis:facts/")
        pump()
        page = window.page("analysis")
        assert isinstance(page, AnalysisPage)
        assert page.stack.currentWidget() is page.form and page.form.field.hasFocus()
        QTest.keyClick(page.form.field, Qt.Key.Key_Escape)
        pump()
        assert window.current == "documents"
        window.go("analysis")  # the earlier ones, not the questions again
        pump()
        assert page.stack.currentWidget() is page.empty
        for leave in (page.form.cancel, page.back):
            window.go("analysis:facts/")
            leave.click()
            pump()
            assert window.current == "documents" and page.model.draft is None


def test_a_cell_that_failed_says_why_in_full() -> None:
    plain_theme()
    failed = Fact(FactState.FAILED, code=Code.NO_MEMORY, problem_params={"need": 4e9, "free": 1e9})
    assert "%" not in cell(from_json(Fact, to_json(failed)))


def test_heads_and_choices_without_room_end_in_three_dots() -> None:
    plain_theme()
    assert FactsView().grid.horizontalHeader().textElideMode() is Qt.TextElideMode.ElideRight
    select, cut, whole = Select(), Select(), "Qwen2.5 Coder 1.5B Instruct"
    select.set_choices([("a", whole)])
    pictures = []
    for room in range(30, 120):
        words = select.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        cut.set_choices([("a", words)])
        for one in (select, cut):
            one.resize(120, 40)
        pictures.append(cut.grab().toImage())
    assert select.grab().toImage() in pictures


def test_the_columns_of_a_table_of_facts_take_all_the_room_there_is() -> None:
    plain_theme()
    view, now = FactsView(), datetime.now(UTC)
    subject, questions = Subject("d", "Приказ.pdf", "c"), ("Какова цена?", "Кто подписал?")
    facts = Analysis("a", "b", AnalysisKind.FACTS, AnalysisState.DONE, (subject,), now, now, questions)
    view.show_facts(facts, {})
    view.resize(1200, 600)
    view.show()
    pump()
    try:
        for width in (1200, 900):
            view.resize(width, 600)
            pump()
            room = view.grid.viewport().width()
            assert 0 <= room - view.grid.horizontalHeader().length() < len(questions)
    finally:
        view.close()
