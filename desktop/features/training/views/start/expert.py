"""The drawer of the expert: every setting of a training; empty means the product's own choice."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.features.training.viewmodels.gate_text import backend_name
from desktop.features.training.viewmodels.start_model import DEFAULTS, with_value
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Input, Label, Select, Switch
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.translated import Translated
from workers.contract.training.tuning import Backends, Optimizer, TuneSettings

# Name → least, most, whether whole. Least and most keep out slips of the hand, not experiments.
_FIELDS: dict[str, tuple[float, float, bool]] = {
    "learning_rate": (1e-7, 0.1, False),
    "epochs": (0.1, 100, False),
    "rank": (1, 256, True),
    "alpha": (1, 512, True),
    "batch": (1, 512, True),
    "length": (64, 32768, True),
    "seed": (0, 2_147_483_647, True),
}
_COLUMNS = 3
# How the base's weights lie in memory; "" = four bits where 16 do not fit.
_BITS: dict[str, bool | None] = {"": None, "16": False, "4": True}
_PACKED: dict[str, bool | None] = {"": None, "no": False, "yes": True}


class ExpertDrawer(Translated, Card):
    """The only place of technical words in training.

    Signals: `chosen(TuneSettings)`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        head = row(None, 12, (16, 8, 16, 8))
        self.fold = Button("", "quiet", "chevron-right")
        self.fold.clicked.connect(self._toggle)
        self.reset_button = Button("", "text", "undo-2")
        self.reset_button.clicked.connect(lambda: self.chosen.emit(DEFAULTS))
        head.addWidget(self.fold)
        head.addStretch(1)
        head.addWidget(self.reset_button)
        self.drawer = QWidget()
        self.body.addLayout(head)
        self.body.addWidget(self.drawer)
        self._settings = self._defaults = DEFAULTS
        self._backends: Backends | None = None
        self._names: dict[str, Label] = {}
        self.fields: dict[str, Input] = {}
        self._build()
        self.drawer.hide()
        self.retranslate()

    def _build(self) -> None:
        layout = column(self.drawer, 16, (24, 4, 24, 20))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for index, name in enumerate(_FIELDS):
            field = Input()
            field.field.editingFinished.connect(lambda value=name: self._edited(value))
            self.fields[name] = field
            grid.addLayout(self._named(name, field), index // _COLUMNS, index % _COLUMNS)
        self.backend = Select()
        self.backend.chosen.connect(lambda value: self._take("backend", value))
        self.full = Select()
        self.full.chosen.connect(lambda value: self._take("full", bool(value)))
        self.four_bit = Select()
        self.four_bit.chosen.connect(lambda value: self._take("four_bit", _BITS[value]))
        self.text, self.optimizer, self.packed = Select(), Select(), Select()
        self.text.chosen.connect(lambda value: self._take("text", bool(value)))
        self.optimizer.chosen.connect(lambda value: self._take("optimizer", value))
        self.packed.chosen.connect(lambda value: self._take("packed", _PACKED[value]))
        row_of_backend, place = divmod(len(_FIELDS), _COLUMNS)
        grid.addLayout(self._named("backend", self.backend), row_of_backend, place, 1, 2)
        grid.addLayout(self._named("full", self.full), row_of_backend + 1, 0, 1, 2)
        grid.addLayout(self._named("four_bit", self.four_bit), row_of_backend + 1, 2)
        grid.addLayout(self._named("text", self.text), row_of_backend + 2, 0, 1, _COLUMNS)
        grid.addLayout(self._named("optimizer", self.optimizer), row_of_backend + 3, 0)
        grid.addLayout(self._named("packed", self.packed), row_of_backend + 3, 1, 1, 2)
        for index in range(_COLUMNS):
            grid.setColumnStretch(index, 1)
        self.early = Switch()
        self.early.clicked.connect(self._early)
        self._early_words = Label("", "body", wrap=True)
        line = row(None, 12)
        line.addWidget(self.early)
        line.addWidget(self._early_words, 1)
        layout.addLayout(grid)
        layout.addLayout(line)

    def _named(self, name: str, field: QWidget) -> QVBoxLayout:
        box = column(None, 4)
        self._names[name] = Label("", "caption", "tertiary", wrap=True)
        box.addWidget(self._names[name])
        box.addWidget(field)
        box.addStretch(1)
        return box

    def show_settings(
        self, settings: TuneSettings, defaults: TuneSettings, backends: Backends | None
    ) -> None:
        """`settings` as chosen (0 and "" = not); `defaults` what is taken where nothing is."""
        self._settings, self._defaults, self._backends = settings, defaults, backends
        for name, field in self.fields.items():
            default = getattr(defaults, name)
            field.field.setPlaceholderText(formats.plain(default))
            value = getattr(settings, name)
            if not field.field.hasFocus():
                field.field.setText("" if value == getattr(DEFAULTS, name) else formats.plain(value))
        self._show_early()
        self._show_backends()
        words = (self.tr("By itself"), self.tr("16 bits"), self.tr("4 bits (QLoRA)"))
        self.four_bit.set_choices(list(zip(_BITS, words, strict=True)))
        self.four_bit.set_value(next(key for key, bits in _BITS.items() if bits is settings.four_bit))
        part = self.tr("A part laid over it (LoRA)")
        whole = self.tr("All of it (small models)")
        self.full.set_choices([("", part), ("full", whole)])
        self.full.set_value("full" if settings.full else "")
        self.four_bit.setEnabled(not settings.full)
        self._show_ways(settings)
        changed = settings != DEFAULTS
        self.reset_button.setVisible(changed)
        self.fold.set_icon("chevron-down" if self.drawer.isVisibleTo(self) else "chevron-right")

    def _show_early(self) -> None:
        """Off, and not to be chosen, where the rows are learned by heart."""
        words = self.tr("Stop when unfamiliar questions no longer improve")
        by_heart = self._settings.patience > 0 and self._defaults.patience == 0
        if by_heart:
            words = self.tr(
                "Not stopped early: short answers are learned by heart. With epochs of your own you decide"
            )
        self.early.setChecked(self._settings.patience > 0 and not by_heart)
        self.early.setEnabled(not by_heart)
        self._early_words.setText(words)
        self.early.setAccessibleName(words)

    def _show_ways(self, settings: TuneSettings) -> None:
        """What is learned, who makes the steps, how rows come."""
        read = self.tr("The documents as they are (continued pretraining)")
        self.text.set_choices([("", self.tr("Checked examples")), ("text", read)])
        self.text.set_value("text" if settings.text else "")
        by_itself = self.tr("By itself")
        steps = [
            ("", by_itself),
            (Optimizer.ADAMW, "AdamW"),
            (Optimizer.ADAMW_8BIT, self.tr("AdamW, 8 bits")),
        ]
        self.optimizer.set_choices([(str(key), words) for key, words in steps])
        self.optimizer.set_value(settings.optimizer)
        words = (self.tr("As the dry run measures"), self.tr("Padded"), self.tr("Behind each other"))
        self.packed.set_choices(list(zip(_PACKED, words, strict=True)))
        self.packed.set_value(next(key for key, packed in _PACKED.items() if packed is settings.packed))

    def _show_backends(self) -> None:
        chosen = self._backends.chosen if self._backends else ""
        by_itself = self.tr("By itself")
        if chosen:
            by_itself = fill(self.tr("By itself: %1"), backend_name(chosen))
        choices = [("", by_itself)]
        for state in self._backends.states if self._backends else ():
            if state.available:
                choices.append((state.backend.value, backend_name(state.backend.value)))
        self.backend.set_choices(choices)
        self.backend.set_value(self._settings.backend)

    def _edited(self, name: str) -> None:
        text = self.fields[name].text()
        if not text:
            self.fields[name].show_error("")
            self._take(name, None)
            return
        value = parse(text)
        least, most, whole = _FIELDS[name]
        if value is None or not least <= value <= most or (whole and value != int(value)):
            self.fields[name].show_error(
                fill(self.tr("A number from %1 to %2"), formats.plain(least), formats.plain(most))
            )
            return
        self.fields[name].show_error("")
        self._take(name, int(value) if whole else value)

    def _early(self) -> None:
        self._take("patience", DEFAULTS.patience if self.early.isChecked() else 0)

    def _take(self, name: str, value: float | int | str | None) -> None:
        changed = with_value(self._settings, name, value)
        if changed != self._settings:
            self._settings = changed
            self.chosen.emit(changed)

    def _toggle(self) -> None:
        self.drawer.setVisible(not self.drawer.isVisibleTo(self))
        self.fold.set_icon("chevron-down" if self.drawer.isVisibleTo(self) else "chevron-right")
        self.fold.setAccessibleDescription(self._fold_state())

    def _fold_state(self) -> str:
        return self.tr("open") if self.drawer.isVisibleTo(self) else self.tr("closed")

    def retranslate(self) -> None:
        words = {
            "learning_rate": self.tr("Learning rate"),
            "epochs": self.tr("Epochs"),
            "rank": self.tr("Rank of the adapter"),
            "alpha": self.tr("Alpha"),
            "batch": self.tr("Effective batch"),
            "length": self.tr("Longest row, tokens"),
            "seed": self.tr("Seed"),
            "backend": self.tr("Who trains"),
            "four_bit": self.tr("Weights of the model"),
            "full": self.tr("What of the model is trained"),
            "text": self.tr("What is learned"),
            "optimizer": self.tr("Optimizer"),
            "packed": self.tr("Rows of a portion"),
        }
        selects = {
            "backend": self.backend, "four_bit": self.four_bit, "full": self.full, "text": self.text,
            "optimizer": self.optimizer, "packed": self.packed,
        }  # fmt: skip
        for name, label in self._names.items():
            label.setText(words[name])
            target = selects.get(name) or self.fields[name].field
            target.setAccessibleName(words[name])
        self.fold.setText(self.tr("Expert"))
        self.fold.setAccessibleDescription(self._fold_state())
        self.reset_button.setText(self.tr("Own choice of Bukvar"))
        self.show_settings(self._settings, self._defaults, self._backends)


def parse(text: str) -> float | None:
    """A number as people of either language write it; None when it is none."""
    plain = text.replace(formats.NBSP, "").replace(" ", "").replace(",", ".")
    value, good = QLocale.c().toDouble(plain)
    return value if good else None
