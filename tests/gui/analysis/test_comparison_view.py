"""Two texts beside each other: where each line stands."""

from datetime import UTC, datetime

import pytest

from desktop.features.analysis.domain.analysis import Analysis, AnalysisKind, AnalysisState, Subject
from desktop.features.analysis.views.comparison_view import ComparisonView
from desktop.ui.theme import install
from desktop.ui.words.source_words import page_of
from tests.helpers.gui import RESOURCES, qt_app
from workers.contract.analysis.comparison import ComparedRow, ComparedSide, ComparisonResult, RowChange

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def test_a_line_of_slides_and_sheets_is_not_said_to_be_on_a_page() -> None:
    qt_app()
    install(RESOURCES, "light", 100)
    subjects = (Subject("a", "Показ.pptx", ""), Subject("b", "Смета.xlsx", ""))
    made = Analysis("1", "b", AnalysisKind.COMPARISON, AnalysisState.DONE, subjects, NOW, NOW)
    sides = (ComparedSide("Отпуск", 0, 6, page=3, other=5), ComparedSide("Отпуск", 0, 6, page=5, other=3))
    view = ComparisonView()
    view.show_comparison(
        made, (ComparisonResult("", {RowChange.MOVED.value: 1}, 1.0), [ComparedRow(RowChange.MOVED, *sides)])
    )
    shown = view.text.toPlainText()
    assert "slide 3" in shown and "sheet 5" in shown and "there: sheet 5" in shown
    assert "page" not in shown and "p. " not in shown
    view.deleteLater()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("а.PPS", "slide 2"),
        ("а.pot", "slide 2"),
        ("а.fodp", "slide 2"),
        ("а.fods", "sheet 2"),
        ("а.odt", "p. 2"),
    ],
)
def test_pages_of_every_format_have_their_name(name: str, said: str) -> None:
    assert page_of(name, 2) == said
