"""The page of a source: the quoted words are marked, black on yellow, and brought into view."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent

from desktop.ui.sources.page_image import PageArea
from desktop.ui.sources.page_text import PageText
from desktop.ui.sources.sheet import SheetTable
from tests.helpers.gui import plain_theme, pump
from workers.contract.specs import PageView, SheetRow

BOX = (0.1, 0.7, 0.8, 0.05)


@pytest.fixture
def page(tmp_path: Path) -> PageView:
    plain_theme()
    image = QImage(800, 1130, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    for x in range(100, 300):
        for y in range(810, 820):
            image.setPixel(x, y, 0xFF000000)
    file = tmp_path / "страница.png"
    assert image.save(str(file))
    return PageView("d", 4, 12, str(file), 800, 1130, (BOX,))


def test_boxes_are_multiplied_over_the_image(page: PageView) -> None:
    area = PageArea()
    area.resize(352, 420)
    area.show()
    area.show_view(page, 100, "Документ, страница 4 из 12")
    pump()
    shown = area.page.grab().toImage()
    ratio = shown.width() / area.page.width()
    box = area.page.boxes()[0]
    theme = plain_theme()
    marked = shown.pixelColor(round((box.right() - 8) * ratio), round(box.center().y() * ratio))
    assert marked.name() == theme.colour("marker").name()
    ink = shown.pixelColor(round(0.2 * shown.width()), round(815 / 1130 * shown.height()))
    assert ink.lightness() < 60
    above = shown.pixelColor(round(0.5 * shown.width()), round(0.3 * shown.height()))
    assert above.name() == theme.colour("paper").name()


def test_the_marked_words_are_scrolled_into_view(page: PageView) -> None:
    area = PageArea()
    area.resize(352, 300)
    area.show()
    pump()
    area.show_view(page, 200, "Документ")
    pump()
    top = area.page.boxes()[0].top() - area.verticalScrollBar().value()
    assert area.verticalScrollBar().value() > 0
    assert 0 <= top <= area.viewport().height()


def test_a_sharper_image_is_asked_for_by_device_pixels(page: PageView) -> None:
    widths: list[int] = []
    area = PageArea()
    area.width_changed.connect(widths.append)
    area.resize(500, 300)
    area.show()
    pump()
    assert widths[-1] == round((area.viewport().width() - 32) * area.devicePixelRatioF())


def test_text_is_shown_with_its_words_marked() -> None:
    theme = plain_theme()
    lines = [f"Строка 😀 номер {number}." for number in range(80)]
    text = "\n".join(lines)
    start = text.index("Строка 😀 номер 60.")
    view = PageView("d", 0, 0, text=text, highlight=(start, start + len("Строка 😀 номер 60.")))
    paper = PageText()
    paper.resize(320, 240)
    paper.show()
    paper.show_view(view, 100)
    pump()
    assert paper.highlighted() == "Строка 😀 номер 60."
    cursor = paper.document().find("номер 60")
    assert cursor.charFormat().background().color().name() == theme.colour("marker").name()
    other = paper.document().find("номер 59")
    assert other.charFormat().background().color().name() != theme.colour("marker").name()
    assert paper.viewport().rect().contains(paper.cursorRect(cursor).center())


def sheet() -> PageView:
    rows = [SheetRow(("Штатное расписание",), "Штатное расписание"), SheetRow(("Отдел", "Оклад"), head=True)]
    rows += [SheetRow((f"Цех {at}", f"{at} 000"), f"Отдел: Цех {at}; Оклад: {at} 000") for at in range(80)]
    rows[62] = replace(rows[62], marked=(1,))
    return PageView("d", 1, 2, text="…", rows=tuple(rows))


def test_a_sheet_is_a_table_with_its_cells_marked_and_in_view() -> None:
    theme = plain_theme()
    table = SheetTable()
    table.resize(420, 300)
    table.show()
    table.show_view(sheet(), 100)
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


def test_cells_of_a_sheet_are_copied_as_a_sheet_takes_them() -> None:
    plain_theme()
    table = SheetTable()
    table.show_view(sheet(), 100)
    model = table.model()
    flags = QItemSelectionModel.SelectionFlag.Select
    table.selectionModel().select(QItemSelection(model.index(1, 0), model.index(2, 1)), flags)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    table.keyPressEvent(key)
    assert QGuiApplication.clipboard().text() == "Цех 0\t0 000\nЦех 1\t1 000"


def test_a_sheet_grows_with_the_zoom() -> None:
    plain_theme()
    table = SheetTable()
    table.resize(420, 300)
    table.show_view(sheet(), 100)
    heights = table.rowHeight(1), table.columnWidth(1)
    table.show_view(sheet(), 200)
    assert table.rowHeight(1) > 1.5 * heights[0] and table.columnWidth(1) > 1.5 * heights[1]
