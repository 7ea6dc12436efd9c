"""What opens over the page stands beside what was pressed."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Label, Popup, PopupItem, PopupList
from tests.conftest import Complaints
from tests.helpers.gui import plain_theme


@pytest.mark.parametrize("at", [QPoint(20, 20), QPoint(660, 20), QPoint(20, 540), QPoint(660, 540)])
def test_what_opens_at_a_button_stands_beside_it(at: QPoint, complaints: Complaints) -> None:
    """Within the window and the screen, and never over the button."""
    complaints.expect("This plugin does not support")
    plain_theme()
    holder = QWidget()
    holder.setGeometry(0, 0, 780, 600)
    button = Button("Get", parent=holder)
    button.setGeometry(QRect(at, QSize(100, 32)))
    holder.show()
    opened = Popup(holder)
    opened.body.addWidget(Label("Which way may it come?"))
    opened.open_at(button, width=400)
    pressed = QRect(button.mapToGlobal(QPoint()), button.size())
    shown = QRect(opened.frame.mapToGlobal(QPoint()), opened.frame.size())
    assert shown.left() == pressed.left() or shown.right() == pressed.right()
    assert 0 < max(shown.top() - pressed.bottom(), pressed.top() - shown.bottom()) <= 12
    assert holder.screen().availableGeometry().contains(shown)
    opened.close()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_what_a_choice_means_is_whole_at_any_size_of_text(percent: int, complaints: Complaints) -> None:
    complaints.expect("This plugin does not support")
    plain_theme().set_text_size(percent)
    holder = QWidget()
    holder.setGeometry(0, 0, 780, 600)
    button = Button("Answer by", parent=holder)
    holder.show()
    choices = PopupList(holder)
    choices.show_items(
        [PopupItem("trained", "Trained", "Your manner and terms. It may get facts wrong, often")]
    )
    choices.open_at(button, width=200)
    (row,) = choices.rows()
    words = QFontMetrics(theme().font("caption")).horizontalAdvance(row.accessibleDescription())
    assert row.width() >= words + 28 + theme().grown(16) > 200  # what stands left and right of them
    choices.close()
    plain_theme().set_text_size(100)
