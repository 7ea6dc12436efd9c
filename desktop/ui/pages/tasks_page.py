"""Tasks: everything that runs, waits or has ended, each with what one can do about it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.entities import JobRecord, JobState
from desktop.ui.i18n import formats
from desktop.ui.page import Page
from desktop.ui.pages.tasks_model import TasksModel
from desktop.ui.theme import Theme
from desktop.ui.widgets import Card, Divider, ElidedLabel, EmptyState, IconLabel, JobCard, Label, ScrollColumn
from desktop.ui.widgets.base import clear, column, row

AGAIN_MS = 1000  # the time left is said again this often while something runs
_LOOKS = {
    JobState.SUCCEEDED: ("circle-check", "success"),
    JobState.CANCELLED: ("circle-x", "secondary"),
}


class TasksPage(Page):
    """Cards for unfinished work, lines for what is over; they follow the jobs' announcements."""

    has_search = False

    def __init__(self, theme: Theme, model: TasksModel) -> None:
        super().__init__(theme)
        self.model = model
        model.setParent(self)
        self.cards: dict[str, JobCard] = {}
        self._owners: dict[str, Label] = {}
        self._boxes: dict[str, QWidget] = {}
        area = ScrollColumn((24, 24, 24, 24), 16, widest=960)
        layout = area.body
        self._title = Label("", "section")
        self._now = column(None, 12)
        self._ended_title = Label("", "section")
        self._ended = Card(padding=0, spacing=0)
        self._empty = EmptyState("list-checks")
        self._empty.acted.connect(lambda: self.go.emit("documents"))
        layout.addWidget(self._title)
        layout.addLayout(self._now)
        layout.addWidget(self._ended_title)
        layout.addWidget(self._ended)
        layout.addStretch(1)
        outer = column(self)
        outer.addWidget(area)
        outer.addWidget(self._empty)
        self._area = area
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._show_cards)
        model.changed.connect(self._follow)
        model.message.connect(self.toast)
        self.retranslate()

    def header_title(self) -> str:
        return self.tr("Tasks")

    def shown(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show the jobs as they are now."""
        unfinished, over = self.model.jobs()
        for key in [key for key in self.cards if key not in {job.id for job in unfinished}]:
            self.cards.pop(key)
            self._owners.pop(key)
            self._boxes.pop(key).deleteLater()
        for job in unfinished:
            if job.id not in self.cards:
                self._add_card(job)
        self._show_cards()
        clear(self._ended.body)
        for index, job in enumerate(over):
            if index:
                self._ended.body.addWidget(Divider())
            self._ended.body.addLayout(self._line(job))
        self._title.setVisible(bool(unfinished))
        self._ended_title.setVisible(bool(over))
        self._ended.setVisible(bool(over))
        self._area.setVisible(bool(unfinished or over))
        self._empty.setVisible(not unfinished and not over)

    def _add_card(self, job: JobRecord) -> None:
        box = QWidget()
        layout = column(box, 4)
        card, name = JobCard(), Label("", "caption", "tertiary")
        card.paused.connect(lambda: self.model.pause(job.id))
        card.resumed.connect(lambda: self.model.resume(job.id))
        card.cancelled.connect(lambda: self.model.cancel(job.id))
        layout.addWidget(name)
        layout.addWidget(card)
        self.cards[job.id], self._owners[job.id], self._boxes[job.id] = card, name, box
        self._now.addWidget(box)

    def _show_cards(self) -> None:
        unfinished, _ = self.model.jobs()
        for job in unfinished:
            card = self.cards.get(job.id)
            if card is None:
                continue
            text = self.model.text(job)
            card.show_job(text.sentence, text.fraction, text.percent, text.subject, text.state)
            self._owners[job.id].setText(self.model.owner(job))
        running = any(job.state in (JobState.RUNNING, JobState.QUEUED) for job in unfinished)
        if running and self.isVisible():
            self._again.start()
        else:
            self._again.stop()

    def _line(self, job: JobRecord) -> QHBoxLayout:
        icon, tone = _LOOKS[job.state]
        line = row(None, 16, (16, 10, 16, 10))
        said = IconLabel(icon, "", tone)
        said.show_state(icon, self.model.text(job).sentence, tone, "text")
        line.addWidget(said, 1)
        line.addWidget(ElidedLabel(self.model.owner(job), "body", "tertiary"), 1)
        when = f"{formats.day(job.updated)}, {formats.clock(job.updated)}"
        line.addWidget(Label(when, "body", "tertiary", tabular=True))
        return line

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Now"))
        self._ended_title.setText(self.tr("Done before"))
        self._empty.set_texts(
            self.tr("Nothing to wait for"),
            self.tr("Reading documents and getting models appear here while they run."),
            self.tr("To the documents"),
        )
        self.refresh()
