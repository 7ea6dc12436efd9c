"""Quotes of exam questions and the documents: places are filled in, and what the documents lost is found."""

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from desktop.core.base_service import BaseService
from desktop.core.entities import JobRecord, JobState
from desktop.core.exam_entities import ExamQuestion
from desktop.core.feature_ports import Documents
from desktop.core.future import CancelledError, Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.passage_lists import PassageLists
from desktop.core.ports import Timers
from desktop.core.review.quote_places import QuotePlaces
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.services.question_rows import QuestionRows
from workers.contract.codec import from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText
from workers.contract.specs.jobs import Job
from workers.contract.training.examples import SourcePassage

_log = logging.getLogger(__name__)
_SLICE = 200  # passages read at once, some milliseconds


class QuestionQuotes:
    """Made by `QuestionSet`. A question whose document is gone, or no longer holds its quote, would call a
    right answer wrong: it is not asked until its quote is back or a person wants it all the same. What was
    generated from there, and nobody has looked at or asked, goes."""

    def __init__(
        self,
        rows: QuestionRows,
        lists: PassageLists,
        bases: BaseService,
        documents: Documents,
        jobs: JobService,
        timers: Timers,
    ) -> None:
        self._rows, self._lists, self._bases = rows, lists, bases
        self._documents, self._timers = documents, timers
        jobs.on_stopped.append(self._on_job_stopped)

    async def locate(self, base: str, only: Sequence[str] | None = None) -> int:
        """Look up the quotes of a base (of the questions `only`); returns how many stand in the documents.
        Raises EMBEDDER_MISSING and what the worker says."""
        rows = self._quoting(base, only)
        if not rows:
            return 0
        # Mostly quotes stand where they stood, and a base may be large: its other documents come after.
        own = {row.text.document for row in rows}
        found = await self._find(base, rows, own - {""} if "" not in own else set())
        missing = [row for row in rows if row.id not in found]
        if "" not in own and missing:
            found |= await self._find(base, missing, set())
        now = self._rows.all(base)
        # What changed while the documents were read is looked up on its own.
        same = [row for row in rows if row.id in now and now[row.id].text == row.text]
        placed = [_back(replace(now[row.id], text=found[row.id])) for row in same if row.id in found]
        changed = [row for row in placed if row != now[row.id]]
        if changed:
            self._rows.save(base, changed)
        self._lose(base, [now[row.id] for row in same if row.id not in found and row.text.chunk])
        return len(placed)

    async def _find(
        self, base: str, rows: Sequence[ExamQuestion], documents: set[str]
    ) -> dict[str, ExamText]:
        """By id the texts whose quotes stand in some documents (none = in any)."""
        places = await self._places(base, documents)
        found = {}
        for row in rows:
            text = places.locate_question(row.text)
            if text is not None:
                found[row.id] = text
            if places.size >= _SLICE:
                await self._breath()
        return found

    def locate_later(self, base: str, only: Sequence[str] | None = None) -> None:
        """Without anyone waiting; what goes wrong is in the log, and places stay as they are."""
        spawn(self.locate(base, only)).then(lambda _: None, lambda error: _note(base, error))

    def locate_edited(self, base: str, row: ExamQuestion) -> None:
        """After an edit: a quote without a place is looked up."""
        if row.text.quote.strip() and not row.text.chunk:
            self.locate_later(base, [row.id])

    def locate_if_needed(self, base: str) -> None:
        """Look up the quotes of a base where some are said to stand in documents that it does not have."""
        documents = {row.id for row in self._documents.list(base)}
        if any(
            row.text.document
            and row.text.document not in documents
            and row.state is not RowState.REJECTED
            and not row.lost
            for row in self._rows.all(base).values()
        ):
            self.locate_later(base)

    def continue_checks(self) -> None:
        """In the window, after start-up: quotes of documents that a kill let go unnoticed are looked up."""
        for base in self._bases.list():
            self.locate_if_needed(base.id)

    def _on_job_stopped(self, job: JobRecord) -> None:
        """What is asked follows the documents."""
        if job.state is not JobState.SUCCEEDED or not job.base:
            return
        if job.kind == Job.REMOVE:
            self.documents_gone(job.base, {str(key) for key in job.params["documents"]})
        elif job.kind == Job.INDEX and job.result.get("indexed"):
            self.locate_later(job.base)

    def documents_gone(self, base: str, documents: set[str]) -> None:
        """Quotes of documents that are gone may stand in others as well."""
        lost = [row for row in self._rows.all(base).values() if row.text.document in documents]
        if not lost:
            return
        self._lose(base, lost)
        if self._quoting(base, None):
            self.locate_later(base)

    def _quoting(self, base: str, only: Sequence[str] | None) -> list[ExamQuestion]:
        rows = self._rows.all(base)
        chosen = rows.values() if only is None else [rows[key] for key in only if key in rows]
        return [
            row
            for row in chosen
            if row.text.quote.strip() and (row.lost or row.state is not RowState.REJECTED)
        ]

    def _lose(self, base: str, rows: Sequence[ExamQuestion]) -> None:
        asked = self._rows.asked_before(base) if rows else set()
        removed = [
            row
            for row in rows
            if row.source is RowSource.GENERATED and not row.reviewed_by and row.id not in asked
        ]
        gone = {row.id for row in removed}
        kept = [
            row if row.state is RowState.QUICK else replace(row, state=RowState.REJECTED)
            for row in rows
            if row.id not in gone and row.state is not RowState.REJECTED
        ]
        if removed:
            self._rows.forget(base, removed)
        if kept:
            self._rows.save(base, [replace(row, lost=True) for row in kept])

    async def _places(self, base: str, documents: set[str]) -> QuotePlaces:
        places = QuotePlaces()
        file, _ = await self._lists.write(base, documents)
        if not file:
            return places
        try:
            for passages in _slices(file):
                places.add(passages)
                if len(passages) == _SLICE:
                    await self._breath()
        finally:
            _forget(file)
        return places

    def _breath(self) -> Future[None]:
        """Let the window do what waits."""
        pending: Future[None] = Future()
        self._timers.after(0.0, lambda: pending.resolve(None))
        return pending


def _slices(file: str) -> Iterator[list[SourcePassage]]:
    """The passages of a file; raises ROWS_UNREADABLE."""
    try:
        with Path(file).open(encoding="utf-8") as untrusted_lines:
            while lines := list(islice(untrusted_lines, _SLICE)):
                yield [from_json(SourcePassage, json.loads(line)) for line in lines]
    except (OSError, ValueError) as error:
        raise ProblemError(Code.ROWS_UNREADABLE, str(error), file=file) from error


def _forget(file: str) -> None:
    Path(file).unlink(missing_ok=True)


def _back(row: ExamQuestion) -> ExamQuestion:
    if not row.lost:
        return row
    if row.state is RowState.QUICK:
        return replace(row, lost=False)
    return replace(row, state=RowState.APPROVED if row.reviewed_by else RowState.PENDING, lost=False)


def _note(base: str, error: BaseException) -> None:
    if isinstance(error, ProblemError):
        _log.warning("The quotes of base %s could not be looked up: %s", base, error)
    elif not isinstance(error, CancelledError):
        raise error
