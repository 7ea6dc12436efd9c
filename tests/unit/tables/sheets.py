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


INVOICES = (
    (
        "Номер",
        "Дата",
        "Контрагент",
        "Сумма без НДС, руб.",
        "Сумма с НДС, руб.",
        "Оплачено, руб.",
        "Состояние",
    ),
    ("С-1", "05.08.2026", "ООО «Лиана»", "100 000", "120 000", "120 000", "Принят"),
    ("С-2", "19.08.2026", "ООО «Лиана»", "-10 000", "-12 000", "", "Не принят"),
    ("С-3", "02.09.2026", "АО «Пульс»", "150 000", "180 000", "50 000", "Принят"),
    ("С-4", "30.09.2026", "АО «Пульс»", "60 000", "72 000", "", "Принят"),
    ("Итого", "", "", "300 000", "360 000", "170 000", ""),
)
TARIFFS = (
    ("Услуга", "Тариф, руб.", "Действует с", "Действует по"),
    ("Вода", "48,37", "01.01.2026", "30.06.2026"),
    ("Вода", "52,10", "01.07.2026", "31.12.2026"),
    ("Охрана", "12 500", "01.03.2026", ""),
)
POSTS = (
    ("Подразделение", "Должность", "Кол-во штатных единиц", "Оклад, руб.", "Надбавка", "ФОТ в месяц, руб."),
    ("Учебная часть", "Методист", "2", "51 000", "5%", "107 100"),
    ("Учебная часть", "Лаборант", "0,5", "33 000", "0%", "16 500"),
    ("Хозяйство", "Дворник", "0,75", "27 500", "20%", "24 750"),
)
MONTHS = (
    ("Ф. И. О.", "Январь Начислено", "Январь Удержано", "Февраль Начислено", "Февраль Удержано"),
    ("Аверина Т. П.", "62 000", "8 060", "71 300", "9 269"),
    ("Жаров П. П.", "31 000", "4 030", "30 000", "3 900"),
)
LEAVES = (
    ("ФИО", "Дата начала", "Дата окончания", "Кол-во дней"),
    ("Бурцев Н. О.", "06.07.2026", "02.08.2026", "28"),
    ("Зуева П. Л.", "01.10.2026", "07.10.2026", "7"),
)
