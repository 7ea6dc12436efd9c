"""The analyses of a base: what there is, and what is paused, continued, ended or removed."""

import builtins
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.base_service import BaseService
from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState, LocalJob
from desktop.core.feature_ports import Documents, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobService
from desktop.core.ports import Publisher
from desktop.core.requests import new_id
from desktop.features.analysis.domain.analysis import (
    Analysis,
    AnalysisKind,
    AnalysisRepository,
    AnalysisState,
    FactState,
    Subject,
)
from desktop.features.analysis.domain.cells import document_of
from workers.contract.codes import Code, ProblemError
from workers.contract.paths import pure_path

_STATES = {
    JobState.SUCCEEDED: AnalysisState.DONE,
    JobState.PAUSED: AnalysisState.PAUSED,
    JobState.INTERRUPTED: AnalysisState.PAUSED,
    JobState.FAILED: AnalysisState.FAILED,
    JobState.CANCELLED: AnalysisState.STOPPED,
}
_JOBS = {AnalysisKind.SUMMARY: LocalJob.SUMMARY, AnalysisKind.FACTS: LocalJob.FACTS}


class Analyses:
    """Made by the application. An analysis that a model makes has a durable job; what that has made is kept
    part by part, so whatever ends it, it goes on where it was."""

    def __init__(
        self,
        rows: AnalysisRepository,
        bases: BaseService,
        documents: Documents,
        models: Models,
        jobs: JobService,
        publish: Publisher,
    ) -> None:
        self.rows, self._models = rows, models
        self._bases, self._documents, self._jobs, self._publish = bases, documents, jobs, publish
        bases.before_removal.append(self._base_goes)

    # --- what there is ---

    def list(self, base: str) -> builtins.list[Analysis]:
        """The latest first."""
        return self.rows.list(base)

    def get(self, analysis: str) -> Analysis:
        """Raises ANALYSIS_UNKNOWN."""
        found = self.rows.get(analysis)
        if found is None:
            raise ProblemError(Code.ANALYSIS_UNKNOWN, analysis=analysis)
        return found

    def outdated(self, analysis: Analysis) -> builtins.list[str]:
        """Names of its documents whose text is another now."""
        now = self._subjects(analysis.base, [one.document for one in analysis.subjects])
        texts = {one.document: one.content for one in now}
        return [one.name for one in analysis.subjects if texts.get(one.document, one.content) != one.content]

    def gone(self, analysis: Analysis) -> builtins.list[str]:
        """Names of its documents of which the base has no text: they were removed, or could not be read."""
        return [one.name for one in analysis.subjects if not self.has_text(analysis, one)]

    def has_text(self, analysis: Analysis, subject: Subject) -> bool:
        """Whether the base has a text of a document now."""
        return bool(self._subjects(analysis.base, [subject.document]))

    def seconds_left(self, analysis: Analysis) -> float | None:
        """None in the first ten seconds and while it does not run."""
        return self._jobs.estimate(analysis.job)

    def job(self, analysis: Analysis) -> JobRecord | None:
        """The work that makes it; None once that is forgotten."""
        return self._jobs.get(analysis.job)

    def wait(self, analysis: str) -> Future[Analysis]:
        """Settles with the analysis when it has ended or rests."""
        return spawn(self._wait(analysis))

    async def _wait(self, analysis: str) -> Analysis:
        if self._jobs.get(self.get(analysis).job) is not None:
            await self._jobs.wait(self.get(analysis).job)
        return self.get(analysis)

    # --- what is done ---

    def begin(
        self,
        base: str,
        kind: AnalysisKind,
        documents: Sequence[str],
        questions: Sequence[str] = (),
        model: str = "",
        *,
        again: bool = False,
    ) -> Analysis:
        """Make an analysis, or go on with the one of the same wishes over the same texts; one that is done is
        given back, unless it is to be made `again`. Raises DOCUMENTS_WITHOUT_TEXT, BASE_UNKNOWN."""
        name = self._bases.get(base).name
        subjects = self._subjects(base, documents)
        if not subjects:
            raise ProblemError(Code.DOCUMENTS_WITHOUT_TEXT, name=name)
        if kind is AnalysisKind.FACTS:
            subjects = self._with_unread(base, documents, subjects)
        wanted = (kind, subjects, tuple(questions), model)
        for one in self.list(base):
            if not again and (one.kind, one.subjects, one.questions, one.model) == wanted:
                if one.state is not AnalysisState.DONE and kind in _JOBS:
                    self.resume(one.id)
                return self.get(one.id)
        now = datetime.now(UTC)
        made = Analysis(
            id=new_id(),
            base=base,
            kind=kind,
            state=AnalysisState.RUNNING if kind in _JOBS else AnalysisState.DONE,
            subjects=subjects,
            created=now,
            updated=now,
            questions=tuple(questions),
            model=model,
        )
        self.save(made)
        if kind in _JOBS:
            self._submit(made)
        return self.get(made.id)

    def pause(self, analysis: str) -> None:
        """At once; the step under way is done again later."""
        self._jobs.pause(self.get(analysis).job)

    def resume(self, analysis: str) -> None:
        """Go on; what is made is not made again."""
        found = self.get(analysis)
        if found.state is AnalysisState.RUNNING and self._jobs.get(found.job) is not None:
            return
        found = replace(found, state=AnalysisState.RUNNING, code="", problem_params={})
        self.save(found)
        if self._jobs.get(found.job) is None:
            self._submit(found)  # its job was forgotten, or never written
        else:
            self._jobs.resume(found.job)

    def stop(self, analysis: str) -> None:
        """Leave it with what it has; it can go on later."""
        self._jobs.cancel(self.get(analysis).job)

    def remove(self, analysis: str) -> None:
        """With its parts. Raises ANALYSIS_UNKNOWN."""
        found = self.get(analysis)
        self._jobs.cancel(found.job)
        self.rows.remove(analysis)
        self._publish(Changes(analyses_of=frozenset({found.base})))

    def recover(self) -> None:
        """At start-up: what ran when the program ended is PAUSED until its job goes on."""
        for one in self.rows.list():
            if one.state is AnalysisState.RUNNING:
                job = self._jobs.get(one.job)
                self.rows.save(replace(one, state=_STATES.get(job.state, AnalysisState.PAUSED) if job else
                                       AnalysisState.PAUSED))  # fmt: skip

    # --- for those that make them ---

    def save(self, analysis: Analysis) -> None:
        """Keep it and tell."""
        self.rows.save(replace(analysis, updated=datetime.now(UTC)))
        self._publish(Changes(analyses_of=frozenset({analysis.base})))

    def save_part(self, analysis: Analysis, place: str, part: object) -> None:
        """Keep a part and tell."""
        self.rows.save_part(analysis.id, place, part)
        self._publish(Changes(analyses_of=frozenset({analysis.base})))

    def note_speed(self, analysis: Analysis, words: int, seconds: float) -> None:
        """How fast the model wrote a part."""
        model = self._models.get(analysis.model) if analysis.model else self._models.selected(analysis.base)
        if model is not None:
            self._models.note_speed(model.id, words, seconds)

    def taken_up(self, job: JobRecord) -> Analysis:
        """The analysis of a job that begins, RUNNING, over the texts as they are now: parts of other texts
        are given up. A table keeps the rows of documents that are gone. Raises DOCUMENTS_WITHOUT_TEXT when
        all of its documents are."""
        found = self.get(str(job.params["analysis"]))
        subjects = self._subjects(found.base, [subject.document for subject in found.subjects])
        if not subjects:
            raise ProblemError(Code.DOCUMENTS_WITHOUT_TEXT, name=self._bases.get(found.base).name)
        if found.kind is AnalysisKind.SUMMARY and subjects != found.subjects:
            self.rows.clear(found.id)
        elif found.kind is AnalysisKind.FACTS:
            now = {one.document: one for one in subjects}
            others = {one.document for one in subjects if one not in found.subjects}
            self.rows.clear(found.id, [
                place for place, part in self.rows.parts(found.id).items()
                if document_of(place) in (now if _without_text(part) else others)
            ])  # fmt: skip
            subjects = tuple(now.get(one.document, one) for one in found.subjects)
        taken = replace(found, state=AnalysisState.RUNNING, job=job.id, subjects=subjects)
        self.save(taken)
        return taken

    def on_stopped(self, job: JobRecord) -> None:
        """A job has ended or rests."""
        found = self.rows.get(str(job.params["analysis"]))
        if found is not None:
            params = dict(job.problem_params)
            self.save(replace(found, state=_STATES[job.state], code=job.code, problem_params=params))

    def _submit(self, analysis: Analysis) -> None:
        name = analysis.subjects[0].name if len(analysis.subjects) == 1 else ""
        params = {"analysis": analysis.id, "name": name}
        job = self._jobs.submit(_JOBS[analysis.kind], params, analysis.base)
        self.save(replace(self.get(analysis.id), job=job.id))

    def _subjects(self, base: str, documents: Sequence[str]) -> tuple[Subject, ...]:
        """Those of the documents that have a text."""
        subjects = []
        for one in documents:
            document = self._documents.get(base, one)
            if document is not None and document.content and document.chunks:
                subjects.append(Subject(document.id, pure_path(document.path).name, document.content))
        return tuple(subjects)

    def _with_unread(
        self, base: str, documents: Sequence[str], subjects: Sequence[Subject]
    ) -> tuple[Subject, ...]:
        """And those that have none: their rows say so."""
        known = {one.document: one for one in subjects}
        for one in documents:
            document = self._documents.get(base, one)
            if document is not None and one not in known:
                known[one] = Subject(one, pure_path(document.path).name, "")
        return tuple(known[one] for one in dict.fromkeys(documents) if one in known)

    def _base_goes(self, base: str) -> None:
        for one in self.rows.list(base):
            self._jobs.cancel(one.job)


def _without_text(part: object) -> bool:
    """Whether a cell says that there was no text to be asked."""
    return isinstance(part, dict) and part.get("state") == FactState.NO_TEXT
