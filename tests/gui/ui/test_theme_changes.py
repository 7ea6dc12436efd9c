"""Another theme or size of text: what is out of sight is left alone, and looks newly made when shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, Label
from desktop.ui.widgets.base import mark
from tests.helpers.gui import plain_theme, pump


class Page(QWidget):
    """Something of each kind; counts how often it is told of another style."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0
        self.setProperty("fill", "window")
        inner = QWidget()
        column = QVBoxLayout(inner)
        field, text, closed = QLineEdit(), QPlainTextEdit("слова"), QLineEdit("нельзя")
        field.setPlaceholderText("вопрос")
        closed.setEnabled(False)
        text.setProperty("role", "input")
        choice, rows = QComboBox(), QListWidget()
        choice.addItems(["один", "два"])
        rows.addItems(["строка", "другая"])
        for part in (Label("Слова", tone="accent"), QLabel("слова"), Button("Кнопка", "primary")):
            column.addWidget(part)
        for part in (field, closed, text, choice, rows, QSpinBox()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            column.addWidget(part)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        QVBoxLayout(self).addWidget(area)

    def changeEvent(self, event: QEvent) -> None:
        self.told += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)

    def look(self) -> QImage:
        """Shown, drawn and left again."""
        self.resize(400, 900)
        self.show()
        pump()
        picture = self.grab().toImage()
        self.hide()
        return picture


@pytest.fixture
def theme() -> Iterator[Theme]:
    theme = plain_theme()
    before = theme.mode, theme.text_size
    theme.set_mode("light")
    theme.set_text_size(100)
    yield theme
    theme.set_mode(before[0])
    theme.set_text_size(before[1])


def test_what_was_out_of_sight_looks_as_if_newly_made(theme: Theme) -> None:
    page = Page()
    for modes, size in ((("dark",), 100), (("light", "contrast", "dark"), 130), (("light",), 100)):
        page.look()
        for mode in modes:
            theme.set_mode(mode)
        theme.set_text_size(size)
        assert page.look() == Page().look(), (modes, size)
        assert page.look() == Page().look(), "shown once more"


def test_what_was_coloured_before_is_taken_back(theme: Theme) -> None:
    page, plain = Page(), Page()
    page.look()
    mark(plain, fill="")
    plain.look()
    theme.set_mode("dark")
    page.setProperty("fill", "")
    page.look()
    plain.look()
    for role in QPalette.ColorRole:
        if role is not QPalette.ColorRole.NColorRoles:
            assert page.palette().brush(role) == plain.palette().brush(role), role


def test_a_change_is_not_told_to_what_is_out_of_sight(theme: Theme) -> None:
    page = Page()
    page.look()
    page.told = 0
    theme.set_mode("dark")
    theme.set_mode("light")
    assert page.told == 0
    page.look()
    assert page.told == 1
    assert not any(
        part.testAttribute(Qt.WidgetAttribute.WA_SetStyle) for part in page.findChildren(QLineEdit)
    )
