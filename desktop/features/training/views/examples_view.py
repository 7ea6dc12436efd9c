"""Training examples: how many there are, how to get more, all of them in a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.core.review.rows import ImportedRows, RowState
from desktop.core.training_entities import Example
from desktop.features.training.viewmodels.examples_model import ExamplesModel
from desktop.features.training.viewmodels.finding_text import state_style
from desktop.features.training.views.examples.import_card import ImportCard
from desktop.features.training.views.examples.one import OneExample
from desktop.features.training.views.examples.passages import PassagesFold
from desktop.features.training.views.examples.progress_card import ProgressCard
from desktop.features.training.views.examples.ways_in import CHAT, SAMPLES, ExampleWays, MakeExamplesCard
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.review.generation_model import GenerationModel
from desktop.ui.review.list_view import IMPORT, MAKE, ListView
from desktop.ui.theme import Theme
from desktop.ui.widgets import Banner, Button
from desktop.ui.widgets.table import TableColumn
from desktop.ui.words.names import counted
from workers.contract.training.rows import Columns, ReadRowsResult

_COLUMNS = [  # in the order of the model
    TableColumn(72, colour="text_tertiary"),
    TableColumn(font="control", colour="text"),
    TableColumn(158),
    TableColumn(224, font="control", icon=state_style, tinted=True),
    TableColumn(share=0.4, least=80, most=320, hides=True),
]


class ExamplesView(ListView):
    """What a newcomer needs to get to a hundred approved examples. A file is shown before anything of it is
    taken; personal data is replaced or left out for all at once."""

    model: ExamplesModel
    make: MakeExamplesCard
    has_words = True
    export_endings = (".jsonl", ".csv")

    def __init__(self, theme: Theme, model: ExamplesModel, making: GenerationModel) -> None:
        super().__init__(theme, model, making, MakeExamplesCard(), ExampleWays(), _COLUMNS)
        self.one = OneExample(model.findings, self)
        self.one.decided.connect(self._decide)
        self.make.wanted.connect(self._make)
        self.read.columns_chosen.connect(self._look)
        self.read.accepted.connect(self._take)
        self.read.closed.connect(self.close_cards)
        self.personal.acted.connect(lambda: self.signed(self._mask_all, self.personal))
        self.leave_out.clicked.connect(lambda: self.signed(self._leave_out, self.leave_out))

    def _parts(self) -> Sequence[QWidget]:
        self.progress, self.read, self.passages = ProgressCard(), ImportCard(), PassagesFold()
        self.personal, self.leave_out = Banner("warning"), Button("", "text")
        self._turn = 0  # an answer about an older file or other columns is not shown
        self.read.hide()
        self.personal.add_button(self.leave_out)
        return (self.progress, self.job, self.make, self.read, self.ways, self.passages, self.personal)

    # --- what is shown ---

    def _refresh_kind(self) -> None:
        counts, model = self.model.counts, self.model
        self.progress.show_counts(counts)
        self.review_button.set_role("primary" if counts.pending else "outlined")
        self.export_button.set_reason("" if counts.approved else self.tr("Nothing is approved yet"))
        self.ways.hide_way("" if model.samples_language() else SAMPLES)
        self.passages.show_passages(model.passages(), model.document_names())
        found = len(model.personal())
        words = counted(self.tr("%n example(s) hold personal data: names, numbers, pay.", "", found), found)
        self.personal.show_message("warning", words, self.tr("Replace in all"))
        self.personal.setVisible(bool(found))

    def _about(self) -> str:
        counts = self.model.counts
        if not counts.total:
            return self.tr("An example is a question with the answer you want. Begin with one of these ways:")
        words = self.tr("%1 in all: %2 approved, %3 waiting, %4 of them doubtful, %5 rejected")
        figures = (counts.total, counts.approved, counts.pending, counts.doubtful, counts.rejected)
        return fill(words, *(formats.number(figure) for figure in figures))

    # --- getting more ---

    def _get(self, way: str) -> None:
        if way == MAKE:
            self.close_cards()
            making = self.making
            self.make.show_passages(making.passages(), len(self.model.passages()), making.seconds_each())
            self.make.begin()
            self.page.ensureWidgetVisible(self.make)
        elif way == IMPORT:
            self.choose_file()
        elif way == CHAT:
            self.go.emit("chat")
        elif way == SAMPLES:
            added = self.model.add_samples()
            words = self.tr("%n example(s) taken, already checked", "", added)
            if added:
                undo = self.model.take_samples_back
                self.message.emit(counted(words, added), self.tr("Undo"), undo, None)
            else:
                self.notify(self.tr("They are here already"))
            self.model.reload()

    def _make(self, kinds: object, limit: int) -> None:
        assert isinstance(kinds, list)
        self.make.start.set_busy(self.tr("Looking at the passages…"))

        def began(well: bool) -> None:
            self.make.start.set_idle()
            if well:
                self.close_cards()

        self.model.generate(kinds, limit).then(lambda _: began(True), lambda _: began(False))

    def import_from(self, path: str) -> None:
        """Read the file and show what it holds; nothing is taken."""
        self.close_cards()
        self.read.show_reading(path)
        self.read.show()
        self.page.ensureWidgetVisible(self.read)
        self._look(Columns())

    def _look(self, columns: Columns) -> None:
        self._turn += 1
        turn, path = self._turn, self.read.path

        def show(result: ReadRowsResult) -> None:
            if turn == self._turn:
                self.read.show_result(result)

        def failed(error: BaseException) -> None:
            if turn == self._turn:
                self.close_cards()
                self.model.report_problem(error)

        self.model.preview(path, columns).then(show, failed)

    def _take(self, columns: Columns) -> None:
        self.read.take.set_busy(self.tr("Taking…"))

        def done(result: ImportedRows) -> None:
            self.read.take.set_idle()
            self.close_cards()
            words = counted(self.tr("%n example(s) taken", "", result.rows), result.rows)
            if result.doubles:
                there = self.tr("%n were here already", "", result.doubles)
                words = f"{words}, {counted(there, result.doubles)}"
            self.notify(words)
            self.model.reload()

        def failed(error: BaseException) -> None:
            self.read.take.set_idle()
            self.model.report_problem(error)

        self.model.import_rows(self.read.path, columns).then(done, failed)

    def close_cards(self) -> None:
        self._turn += 1
        self.read.hide()
        super().close_cards()

    def _file_words(self) -> tuple[str, str, str]:
        saved = self.tr("Save the approved examples")
        return self.tr("File with examples"), saved, self.tr("examples")

    def _saved(self, count: int) -> str:
        return counted(self.tr("%n example(s) saved", "", count), count)

    # --- decisions ---

    def _open(self, row: Example) -> None:
        """Whole, with what the checks say; it can be decided anew."""
        self.one.show_example(row, self.filters)

    def _decide(self, example: str, approve: bool) -> None:
        act = self.model.approve if approve else self.model.reject
        self.signed(lambda: act([example]), self.card)

    def _mask_all(self) -> None:
        ids = self.model.personal()
        if self.model.mask(ids):
            words = self.tr("Personal data replaced in %n example(s)", "", len(ids))
            self.notify_undo(counted(words, len(ids)))

    def _leave_out(self) -> None:
        self._reject(self.model.personal())

    def _take_out(self) -> None:
        self._reject([row.id for row in self.table.selected() if row.state is not RowState.REJECTED])

    def _reject(self, ids: list[str]) -> None:
        if self.model.reject(ids):
            self.notify_undo(counted(self.tr("%n example(s) rejected", "", len(ids)), len(ids)))

    def retranslate(self) -> None:
        self.leave_out.setText(self.tr("Leave all out"))
        self.name(self.tr("Training examples"), self.tr("Find among examples"))
