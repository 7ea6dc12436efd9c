"""Tasks: everything that runs, waits or has ended, each with what one can do about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.changes import Changes
from desktop.core.entities import JobRecord, JobState
from desktop.ui.i18n import formats
from desktop.ui.i18n.problems import sentence
from desktop.ui.listening import listen
from desktop.ui.page import Page
from desktop.ui.theme import Theme
from desktop.ui.widgets import Card, Divider, EmptyState, IconLabel, JobCard, Label, ScrollColumn
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.words.job_text import describe, owner
from workers.contract.codes import ProblemError

if TYPE_CHECKING:
    from desktop.app import Application

AGAIN_MS = 1000  # the time left is said again this often while something runs
SHOWN_ENDED = 20
_OVER = (JobState.SUCCEEDED, JobState.CANCELLED)
_LOOKS = {
    JobState.SUCCEEDED: ("circle-check", "success"),
    JobState.CANCELLED: ("circle-x", "secondary"),
}


class TasksPage(Page):
    """Cards for unfinished work, lines for what is over; they follow the jobs' announcements."""

    has_search = False

    def __init__(self, application: "Application", theme: Theme) -> None:
        super().__init__(theme)
        self.application = application
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
        listen(application.change_publisher, self, self._on_changes)
        self.retranslate()

    def header_title(self) -> str:
        return self.tr("Tasks")

    def shown(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show the jobs as they are now."""
        unfinished, over = self._jobs()
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

    def _jobs(self) -> tuple[list[JobRecord], list[JobRecord]]:
        jobs = sorted(self.application.jobs.list(), key=lambda job: job.created, reverse=True)
        unfinished = [job for job in jobs if job.state not in _OVER and not self._superseded(job, jobs)]
        return unfinished, [job for job in jobs if job.state in _OVER][:SHOWN_ENDED]

    @staticmethod
    def _superseded(job: JobRecord, jobs: list[JobRecord]) -> bool:
        """A failed job that was tried again as another one is history, not work to be done."""
        return job.state is JobState.FAILED and any(
            other.kind == job.kind and other.base == job.base and other.created > job.created
            for other in jobs
        )

    def _add_card(self, job: JobRecord) -> None:
        box = QWidget()
        layout = column(box, 4)
        card, name = JobCard(), Label("", "caption", "tertiary")
        services = self.application.jobs
        card.paused.connect(lambda: self._try(lambda: services.pause(job.id)))
        card.resumed.connect(lambda: self._try(lambda: services.resume(job.id)))
        card.cancelled.connect(lambda: self._try(lambda: services.cancel(job.id)))
        layout.addWidget(name)
        layout.addWidget(card)
        self.cards[job.id], self._owners[job.id], self._boxes[job.id] = card, name, box
        self._now.addWidget(box)

    def _show_cards(self) -> None:
        unfinished, _ = self._jobs()
        for job in unfinished:
            card = self.cards.get(job.id)
            if card is None:
                continue
            text = describe(job, self.application.jobs.estimate(job.id))
            card.show_job(text.sentence, text.fraction, text.percent, text.subject, text.state)
            self._owners[job.id].setText(owner(job, self.application))
        running = any(job.state in (JobState.RUNNING, JobState.QUEUED) for job in unfinished)
        if running and self.isVisible():
            self._again.start()
        else:
            self._again.stop()

    def _line(self, job: JobRecord) -> QHBoxLayout:
        icon, tone = _LOOKS[job.state]
        line = row(None, 16, (16, 10, 16, 10))
        said = IconLabel(icon, "", tone)
        said.show_state(icon, describe(job).sentence, tone)
        line.addWidget(said, 1)
        line.addWidget(Label(owner(job, self.application), "body", "tertiary"))
        when = f"{formats.day(job.updated)}, {formats.clock(job.updated)}"
        line.addWidget(Label(when, "body", "tertiary", tabular=True))
        return line

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ProblemError as error:
            self.toast(sentence(error.problem))
            self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if changes.jobs and self.isVisible():
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
