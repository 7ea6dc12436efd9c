"""The card of the dry run: what it will cost, before it costs it."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal

from desktop.features.training.views.run.facts import FactTile, memory_kind
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Divider, Label
from desktop.ui.widgets.base import column
from workers.contract.training.tuning import Forecast


class DryRunCard(Card):
    """Two real steps on the longest example.

    Signals: `wanted`; `stop_wanted`.
    """

    wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        head = column(None, 6, (16, 14, 16, 14))
        self.title = Label("", "body_strong")
        self.sentence = Label("", "caption", "tertiary", wrap=True)
        self.button = Button("", "outlined", "gauge")
        self.button.clicked.connect(self.wanted)
        self.stop_button = Button("", "quiet")
        self.stop_button.clicked.connect(self.stop_wanted)
        head.addWidget(self.title)
        head.addWidget(self.sentence)
        head.addSpacing(4)
        head.addWidget(self.button)
        head.addWidget(self.stop_button)
        self.body.addLayout(head)
        self.facts: list[FactTile] = []
        self._lines: list[Divider] = []
        for _ in range(3):
            line, fact = Divider(), FactTile()
            self._lines.append(line)
            self.facts.append(fact)
            self.body.addWidget(line)
            self.body.addWidget(fact)
        self.lowered = Label("", "caption", "secondary", wrap=True)
        self.lowered.setContentsMargins(16, 0, 16, 14)
        self.body.addWidget(self.lowered)

    def show_forecast(
        self, forecast: Forecast | None, measuring: bool, reason: str, begins: datetime | None = None
    ) -> None:
        """`reason`: why it cannot be done now ("" = it can); `begins`: when training would."""
        self.title.setText(self.tr("Dry run"))
        self.sentence.setText(
            self.tr("Two steps on the longest example: then I know how long it takes and whether it fits.")
        )
        again = forecast is not None
        self.button.setText(self.tr("Do it again") if again else self.tr("Do the dry run"))
        self.button.set_reason(reason)
        if measuring:
            self.button.set_reason(self.tr("It is being done"))
            self.button.setText(self.tr("Trying, one to five minutes…"))
        self.stop_button.setText(self.tr("Stop"))
        self.stop_button.setVisible(measuring)
        for widget in (*self.facts, *self._lines):
            widget.setVisible(again)
        self.lowered.setVisible(again)
        if forecast is not None:
            self._show(forecast, begins or datetime.now(UTC))

    def _show(self, forecast: Forecast, begins: datetime) -> None:
        length = formats.duration_between(forecast.seconds_low, forecast.seconds_high)
        steps = self.tr("%n step(s)", "", forecast.steps)
        self.facts[0].show_fact(self.tr("Training takes"), length, steps)
        ends = [begins + timedelta(seconds=s) for s in (forecast.seconds_low, forecast.seconds_high)]
        clocks = f"{formats.clock(ends[0])}–{formats.clock(ends[1])}"
        if clocks.split("–")[0] == clocks.split("–")[1]:
            clocks = formats.clock(ends[0])
        self.facts[1].show_fact(
            self.tr("Ends about"), clocks, formats.day(ends[1]) if _later(ends[1]) else ""
        )
        memory = formats.memory(forecast.peak_memory)
        on_card = forecast.backend.value.endswith("_cuda")
        kind = fill(memory_kind(on_card), "").strip()
        self.facts[2].show_fact(self.tr("Needs at most"), memory, kind)
        self.lowered.setText(self._lowered(forecast))
        self.lowered.setVisible(bool(self.lowered.text()))

    def _lowered(self, forecast: Forecast) -> str:
        """What was made smaller so that it fits, and what was found quicker."""
        parts = []
        if "micro_batch" in forecast.adjusted:
            parts.append(self.tr("To fit the memory I take smaller portions: the result is the same."))
        if "four_bit" in forecast.adjusted:
            parts.append(self.tr("The model does not fit as it is: I pack it into four bits for training."))
        if "optimizer" in forecast.adjusted:
            parts.append(self.tr("The optimizer keeps its numbers in eight bits: the rest did not fit."))
        if forecast.settings.packed and forecast.packed_ratio:
            quicker = self.tr(
                "Examples stand behind each other instead of being padded: it takes %1 of the time."
            )
            parts.append(fill(quicker, formats.percent(forecast.packed_ratio)))
        if "length" in forecast.adjusted and forecast.rows_cut:
            count = forecast.rows_cut
            parts.append(self.tr("%n long example(s) will be left out for want of memory.", "", count))
        elif "length" in forecast.adjusted:
            parts.append(self.tr("The longest allowed example was made shorter; none of yours is cut."))
        return " ".join(parts)


def _later(moment: datetime) -> bool:
    return moment.astimezone().date() != datetime.now().astimezone().date()
