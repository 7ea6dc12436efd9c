"""What the documents page has to say once: that a way to learn can be chosen, and which trained models saw
documents that went."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobState
from desktop.core.feature_ports import Adapters
from desktop.core.jobs.job_service import JobService
from desktop.features.documents.services.document_service import DocumentService
from desktop.settings.store import SettingsStore
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen
from workers.contract.specs.jobs import Job

_AT_WORK = (JobState.RUNNING, JobState.QUEUED)


class NoticesModel(OfCurrentBase, QObject):
    """Signals: `changed` what is to be said is another."""

    changed = Signal()

    def __init__(
        self,
        bases: BaseService,
        documents: DocumentService,
        jobs: JobService,
        adapters: Adapters,
        settings: SettingsStore,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._documents, self._jobs = bases, documents, jobs
        self._adapters, self._settings = adapters, settings
        self._saw: dict[str, list[str]] = {}  # base → names of trained models that saw removed documents
        listen(publisher, self, self._on_changes)

    def asks(self) -> bool:
        """Whether to ask how Bukvar should learn this base: documents answer, none is being read, and the
        question was not seen yet."""
        base = self.base
        if not base or base in self._settings.values.learn_asked:
            return False
        if not self._documents.answering(base):
            return False
        jobs = self._jobs.list(unfinished_only=True)
        reading = (job for job in jobs if job.base == base and job.kind == Job.INDEX and not job.quiet)
        return not any(job.state in _AT_WORK for job in reading)

    def asked(self) -> None:
        """The question was answered or put away: never again for this base."""
        known = self._settings.values.learn_asked
        if self.base and self.base not in known:
            self._settings.change(learn_asked=[*known, self.base])
        self.changed.emit()

    def removing(self, documents: Sequence[str]) -> None:
        """Documents are taken out: remember which trained models saw them."""
        saw = [adapter.name for adapter in self._adapters.saw(self.base, list(documents))]
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

    def _on_changes(self, changes: Changes) -> None:
        if changes.jobs or changes.bases or changes.settings or self.base in changes.documents_of:
            self.changed.emit()
