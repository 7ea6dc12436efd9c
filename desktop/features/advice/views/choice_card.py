"""The cards of the choice: each way with the same three rows, and the row of cards that lines them up."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.features.advice.domain.choice_rules import Lack
from desktop.features.advice.viewmodels.choice_model import ModeCard
from desktop.ui.theme import theme
from desktop.ui.widgets import Badge, Button, Card, Divider, Label
from desktop.ui.widgets.base import row
from desktop.ui.widgets.label import Icon
from desktop.ui.words import answer_modes
from workers.contract.answer_mode import AnswerMode

PADDING = 20
GAP = 16
NARROWEST = 220  # px: cards that would be narrower go into a second line


class ChoiceCard(Card):
    """One way. Three rows say what it needs, what it takes, and what happens when documents change.

    Signals: `acted(mode)` when its button is clicked.
    """

    acted = Signal(object)

    def __init__(self, mode: AnswerMode) -> None:
        super().__init__(padding=PADDING, spacing=0)
        self.mode = mode
        top = row(None, 8)
        self._icon = Icon(answer_modes.icon(mode), "text_secondary", 24)
        self.badge = Badge("", "warning")
        self.advised = Badge("", "accent")
        self.chosen = Badge("", "ok")
        top.addWidget(self._icon)
        top.addStretch(1)
        for badge in (self.badge, self.advised, self.chosen):
            top.addWidget(badge)
        self.title = Label("", "section", wrap=True)
        self.gives = Label("", "body", "secondary", wrap=True)
        self.captions = [Label("", "caption", "tertiary") for _ in range(3)]
        self.values = [Label("", "body", wrap=True) for _ in range(3)]
        for label in self.lines():
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.button = Button("", "outlined")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda: self.acted.emit(self.mode))
        self.body.addLayout(top)
        self.body.addSpacing(10)
        self.body.addWidget(self.title)
        self.body.addSpacing(4)
        self.body.addWidget(self.gives)
        for caption, value in zip(self.captions, self.values, strict=True):
            self.body.addSpacing(12)
            self.body.addWidget(Divider())
            self.body.addSpacing(10)
            self.body.addWidget(caption)
            self.body.addWidget(value)
        self.body.addStretch(1)
        self.body.addSpacing(20)
        self.body.addWidget(self.button)

    def show_card(self, card: ModeCard) -> None:
        """Show words and states; the advised card has the one filled button of the row."""
        self.title.setText(card.title)
        self.gives.setText(card.gives)
        captions = (self.tr("What it needs"), self.tr("What it takes"), self.tr("When documents change"))
        for label, words in zip(self.captions, captions, strict=True):
            label.setText(words)
        for label, words in zip(self.values, (card.needs, card.takes, card.changes), strict=True):
            label.setText(words)
        self.badge.show_state(card.badge, card.badge_tone)
        self.badge.setVisible(card.lack is not Lack.NOTHING)
        self.advised.show_state(self.tr("Advised"), "accent")
        self.advised.setVisible(card.advised)
        self.chosen.show_state(self.tr("Chosen"), "ok")
        self.chosen.setVisible(card.chosen)
        self._icon.set_icon(answer_modes.icon(card.mode), "accent_text" if card.chosen else "text_secondary")
        self.set_selected(card.chosen)
        inner = PADDING - (1 if card.chosen else 0)  # the line of a selected card is a pixel wider
        self.body.setContentsMargins(inner, inner, inner, inner)
        self.button.setText(card.button)
        self.button.set_role("primary" if card.advised else "outlined")
        self.button.setAccessibleName(f"{card.title}: {card.button}")
        states = [card.badge if card.lack is not Lack.NOTHING else ""]
        states += [self.advised.text()] if card.advised else []
        states += [self.chosen.text()] if card.chosen else []
        self.setAccessibleName(" · ".join([card.title, *filter(None, states)]))
        self.setAccessibleDescription(f"{card.gives} {card.needs}. {card.takes}. {card.changes}.")

    def lines(self) -> list[Label]:
        """What has to stand at the same height on all cards."""
        return [self.title, self.gives, *self.values]


class CardRow(QWidget):
    """Cards of one width, their lines at one height; as many beside each other as fit.

    Signals: `acted(mode)`.
    """

    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.cards: dict[AnswerMode, ChoiceCard] = {}
        self._columns = 0
        theme().changed.connect(self._later)

    def show_cards(self, cards: list[ModeCard]) -> None:
        """Show the cards, in their order."""
        for card in cards:
            if card.mode not in self.cards:
                made = ChoiceCard(card.mode)
                made.acted.connect(self.acted)
                self.cards[card.mode] = made
                self._columns = 0
            self.cards[card.mode].show_card(card)
        self._arrange()
        self._align()

    def _arrange(self) -> None:
        narrowest = theme().grown(NARROWEST)
        room = max(self.width(), narrowest)
        columns = max(1, min(len(self.cards), (room + GAP) // (narrowest + GAP)))
        if 1 < columns < len(self.cards):
            columns = 2  # two and two, never three and one
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(len(self.cards)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def _align(self) -> None:
        """Give each line the height of the highest beside it."""
        if not self._columns:
            return
        width = (self.width() - GAP * (self._columns - 1)) // self._columns - 2 * PADDING - 4
        for lines in zip(*(card.lines() for card in self.cards.values()), strict=True):
            for line in lines:
                line.setMinimumHeight(0)  # which a label counts into the height that it wants
            height = max(line.heightForWidth(max(width, 40)) for line in lines)
            for line in lines:
                line.setMinimumHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._later()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later()

    def _later(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._arrange()
        self._align()
