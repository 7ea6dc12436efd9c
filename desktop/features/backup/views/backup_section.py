"""Backups in the settings: write, restore, look through, mend."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog

from desktop.features.backup.viewmodels.backup_model import FILES, BackupModel
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.i18n.translatable import translate
from desktop.ui.section import Section, SettingCard
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Button, Label, Select, Switch

_KEPT = (1, 3, 7, 14, 30)


class BackupSection(Section):
    """Everything of the bases in one file, and back."""

    ICON = "archive"

    @staticmethod
    def title() -> str:
        return translate("SettingsSection", "Backups")

    def __init__(self, settings: SettingsModel, model: BackupModel) -> None:
        super().__init__(settings)
        self._model = model
        model.setParent(self)
        self._popup = NamePopup(self)
        self._said = ""
        self._state: Label | None = None
        self._shown: object = None
        self._models = self._protected = False
        model.changed.connect(self.rebuild)
        model.said.connect(self._say)
        model.message.connect(self._say)
        model.locked.connect(self._unlock)

    def build(self) -> None:
        self._shown = self._changing()
        self._state = None
        if self._said:  # above all: what is going on after a click is in view
            self._state = Label(self._said, "body", "secondary", wrap=True)
            title = self.tr("What is being done") if self._model.busy else self.tr("What was done")
            self.add_card(self.tr("Last")).add(title, "", self._state)
        to_repair = bool(self._model.to_repair())
        if to_repair:  # whoever was told of damage comes for it
            self._bases(self.add_card(self.tr("State of the bases")))
        self._backups(self.add_card(self.tr("Backup")))
        self._schedule(self.add_card(self.tr("Automatic backups")))
        if not to_repair:
            self._bases(self.add_card(self.tr("State of the bases")))

    def showEvent(self, event: QShowEvent) -> None:
        """Damage may have been met, or a backup made, since it was last seen."""
        super().showEvent(event)
        if self._changing() != self._shown:
            self.rebuild()

    def _changing(self) -> object:
        return [(base.id, words) for base, words in self._model.to_repair()], self._model.scheduled()

    def _backups(self, card: SettingCard) -> None:
        card.add(
            self.tr("With models"),
            self.tr("For another computer; the file then grows by gigabytes."),
            self._switch("_models", self.tr("With models")),
        )
        card.add(
            self.tr("Protect with a password"),
            self.tr("The file is encrypted. Nobody opens it without the password, we neither."),
            self._switch("_protected", self.tr("Protect with a password")),
        )
        save = self._button(self.tr("Back up…"), self._save)
        card.add(
            self.tr("Write all bases into one file"),
            self.tr("With chats, examples, exams and adapters. The file is read again before it counts."),
            save,
        )
        restore = self._button(self.tr("Restore…"), self._restore)
        card.add(
            self.tr("Restore a backup"),
            self.tr("Its bases come beside those that are here; a name that is taken gets a number."),
            restore,
        )

    def _schedule(self, card: SettingCard) -> None:
        every = Select()
        choices = {"never": self.tr("Never"), "day": self.tr("Every day"), "week": self.tr("Every week")}
        every.set_choices([*choices.items()])
        every.set_value(self.settings.value("backup_every"))
        every.chosen.connect(self._choose_every)
        words = self.tr(
            "While the window is open and nobody waits. Without models and without a password: none is kept."
        )
        card.add(self.tr("Back up by itself"), words, every)
        chosen = self.settings.value("backup_folder")
        choose = self._button(self.tr("Choose…"), self._choose_folder)
        choose.setAccessibleName(self.tr("Folder of automatic backups"))
        card.add(self.tr("Folder"), chosen or self.tr("Best on another disk."), choose)
        kept = Select()
        present = self.settings.value("backups_kept")
        kept.set_choices([(str(one), formats.number(one)) for one in sorted({*_KEPT, present})])
        kept.set_value(str(present))
        kept.chosen.connect(lambda value: self.settings.set("backups_kept", value))
        words = self.tr("The oldest goes after a new one was written and read again.")
        card.add(self.tr("How many are kept"), words, kept)
        if said := self._model.scheduled():
            card.add(said, "")

    def _bases(self, card: SettingCard) -> None:
        for base, words in self._model.to_repair():
            mend = self._button(self.tr("Mend"), partial(self._model.repair, base.id))
            mend.setAccessibleName(f"{self.tr('Mend')}: {base.name}")
            card.add(base.name, words, mend)
        look = self._button(self.tr("Look through"), self._model.verify)
        words = self.tr("Reads all that is stored and compares it with your files. Nothing is changed.")
        card.add(self.tr("Are all bases whole?"), words, look)
        compare = self._button(self.tr("Compare"), self._model.compare_files)
        words = self.tr("Each file is read whole and compared with its hash: minutes for large models.")
        card.add(self.tr("Are models and adapters whole?"), words, compare)

    def _switch(self, name: str, words: str) -> Switch:
        switch = Switch()
        switch.setAccessibleName(words)
        switch.setChecked(getattr(self, name))
        switch.toggled.connect(lambda on: setattr(self, name, on))
        return switch

    def _button(self, words: str, act: Callable[[], object]) -> Button:
        button = Button(words, "soft")
        button.setEnabled(not self._model.busy)
        button.clicked.connect(lambda: act())
        return button

    def _choose_every(self, value: str) -> None:
        if value == "never" or self.settings.value("backup_folder") or self._choose_folder():
            self.settings.set("backup_every", value)
        self.rebuild()

    def _choose_folder(self) -> bool:
        words = self.tr("Folder of automatic backups")
        path = QFileDialog.getExistingDirectory(self.window(), words, self.settings.value("backup_folder"))
        if path:
            self.settings.set("backup_folder", path)
            self.rebuild()
        return bool(path)

    def _save(self) -> None:
        path, _ = ask_target(self.window(), self.tr("Back up"), "Bukvar", FILES)
        if not path:
            return
        if not self._protected:
            self._model.save(path, self._models, "")
            return

        def take(password: str) -> str:
            QTimer.singleShot(0, self, lambda: self._save_under(path, password))
            return ""

        self._popup.ask(self, self.tr("Password of the backup"), "", self.tr("Continue"), take, secret=True)

    def _save_under(self, path: str, password: str) -> None:
        """A password with a slip in it would lock everybody out: it is typed twice."""

        def take(again: str) -> str:
            if again != password:
                return self.tr("It was another one the first time")
            self._model.save(path, self._models, password)
            return ""

        self._popup.ask(self, self.tr("The same password again"), "", self.tr("Back up"), take, secret=True)

    def _restore(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Restore a backup"), "", FILES)
        if path:
            self._model.restore(path)

    def _unlock(self, path: str) -> None:
        def take(password: str) -> str:
            self._model.restore(path, password)
            return ""

        self._popup.ask(self, self.tr("Password of the backup"), "", self.tr("Restore"), take, secret=True)

    def _say(self, words: str) -> None:
        self._said = words
        if words and not self._model.busy:
            self.message.emit(words)
        if self._state is not None:
            self._state.setText(words)
        elif words:
            self.rebuild()
