"""The card that says what an exam found, with *Why so*."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.features.exam.viewmodels.exam_verdict import ExamVerdict, WhyLine
from desktop.ui.widgets import Button, Card, IconLabel, Label, Popup
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.label import Icon

_WIDTH = 560  # px


class VerdictCard(Card):
    """Signals: `why_wanted` when *Why so* is clicked; `use_wanted`: answer so in the chat."""

    why_wanted = Signal()
    use_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        line = row(None, 16, (24, 18, 24, 18))
        self._icon = Icon("circle-check", "success", 24)
        words = column(None, 2)
        self.title = Label("", "section", wrap=True)
        self.sentence = Label("", "body", "secondary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        self.use, self.why = Button("", "soft", "message-square"), Button("", "text")
        self.use.clicked.connect(self.use_wanted)
        self.why.clicked.connect(self.why_wanted)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def show_verdict(self, said: ExamVerdict) -> None:
        """`use` is shown only where the verdict advises a way."""
        tones = {"success": "success", "warning": "warning", "accent": "accent_text"}
        self._icon.set_icon(said.icon, tones[said.tone])
        self.title.setText(said.title)
        self.sentence.setText(said.sentence)
        self.use.setText(self.tr("Answer so in the chat"))
        self.use.setVisible(bool(said.advised))
        self.why.setText(self.tr("Why so"))
        self.setAccessibleName(f"{said.title}. {said.sentence}")


class WhyPopup(Popup):
    """What the verdict rests on, line by line."""

    def show_lines(self, lines: Sequence[WhyLine], anchor: QWidget) -> None:
        """Open under `anchor`."""
        clear(self.body)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(8)
        self.body.addWidget(Label(self.tr("Why so"), "body_strong"))
        self.lines = [self._line(line) for line in lines]
        for label in self.lines:
            self.body.addWidget(label)
        self.open_at(anchor, width=_WIDTH)

    @staticmethod
    def _line(line: WhyLine) -> IconLabel:
        label = IconLabel(line.icon, line.sentence, line.tone, wrap=True)
        label.label.set_tone("text")
        return label
