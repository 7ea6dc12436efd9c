"""Summaries of documents of any length: stretch by stretch, then what was said of them put together."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.core.entities import JobRecord, LocalJob
from desktop.core.feature_ports import Answers, Models
from desktop.core.future import Future, spawn
from desktop.core.jobs.job_service import JobHandler, JobService
from desktop.core.passage_lists import PassageLists
from desktop.features.analysis.domain import stretches
from desktop.features.analysis.domain.analysis import (
    Analysis,
    AnalysisKind,
    Summary,
    SummaryPart,
)
from desktop.features.analysis.services.analyses import Analyses
from workers.contract.analysis.summary import SummarizeSpec, SummaryStep
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Message, Progress
from workers.contract.specs.answers import Citation
from workers.contract.specs.jobs import Job, Kind
from workers.contract.specs.search import Passage
from workers.contract.training.examples import SourcePassage
from workers.text import heading_path
from workers.text.language import language_of

# Where the parts lie: "0/7" is the eighth stretch, "1/0" the first group of stretches, "whole" the summary.
WHOLE, TOTAL = "whole", "total"


class Summaries:
    """Made by the application. Each part is kept as soon as it is there."""

    def __init__(
        self,
        analyses: Analyses,
        lists: PassageLists,
        answers: Answers,
        models: Models,
        jobs: JobService,
    ) -> None:
        self._analyses, self._lists, self._answers, self._models = analyses, lists, answers, models
        handler = JobHandler(Kind.CHAT, on_stopped=analyses.on_stopped, run_locally=self._run_locally)
        jobs.define(LocalJob.SUMMARY, handler)

    def begin(self, base: str, document: str, model: str = "", *, again: bool = False) -> Analysis:
        """Summarise a document: see `Analyses.begin`."""
        return self._analyses.begin(base, AnalysisKind.SUMMARY, [document], model=model, again=again)

    def summary(self, analysis: str) -> Summary:
        """What there is of a summary now."""
        parts = self._analyses.rows.parts(analysis)
        of_stretches = sorted(
            (int(place.partition("/")[2]), part) for place, part in parts.items() if place.startswith("0/")
        )
        whole = from_json(SummaryPart, parts[WHOLE]) if WHOLE in parts else None
        untrusted = parts.get(TOTAL)
        return Summary(
            whole,
            tuple(from_json(SummaryPart, part) for _, part in of_stretches),
            untrusted if isinstance(untrusted, int) else 0,
        )

    # --- how it goes ---

    def _run_locally(self, job: JobRecord, notify: Callable[[Message], None]) -> Future[dict[str, Any]]:
        return spawn(self._make(job, notify))

    async def _make(self, job: JobRecord, notify: Callable[[Message], None]) -> dict[str, Any]:
        analysis = self._analyses.taken_up(job)
        subject = analysis.subjects[0]
        cut = stretches.stretches(await self._passages(analysis))
        builder = _SummaryBuilder(self._analyses, self._answers, analysis, str(self._models.embedder() or ""))
        total, done = stretches.steps(len(cut)), 0
        builder.language = language_of(" ".join(one.text for one in cut[0][:3])[:2000])
        builder.keep(TOTAL, len(cut))

        def progress(share: float = 0.0) -> None:
            notify(Progress(job.id, "summary", done, total, "steps", subject.name, share))

        builder.on_share = progress
        progress()
        only = len(cut) == 1
        sentences = stretches.WHOLE_SENTENCES if only else stretches.STRETCH_SENTENCES
        level: list[SummaryPart] = []
        for number, stretch in enumerate(cut):
            level.append(await builder.stretch(f"0/{number}", stretch, sentences))
            done += 1
            progress()
        height = 0
        while len(level) > 1:
            height += 1
            together = stretches.groups(level) if len(level) > stretches.GROUP else [level]
            sentences = stretches.GROUP_SENTENCES if len(together) > 1 else stretches.WHOLE_SENTENCES
            level = []
            for number, parts in enumerate(together):
                level.append(await builder.together(f"{height}/{number}", parts, sentences))
                done += 1
                progress()
        builder.keep(WHOLE, level[0])
        return {"analysis": analysis.id}

    async def _passages(self, analysis: Analysis) -> list[SourcePassage]:
        name, _ = await self._lists.write(analysis.base, [analysis.subjects[0].document])
        if not name:
            raise ProblemError(Code.DOCUMENTS_WITHOUT_TEXT, name=analysis.subjects[0].name)
        passages = self._lists.take(Path(name), SourcePassage)
        if not passages:
            raise ProblemError(Code.DOCUMENTS_WITHOUT_TEXT, name=analysis.subjects[0].name)
        return passages


class _SummaryBuilder:
    """One summary while it is made; what was made before is taken as it is. `on_share` hears how much of the
    step under way is done (0…1)."""

    def __init__(self, analyses: Analyses, answers: Answers, analysis: Analysis, embedder: str) -> None:
        self._analyses, self._answers, self._analysis, self._embedder = analyses, answers, analysis, embedder
        self._parts = analyses.rows.parts(analysis.id)
        self.language = ""
        self.on_share: Callable[[float], None] = lambda share: None

    def keep(self, place: str, part: object) -> None:
        """Keep a part, unless it is there."""
        if place not in self._parts:
            self._analyses.save_part(self._analysis, place, part)

    async def stretch(self, place: str, passages: Sequence[SourcePassage], sentences: int) -> SummaryPart:
        """What a stretch of the document says."""
        if place in self._parts:
            return from_json(SummaryPart, self._parts[place])
        spec = SummarizeSpec(
            tuple(_passage(one) for one in passages), (), self.language, sentences, self._embedder
        )
        first = passages[0]
        return await self._step(place, spec, heading_path.last_title(first.heading), first.page)

    async def together(self, place: str, parts: Sequence[SummaryPart], sentences: int) -> SummaryPart:
        """What several parts say as one. It is held against the places that the parts rest on."""
        if place in self._parts:
            return from_json(SummaryPart, self._parts[place])
        told = [part for part in parts if part.text]
        cited = {(one.start, one.end): one for part in told for one in part.citations}
        spec = SummarizeSpec(
            tuple(_quoted(one) for one in sorted(cited.values(), key=lambda one: one.start)),
            tuple(part.text for part in told),
            self.language,
            sentences,
            self._embedder,
        )
        return await self._step(place, spec, parts[0].heading, parts[0].page)

    async def _step(self, place: str, spec: SummarizeSpec, heading: str, page: int) -> SummaryPart:
        made = SummaryStep("")
        if spec.passages:
            furthest = 0.0

            def on_message(message: Message) -> None:
                nonlocal furthest
                if isinstance(message, Progress) and message.stage == "summarizing" and message.total:
                    # A step that gave way to a person's question begins again.
                    furthest = max(furthest, min(message.done / message.total, 1.0))
                    self.on_share(furthest)

            untrusted = await self._answers.work(
                self._analysis.base, Job.SUMMARIZE, to_json(spec), self._analysis.model, on_message
            )
            made = from_json(SummaryStep, untrusted)
            self._analyses.note_speed(self._analysis, made.words, made.seconds)
        part = SummaryPart(
            made.text, made.sentences, made.citations, heading, page, made.left_out, made.quoted
        )
        self._analyses.save_part(self._analysis, place, part)
        return part


def _passage(source: SourcePassage) -> Passage:
    return Passage(
        source.chunk, source.document, source.name, source.path, source.page, source.page, source.start,
        source.end, source.heading, source.text, 0.0,
    )  # fmt: skip


def _quoted(place: Citation) -> Passage:
    """A place that was cited, as something to hold a sentence against."""
    return Passage(
        place.chunk, place.document, place.name, "", place.page, place.page, place.start, place.end,
        place.heading, place.quote, 0.0,
    )  # fmt: skip
