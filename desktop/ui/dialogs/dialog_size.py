"""How large a dialog opens."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from desktop.ui.theme import theme

_OF_SCREEN = 0.9
_WIDER = 0.5  # of larger text, in which a dialog becomes wider and higher


def give_size(dialog: QDialog, width: int, height: int) -> None:
    """So many pixels at 100 %, more with larger text, never more than the screen has."""
    wanted = QSize(theme().grown(width, _WIDER), theme().grown(height, _WIDER))
    dialog.resize(wanted.boundedTo(dialog.screen().availableSize() * _OF_SCREEN))
