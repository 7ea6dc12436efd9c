"""What tables become: names, kinds and units of columns, exact numbers, rows of totals."""

import pytest

from tests.unit.tables.sheets import STAFF, STOCK, only, rows_of, sheet
from workers.contract.reading import ExtractedDocument, Heading
from workers.contract.tables import ColumnKind
from workers.reading.building import Builder
from workers.reading.tables import Cell, add_rows
from workers.tables.values import value_of


def test_columns_have_kinds_and_units_and_totals_are_marked() -> None:
    table = only(sheet(STAFF, "Штат на 1 мая"))
    assert [(one.kind.value, one.unit) for one in table.columns] == [
        ("text", ""), ("text", ""), ("text", ""), ("currency", "руб."), ("number", "лет"), ("date", ""),
    ]  # fmt: skip
    assert (table.caption, table.label, table.page) == ("Штат на 1 мая", "Лист1", 1)
    rows = rows_of(table)
    assert [row.total for row in rows] == [False] * 4 + [True]
    assert rows[1].values == (None, None, None, 118500.5, 11.0, "2014-09-01")


def test_a_row_knows_its_place_in_the_text() -> None:
    document = sheet(STOCK)
    for row in rows_of(only(document)):
        assert row.cells[1] in document.text[row.start : row.end]
        assert "\n" not in document.text[row.start : row.end]


def test_codes_with_leading_zeros_are_no_numbers() -> None:
    table = only(sheet(STOCK))
    assert table.columns[0].kind is ColumnKind.TEXT
    assert table.columns[4].kind is ColumnKind.PERCENT


def test_the_exact_number_counts_and_not_the_rounded_one() -> None:
    builder = Builder()
    rows = [
        [Cell("Товар"), Cell("Цена")],
        [Cell("Гайка"), Cell("1,35", is_text=False, number=1.3456)],
        [Cell("Болт"), Cell("27,5 %", is_text=False, number=0.27453)],
    ]
    add_rows(builder, rows)
    shaped = rows_of(only(builder.finish("xlsx")))
    assert [row.values[1] for row in shaped] == [1.3456, 27.453]


def test_lines_with_divided_cells_are_a_table_and_a_head_that_stands_again_is_no_row() -> None:
    lines = ["Режим", "Цех | Начало | Часы", "Сборка | 8:00 | 40", "Цех | Начало | Часы", "Склад | 6:30 | 36"]
    table = only(ExtractedDocument("\n".join(lines)))
    assert [one.name for one in table.columns] == ["Цех", "Начало", "Часы"]
    assert (table.rows, table.caption) == (2, "Режим")


def test_a_line_across_a_table_says_what_the_rows_below_belong_to() -> None:
    rows = [["Работник", "Часы"], ["Участок 1"], ["Белов", "8"], ["Участок 2"], ["Серов", "6"]]
    shaped = rows_of(only(sheet(rows)))
    assert [row.cells for row in shaped] == [("Белов", "8", "Участок 1"), ("Серов", "6", "Участок 2")]


@pytest.mark.parametrize(
    ("shown", "number", "unit"),
    [
        ("1 234,50 ₽", 1234.5, "₽"), ("$1,234.50", 1234.5, "$"), ("-15", -15, ""), ("(15 300)", -15300, ""),
        ("2,4 млн руб.", 2_400_000, "руб."), ("12 шт", 12, "шт"), ("1.234.567", 1_234_567, ""),
        ("7,5 %", 7.5, "%"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(shown: str, number: float, unit: str) -> None:
    value = value_of(shown)
    assert (value.number, value.unit) == (number, unit)


@pytest.mark.parametrize(
    "shown", ["ИН-4406", "8:00", "2 этаж левый", "000417", "11:30–12:15", "3х2,5", "А-1"]
)
def test_what_is_no_number(shown: str) -> None:
    assert value_of(shown).kind is ColumnKind.TEXT


@pytest.mark.parametrize("shown", ["01.10.2026", "1 октября 2026 г.", "2026-10-01", "October 1, 2026"])
def test_days(shown: str) -> None:
    assert value_of(shown).day == "2026-10-01"


def test_the_last_line_of_a_long_heading_names_a_table_once() -> None:
    heading = "Перечень должностей работников с ненормированным рабочим днём"
    lines = ["Перечень должностей работников с ненормированным рабочим", "днём"]
    rows = ["Должность | Дней", "Водитель | 5", "Юрист | 3"]
    document = ExtractedDocument("\n".join((*lines, *rows)), headings=(Heading(0, 1, heading),))
    assert only(document).caption == heading
    under = ExtractedDocument("\n".join((heading, "В днях", *rows)), headings=(Heading(0, 1, heading),))
    assert only(under).caption == f"{heading}. В днях"
