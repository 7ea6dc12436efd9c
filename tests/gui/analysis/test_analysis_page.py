"""The page of analyses, by its keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.features.analysis.views.analysis_page import AnalysisPage
from tests.conftest import Complaints
from tests.helpers.gui import pump
from tests.helpers.window import open_window, running_application


def test_escape_leaves_the_questions_first_and_then_the_page(tmp_path: Path, complaints: Complaints) -> None:
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
        assert window.current == "analysis" and page.stack.currentWidget() is page.empty
        QTest.keyClick(page, Qt.Key.Key_Escape)
        pump()
        assert window.current == "documents"
