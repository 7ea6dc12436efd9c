"""About: version, what it is built of, licences."""

from PySide6.QtWidgets import QDialog, QPlainTextEdit

from desktop.features.security.viewmodels.licences_model import LicencesModel
from desktop.features.security.views.licences_dialog import LicencesDialog
from desktop.ui.dialogs.dialog_size import give_size
from desktop.ui.i18n.translatable import translate
from desktop.ui.section import Section, SettingCard
from desktop.ui.settings_model import SettingsModel
from desktop.ui.theme import theme
from desktop.ui.widgets import Button, Label
from desktop.ui.widgets.base import column, mark
from desktop.version import bukvar_version


class AboutSection(Section):
    """Leads to the texts of all licences."""

    ICON = "info"

    def __init__(self, settings: SettingsModel, licences: LicencesModel) -> None:
        super().__init__(settings)
        self._licences = licences

    @staticmethod
    def title() -> str:
        return translate("SettingsSection", "About")

    def build(self) -> None:
        about = self.add_card(self.tr("Bukvar"))
        about.add(self.tr("Version"), "", Label(bukvar_version() or "—", "body", "secondary"))
        about.add(
            self.tr("Privacy"),
            self.tr("Documents, questions and answers never leave this computer."),
        )
        opened = Button(self.tr("Read"), "soft")
        opened.clicked.connect(lambda: self.go.emit("help:start"))
        about.add(self.tr("Help"), self.tr("In plain words, with a search and a list of terms: F1."), opened)
        own = Button(self.tr("Show the text"), "soft")
        own.clicked.connect(lambda: self._show("Apache-2.0", self._licences.own()))
        about.add(self.tr("Licence"), "Apache-2.0", own)
        card = self.add_card(self.tr("Licences of what Bukvar is built of"))
        parts = Button(self.tr("Show"), "soft")
        parts.clicked.connect(self._show_parts)
        card.add(
            self.tr("All parts with their licences"),
            self.tr("Programs, libraries, fonts, icons and dictionaries, with the text of each licence."),
            parts,
        )
        others = self.add_card(self.tr("Licences of models and of the training component"))
        for name, text in self._licences.of_models():
            self._add_text(others, name, text)
        self._add_text(others, self.tr("Training component"), self._licences.training())

    def _add_text(self, card: SettingCard, name: str, text: str) -> None:
        shown = Button(self.tr("Show the text"), "soft")
        shown.setAccessibleName(f"{name}: {shown.text()}")
        shown.clicked.connect(lambda: self._show(name, text))
        card.add(name, "", shown)

    def _show_parts(self) -> None:
        LicencesDialog(self.window(), self._licences.components()).open()

    def _show(self, title: str, words: str) -> None:
        dialog = QDialog(self.window())
        mark(dialog, fill="surface")
        dialog.setWindowTitle(title)
        text = QPlainTextEdit(words)
        text.setReadOnly(True)
        text.setAccessibleName(title)
        text.setFont(theme().font("body"))
        close = Button(self.tr("Close"), "outlined")
        close.clicked.connect(dialog.accept)
        layout = column(dialog, 12, (24, 24, 24, 16))
        layout.addWidget(Label(title, "section"))
        layout.addWidget(text, 1)
        layout.addWidget(close)
        give_size(dialog, 720, 560)
        dialog.open()
