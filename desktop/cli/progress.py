"""Waiting for work while telling how it goes."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.cli.output import Output
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState
from desktop.core.future import Future
from desktop.ui.words import job_text
from workers.contract.codes import Code, Problem, ProblemError

if TYPE_CHECKING:
    from desktop.app import Application

_SIGN_EVERY_MS = 5000


async def finished(application: "Application", job: JobRecord, output: Output) -> JobRecord:
    """The job when it has ended, telling each step; raises `ProblemError` when it failed."""
    shown = ""

    def still(spent: str) -> str:
        """What is told while nothing is done: a time left that has passed is not told again."""
        current = application.jobs.get(job.id) or job
        return f"{job_text.describe(current, application.jobs.estimate(job.id)).sentence} ({spent})"

    sign = Heartbeat(output, still)

    def on_changes(changes: Changes) -> None:
        nonlocal shown
        if job.id not in changes.jobs:
            return
        current = application.jobs.get(job.id)
        if current is None or current.state is not JobState.RUNNING:
            return
        words = job_text.describe(current, application.jobs.estimate(job.id))
        key = f"{current.stage} {words.percent or current.done}"
        if key != shown:
            shown = key
            values = {
                "progress": current.kind,
                "stage": current.stage,
                "done": current.done,
                "total": current.total,
                "unit": current.unit,
                "seconds_left": application.jobs.estimate(job.id),
            }
            output.row(values, words.sentence)
            sign.begin()

    stop = application.change_publisher.listen(on_changes)
    waiting = application.jobs.wait(job.id)
    try:
        with sign:
            record = await _cancelling(application, job, waiting)
    finally:
        stop()
    if record.state is JobState.FAILED:
        raise ProblemError.of(record.problem)
    return record


class Heartbeat:
    """Tells a person, while something runs that has nothing to tell, that it still does: a context manager
    around the waiting. `words` makes the line from the time so far ("0:08")."""

    def __init__(self, output: Output, words: Callable[[str], str]) -> None:
        self._output, self._words, self._begin = output, words, time.monotonic()
        self._timer = QTimer()
        self._timer.setInterval(_SIGN_EVERY_MS)
        self._timer.timeout.connect(self._report)

    def begin(self) -> None:
        """Something else was told just now: the next sign comes a while after it."""
        self._timer.start()

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *raised: object) -> None:
        self._timer.stop()

    def _report(self) -> None:
        seconds = round(time.monotonic() - self._begin)
        self._output.note(self._words(f"{seconds // 60}:{seconds % 60:02d}"))


async def _cancelling(application: "Application", job: JobRecord, waiting: Future[JobRecord]) -> JobRecord:
    """Await the job; when the command is cancelled, the job is paused and can be continued."""
    outer: Future[JobRecord] = Future(lambda: application.jobs.pause(job.id))
    waiting.then(outer.resolve, outer.reject)
    return await outer


async def reconciled(application: "Application", base: str) -> None:
    """Before work with what was read of a base: what a kill has cut off there is mended first. Raises
    STORE_GONE where its folder is gone: an empty one would be made and worked with."""
    application.checks.require_store(base)
    await application.documents.ensure_reconciled(base)


async def starter_models(application: "Application", output: Output, public: bool = False) -> None:
    """Get what is needed before the first question, from a pack near at hand if there is one; `public` allows
    the catalogue's own sources where a mirror is set. Raises `ProblemError`."""
    if application.models.missing_purposes():
        await _from_packs(application, output)
    while jobs := application.model_fetching.prepare_starters(public):
        for job in jobs:
            record = await finished(application, job, output)
            if record.state is not JobState.SUCCEEDED:
                raise ProblemError.of(Problem(Code.NO_MODEL, detail=f"{record.kind} {record.state}"))


async def _from_packs(application: "Application", output: Output) -> None:
    """Take in what the packs near at hand bring of it: unasked only models that this version knows, by their
    hashes. A pack that is damaged is told of, and the next one is taken."""
    known = {record.id for record in application.models.list()}
    for found in await application.packs.find():
        ours = replace(found, models=tuple(each for each in found.models if each.record.id in known))
        if {planned.record.purpose for planned in ours.new} & application.models.missing_purposes():
            output.row({"pack": found.path}, found.path)
            try:
                await finished(application, application.packs.install(ours), output)
            except ProblemError as error:
                output.problem(error.problem)
