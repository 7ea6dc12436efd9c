"""Labels say as much of their text as they have room for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.ui.widgets import ElidedLabel
from tests.helpers.gui import plain_theme, pump

TEXT = "Раздел 3. Обычный текст договора поставки. · страница 4 из 10"


@pytest.mark.parametrize("margin", [0, 16, 40])
def test_a_text_that_is_cut_stands_within_the_margins(margin: int) -> None:
    plain_theme()
    label = ElidedLabel(TEXT, "caption", "tertiary", Qt.TextElideMode.ElideLeft)
    label.setContentsMargins(margin, 0, margin, 0)
    label.resize(300, 20)
    label.show()
    pump(0.05)
    shown = QLabel.text(label)  # what is drawn; the label itself tells the whole
    assert shown != TEXT and shown.endswith("из 10")
    assert label.fontMetrics().horizontalAdvance(shown) <= label.width() - 2 * margin
    label.close()
