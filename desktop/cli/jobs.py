"""`bukvar jobs`: work that was cut off or paused, gone on with or given up."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.begun_move import noted
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.tune import follow
from desktop.cli.data_commands import begun_move_text
from desktop.cli.progress import finished, reconciled
from desktop.core.entities import JobRecord, JobState
from desktop.core.jobs.job_policy import superseded
from desktop.moving import is_begun
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from desktop.ui.words import job_text
from workers.contract.codes import Code, ProblemError
from workers.contract.paths import shown_name
from workers.contract.specs.jobs import Job

if TYPE_CHECKING:
    from desktop.app import Application

# Stand for a restoration and a move of the data, which are no jobs.
_RESTORATION, _MOVE = "restore", "move"


def unfinished(application: "Application") -> list[JobRecord]:
    """Work that rests, the oldest first, and behind it comparisons that were cut off."""
    rests = (JobState.PAUSED, JobState.INTERRUPTED, JobState.FAILED)
    jobs = application.jobs.list()
    rest = [job for job in jobs if job.state in rests and not job.quiet and not superseded(job, jobs)]
    return rest + [
        JobRecord(run.id, Job.TUNE, run.base, JobState.INTERRUPTED, {}, run.created, run.updated)
        for run in application.pipeline.cut_off()
    ]


def remind(application: "Application", call: Call) -> None:
    """Behind a command: that something was cut off before it."""
    words = []
    left = [job for job in unfinished(application) if job.state is JobState.INTERRUPTED]
    if left:
        said = "%n piece(s) of work were cut off: bukvar jobs list"
        words.append(translate("Jobs", said, "", len(left)))
    if file := application.backups.cut_off():
        words.append(_restoration(file))
    if target := _cut_off_move(application):
        words.append(begun_move_text(target))
    for line in words:
        call.output.warn(line)


async def jobs(application: "Application", call: Call) -> int:
    """`bukvar jobs list|resume|drop`. `resume` waits for each; 1 where one of them did not end well."""
    arguments = call.arguments
    left, file = unfinished(application), application.backups.cut_off()
    if arguments.action == "list":
        for job in left:
            _show(application, job, call)
        if file:
            call.output.row({"job": _RESTORATION, "kind": _RESTORATION, "file": file}, _restoration(file))
        if target := _cut_off_move(application):
            values = {"job": _MOVE, "kind": _MOVE, "folder": str(target)}
            call.output.row(values, begun_move_text(target))
        return DONE
    chosen = [job for job in left if not arguments.job or job.id in arguments.job]
    known = {job.id for job in left} | ({_RESTORATION} if file else set())
    for name in arguments.job:
        if name not in known:
            raise ProblemError(Code.JOB_UNKNOWN, job=name)
    if arguments.action == "drop":
        if file and (not arguments.job or _RESTORATION in arguments.job):
            application.backups.forget_cut_off()
            call.output.row({"job": _RESTORATION, "dropped": True}, f"{_RESTORATION}\t{shown_name(file)}")
        for job in chosen:
            application.jobs.cancel(job.id)
            application.runs.give_up(job.id)
            if job.state is JobState.FAILED:
                application.jobs.forget(job.id)
            call.output.row({"job": job.id, "dropped": True}, f"{job.id}\t{job_text.work(job)}")
        return DONE
    ended = [await _resume(application, job, call) for job in chosen]
    if file and (not arguments.job or _RESTORATION in arguments.job):
        call.output.warn(_restoration(file))  # a password is not kept: a person begins it again
        ended.append(False)
    return DONE if all(ended) else PROBLEM


async def _resume(application: "Application", job: JobRecord, call: Call) -> bool:
    """Whether it is done now; what hinders it is told, and hinders no other."""
    try:
        if job.kind == Job.TUNE:
            run = next((run for run in application.run_store.list() if job.id in (run.job, run.id)), None)
            if run is not None:
                application.runs.resume(run.id)
                return await follow(application, run.id, call) == DONE
        if job.base:
            await reconciled(application, job.base)
        known = {other.id for other in application.jobs.list()}
        application.jobs.resume(job.id)
        current = application.jobs.get(job.id)
        if current is None:
            return True
        record = await finished(application, current, call.output)
        _show(application, record, call)
        # Ending before what follows from it (a model that was got is prepared) would cut that off.
        while record.state is JobState.SUCCEEDED and (next_job := _follows(application, job, known)):
            record = await finished(application, next_job, call.output)
            _show(application, record, call)
    except ProblemError as error:
        call.output.problem(error.problem)
        return False
    return record.state is JobState.SUCCEEDED


def _follows(application: "Application", job: JobRecord, known: set[str]) -> JobRecord | None:
    """Work that the end of `job` has begun, beyond those `known`: on the same base or model."""

    def is_of_it(other: JobRecord) -> bool:
        same = other.base == job.base and other.params.get("model") == job.params.get("model")
        return same and other.id not in known and other.state in (JobState.QUEUED, JobState.RUNNING)

    return next((other for other in application.jobs.list() if is_of_it(other) and not other.quiet), None)


def _show(application: "Application", job: JobRecord, call: Call) -> None:
    base = next((base.name for base in application.bases.list() if base.id == job.base), "")
    values = {
        "job": job.id, "kind": job.kind, "base": base, "state": job.state.value, "done": job.done,
        "total": job.total, "code": job.code,
    }  # fmt: skip
    call.output.row(values, "\t".join([job.id, base, job_text.describe(job).sentence]))


def _cut_off_move(application: "Application") -> Path | None:
    """Where a move of the data that was killed has copied to, and the copy still is."""
    target = noted(application.paths.data)
    return target if target is not None and is_begun(application.paths, target) else None


def _restoration(file: str) -> str:
    words = "The restoration of %1 was cut off, and nothing of it is here. Begin it again: bukvar restore"
    return fill(translate("Jobs", words), shown_name(file))
