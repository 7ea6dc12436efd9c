"""The bars of an exam: shares of right answers with their intervals, best first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.reports import bars as picture
from desktop.reports.bars import Bar, BarStyle
from desktop.ui.i18n import formats
from desktop.ui.theme import theme

_COLOURS = {
    "text": "text",
    "axis": "text_tertiary",
    "grid": "border",
    "surface": "surface",
    "best": "chart_1",
    "searching": "chart_1_soft",
    "alone": "chart_3",
}
_LEAST_LABELS, _MOST_LABELS = 150, 300  # px


class ExamChart(QWidget):
    """The picture of the certificate in the width, letters and colours of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: tuple[Bar, ...] = ()
        self._picture = QSvgRenderer(self)
        self._planned: tuple[list[Bar], BarStyle] | None = None  # what is to be drawn before it is painted
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._plan)

    def show_bars(self, bars: Sequence[Bar], name: str) -> None:
        """Best first; `name` is said to a screen reader."""
        self.bars = tuple(bars)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(self._spoken(bar) for bar in bars))
        self._plan()

    @staticmethod
    def _spoken(bar: Bar) -> str:
        return f"{bar.name}: {bar.words} ({formats.percent(bar.low)} – {formats.percent(bar.high)})"

    def _plan(self) -> None:
        """How high it is; drawn when it is painted: that takes a third of the first show of an exam."""
        font, metrics = theme().font("body"), QFontMetrics(theme().font("body_strong"))
        longest = max((metrics.horizontalAdvance(bar.name) for bar in self.bars), default=0)
        left = min(max(longest + 20, _LEAST_LABELS), _MOST_LABELS, max(self.width() // 3, 80))
        scale = theme().scale
        style = BarStyle(
            width=max(self.width(), left + 120),
            row=round(28 * scale),
            bar=round(16 * scale),
            axis=round(26 * scale),
            left=left,
            right=round(64 * scale),
            cap=5,
            letter=font.pixelSize(),
            axis_letter=theme().font("caption").pixelSize(),
            family=f'"{font.families()[0]}"',
            colours={name: theme().colour(role).name() for name, role in _COLOURS.items()},
        )
        middle = Qt.TextElideMode.ElideMiddle
        shown = [replace(bar, name=metrics.elidedText(bar.name, middle, left - 12)) for bar in self.bars]
        self.setFixedHeight(picture.height(shown, style))
        self._planned = shown, style
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._plan()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._planned is not None:
            self._picture.load(QByteArray(picture.draw(*self._planned).encode("utf-8")))
            self._planned = None
        painter = QPainter(self)
        self._picture.render(painter, QRectF(self.rect()))
        painter.end()
