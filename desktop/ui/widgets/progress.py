"""A bar that always has a sentence and a per cent beside it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.base import column, paint_box, row
from desktop.ui.widgets.label import Label

STATES = {"running": "progress", "paused": "border_strong", "failed": "danger", "done": "success"}


class ProgressBar(QWidget):
    """6 px; `fraction` 0…1. The sentence beside it is also its accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction, self._state = 0.0, "running"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, fraction: float, state: str = "running") -> None:
        """`state` is running, paused, failed or done."""
        self._fraction, self._state = min(max(fraction, 0.0), 1.0), state
        self.update()

    @property
    def fraction(self) -> float:
        """What is done of all, 0…1."""
        return self._fraction

    def sizeHint(self) -> QSize:
        return QSize(80, theme().height("progress"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        radius = box.height() / 2
        paint_box(painter, box, radius, "track")
        if self._fraction > 0:
            filled = QRectF(0, 0, max(box.width() * self._fraction, box.height()), box.height())
            paint_box(painter, filled, radius, STATES[self._state])
        painter.end()


class ProgressRow(QWidget):
    """Sentence, bar, per cent. `below` puts the sentence under the bar (downloads)."""

    def __init__(self, below: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Label("", "body" if below else "body_strong", tabular=True, wrap=not below)
        self.percent = Label("", "body", "secondary", tabular=True)
        self.bar = ProgressBar()
        words = row(None, 12)
        words.addWidget(self.sentence, 1)
        words.addWidget(self.percent)
        layout = column(self, 8)
        if below:
            layout.addWidget(self.bar)
            layout.addLayout(words)
        else:
            layout.addLayout(words)
            layout.addWidget(self.bar)

    def show_progress(
        self, sentence: str, fraction: float, percent: str = "", state: str = "running"
    ) -> None:
        """`percent` is formatted text ("69 %"); a failed state shows its sentence in red."""
        self.sentence.setText(sentence)
        self.sentence.set_tone("danger" if state == "failed" else "text")
        self.percent.setText(percent)
        self.bar.setAccessibleName(sentence)
        self.bar.setVisible(state != "failed")
        self.bar.show_progress(fraction, state)
