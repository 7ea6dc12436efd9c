"""About: version, what it is built of, licences."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from desktop.theme import theme
from desktop.views.settings.licences_dialog import LicencesDialog
from desktop.views.settings.section import Section
from desktop.views.widgets import Button, Label
from desktop.views.widgets.base import column, mark


class AboutSection(Section):
    """Licence texts are the files of `resources/licenses`."""

    ICON = "info"

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("SettingsSection", "About")

    def build(self) -> None:
        about = self.add_card(self.tr("Bukvar"))
        about.add(self.tr("Version"), "", Label(_version("bukvar"), "body", "secondary"))
        about.add(
            self.tr("Privacy"),
            self.tr("Documents, questions and answers never leave this computer."),
        )
        training = Button(self.tr("Read"), "soft")
        training.clicked.connect(lambda: self.go.emit("help"))
        about.add(
            self.tr("What training can and cannot do"),
            self.tr("In plain words, with the figures."),
            training,
        )
        own = Button(self.tr("Show the text"), "soft")
        own.clicked.connect(lambda: self._show("Apache-2.0", self._own_licence()))
        about.add(self.tr("Licence"), "Apache-2.0", own)
        card = self.add_card(self.tr("Licences of what Bukvar is built of"))
        parts = Button(self.tr("Show"), "soft")
        parts.clicked.connect(self._show_parts)
        card.add(
            self.tr("All parts with their licences"),
            self.tr("Programs, libraries, fonts, icons and dictionaries, with the text of each licence."),
            parts,
        )
        folder = Path(self.application.paths.resources) / "licenses"
        for file in sorted(folder.glob("*.txt"), key=lambda path: path.name.casefold()):
            name = file.stem.replace("-", " ", 1).replace("_", " ")
            shown = Button(self.tr("Show the text"), "soft")
            shown.setAccessibleName(f"{name}: {shown.text()}")
            shown.clicked.connect(lambda _=False, path=file, title=name: self._show(title, path))
            card.add(name, "", shown)

    def _show_parts(self) -> None:
        LicencesDialog(self.window(), self.application.licences).open()

    def _own_licence(self) -> Path:
        return Path(self.application.paths.resources).parent / "LICENSE"

    def _show(self, title: str, path: Path) -> None:
        dialog = QDialog(self.window())
        mark(dialog, fill="surface")
        dialog.setWindowTitle(title)
        text = QPlainTextEdit(path.read_text(encoding="utf-8"))
        text.setReadOnly(True)
        text.setAccessibleName(title)
        text.setFont(theme().font("body"))
        close = Button(self.tr("Close"), "outlined")
        close.clicked.connect(dialog.accept)
        layout = column(dialog, 12, (24, 24, 24, 16))
        layout.addWidget(Label(title, "section"))
        layout.addWidget(text, 1)
        layout.addWidget(close)
        dialog.resize(QSize(720, 560))
        dialog.open()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "—"
