"""The analyses of the current base: which one is shown, what it holds, and what a person does about it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.base_service import BaseService
from desktop.core.changes import ChangePublisher, Changes
from desktop.core.feature_ports import Documents
from desktop.core.jobs.job_service import JobService
from desktop.features.analysis.domain.analysis import (
    Analysis,
    AnalysisKind,
    AnalysisState,
    Fact,
    Summary,
)
from desktop.features.analysis.services.analyses import Analyses
from desktop.features.analysis.services.comparisons import Comparisons
from desktop.features.analysis.services.fact_workbook import FactWorkbooks
from desktop.features.analysis.services.facts import Facts
from desktop.features.analysis.services.summaries import Summaries
from desktop.features.analysis.viewmodels import analysis_words
from desktop.ui.current_base import OfCurrentBase
from desktop.ui.listening import listen, single_shot_timer
from desktop.ui.problem_reporter import ProblemReporter
from desktop.ui.words.job_text import JobText, describe
from desktop.ui.words.problem_text import in_full
from workers.contract.analysis.comparison import ComparedRow, ComparisonResult
from workers.contract.codes import ProblemError

AGAIN_MS = 200  # parts come quickly where a computer is quick: they are shown at most five times a second


class AnalysesModel(OfCurrentBase, ProblemReporter, QObject):
    """Signals: `changed` something of what is shown is another; `message(sentence)`."""

    changed = Signal()
    message = Signal(str)

    def __init__(
        self,
        bases: BaseService,
        documents: Documents,
        jobs: JobService,
        analyses: Analyses,
        summaries: Summaries,
        comparisons: Comparisons,
        facts: Facts,
        workbooks: FactWorkbooks,
        publisher: ChangePublisher,
    ) -> None:
        super().__init__()
        self._bases, self._documents, self._jobs = bases, documents, jobs
        self._analyses, self._summaries = analyses, summaries
        self._comparisons, self._facts, self._workbooks = comparisons, facts, workbooks
        self._current = ""
        self.draft: tuple[str, ...] | None = None  # documents (ids) whose table waits for its questions
        self.compared: tuple[ComparisonResult, list[ComparedRow]] | None = None
        self.hindrance = ""  # why the comparison that is shown could not be made
        self._soon = single_shot_timer(self, AGAIN_MS, self.changed)
        listen(publisher, self, self._on_changes)

    # --- what there is ---

    def analyses(self) -> list[Analysis]:
        """Of the current base, the latest first."""
        return self._analyses.list(self.base) if self.base else []

    @property
    def current(self) -> Analysis | None:
        """The one that is shown: the chosen one, else the latest; None while a table waits for questions."""
        if self.draft is not None:
            return None
        listed = self.analyses()
        return next((one for one in listed if one.id == self._current), listed[0] if listed else None)

    def summary(self) -> Summary:
        """What the summary that is shown holds."""
        current = self.current
        return self._summaries.summary(current.id) if current is not None else Summary(None, ())

    def cells(self) -> dict[str, Fact]:
        """What the table that is shown holds, by `cells.place_of`."""
        current = self.current
        return self._facts.cells(current.id) if current is not None else {}

    def outdated(self) -> list[str]:
        """Names of documents whose text is another now than when the work began."""
        current = self.current
        if current is None or current.kind is AnalysisKind.COMPARISON:
            return []
        return self._analyses.outdated(current)

    def gone(self) -> list[str]:
        """Names of documents of which the base has no text any more, or never had one."""
        current = self.current
        return self._analyses.gone(current) if current is not None else []

    def job_text(self) -> JobText | None:
        """What the card of its work shows; None where there is none to be seen."""
        current = self.current
        job = self._analyses.job(current) if current is not None else None
        if current is None or job is None or current.state in (AnalysisState.DONE, AnalysisState.STOPPED):
            return None
        return describe(job, self._jobs.estimate(job.id))

    def draft_names(self) -> list[str]:
        """Names of the documents whose table waits for its questions."""
        found = (self._documents.get(self.base, one) for one in self.draft or ())
        return [Path(document.path).name for document in found if document is not None]

    # --- what is done ---

    def show(self, analysis: str) -> None:
        """Show this one."""
        self._current, self.draft, self.compared, self.hindrance = analysis, None, None, ""
        self.changed.emit()
        self._compare()

    def summarize(self, document: str) -> None:
        """Summarise a document (id), or show the summary that there is."""
        self._begin(lambda: self._summaries.begin(self.base, document))

    def compare(self, first: str, second: str) -> None:
        """Compare two documents (ids), the one that was changed first as the first."""
        self._begin(lambda: self._comparisons.begin(self.base, *self._by_age(first, second)))

    def ask_for_questions(self, documents: Sequence[str]) -> None:
        """A table of these documents (ids; none = all) is to be made: its questions are still to come."""
        self.draft = tuple(documents) or tuple(
            document.id for document in self._documents.list(self.base) if document.chunks
        )
        self.changed.emit()

    def tabulate(self, questions: Sequence[str]) -> None:
        """Put the questions to the documents that wait for them."""
        documents = self.draft or ()
        self._begin(lambda: self._facts.begin(self.base, documents, questions))

    def make_again(self) -> None:
        """Make the one that is shown anew, over the texts as they are now."""
        current = self.current
        if current is None:
            return
        documents = [subject.document for subject in current.subjects]
        if current.kind is AnalysisKind.SUMMARY:
            self._begin(lambda: self._summaries.begin(self.base, documents[0], current.model, again=True))
        elif current.kind is AnalysisKind.FACTS:
            questions, model = current.questions, current.model
            self._begin(lambda: self._facts.begin(self.base, documents, questions, model, again=True))
        else:
            self.show(current.id)

    def pause(self) -> None:
        """Stop its work at once; `resume` goes on from there."""
        self._with_current(self._analyses.pause)

    def resume(self) -> None:
        """Go on with its work."""
        self._with_current(self._analyses.resume)

    def stop(self) -> None:
        """Leave it with what it has."""
        self._with_current(self._analyses.stop)

    def remove(self) -> None:
        """Remove the one that is shown."""
        self._with_current(self._analyses.remove)

    def export(self, target: Path) -> None:
        """Write the table that is shown as XLSX."""
        current = self.current
        if current is not None:
            written = self._workbooks.export(current, target, analysis_words.workbook_words())
            written.then(lambda _: self.message.emit(self.tr("The table is written")), self.report_problem)

    def base_changed(self) -> None:
        """Another base is current."""
        self.show("")

    def _with_current(self, act: Callable[[str], object]) -> None:
        current = self.current
        if current is not None:
            self.attempt(lambda: act(current.id))

    def _begin(self, begin: Callable[[], Analysis]) -> None:
        made = self.result_of(begin)
        if made is not None:
            self.show(made.id)

    def _by_age(self, *documents: str) -> tuple[str, str]:
        """The older file first."""
        found = (self._documents.get(self.base, one) for one in documents)
        ages = [document.modified if document is not None else 0.0 for document in found]
        first, second = documents
        return (second, first) if ages[1] < ages[0] else (first, second)

    def _compare(self) -> None:
        current = self.current
        if current is None or current.kind is not AnalysisKind.COMPARISON:
            return
        shown = current.id

        def done(found: tuple[ComparisonResult, list[ComparedRow]]) -> None:
            if self.current is not None and self.current.id == shown:
                self.compared = found
                self.changed.emit()

        def failed(error: BaseException) -> None:
            if isinstance(error, ProblemError) and self.current is not None and self.current.id == shown:
                self.hindrance = in_full(error.problem)
                self.changed.emit()
            self.report_problem(error)

        self._comparisons.rows(current).then(done, failed)

    def _on_changes(self, changes: Changes) -> None:
        current = self.current
        ours = current is not None and current.job in changes.jobs
        if (self.base in changes.analyses_of or ours) and not self._soon.isActive():
            self._soon.start()
