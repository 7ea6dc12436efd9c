"""An on/off switch, 36×20 within a 32 px row, grown with the text."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box


class Switch(QAbstractButton):
    """`name` is what it switches, for a screen reader; the visible label stands beside it."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().grown(36), theme().grown(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height, gap = (theme().grown(pixels) for pixels in (36, 20, 2))
        top, knob = (self.height() - height) / 2, height - 2 * gap
        fill = "accent" if self.isChecked() else "border_strong"
        if not self.isEnabled():
            fill = "pressed"
        paint_box(painter, QRectF(0, top, width, height), height / 2, fill)
        x = width - knob - gap if self.isChecked() else gap
        ball = QRectF(x, top + gap, knob, knob)
        paint_box(painter, ball, knob / 2, "on_accent" if self.isEnabled() else "surface")
        painter.end()
