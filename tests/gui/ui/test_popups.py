"""What opens over the page stands beside what was pressed."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets import Button, Label, Popup
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
    popup = Popup(holder)
    popup.body.addWidget(Label("Which way may it come?"))
    popup.open_at(button, width=400)
    pressed = QRect(button.mapToGlobal(QPoint()), button.size())
    shown = QRect(popup.frame.mapToGlobal(QPoint()), popup.frame.size())
    assert shown.left() == pressed.left() or shown.right() == pressed.right()
    assert 0 < max(shown.top() - pressed.bottom(), pressed.top() - shown.bottom()) <= 12
    assert holder.screen().availableGeometry().contains(shown)
    popup.close()
