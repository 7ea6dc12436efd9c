"""Durable work: written down before it starts, run by workers, paused, continued, remembered."""

import builtins
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, LocalJob
from desktop.core.future import Future
from desktop.core.jobs import job_policy
from desktop.core.jobs.estimate import Estimator
from desktop.core.ports import JobRepository, Outcome, Publisher, Timers, Workers
from desktop.core.requests import conclude, new_id
from desktop.core.unexpected import UNEXPECTED
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import Item, Message, Progress, Start, Stop
from workers.contract.specs.jobs import Job, Kind

_log = logging.getLogger(__name__)
_SAVE_EVERY_S = 1.0
_KINDS = frozenset((*Job, *LocalJob))
# A computer that slept wakes with its timers late: a scheduled start is looked at this often.
_LOOK_AGAIN_S = 30.0


@dataclass(frozen=True, slots=True)
class JobHandler:
    """How one kind of job is done: the worker, its spec made from the row (raises `ProblemError`), what to do
    with its messages, what to do when it rests (before anyone is told), and whether its success is one: a
    `verdict` makes it a failure with that problem. A queued job that is not `ready` stays queued.

    With `run_locally` no worker is started (`kind` is the one that mostly works): the window does the job
    itself. It is given the row and what hears its `Progress`, and returns the result; cancelling that ends
    the work at the next safe point (`Cancelled`), and the same row is begun again when it is continued."""

    kind: Kind
    spec: Callable[[JobRecord], dict[str, Any]] = lambda job: job.params
    on_message: Callable[[JobRecord, Message], None] = lambda job, message: None
    on_stopped: Callable[[JobRecord], None] = lambda job: None
    verdict: Callable[[JobRecord], Problem | None] = lambda job: None
    ready: Callable[[JobRecord], bool] = lambda job: True
    run_locally: Callable[[JobRecord, Callable[[Message], None]], Future[dict[str, Any]]] | None = None


@dataclass(slots=True)
class _Run:
    """One run of a job. `then` is what its end means (None = as it comes); `cancel` asks it to end."""

    kind: Kind
    request: str
    estimator: Estimator
    saved: float
    then: JobState | None = None
    cancel: Callable[[], None] = lambda: None


class JobService:
    """Made by the application, which then `define`s the handlers and calls `recover` once. A job whose
    `params["not_before"]` (epoch seconds) is still to come stays QUEUED until then.

    `on_item` hears every document of every indexing job; `on_stopped` every job that ended or paused.
    `require_room` raises DISK_FULL before work that writes begins on a disk that is nearly full. `cause`
    knows what is behind the problem of one that failed.
    """

    def __init__(
        self,
        workers: Workers,
        rows: JobRepository,
        publish: Publisher,
        clock: Callable[[], float] = time.monotonic,
        timers: Timers | None = None,
        wall: Callable[[], float] = time.time,
        require_room: Callable[[], None] = lambda: None,
        cause: Callable[[Problem], Problem] = lambda problem: problem,
    ) -> None:
        self._workers, self._rows, self._publish, self._clock = workers, rows, publish, clock
        self._timers, self._wall, self._require_room, self._cause = timers, wall, require_room, cause
        self._alarm: Callable[[], None] | None = None
        self._handlers: dict[str, JobHandler] = {}
        self._jobs: dict[str, JobRecord] = {}
        self._runs: dict[str, _Run] = {}
        self._restarts: dict[str, int] = {}
        self._waiting: dict[str, builtins.list[Future[JobRecord]]] = {}
        self._closing = False
        self.on_item: builtins.list[Callable[[JobRecord, Item], None]] = []
        self.on_stopped: builtins.list[Callable[[JobRecord], None]] = []

    def define(self, job: Job | LocalJob, handler: JobHandler) -> None:
        """Say how a kind of job is done."""
        self._handlers[job.value] = handler

    def recover(self) -> builtins.list[JobRecord]:
        """At start-up: what ran when the program ended is INTERRUPTED; returns those jobs. Work of a kind
        that this version does not know is another version's, and stays as it is."""
        interrupted = [job for job in self._rows.interrupt_running() if job.kind in _KINDS]
        jobs = [job for job in self._rows.list() if job.kind in _KINDS]
        finished = [job for job in jobs if job.state in job_policy.FINISHED]
        forgotten = {job.id for job in finished[: -job_policy.KEPT_FINISHED]}
        self._rows.remove(sorted(forgotten))
        self._jobs = {job.id: job for job in jobs if job.id not in forgotten}
        return interrupted

    def continue_interrupted(self, base: str | None = None) -> builtins.list[JobRecord]:
        """Let interrupted work go on (of one base, or all); returns it."""
        jobs = [
            job
            for job in self.list(unfinished_only=True)
            if job_policy.continues_by_itself(job) and base in (None, job.base)
        ]
        for job in jobs:
            self.resume(job.id)
        return [self._jobs[job.id] for job in jobs]

    # --- what there is ---

    def list(self, unfinished_only: bool = False) -> builtins.list[JobRecord]:
        """Jobs in the order in which they were made."""
        return [
            job for job in self._jobs.values() if not unfinished_only or job.state not in job_policy.FINISHED
        ]

    def get(self, job: str) -> JobRecord | None:
        """The job as it is now; None for an unknown id."""
        return self._jobs.get(job)

    def estimate(self, job: str) -> float | None:
        """Seconds left; None in the first ten seconds and while nothing can be said."""
        run = self._runs.get(job)
        return run.estimator.seconds_left(self._clock()) if run is not None else None

    def wait(self, job: str) -> Future[JobRecord]:
        """Settles when the job has ended or rests (paused, interrupted); never rejects."""
        pending: Future[JobRecord] = Future()
        record = self._jobs[job]
        if record.state in job_policy.STOPPED:
            pending.resolve(record)
        else:
            self._waiting.setdefault(job, []).append(pending)
        return pending

    # --- what is done ---

    def submit(self, job: Job | LocalJob, params: dict[str, Any], base: str = "") -> JobRecord:
        """Write the row and start the work, or queue it behind what it must not disturb."""
        now = datetime.now(UTC)
        record = JobRecord(new_id(), job.value, base, JobState.QUEUED, params, now, now)
        self._rows.save(record)
        self._jobs[record.id] = record
        self._publish_change(record.id)
        self._schedule()
        return self._jobs[record.id]

    def pause(self, job: str) -> None:
        """Stop at a safe point; `resume` goes on from there."""
        self._rest(job, JobState.PAUSED)

    def cancel(self, job: str) -> None:
        """Stop for good; what is done stays done."""
        self._rest(job, JobState.CANCELLED)

    def resume(self, job: str) -> None:
        """Go on with a job that is paused, interrupted, cancelled or failed."""
        record = self._jobs.get(job)
        if record is None or self._closing:
            return
        run = self._runs.get(job)
        if run is not None and run.then is not None:
            run.then = JobState.QUEUED  # still stopping: go on as soon as it has
        elif record.state in job_policy.STOPPED and record.state is not JobState.SUCCEEDED:
            self._restarts.pop(job, None)
            self._put(replace(record, state=JobState.QUEUED, code="", problem_params={}))
            self._schedule()

    def stop(self, job: str) -> None:
        """Have running work end now with what it has (it succeeds); work that does not run is left alone."""
        run = self._runs.get(job)
        if run is not None and run.then is None:
            self._workers.notify(run.kind, Stop(run.request))

    def start_now(self, job: str) -> None:
        """Forget the hour that a job was to wait for."""
        record = self._jobs.get(job)
        if record is not None and "not_before" in record.params:
            self._put(replace(record, params={**record.params, "not_before": 0}))
            self._schedule()

    def reschedule(self) -> None:
        """Something that queued work may have waited for has changed."""
        self._schedule()

    def forget(self, job: str) -> None:
        """Strike a job that has ended off the list; an unknown one is nothing."""
        record = self._jobs.get(job)
        if record is not None and record.state in job_policy.STOPPED:
            del self._jobs[job]
            self._rows.remove([job])
            self._publish_change(job)

    def forget_base(self, base: str) -> None:
        """A base is removed: its work is stopped and no longer listed."""
        for record in [job for job in self._jobs.values() if job.base == base]:
            self._jobs.pop(record.id)
            self._rows.remove([record.id])
            run = self._runs.get(record.id)
            if run is not None:
                run.cancel()
            for pending in self._waiting.pop(record.id, []):
                pending.resolve(replace(record, state=JobState.CANCELLED))

    def close(self) -> None:
        """At the quit: running and queued work is INTERRUPTED, nothing new begins."""
        self._closing = True
        for record in self.list(unfinished_only=True):
            if record.state in (JobState.RUNNING, JobState.QUEUED):
                self._put(replace(record, state=JobState.INTERRUPTED))
                self._settle(self._jobs[record.id])

    # --- how it runs ---

    def _rest(self, job: str, state: JobState) -> None:
        record = self._jobs.get(job)
        if record is None or record.state in job_policy.FINISHED:
            return
        run = self._runs.get(job)
        if run is not None:
            first = run.then is None
            run.then = state
            if first:
                run.cancel()
            return
        if record.state is not state:
            self._put(replace(record, state=state))
            self._ended(self._jobs[job])

    def _schedule(self) -> None:
        """Start what may start, the most urgent first."""
        if self._closing:
            return
        queued = [job for job in self._jobs.values() if job.state is JobState.QUEUED]
        now = self._wall()
        later = [at for job in queued if (at := job_policy.begins(job)) > now]
        self._wake(min(later) - now if later else None)
        queued = [
            job for job in queued if job_policy.begins(job) <= now and self._handlers[job.kind].ready(job)
        ]
        for job in sorted(queued, key=lambda job: (job_policy.rank(job), job.created)):
            running = [self._jobs[key] for key in self._runs if key in self._jobs]
            blocking = [other for other in running if job_policy.conflicts(other, job)]
            for other in blocking:
                run = self._runs[other.id]
                if run.then is None and job_policy.steps_aside(other, job):
                    run.then = JobState.QUEUED
                    run.cancel()
            if not blocking:
                self._begin(job)

    def _wake(self, seconds: float | None) -> None:
        """Look again when the next scheduled job is due (None = there is none)."""
        if self._alarm is not None:
            self._alarm()
            self._alarm = None
        if seconds is not None and self._timers is not None:
            self._alarm = self._timers.after(min(max(0.0, seconds), _LOOK_AGAIN_S), self._schedule)

    def _begin(self, job: JobRecord) -> None:
        now = self._clock()
        run = _Run(self._handlers[job.kind].kind, new_id(), Estimator(now), now)
        run.cancel = lambda: self._workers.cancel(run.kind, run.request)
        self._runs[job.id] = run
        self._put(replace(job, state=JobState.RUNNING, stage="", subject="", result={}))
        try:
            self._do(job, run)
        except ProblemError as error:
            self._on_outcome(job.id, run, Outcome("failed", problem=error.problem))
        except Exception as error:  # a job that never began would run for ever
            self._on_outcome(job.id, run, Outcome("failed", problem=UNEXPECTED.report(error)))

    def _do(self, job: JobRecord, run: _Run) -> None:
        handler = self._handlers[job.kind]
        if job_policy.needs_room(job):
            self._require_room()
        if handler.run_locally is not None:
            pending = handler.run_locally(job, lambda message: self._on_message(job.id, run, message))
            run.cancel = pending.cancel
            conclude(pending, lambda outcome: self._on_outcome(job.id, run, outcome))
            return
        self._workers.request(
            handler.kind,
            Start(run.request, job.kind, handler.spec(job)),
            lambda message: self._on_message(job.id, run, message),
            lambda outcome: self._on_outcome(job.id, run, outcome),
        )

    def _on_message(self, job: str, run: _Run, message: Message) -> None:
        record = self._jobs.get(job)
        if record is None or self._runs.get(job) is not run:
            return
        if isinstance(message, Progress):
            record = replace(
                record, stage=message.stage, done=message.done, total=message.total, unit=message.unit,
                subject=message.subject, updated=datetime.now(UTC),
            )  # fmt: skip
            now = self._clock()
            run.estimator.feed(now, message.done + message.share, message.total)
            self._jobs[job] = record
            if now - run.saved >= _SAVE_EVERY_S:
                run.saved = now
                self._rows.save(record)
            self._publish_change(job)
        self._handlers[record.kind].on_message(record, message)
        if isinstance(message, Item):
            for on_message in builtins.list(self.on_item):
                on_message(record, message)

    def _on_outcome(self, job: str, run: _Run, outcome: Outcome) -> None:
        if self._runs.get(job) is run:
            del self._runs[job]
        record = self._jobs.get(job)
        if record is None:
            return self._schedule()
        if self._closing:
            if outcome.state == "succeeded":  # it was done before it could be stopped
                self._finish(replace(record, state=JobState.SUCCEEDED, result=outcome.result))
            return None
        if outcome.state == "succeeded":
            self._succeeded(replace(record, state=JobState.SUCCEEDED, result=outcome.result))
        elif run.then is not None and (outcome.state == "cancelled" or run.then is JobState.CANCELLED):
            self._finish(replace(record, state=run.then))
        elif outcome.state == "cancelled":
            self._finish(replace(record, state=JobState.INTERRUPTED))
        else:
            self._failed(record, outcome.problem or Problem(Code.BUG, detail="failed without a reason"))
        self._schedule()
        return None

    def _succeeded(self, record: JobRecord) -> None:
        try:
            problem = self._handlers[record.kind].verdict(record)
        except Exception as error:
            problem = UNEXPECTED.report(error)
        if problem is None:
            self._finish(record)
        else:
            self._failed(record, problem)

    def _failed(self, record: JobRecord, problem: Problem) -> None:
        restarts, problem = self._restarts.get(record.id, 0), self._cause(problem)
        _log.warning("Job %s (%s) failed: %s %s", record.id, record.kind, problem.code, problem.detail)
        if job_policy.tries_again(problem, restarts):
            self._restarts[record.id] = restarts + 1
            self._finish(replace(record, state=JobState.QUEUED))
            return
        self._finish(_failed(record, problem))

    def _finish(self, record: JobRecord) -> None:
        self._put(record)
        if record.state in job_policy.STOPPED:
            self._ended(record)

    def _ended(self, record: JobRecord) -> None:
        ended = record
        for listener in (self._handlers[record.kind].on_stopped, *self.on_stopped):
            try:
                listener(ended)
            except ProblemError as error:
                problem = error.problem
                _log.warning("The end of job %s could not be kept: %s", ended.id, problem.code)
            except Exception as error:
                problem = UNEXPECTED.report(error)
            else:
                continue
            if record.state is JobState.SUCCEEDED:
                record = _failed(record, problem)
                self._put(record)
        self._settle(record)

    def _settle(self, record: JobRecord) -> None:
        for pending in self._waiting.pop(record.id, []):
            pending.resolve(record)

    def _put(self, record: JobRecord) -> None:
        """Keep a state. A disk that refuses it ends nothing here: what is shown is right, and the next start
        goes on from the state that was written before."""
        record = replace(record, updated=datetime.now(UTC))
        self._jobs[record.id] = record
        try:
            self._rows.save(record)
        except ProblemError as error:
            _log.warning("State %s of job %s is not written: %s", record.state, record.id, error.problem.code)
        self._publish_change(record.id)

    def _publish_change(self, job: str) -> None:
        self._publish(Changes(jobs=frozenset({job})))


def _failed(record: JobRecord, problem: Problem) -> JobRecord:
    return replace(record, state=JobState.FAILED, code=problem.code.value, problem_params=problem.params)
