"""The making of rows from the documents of the current base: whether it can begin, how far it is."""

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import Documents, Models
from desktop.core.jobs.job_service import JobService
from desktop.ui.job_controls import JobControls
from desktop.ui.listening import listen
from workers.contract.specs.jobs import Job

_SHOWN = (JobState.RUNNING, JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED, JobState.FAILED)


class GenerationModel(JobControls, QObject):
    """`kind` is the job that makes the rows.

    Signals: `changed` some job is in another state.
    """

    changed = Signal()

    def __init__(
        self,
        kind: Job,
        jobs: JobService,
        bases: BaseService,
        documents: Documents,
        models: Models,
        changes: ChangePublisher,
    ) -> None:
        super().__init__()
        self._kind, self._jobs, self._bases = kind, jobs, bases
        self._documents, self._models = documents, models
        listen(changes, self, self._on_changes)

    def job(self) -> JobRecord | None:
        """The making in this base, while it is not done; also the last one when it failed. What the quick
        look makes is told on the documents page."""
        jobs = [job for job in self._jobs.list() if job.kind == self._kind and not job.params.get("quick")]
        here = [job for job in jobs if job.base == self._bases.current]
        last = max(here, key=lambda job: job.created, default=None)
        return last if last is not None and last.state in _SHOWN else None

    def seconds_each(self) -> float:
        """What one passage or question took when some were last made here; 0 before the first time."""
        jobs = [job for job in self._jobs.list() if job.kind == self._kind and job.done]
        last = max(jobs, key=lambda job: job.updated, default=None)
        return (last.updated - last.created).total_seconds() / last.done if last is not None else 0.0

    def passages(self) -> int:
        """Passages of the documents that answer: what rows can be made from."""
        base = self._bases.current
        return self._documents.totals(base)[1] if base else 0

    def reason(self) -> str:
        """Why nothing can be made now; "" when something can."""
        if not self.passages():
            return self.tr("There are no documents that have been read. Add some on the page Documents.")
        if self._models.selected(self._bases.current) is None:
            return self.tr("There is no model to make them with. Get one on the page Models.")
        return ""

    def _on_changes(self, changes: Changes) -> None:
        if changes.jobs:
            self.changed.emit()
