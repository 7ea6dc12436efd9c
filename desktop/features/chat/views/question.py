"""The user's question: a bubble at the right."""

import html

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets import Label
from desktop.ui.widgets.base import column, paint_box, row

WIDEST = 432  # px
_PAD = 16


class _Bubble(QWidget):
    """The coloured box; its words can be selected."""

    def __init__(self, text: str) -> None:
        super().__init__()
        layout = column(self, 0, (_PAD, 7, _PAD, 9))
        self.label = Label("", "question", wrap=True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.set_text(text)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

    def set_text(self, text: str) -> None:
        """Plain text; rich text is only used for the height of its lines."""
        self.text = text
        line = theme().line("question")
        words = html.escape(text).replace("\n", "<br>")
        self.label.setText(f'<div style="line-height:{line}px; white-space:pre-wrap">{words}</div>')

    def fit(self, available: int) -> None:
        """As wide as the words need, at most `available`."""
        metrics = QFontMetrics(theme().font("question"))
        longest = max((metrics.horizontalAdvance(line) for line in self.text.split("\n")), default=0)
        self.setFixedWidth(min(longest + 2 * _PAD + 4, min(available, WIDEST)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), 12, "selected", "soft_border")
        painter.end()


class Question(QWidget):
    """One question of the conversation."""

    def __init__(self, text: str) -> None:
        super().__init__()
        line = row(self)
        line.addStretch(1)
        self._bubble = _Bubble(text)
        line.addWidget(self._bubble)
        self.setAccessibleName(text)
        theme().changed.connect(self._fit)

    def text(self) -> str:
        return self._bubble.text

    def set_text(self, text: str) -> None:
        """Replace the words; nothing is laid out anew while they are the same."""
        if text != self.text():
            self._bubble.set_text(text)
            self.setAccessibleName(text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._bubble.fit(self.width())
