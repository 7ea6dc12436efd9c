"""The curves of a run: errors on familiar questions (solid) and on unfamiliar ones (dashed)."""

import importlib
import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.training_entities import RunPoint
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.theme import theme
from desktop.ui.widgets.base import column

_MOST_LINES = 6  # of the grid
_OFFSET = 8  # px between the figures at the left and the lines
_SMOOTH = 0.15  # share of the newest point in the shown mean: single steps jump
# Of the width, at 100 %: the label of the best step stands left of it when it is further right.
_LABEL_ROOM = 0.30


class LossChart(QWidget):
    """`small`: a picture without labels of passes and of the best step, for a row of the registry. The chart
    library is loaded with the first of these, not with the window."""

    def __init__(self, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = small
        # It ships no types; loaded by name, it is one of Any.
        self._library: Any = importlib.import_module("pyqtgraph")
        self.plot: Any = self._library.PlotWidget()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the chart itself is read, point by point
        self._points: Sequence[RunPoint] = ()
        self._steps, self._passes = 0, 1
        self._best: RunPoint | None = None
        self._prepare()
        column(self).addWidget(self.plot)
        self.setFixedHeight(160 if small else 272)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._draw)

    def _prepare(self) -> None:
        plot = self.plot
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setAntialiasing(True)
        plot.setFrameShape(plot.Shape.NoFrame)
        # Nothing here is dragged: the wheel scrolls the page.
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for side in ("left", "bottom"):
            offset = 12 if side == "bottom" else _OFFSET
            plot.getAxis(side).setStyle(tickLength=0, tickAlpha=0, tickTextOffset=offset)
        if self._small:
            plot.hideAxis("bottom")

    def show_points(
        self, points: Sequence[RunPoint], steps: int, passes: int, best: RunPoint | None = None
    ) -> None:
        """Draw `points`; the whole width is `steps` in `passes` equal parts."""
        self._points, self._best = tuple(points), best
        self._steps = max(steps, points[-1].step if points else 0, 1)
        self._passes = passes
        self._draw()

    def _draw(self) -> None:
        """Anew each time: some hundred points, ten times a second at most."""
        plot = self.plot
        plot.clear()
        plot.setBackground(theme().colour("surface"))
        lowest, highest, step = _scale(self._points)
        plot.setXRange(0, self._steps, padding=0)
        plot.setYRange(lowest, highest, padding=0.06)
        self._axes(lowest, highest, step)
        familiar = smooth([(p.step, p.loss) for p in self._points])
        unfamiliar = [(p.step, p.validation_loss) for p in self._points if p.validation_loss is not None]
        self._line(familiar, "chart_1", Qt.PenStyle.SolidLine)
        self._line(unfamiliar, "chart_2", Qt.PenStyle.DashLine)
        if self._best is not None and self._best.validation_loss is not None:
            self._mark(self._best.step, self._best.validation_loss)

    def _line(self, points: Sequence[tuple[float, float]], role: str, style: Qt.PenStyle) -> None:
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.plot.plot(xs, ys, pen=_pen(theme().colour(role), 2, style), antialias=True)

    def _axes(self, lowest: float, highest: float, step: float) -> None:
        left, bottom = self.plot.getAxis("left"), self.plot.getAxis("bottom")
        invisible = QPen(Qt.PenStyle.NoPen)
        digits = 1 if step >= 0.1 else 2
        count = round((highest - lowest) / step)
        values = [lowest + step * index for index in range(count + 1)]
        left.setTicks([[(value, formats.number(value, digits)) for value in values]])
        wide = self._steps / self._passes
        named = [
            (wide * (index + 0.5), fill(_pass_word(), formats.number(index + 1)))
            for index in range(self._passes)
        ]
        bottom.setTicks([named if self._passes <= 8 else []])
        metrics = QFontMetrics(theme().font("caption", tabular=True))
        # By itself an axis grows with its words and never shrinks.
        left.setWidth(
            _OFFSET + 4 + max(metrics.horizontalAdvance(formats.number(one, digits)) for one in values)
        )
        for axis in (left, bottom):
            axis.setPen(invisible)
            axis.setTickPen(invisible)
            axis.setTextPen(theme().colour("text_tertiary"))
            axis.setTickFont(theme().font("caption", tabular=True))
        grid = _pen(theme().colour("border"), 1)
        for value in values:
            self.plot.addItem(self._library.InfiniteLine(value, angle=0, pen=grid))
        dashed = _pen(theme().colour("border"), 1, Qt.PenStyle.DashLine)
        for index in range(1, self._passes):
            self.plot.addItem(self._library.InfiniteLine(wide * index, angle=90, pen=dashed))

    def _mark(self, step: float, loss: float) -> None:
        """The dot of the best step with its label."""
        brush = self._library.mkBrush(theme().colour("chart_2"))
        edge = _pen(theme().colour("surface"), 2)
        dot = self._library.ScatterPlotItem([step], [loss], size=11, brush=brush, pen=edge)
        self.plot.addItem(dot)
        if self._small:
            return
        words = translate("LossChart", "best step, %1")
        right = step < self._steps * (1 - _LABEL_ROOM * theme().scale)
        label = self._library.TextItem(
            fill(words, formats.number(loss, 2)),
            color=theme().colour("text"),
            anchor=QPointF(-0.08 if right else 1.08, 1.05),
        )
        font = theme().font("caption", tabular=True)
        font.setWeight(theme().font("section").weight())
        label.setFont(font)
        label.setPos(step, loss)
        self.plot.addItem(label)


def smooth(points: Sequence[tuple[int, float]]) -> list[tuple[float, float]]:
    """Exponential moving mean, corrected for its start (Kingma & Ba 2014, arXiv 1412.6980, section 3)."""
    mean, kept, result = 0.0, 0.0, []
    for step, loss in points:
        if not math.isfinite(loss):
            continue
        mean = (1 - _SMOOTH) * mean + _SMOOTH * loss
        kept = (1 - _SMOOTH) * kept + _SMOOTH
        result.append((float(step), mean / kept))
    return result


def _scale(points: Sequence[RunPoint]) -> tuple[float, float, float]:
    """Lowest and highest value and the step of the grid: round numbers around the data."""
    losses = [loss for _, loss in smooth([(p.step, p.loss) for p in points])]
    losses += [p.validation_loss for p in points if p.validation_loss is not None]
    finite = [loss for loss in losses if math.isfinite(loss)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 3.0)
    span = max(high - low, 0.1)
    step = next((s for s in (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0) if span / s <= _MOST_LINES - 1), span / 4)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _pen(colour: QColor, width: int, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    if style is Qt.PenStyle.DashLine:
        pen.setDashPattern([4.0, 3.0])
    return pen


def _pass_word() -> str:
    return translate("LossChart", "pass %1")
