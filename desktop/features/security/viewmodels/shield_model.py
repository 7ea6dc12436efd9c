"""What the shield in the headers says: whether Bukvar is sealed, and what was refused."""

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import ChangePublisher, Changes
from desktop.features.security.services.security_service import SecurityService
from desktop.features.security.viewmodels.seal_words import changed_words
from desktop.ui.listening import listen


class ShieldModel(QObject):
    """Signals: `changed` the seal or the count of refused attempts is another."""

    changed = Signal()

    def __init__(self, security: SecurityService, publisher: ChangePublisher) -> None:
        super().__init__()
        self._security = security
        listen(publisher, self, self._on_changes)

    @property
    def sealed(self) -> bool:
        """Whether no process at all may open a connection."""
        return self._security.sealed

    def news(self) -> str:
        """The latest change that nobody made in this window, in a sentence, once; "" where there is none."""
        change = self._security.unseen()
        if change is None:
            return ""
        self._security.mark_seen(change)
        return changed_words(change)

    def attempts(self) -> int:
        """How often a connection was refused, ever."""
        return self._security.attempts()

    def _on_changes(self, changes: Changes) -> None:
        if changes.security or changes.settings:
            self.changed.emit()
