"""Getting more examples: the making with its progress, the import with its preview."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.entities import JobRecord, JobState
from desktop.core.review.rows import ImportedRows
from desktop.features.training.views.examples.import_card import ImportCard
from desktop.features.training.views.examples.ways_in import MakeCard
from desktop.ui.widgets import JobCard
from desktop.ui.widgets.base import column
from desktop.ui.words.job_text import describe
from desktop.ui.words.names import counted
from workers.contract.training import Columns, ReadRowsResult

if TYPE_CHECKING:
    from desktop.core.jobs.job_service import JobService
    from desktop.features.training.viewmodels.examples_model import ExamplesModel


class GetMore(QWidget):
    """At most one of the cards is open; the progress stays over them while work runs.

    Signals: `message(sentence)`; `taken(sentence)` rows came.
    """

    message = Signal(str)
    taken = Signal(str)

    def __init__(self, model: "ExamplesModel", jobs: "JobService") -> None:
        super().__init__()
        self._model = model
        layout = column(self, 12)
        self.job_card, self.make, self.read = JobCard(), MakeCard(), ImportCard()
        self._job = ""
        for card in (self.job_card, self.make, self.read):
            card.hide()
            layout.addWidget(card)
        self.job_card.paused.connect(lambda: jobs.pause(self._job))
        self.job_card.resumed.connect(lambda: jobs.resume(self._job))
        self.job_card.cancelled.connect(lambda: jobs.cancel(self._job))
        self.make.wanted.connect(self._make)
        self.make.closed.connect(self.close_all)
        self.read.columns_chosen.connect(self._look)
        self.read.accepted.connect(self._take)
        self.read.closed.connect(self.close_all)
        self._turn = 0  # an answer about an older file or other columns is not shown
        self.hide()

    def open_make(self) -> None:
        self.close_all()
        self.make.show_passages(self._model.chunks(), len(self._model.passages()), self._model.pace())
        self.make.show()
        self.make.start.setFocus()
        self._fit()

    def open_import(self, path: str) -> None:
        """Read the file and show what it holds; nothing is taken."""
        self.close_all()
        self.read.show_reading(path)
        self.read.show()
        self._fit()
        self._look(Columns())

    def close_all(self) -> None:
        self._turn += 1
        self.make.hide()
        self.read.hide()
        self._fit()

    def show_job(self, job: JobRecord | None, seconds_left: float | None) -> None:
        """The making of examples; None hides it."""
        self._job = job.id if job is not None else ""
        self.job_card.setVisible(job is not None)
        if job is not None:
            text = describe(job, seconds_left)
            self.job_card.show_job(text.sentence, text.fraction, text.percent, text.subject, text.state)
            if job.state in (JobState.RUNNING, JobState.QUEUED):
                self.make.hide()
        self._fit()

    def _fit(self) -> None:
        shown = (self.job_card, self.make, self.read)
        self.setVisible(any(not card.isHidden() for card in shown))

    def _make(self, kinds: object, limit: int) -> None:
        self.make.start.set_busy(self.tr("Looking at the passages…"))
        pending = self._model.generate(kinds, limit)  # type: ignore[arg-type]
        pending.then(lambda _: self._began(True), lambda _: self._began(False))

    def _began(self, well: bool) -> None:
        self.make.start.set_idle()
        if well:
            self.close_all()

    def _look(self, columns: Columns) -> None:
        self._turn += 1
        turn, path = self._turn, self.read.path

        def show(result: ReadRowsResult) -> None:
            if turn == self._turn:
                self.read.show_result(result)

        def failed(error: BaseException) -> None:
            if turn == self._turn:
                self.close_all()
                self._model.report_problem(error)

        self._model.preview(path, columns).then(show, failed)

    def _take(self, columns: Columns) -> None:
        self.read.take.set_busy(self.tr("Taking…"))

        def done(result: ImportedRows) -> None:
            self.read.take.set_idle()
            self.close_all()
            words = counted(self.tr("%n example(s) taken", "", result.rows), result.rows)
            if result.doubles:
                there = self.tr("%n were here already", "", result.doubles)
                words = f"{words}, {counted(there, result.doubles)}"
            self.taken.emit(words)

        def failed(error: BaseException) -> None:
            self.read.take.set_idle()
            self._model.report_problem(error)

        self._model.import_rows(self.read.path, columns).then(done, failed)
