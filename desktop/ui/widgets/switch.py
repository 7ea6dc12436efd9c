"""An on/off switch, 36×20 within a 32 px row."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.widgets.base import paint_box


class Switch(QAbstractButton):
    """`name` is what it switches, for a screen reader; the visible label stands beside it."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(36, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - 20) / 2
        fill = "accent" if self.isChecked() else "border_strong"
        if not self.isEnabled():
            fill = "pressed"
        paint_box(painter, QRectF(0, top, 36, 20), 10, fill)
        x = 18 if self.isChecked() else 2
        paint_box(painter, QRectF(x, top + 2, 16, 16), 8, "on_accent" if self.isEnabled() else "surface")
        painter.end()
