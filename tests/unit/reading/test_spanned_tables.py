"""Tables of texts, pages and slides whose head has several levels."""

from pathlib import Path

import docx
import pptx
import pytest
from pptx.util import Inches

from tests.unit.reading.files import read, written
from workers.contract.reading import ExtractedDocument
from workers.tables.shaping import shape

# Rows of (text, columns, rows): the head of two levels, a name that goes over two rows.
REVENUE = (
    (("Филиал", 1, 2), ("Вид", 1, 2), ("Выручка", 2, 1), ("Затраты", 2, 1)),
    (("2024", 1, 1), ("2025", 1, 1), ("2024", 1, 1), ("2025", 1, 1)),
    (("Тверь", 1, 2), ("Насосы", 1, 1), ("120", 1, 1), ("135", 1, 1), ("80", 1, 1), ("91", 1, 1)),
    (("Клапаны", 1, 1), ("40", 1, 1), ("38", 1, 1), ("22", 1, 1), ("25", 1, 1)),
)
NAMES = ["Филиал", "Вид", "Выручка 2024", "Выручка 2025", "Затраты 2024", "Затраты 2025"]


def _page(path: Path) -> ExtractedDocument:
    rows = "".join(
        "<tr>"
        + "".join(f"<td colspan={wide} rowspan={high}>{text}</td>" for text, wide, high in row)
        + "</tr>"
        for row in REVENUE
    )
    return written(path / "a.html", f"<h1>Итоги</h1><table>{rows}</table><p>Конец.</p>")


def _places(row: int) -> list[tuple[int, str, int, int]]:
    """The cells of a row with their columns."""
    taken = {column for column in (0, 1) if row == 1} | ({0} if row == 3 else set())
    found, column = [], 0
    for text, wide, high in REVENUE[row]:
        while column in taken:
            column += 1
        found.append((column, text, wide, high))
        column += wide
    return found


def _text(path: Path) -> ExtractedDocument:
    document = docx.Document()
    table = document.add_table(rows=4, cols=6)
    for row in range(4):
        for column, text, wide, high in _places(row):
            cell = table.cell(row, column)
            if wide > 1 or high > 1:
                cell = cell.merge(table.cell(row + high - 1, column + wide - 1))
            cell.text = text
    document.add_paragraph("Конец.")
    document.save(str(path / "a.docx"))
    return read(path / "a.docx")


def _slide(path: Path) -> ExtractedDocument:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    table = slide.shapes.add_table(4, 6, Inches(1), Inches(1), Inches(8), Inches(3)).table
    for row in range(4):
        for column, text, wide, high in _places(row):
            if wide > 1 or high > 1:
                table.cell(row, column).merge(table.cell(row + high - 1, column + wide - 1))
            table.cell(row, column).text = text
    show.save(str(path / "a.pptx"))
    return read(path / "a.pptx")


def _open_text(path: Path) -> ExtractedDocument:
    rows = ""
    for row in REVENUE:
        cells = "".join(
            f'<table:table-cell table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}">'
            f"<text:p>{text}</text:p></table:table-cell>" + "<table:covered-table-cell/>" * (wide - 1)
            for text, wide, high in row
        )
        rows += f"<table:table-row>{cells}</table:table-row>"
    names = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    return written(
        path / "a.fodt",
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{names} {kind}><office:body><office:text>'
        f"<table:table>{rows}</table:table></office:text></office:body></office:document>",
    )


def _book(path: Path) -> ExtractedDocument:
    rows = "".join(
        "<tr>"
        + "".join(f'<td colspan="{wide}" rowspan="{high}">{text}</td>' for text, wide, high in row)
        + "</tr>"
        for row in REVENUE
    )
    body = f"<body><section><p>Итоги</p><table>{rows}</table><p>Конец.</p></section></body>"
    name = "http://www.gribuser.ru/xml/fictionbook/2.0"
    return written(path / "a.fb2", f'<?xml version="1.0"?><FictionBook xmlns="{name}">{body}</FictionBook>')


@pytest.mark.parametrize("made", [_page, _text, _slide, _open_text, _book])
def test_each_value_has_the_names_of_both_levels_and_of_its_row(made, tmp_path: Path) -> None:
    document = made(tmp_path)
    lines = document.text.splitlines()
    assert (
        "Филиал: Тверь; Вид: Насосы; Выручка 2024: 120; Выручка 2025: 135; Затраты 2024: 80; Затраты 2025: 91"
        in lines
    )
    assert any(line.startswith("Филиал: Тверь; Вид: Клапаны; Выручка 2024: 40") for line in lines)
    (table,) = shape(document)
    assert [column.name for column in table.columns] == NAMES
    assert table.rows == 2


def test_heads_of_three_levels(tmp_path: Path) -> None:
    table = (
        "<table><tr><th rowspan=3>Цех<th colspan=4>Выпуск</tr>"
        "<tr><th colspan=2>Январь<th colspan=2>Февраль</tr>"
        "<tr><th>План<th>Факт<th>План<th>Факт</tr><tr><td>1<td>10<td>11<td>12<td>13</tr></table>"
    )
    text = written(tmp_path / "a.html", table).text
    assert text == (
        "Цех: 1; Выпуск Январь План: 10; Выпуск Январь Факт: 11; Выпуск Февраль План: 12; "
        "Выпуск Февраль Факт: 13"
    )


def test_a_name_over_two_of_three_levels_stands_once(tmp_path: Path) -> None:
    table = (
        "<table><tr><td rowspan=3>Товар<td colspan=3>План</tr><tr><td colspan=2>I полугодие"
        "<td rowspan=2>II полугодие</tr><tr><td>I кв.<td>II кв.</tr><tr><td>Болт<td>1<td>2<td>3</tr></table>"
    )
    text = written(tmp_path / "a.html", table).text
    assert text == (
        "Товар: Болт; План I полугодие I кв.: 1; План I полугодие II кв.: 2; План II полугодие: 3"
    )


@pytest.mark.parametrize("names", ["I;II", "2025;2026"])
def test_what_a_pivot_table_sums_up_stands_above_its_head(names: str, tmp_path: Path) -> None:
    rows = f"Сумма по полю Выручка;Год;\nРегион;{names}\nСевер;150;170\nЮг;90;60\n"
    first, second = names.split(";")
    assert written(tmp_path / "a.csv", rows).text.splitlines() == [
        "Сумма по полю Выручка | Год",
        f"Регион: Север; {first}: 150; {second}: 170",
        f"Регион: Юг; {first}: 90; {second}: 60",
    ]


def test_a_row_of_column_numbers_is_no_row_of_values(tmp_path: Path) -> None:
    table = (
        "<table><tr><td rowspan=2>Товар<td colspan=2>Сумма</tr><tr><td>без налога<td>с налогом</tr>"
        "<tr><td>А<td>1<td>2</tr><tr><td>Насос<td>100<td>120</tr></table>"
    )
    document = written(tmp_path / "a.html", table)
    assert document.text.splitlines() == [
        "А | 1 | 2",
        "Товар: Насос; Сумма без налога: 100; Сумма с налогом: 120",
    ]
    assert [one.rows for one in shape(document)] == [1]


@pytest.mark.parametrize(
    "rows",
    [
        # A cell over two columns in a row of values, or as a title: one level of names.
        "<tr><td>Товар<td>Цена<td>Срок</tr><tr><td>Насос<td colspan=2>по запросу</tr>",
        "<tr><td colspan=2>Реквизиты сторон</tr><tr><td>Заказчик<td>ООО «Ромашка»</tr>",
        "<tr><td>Договор<td colspan=2>Годы</tr><tr><td>ООО «Ромашка»<td>2024<td>2025</tr>",
    ],
)
def test_a_wide_cell_alone_makes_no_second_level(rows: str, tmp_path: Path) -> None:
    text = written(tmp_path / "a.html", f"<table>{rows}</table>").text
    assert all(" | " in line or line == "Реквизиты сторон" for line in text.splitlines())


def test_what_stands_around_and_between_tables_keeps_its_place(tmp_path: Path) -> None:
    document = _page(tmp_path)
    assert document.text.startswith("Итоги\n") and document.text.endswith("\n\nКонец.")
    inside = "<table><tr><td>Первый<td>второй</tr><tr><td>А<table><tr><td>б<td>в</tr></table></tr></table>"
    assert written(tmp_path / "b.html", inside).text.split() == ["Первый", "|", "второй", "А", "б", "|", "в"]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (
            ["Филиал;Выручка;;Затраты;", ";план;факт;план;факт", "Тула;1;2;3;4"],
            "Филиал: Тула; Выручка план: 1; Выручка факт: 2; Затраты план: 3; Затраты факт: 4",
        ),
        (
            ["Филиал;2025;;2026;", ";план;факт;план;факт", "Тула;1;2;3;4"],
            "Филиал: Тула; 2025 план: 1; 2025 факт: 2; 2026 план: 3; 2026 факт: 4",
        ),
        (
            ["№;Товар;Остаток;", ";;2025;2026", "1;Болт;20;30"],
            "№: 1; Товар: Болт; Остаток 2025: 20; Остаток 2026: 30",
        ),
        # A cell that is empty in the head, or in a row of values, makes no level.
        (["ФИО;Отдел;", "Котов;Склад;новый", ";Цех;"], "Цех"),
        (["Товар;Цена;", "Болт;12;руб", "Гайка;13;руб"], "Товар: Гайка; Цена: 13; руб"),
        (["Показатель;2025;;2026;", "Выпуск;1;2;3;4"], "Выпуск | 1 | 2 | 3 | 4"),
    ],
)
def test_heads_over_several_columns_whose_cells_are_not_merged(
    rows: list[str], last: str, tmp_path: Path
) -> None:
    assert written(tmp_path / "a.csv", "\n".join(rows)).text.splitlines()[-1] == last
