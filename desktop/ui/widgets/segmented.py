"""A row of exclusive choices in one outline."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box


class Segmented(QWidget):
    """Choices are (value, word). Arrow keys move the choice.

    Signals: `chosen(value)` when the user chooses another.
    """

    chosen = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._value = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme().changed.connect(self.updateGeometry)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the list; the chosen value stays, even when the list no longer holds it."""
        self._choices = tuple(choices)
        self.updateGeometry()
        self._describe()

    def value(self) -> str:
        """The chosen value; "" before one is chosen."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show a choice without telling `chosen`."""
        self._value = value
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(dict(self._choices).get(self._value, ""))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()), theme().height("control"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        for (value, _), left, width in self._parts():
            if left <= x < left + width:
                self._choose(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        values = [value for value, _ in self._choices]
        if step and self._value in values:
            self._choose(values[min(max(values.index(self._value) + step, 0), len(values) - 1)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, radius = QRectF(self.rect()), theme().radius("control")
        paint_box(painter, box, radius, "surface")
        clip = QPainterPath()
        clip.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setClipPath(clip)
        for (value, word), left, width in self._parts():
            part = QRectF(left, 0, width, box.height())
            chosen = value == self._value
            if chosen:
                painter.fillRect(part, theme().colour("selected"))
            if left:
                painter.setPen(QPen(theme().colour("border"), 1))
                painter.drawLine(int(left), 1, int(left), self.height() - 2)
            painter.setPen(theme().colour("accent_text" if chosen else "text"))
            painter.setFont(theme().font("control"))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, word)
        painter.setClipping(False)
        paint_box(painter, box, radius, "", "border_strong")
        painter.end()

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(theme().font("control"))
        return [metrics.horizontalAdvance(word) + 26 for _, word in self._choices]

    def _parts(self) -> list[tuple[tuple[str, str], int, int]]:
        parts, left = [], 0
        for choice, width in zip(self._choices, self._widths(), strict=True):
            parts.append((choice, left, width))
            left += width
        return parts
