"""The questions of the exam: how many there are, how to get more, all of them in a table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.core.entities import JobState
from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.rows import ImportedRows
from desktop.features.exam.viewmodels.exam_questions_model import ExamQuestionsModel, Group
from desktop.features.exam.viewmodels.exam_words import state_look
from desktop.features.exam.views.exam_part import ExamPart
from desktop.features.exam.views.get_questions import IMPORT, MAKE, MakeQuestionsCard, QuestionWays, WriteCard
from desktop.features.exam.views.question_filters import QuestionFilters
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, JobCard, Label, ScrollColumn
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.table import Column, Table, TableCard
from desktop.ui.words.job_text import describe
from desktop.ui.words.names import counted
from workers.contract.exam import ExamText

if TYPE_CHECKING:
    from desktop.app import Application

SUFFIXES = (".csv", ".tsv", ".xlsx", ".jsonl", ".json")
_TICK_MS = 500  # time left is said again this often while questions are made

_COLUMNS = [  # in the order of the model
    Column(72, colour="text_tertiary"),
    Column(font="control", colour="text"),
    Column(178),
    Column(168, font="control", icon=lambda question: state_look(question.state), tinted=True),
    Column(share=0.35, least=100, most=280, hides=True, middle=True),
]


class QuestionsView(ExamPart):
    """What is needed to get to thirty reviewed questions. `opened_question` is the id of the one that the
    table opened in the review."""

    def __init__(self, application: "Application", theme: Theme) -> None:
        super().__init__(theme)
        self.application = application
        self.model = ExamQuestionsModel(application, self)
        self.opened_question = ""
        self._who = NamePopup(self)
        self.page = ScrollColumn((24, 16, 24, 24), 16)
        self.job, self.ways = JobCard(), QuestionWays()
        self.make, self.write, self.filters = MakeQuestionsCard(), WriteCard(), QuestionFilters()
        self.table = Table(self.model, _COLUMNS)
        self.card = TableCard(self.table, least=3, most=12, kept=4)
        body = self.page.body
        body.addLayout(self._head())
        for widget in (self.job, self.make, self.write, self.ways, self.filters):
            body.addWidget(widget)
        body.addWidget(self.card, 1)
        body.addStretch(0)
        column(self).addWidget(self.page)
        self.make.hide()
        self.write.hide()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_job)
        self._connect()
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        line, words = row(None, 8), column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.export_button = Button("", "outlined", "download")
        self.review_button, self.hold = Button("", "outlined", "list-checks"), Button("", "primary", "play")
        self.export_button.clicked.connect(self.export)
        self.review_button.clicked.connect(lambda: self.open_view.emit("review"))
        self.hold.clicked.connect(lambda: self.open_view.emit("start"))
        line.addLayout(words, 1)
        for button in (self.export_button, self.review_button, self.hold):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _connect(self) -> None:
        self.model.refreshed.connect(self._show)
        self.model.jobs_changed.connect(self._show_job)
        self.model.message.connect(self._tell)
        jobs = self.application.jobs
        self.job.paused.connect(lambda: self._with_job(jobs.pause))
        self.job.resumed.connect(lambda: self._with_job(jobs.resume))
        self.job.cancelled.connect(lambda: self._with_job(jobs.cancel))
        self.ways.chosen.connect(self._get)
        self.filters.group_chosen.connect(self._show_group)
        self.filters.kind_chosen.connect(self.model.show_kind)
        self.make.wanted.connect(self._make)
        for card in (self.make, self.write):
            card.closed.connect(card.hide)
            card.closed.connect(self._show)
        self.write.written.connect(self._write)
        self.table.opened.connect(self._open)
        self.table.deleting.connect(self._remove)

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        counts = self.model.counts
        self.about.setText(self._about())
        pending = formats.number(counts.pending)
        words = fill(self.tr("Review %1"), pending) if counts.pending else self.tr("Review")
        self.review_button.setText(words)
        self.review_button.set_reason("" if counts.pending else self.tr("Nothing waits for review"))
        self.export_button.set_reason("" if counts.total else self.tr("There are no questions yet"))
        self.hold.set_reason("" if self.model.asked() else self.tr("There are no questions yet"))
        self.ways.show_ways(self.model.reason_to_make())
        for widget in (self.filters, self.card):
            widget.setVisible(counts.total > 0)
        self.filters.show_model(self.model)
        # One primary action a page: while something is made or written, it is that one.
        self.hold.set_role("outlined" if self.make.isVisible() or self.write.isVisible() else "primary")
        self.card.updateGeometry()
        self._show_job()

    def _about(self) -> str:
        counts = self.model.counts
        if not counts.total:
            return self.tr("An exam needs questions with the answers you expect. Begin in one of these:")
        words = self.tr("%1 are asked, %2 of them without an answer in the documents; %3 wait for review")
        return fill(words, *map(formats.number, (self.model.asked(), counts.unanswered, counts.pending)))

    def _show_job(self) -> None:
        if not self.isVisible():
            return
        job = self.model.job()
        self.job.setVisible(job is not None)
        if job is None:
            self._tick.stop()
            return
        said = describe(job, self.application.jobs.estimate(job.id))
        self.job.show_job(said.sentence, said.fraction, said.percent, said.subject, said.state)
        if job.state in (JobState.RUNNING, JobState.QUEUED):
            self.make.hide()
        if not self._tick.isActive():
            self._tick.start()

    def _show_group(self, group: Group) -> None:
        self.model.show_group(group)
        self._show()

    # --- what the user does ---

    def _get(self, way: str) -> None:
        self.make.setVisible(way == MAKE)
        self.write.setVisible(way not in (MAKE, IMPORT))
        if way == MAKE:
            self.make.show_pace(self.model.pace())
            self.make.start.setFocus()
        elif way == IMPORT:
            self._choose_file()
        else:
            self.write.begin()
        self.page.ensureVisible(0, 0)
        self._show()

    def _make(self, questions: int, kinds: object) -> None:
        assert isinstance(kinds, list)
        self.make.hide()
        self.model.make(questions, kinds)

    def _choose_file(self) -> None:
        kinds = fill(self.tr("Tables and lists (%1)"), " ".join(f"*{one}" for one in SUFFIXES))
        path, _ = QFileDialog.getOpenFileName(self.window(), self.tr("File with questions"), "", kinds)
        if path:
            self.import_from(path)

    def import_from(self, path: str) -> None:
        """Take the questions of a file; they wait for review."""
        taken = self.application.questions.importer.import_rows(self.model.base, path)
        taken.then(self._imported, self.model.report_problem)

    def _imported(self, found: ImportedRows) -> None:
        parts = [counted(self.tr("%n question(s) taken", "", found.rows), found.rows)]
        if found.doubles:
            said = self.tr("%n were there before", "", found.doubles)
            parts.append(counted(said, found.doubles))
        if found.skipped_total:
            said = self.tr("%n row(s) are no questions", "", found.skipped_total)
            parts.append(counted(said, found.skipped_total))
        self._tell(", ".join(parts))
        self.model.reload()

    def _write(self, text: ExamText) -> None:
        def act() -> None:
            if self.model.write(text):
                self.write.begin()
                self._tell(self.tr("The question is added"))

        self._signed(act, self.write.take)

    def export(self) -> None:
        """All questions, in the format that the name's ending says."""
        kinds = f"{self.tr('Table')} (*.csv);;JSON (*.json);;{self.tr('JSON lines')} (*.jsonl)"
        name, title = self.tr("exam questions"), self.tr("Save the exam questions")
        path, chosen = QFileDialog.getSaveFileName(self.window(), title, f"{name}.csv", kinds)
        if path:
            ending = next((one for one in (".csv", ".jsonl", ".json") if one in chosen), ".csv")
            self.export_to(path if Path(path).suffix else path + ending)

    def export_to(self, path: str) -> None:
        written: list[int] = []
        if self.model.attempt(
            lambda: written.append(self.application.questions.exporter.export(self.model.base, path))
        ):
            words = counted(self.tr("%n question(s) saved", "", written[0]), written[0])
            self._tell(f"{words}: {Path(path).name}")

    def _open(self, question: ExamQuestion) -> None:
        self.opened_question = question.id
        self.open_view.emit("review")

    def _remove(self) -> None:
        ids = [question.id for question in self.table.selected()]
        if self.model.remove(ids):
            self._tell_undo(counted(self.tr("%n question(s) removed", "", len(ids)), len(ids)))
            self.model.reload()

    def _with_job(self, act: Callable[[str], object]) -> None:
        job = self.model.job()
        if job is not None:
            self.model.attempt(lambda: act(job.id))

    def _signed(self, act: Callable[[], None], anchor: QWidget) -> None:
        """Do it; the first time ask who decides."""

        def take(name: str) -> str:
            self.application.settings.change(reviewer=name)
            act()
            self.model.reload()
            return ""

        if self.model.reviewer:
            act()
            self.model.reload()
            return
        words = self.tr("Your name. It stays with what you decide")
        self._who.ask(anchor, words, "", self.tr("Remember"), take)

    def _tell(self, text: str) -> None:
        self.message.emit(text, "", None, None)

    def _tell_undo(self, text: str) -> None:
        self.message.emit(text, self.tr("Undo"), self.model.undo, None)

    # --- what the page says ---

    def search(self, text: str) -> None:
        self.model.search(text)

    def take_paths(self, paths: list[str]) -> bool:
        if len(paths) != 1 or Path(paths[0]).suffix.lower() not in SUFFIXES:
            return False
        self.import_from(paths[0])
        return True

    def shown(self) -> None:
        self.model.awake = True
        self.model.reload()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        self._tick.stop()
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.make.hide()
        self.write.hide()
        self.model.show_group(Group.ALL)
        self.model.reload()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Exam questions"))
        self.export_button.setText(self.tr("Export"))
        self.hold.setText(self.tr("Hold an exam"))
        self.table.setAccessibleName(self.title.text())
        self._show()
