"""The jobs whose `params["model"]` names a model."""

import builtins
from typing import Any

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import Publisher
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.jobs import Job


class ModelJobs:
    """Work on models that outlives a restart. Used by `ModelRegistry` and `ModelFetching`."""

    def __init__(self, jobs: JobService, publish: Publisher) -> None:
        self._jobs, self._publish = jobs, publish

    def submit(self, job: Job, params: dict[str, Any]) -> JobRecord:
        """Begin a job and tell that models have changed."""
        record = self._jobs.submit(job, params)
        self._publish(Changes(models=True))
        return record

    def go_on(self, job: JobRecord) -> JobRecord:
        """The job, resumed where it was paused or interrupted."""
        if job.state in (JobState.PAUSED, JobState.INTERRUPTED):
            self._jobs.resume(job.id)
        return job

    def cancel(self, job: JobRecord) -> None:
        """End one job for good."""
        self._jobs.cancel(job.id)

    def cancel_all(self, model: str, *kinds: Job) -> None:
        """End the unfinished jobs of these kinds on a model for good."""
        for job in self._unfinished(*kinds):
            if job.params.get("model") == model:
                self._jobs.cancel(job.id)

    def unfinished(self, model: str, kind: Job) -> JobRecord | None:
        """The job of this kind on a model that has not ended."""
        return next((job for job in self._unfinished(kind) if job.params.get("model") == model), None)

    def worked_on(self, *kinds: Job) -> set[str]:
        """The models that unfinished jobs of these kinds are about."""
        return {model for job in self._unfinished(*kinds) for model in job.models}

    async def finished(self, job: JobRecord) -> JobRecord:
        """The job when it has succeeded; raises its problem, or BUSY when it was paused or cancelled."""
        ended = await self._jobs.wait(job.id)
        if ended.state is JobState.SUCCEEDED:
            return ended
        code = Code(ended.code) if ended.code else Code.BUSY
        raise ProblemError(code, f"job {ended.id} is {ended.state}", **ended.problem_params)

    def _unfinished(self, *kinds: Job) -> builtins.list[JobRecord]:
        return [job for job in self._jobs.list(unfinished_only=True) if job.kind in kinds]
