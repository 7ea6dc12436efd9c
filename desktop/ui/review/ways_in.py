"""The equal ways to get rows, and the card that makes them from the documents."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.widgets import Button, Card, Chip, FlowLayout, Label, NumberField
from desktop.ui.widgets.base import row
from desktop.ui.widgets.label import Icon
from desktop.ui.widgets.translated import Translated

_NARROWEST, _BETWEEN = 210, 16  # px: narrower cards go into a second line


class WayCard(Card):
    """One way: what it is, what it takes, its button."""

    def __init__(self, icon: str) -> None:
        super().__init__(padding=16, spacing=6)
        self.setMinimumWidth(0)
        self.title = Label("", "body_strong", wrap=True)
        self.about = Label("", "caption", "secondary", wrap=True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.button = Button("", "soft")
        top, line = row(None, 10), row()
        top.addWidget(Icon(icon, "text_secondary", 18), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.about, 1)
        line.addWidget(self.button)
        line.addStretch(1)
        self.body.addLayout(line)

    def set_words(self, title: str, about: str, button: str) -> None:
        """What the way is, what it takes, and the word on its button."""
        self.title.setText(title)
        self.about.setText(about)
        self.button.setText(button)


class WaysIn(Translated, QWidget):
    """`icons` by the name of the way; a kind sets the words of each card in `retranslate`.

    Signals: `chosen(name)`.
    """

    chosen = Signal(str)

    def __init__(self, icons: Mapping[str, str]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_BETWEEN)
        self.cards = {name: WayCard(icon) for name, icon in icons.items()}
        for name, card in self.cards.items():
            card.button.clicked.connect(lambda _=False, way=name: self.chosen.emit(way))
        self._across, self._hidden = 0, ""
        self.retranslate()

    def hide_way(self, name: str) -> None:
        """Leave one way out; "" shows all."""
        if name != self._hidden or not self._across:
            self._hidden = name
            self._arrange(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(False)

    def _arrange(self, anew: bool) -> None:
        shown = [card for name, card in self.cards.items() if name != self._hidden]
        fits = max((self.width() + _BETWEEN) // (_NARROWEST + _BETWEEN), 1)
        across = len(shown) if fits >= len(shown) else (2 if fits >= 2 else 1)
        if across == self._across and not anew:
            return
        self._across = across
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.setVisible(card in shown)
        for at in range(len(self.cards)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        for at, card in enumerate(shown):
            self._grid.addWidget(card, at // across, at % across)


class MakeCard(Translated, Card):
    """Kinds, how many, a note about what it takes, the start. A kind says its words in `retranslate`, which
    ends with `show_state`.

    Signals: `wanted(kinds, number)`; `closed`.
    """

    wanted = Signal(object, int)
    closed = Signal()

    def __init__(self, kinds: Sequence[StrEnum], least: int, most: int, step: int, number: int) -> None:
        super().__init__(padding=16, spacing=8)
        self.title, self.note = Label("", "body_strong"), Label("", "caption", "tertiary", wrap=True)
        chips = QWidget()
        flow = FlowLayout(chips, 8, 4)
        self.chips: dict[Any, Chip] = {}
        for kind in kinds:
            chip = Chip()
            chip.setChecked(True)
            chip.clicked.connect(self.show_state)
            self.chips[kind] = chip
            flow.addWidget(chip)
        line, buttons = row(None, 8), row(None, 8)
        self.number_lead, self.number = Label("", "body"), NumberField(least, most, step)
        self.number.setValue(number)
        self.number.setMinimumWidth(96)
        self.number.valueChanged.connect(self.show_state)
        self.start, self.cancel = Button("", "primary", "play"), Button("", "quiet")
        self.start.clicked.connect(lambda: self.wanted.emit(self.kinds(), self.number.value()))
        self.cancel.clicked.connect(self.closed)
        for layout, widgets in (
            (line, (self.number_lead, self.number)),
            (buttons, (self.start, self.cancel)),
        ):
            for widget in widgets:
                layout.addWidget(widget)
            layout.addStretch(1)
        self.body.addWidget(self.title)
        self.body.addWidget(chips)
        self.body.addLayout(line)
        self.body.addWidget(self.note)
        self.body.addLayout(buttons)

    def kinds(self) -> list[Any]:
        """The kinds that are chosen, in the order of the chips."""
        return [kind for kind, chip in self.chips.items() if chip.isChecked()]

    def begin(self) -> None:
        """Open, with the cursor on the start."""
        self.show_state()
        self.show()
        self.start.setFocus()

    def show_state(self) -> None:
        """The note, and why it cannot begin."""
        self.note.setText(self.about())
        self.start.set_reason(self.reason() if self.kinds() else self.tr("Choose at least one kind"))

    def about(self) -> str:
        """What it takes."""
        return ""

    def reason(self) -> str:
        """Why it cannot begin; "" when it can."""
        return ""

    def name(self, title: str, number: str, number_name: str, start: str, words: Mapping[Any, str]) -> None:
        """Set all words; `words` by kind."""
        self.title.setText(title)
        self.number_lead.setText(number)
        self.number.setAccessibleName(number_name)
        self.start.setText(start)
        self.cancel.setText(self.tr("Not now"))
        for kind, chip in self.chips.items():
            chip.setText(words[kind])
            chip.setAccessibleName(words[kind])
        self.show_state()
