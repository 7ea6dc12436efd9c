"""Four equal ways to get examples, and the card that makes them from the documents."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from desktop.features.training.viewmodels.finding_text import kind_word
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Chip, FlowLayout, Label
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.label import Icon
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted
from workers.contract.training import GENERATED_KINDS, ExampleKind

MAKE, IMPORT, CHAT, SAMPLES = "make", "import", "chat", "samples"
_ICONS = {MAKE: "zap", IMPORT: "file-up", CHAT: "message-square", SAMPLES: "list-plus"}
_NARROWEST = 210  # px: narrower cards go into a second line
_ROWS_EACH = 2  # the model writes about two usable examples a passage


class WayCard(Card):
    """One way: what it is, what it takes, its button."""

    def __init__(self, icon: str) -> None:
        super().__init__(padding=16, spacing=6)
        self.setMinimumWidth(0)
        self.title = Label("", "body_strong", wrap=True)
        self.about = Label("", "caption", "secondary", wrap=True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.button = Button("", "soft")
        top = row(None, 10)
        top.addWidget(Icon(icon, "text_secondary", 18), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.about, 1)
        line = row()
        line.addWidget(self.button)
        line.addStretch(1)
        self.body.addLayout(line)

    def set_words(self, title: str, about: str, button: str) -> None:
        self.title.setText(title)
        self.about.setText(about)
        self.button.setText(button)


class WaysIn(Translated, QWidget):
    """Signals: `chosen(name)`: make, import, chat or samples."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self.cards = {name: WayCard(icon) for name, icon in _ICONS.items()}
        for name, card in self.cards.items():
            card.button.clicked.connect(lambda _=False, way=name: self.chosen.emit(way))
        self._across = 0
        self._samples = True
        self.retranslate()

    def show_ways(self, has_samples: bool, reason_to_make: str) -> None:
        """`reason_to_make`: why examples cannot be made now; "" when they can."""
        self.cards[MAKE].button.set_reason(reason_to_make)
        if has_samples != self._samples or not self._across:
            self._samples = has_samples
            self._arrange(True)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange(False)

    def _arrange(self, anew: bool) -> None:
        shown = [card for name, card in self.cards.items() if name != SAMPLES or self._samples]
        fits = max((self.width() + 16) // (_NARROWEST + 16), 1)
        across = len(shown) if fits >= len(shown) else (2 if fits >= 2 else 1)
        if across == self._across and not anew:
            return
        self._across = across
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.setVisible(card in shown)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        for at, card in enumerate(shown):
            self._grid.addWidget(card, at // across, at % across)

    def retranslate(self) -> None:
        self.cards[MAKE].set_words(
            self.tr("Make from the documents"),
            self.tr("The model asks questions about your documents and answers with a quote. You check."),
            self.tr("Choose what to make…"),
        )
        self.cards[IMPORT].set_words(
            self.tr("Import a file"),
            self.tr("CSV, XLSX or JSONL with questions and answers. Drop it here or choose it."),
            self.tr("Choose a file"),
        )
        self.cards[CHAT].set_words(
            self.tr("Take from the chat"),
            self.tr("Under a good answer in the chat press the mortarboard: “Add to examples”."),
            self.tr("To the chat"),
        )
        self.cards[SAMPLES].set_words(
            self.tr("Take ready sample rows"),
            self.tr("Checked questions about the sample documents: enough to try training at once."),
            self.tr("Take them"),
        )


class MakeCard(Translated, Card):
    """Kinds, how many, an estimate, the start.

    Signals: `wanted(kinds, limit)`; `closed`.
    """

    wanted = Signal(object, int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=8)
        self.title = Label("", "body_strong")
        self.body.addWidget(self.title)
        kinds = QWidget()
        flow = FlowLayout(kinds, 8, 4)
        self.chips: dict[ExampleKind, Chip] = {}
        for kind in GENERATED_KINDS:
            chip = Chip()
            chip.setChecked(True)
            chip.clicked.connect(self._show)
            self.chips[kind] = chip
            flow.addWidget(chip)
        self.body.addWidget(kinds)
        line = row(None, 8)
        self.limit_label = Label("", "body")
        self.limit = QSpinBox()
        self.limit.setRange(10, 10000)
        self.limit.setSingleStep(50)
        self.limit.setValue(200)
        self.limit.setMinimumWidth(96)
        self.limit.valueChanged.connect(self._show)
        line.addWidget(self.limit_label)
        line.addWidget(self.limit)
        line.addStretch(1)
        self.estimate = Label("", "caption", "tertiary", wrap=True)
        buttons = row(None, 8)
        self.start, self.cancel = Button("", "primary", "play"), Button("", "quiet")
        self.start.clicked.connect(lambda: self.wanted.emit(self.kinds(), self.limit.value()))
        self.cancel.clicked.connect(self.closed)
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        under = column(None, 8)
        under.addLayout(line)
        under.addWidget(self.estimate)
        under.addLayout(buttons)
        self.body.addLayout(under)
        self._chunks, self._done, self._pace = 0, 0, 0.0
        self.retranslate()

    def kinds(self) -> list[ExampleKind]:
        return [kind for kind, chip in self.chips.items() if chip.isChecked()]

    def show_passages(self, chunks: int, done: int, seconds_each: float) -> None:
        """`chunks` of the documents, `done` of them used already; `seconds_each` as measured here, 0 when
        nothing was made yet."""
        self._chunks, self._done, self._pace = chunks, done, seconds_each
        self._show()

    def _show(self) -> None:
        left = max(self._chunks - self._done, 0)
        rows = min(self.limit.value(), left * _ROWS_EACH)
        of_passages = counted(self.tr("%n passage(s) are left to ask about", "", left), left)
        parts = [of_passages, fill(self.tr("about %1 examples"), formats.number(rows))]
        if self._pace and rows:
            seconds = self._pace * rows / _ROWS_EACH
            parts.append(fill(self.tr("about %1, as it took here last time"), formats.duration(seconds)))
        elif rows:
            parts.append(self.tr("how long it takes is said after the first ones"))
        self.estimate.setText(f"{', '.join(parts)}.")
        no_kind = "" if self.kinds() else self.tr("Choose at least one kind")
        nothing = "" if left else self.tr("All passages have been asked about")
        self.start.set_reason(no_kind or nothing)

    def retranslate(self) -> None:
        self.title.setText(self.tr("What shall the examples teach?"))
        for kind, chip in self.chips.items():
            chip.setText(kind_word(kind))
            chip.setAccessibleName(kind_word(kind))
        self.limit_label.setText(self.tr("At most"))
        self.limit.setAccessibleName(self.tr("How many examples at most"))
        self.start.setText(self.tr("Make examples"))
        self.cancel.setText(self.tr("Not now"))
        self._show()
