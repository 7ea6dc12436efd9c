"""A title with controls at its right, or below it where there is no room beside it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import row
from desktop.ui.widgets.flow_layout import FlowLayout


class TurningLine(QWidget):
    """The controls, `gap` pixels between them, wrap when even a line of their own is too narrow for them."""

    def __init__(self, title: QWidget, *controls: QWidget, gap: int = 8, least: int = 0) -> None:
        """`least`: pixels, at 100 %, that a title needs which can be shortened."""
        super().__init__()
        self._line, self._gap, self._least = row(self, gap), gap, least
        self._title, self._right = title, QWidget()
        flow = FlowLayout(self._right, gap, 4)
        for control in controls:
            flow.addWidget(control)
        self._line.addWidget(title, 1)
        self._line.addWidget(self._right)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # other words, or another size of them
            self._turn()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        title = theme().grown(self._least) or self._title.sizeHint().width()
        needed = title + self._gap + self._right.sizeHint().width()
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if needed > self.width() else ways.LeftToRight
        if self._line.direction() is not way:
            self._line.setDirection(way)
