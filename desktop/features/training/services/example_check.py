"""The check of the examples: all of a base are checked together, as durable work."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.future import CancelledError, Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.line_files import read_lines, write_lines
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Timers
from desktop.core.review.quote_places import QuotePlaces
from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.features.training.services.example_rows import ExampleRows
from workers.contract.codec import from_json, to_json
from workers.contract.codes import ProblemError
from workers.contract.specs.jobs import Job, Kind
from workers.contract.training.checks import CheckedExample, CheckResult, CheckSpec, ExampleToCheck, Severity
from workers.contract.training.examples import ExampleText, SourcePassage

_log = logging.getLogger(__name__)
_WAITING = (JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)
_CHECK_AFTER_S = 20.0


class ExampleCheck:
    """Made by `ExampleSet`. What a person has rejected is not looked at again; what a person has approved
    keeps its state whatever is found."""

    def __init__(
        self, rows: ExampleRows, lists: PassageLists, bases: BaseService, jobs: JobService, timers: Timers
    ) -> None:
        self._rows, self._lists, self._bases, self._jobs, self._timers = rows, lists, bases, jobs, timers
        self._beginning: dict[str, Future[JobRecord]] = {}
        self._given: dict[str, dict[str, ExampleText]] = {}  # job → what it was told to check
        self._debounce: dict[str, Callable[[], None]] = {}  # base → what calls its coming check off
        jobs.define(Job.CHECK, JobHandler(Kind.EXAMPLES, self._spec, on_stopped=self._on_stopped))
        jobs.on_stopped.append(self._on_job_stopped)
        bases.before_removal.append(self._call_off)

    def check(self, base: str) -> Future[CheckResult]:
        """Check all examples as they are now; it also runs by itself whenever some are new. Rejects with
        EMBEDDER_MISSING and what the worker says."""
        return spawn(self._check(base))

    def ensure_checked(self, base: str) -> Future[None]:
        """Wait until every example has been checked; nothing to do where all are."""
        return spawn(self._ensure_checked(base))

    def check_later(self, base: str) -> None:
        """Check what is unchecked without anyone waiting; what goes wrong is in the log, and the rows stay
        unchecked."""
        if self._needed(base):
            self._check_unasked(base)

    def check_edited(self, base: str, row: Example) -> None:
        """After an edit: when no other has come for a while."""
        if row.checked:
            return
        self._call_off(base)

        def debounced() -> None:
            self._debounce.pop(base, None)
            self._check_unasked(base)

        self._debounce[base] = self._timers.after(_CHECK_AFTER_S, debounced)

    def continue_checks(self) -> None:
        """In the window, after start-up: examples that a kill left unchecked are checked."""
        work = self._jobs.list(unfinished_only=True)
        busy = {job.base for job in work if job.kind in (Job.GENERATE, Job.CHECK)}
        for base in self._bases.list():
            if base.id not in busy:
                self.check_later(base.id)

    def _needed(self, base: str) -> bool:
        """Whether some example was not checked yet."""
        return any(_checkable(row) and not row.checked for row in self._rows.all(base).values())

    def _check_unasked(self, base: str) -> None:
        spawn(self._check(base)).then(lambda _: None, lambda error: _note(base, error))

    def _call_off(self, base: str) -> None:
        self._debounce.pop(base, lambda: None)()

    def _on_job_stopped(self, job: JobRecord) -> None:
        """Text that is new is compared again."""
        indexed = job.kind == Job.INDEX and job.state is JobState.SUCCEEDED and job.result.get("indexed")
        if job.base and indexed and any(row.text.quote for row in self._rows.all(job.base).values()):
            self._check_unasked(job.base)

    async def _ensure_checked(self, base: str) -> None:
        if self._needed(base):
            await self._check(base)

    async def _check(self, base: str) -> CheckResult:
        if not any(map(_checkable, self._rows.all(base).values())):
            return CheckResult("", 0, 0, 0, 0)
        job = await self._begun(base)
        ended: Future[JobRecord] = Future(lambda: self._jobs.cancel(job.id))
        self._jobs.wait(job.id).then(ended.resolve)
        record = await ended
        if record.state is JobState.FAILED:
            raise ProblemError.of(record.problem)
        if record.state is not JobState.SUCCEEDED:
            raise CancelledError
        return from_json(CheckResult, record.result)

    def _begun(self, base: str) -> Future[JobRecord]:
        """The job that will look at everything that is there now."""
        if base not in self._beginning:
            beginning = self._beginning[base] = spawn(self._begin(base))
            beginning.then(lambda _: self._has_begun(base), lambda _: self._has_begun(base))
            return beginning
        return self._beginning[base]

    def _has_begun(self, base: str) -> None:
        self._beginning.pop(base, None)

    async def _begin(self, base: str) -> JobRecord:
        for job in self._jobs.list(unfinished_only=True):
            if job.kind != Job.CHECK or job.base != base:
                continue
            if job.state in _WAITING:
                self._jobs.resume(job.id)
                return self._jobs.get(job.id) or job
            if self._given.get(job.id) == self._to_check(base):
                return job  # it looks at just what is there now
        self._bases.ref(base)
        passages, _ = await self._lists.write(base)
        files = {name: str(self._lists.file(base, name)) for name in ("examples", "checked")}
        return self._jobs.submit(Job.CHECK, {"passages": passages, **files}, base)

    def _spec(self, job: JobRecord) -> dict[str, Any]:
        rows = [row for row in self._rows.all(job.base).values() if _checkable(row)]
        self._given[job.id] = self._to_check(job.base)
        write_lines(
            Path(job.params["examples"]),
            (ExampleToCheck(row.id, row.text, row.state is RowState.APPROVED) for row in rows),
        )
        embedder = self._bases.ref(job.base).embedder
        spec = CheckSpec(job.params["examples"], job.params["passages"], embedder, job.params["checked"])
        return dict(to_json(spec))

    def _to_check(self, base: str) -> dict[str, ExampleText]:
        return {row.id: row.text for row in self._rows.all(base).values() if _checkable(row)}

    def _on_stopped(self, job: JobRecord) -> None:
        given = self._given.pop(job.id, {})
        if job.state is not JobState.SUCCEEDED:
            return
        passages = Path(job.params["passages"]) if job.params["passages"] else None
        found = {row.id: row for row in read_lines(Path(job.params["checked"]), CheckedExample)}
        places = read_lines(passages, SourcePassage) if passages is not None else []
        self._take(job.base, given, found, places)
        for name in ("examples", "checked", "passages"):
            if job.params[name]:
                Path(job.params[name]).unlink(missing_ok=True)

    def _take(
        self,
        base: str,
        given: Mapping[str, ExampleText],
        found: Mapping[str, CheckedExample],
        passages: Sequence[SourcePassage],
    ) -> None:
        """Note what was found of the examples that are still as they were when they were given."""
        rows = self._rows.all(base)
        same = [
            rows[key]
            for key, text in given.items()
            if key in rows and key in found and rows[key].text == text
        ]
        places = QuotePlaces()
        places.add(passages)
        changed = [new for row in same if (new := _checked(row, found[row.id], places)) != row]
        if changed:
            self._rows.save(base, changed)


def _checked(row: Example, found: CheckedExample, places: QuotePlaces) -> Example:
    return replace(after_check(row, found), text=_spoken(places.locate_example(row.text), found))


def after_check(row: Example, found: CheckedExample) -> Example:
    """The example with what was found of it; the check alone decides of those that no person has judged."""
    failed = any(finding.severity is Severity.FAIL for finding in found.findings)
    state = row.state
    if not row.reviewed_by:
        state = RowState.REJECTED if failed else RowState.PENDING
    return replace(
        row,
        state=state,
        findings=found.findings,
        checked=True,
        cluster=found.cluster,
        masked_question=found.masked_question,
        masked_answer=found.masked_answer,
        masked_earlier=found.masked_earlier,
    )


def _spoken(text: ExampleText, found: CheckedExample) -> ExampleText:
    return text if text.language or not found.language else replace(text, language=found.language)


def _checkable(row: Example) -> bool:
    return row.state is not RowState.REJECTED or not row.reviewed_by


def _note(base: str, error: BaseException) -> None:
    if not isinstance(error, CancelledError):
        _log.warning("The examples of base %s could not be checked: %s", base, error)
