"""The results of an exam: the verdict, the bars, the table; above them the exam under way."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.core.exam_entities import Exam, ExamState, Purpose, ScoreRow
from desktop.features.exam.domain.task_choice import TaskChoice
from desktop.features.exam.viewmodels import exam_verdict
from desktop.features.exam.viewmodels.exam_model import ExamModel, ExamShown
from desktop.features.exam.viewmodels.exam_progress import describe
from desktop.features.exam.viewmodels.exam_table_model import ExamTableModel
from desktop.features.exam.viewmodels.exam_words import purpose_word
from desktop.features.exam.viewmodels.opinion_model import OpinionModel
from desktop.features.exam.views.chart import ExamChart
from desktop.features.exam.views.earlier_exams import EarlierExams
from desktop.features.exam.views.opinion_card import OpinionCard
from desktop.features.exam.views.score_table import score_table
from desktop.features.exam.views.task_card import TaskCard
from desktop.features.exam.views.verdict_card import VerdictCard, WhyPopup
from desktop.reports.bars import Bar
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import (
    Button,
    Card,
    EmptyState,
    IconButton,
    JobCard,
    Label,
    ScrollColumn,
)
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.table import TableCard
from desktop.ui.words.names import counted


class ResultsView(PagePart):
    """The latest exam, or an earlier one.

    A line of the table opens the answers: `opened_answers` is then (exam id, key of the candidate), and
    `opened_differing` whether only those are wanted of which the second opinion is another one."""

    def __init__(
        self,
        theme: Theme,
        model: ExamModel,
        opinions: OpinionModel,
        save_certificate: Callable[[Exam, QWidget], str],
    ) -> None:
        super().__init__(theme)
        self.model = model
        for one in (model, opinions):
            one.setParent(self)
        self._save_certificate = save_certificate
        self.opened_answers, self.opened_differing = ("", ""), False
        self._shown: ExamShown | None = None
        self._next = "questions"  # where the button of the empty page leads
        self.empty, self._why = EmptyState("clipboard-check"), WhyPopup(self)
        self.earlier = EarlierExams(self, model, self._title)
        self.page = ScrollColumn((24, 12, 24, 24), 16)
        body = self.page.body
        body.addLayout(self._head())
        self.progress, self.verdict = JobCard(), VerdictCard()
        self.chart, self.rows = ExamChart(), ExamTableModel(self)
        self.table = score_table(self.rows)
        self.chart_card, self.table_card = self._chart_card(), TableCard(self.table, kept=100)
        self.table_card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tasks, self.opinion = TaskCard(), OpinionCard(opinions)
        cards = (self.progress, self.verdict, self.tasks, self.chart_card, self.table_card, self.opinion)
        for widget in cards:
            body.addWidget(widget)
        body.addWidget(self.empty, 1)
        body.addStretch(0)
        column(self).addWidget(self.page)
        self._connect()
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        line, words = row(None, 8), column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.more = IconButton("ellipsis", "")
        self.certificate, self.again = Button("", "outlined", "file-badge"), Button("", "primary")
        line.addLayout(words, 1)
        for widget in (self.more, self.certificate, self.again):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _chart_card(self) -> Card:
        card = Card(padding=0)
        inner, head = column(None, 12, (24, 16, 24, 8)), row(None, 16)
        self.chart_title = Label("", "body_strong")
        self.chart_note = Label("", "caption", "tertiary", wrap=True)
        self.chart_note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.chart_title)
        head.addWidget(self.chart_note, 1)
        inner.addLayout(head)
        inner.addWidget(self.chart)
        card.body.addLayout(inner)
        return card

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._show)
        model.ticked.connect(self._show_progress)
        for told in (model.message, self.opinion.model.message):
            told.connect(lambda text: self.message.emit(text, "", None, None))
        self.empty.acted.connect(lambda: self.open_view.emit(self._next))
        self.again.clicked.connect(lambda: self.open_view.emit("start"))
        self.more.clicked.connect(self._show_earlier)
        self.certificate.clicked.connect(self.save_certificate)
        self.verdict.why_wanted.connect(self._show_why)
        self.verdict.use_wanted.connect(self._use)
        self.tasks.use_wanted.connect(self._use_for)
        self.table.opened.connect(lambda line: self._open(line.candidate.key))
        self.opinion.differing_wanted.connect(lambda: self._open(self.opinion.model.most_differing(), True))
        self.progress.paused.connect(model.pause)
        self.progress.resumed.connect(model.resume)
        self.progress.cancelled.connect(model.cancel)
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+P"), self, context=scope).activated.connect(self.save_certificate)

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        self._shown = shown = self.model.shown()
        self._show_progress()
        self.opinion.show_exam(shown.exam if shown is not None else None)
        if shown is None:
            self._show_none()
            return
        self._show_parts(True)
        self.title.setText(self._title(shown.exam))
        self.about.setText(self._about(shown))
        self.about.show()
        self.again.setText(self.tr("Hold it again"))
        self.verdict.show_verdict(exam_verdict.verdict(shown.board, shown.active, shown.names))
        self.tasks.show_tasks(self.model.tasks(shown))
        self.chart_card.setVisible(bool(shown.own))
        self.chart.show_bars([self._bar(shown, one) for one in shown.board.rows], self.chart_title.text())
        self.rows.show_exam(shown)
        self.table_card.updateGeometry()

    def _show_none(self) -> None:
        """Before the first exam has ended: nothing yet, or its progress alone."""
        self._show_parts(False)
        self.title.setText(self.tr("Exam"))
        self.about.setText(self.tr("The table stands here when all questions were put."))
        self.about.setVisible(self.model.current() is not None)
        if self.model.current() is not None:
            self.empty.hide()
            return
        counts = self.model.counts()
        asked = counts.pending + counts.approved
        if not asked:
            self._next = "questions"
            self.empty.set_texts(
                self.tr("No exam yet"),
                self.tr(
                    "An exam puts the same questions to every way of learning and measures which one is right"
                    " here. It begins with questions about your documents."
                ),
                self.tr("To the questions"),
            )
            return
        self._next = "start"
        words = self.tr("%n question(s) are ready. All ways of learning get the same ones.", "", asked)
        self.empty.set_texts(self.tr("No exam yet"), counted(words, asked), self.tr("Hold an exam"))

    def _show_parts(self, there: bool) -> None:
        """What an exam that has ended has; else the empty page."""
        for widget in (self.verdict, self.chart_card, self.table_card):
            widget.setVisible(there)
        self.tasks.setVisible(False)
        for button in (self.more, self.again):
            button.setVisible(there)
        # A quick look is no exam that anybody could be shown a certificate of.
        self.certificate.setVisible(there and self._certified())
        self.empty.setVisible(not there)

    def _title(self, exam: Exam) -> str:
        day = formats.calendar_day(exam.created)
        if exam.purpose is Purpose.EXAM:
            return fill(self.tr("Exam of %1"), day)
        return fill(self.tr("%1, %2"), purpose_word(exam.purpose), day)

    def _about(self, shown: ExamShown) -> str:
        words = counted(self.tr("%n question(s) about your documents", "", shown.own), shown.own)
        if not shown.unanswered:
            return words
        said = self.tr("%n of them without an answer in the documents", "", shown.unanswered)
        return f"{words}, {counted(said, shown.unanswered)}"

    @staticmethod
    def _bar(shown: ExamShown, line: ScoreRow) -> Bar:
        key, searches = line.candidate.key, line.candidate.entry.searches
        strong = key == (shown.active or shown.board.best)
        look = "best" if strong else "searching" if searches else "alone"
        words = formats.percent(line.share)
        return Bar(shown.names[key], words, line.share, line.low, line.high, look, strong)

    def _show_progress(self) -> None:
        current = self.model.current() if self.isVisible() else None
        self.progress.setVisible(current is not None)
        self.again.set_reason(self._reason(current))
        running = current is not None and current.state is ExamState.RUNNING
        (self.model.clock.start if running else self.model.clock.stop)()
        if current is not None:
            model = self.model
            done, left = model.answered(current), model.seconds_left(current)
            said = describe(current, done, left, model.question(current))
            self.progress.show_job(said.sentence, said.fraction, said.percent, said.subject, said.state)

    def _reason(self, current: Exam | None) -> str:
        if current is not None and current.state is not ExamState.FAILED:
            return self.tr("Another exam is under way")
        return ""

    # --- what the user does ---

    def _open(self, candidate: str, differing: bool = False) -> None:
        if self._shown is not None:
            self.opened_answers, self.opened_differing = (self._shown.exam.id, candidate), differing
            self.open_view.emit("answers")

    def _show_why(self) -> None:
        if (shown := self._shown) is not None:
            lines = exam_verdict.why(shown.board, shown.exam, shown.unanswered, shown.names)
            self._why.show_lines(lines, self.verdict.why)

    def _use(self) -> None:
        if self._shown is None:
            return
        said = exam_verdict.verdict(self._shown.board, self._shown.active, self._shown.names)
        line = self._shown.board.row(said.advised)
        if line is None:
            return
        if where := self.model.use(line.candidate):
            self.go.emit(where)
        else:
            words = self.tr("The chat answers so from now on")
            self.message.emit(words, self.tr("To the chat"), lambda: self.go.emit("chat"), None)
            self._show()

    def _use_for(self, choice: TaskChoice) -> None:
        if self._shown is not None:
            self.model.use_for(choice, self._shown.exam.id)
            self.message.emit(self.tr("The chat offers it under “Answer by”"), "", None, None)

    def _certified(self) -> bool:
        shown = self._shown
        return shown is not None and shown.exam.purpose is not Purpose.READINESS

    def save_certificate(self) -> None:
        """Of the exam that is shown."""
        if self._shown is not None and self._shown.exam.state is ExamState.DONE and self._certified():
            told = self._save_certificate(self._shown.exam, self.window())
            if told:
                self.message.emit(told, "", None, None)

    def _show_earlier(self) -> None:
        self.earlier.open_under(self.more, self._shown.exam.id if self._shown is not None else "")

    # --- what the page says ---

    def shown(self) -> None:
        self.model.awake = True
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        self.model.clock.stop()
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.model.choose("")

    def retranslate(self) -> None:
        self.more.set_name(self.tr("Earlier exams"))
        self.certificate.setText(self.tr("Certificate"))
        self.certificate.setToolTip(self.tr("Save a page for the file, Ctrl+P"))
        self.chart_title.setText(self.tr("Right answers"))
        spread = self.tr("Strokes are the spread: the true share lies in it, 95 % probable")
        self.chart_note.setText(f"{spread}; {exam_verdict.alike_in_short()}")
        self.table.setAccessibleName(self.tr("The table of the exam"))
        self._show()
