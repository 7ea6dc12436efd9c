"""Rows that have an id as a table, kept up to date without losing what is selected."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class Identified(Protocol):
    """What is listed by its id."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Identified)


class RowTable(QAbstractTableModel, Generic[R]):
    """The base of the models of documents, examples and questions, which say what stands in the five columns.
    The row itself is given by the role `ROW`."""

    COLUMNS = 5

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[R] = []
        self._places: dict[str, int] | None = None  # id → place, once it was asked for

    def place(self, row: str) -> int | None:
        """Where the row of that id stands; None where it is not listed."""
        if self._places is None:
            self._places = {row.id: at for at, row in enumerate(self._rows)}
        return self._places.get(row)

    def replace_row(self, at: int, row: R) -> None:
        """Another state of the row that stands there."""
        self._rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.COLUMNS - 1))

    def row(self, at: int) -> R | None:
        """The row that stands there in the table; None outside it."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @abstractmethod
    def _word(self, row: R, column: int) -> str:
        """The words of a cell; `column` is 0…COLUMNS - 1."""

    @abstractmethod
    def hint(self, row: R, column: int) -> str:
        """The tooltip of a cell."""

    def show_rows(self, wanted: Sequence[R], everything: bool = False) -> None:
        """Show these. Where the same rows are listed, in whatever order, selection and scrolling stay;
        `everything`: cells may be others although their rows are equal."""
        old, new = self._rows, list(wanted)
        self._places = None
        if [row.id for row in old] == [row.id for row in new]:
            both = enumerate(zip(old, new, strict=True))
            changed = [at for at, (a, b) in both if everything or (a is not b and a != b)]
            self._rows = new
            if changed:
                self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], self.COLUMNS - 1))
            return
        places = {row.id: at for at, row in enumerate(new)}
        if len(old) != len(new) or any(row.id not in places for row in old):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        after = [self.createIndex(places[old[i.row()].id], i.column()) for i in before]
        self._rows = new
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self.COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._word(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.hint(row, index.column())
        return None
