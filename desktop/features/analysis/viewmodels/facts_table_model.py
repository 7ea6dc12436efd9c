"""A table of facts for a grid: a row a document, a column a question."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.features.analysis.domain.analysis import Analysis, Fact, FactState
from desktop.features.analysis.domain.cells import place_of
from desktop.features.analysis.viewmodels import analysis_words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FactsTableModel(QAbstractTableModel):
    """Cells come one by one: only what is new is told."""

    def __init__(self) -> None:
        super().__init__()
        self._analysis: Analysis | None = None
        self._cells: dict[str, Fact] = {}

    def show(self, analysis: Analysis, cells: dict[str, Fact]) -> None:
        """Another table, or more of the same."""
        before = self._analysis
        same = before is not None and (before.id, before.subjects) == (analysis.id, analysis.subjects)
        if not same:
            self.beginResetModel()
        new = [place for place in cells if self._cells.get(place) != cells[place]]
        self._analysis, self._cells = analysis, dict(cells)
        if not same:
            self.endResetModel()
            return
        at = {subject.document: number for number, subject in enumerate(analysis.subjects)}
        for place in new:
            number, _, document = place.partition("/")
            if document in at:
                index = self.index(at[document], int(number) + 1)
                self.dataChanged.emit(index, index)

    def fact(self, index: Index) -> Fact | None:
        """What stands in a cell; None for the names and for what is still to come."""
        if self._analysis is None or not index.isValid() or index.column() == 0:
            return None
        document = self._analysis.subjects[index.row()].document
        return self._cells.get(place_of(document, index.column() - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._analysis is None else len(self._analysis.subjects)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._analysis is None else len(self._analysis.questions) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._analysis is None or not index.isValid():
            return None
        if index.column() == 0:
            name = self._analysis.subjects[index.row()].name
            return name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        fact = self.fact(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return analysis_words.cell(fact) if fact is not None else "…"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return analysis_words.cell(fact) if fact is not None else self.tr("not asked yet")
        if role == Qt.ItemDataRole.ToolTipRole and fact is not None and fact.state is FactState.ANSWERED:
            return "\n\n".join(" ".join(one.quote.split()) for one in fact.citations)[:1000]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._analysis is None or orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._analysis.questions[section - 1] if section else self.tr("Document")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
