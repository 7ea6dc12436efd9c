"""Cards and lines."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.widgets.base import column, mark


class Card(QFrame):
    """A box of the page. `body` is its column; `padding` in pixels (0 for lists of rows)."""

    def __init__(self, padding: int = 16, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, card="normal")
        self.body: QVBoxLayout = column(self, spacing, (padding, padding, padding, padding))

    def set_selected(self, selected: bool) -> None:
        """Draw the frame of the one that is chosen among several."""
        mark(self, card="selected" if selected else "normal")


class Divider(QFrame):
    """A line of one pixel, `vertical` or lying."""

    def __init__(self, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, line="true")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
