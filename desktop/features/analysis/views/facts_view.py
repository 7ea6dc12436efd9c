"""A table of facts as a grid; the chosen cell stands below in full, with its places."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.features.analysis.domain.analysis import Analysis, Fact, FactState
from desktop.features.analysis.viewmodels.facts_table_model import FactsTableModel
from desktop.features.analysis.views.places import PlacesText
from desktop.ui.theme import theme
from desktop.ui.widgets import Card, Label
from desktop.ui.widgets.base import column
from desktop.ui.widgets.table import CellGrid
from desktop.ui.widgets.translated import Translated
from workers.text.shown_words import shown_words

_LINES = 3  # of a cell; the rest stands below the grid
_NAME_WIDTH, _LEAST_WIDTH = 220, 200


class FactsView(Translated, QWidget):
    """Signals: `opened(places, index)` for the panel of sources."""

    opened = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.model = FactsTableModel()
        self.model.setParent(self)
        layout = column(self, 12, (24, 8, 24, 16))
        self.grid = CellGrid(self.model)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.grid.selectionModel().currentChanged.connect(self._choose)
        self.grid.activated.connect(self._open)
        self.grid.doubleClicked.connect(self._open)
        self.grid.resized.connect(self._share)
        self.model.dataChanged.connect(lambda *_: self._show_cell())
        self.model.modelReset.connect(self._share)
        self.card = Card(padding=16, spacing=6)
        self.title = Label("", "body_strong", wrap=True)
        self.text = PlacesText("")
        self.text.chosen.connect(self.opened)
        self.card.body.addWidget(self.title)
        self.card.body.addWidget(self.text)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.card)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def show_facts(self, analysis: Analysis, cells: dict[str, Fact]) -> None:
        """The table as far as it is made."""
        self.model.show(analysis, cells)
        self._show_cell()

    def _choose(self, index: QModelIndex) -> None:
        self._show_cell()
        fact = self.model.fact(index)
        if fact is not None and fact.state is FactState.ANSWERED and fact.citations:
            self.opened.emit(fact.citations, 0)

    def _open(self, index: QModelIndex) -> None:
        fact = self.model.fact(index)
        if fact is not None and fact.citations:
            self.opened.emit(fact.citations, 0)

    def _show_cell(self) -> None:
        index = self.grid.currentIndex()
        fact = self.model.fact(index)
        self.card.setVisible(fact is not None)
        if fact is None:
            return
        name = self.model.index(index.row(), 0).data()
        question = self.model.headerData(index.column(), Qt.Orientation.Horizontal)
        self.title.setText(f"{name} — {question}")
        if fact.state is FactState.ANSWERED and fact.sentences:
            said = [(shown_words(fact.text[one.start : one.end]), one.citations) for one in fact.sentences]
            self.text.show_sentences(said, fact.citations)
        else:
            numbers = tuple(one.number for one in fact.citations)
            self.text.show_sentences([(str(index.data()), numbers)], fact.citations)

    def _restyle(self) -> None:
        self.grid.setFont(theme().font("body"))
        self.grid.verticalHeader().setDefaultSectionSize(_LINES * theme().line("body") + 12)
        self.grid.horizontalHeader().setFixedHeight(theme().height("table_head"))
        self._share()

    def _share(self) -> None:
        count = self.model.columnCount()
        if not count:
            return
        room = self.grid.viewport().width() - _NAME_WIDTH
        each = max(_LEAST_WIDTH, room // max(count - 1, 1))
        for at in range(count):
            self.grid.setColumnWidth(at, each if at else _NAME_WIDTH)

    def retranslate(self) -> None:
        self.grid.setAccessibleName(self.tr("Table of facts"))
        self.text.setAccessibleName(self.tr("The chosen cell"))
