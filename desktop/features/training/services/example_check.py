"""The passport of the examples: all of a base are checked together, as durable work."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.future import Cancelled, Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.line_files import read_lines
from desktop.core.passage_lists import PassageLists
from desktop.core.review.quote_places import QuotePlaces
from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.features.training.services.example_files import write_lines
from desktop.features.training.services.example_store import ExampleStore
from workers.contract.codec import from_json, to_json
from workers.contract.codes import ProblemError
from workers.contract.specs import Job, Kind
from workers.contract.training import (
    CheckedExample,
    CheckResult,
    CheckSpec,
    ExampleText,
    ExampleToCheck,
    Severity,
    SourcePassage,
)

_log = logging.getLogger(__name__)
_WAITING = (JobState.QUEUED, JobState.PAUSED, JobState.INTERRUPTED)


class ExampleCheck:
    """Used by `ExampleService`. What a person has rejected is not looked at again; what a person has approved
    keeps its state whatever is found."""

    def __init__(
        self, store: ExampleStore, lists: PassageLists, bases: BaseService, jobs: JobService
    ) -> None:
        self._store, self._lists, self._bases, self._jobs = store, lists, bases, jobs
        self._beginning: dict[str, Future[JobRecord]] = {}
        self._given: dict[str, dict[str, ExampleText]] = {}  # job → what it was told to check
        jobs.define(Job.CHECK, JobHandler(Kind.EXAMPLES, self._spec, on_stopped=self._on_stopped))

    async def check(self, base: str) -> CheckResult:
        """Check all examples as they are now. Raises EMBEDDER_MISSING and what the worker says."""
        if not any(map(_checkable, self._store.all(base).values())):
            return CheckResult("", 0, 0, 0, 0)
        job = await self._begun(base)
        ended: Future[JobRecord] = Future(lambda: self._jobs.cancel(job.id))
        self._jobs.wait(job.id).then(ended.resolve)
        record = await ended
        if record.state is JobState.FAILED:
            raise ProblemError.of(record.problem)
        if record.state is not JobState.SUCCEEDED:
            raise Cancelled
        return from_json(CheckResult, record.result)

    def check_later(self, base: str) -> None:
        """Check without anyone waiting; what goes wrong is in the log, and the rows stay unchecked."""
        spawn(self.check(base)).then(lambda _: None, lambda error: _note(base, error))

    def needed(self, base: str) -> bool:
        """Whether some example was not checked yet."""
        return any(_checkable(row) and not row.checked for row in self._store.all(base).values())

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
        rows = [row for row in self._store.all(job.base).values() if _checkable(row)]
        self._given[job.id] = self._to_check(job.base)
        write_lines(
            Path(job.params["examples"]),
            (ExampleToCheck(row.id, row.text, row.state is RowState.APPROVED) for row in rows),
        )
        embedder = self._bases.ref(job.base).embedder
        spec = CheckSpec(job.params["examples"], job.params["passages"], embedder, job.params["checked"])
        return dict(to_json(spec))

    def _to_check(self, base: str) -> dict[str, ExampleText]:
        return {row.id: row.text for row in self._store.all(base).values() if _checkable(row)}

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
        rows = self._store.all(base)
        same = [
            rows[key]
            for key, text in given.items()
            if key in rows and key in found and rows[key].text == text
        ]
        places = QuotePlaces()
        places.add(passages)
        changed = [new for row in same if (new := _checked(row, found[row.id], places)) != row]
        if changed:
            self._store.save(base, changed)


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
    )


def _spoken(text: ExampleText, found: CheckedExample) -> ExampleText:
    return text if text.language or not found.language else replace(text, language=found.language)


def _checkable(row: Example) -> bool:
    return row.state is not RowState.REJECTED or not row.reviewed_by


def _note(base: str, error: BaseException) -> None:
    if not isinstance(error, Cancelled):
        _log.warning("The examples of base %s could not be checked: %s", base, error)
