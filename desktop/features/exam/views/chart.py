"""The bars of an exam: shares of right answers with their intervals, best first."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QSizePolicy, QStyleOptionGraphicsItem, QWidget

from desktop.ui.i18n import formats
from desktop.ui.theme import theme
from desktop.ui.widgets.base import paint_box

_ROW, _BAR, _AXIS = 28, 16, 26  # px
_CAP = 5  # px, half of the stroke at an end of an interval
_RIGHT = 92  # px for the figures
_LEAST_LABELS, _MOST_LABELS = 150, 300  # px
_LEFT_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; shares are 0…1. `role` is a colour of the theme; `strong` names the way of the chat."""

    name: str
    share: float
    low: float
    high: float
    role: str
    strong: bool = False


class _BarItem(QGraphicsItem):
    """In the plot's own measure: x in per cent, y counted from the lowest bar."""

    def __init__(self, bar: Bar, y: float) -> None:
        super().__init__()
        self._bar, self._y = bar, y

    def boundingRect(self) -> QRectF:
        return QRectF(-3, self._y, 107, 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Drawn in pixels: corners and strokes keep their size whatever the plot's measure is."""
        transform, bar = painter.worldTransform(), self._bar
        middle = transform.mapRect(QRectF(0, self._y, bar.share * 100, 1))
        ends = transform.mapRect(QRectF(bar.low * 100, self._y, (bar.high - bar.low) * 100, 1))
        painter.save()
        painter.resetTransform()
        y = middle.center().y()
        if bar.share > 0:
            paint_box(painter, QRectF(middle.left(), y - _BAR / 2, middle.width(), _BAR), 3, bar.role)
        lines = [
            QLineF(ends.left(), y, ends.right(), y),
            QLineF(ends.left(), y - _CAP, ends.left(), y + _CAP),
            QLineF(ends.right(), y - _CAP, ends.right(), y + _CAP),
        ]
        for role, width in (("surface", 5.0), ("text", 1.6)):
            pen = QPen(theme().colour(role), width)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap if width > 2 else Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLines(lines)
        painter.restore()


class ExamChart(QWidget):
    """Names at the left, bars, shares at the right. The chart library is loaded with the first of these."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # It ships no types; loaded by name, it is one of Any.
        self._library: Any = importlib.import_module("pyqtgraph")
        self.plot: Any = self._library.PlotWidget(parent=self)
        self.bars: tuple[Bar, ...] = ()
        self._prepare()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._draw)

    def show_bars(self, bars: Sequence[Bar], name: str) -> None:
        """Best first; `name` is said to a screen reader."""
        self.bars = tuple(bars)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(self._spoken(bar) for bar in bars))
        self.setFixedHeight(len(bars) * _ROW + _AXIS)
        self._place()
        self._draw()

    @staticmethod
    def _spoken(bar: Bar) -> str:
        low, high = formats.percent(bar.low), formats.percent(bar.high)
        return f"{bar.name}: {formats.percent(bar.share)} ({low} – {high})"

    def _prepare(self) -> None:
        plot = self.plot
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setAntialiasing(True)
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.hideAxis("left")
        plot.getPlotItem().layout.setContentsMargins(0, 0, 0, 0)
        axis = plot.getAxis("bottom")
        axis.setStyle(tickLength=0, tickAlpha=0, tickTextOffset=8, hideOverlappingLabels=False)
        axis.setHeight(_AXIS)

    def _draw(self) -> None:
        """Anew each time: a handful of bars."""
        plot, axis = self.plot, self.plot.getAxis("bottom")
        plot.clear()
        plot.setBackground(theme().colour("surface"))
        # The first and the last figure of the axis stand half outside the grid.
        plot.setXRange(-3, 104, padding=0)
        plot.setYRange(0, max(len(self.bars), 1), padding=0)
        marks = (0, 25, 50, 75, 100)
        axis.setTicks([[(value, f"{value}{formats.NBSP}%") for value in marks]])
        none = QPen(Qt.PenStyle.NoPen)
        axis.setPen(none)
        axis.setTickPen(none)
        axis.setTextPen(theme().colour("text_tertiary"))
        axis.setTickFont(theme().font("caption", tabular=True))
        grid = QPen(theme().colour("border"), 1)
        grid.setCosmetic(True)
        for value in marks:
            plot.addItem(self._library.InfiniteLine(value, angle=90, pen=grid))
        for at, bar in enumerate(reversed(self.bars)):
            plot.addItem(_BarItem(bar, at), ignoreBounds=True)
        self.update()

    def _labels(self) -> int:
        """Width of the names."""
        metrics = QFontMetrics(theme().font("body_strong"))
        longest = max((metrics.horizontalAdvance(bar.name) for bar in self.bars), default=0)
        return min(max(longest + 20, _LEAST_LABELS), _MOST_LABELS, max(self.width() // 3, 80))

    def _place(self) -> None:
        left = self._labels()
        self.plot.setGeometry(left, 0, max(self.width() - left - _RIGHT, 40), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = self._labels()
        for at, bar in enumerate(self.bars):
            painter.setPen(theme().colour("text"))
            painter.setFont(theme().font("body_strong" if bar.strong else "body", tabular=True))
            name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideMiddle, left - 12)
            painter.drawText(QRectF(0, at * _ROW, left - 8, _ROW), _LEFT_MIDDLE, name)
            painter.setFont(theme().font("body_strong", tabular=True))
            box = QRectF(self.width() - _RIGHT, at * _ROW, _RIGHT - 14, _ROW)
            painter.drawText(box, _RIGHT_MIDDLE, formats.percent(bar.share))
        painter.end()
