"""Storage: where the data lies, how much there is, free space."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.ui.i18n import formats
from desktop.ui.pages.settings.storage_model import StorageModel
from desktop.ui.section import Section
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Button, Label, Select
from desktop.ui.words.names import counted

IDLE_MINUTES = (5, 15, 30, 60, 0)


class StorageSection(Section):
    """Sizes come from the database's own figures; folders of bases are not walked here."""

    ICON = "hard-drive"

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("SettingsSection", "Storage")

    def __init__(self, settings: SettingsModel, model: StorageModel) -> None:
        super().__init__(settings)
        self._model = model

    def build(self) -> None:
        place = str(self._model.folder)
        folder = self.add_card(self.tr("Folder of data"))
        opened = Button(self.tr("Show in folder"), "soft", "external-link")
        opened.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(place)))
        folder.add(place, self.tr("Bases, chats and models are kept here, and nowhere else."), opened)
        folder.add(self.tr("Free on this disk"), "", self._figure(formats.size(self._model.free())))
        models, total = self._model.models()
        words = self.tr("%n model(s)", "", models)
        used = self.add_card(self.tr("What takes room"))
        used.add(self.tr("Models"), words, self._figure(formats.size(total)))
        for base, count, pages in self._model.bases():
            figure = counted(self.tr("%n page(s)", "", pages), pages)
            used.add(base.name, self.tr("%n document(s)", "", count), self._figure(figure))
        self._memory()

    def _memory(self) -> None:
        card = self.add_card(self.tr("Memory"))
        choice = Select()
        choice.set_choices(
            [
                (str(value), self.tr("After %n minute(s)", "", value) if value else self.tr("Never"))
                for value in IDLE_MINUTES
            ]
        )
        choice.set_value(str(self.settings.value("idle_unload_minutes")))
        choice.chosen.connect(lambda value: self.settings.set("idle_unload_minutes", value))
        card.add(
            self.tr("Free the memory of an idle model"),
            self.tr("The next answer then waits a few seconds for the model."),
            choice,
        )

    @staticmethod
    def _figure(text: str) -> QWidget:
        return Label(text, "body", "secondary", tabular=True)
