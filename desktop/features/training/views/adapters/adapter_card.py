"""One trained model: what it is, whether the chat answers with it, how strongly; one run that left none."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.training_entities import RunPoint, RunState
from desktop.features.training.viewmodels.adapters_model import AdapterShown, RunEnded
from desktop.features.training.views.adapters import words
from desktop.features.training.views.adapters.details import AdapterDetails
from desktop.features.training.views.adapters.strength import Strength
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Badge, Button, Card, ElidedLabel, IconButton, Label, Switch
from desktop.ui.widgets.base import column, row
from desktop.ui.words.names import counted


class AdapterCard(Card):
    """Its fold is made when it is opened first.

    Signals: `acted(action, adapter)` with "activate", "deactivate" or "take" (at the proposed strength);
    `strength_chosen(adapter, strength)`; `menu_wanted(adapter, where)`.
    """

    acted = Signal(str, str)
    strength_chosen = Signal(str, float)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, shown: AdapterShown, points: Callable[[], Sequence[RunPoint]]) -> None:
        super().__init__(padding=0, spacing=0)
        self._points = points
        self._details: AdapterDetails | None = None
        self._of: AdapterShown | None = None
        line = row(None, 16, (24, 14, 16, 6))
        names = column(None, 2)
        self.name = ElidedLabel("", "body_strong")
        self.badge = Badge("", "accent")
        self.about = Label("", "caption", "tertiary", wrap=True)
        names.addWidget(self.name)
        names.addWidget(self.about)
        line.addLayout(names, 1)
        self._switch_word = Label("", "caption", "tertiary")
        self.switch = Switch()
        self.switch.clicked.connect(self._switched)
        self.menu_button = IconButton("ellipsis", "")
        self.menu_button.clicked.connect(self._menu)
        for widget in (self.badge, self._switch_word, self.switch, self.menu_button):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        below = row(None, 8, (14, 0, 24, 10))
        self.fold = Button("", "quiet", "chevron-right")
        self.fold.clicked.connect(self._toggle)
        self.strength = Strength()
        self.strength.chosen.connect(lambda value: self.strength_chosen.emit(self.shown.adapter.id, value))
        below.addWidget(self.fold)
        below.addStretch(1)
        below.addWidget(self.strength)
        self.proposal = QWidget()
        proposed = row(self.proposal, 8, (24, 0, 24, 10))
        self.proposed = Label("", "caption", "secondary", wrap=True)
        self.take = Button("", "soft")
        self.take.clicked.connect(lambda: self.acted.emit("take", self.shown.adapter.id))
        proposed.addWidget(self.proposed, 1)
        proposed.addWidget(self.take)
        self.body.addLayout(line)
        self.body.addLayout(below)
        self.body.addWidget(self.proposal)
        self.show_adapter(shown)

    def show_adapter(self, shown: AdapterShown) -> None:
        """Another state of the same adapter."""
        self.shown = shown
        adapter = shown.adapter
        self.name.setText(adapter.name)
        self.about.setText(words.about(shown))
        self.badge.setVisible(adapter.active)
        self.badge.show_state(self.tr("answers in the chat"), "accent")
        self._switch_word.setText(self.tr("Use"))
        self.switch.setChecked(adapter.active)
        self.switch.setAccessibleName(fill(self.tr("Answer with “%1”"), adapter.name))
        self.menu_button.set_name(fill(self.tr("More about “%1”"), adapter.name))
        self.strength.show_strength(adapter.strength)
        self.strength.setEnabled(True)
        self.fold.setText(self.tr("Details"))
        self._propose(shown)
        self.set_selected(adapter.active)
        self.setAccessibleName(f"{adapter.name}. {self.about.text()}")
        if self._details is not None and self._of != shown:
            opened = not self._details.isHidden()
            self._forget()
            if opened:
                self._toggle()

    def _propose(self, shown: AdapterShown) -> None:
        """What the exam at several strengths says; the button where that is not so already."""
        best, adapter = shown.best, shown.adapter
        self.proposal.setVisible(best is not None)
        if best is None:
            return
        share = formats.percent(best)
        if best:
            self.proposed.setText(fill(self.tr("Best at the exam: strength %1"), share))
        else:
            self.proposed.setText(self.tr("At no strength as good at the exam as without it"))
        self.take.setText(fill(self.tr("Use at %1"), share))
        already = adapter.active and abs(adapter.strength - best) < 0.005
        self.take.setVisible(bool(best) and not already)

    def _toggle(self) -> None:
        if self._details is None:
            self._of = self.shown
            self._details = AdapterDetails(self.shown, self._points())
            self.body.addWidget(self._details)
            opened = True
        else:
            opened = self._details.isHidden()
            self._details.setVisible(opened)
        self.fold.set_icon("chevron-down" if opened else "chevron-right")
        self.fold.setAccessibleDescription(self.tr("open") if opened else self.tr("closed"))

    def _forget(self) -> None:
        if self._details is not None:
            self._details.hide()
            self._details.deleteLater()
            self._details = None

    @property
    def details(self) -> AdapterDetails | None:
        """The opened fold (tests)."""
        return self._details

    def _switched(self) -> None:
        self.acted.emit("activate" if self.switch.isChecked() else "deactivate", self.shown.adapter.id)

    def _menu(self) -> None:
        where = self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height()))
        self.menu_wanted.emit(self.shown.adapter.id, where)


class RunLine(QWidget):
    """A run that left no trained model.

    Signals: `acted(action, run)` with "repeat" or "remove".
    """

    acted = Signal(str, str)

    def __init__(self, ended: RunEnded) -> None:
        super().__init__()
        run = ended.run
        line = row(self, 16, (24, 10, 16, 10))
        names = column(None, 2)
        rows = run.rows_train + run.rows_validation
        counts = counted(self.tr("%n example(s)", "", rows), rows)
        when = f"{formats.day(run.created)}, {formats.clock(run.created)}"
        self.name = ElidedLabel(f"{ended.model} · {when} · {counts}", "body")
        word, why = words.ended(run)
        names.addWidget(self.name)
        if why:
            names.addWidget(Label(why, "caption", "tertiary", wrap=True))
        line.addLayout(names, 1)
        tone = "bad" if run.state is RunState.FAILED else "neutral"
        line.addWidget(Badge(word, tone))
        self.repeat_button = Button(self.tr("Repeat"), "text")
        self.remove_button = Button(self.tr("Delete"), "quiet")
        self.repeat_button.clicked.connect(lambda: self.acted.emit("repeat", run.id))
        self.remove_button.clicked.connect(lambda: self.acted.emit("remove", run.id))
        for button in (self.repeat_button, self.remove_button):
            button.setAccessibleDescription(self.name.text())
            line.addWidget(button)
        self.setAccessibleName(f"{self.name.text()}. {word}. {why}")
