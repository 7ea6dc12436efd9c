"""How far the examples are: a bar toward the least and the good number of approved ones."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.training_entities import ExampleCounts
from desktop.core.training_needs import ENOUGH, LEAST_APPROVED
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import theme
from desktop.ui.widgets import Card, Label
from desktop.ui.widgets.base import paint_box
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted

_LEAST_AT = 0.4  # of the bar's width: the first hundred is what a newcomer looks at


def share(approved: int) -> float:
    """Where a number of approved examples stands on the bar (0…1): the least at 40 %, enough at the end."""
    if approved <= LEAST_APPROVED:
        return _LEAST_AT * approved / LEAST_APPROVED
    rest = min((approved - LEAST_APPROVED) / (ENOUGH - LEAST_APPROVED), 1.0)
    return _LEAST_AT + (1 - _LEAST_AT) * rest


class MilestoneBar(QWidget):
    """6 px with two marks: at least, better."""

    def __init__(self) -> None:
        super().__init__()
        self.approved = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_count(self, approved: int) -> None:
        """How many examples are approved."""
        self.approved = approved
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, theme().height("progress") + theme().line("caption") + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height, width = theme().height("progress"), self.width()
        box = QRectF(0, 2, width, height)
        paint_box(painter, box, height / 2, "track")
        filled = share(self.approved) * width
        if filled > 0:
            done = self.approved >= LEAST_APPROVED
            bar = QRectF(0, 2, max(filled, height), height)
            paint_box(painter, bar, height / 2, "success" if done else "progress")
        painter.setFont(theme().font("caption", tabular=True))
        painter.setPen(theme().colour("text_tertiary"))
        top, high = height + 6, theme().line("caption")
        least = fill(self.tr("%1: training can begin"), formats.number(LEAST_APPROVED))
        enough = fill(self.tr("%1: better"), formats.number(ENOUGH))
        at = round(_LEAST_AT * width)
        painter.fillRect(QRectF(at - 1, 0, 2, height + 4), theme().colour("text_secondary"))
        wide = painter.fontMetrics().horizontalAdvance(enough)
        painter.drawText(QRectF(width - wide - 2, top, wide + 2, high), Qt.AlignmentFlag.AlignRight, enough)
        room = width - wide - 12
        said = painter.fontMetrics().horizontalAdvance(least)
        left = max(min(at - said / 2, room - said), 0)
        painter.drawText(QRectF(left, top, said + 2, high), Qt.AlignmentFlag.AlignLeft, least)
        painter.end()


class ProgressCard(Translated, Card):
    """The sentence first, then the bar."""

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=8)
        self.sentence = Label("", "body_strong", wrap=True, tabular=True)
        self.bar = MilestoneBar()
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.bar)
        self._counts = ExampleCounts()

    def show_counts(self, counts: ExampleCounts) -> None:
        self._counts = counts
        self.sentence.setText(self._words(counts))
        self.bar.show_count(counts.approved)
        self.bar.setAccessibleName(self.sentence.text())

    def _words(self, counts: ExampleCounts) -> str:
        approved = counted(self.tr("%n example(s) approved", "", counts.approved), counts.approved)
        if counts.approved < LEAST_APPROVED:
            return fill(self.tr("%1, at least %2 needed"), approved, formats.number(LEAST_APPROVED))
        if counts.approved < ENOUGH:
            return fill(
                self.tr("%1: training can begin. With %2 it learns better"), approved, formats.number(ENOUGH)
            )
        return fill(self.tr("%1: that is plenty"), approved)

    def retranslate(self) -> None:
        self.show_counts(self._counts)
