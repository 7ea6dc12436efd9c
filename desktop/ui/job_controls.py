"""What the viewmodels of one job share."""

from abc import abstractmethod

from desktop.core.entities import JobRecord
from desktop.core.jobs.job_service import JobService


class JobControls:
    """First among the bases of a viewmodel that shows one job and keeps its `JobService` as `_jobs`."""

    _jobs: JobService

    @abstractmethod
    def job(self) -> JobRecord | None:
        """The job that is shown; None while there is none: then `pause` and its like do nothing."""

    def seconds_left(self, job: JobRecord) -> float | None:
        """None in the first ten seconds and while nothing can be said."""
        return self._jobs.estimate(job.id)

    def pause(self) -> None:
        """Stop at a safe point, from which `resume` goes on."""
        if (job := self.job()) is not None:
            self._jobs.pause(job.id)

    def resume(self) -> None:
        """Go on where it stopped; nothing that is done is done again."""
        if (job := self.job()) is not None:
            self._jobs.resume(job.id)

    def cancel(self) -> None:
        """End it for good; what is done stays."""
        if (job := self.job()) is not None:
            self._jobs.cancel(job.id)
