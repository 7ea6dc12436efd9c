"""Security: sealed mode, the guards that hold here, what was refused, the page for a security officer."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop.core.entities import ModelState
from desktop.reports.pdf import write_pdf
from desktop.settings.policy import PolicyState
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.section import Section, SettingCard
from desktop.ui.widgets import Badge, Button, Input, Label, Switch
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import ProblemError
from workers.contract.sealed import KERNEL, PYTHON
from workers.contract.specs import Kind

_ENDING = 2000  # ms
_SHOWN = 10  # attempts; all are in the file of the data folder


class SecuritySection(Section):
    """Everything here acts at once."""

    ICON = "shield-check"

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("SettingsSection", "Security")

    def build(self) -> None:
        security = self.application.security
        if not security.started():  # a worker tells which guards this system has
            self.application.hardware.probe().then(lambda _: self.rebuild(), lambda _: None)
        sealed = self.add_card(self.tr("Network"))
        switch = Switch()
        switch.setChecked(security.sealed)
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

    def _mirror(self, card: SettingCard) -> None:
        typed = Input(self.tr("Place of your company"), self.tr("none"))
        typed.field.setText(self.application.settings.values.mirror)
        typed.setMinimumWidth(280)

        def take() -> None:
            try:
                self.application.settings.change(mirror=typed.text())
                typed.show_error("")
            except ProblemError as error:
                typed.show_error(in_full(error.problem))

        typed.field.editingFinished.connect(take)
        words = self.tr("A folder or an address where models are looked for, and nowhere else.")
        card.add(self.tr("Place of your company"), words, typed, self.fixed("mirror"))

    def _policy(self) -> None:
        policy = self.application.policy
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
        for note in policy.notes:
            card.add(self.tr("Not right there"), in_full(note), Badge(self.tr("Look at this"), "warning"))

    def _guards(self) -> None:
        security = self.application.security
        card = self.add_card(self.tr("What keeps Bukvar off the network here"))
        words = self.tr(
            "A guard within the program; the kernel's would also bind programs that open your files"
        )
        card.add(self.tr("Window"), words, Label(self.tr("Guarded"), "body", "success"))
        for kind, guards in security.guards().items():
            said = _guard_words(guards)
            state = self.tr("Guarded") if guards else self.tr("May connect when asked to")
            card.add(_kind_words(kind), said, Label(state, "body", "success" if guards else "warning"))
        for base, server in security.servers():
            card.add(base, fill(self.tr("This base lives on a server: %1"), server))

    def _attempts(self) -> None:
        security = self.application.security
        card = self.add_card(self.tr("Attempts to reach the network"))
        count = Label(formats.number(security.attempts()), "body_strong", tabular=True)
        card.add(self.tr("Refused so far"), "", count)
        for row in security.refusals()[:_SHOWN]:
            at = row.at.astimezone()
            said = f"{_process_words(row.process)} · {formats.day(at)}, {formats.clock(at)}"
            card.add(row.where, said)

    def _seal(self, on: bool) -> None:
        self.application.security.seal(on)
        self.rebuild()
        QTimer.singleShot(_ENDING, self, self.rebuild)  # by then the worker with the old guards has gone

    def _report(self) -> None:
        language = "ru" if formats.language() == "ru" else "en"
        name = self.tr("Security of Bukvar.pdf")
        kinds = self.tr("PDF (*.pdf);;HTML (*.html)")
        path, _ = QFileDialog.getSaveFileName(self.window(), self.tr("Save the report"), name, kinds)
        if path:
            self.save_report(Path(path), language)

    def save_report(self, file: Path, language: str) -> None:
        """Write the page; what stands in the way is said below."""
        models = [row for row in self.application.models.list() if row.state is ModelState.READY]
        hardware = self.application.hardware.hardware
        versions = dict(hardware.versions) if hardware is not None else {}
        made = self.application.security_reports.render(language, models, versions)
        try:
            if file.suffix.lower() == ".html":
                file.write_text(made.html, encoding="utf-8")
            else:
                write_pdf(made, file)
        except ProblemError as error:
            self.add_plain(Label(in_full(error.problem), "body", "danger", wrap=True))
        except OSError as error:
            self.add_plain(Label(str(error), "body", "danger", wrap=True))


def _guard_words(guards: tuple[str, ...]) -> str:
    if KERNEL in guards:
        return QCoreApplication.translate(
            "SecuritySection", "A guard within the program and the kernel's filter"
        )
    if PYTHON in guards:
        return QCoreApplication.translate("SecuritySection", "A guard within the program")
    return QCoreApplication.translate("SecuritySection", "It gets models, and only when you ask for it")


def _kind_words(kind: Kind) -> str:
    words = {
        Kind.KNOWLEDGE: QCoreApplication.translate("SecuritySection", "Reading and search"),
        Kind.CHAT: QCoreApplication.translate("SecuritySection", "Language model"),
        Kind.FETCH: QCoreApplication.translate("SecuritySection", "Getting models"),
        Kind.PROBE: QCoreApplication.translate("SecuritySection", "Looking at the computer"),
        Kind.EXAMPLES: QCoreApplication.translate("SecuritySection", "Making examples and questions"),
        Kind.TUNE: QCoreApplication.translate("SecuritySection", "Training"),
    }
    return words.get(kind, kind.value)


def _process_words(process: str) -> str:
    if process in tuple(Kind):
        return _kind_words(Kind(process))
    return QCoreApplication.translate("SecuritySection", "Window")
