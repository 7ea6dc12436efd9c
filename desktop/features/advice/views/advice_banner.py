"""The advice over the cards: what to do, three reasons, and two folds."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QWidget

from desktop.features.advice.domain.advice_rules import Advice
from desktop.features.advice.viewmodels import advice_words as words
from desktop.ui.spoken_role import Role, speak_as
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, FlowLayout, IconLabel, Label
from desktop.ui.widgets.base import clear, column, mark, row
from desktop.ui.widgets.translated import Translated

_SIDES = (20, 14, 12, 16)  # px around
_LEAST_HEADING = 220  # px at 100 % beside the buttons; they stand below it where there is less


class AdviceBanner(Translated, QFrame):
    """Shows an `Advice`; the folds remember whether they are open.

    Signals: `acted` its button was clicked (it is there when something has to be done before every way).
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        mark(self, banner="info")
        layout = column(self, 8, _SIDES)
        self._line = row(None, 8)
        self.heading = Label("", "section", wrap=True)
        self.button = Button("", "primary")
        self.button.clicked.connect(self.acted)
        self.button.hide()
        self.fold = Button("", "text", trailing="chevron-down")
        self.source_fold = Button("", "text", trailing="chevron-down")
        self._actions = QWidget()
        flow = FlowLayout(self._actions, 8)
        for widget in (self.button, self.fold, self.source_fold):
            flow.addWidget(widget)
        self._line.addWidget(self.heading, 1)
        self._line.addWidget(self._actions)
        self._reasons = QWidget()
        self._grid = QGridLayout(self._reasons)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(24)
        self.reasons = [IconLabel("check", "", "text", wrap=True) for _ in range(3)]
        for at, reason in enumerate(self.reasons):
            reason.show_state("check", "", "text")
            self._grid.addWidget(reason, 0, at, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(at, 1)
        self.turns, self.sources = QWidget(), QWidget()
        self._turns = column(self.turns, 4, (0, 4, 8, 0))
        self._sources = column(self.sources, 8, (0, 4, 8, 0))
        layout.addLayout(self._line)
        layout.addWidget(self._reasons)
        for fold, body in self._folds():
            fold.setCheckable(True)
            speak_as(fold, Role.Button, folds=True)
            fold.clicked.connect(self._open)
            body.hide()
            layout.addWidget(body)
        self.retranslate()

    def show_advice(self, advice: Advice, action: str = "") -> None:
        """Say it anew; `action` is the button's word ("" = none)."""
        self.heading.setText(words.heading(advice))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._fit()
        said = [words.reason(reason) for reason in advice.reasons]
        for label, text in zip(self.reasons, said, strict=True):
            label.setText(text)
        clear(self._turns)
        for turn in advice.would_change:
            self._turns.addWidget(IconLabel("arrow-right", words.turn(turn), "text", wrap=True))
        for one in advice.unknown:
            self._turns.addWidget(IconLabel("circle-question-mark", words.unknown(one), "text", wrap=True))
        clear(self._sources)
        for source in dict.fromkeys(reason.source for reason in advice.reasons):
            self._sources.addWidget(Label(words.found(source), "body", wrap=True))
            if words.cited(source):
                self._sources.addWidget(Label(words.cited(source), "caption", "tertiary", wrap=True))
        self.setAccessibleName(self.heading.text())
        self.setAccessibleDescription(". ".join(said))

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        inner = max(part.minimumSizeHint().width() for part in (self._actions, self._reasons))
        return QSize(min(least.width(), inner + _SIDES[0] + _SIDES[2]), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._actions.sizeHint().width()
        room = self.width() - _SIDES[0] - _SIDES[2] - theme().grown(_LEAST_HEADING)
        beside = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(beside[wanted > room])
        self._actions.setMinimumWidth(wanted if wanted <= room else 0)

    def _folds(self) -> list[tuple[Button, QWidget]]:
        return [(self.fold, self.turns), (self.source_fold, self.sources)]

    def _open(self) -> None:
        for fold, body in self._folds():
            body.setVisible(fold.isChecked())
            fold.setAccessibleDescription(self.tr("Open") if fold.isChecked() else self.tr("Closed"))

    def retranslate(self) -> None:
        self.fold.setText(self.tr("What would change it"))
        self.source_fold.setText(self.tr("Where this comes from"))
        self._fit()
        self._open()
