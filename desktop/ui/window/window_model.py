"""What the window shows of the base and the settings, and what it does with drops."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import KnowledgeBase
from desktop.core.feature_ports import DocumentReading, ModelAdding
from desktop.settings.schema import Settings
from desktop.settings.store import SettingsStore
from desktop.ui.i18n.placeholders import fill
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter


class WindowModel(ProblemReporter, QObject):
    """Signals: `message(sentence)` a message for a toast; `go(page)`; `bases_changed`; `look_changed`."""

    message = Signal(str)
    go = Signal(str)
    bases_changed = Signal()
    appearance_changed = Signal()

    def __init__(
        self,
        bases: BaseService,
        documents: DocumentReading,
        models: ModelAdding,
        settings: SettingsStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._documents, self._models, self._settings = bases, documents, models, settings
        listen(publisher, self, self._on_changes)

    @property
    def settings(self) -> Settings:
        """As they are now."""
        return self._settings.values

    def remember_geometry(self, geometry: str) -> None:
        """Where the window stands, in base 64; it opens there again."""
        self._settings.change(geometry=geometry)

    def set_appearance(self, **values: object) -> None:
        """Change the theme, the size of text or the language; it acts at once."""
        self._settings.change(**values)

    def base(self) -> KnowledgeBase | None:
        """The current base."""
        current = self._bases.current
        return next((base for base in self._bases.list() if base.id == current), None)

    def base_name(self) -> str:
        """Of the current base; "" while there is no base."""
        base = self.base()
        return base.name if base is not None else ""

    def import_paths(self, paths: Sequence[str], fallback_name: str) -> None:
        """Import into the current base; without one, a base is made, named after the first folder."""

        def begin() -> None:
            base = self.base() or self._bases.create_for(paths, fallback_name)
            self._documents.import_paths(base.id, list(paths))

        if self.attempt(begin) and self._settings.values.first_start_done:
            self.go.emit("documents")

    def add_model(self, path: str) -> None:
        """Add a GGUF file; a refusal is told in a sentence."""
        added = QCoreApplication.translate("WindowModel", "The model “%1” is added")
        self._models.add(Path(path)).then(
            lambda record: self.message.emit(fill(added, Path(record.path).name)), self.report_problem
        )

    def _on_changes(self, changes: Changes) -> None:
        if changes.bases or changes.settings:
            self.bases_changed.emit()
        if changes.appearance:
            self.appearance_changed.emit()
