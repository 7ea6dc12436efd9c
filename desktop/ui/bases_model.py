"""The bases for the switcher in the headers: the current one, the others, what can be done with them."""

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import KnowledgeBase
from desktop.core.feature_ports import Chats, Documents
from desktop.ui.i18n.problems import sentence
from desktop.ui.listening import listen
from desktop.ui.words.problem_text import hindrance


class BasesModel(QObject):
    """Signals: `changed` the list of bases or the current one is another."""

    changed = Signal()

    def __init__(
        self, bases: BaseService, documents: Documents, chats: Chats, publisher: ChangePublisher
    ) -> None:
        super().__init__()
        self._bases, self._documents, self._chats = bases, documents, chats
        listen(publisher, self, self._on_changes)

    def all(self) -> list[KnowledgeBase]:
        """Oldest first."""
        return self._bases.list()

    def current(self) -> KnowledgeBase | None:
        """None before the first base."""
        wanted = self._bases.current
        return next((base for base in self._bases.list() if base.id == wanted), None)

    def select(self, base: str) -> None:
        """Make a base the current one of all pages."""
        self._bases.select(base)

    def create(self, name: str) -> str:
        """Make a base and select it; returns the sentence for what stands in the way, or ""."""
        return hindrance(lambda: self._bases.select(self._bases.create(name).id), sentence)

    def rename(self, name: str) -> str:
        """Give the current base another name; returns as `create` does."""
        return hindrance(lambda: self._bases.rename(self._bases.current, name), sentence)

    def contents(self, base: str) -> tuple[int, int]:
        """(documents, chats) that go with a base."""
        return len(self._documents.list(base)), len(self._chats.list(base))

    def remove(self, base: str) -> None:
        """With its documents, chats and index; the user's files are not touched."""
        self._bases.remove(base)

    def _on_changes(self, changes: Changes) -> None:
        if changes.bases or changes.settings:
            self.changed.emit()
