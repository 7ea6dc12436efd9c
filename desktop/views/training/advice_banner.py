"""The advice over the cards: which way, three reasons, and a fold that says what would change it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.domain.choice_rules import Advice, Facts
from desktop.viewmodels import choice_words as words
from desktop.views.widgets import Button, IconLabel, Label
from desktop.views.widgets.base import clear, column, mark, row


class AdviceBanner(QFrame):
    """Shows an `Advice`; the fold remembers whether it is open."""

    def __init__(self) -> None:
        super().__init__()
        mark(self, banner="info")
        layout = column(self, 8, (20, 14, 12, 16))
        line = row(None, 8)
        self.heading = Label("", "section")
        self.fold = Button("", "text", trailing="chevron-down")
        self.fold.setCheckable(True)
        self.fold.clicked.connect(lambda: self._open(self.fold.isChecked()))
        line.addWidget(self.heading, 1)
        line.addWidget(self.fold)
        self._reasons = QWidget()
        self._grid = QGridLayout(self._reasons)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(24)
        self.reasons = [IconLabel("check", "", "text", wrap=True) for _ in range(3)]
        for at, reason in enumerate(self.reasons):
            reason.show_state("check", "", "text")
            self._grid.addWidget(reason, 0, at, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(at, 1)
        self.turns = QWidget()
        self._turns = column(self.turns, 4, (0, 4, 8, 0))
        self.turns.hide()
        layout.addLayout(line)
        layout.addWidget(self._reasons)
        layout.addWidget(self.turns)
        self._retranslate()

    def show_advice(self, advice: Advice, facts: Facts) -> None:
        """Say it anew."""
        self.heading.setText(words.advice(advice.option))
        said = [words.reason(reason, facts) for reason in advice.reasons]
        for label, text in zip(self.reasons, said, strict=True):
            label.setText(text)
        clear(self._turns)
        for turn in advice.turns:
            self._turns.addWidget(IconLabel("arrow-right", words.turn(turn, facts), "text", wrap=True))
        self.setAccessibleName(self.heading.text())
        self.setAccessibleDescription(". ".join(said))

    def _open(self, opened: bool) -> None:
        self.turns.setVisible(opened)
        self.fold.setAccessibleDescription(self.tr("Open") if opened else self.tr("Closed"))

    def _retranslate(self) -> None:
        self.fold.setText(self.tr("What would change it"))
        self._open(self.fold.isChecked())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
