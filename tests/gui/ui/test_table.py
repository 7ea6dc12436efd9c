"""The one table of the window: widths, keys, sorting, selection, what a row is opened with."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.ui.row_table import ROW
from desktop.ui.theme import theme
from desktop.ui.widgets.table import Table, TableCard, TableColumn
from desktop.ui.widgets.table.columns import fitted_widths, shared_widths
from tests.helpers.gui import plain_theme, pump

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Planet:
    id: str
    moons: int


class Planets(QAbstractTableModel):
    """Two columns: name and moons."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [Planet("Mars", 2), Planet("Earth", 1), Planet("Saturn", 274)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        words = {Qt.ItemDataRole.DisplayRole: (row.id, str(row.moons))[index.column()], ROW: row}
        return words.get(Qt.ItemDataRole(role))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        words = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return ("Name", "Moons")[section] if words else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        down = order is Qt.SortOrder.DescendingOrder
        self.beginResetModel()
        self.rows.sort(key=lambda row: (row.id, row.moons)[column], reverse=down)
        self.endResetModel()


@pytest.fixture
def planets() -> Planets:
    plain_theme()
    return Planets()


def shown(table: Table) -> Table:
    table.resize(400, 300)
    table.show()
    pump(0.05)
    return table


COLUMNS = [TableColumn(colour="text"), TableColumn(80, right=True)]


def test_a_column_without_a_measure_takes_what_the_others_leave() -> None:
    columns = [TableColumn(64), TableColumn(), TableColumn(share=0.4, least=80, most=200, hides=True)]
    assert shared_widths(columns, 664, 1.0) == {0: 64, 1: 400, 2: 200}
    assert shared_widths(columns, 364, 1.0) == {0: 64, 1: 180, 2: 120}
    assert shared_widths(columns, 244, 1.0) == {0: 64, 1: 180}, "too narrow: it goes"
    assert shared_widths(columns, 664, 1.5)[0] == 96, "measures grow with the text"


def test_a_compact_table_is_as_wide_as_its_words() -> None:
    columns = [
        TableColumn(least=100, most=200),
        TableColumn(right=True),
        TableColumn(hides=True),
        TableColumn(),
    ]
    needed = {0: 90, 1: 40, 2: 60, 3: 50}
    wide, narrow = fitted_widths(columns, 600, needed), fitted_widths(columns, 300, needed)
    assert wide == {0: 338, 1: 72, 2: 92, 3: 98} and sum(wide.values()) == 600
    assert 2 not in narrow and sum(narrow.values()) == 300


def test_a_click_on_the_header_sorts_and_a_second_one_turns_it_round(planets: Planets) -> None:
    table = shown(Table(planets, COLUMNS, sortable=True))
    table.select("Saturn")
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 10, header.height() // 2)
    orders = []
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append([row.moons for row in planets.rows])
    assert orders == [[1, 2, 274], [274, 2, 1]]
    assert [row.id for row in table.selected()] == ["Saturn"], "it stays selected"


def test_keys_open_take_out_and_look(planets: Planets) -> None:
    looked: list[Planet] = []
    table = shown(Table(planets, COLUMNS, keys={Qt.Key.Key_Space: looked.append}))
    opened: list[Planet] = []
    deleted: list[bool] = []
    table.opened.connect(opened.append)
    table.deleting.connect(lambda: deleted.append(True))
    table.select("Earth")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        QTest.keyClick(table, key)
    assert opened == looked == [Planet("Earth", 1)] and deleted == [True]


def test_all_selected_rows_are_copied(planets: Planets) -> None:
    table = Table(planets, (TableColumn(80), TableColumn()))
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Mars\t2\nEarth\t1\nSaturn\t274"


def test_a_click_opens_a_line_of_a_compact_table_alone(planets: Planets) -> None:
    opened: list[Planet] = []
    for compact in (False, True):
        table = shown(Table(planets, COLUMNS, compact=compact))
        table.opened.connect(opened.append)
        place = table.visualRect(planets.index(0, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert opened == ([Planet("Mars", 2)] if compact else [])


def test_a_card_is_as_high_as_its_rows(planets: Planets) -> None:
    card = TableCard(Table(planets, COLUMNS), least=2, most=12, kept=1)
    row, head = theme().height("table_row"), theme().height("table_head")
    assert card.sizeHint().height() == head + 3 * row + 10
    assert card.minimumSizeHint().height() == head + row + 10
    planets.rows.clear()
    assert card.sizeHint().height() == head + 2 * row + 10
