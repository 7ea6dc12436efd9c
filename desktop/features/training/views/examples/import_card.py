"""What a file of rows holds, before anything is taken."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.widgets import Button, Card, Divider, Label, Select
from desktop.ui.widgets.base import clear, column, row
from desktop.ui.widgets.translated import Translated
from desktop.ui.words.names import counted
from desktop.ui.words.skipped_rows import skipped_rows
from workers.contract.training.rows import Columns, ReadRowsResult

_FIRST = 3  # rows shown
_TABLES = ("csv", "xlsx", "jsonl")
_FIELDS = ("question", "answer", "quote", "system")


class ImportCard(Translated, Card):
    """Columns can be chosen anew: the file is then read again.

    Signals: `columns_chosen(Columns)`; `accepted(Columns)`; `closed`.
    """

    columns_chosen = Signal(object)
    accepted = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=16, spacing=8)
        self.title = Label("", "body_strong", wrap=True)
        self.about = Label("", "caption", "tertiary", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.about)
        self._choice = QWidget()
        grid = QGridLayout(self._choice)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        self._labels: dict[str, Label] = {}
        self.selects: dict[str, Select] = {}
        for at, field in enumerate(_FIELDS):
            label, select = Label("", "caption", "tertiary"), Select()
            select.chosen.connect(lambda _: self.columns_chosen.emit(self.columns()))
            self._labels[field], self.selects[field] = label, select
            grid.addWidget(label, 0, at)
            grid.addWidget(select, 1, at)
            grid.setColumnStretch(at, 1)
        self.body.addWidget(self._choice)
        self._rows = column(None, 6)
        self.body.addLayout(self._rows)
        self._skipped = column(None, 2)
        self.body.addLayout(self._skipped)
        line = row(None, 8)
        self.take, self.cancel = Button("", "primary", "plus"), Button("", "quiet")
        self.take.clicked.connect(lambda: self.accepted.emit(self.columns()))
        self.cancel.clicked.connect(self.closed)
        line.addWidget(self.take)
        line.addWidget(self.cancel)
        line.addStretch(1)
        self.body.addLayout(line)
        self.path = ""
        self._result: ReadRowsResult | None = None

    def columns(self) -> Columns:
        """As guessed or chosen."""
        return Columns(**{field: select.value() for field, select in self.selects.items()})

    def show_reading(self, path: str) -> None:
        """The file is being read."""
        self.path, self._result = path, None
        self._show()

    def show_result(self, result: ReadRowsResult) -> None:
        self._result = result
        self._show()

    def _show(self) -> None:
        name, result = Path(self.path).name, self._result
        self._words()
        clear(self._rows)
        clear(self._skipped)
        self._choice.setVisible(result is not None and result.format in _TABLES)
        if result is None:
            self.title.setText(fill(self.tr("Reading %1…"), name))
            self.about.setText("")
            self.take.set_reason(self.tr("The file is being read"))
            return
        self.title.setText(fill(counted(self.tr("%n example(s) in %1", "", result.rows), result.rows), name))
        self.about.setText(self.tr("Nothing is taken yet. Look whether question and answer are right."))
        choices = [("", self.tr("none")), *((column, column) for column in result.names)]
        for field, select in self.selects.items():
            select.set_choices(choices)
            select.set_value(getattr(result.columns, field))
        for text in result.preview[:_FIRST]:
            self._rows.addWidget(Divider())
            self._rows.addWidget(Label(text.question, "body_strong", wrap=True))
            self._rows.addWidget(Label(text.answer, "body", "secondary", wrap=True))
        self._show_skipped(result)
        self.take.setText(fill(self.tr("Take %1"), formats.number(result.rows)))
        self.take.set_reason("" if result.rows else self.tr("No row can be an example with these columns"))

    def _show_skipped(self, result: ReadRowsResult) -> None:
        if count := result.skipped_total:
            head = counted(self.tr("%n row(s) will be passed over:", "", count), count)
            self._skipped.addWidget(Label(head, "body", "warning", wrap=True))
        for line in skipped_rows(result.skipped, count, result.passed, result.hidden):
            self._skipped.addWidget(Label(line, "caption", "secondary", wrap=True))

    def _words(self) -> None:
        names = {
            "question": self.tr("Question"), "answer": self.tr("Answer"),
            "quote": self.tr("Quote"), "system": self.tr("Instruction"),
        }  # fmt: skip
        for field, label in self._labels.items():
            label.setText(names[field])
            words = fill(self.tr("Column of the file: %1"), names[field])
            self.selects[field].setAccessibleName(words)
        self.take.setText(self.tr("Take"))
        self.cancel.setText(self.tr("Do not take"))

    def retranslate(self) -> None:
        if self.path:
            self._show()
