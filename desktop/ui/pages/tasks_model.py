"""The work of all bases and models: what is unfinished, what is over, and what a person does about it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.feature_ports import Models
from desktop.core.jobs.job_policy import superseded
from desktop.core.jobs.job_service import JobService
from desktop.ui.listening import listen
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.job_text import JobText, describe
from desktop.ui.words.names import name_of

SHOWN_ENDED = 20
_OVER = (JobState.SUCCEEDED, JobState.CANCELLED)


class TasksModel(ProblemReporter, QObject):
    """Signals: `changed` jobs are others; `message(sentence)`."""

    changed = Signal()
    message = Signal(str)

    def __init__(
        self, jobs: JobService, bases: BaseService, models: Models, publisher: ChangePublisher
    ) -> None:
        super().__init__()
        self._jobs, self._bases, self._models = jobs, bases, models
        listen(publisher, self, self._on_changes)

    def jobs(self) -> tuple[list[JobRecord], list[JobRecord]]:
        """(unfinished or failed, over), the newest first."""
        jobs = sorted(self._jobs.list(), key=lambda job: job.created, reverse=True)
        unfinished = [job for job in jobs if job.state not in _OVER and not superseded(job, jobs)]
        return unfinished, [job for job in jobs if job.state in _OVER][:SHOWN_ENDED]

    def text(self, job: JobRecord) -> JobText:
        """What the card of a job shows."""
        return describe(job, self._jobs.estimate(job.id))

    def owner(self, job: JobRecord) -> str:
        """Whose work it is: the name of the base or of the models; "" when neither is known."""
        base = next((base for base in self._bases.list() if base.id == job.base), None)
        if base is not None:
            return base.name
        return ", ".join(name_of(model) for model in self._models.list() if model.id in job.models)

    def pause(self, job: str) -> None:
        """Stop a job at a safe point, from which `resume` goes on."""
        self._try(lambda: self._jobs.pause(job))

    def resume(self, job: str) -> None:
        """Go on with a job that was paused, interrupted, cancelled or has failed."""
        self._try(lambda: self._jobs.resume(job))

    def cancel(self, job: str) -> None:
        """End a job for good; what is done stays done."""
        self._try(lambda: self._jobs.cancel(job))

    def _try(self, act: Callable[[], object]) -> None:
        if not self.attempt(act):
            self.changed.emit()

    def _on_changes(self, changes: Changes) -> None:
        if changes.jobs:
            self.changed.emit()
