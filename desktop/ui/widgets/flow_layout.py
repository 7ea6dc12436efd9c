"""A layout that wraps like words do (chips), and a line that turns: its controls stand below its title."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import row


class FlowLayout(QLayout):
    """Items in a row, wrapped to the next when the width ends; `gap` pixels between them both ways."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, line_gap: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, max((hint.height() for hint in shown), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, move: bool) -> int:
        """The height that is needed. What is lower than its line stands in the middle of it."""
        y = rect.y()
        for line in self._lines(rect.width()):
            tall = max(item.sizeHint().height() for item, _ in line)
            x = rect.x()
            for item, width in line:
                height = item.sizeHint().height()
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (tall - height) // 2), QSize(width, height)))
                x += width + self._gap
            y += tall + self._line_gap
        return max(y - self._line_gap - rect.y(), 0)

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items that are shown with their widths, line by line."""
        lines: list[list[tuple[QLayoutItem, int]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint().width()
            width = min(hint, room) if room > 0 else hint
            if not lines or used + width > room:
                lines.append([])
                used = 0
            lines[-1].append((item, width))
            used += width + self._gap
        return lines


class TurningLine(QWidget):
    """A title with controls at its right, or below it where there is no room beside it. The controls, `gap`
    pixels between them, wrap when even a line of their own is too narrow for them."""

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
