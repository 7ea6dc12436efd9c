"""The letter at the top of the column."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import theme


class Logo(QWidget):
    """32 px, at the left edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, theme().logo(32, self.devicePixelRatioF()))
        painter.end()
