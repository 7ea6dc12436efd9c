"""Training examples: how many there are, how to get more, all of them in a table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.features.training.viewmodels.examples_model import ExamplesModel, Group
from desktop.features.training.viewmodels.finding_text import state_look
from desktop.features.training.views.examples.filters import Filters
from desktop.features.training.views.examples.get_more import GetMore
from desktop.features.training.views.examples.one import OneExample
from desktop.features.training.views.examples.passages import PassagesFold
from desktop.features.training.views.examples.progress_card import ProgressCard
from desktop.features.training.views.examples.ways_in import CHAT, IMPORT, MAKE, SAMPLES, WaysIn
from desktop.ui.dialogs.name_popup import NamePopup
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.theme import Theme
from desktop.ui.widgets import Banner, Button, Label, ScrollColumn
from desktop.ui.widgets.base import column, row
from desktop.ui.widgets.table import Column, Table, TableCard
from desktop.ui.words.names import counted

if TYPE_CHECKING:
    from desktop.app import Application

SUFFIXES = (".csv", ".tsv", ".xlsx", ".jsonl", ".json")
_TICK_MS = 500  # time left is said again this often while examples are made

_COLUMNS = [  # in the order of the model
    Column(72, colour="text_tertiary"),
    Column(font="control", colour="text"),
    Column(158),
    Column(188, font="control", icon=state_look, tinted=True),
    Column(share=0.4, least=80, most=320, hides=True),
]


class ExamplesView(PagePart):
    """What a newcomer needs to get to a hundred approved examples."""

    def __init__(self, application: "Application", theme: Theme) -> None:
        super().__init__(theme)
        self.application = application
        self.model = ExamplesModel(application, self)
        self._who, self._one = NamePopup(self), OneExample(self)
        self.page = ScrollColumn((24, 16, 24, 24), 16)
        self.progress, self.ways, self.passages = ProgressCard(), WaysIn(), PassagesFold()
        self.more = GetMore(self.model, application.jobs)
        self.personal = Banner("warning")
        self.leave_out = Button("", "text")
        self.filters = Filters()
        self.table = Table(self.model, _COLUMNS)
        self.card = TableCard(self.table, least=3, most=12, kept=4)
        body = self.page.body
        body.addLayout(self._head())
        for widget in (self.progress, self.more, self.ways, self.passages):
            body.addWidget(widget)
        notice = row(None, 8)
        notice.addWidget(self.personal, 1)
        notice.addWidget(self.leave_out)
        body.addLayout(notice)
        body.addWidget(self.filters)
        body.addWidget(self.card, 1)
        body.addStretch(0)
        column(self).addWidget(self.page)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_job)
        self._connect()
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        line = row(None, 8)
        words = column(None, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self.export_button = Button("", "outlined", "download")
        self.export_button.clicked.connect(self.export)
        self.review_button = Button("", "primary", "list-checks")
        self.review_button.clicked.connect(lambda: self.open_view.emit("review"))
        line.addLayout(words, 1)
        line.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.review_button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _connect(self) -> None:
        self.model.refreshed.connect(self._show)
        self.model.jobs_changed.connect(self._show_job)
        self.model.message.connect(self._tell)
        self.ways.chosen.connect(self._get)
        self.more.message.connect(self._tell)
        self.more.taken.connect(self._taken)
        self.personal.acted.connect(lambda: self._signed(self._mask_all, self.personal))
        self.leave_out.clicked.connect(lambda: self._signed(self._leave_out, self.leave_out))
        self.filters.group_chosen.connect(self._show_group)
        self.filters.kind_chosen.connect(self.model.show_kind)
        self.filters.searched.connect(self.model.search)
        self.table.opened.connect(self._open)
        self._one.decided.connect(self._decide)
        self.table.deleting.connect(lambda: self._signed(self._reject_selected, self.card))

    # --- what is shown ---

    def _show(self) -> None:
        if not self.isVisible():
            return
        counts, model = self.model.counts, self.model
        self.about.setText(self._about())
        self.progress.show_counts(counts)
        pending = formats.number(counts.pending)
        self.review_button.setText(
            fill(self.tr("Review %1"), pending) if counts.pending else self.tr("Review")
        )
        self.review_button.set_role("primary" if counts.pending else "outlined")
        self.review_button.set_reason("" if counts.pending else self.tr("Nothing waits for review"))
        self.export_button.set_reason("" if counts.approved else self.tr("Nothing is approved yet"))
        reason = ""
        if not model.chunks():
            reason = self.tr("There are no documents that have been read. Add some on the page Documents.")
        elif not model.has_model():
            reason = self.tr("There is no model to make them with. Get one on the page Models.")
        self.ways.show_ways(bool(model.samples_language()), reason)
        names = {one.id: Path(one.path).name for one in self.application.documents.list(model.base)}
        self.passages.show_passages(model.passages(), names)
        found = len(model.personal())
        words = counted(self.tr("%n example(s) hold personal data: names, numbers, pay.", "", found), found)
        self.personal.show_message("warning", words, self.tr("Replace in all"))
        self.personal.setVisible(bool(found))
        self.leave_out.setVisible(bool(found))
        for widget in (self.filters, self.card):
            widget.setVisible(counts.total > 0)
        self.filters.show_counts({group: model.count_of(group) for group in Group}, model.group)
        self.filters.show_kinds(model.kinds(), model.kind)
        self._show_job()

    def _about(self) -> str:
        counts = self.model.counts
        if not counts.total:
            return self.tr("An example is a question with the answer you want. Begin with one of these ways:")
        words = self.tr("%1 in all: %2 approved, %3 waiting, %4 of them doubtful, %5 rejected")
        figures = (counts.total, counts.approved, counts.pending, counts.doubtful, counts.rejected)
        return fill(words, *map(formats.number, figures))

    def _show_job(self) -> None:
        if not self.isVisible():
            return
        job = self.model.job()
        self.more.show_job(job, self.application.jobs.estimate(job.id) if job is not None else None)
        if job is not None and not self._tick.isActive():
            self._tick.start()
        elif job is None:
            self._tick.stop()

    def _show_group(self, group: Group) -> None:
        self.model.show_group(group)
        self._show()

    # --- what the user does ---

    def _get(self, way: str) -> None:
        if way == MAKE:
            self.more.open_make()
            self.page.ensureWidgetVisible(self.more)
        elif way == IMPORT:
            self._choose_file()
        elif way == CHAT:
            self.go.emit("chat")
        elif way == SAMPLES:
            added = self.model.add_samples(self.model.samples_language())
            words = self.tr("%n example(s) taken, already checked", "", added)
            self._tell(counted(words, added) if added else self.tr("They are here already"))
            self.model.reload()

    def _choose_file(self) -> None:
        kinds = fill(self.tr("Tables and lists (%1)"), " ".join(f"*{one}" for one in SUFFIXES))
        path, _ = QFileDialog.getOpenFileName(self.window(), self.tr("File with examples"), "", kinds)
        if path:
            self.more.open_import(path)

    def export(self) -> None:
        """Approved examples as JSON lines or as a table, by the name's ending."""
        kinds = f"{self.tr('JSON lines')} (*.jsonl);;{self.tr('Table')} (*.csv)"
        name = self.tr("examples")
        path, chosen = QFileDialog.getSaveFileName(
            self.window(), self.tr("Save the approved examples"), f"{name}.jsonl", kinds
        )
        if path:
            self.export_to(path if Path(path).suffix else path + (".csv" if "csv" in chosen else ".jsonl"))

    def export_to(self, path: str) -> None:
        written: list[int] = []
        if self.model.attempt(
            lambda: written.append(self.application.examples.exporter.export(self.model.base, path))
        ):
            words = counted(self.tr("%n example(s) saved", "", written[0]), written[0])
            self._tell(f"{words}: {Path(path).name}")

    def _taken(self, text: str) -> None:
        self._tell(text)
        self.model.reload()

    def _open(self, example: Example) -> None:
        """Whole, with what the checks say; it can be decided anew."""
        self._one.show_example(example, self.model.findings(example), self.filters)

    def _mask_all(self) -> None:
        ids, by = self.model.personal(), self.application.settings.values.reviewer
        if self.model.attempt(lambda: self.application.examples.rows.mask(self.model.base, ids, by)):
            words = self.tr("Personal data replaced in %n example(s)", "", len(ids))
            self._tell_undo(counted(words, len(ids)))

    def _leave_out(self) -> None:
        self._reject(self.model.personal())

    def _reject_selected(self) -> None:
        self._reject([row.id for row in self.table.selected() if row.state is not RowState.REJECTED])

    def _decide(self, example: str, approve: bool) -> None:
        service, settings = self.application.examples.rows, self.application.settings
        act = service.approve if approve else service.reject

        def decide() -> None:
            self.model.attempt(lambda: act(self.model.base, [example], settings.values.reviewer))

        self._signed(decide, self.card)

    def _reject(self, ids: list[str]) -> None:
        by = self.application.settings.values.reviewer
        if ids and self.model.attempt(
            lambda: self.application.examples.rows.reject(self.model.base, ids, by)
        ):
            self._tell_undo(counted(self.tr("%n example(s) rejected", "", len(ids)), len(ids)))

    def _undo(self) -> None:
        self.model.attempt(lambda: self.application.examples.rows.undo(self.model.base))
        self.model.reload()

    def _signed(self, act: Callable[[], None], anchor: Banner | Button | TableCard) -> None:
        """Do it; the first time ask who decides."""
        if self.application.settings.values.reviewer:
            act()
            self.model.reload()
            return

        def take(name: str) -> str:
            self.application.settings.change(reviewer=name)
            act()
            self.model.reload()
            return ""

        words = self.tr("Your name. It stays with what you decide")
        self._who.ask(anchor, words, "", self.tr("Remember"), take)

    def _tell(self, text: str) -> None:
        self.message.emit(text, "", None, None)

    def _tell_undo(self, text: str) -> None:
        self.message.emit(text, self.tr("Undo"), self._undo, None)

    # --- what the page says ---

    def take_paths(self, paths: list[str]) -> bool:
        if len(paths) != 1 or Path(paths[0]).suffix.lower() not in SUFFIXES:
            return False
        self.more.open_import(paths[0])
        self.page.ensureWidgetVisible(self.more)
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
        self.more.close_all()
        self.model.show_group(Group.ALL)
        self.model.reload()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Training examples"))
        self.export_button.setText(self.tr("Export"))
        self.leave_out.setText(self.tr("Leave all out"))
        self.table.setAccessibleName(self.title.text())
        self._show()
