"""Before the start: the model, the conditions, the dry run, the hour."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.core.training_entities import ComponentState, GateState
from desktop.features.training.viewmodels.component_model import ComponentModel
from desktop.features.training.viewmodels.start_model import StartModel
from desktop.features.training.views.start.component_card import ComponentCard
from desktop.features.training.views.start.dry_run import DryRunCard
from desktop.features.training.views.start.expert import ExpertDrawer
from desktop.features.training.views.start.gates_card import GatesCard
from desktop.features.training.views.start.when import WhenCard
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Banner, Button, Card, Label, ScrollColumn, Select
from desktop.ui.widgets.base import column, row, with_text_size
from desktop.ui.words.names import counted, name_of

_SIDE = 296  # px
_PARTS = ("examples", "review", "choice")


class TrainingStartView(PagePart):
    """Everything that is decided before a run; begins one."""

    def __init__(self, theme: Theme, model: StartModel, components: ComponentModel) -> None:
        super().__init__(theme)
        self.model = model
        self.components = components
        for given in (model, components):
            given.setParent(self)
            given.changed.connect(self._show)
            given.message.connect(lambda text: self.message.emit(text, "", None, None))
        self.page = ScrollColumn((24, 16, 24, 24), 16)
        head = row(None, 8)
        words = column(None, 2)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.start_button = Button("", "primary", "play")
        self.start_button.clicked.connect(lambda: self.model.start())
        head.addLayout(words, 1)
        head.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignTop)
        self.banner = Banner("info")
        self.banner.acted.connect(lambda: self.open_view.emit("run"))
        self.page.body.addLayout(head)
        self.page.body.addWidget(self.banner)
        self.page.body.addLayout(self._columns())
        self.page.body.addStretch(1)
        column(self).addWidget(self.page)
        self.model.started.connect(lambda: self.open_view.emit("run"))
        self.retranslate()

    def _columns(self) -> QHBoxLayout:
        line = row(None, 24)
        self._left, right = column(None, 16), column(None, 16)
        left = self._left
        self.component, self.gates, self.expert = ComponentCard(), GatesCard(), ExpertDrawer()
        self.component.licence_wanted.connect(lambda: self.component.show_licence(self.components.licence()))
        self.component.install_wanted.connect(self._install)
        self.component.found_wanted.connect(self.components.install)
        self.component.paused.connect(self.components.pause)
        self.component.resumed.connect(self.components.resume)
        self.component.cancelled.connect(self.components.cancel)
        self.component.repair_wanted.connect(self.components.repair)
        self.component.remove_wanted.connect(self._remove_component)
        self.gates.cured.connect(self._cure)
        self.gates.probe_wanted.connect(self.model.closed_book_probe)
        self.expert.chosen.connect(self.model.choose)
        left.addWidget(self._model_card())
        for widget in (self.component, self.gates, self.expert):
            left.addWidget(widget)
        left.addStretch(1)
        side = QWidget()
        with_text_size(side, lambda: side.setFixedWidth(self.theme.grown(_SIDE, 0.6)))
        side.setLayout(right)
        self.dry_run, self.when = DryRunCard(), WhenCard()
        self.dry_run.wanted.connect(self.model.measure)
        self.dry_run.stop_wanted.connect(self.model.stop_measuring)
        self.when.scheduled.connect(self.model.start)
        right.addWidget(self.dry_run)
        right.addWidget(self.when)
        right.addStretch(1)
        line.addLayout(left, 1)
        line.addWidget(side)
        return line

    def _model_card(self) -> Card:
        card = Card(padding=0)
        line = row(None, 16, (24, 14, 24, 14))
        words = column(None, 2)
        self._model_title = Label("", "body_strong")
        self._model_about = Label("", "caption", "tertiary", wrap=True)
        words.addWidget(self._model_title)
        words.addWidget(self._model_about)
        self.models = Select()
        self.models.setMinimumWidth(240)
        self.models.chosen.connect(self.model.choose_model)
        line.addLayout(words, 1)
        line.addWidget(self.models, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(line)
        return card

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible() or not self.model.base:
            return
        model, readiness = self.model, self.model.readiness
        rows = readiness.rows_train + readiness.rows_validation if readiness else 0
        self.about.setText(self._about(rows))
        self._show_models()
        job, component = self.components.job(), self.components.state()
        left = self.components.seconds_left(job) if job is not None else None
        found = next(iter(self.components.folders), "")
        self.component.show_component(component, job, left, found, self.components.closed())
        self._place_component(component.state is ComponentState.READY)
        self.gates.show_gates(readiness.gates if readiness else None, model.pending(), model.probing)
        self.expert.show_settings(model.settings, model.defaults(), self.components.backends())
        reason = self._reason()
        self.dry_run.show_forecast(model.forecast, model.measuring, reason)
        self.start_button.set_reason(reason)
        self.when.show_state(reason, self._on_battery())
        self._show_banner()

    def _place_component(self, ready: bool) -> None:
        """Over the conditions while it is missing, at the end when it is only there to be removed."""
        at = self._left.indexOf(self.component)
        wanted = self._left.indexOf(self.expert) if ready else 1
        if (at > self._left.indexOf(self.gates)) != ready:
            self._left.removeWidget(self.component)
            self._left.insertWidget(wanted, self.component)

    def _about(self, rows: int) -> str:
        if not rows:
            return self.tr("A dry run says how long it takes; nothing begins without you.")
        readiness = self.model.readiness
        assert readiness is not None
        if self.model.settings.text:
            learned = self.tr("%n stretch(es) of text to learn", "", readiness.rows_train)
            asked = self.tr("%n unfamiliar one(s) to judge by", "", readiness.rows_validation)
            return f"{counted(learned, readiness.rows_train)} · {counted(asked, readiness.rows_validation)}"
        parts = [
            counted(self.tr("%n example(s) to learn from", "", readiness.rows_train), readiness.rows_train),
            counted(
                self.tr("%n unfamiliar one(s) to be asked", "", readiness.rows_validation),
                readiness.rows_validation,
            ),
        ]
        return " · ".join(parts)

    def _show_models(self) -> None:
        records, chosen = self.model.models(), self.model.chosen_model()
        self.models.set_choices([(record.id, name_of(record)) for record in records])
        self.models.set_value(chosen.id if chosen is not None else "")
        self.models.setEnabled(bool(records))
        self.models.setVisible(bool(records))
        if not records:
            about = self.tr("No model on this computer can be trained. Get one on the page Models.")
        elif chosen is not None:
            about = self.tr("The chat will answer with it and with what it has learned. %1 on the disk.")
            about = fill(about, formats.size(chosen.size))
        else:
            about = self.tr("Choose one that is on this computer.")
        self._model_about.setText(about)

    def _show_banner(self) -> None:
        run = self.model.current()
        self.banner.setVisible(run is not None)
        if run is not None:
            self.banner.show_message(
                "info", self.tr("A training is under way or waits for its hour."), self.tr("Show")
            )

    def _reason(self) -> str:
        """Why training cannot begin now; "" when it can."""
        readiness = self.model.readiness
        if self.model.current() is not None:
            return self.tr("Another training is under way")
        if self.model.measuring:
            return self.tr("The dry run goes on")
        if readiness is None:
            return self.tr("I am still looking whether all is ready")
        blocked = [line for line in self.gates.lines if line.gate.state is GateState.BLOCK]
        if blocked:
            return blocked[0].text.sentence
        return "" if readiness.may_train else self.tr("Something is missing, see below")

    def _on_battery(self) -> bool:
        gates = self.model.readiness.gates if self.model.readiness else ()
        return any(gate.code == "battery" and gate.state is GateState.WARN for gate in gates)

    # --- what the user does ---

    def _install(self, from_folder: bool) -> None:
        folder = ""
        if from_folder:
            title = self.tr("Folder with the packages of the component")
            folder = QFileDialog.getExistingDirectory(self.window(), title)
            if not folder:
                return
        self.components.install(folder)

    def _remove_component(self) -> None:
        loss = self.tr("%1 of disk become free. Trained models stay; to train again, install it again.")
        dialog = Confirm(
            self.window(),
            self.tr("Remove the training component?"),
            fill(loss, formats.size(self.components.state().size)),
            self.tr("Remove"),
            self.tr("Keep"),
        )
        dialog.accepted.connect(self.components.remove)
        dialog.open()

    def _cure(self, cure: str) -> None:
        if cure == "component":
            self.component.show_licence(self.components.licence())
            self.page.ensureWidgetVisible(self.component)
        elif cure in _PARTS:
            self.open_view.emit(cure)
        else:
            self.go.emit(cure)

    # --- what the page says ---

    def shown(self) -> None:
        if not self.model.base:
            self.open_view.emit("choice")
            return
        self.model.awake = True
        self.components.find_folders()
        self._show()
        self.model.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.model.reset()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Before the start"))
        self.start_button.setText(self.tr("Start now"))
        self._model_title.setText(self.tr("Which model learns"))
        self.models.setAccessibleName(self._model_title.text())
        self._show()
