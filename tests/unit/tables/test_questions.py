"""Questions to plans, and plans to answers, over small tables."""

from decimal import Decimal

import pytest

from tests.unit.tables.sheets import STAFF, STOCK, sheet, view
from workers.answering.table_answer import table_answer
from workers.contract.notes import Note, NoteCode
from workers.contract.tables import Column, ColumnKind
from workers.tables.asking import ask
from workers.tables.choosing import Chosen, choose
from workers.tables.plan import Comparison, Condition, Operation, Plan, check

STAFF_LIST = view(sheet(STAFF, "Штатное расписание"), "Персонал.xlsx", 1)
STOCK_LIST = view(sheet(STOCK, "Остатки"), "Склад.xlsx", 2)


def chosen(question: str) -> Chosen | None:
    return choose(question, [STAFF_LIST, STOCK_LIST])


@pytest.mark.parametrize(
    ("question", "value", "names"),
    [
        ("Какова общая сумма окладов в отделе продаж?", "180500.5", []),
        ("Сколько сотрудников в логистике?", "2", []),
        ("Сколько сотрудников со стажем больше 3 лет?", "3", []),
        ("Какой средний оклад в логистике?", "62750", []),
        ("У кого самый высокий оклад?", "118500.5", ["Кравцов И. И."]),
        ("У кого самый маленький стаж?", "2", ["Юрьева М. С."]),
        ("В каком отделе самый большой средний оклад?", "90250.25", ["Продажи"]),
        ("На сколько оклад водителя больше, чем диспетчера?", "16900", []),
        ("Кого приняли после 1 января 2020 года?", None, ["Орлова А. П.", "Юрьева М. С."]),
        ("Сколько штук розеток на складе?", "200", []),
        ("На сколько товаров скидки нет?", "2", []),
        ("How many employees have an experience of at least 7 years?", "2", []),
    ],
)  # fmt: skip
def test_what_is_reckoned(question: str, value: str | None, names: list[str]) -> None:
    found = chosen(question)
    assert found is not None
    assert found.outcome.value == (None if value is None else Decimal(value))
    assert found.outcome.names == names


@pytest.mark.parametrize(
    "question",
    [
        "Сколько сотрудников в бухгалтерии?",  # no such value
        "Сколько сотрудников уволено?",  # nothing says who
        "Какая сумма премий в отделе продаж?",  # no such column
        "Сколько сотрудников, кроме водителей?",  # what is left out is not understood
        "Сколько единиц на складе?",  # metres and pieces are not added
        "Какой остаток розеток?",  # of which of the two
        "Есть ли скидка на розетку?",
        "Как оформить отпуск?",
        "Сколько дней длится испытательный срок менеджера?",
    ],
)
def test_what_is_not_certain_is_left_to_the_model(question: str) -> None:
    assert chosen(question) is None


def test_people_of_a_time_sheet_count_once_and_rooms_are_not_added_up() -> None:
    rows = [
        ("Работник", "Цех", "Кабинет", "Часы"),
        ("Белов", "Сборка", "101", "8"),
        ("Серов", "Сборка", "102", "6"),
    ]
    hours = view(sheet([*rows, ("Белов", "Сборка", "101", "7")], "Табель"), "Табель.xlsx", 4)
    found = choose("Сколько работников в цехе сборки?", [hours])
    assert found is not None and found.outcome.value == 2
    assert choose("Сколько кабинетов в табеле?", [hours]) is None


def test_how_long_one_thing_is_asks_for_no_sum() -> None:
    rows = [("Работник", "Дней отпуска"), ("Белов", "14"), ("Серов", "11"), ("Чернов", "28")]
    plan = view(sheet(rows, "График отпусков"), "График.xlsx", 5)
    assert choose("Сколько дней отпуск?", [plan]) is None
    for question, days in (("Сколько всего дней отпуска?", 53), ("Сколько дней отпуска у Серова?", 11)):
        found = choose(question, [plan])
        assert found is not None and found.outcome.value == days, question


def test_a_plural_that_names_a_column_of_numbers_asks_for_its_cell() -> None:
    rows = [
        ["Куда", "Суточные, руб. в день"], ["Москва и Санкт-Петербург", "1500"],
        ["Другие города России", "1000"], ["Другие страны", "2500"],
    ]  # fmt: skip
    tables = [view(sheet(rows, "Размер суточных"), "Правила.docx", 1)]
    found = choose("Какие суточные в Москве?", tables)
    assert found is not None and found.outcome.texts == ["1500"]
    found = choose("Какие суточные больше 1200?", tables)  # rows are asked for
    assert found is None or len(found.outcome.names) == 2


def test_a_letter_that_becomes_two_in_lower_case_moves_no_word() -> None:
    parsed = ask("İİİİ Сколько сотрудников в логистике?")
    assert parsed is not None
    assert parsed.noun is not None
    assert parsed.words[parsed.noun].text == "сотрудников"


def test_totals_are_in_no_sum() -> None:
    found = chosen("Какова общая сумма окладов?")
    assert found is not None
    assert (found.outcome.value, found.outcome.used, found.outcome.total) == (Decimal("306000.5"), 4, 4)


def test_two_tables_that_say_different_things_say_nothing() -> None:
    other = [row if row[1] != "Седов П. Р." else (*row[:3], "99 000", *row[4:]) for row in STAFF]
    views = [STAFF_LIST, view(sheet(other, "Штатное расписание"), "Персонал 2.xlsx", 3)]
    assert choose("Какой оклад у водителя?", views) is None
    assert choose("Какой оклад у диспетчера?", views) is not None


def test_the_answer_says_value_rows_table_and_what_was_not_read() -> None:
    document = sheet(STAFF, "Штатное расписание")
    found = chosen("Какова общая сумма окладов в отделе продаж?")
    assert found is not None
    notes = (Note(NoteCode.LIMIT_REACHED, "Лист1"),)
    said = table_answer(found, "d", "Персонал.xlsx", 1, document.text, notes, "ru")
    assert said.text == (
        "180 500,50 руб. — сумма по столбцу «Оклад, руб.», где «Отдел» — Продажи. "
        "Посчитано по строкам: 2 из 4; лист «Лист1» документа «Персонал.xlsx». Строки итогов не учтены. "
        "Часть этого документа не прочитана: результат может быть неполным."
    )
    assert [row.cells[1] for row in said.rows] == ["Орлова А. П.", "Кравцов И. И."]
    assert [one.quote for one in said.citations] == [document.text[row.start : row.end] for row in said.rows]
    assert said.sentences[0].citations == (1, 2)
    assert said.query["where"] == [{"column": "Отдел", "test": "in", "values": ["Продажи"]}]
    in_english = table_answer(found, "d", "Персонал.xlsx", 1, document.text, (), "en").text
    assert in_english.startswith("180,500.50 руб. is the sum of the column “Оклад, руб.”")


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (Note(NoteCode.HIDDEN_SHEETS, "Лист1"), "В файле этот лист скрыт."),
        (Note(NoteCode.HIDDEN_SHEETS, "Опись.docx › 2 › Лист1"), "В файле этот лист скрыт."),
        (Note(NoteCode.HIDDEN_SHEETS, "Лист1: 4, 7"), "Скрытые строки и столбцы учтены."),
        (Note(NoteCode.HIDDEN_SHEETS, "Лист12"), ""),
        (Note(NoteCode.FORMULAS_WITHOUT_VALUES, "Лист1: B4"), "Часть этого документа не прочитана"),
        (Note(NoteCode.FORMULAS_WITHOUT_VALUES, "Лист12: B4"), ""),
        (Note(NoteCode.LIMIT_REACHED, "…последние слова", (1,)), "Часть этого документа не прочитана"),
        (Note(NoteCode.LIMIT_REACHED, "…последние слова", (2,)), ""),
    ],
)
def test_an_answer_says_what_the_notes_say_of_its_sheet_alone(note: Note, told: str) -> None:
    document = sheet(STAFF, "Штатное расписание")
    found = chosen("Какова общая сумма окладов?")
    assert found is not None
    said = table_answer(found, "d", "Персонал.xlsx", 1, document.text, (note,), "ru").text
    usual = table_answer(found, "d", "Персонал.xlsx", 1, document.text, (), "ru").text
    assert said.startswith(usual) and told in said.removeprefix(usual) and bool(told) == (said != usual)


def test_a_plan_that_does_not_fit_its_table_is_not_run() -> None:
    columns = (Column("Имя"), Column("Доля", ColumnKind.PERCENT))
    assert check(Plan(Operation.SUM, 5), columns)
    assert check(Plan(Operation.AVERAGE, 0), columns)
    assert check(Plan(Operation.SUM, 1), columns)
    assert check(Plan(Operation.LIST, where=(Condition(0, Comparison.IN, ("А",)),)), columns)
    assert not check(Plan(Operation.AVERAGE, 1), columns)
