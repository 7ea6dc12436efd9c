"""Where something will stand: still blocks, shown only when it takes longer than 0.6 s."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.base import paint_box

DELAY_MS = 600
_WIDTHS = (0.9, 1.0, 0.75, 0.95, 0.6)


class Skeleton(QWidget):
    """`lines` blocks of text height; `at_once`: what follows keeps the window from painting them later."""

    def __init__(self, lines: int = 3, parent: QWidget | None = None, at_once: bool = False) -> None:
        super().__init__(parent)
        self._lines, self._due = lines, at_once
        self.setMinimumHeight(lines * 24)
        if not at_once:
            QTimer.singleShot(DELAY_MS, self, self._appear)

    def _appear(self) -> None:
        self._due = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._due:
            return
        painter = QPainter(self)
        for line in range(self._lines):
            width = self.width() * _WIDTHS[line % len(_WIDTHS)]
            paint_box(painter, QRectF(0, line * 24 + 4, width, 14), 4, "hover")
        painter.end()
