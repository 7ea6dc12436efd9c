"""What the documents page has to say once: that a way to learn can be chosen, and which trained models saw
documents that went."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.entities import DocumentState, JobState
from desktop.ui.listening import listen
from workers.contract.specs import Job

if TYPE_CHECKING:
    from desktop.app import Application
    from desktop.core.changes import Changes

_READY = (DocumentState.READY, DocumentState.CHANGED)
_AT_WORK = (JobState.RUNNING, JobState.QUEUED)


class NoticesModel(QObject):
    """Made by the documents page.

    Signals: `changed` what is to be said is another.
    """

    changed = Signal()

    def __init__(self, application: "Application", parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._saw: dict[str, list[str]] = {}  # base → names of trained models that saw removed documents
        listen(application.change_publisher, self, self._on_changes)

    @property
    def base(self) -> str:
        return self._application.bases.current

    def asks(self) -> bool:
        """Whether to ask how Bukvar should learn this base: documents are ready, none is being read, and the
        question was not seen yet."""
        base = self.base
        if not base or base in self._application.settings.values.learn_asked:
            return False
        counts = self._application.documents.counts(base)
        if not sum(counts.get(state, 0) for state in _READY):
            return False
        jobs = self._application.jobs.list(unfinished_only=True)
        return not any(job.base == base and job.kind == Job.INDEX and job.state in _AT_WORK for job in jobs)

    def asked(self) -> None:
        """The question was answered or put away: never again for this base."""
        known = self._application.settings.values.learn_asked
        if self.base and self.base not in known:
            self._application.settings.change(learn_asked=[*known, self.base])
        self.changed.emit()

    def removing(self, documents: Sequence[str]) -> None:
        """Documents are taken out: remember which trained models saw them."""
        saw = [adapter.name for adapter in self._application.adapters.saw(self.base, list(documents))]
        known = self._saw.get(self.base, [])
        self._saw[self.base] = known + [name for name in saw if name not in known]
        self.changed.emit()

    def forget(self, base: str) -> None:
        """The documents are back, or the notice was put away."""
        self._saw.pop(base, None)
        self.changed.emit()

    def saw(self) -> list[str]:
        """Names of the trained models that saw removed documents."""
        return self._saw.get(self.base, [])

    def _on_changes(self, changes: "Changes") -> None:
        if changes.jobs or changes.bases or changes.settings or self.base in changes.documents_of:
            self.changed.emit()
