"""Which folders of the current base are watched, and what is to be said of them."""

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import LivingFolder
from desktop.features.documents.services.living_folders import LivingFolders
from desktop.settings.store import SettingsStore
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.listening import listen
from workers.contract.paths import pure_path, shown_name
from workers.contract.watching import WatchReason, WatchState


class FoldersModel(OfCurrentBase, QObject):
    """Signals: `changed` the folders, or what is said of them, are others."""

    changed = Signal()

    def __init__(
        self, bases: BaseService, living: LivingFolders, settings: SettingsStore, publisher: ChangePublisher
    ) -> None:
        super().__init__()
        self._bases, self._living, self._settings = bases, living, settings
        self._folders: list[LivingFolder] | None = None
        listen(publisher, self, self._on_changes)

    @property
    def watching(self) -> bool:
        """Whether folders are watched at all; a setting, which an administrator may have fixed."""
        return self._settings.values.watch_folders

    def folders(self) -> list[LivingFolder]:
        """Of the current base, by path."""
        if self._folders is None:
            self._folders = self._living.list(self.base) if self.base else []
        return self._folders

    def watch(self, folder: LivingFolder, watched: bool) -> None:
        """Watch a folder, or no more; its documents stay."""
        self._living.watch(self.base, folder.path, watched)

    def refresh(self) -> None:
        """Another base, or another day."""
        self._folders = None
        self.changed.emit()

    def _on_changes(self, changes: Changes) -> None:
        if changes.settings or changes.bases or self.base in changes.documents_of:
            before, self._folders = self._folders, None
            if changes.settings or self.folders() != before:
                self.changed.emit()


def name_of(folder: LivingFolder) -> str:
    """The folder's own name; all of its path for the root of a disk."""
    return shown_name(pure_path(folder.path).name or folder.path)


def state_word(folder: LivingFolder) -> str:
    """How it is watched, in a word or two."""
    if not folder.watched:
        return translate("WatchedFolders", "not watched")
    if folder.state is WatchState.UNREACHABLE:
        return translate("WatchedFolders", "not reachable")
    if folder.state is None:
        return translate("WatchedFolders", "is looked through…")
    return translate("WatchedFolders", "watched")


def style_of(folder: LivingFolder) -> tuple[str, str]:
    """(icon, tone)."""
    if folder.watched and folder.state is WatchState.UNREACHABLE:
        return "hard-drive", "warning"
    return ("folder-open", "secondary") if folder.watched else ("folder", "tertiary")


def sentence_of(folder: LivingFolder) -> str:
    """What is unusual about it; "" when nothing is."""
    sentence = ""
    if folder.watched and folder.state is WatchState.UNREACHABLE:
        sentence = translate(
            "WatchedFolders",
            "The folder “%1” cannot be reached now. Its documents go on answering; it is watched again when "
            "it is back.",
        )
    elif folder.reason is WatchReason.NETWORK:
        sentence = translate(
            "WatchedFolders", "“%1” lies on a network drive: it is looked through every few seconds."
        )
    elif folder.reason is WatchReason.LIMIT:
        sentence = translate(
            "WatchedFolders",
            "The system lets no more folders be watched: “%1” is looked through every few seconds instead.",
        )
    elif folder.reason is WatchReason.SYSTEM:
        sentence = translate(
            "WatchedFolders", "The system does not tell of changes in “%1”: it is looked through instead."
        )
    return fill(sentence, name_of(folder)) if sentence else ""
