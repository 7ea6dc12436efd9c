"""The settings as the sections of the settings page show and change them."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import ChangePublisher, Changes
from desktop.settings.store import SettingsStore
from desktop.ui.listening import listen
from desktop.ui.words.problem_text import hindrance


class SettingsModel(QObject):
    """Signals: `changed` a setting is another; `figures_changed` what sections tell beside them may be."""

    changed = Signal()
    figures_changed = Signal()

    def __init__(self, settings: SettingsStore, publisher: ChangePublisher) -> None:
        super().__init__()
        self._settings = settings
        listen(publisher, self, self._on_changes)

    def value(self, name: str) -> Any:
        """A setting by its name in `Settings`."""
        return getattr(self._settings.values, name)

    def set(self, name: str, value: Any) -> str:
        """Change a setting at once; `value` is of its kind, or text that stands for it. Returns the sentence
        for what stands in the way, or ""."""
        return hindrance(lambda: self._settings.change(**{name: type(self.value(name))(value)}))

    def is_fixed(self, name: str) -> bool:
        """Whether an administrator has set it."""
        return name in self._settings.fixed

    def _on_changes(self, changes: Changes) -> None:
        if changes.settings or changes.appearance:
            self.changed.emit()
        if changes.hardware or changes.models or changes.bases or changes.security:
            self.figures_changed.emit()
