"""A sheet as a table: names of columns, cells that hold the quote, what is copied."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QStandardItem, QStandardItemModel

from desktop.ui.viewer.sheet_table import SheetTable
from desktop.ui.widgets.table import CellGrid
from tests.helpers.gui import plain_theme, pump
from workers.contract.specs.search import SheetRow


@pytest.fixture
def sheet() -> list[SheetRow]:
    plain_theme()
    rows = [SheetRow(("Штатное расписание",), "Штатное расписание"), SheetRow(("Отдел", "Оклад"), head=True)]
    for at in range(80):
        text = f"Отдел: Цех {at}; Оклад: {at} 000"
        rows.append(SheetRow((f"Цех {at}", f"{at} 000"), text, start=100 * (at + 1)))
    rows[62] = replace(rows[62], marked=(1,))
    return rows


def test_a_sheet_is_a_table_with_its_cells_marked_and_in_view(sheet: list[SheetRow]) -> None:
    theme = plain_theme()
    table = SheetTable()
    table.resize(420, 300)
    table.show()
    table.show_rows(sheet, 100)
    table.to_marked()
    pump()
    assert table.marked() == ["60 000"]
    model = table.model()
    across = Qt.Orientation.Horizontal
    assert [model.headerData(at, across) for at in (0, 1)] == ["Отдел", "Оклад"]
    assert model.rowCount() == 81 and table.columnSpan(0, 0) == 2, "a line outside the table goes across"
    cell = model.index(61, 1)
    assert table.viewport().rect().contains(table.visualRect(cell).center())
    image = table.viewport().grab().toImage()
    place = table.visualRect(cell).topRight() * image.devicePixelRatio()
    assert image.pixelColor(place.x() - 6, place.y() + 4).name() == theme.colour("marker").name()
    beside = table.visualRect(model.index(61, 0)).topRight() * image.devicePixelRatio()
    assert image.pixelColor(beside.x() - 6, beside.y() + 4).name() == theme.colour("paper").name()


def test_cells_of_a_sheet_are_copied_as_a_sheet_takes_them(sheet: list[SheetRow]) -> None:
    table = SheetTable()
    table.show_rows(sheet, 100)
    model = table.model()
    flags = QItemSelectionModel.SelectionFlag.Select
    table.selectionModel().select(QItemSelection(model.index(1, 0), model.index(2, 1)), flags)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    table.keyPressEvent(key)
    assert QGuiApplication.clipboard().text() == "Цех 0\t0 000\nЦех 1\t1 000"


def test_a_cell_of_several_lines_is_copied_as_one_cell() -> None:
    model = QStandardItemModel(1, 3)
    for column, words in enumerate(("раз\nдва", 'тип "А"', '"Б"')):
        model.setItem(0, column, QStandardItem(words))
    grid = CellGrid(model)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    grid.setCurrentIndex(model.index(0, 0))
    grid.keyPressEvent(key)
    assert QGuiApplication.clipboard().text() == "раз\nдва"
    grid.selectAll()
    grid.keyPressEvent(key)
    assert QGuiApplication.clipboard().text() == '"раз\nдва"\tтип "А"\t"""Б"""'


def test_a_sheet_grows_with_the_zoom(sheet: list[SheetRow]) -> None:
    table = SheetTable()
    table.resize(420, 300)
    table.show_rows(sheet, 100)
    heights = table.rowHeight(1), table.columnWidth(1)
    table.set_zoom(200)
    assert table.rowHeight(1) > 1.5 * heights[0] and table.columnWidth(1) > 1.5 * heights[1]


def test_rows_come_above_and_below_without_the_names_again(sheet: list[SheetRow]) -> None:
    table = SheetTable()
    table.resize(420, 300)
    table.show()
    head, middle = sheet[1], sheet[22:42]
    table.show_rows([head, *middle], 100)
    pump()
    table.verticalScrollBar().setValue(60)
    before = table.rowAt(100)
    table.add_rows([head, *sheet[2:22]], above=True)
    table.add_rows([head, *sheet[42:]], above=False)
    pump()
    assert table.model().rowCount() == 80
    assert table.rowAt(100) == before + 20, "what the reader sees stays where it is"
    table.to_offset(sheet[70].start, "68 000")
    assert table.currentIndex().data() == "68 000"
