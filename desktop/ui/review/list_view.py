"""The rows of a base: how many there are, how to get more, all of them in a table."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.entities import JobRecord, JobState
from desktop.ui.dialogs.save_target import ask_target
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.page_part import PagePart
from desktop.ui.review.filters import RowFilters
from desktop.ui.review.generation_model import GenerationModel
from desktop.ui.review.list_model import ListModel, RowGroup
from desktop.ui.review.signing import SigningPopup
from desktop.ui.review.ways_in import MakeCard, WaysIn
from desktop.ui.theme import Theme
from desktop.ui.widgets import Button, JobCard, Label, ScrollColumn
from desktop.ui.widgets.base import column
from desktop.ui.widgets.flow_layout import TurningLine
from desktop.ui.widgets.table import Table, TableCard, TableColumn
from desktop.ui.words.job_text import describe

MAKE, IMPORT = "make", "import"
SUFFIXES = (".csv", ".tsv", ".xlsx", ".jsonl", ".json")
_TITLE = 260  # px that the title and what is said below it need beside the buttons
_TICK_MS = 500  # time left is said again this often while rows are made


class ListView(PagePart):
    """What a newcomer needs to get enough rows. A kind adds its ways in, its cards and its words.

    The table opens a row with Enter, Del takes the selected ones out."""

    has_words = False  # whether the filters have a field for words
    export_endings: Sequence[str] = (".csv",)  # what rows can be saved as, the usual one first

    def __init__(
        self,
        theme: Theme,
        model: ListModel[Any],
        making: GenerationModel,
        make: MakeCard,
        ways: WaysIn,
        columns: Sequence[TableColumn],
    ) -> None:
        super().__init__(theme)
        self.model, self.making, self.make, self.ways = model, making, make, ways
        for given in (model, making):
            given.setParent(self)
        self.who = SigningPopup(model)
        self.page = ScrollColumn((24, 16, 24, 24), 16)
        self.job, self.filters = JobCard(), RowFilters(model, self.has_words)
        self.table = Table(model, columns)
        self.card = TableCard(self.table, least=3, most=12, kept=4)
        self.make.hide()
        body = self.page.body
        body.addWidget(self._head())
        for widget in (*self._parts(), self.filters):
            body.addWidget(widget)
        body.addWidget(self.card, 1)
        body.addStretch(0)
        column(self).addWidget(self.page)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._refresh_job)
        self._connect()
        self.retranslate()

    def _head(self) -> QWidget:
        words = QWidget()
        lines = column(words, 0)
        self.title = Label("", "page_title", wrap=True)
        self.about = Label("", "body", "tertiary", wrap=True, tabular=True)
        lines.addWidget(self.title)
        lines.addWidget(self.about)
        self.export_button = Button("", "outlined", "download")
        self.review_button = Button("", "outlined", "list-checks")
        return TurningLine(words, self.export_button, self.review_button, *self._buttons(), least=_TITLE)

    def _connect(self) -> None:
        self.model.refreshed.connect(self.refresh)
        self.making.changed.connect(self._refresh_job)
        self.model.message.connect(self.notify)
        self.export_button.clicked.connect(self.export)
        self.review_button.clicked.connect(lambda: self.open_view.emit("review"))
        self.job.paused.connect(self.making.pause)
        self.job.resumed.connect(self.making.resume)
        self.job.cancelled.connect(self.making.cancel)
        self.make.closed.connect(self.close_cards)
        self.ways.chosen.connect(self._get)
        self.filters.chosen.connect(self.refresh)
        self.table.opened.connect(self._open)
        self.table.deleting.connect(lambda: self.signed(self._take_out, self.card))

    # --- what a kind says and does ---

    @abstractmethod
    def _parts(self) -> Sequence[QWidget]:
        """What stands between head and table, from above: `job`, `make` and `ways` among them."""

    def _buttons(self) -> Sequence[Button]:
        """More buttons of the head."""
        return ()

    @abstractmethod
    def _about(self) -> str:
        """The line under the title."""

    @abstractmethod
    def _refresh_kind(self) -> None:
        """Show the kind's own cards and buttons."""

    @abstractmethod
    def _open(self, row: Any) -> None:
        """A line of the table was opened."""

    @abstractmethod
    def _take_out(self) -> None:
        """Del on selected lines."""

    @abstractmethod
    def _get(self, way: str) -> None:
        """A way in was chosen."""

    @abstractmethod
    def import_from(self, path: str) -> None:
        """Take the rows of a file."""

    @abstractmethod
    def _file_words(self) -> tuple[str, str, str]:
        """Titles of the dialogs to open and to save a file, and the name of a saved one."""

    @abstractmethod
    def _saved(self, count: int) -> str:
        """What is said when rows were saved."""

    def close_cards(self) -> None:
        """Nothing is being made or brought in any more."""
        self.make.hide()
        self.refresh()

    # --- what is shown ---

    def refresh(self) -> None:
        """Show what the model knows."""
        if not self.isVisible():
            return
        counts = self.model.counts
        self.about.setText(self._about())
        pending = formats.number(counts.pending)
        self.review_button.setText(
            fill(self.tr("Review %1"), pending) if counts.pending else self.tr("Review")
        )
        self.review_button.set_reason("" if counts.pending else self.tr("Nothing waits for review"))
        self.ways.cards[MAKE].button.set_reason(self.making.reason())
        for widget in (self.filters, self.card):
            widget.setVisible(counts.total > 0)
        body = self.page.body
        body.setStretch(body.count() - 1, int(not counts.total))  # else the cards above would take the room
        self.filters.refresh()
        self._refresh_kind()
        self.card.updateGeometry()
        self._refresh_job()

    def _refresh_job(self) -> None:
        if self.isVisible():
            job = self.making.job()
            self.show_job(job, self.making.seconds_left(job) if job is not None else None)

    def show_job(self, job: JobRecord | None, seconds_left: float | None) -> None:
        """The making of rows; None hides it."""
        self.job.setVisible(job is not None)
        if job is None:
            self._tick.stop()
            return
        said = describe(job, seconds_left)
        self.job.show_job(said.sentence, said.fraction, said.percent, said.subject, said.state)
        if job.state in (JobState.RUNNING, JobState.QUEUED):
            self.make.hide()
        if not self._tick.isActive():
            self._tick.start()

    # --- what the user does ---

    def choose_file(self) -> None:
        """Ask for a file with rows."""
        kinds = fill(self.tr("Tables and lists (%1)"), " ".join(f"*{one}" for one in SUFFIXES))
        path, _ = QFileDialog.getOpenFileName(self.window(), self._file_words()[0], "", kinds)
        if path:
            self.import_from(path)

    def export(self) -> None:
        """In the format that the name's ending says."""
        words = {".csv": self.tr("Table"), ".jsonl": self.tr("JSON lines"), ".json": "JSON"}
        kinds = {f"{words[ending]} (*{ending})": ending for ending in self.export_endings}
        _, title, name = self._file_words()
        path, chosen = ask_target(self.window(), title, name + self.export_endings[0], ";;".join(kinds))
        if path:
            ending = kinds.get(chosen, self.export_endings[0])
            self.export_to(path if Path(path).suffix else path + ending)

    def export_to(self, path: str) -> None:
        """Save rows there, and say how many."""
        if written := self.model.export(path):
            self.notify(f"{self._saved(written)}: {Path(path).name}")

    def signed(self, act: Callable[[], object], anchor: QWidget) -> None:
        """Do it; the first time ask who decides."""

        def acted() -> None:
            act()
            self.model.reload()

        self.who.signed(acted, anchor)

    def notify(self, text: str) -> None:
        """A toast."""
        self.message.emit(text, "", None, None)

    def notify_undo(self, text: str) -> None:
        """A toast whose button takes the last action back."""
        self.message.emit(text, self.tr("Undo"), self.model.undo, None)

    # --- what the page says ---

    def take_paths(self, paths: list[str]) -> bool:
        """Imports one file of rows (`SUFFIXES`); False for anything else."""
        if len(paths) != 1 or Path(paths[0]).suffix.lower() not in SUFFIXES:
            return False
        self.import_from(paths[0])
        return True

    def shown(self) -> None:
        self.model.awake = True
        self.model.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.awake = False
        self._tick.stop()
        super().hideEvent(event)

    def base_changed(self, base: str) -> None:
        self.close_cards()
        self.model.show_group(RowGroup.ALL)
        self.model.reload()

    def name(self, title: str, find: str = "") -> None:
        """Say all words again; `find` are those of the filters' field."""
        self.title.setText(title)
        self.table.setAccessibleName(title)
        self.export_button.setText(self.tr("Export"))
        self.filters.name(find)
        self.refresh()
