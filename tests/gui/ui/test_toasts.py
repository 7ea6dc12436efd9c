"""The message at the bottom of the window."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.toast import Toast
from tests.helpers.gui import plain_theme, pump

WORDS = "The file could not be opened. Choose another program, or send the log."


def test_a_message_that_stands_grows_with_the_size_of_text() -> None:
    plain_theme()
    window = QWidget()
    window.resize(1600, 400)
    toast = Toast(window)
    window.show()
    toast.show_message(WORDS, "Undo")
    pump(2 * theme().motion("toast") / 1000)  # it slides in
    small = toast.width()
    theme().set_text_size(200)
    pump()
    assert toast.width() > QFontMetrics(theme().font("body")).horizontalAdvance(WORDS) > small / 2
    assert toast.width() > 1.5 * small and window.rect().contains(toast.geometry())
    theme().set_text_size(100)
    window.close()
