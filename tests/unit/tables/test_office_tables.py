"""Questions over tables as offices keep them: taxes, days in force, posts in parts, months, leaves."""

from decimal import Decimal

import pytest

from tests.unit.tables.sheets import INVOICES, LEAVES, MONTHS, POSTS, TARIFFS, sheet, view
from workers.answering.table_answer import table_answer
from workers.tables.choosing import Chosen, choose

VIEWS = [
    view(sheet(rows, caption), name, number)
    for number, (rows, caption, name) in enumerate(
        (
            (INVOICES, "Журнал счетов", "Счета.xlsx"),
            (TARIFFS, "Тарифы арендаторов", "Тарифы.xlsx"),
            (POSTS, "Штатное расписание", "Штат.xlsx"),
            (MONTHS, "Начисления", "Зарплата.xlsx"),
            (LEAVES, "График отпусков", "Отпуска.xlsx"),
        ),
        start=1,
    )
]


def chosen(question: str) -> Chosen | None:
    return choose(question, VIEWS)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("общая сумма счетов без НДС", "300000"),
        ("общая сумма счетов с НДС", "360000"),
        ("На сколько сентябрь больше августа по сумме без НДС?", "120000"),
        ("Какая доля Пульса в общей сумме с НДС?", "70"),
        ("скока счетов у Лианы", "2"),
        ("сколько счетов не оплачено", "2"),
        ("Сколько счетов принято?", "3"),
        ("Сколько счетов не принято?", "1"),
        ("сколько ставок в учебной части", "2.5"),
        ("фонд оплаты труда учебной части", "123600"),
        ("сколько должностей с окладом до 50 тысяч", "2"),
        ("на сколько Авериной в феврале начислено больше, чем в январе", "9300"),
        ("сколько удержано у Жарова за все месяцы", "7930"),
        ("Сколько тарифов на воду?", "2"),
        ("сколько дней отпуска у Бурцева", "28"),
    ],
)
def test_what_is_reckoned(question: str, value: str) -> None:
    found = chosen(question)
    assert found is not None
    assert found.outcome.value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("какие счета не оплачены", ["С-2", "С-4"]),
        ("неоплаченные счета", ["С-2", "С-4"]),
        ("счета после 20.08.2026 на сумму больше 100 000 с НДС", ["С-3"]),
        ("какие тарифы действуют после 1 января 2027 года", ["Охрана"]),
        ("у кого надбавка 20 процентов", ["Дворник"]),
        ("кому в феврале начислено больше 50 000 руб.", ["Аверина Т. П."]),
        ("кто в отпуске 15 июля 2026", ["Бурцев Н. О."]),
        ("у кого самый короткий отпуск", ["Зуева П. Л."]),
    ],
)
def test_what_is_listed(question: str, names: list[str]) -> None:
    found = chosen(question)
    assert found is not None
    assert found.outcome.names == names


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("какой тариф на воду с 1 июля 2026", "52,10"),
        ("тариф на воду на 15 марта 2026", "48,37"),
        ("до какого числа отпуск у Бурцева", "02.08.2026"),
        ("с какого числа отпуск у Зуевой", "01.10.2026"),
        ("оклад методиста", "51 000"),
    ],
)
def test_one_cell(question: str, text: str) -> None:
    found = chosen(question)
    assert found is not None
    assert found.outcome.texts == [text]


@pytest.mark.parametrize(
    "question",
    [
        "сколько начислено не Авериной",  # what is denied is no column of numbers
        "сколько дней отпуска осталось у Бурцева",  # due, not left
        "какая доля Пульса в общей прибыли",  # no such column
        "какой оклад методиста с НДС",  # no column with this tax
        "Какая доля первого квартала в начислениях Авериной?",  # a part of what is not said
        "сколько удержано у Жарова за квартал",  # two months are none
        "сколько отпускных у Зуевой",  # no leaves are counted
        "сколько получает дворник на руки",  # an amount, not how many rows
        "кто утвердил отпуск Бурцева",  # not Бурцев
        "по 30 июня какие тарифы",  # whose last day it is, or all until then
    ],
)
def test_what_is_not_certain_is_left_to_the_model(question: str) -> None:
    assert chosen(question) is None


DEBTS = (
    ("Менеджер", "Контрагент", "Сумма долга, руб.", "Просрочка, дней", "Состояние"),
    ("Климов", "ООО «Север»", "182 000", "45", "в суде"),
    ("Климов", "АО «Заря»", "90 400", "0", "в срок"),
    ("Итого Климов", "", "272 400", "", ""),
    ("Ладога", "ООО «Север»", "57 000", "0", "в срок"),
    ("Ладога", "ООО «Мост»", "410 000", "88", "в суде"),
    ("Ладога Итог", "", "467 000", "", ""),
    ("Общий итог", "", "739 400", "", ""),
)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("общая сумма долга", "739400"),
        ("сколько должен Север", "239000"),
        ("долг клиентов Ладоги", "467000"),
        ("сколько контрагентов без просрочки", "2"),
        ("на какую сумму долги в суде", "592000"),
    ],
)
def test_rows_that_sum_up_a_group_count_nowhere(question: str, value: str) -> None:
    found = choose(question, [view(sheet(DEBTS, "Дебиторская задолженность"), "Долги.xlsx")])
    assert found is not None
    assert found.outcome.value == Decimal(value)


@pytest.mark.parametrize("question", ["сколько стоит суд с Мостом", "сколько пени у Моста"])
def test_what_stands_in_another_sense_is_no_condition(question: str) -> None:
    assert choose(question, [view(sheet(DEBTS, "Дебиторская задолженность"), "Долги.xlsx")]) is None


def test_a_name_that_ends_in_total_is_a_row() -> None:
    goods = (
        ("Товар", "Остаток", "Цена, руб."), ("Паста Colgate Total", "10", "120"), ("Мыло", "5", "40"),
        ("Итого", "15", ""),
    )  # fmt: skip
    found = choose("сколько всего остаток", [view(sheet(goods, "Склад"), "Склад.xlsx")])
    assert found is not None and found.outcome.value == Decimal(15)


@pytest.mark.parametrize(
    ("goods", "question"),
    [
        (
            (
                ("Товар", "Марка", "Вязкость", "Остаток"), ("Масло моторное", "Total", "5W-30", "10"),
                ("Масло моторное", "Лукойл", "10W-40", "5"), ("Масло для коробки", "Total", "", "7"),
                ("1", "Итого", "", "22"),
            ),
            "сколько всего остаток",
        ),
        (
            (
                ("Product", "Brand", "Grade", "Stock"), ("Motor oil", "Total", "5W-30", "10"),
                ("Motor oil", "Shell", "10W-40", "12"), ("All", "Total", "", "22"),
            ),
            "what is the total stock",
        ),
    ],
)  # fmt: skip
def test_a_maker_named_total_is_a_row(goods: tuple[tuple[str, ...], ...], question: str) -> None:
    found = choose(question, [view(sheet(goods, "Склад"), "Склад.xlsx")])
    assert found is not None and found.outcome.value == Decimal(22)


def test_a_number_that_is_a_name_counts_no_largest() -> None:
    stocks = [
        view(sheet(rows, "Остатки", label), "Склад.xlsx", number)
        for number, (label, rows) in enumerate(
            (
                ("Склад № 1", (("Материал", "Расход"), ("Кабель", "10"), ("Краска", "30"))),
                ("Склад № 2", (("Материал", "Расход"), ("Плитка", "50"), ("Клей", "20"))),
            ),
            start=1,
        )
    ]
    found = choose("у какого материала на складе № 2 наибольший расход", stocks)
    assert found is not None
    assert found.outcome.names == ["Плитка"]


def test_a_share_and_sums_over_columns_are_said() -> None:
    for question, said in (
        ("Какая доля Пульса в общей сумме с НДС?", "70 % — доля в сумме по столбцу «Сумма с НДС, руб.»"),
        (
            "сколько удержано у Жарова за все месяцы",
            "сумма по столбцам «Январь Удержано», «Февраль Удержано»",
        ),
        (
            "На сколько сентябрь больше августа по сумме без НДС?",
            "сентябрь — 210 000 руб.; август — 90 000 руб.",
        ),
    ):
        found = chosen(question)
        assert found is not None
        assert said in table_answer(found, "d", "Файл.xlsx", 1, "x" * 5000, (), "ru").text
