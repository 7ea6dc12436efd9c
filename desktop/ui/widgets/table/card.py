"""The rounded card around a table."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box
from desktop.ui.widgets.table.table import Table


class TableCard(QFrame):
    """As high as its rows, counted at least as `least` and at most as `most`; never lower than `kept` of
    them."""

    def __init__(self, table: Table, *, least: int = 0, most: int = 100_000, kept: int = 0) -> None:
        super().__init__()
        self.table, self._least, self._most, self._kept = table, least, most, kept
        table.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _height(self, most: int) -> int:
        rows = min(max(self.table.model().rowCount(), self._least), most)
        return theme().height("table_head") + rows * self.table.row_height() + 10

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self._height(self._kept))

    def sizeHint(self) -> QSize:
        return QSize(400, self._height(self._most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.table.setGeometry(self.rect().adjusted(1, 4, -1, -4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme().radius("card"), "surface", "border")
        painter.end()
