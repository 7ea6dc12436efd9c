"""Tables for the tests of this folder: a staff list with totals, a stock in units of several kinds."""

from collections.abc import Sequence

from workers.contract.reading import ExtractedDocument
from workers.contract.tables import TypedRow, TypedTable, unpack
from workers.reading.building import Builder
from workers.reading.tables import Cell, add_rows
from workers.tables.mentions import View
from workers.tables.shaping import shape

STAFF = (
    ("Отдел", "ФИО", "Должность", "Оклад, руб.", "Стаж, лет", "Дата приёма"),
    ("Продажи", "Орлова А. П.", "менеджер", "62 000", "4", "12.03.2021"),
    ("Продажи", "Кравцов И. И.", "руководитель", "118 500,50", "11", "01.09.2014"),
    ("Логистика", "Седов П. Р.", "водитель", "71 200", "7", "17.05.2018"),
    ("Логистика", "Юрьева М. С.", "диспетчер", "54 300", "2", "03.02.2023"),
    ("Итого", "", "", "306 000,50", "", ""),
)
STOCK = (
    ("Код", "Наименование", "Ед. изм.", "Остаток", "Скидка"),
    ("001", "Кабель ВВГ 3х2,5", "м", "1 250", "0 %"),
    ("002", "Розетка двойная", "шт", "84", "10 %"),
    ("003", "Розетка одинарная", "шт", "116", "0 %"),
)


def sheet(rows: Sequence[Sequence[str]], caption: str = "", name: str = "Лист1") -> ExtractedDocument:
    """The document of one sheet."""
    builder = Builder()
    builder.sheet(name)
    above = [[Cell(caption)]] if caption else []
    add_rows(builder, [*above, *([Cell(cell) for cell in row] for row in rows)])
    return builder.finish("xlsx")


def only(document: ExtractedDocument) -> TypedTable:
    """The one table of a document."""
    (table,) = shape(document)
    return table


def rows_of(table: TypedTable) -> list[TypedRow]:
    """Its rows."""
    return [
        TypedRow(start, end, bool(total), tuple(cells), tuple(values))
        for start, end, total, cells, values in unpack(table.blocks)
    ]


def view(document: ExtractedDocument, name: str = "Файл.xlsx", number: int = 1) -> View:
    """The table as the planner sees it."""
    table = only(document)
    rows = rows_of(table)
    return View(number, table.columns, name, table.label, table.caption, lambda: rows, table.rows)
