"""The rows that an answer was reckoned from, as a small table; a row opens the place where it stands."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.row_table import RowTable
from desktop.ui.widgets import Label
from desktop.ui.widgets.base import column
from desktop.ui.widgets.table import Table, TableColumn
from desktop.ui.widgets.translated import Translated
from workers.contract.specs.answers import Citation, TableAnswer, TableRow

_SHARES = (0.38, 0.26)  # of the width, of the columns before the last
_MOST_COLUMNS = len(_SHARES) + 1  # that have room beside a chat; the others stand in a row's hint


class _Row:
    """A row by its place in the answer."""

    def __init__(self, at: int, row: TableRow) -> None:
        self.id, self.row = str(at), row


class _Rows(RowTable[_Row]):
    def __init__(self, names: Sequence[str], shown: Sequence[int]) -> None:
        super().__init__()
        self._names, self._shown = names, shown
        self.COLUMNS = len(shown)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._names[self._shown[section]] if across else None

    def _word(self, row: _Row, column: int) -> str:
        at = self._shown[column]
        return row.row.cells[at] if at < len(row.row.cells) else ""

    def hint(self, row: _Row, column: int) -> str:
        pairs = zip(self._names, row.row.cells, strict=False)
        return "\n".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)


class TableRows(Translated, QWidget):
    """Signals: `opened(Citation)` the place of a row is wanted."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.answer: TableAnswer | None = None
        self.table: Table | None = None
        self._lines: QVBoxLayout = column(self, 8, (0, 12, 0, 0))
        self.count = Label("", "caption", "tertiary", wrap=True)
        self.count.setContentsMargins(16, 0, 16, 0)
        self._lines.addWidget(self.count)

    def show_answer(self, answer: TableAnswer) -> None:
        """Show the rows of an answer."""
        if answer == self.answer:
            return
        self.answer = answer
        if self.table is not None:
            self._lines.removeWidget(self.table)
            self.table.deleteLater()
        shown = _columns(answer)
        model = _Rows(answer.columns, shown)
        model.show_rows([_Row(at, row) for at, row in enumerate(answer.rows)])
        widths = [TableColumn(share=share) for share in _SHARES[: len(shown) - 1]]
        self.table = Table(model, [*widths, TableColumn(colour="text")])
        model.setParent(self.table)
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.opened.connect(lambda row: self._open(int(row.id)))
        self._lines.addWidget(self.table, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say all words again."""
        answer = self.answer
        if answer is None or self.table is None:
            return
        used, total = formats.number(answer.used), formats.number(answer.total)
        words = fill(self.tr("Rows that were counted: %1 of %2. A row opens its place."), used, total)
        if answer.used > len(answer.rows):
            shown = formats.number(len(answer.rows))
            words += " " + fill(self.tr("The first %1 are shown."), shown)
        self.count.setText(words)
        self.table.setAccessibleName(self.tr("Rows that the answer was reckoned from"))

    def _open(self, at: int) -> None:
        answer = self.answer
        if answer is not None and 0 <= at < len(answer.rows):
            row = answer.rows[at]
            quote = "; ".join(cell for cell in row.cells if cell)
            place = (answer.document, answer.name, answer.page, row.start, row.end, quote)
            self.opened.emit(Citation(at + 1, *place))


def _columns(answer: TableAnswer) -> list[int]:
    """The columns that the query looks at, and those that name the rows, in the order of the table."""
    query = answer.query
    conditions = [*query.get("where", ()), *(one for side in query.get("sides", ()) for one in side)]
    names = [query.get("label"), query.get("measure"), *query.get("across", ())]
    names += [one.get("column") for one in conditions]
    used = [at for at, name in enumerate(answer.columns) if name and name in names]
    # «№» tells nothing of a row.
    others = [at for at, name in enumerate(answer.columns) if any(map(str.isalpha, name)) and at not in used]
    return sorted([*used, *others][:_MOST_COLUMNS]) or list(range(min(_MOST_COLUMNS, len(answer.columns))))
