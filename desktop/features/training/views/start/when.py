"""When to begin: now, or at an hour of the night."""

from datetime import datetime, time

from PySide6.QtCore import Signal

from desktop.features.training.viewmodels.start_model import tonight
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, FlowLayout, Label, Select
from desktop.ui.widgets.base import column
from desktop.ui.widgets.translated import Translated

DEFAULT = time(22, 0)
HOURS = tuple(f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30))


class WhenCard(Translated, Card):
    """Signals: `scheduled(datetime)`; `changed` the hour is another."""

    scheduled = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=8)
        words = column(None, 4)
        self.title = Label("", "body_strong")
        self.sentence = Label("", "caption", "tertiary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        self.field = Select()
        self.field.set_choices([(hour, hour) for hour in HOURS])
        self.field.set_value(f"{DEFAULT:%H:%M}")
        self.field.chosen.connect(self._on_time)
        self.button = Button("", "outlined", "moon")
        self.button.clicked.connect(lambda: self.scheduled.emit(self.moment()))
        line = FlowLayout(gap=8)
        line.addWidget(self.field)
        line.addWidget(self.button)
        self.body.addLayout(words)
        self.body.addLayout(line)
        self._battery = False
        self.retranslate()

    def moment(self) -> datetime:
        """The next time it is that hour, UTC."""
        return tonight(time.fromisoformat(self.field.value()))

    def show_state(self, reason: str, on_battery: bool) -> None:
        """`reason`: why it cannot begin ("" = it can)."""
        self._battery = on_battery
        self.retranslate()
        self.button.set_reason(reason)

    def _on_time(self) -> None:
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        self.title.setText(self.tr("At night"))
        stay = self.tr("The computer must stay on and awake; Bukvar may be minimised.")
        if self._battery:
            stay += " " + self.tr("It runs on its battery now: plug it in.")
        self.sentence.setText(stay)
        self.field.setAccessibleName(self.tr("Hour of the start"))
        day = fill(self.tr("Start at %1"), formats.clock(self.moment()))
        self.button.setText(day)
        self.button.setAccessibleDescription(f"{formats.day(self.moment())}. {stay}")
