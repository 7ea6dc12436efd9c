"""The cards at the right of a run: what was promised, how fast it goes, what it uses."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.core.training_entities import RunState
from desktop.features.training.viewmodels.run_model import RunShown
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.widgets import Card, Divider, FlowLayout, IconLabel, Label
from desktop.ui.widgets.base import column, mark

HOT = 84  # °C: consumer cards slow themselves down from about here


class FactTile(QWidget):
    """A caption, a value, a word about it."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, 2, (16, 12, 16, 12))
        self.caption = Label("", "caption", "tertiary", wrap=True)
        line = QWidget()
        flow = FlowLayout(line, 8, 0)
        self.value = Label("", "section", tabular=True)
        self.about = Label("", "body", "tertiary")
        flow.addWidget(self.value)
        flow.addWidget(self.about)
        layout.addWidget(self.caption)
        layout.addWidget(line)

    def show_fact(self, caption: str, value: str, about: str = "") -> None:
        """`about` explains the value and is hidden when empty."""
        self.caption.setText(caption)
        self.value.setText(value)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.setAccessibleName(f"{caption}: {value} {about}".strip())


class FactCard(Card):
    """Facts with lines between them; `show_facts` replaces them in place."""

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        self._facts: list[FactTile] = []
        self._lines: list[Divider] = []

    def show_facts(self, facts: list[tuple[str, str, str]]) -> None:
        """(caption, value, about) each; the card hides when there are none."""
        while len(self._facts) < len(facts):
            line, fact = Divider(), FactTile()
            self.body.addWidget(line)
            self.body.addWidget(fact)
            self._lines.append(line)
            self._facts.append(fact)
        for index, fact in enumerate(self._facts):
            wanted = index < len(facts)
            fact.setVisible(wanted)
            self._lines[index].setVisible(wanted and (index > 0 or self._headed()))
            if wanted:
                fact.show_fact(*facts[index])
        self.setVisible(bool(facts))

    def texts(self) -> list[str]:
        """What is shown (tests)."""
        return [fact.accessibleName() for fact in self._facts if not fact.isHidden()]

    def _headed(self) -> bool:
        return False


class ForecastCard(FactCard):
    """What the dry run promised, and what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        self._head = QWidget()
        layout = column(self._head, 4, (16, 14, 16, 12))
        self.title = IconLabel("circle-check", "", "success", "body_strong", 18)
        self.title.label.set_tone("text")
        self.sentence = Label("", "caption", "tertiary", wrap=True)
        layout.addWidget(self.title)
        layout.addWidget(self.sentence)
        self.body.addWidget(self._head)

    def _headed(self) -> bool:
        return True

    def show_run(self, shown: RunShown) -> None:
        """Hidden for a run without a dry run."""
        forecast = shown.run.forecast
        if forecast is None:
            self.hide()
            return
        expected = shown.seconds + (shown.seconds_left or 0.0)
        is_known = shown.run.state is RunState.READY or shown.seconds_left is not None
        low, high = forecast.seconds_low, forecast.seconds_high
        slower, faster = is_known and expected > high * 1.2, is_known and expected < low * 0.8
        if not is_known:
            self.title.show_state("gauge", self.tr("Dry run is done"), "text")
        elif slower:
            self.title.show_state("triangle-alert", self.tr("Slower than the dry run said"), "warning")
        elif faster:
            self.title.show_state("zap", self.tr("Faster than the dry run said"), "success")
        else:
            self.title.show_state("circle-check", self.tr("As the dry run said"), "success")
        self.title.label.set_tone("text")
        self.sentence.setText(self.tr("Two steps on the longest example."))
        kind = memory_kind(shown.on_card)
        facts = [
            (
                self.tr("Promised"),
                formats.duration_between(low, high),
                fill(kind, formats.memory(forecast.peak_memory)),
            )
        ]
        peak = max((point.memory for point in shown.points), default=0)
        if is_known and peak:
            comes = formats.duration(expected)
            facts.append((self.tr("Comes out"), comes, fill(kind, formats.memory(peak))))
        self.show_facts(facts)

    def retranslate(self, shown: RunShown | None) -> None:
        if shown is not None:
            self.show_run(shown)


class LoadCard(FactCard):
    """Speed, memory, temperature, the last saved point."""

    def show_run(self, shown: RunShown, now: datetime | None = None) -> None:
        """Hidden before the first step."""
        if not shown.points:
            self.hide()
            return
        last, facts = shown.points[-1], []
        if last.tokens_per_second:
            speed = max(round(shown.words_per_second), 1)
            facts.append((self.tr("Speed"), formats.number(speed), self.tr("words a second, estimate")))
        if last.memory:
            name = self.tr("Graphics memory") if shown.on_card else self.tr("Memory used")
            facts.append((name, self._of(last.memory, shown.memory_total), ""))
        if last.temperature > 0:
            value = f"{formats.number(last.temperature)}{formats.NBSP}°C"
            word = self.tr("normal") if last.temperature < HOT else self.tr("hot: the card slows down")
            facts.append((self.tr("Temperature of the card"), value, word))
        if shown.saved is not None:
            age = max(((now or datetime.now(UTC)) - shown.saved).total_seconds(), 0)
            ago = self.tr("just now") if age < 10 else fill(self.tr("%1 ago"), formats.duration(age))
            facts.append((self.tr("Saved"), ago, self.tr("a failure does no harm")))
        self.show_facts(facts)

    def _of(self, used: int, total: int) -> str:
        if not total:
            return formats.memory(used)
        have, whole = formats.memory(used), formats.memory(total)
        if have.split(formats.NBSP)[-1] == whole.split(formats.NBSP)[-1]:
            have = have.rsplit(formats.NBSP, 1)[0]
        return fill(self.tr("%1 of %2"), have, whole)


class ChatNote(Card):
    """Why the chat is slower while the model is being taught."""

    def __init__(self) -> None:
        super().__init__(padding=0)
        mark(self, card=None, banner="warning")
        layout = column(None, 4, (16, 12, 16, 12))
        self.title = IconLabel("message-square", "", "warning", "body_strong", 18, wrap=True)
        self.sentence = Label("", "body", "secondary", wrap=True)
        layout.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.sentence)
        self.body.addLayout(layout)

    def show_run(self, shown: RunShown) -> None:
        """Only while training goes on."""
        self.setVisible(shown.run.state is RunState.TRAINING and not shown.interrupted)
        unloaded = any(event.code == "chat_unloaded" for event in shown.events)
        self.title.show_state("message-square", self.tr("The chat answers more slowly for now"), "text")
        if unloaded or shown.on_card:
            self.sentence.setText(self.tr("The graphics card is busy; the processor writes the answers."))
        else:
            self.sentence.setText(self.tr("The processor is busy with training."))


def memory_kind(on_card: bool) -> str:
    """ "%1 of graphics memory" or "%1 of memory"."""
    if on_card:
        return translate("RunFacts", "%1 of graphics memory")
    return translate("RunFacts", "%1 of memory")
