"""What the line above the pages says of engines that failed their self-test."""

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import ChangePublisher, Changes
from desktop.features.health.services.engine_notices import EngineNotices
from desktop.features.health.viewmodels import engine_words
from desktop.ui.listening import listen


class EngineNoticesModel(QObject):
    """Signals: `changed` the computer was looked at again."""

    changed = Signal()

    def __init__(self, notices: EngineNotices, publisher: ChangePublisher) -> None:
        super().__init__()
        self._notices = notices
        listen(publisher, self, self._on_changes)

    def sentences(self) -> str:
        """What nobody has read of yet; "" when there is nothing."""
        reports = self._notices.unseen()
        return f"{engine_words.sentences(reports)} {engine_words.more()}" if reports else ""

    def understood(self) -> None:
        """A person has read it."""
        self._notices.mark_seen()

    def _on_changes(self, changes: Changes) -> None:
        if changes.hardware:
            self.changed.emit()
