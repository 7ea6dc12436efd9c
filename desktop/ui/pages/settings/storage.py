"""Storage: where the data lies, what takes room, what of it belongs to nothing, free space."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.features.backup.domain.leftovers import LeftKind, Leftover
from desktop.ui.dialogs.confirm import Confirm
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.open_file import open_file
from desktop.ui.pages.settings import left_words
from desktop.ui.pages.settings.storage_model import StorageModel
from desktop.ui.section import Section, SettingCard
from desktop.ui.settings_model import SettingsModel
from desktop.ui.widgets import Button, Label, Select
from desktop.ui.words.names import counted

IDLE_MINUTES = (5, 15, 30, 60, 0)
_NAMED = 8


class StorageSection(Section):
    """Sizes are those of the folders when it is shown."""

    ICON = "hard-drive"

    @staticmethod
    def title() -> str:
        return translate("SettingsSection", "Storage")

    def __init__(self, settings: SettingsModel, model: StorageModel) -> None:
        super().__init__(settings)
        self._model, self._said, self._removing = model, "", False

    def build(self) -> None:
        place = str(self._model.folder)
        folder = self.add_card(self.tr("Folder of data"))
        opened = Button(self.tr("Show in folder"), "soft", "external-link")
        opened.clicked.connect(lambda: open_file(self, place))
        folder.add(place, self.tr("Bases, chats and models are kept here, and nowhere else."), opened)
        move = Button(self.tr("Move…"), "soft")
        move.clicked.connect(self._choose)
        words = self.tr("Everything is copied and compared; the old copy stays until you remove it.")
        folder.add(self.tr("Move the data to another disk"), words, move, self.fixed("data_folder"))
        self._former(folder)
        folder.add(self.tr("Free on this disk"), "", self._figure(formats.size(self._model.free())))
        models, total = self._model.models()
        words = self.tr("%n model(s)", "", models)
        used = self.add_card(self.tr("What takes room"))
        used.add(self.tr("Models"), words, self._figure(formats.size(total)))
        for base, count, pages, size in self._model.bases():
            read = counted(self.tr("%n page(s)", "", pages), pages)
            words = f"{self.tr('%n document(s)', '', count)}, {read}"
            used.add(base.name, words, self._figure(formats.size(size)))
        for title, size in (
            (self.tr("Trained models and trainings"), self._model.trained()),
            (self.tr("Copies of the database"), self._model.copies()),
        ):
            if size:
                used.add(title, "", self._figure(formats.size(size)))
        self._leftovers()
        self._memory()

    def _former(self, card: SettingCard) -> None:
        """What is left of a move."""
        former = self._model.former()
        if former is not None:
            button = Button(self.tr("Remove…"), "soft")
            button.setAccessibleName(f"{self.tr('Remove…')} {former[0]}")
            button.setEnabled(not self._removing)
            button.clicked.connect(lambda: self._ask_former(*former))
            size = self.tr("The old copy of the data: %1")
            card.add(former[0], fill(size, formats.size(former[1])), button)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), self.tr("Move the data to another disk"))
        if chosen:
            self.offer(chosen)

    def offer(self, chosen: str) -> None:
        """Ask whether the data are to be moved to a folder, or say why they cannot."""
        target, refused = self._model.target(chosen)
        if refused:
            self._tell(refused)
            return
        title = fill(self.tr("Move the data to %1?"), target)
        loss = self.tr(
            "Bukvar closes, copies %1, compares every file and opens again. Until all of it is compared the"
            " old folder stays in use; it can be stopped at any time."
        )
        size = formats.size(self._model.size())
        dialog = Confirm(
            self.window(), title, fill(loss, size), self.tr("Move"), self.tr("Stay"), danger=False
        )
        dialog.accepted.connect(lambda: self._tell(self._model.move(target)))
        dialog.open()

    def _ask_former(self, folder: str, size: int) -> None:
        title = fill(self.tr("Remove for good: %1 (%2)?"), folder, formats.size(size))
        loss = self.tr("The data were moved out of it. What was done since then is in the new folder alone.")
        dialog = Confirm(self.window(), title, loss, self.tr("Remove for good"), self.tr("Keep"))
        dialog.accepted.connect(lambda: self._begin(self._model.remove_former, folder))
        dialog.open()

    def _begin(self, remove: Callable[[Callable[[str], None]], None], what: str) -> None:
        self._removing = True
        self._tell(fill(self.tr("Removing: %1"), what))
        remove(lambda problem: self._removed(problem or fill(self.tr("Removed: %1"), what)))

    def _removed(self, said: str) -> None:
        self._removing = False
        self._tell(said)

    def _tell(self, said: str) -> None:
        self._said = said
        if said:
            self.message.emit(said)
        self.rebuild()

    def _leftovers(self) -> None:
        """Nothing is said where there are none."""
        left = {} if self._removing else self._model.leftovers()
        card = self.add_card(self.tr("What belongs to nothing")) if left or self._said else None
        if card is None:
            return
        for kind, found in left.items():
            button = Button(self.tr("Remove…"), "soft")
            button.setAccessibleName(f"{self.tr('Remove…')} {left_words.title_of(kind)}")
            button.clicked.connect(partial(self._ask, kind, found))
            size = formats.size(sum(one.size for one in found))
            card.add(left_words.title_of(kind), size, button)
        if self._said:
            card.add(self._said, "")

    def _ask(self, kind: LeftKind, found: Sequence[Leftover]) -> None:
        size = formats.size(sum(one.size for one in found))
        names = ", ".join(one.path.name for one in found[:_NAMED])
        more = ", …" if len(found) > _NAMED else ""
        loss = f"{left_words.loss_of(kind)}\n\n{names}{more}"
        title = fill(self.tr("Remove for good: %1 (%2)?"), left_words.title_of(kind), size)
        dialog = Confirm(self.window(), title, loss, self.tr("Remove for good"), self.tr("Keep"))
        dialog.accepted.connect(partial(self._remove, kind))
        dialog.open()

    def _remove(self, kind: LeftKind) -> None:
        self._begin(partial(self._model.remove, kind), left_words.title_of(kind))

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
