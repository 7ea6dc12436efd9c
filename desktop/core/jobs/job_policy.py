"""Which work may run side by side, what steps aside, what continues by itself. Rules only."""

from collections.abc import Iterable

from desktop.core.entities import JobRecord, JobState, LocalJob
from workers.contract.codes import Code, Problem
from workers.contract.specs.jobs import Job

# Work of one queue runs one after another. What changes a base is one queue, as in the worker itself.
_QUEUES: dict[str, str] = {
    Job.INDEX: "knowledge",
    Job.REMOVE: "knowledge",
    Job.CONVERT: "knowledge",
    Job.FETCH: "fetch",
    Job.VERIFY: "verify",
    Job.GENERATE: "examples",
    Job.CHECK: "examples",
    # The component is not changed under a training that runs by it; indexing goes on beside both.
    Job.TUNE: "tune",
    Job.INSTALL: "tune",
    Job.MAKE_EXAM: "examples",
    # All of them ask the one chat model, question after question.
    LocalJob.EXAM: "exam",
    LocalJob.SEARCH_INSTRUCTIONS: "exam",
    LocalJob.SUMMARY: "exam",
    LocalJob.FACTS: "exam",
    LocalJob.OPINION: "examples",
}
FINISHED = (JobState.SUCCEEDED, JobState.CANCELLED, JobState.FAILED)
STOPPED = (*FINISHED, JobState.PAUSED, JobState.INTERRUPTED)
# A worker that dies twice over the same work will die a third time.
_RESTARTS = 2
_DEATHS = (Code.WORKER_CRASHED, Code.WORKER_CRASHED_AGAIN, Code.WORKER_SILENT)
KEPT_FINISHED = 200


def queue(job: JobRecord) -> str:
    """Jobs of the same queue never run at the same time."""
    return _QUEUES.get(job.kind, job.kind)


def rank(job: JobRecord) -> int:
    """Lower goes first: what the user took out must not answer a minute longer, and nothing can be indexed
    before the embedder is there; a check of examples takes moments where making them takes hours. A few files
    that changed take moments too; many of them wait for what a person asked for, and scans for everything."""
    ranks: dict[str, int] = {Job.REMOVE: 0, Job.CONVERT: 1, Job.CHECK: 1}
    if is_recognising(job):
        return 4
    if job.quiet:
        return 1 if job.params.get("urgent") else 3
    return ranks.get(job.kind, 2)


def is_recognising(job: JobRecord) -> bool:
    """Whether a job reads pictures of pages, after all else answers."""
    return job.kind == Job.INDEX and job.stage == "recognise"


def needs_room(job: JobRecord) -> bool:
    """Whether work may not begin on a disk that is nearly full: all but what only reads, or makes room."""
    return job.kind not in (Job.REMOVE, Job.VERIFY)


def begins(job: JobRecord) -> float:
    """When a job may start at the earliest, in epoch seconds (0 = now)."""
    untrusted = job.params.get("not_before", 0)
    return float(untrusted) if isinstance(untrusted, int | float) else 0.0


def steps_aside(running: JobRecord, waiting: JobRecord) -> bool:
    """Whether running work is stopped for a moment (and continues after) for what waits."""
    same = queue(running) == queue(waiting)
    return same and running.kind in (Job.INDEX, Job.GENERATE, Job.MAKE_EXAM) and rank(waiting) < rank(running)


def continues_by_itself(job: JobRecord) -> bool:
    """At start-up: what was under way goes on; what the user paused stays paused."""
    return job.state is JobState.INTERRUPTED


def tries_again(problem: Problem, restarts: int) -> bool:
    """After a failure: work goes on with a new worker when the old one died over it, twice at most."""
    return problem.code in _DEATHS and restarts < _RESTARTS


def superseded(job: JobRecord, jobs: Iterable[JobRecord]) -> bool:
    """A failed job that was tried again as another one is history, not work to be done."""
    return job.state is JobState.FAILED and any(
        other.kind == job.kind and other.base == job.base and other.created > job.created for other in jobs
    )


def conflicts(a: JobRecord, b: JobRecord) -> bool:
    """Whether two jobs must not run at the same time."""
    return queue(a) == queue(b)
