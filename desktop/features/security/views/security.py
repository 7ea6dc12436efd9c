"""Security: sealed mode, the guards that hold here, what was refused, the page for a security officer."""

from pathlib import Path

from PySide6.QtCore import QTimer

from desktop.features.security.viewmodels.seal_words import changed_words
from desktop.features.security.viewmodels.security_model import SecurityModel
from desktop.settings.policy import PolicyState
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.i18n.worker_words import guard_words, worker_words
from desktop.ui.section import Section, SettingCard
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Badge, Button, Input, Label, Switch
from desktop.ui.words.problem_text import in_full
from workers.contract.specs.jobs import Kind

_ENDING = 2000  # ms
_SHOWN = 10  # attempts; all are in the file of the data folder


class SecuritySection(Section):
    """Everything here acts at once."""

    ICON = "shield-check"

    @staticmethod
    def title() -> str:
        return translate("SettingsSection", "Security")

    def __init__(self, settings: SettingsModel, model: SecurityModel) -> None:
        super().__init__(settings)
        self._model = model
        model.setParent(self)
        model.changed.connect(self.rebuild)

    def build(self) -> None:
        self._model.probe_guards()
        sealed = self.add_card(self.tr("Network"))
        switch = Switch()
        switch.setChecked(self._model.sealed)
        switch.toggled.connect(self._seal)
        sealed.add(
            self.tr("Sealed mode"),
            self.tr("No process opens a connection; models and components come from files alone."),
            switch,
            self.fixed("sealed"),
        )
        self._mirror(sealed)
        report = Button(self.tr("Save"), "soft")
        report.clicked.connect(self._report)
        sealed.add(
            self.tr("Report for a security officer"),
            self.tr("One page: versions, hashes, where data lies, what was refused."),
            report,
        )
        self._policy()
        self._guards()
        self._attempts()
        self._changes()

    def _mirror(self, card: SettingCard) -> None:
        typed = Input(self.tr("Place of your company"), self.tr("none"))
        typed.field.setText(self.settings.value("mirror"))
        typed.setMinimumWidth(280)

        typed.field.editingFinished.connect(
            lambda: typed.show_error(self.settings.set("mirror", typed.text()))
        )
        words = self.tr("A folder or an address where models are looked for, and nowhere else.")
        card.add(self.tr("Place of your company"), words, typed, self.fixed("mirror"))

    def _policy(self) -> None:
        policy = self._model.policy
        if policy.state is PolicyState.NONE:
            return
        card = self.add_card(self.tr("Rules of your administrator"))
        card.add(policy.file, self.tr("What stands there cannot be changed in this window."))
        if policy.data_folder:
            card.add(self.tr("Folder of data"), policy.data_folder)
        if policy.log_folder:
            card.add(self.tr("Folder of logs"), policy.log_folder)
        for folder in policy.model_folders:
            card.add(self.tr("Shared folder of models"), folder)
        if policy.allowed_models is not None:
            card.add(self.tr("Models that may be used"), ", ".join(policy.allowed_models))
        if policy.pack_keys is not None:
            card.add(self.tr("Makers of packs who are trusted"), ", ".join(policy.pack_keys))
        if not policy.training:
            card.add(self.tr("Training"), self.tr("Switched off"))
        if not policy.watch_folders:
            card.add(self.tr("Watching folders"), self.tr("Switched off"))
        for note in policy.notes:
            card.add(self.tr("Not right there"), in_full(note), Badge(self.tr("Look at this"), "warning"))

    def _guards(self) -> None:
        model = self._model
        card = self.add_card(self.tr("What keeps Bukvar off the network here"))
        words = self.tr(
            "A guard within the program; the kernel's would also bind programs that open your files"
        )
        card.add(self.tr("Window"), words, Label(self.tr("Guarded"), "body", "success"))
        for kind, guards in model.guards().items():
            said = guard_words(guards)
            state = self.tr("Guarded") if guards else self.tr("May connect when asked to")
            card.add(worker_words(kind), said, Label(state, "body", "success" if guards else "warning"))
        for base, server in model.servers():
            card.add(base, fill(self.tr("This base lives on a server: %1"), server))

    def _attempts(self) -> None:
        model = self._model
        card = self.add_card(self.tr("Attempts to reach the network"))
        count = Label(formats.number(model.attempts()), "body_strong", tabular=True)
        card.add(self.tr("Refused so far"), "", count)
        for row in model.blocked_connections()[:_SHOWN]:
            at = row.at.astimezone()
            said = f"{_process_words(row.process)} · {formats.day(at)}, {formats.clock(at)}"
            card.add(row.where, said)

    def _changes(self) -> None:
        changes = self._model.changes()
        if changes:
            card = self.add_card(self.tr("Changes of sealed mode"))
            for change in changes[:_SHOWN]:
                card.add(changed_words(change), "")

    def _seal(self, on: bool) -> None:
        self._model.seal(on)
        self.rebuild()
        QTimer.singleShot(_ENDING, self, self.rebuild)  # by then the worker with the old guards has gone

    def _report(self) -> None:
        language = formats.language()
        name = self.tr("Security of Bukvar.pdf")
        kinds = self.tr("PDF (*.pdf);;HTML (*.html)")
        path, _ = ask_target(self.window(), self.tr("Save the report"), name, kinds)
        if path:
            self.save_report(Path(path), language)

    def save_report(self, file: Path, language: str) -> None:
        """Write the page; what stands in the way is said below."""
        if wrong := self._model.save_report(file, language):
            self.add_plain(Label(wrong, "body", "danger", wrap=True))


def _process_words(process: str) -> str:
    if process in tuple(Kind):
        return worker_words(process)
    return translate("SecuritySection", "Window")
