"""Marks of classes and of fields."""

import pytest

from workers.contract.exam import ExamText, Mark, QuestionKind
from workers.grading.answering import mark

INVOICE = "Номер: 417; Дата: 5 мая 2026; Сумма: 12 500 рублей"


def worth(kind: QuestionKind, expected: str, answer: str) -> Mark:
    return mark(ExamText("Обращение", expected, kind), answer, lambda first, second: 0.9)[0]


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("Отпуск", True),
        ("отпуск.", True),
        ("Тема: Отпуск", True),
        ("Это обращение относится к теме «Отпуск».", True),
        ("Отпуск или зарплата", False),
        ("Зарплата", False),
        ("Не отпуск", False),
        ("Отпуск, больничный, зарплата", False),
        ("", False),
    ],
)
def test_a_class_is_named_and_no_other(answer: str, right: bool) -> None:
    assert (worth(QuestionKind.CLASSIFY, "Отпуск", answer) is Mark.RIGHT) is right


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (INVOICE, Mark.RIGHT),
        ("Дата: 05.05.2026\nНомер: 417\nСумма: 12500 руб.", Mark.RIGHT),
        ('{"Номер": "417", "Дата": "5 мая 2026", "Сумма": "12 500 рублей"}', Mark.RIGHT),
        ("- Номер: 417\n- Дата: 6 мая 2026\n- Сумма: 12 500 рублей", Mark.PARTLY),
        ("Номер: 418; Дата: 5 июня 2026; Сумма: 12 500 рублей", Mark.WRONG),
        ("Номер: 417", Mark.WRONG),
        ("Дата: 417; Номер: 5 мая 2026; Сумма: 12 500 рублей", Mark.WRONG),
        ("", Mark.WRONG),
    ],
)
def test_every_field_has_its_value(answer: str, expected: Mark) -> None:
    assert worth(QuestionKind.EXTRACT, INVOICE, answer) is expected


@pytest.mark.parametrize(
    ("expected", "answer", "right"),
    [
        ("ИТ: доступы", "ИТ: доступы", True),
        ("ИТ: доступы", "Тема: ит: доступы.", True),
        ("ИТ: доступы", "ИТ: оборудование", False),
        ("Отпуска, больничные", "Тема — Отпуска, больничные", True),
        ("Отпуска, больничные", "Отпуска, больничные или зарплата", False),
        ("Не определено", "Это тема «Не определено»", True),
    ],
)
def test_a_class_may_have_signs_of_its_own(expected: str, answer: str, right: bool) -> None:
    assert (worth(QuestionKind.CLASSIFY, expected, answer) is Mark.RIGHT) is right


@pytest.mark.parametrize(
    "answer",
    [
        "1. Номер: 417\n2. Дата: 05.05.2026\n3. Сумма: 12 500 рублей",
        "Номер: 417, дата: 5 мая 2026, сумма: 12 500 рублей",
        "**Номер:** 417, **Дата:** 5 мая 2026, **Сумма:** 12 500 рублей",
    ],
)
def test_fields_may_be_numbered_or_stand_in_one_line(answer: str) -> None:
    assert worth(QuestionKind.EXTRACT, INVOICE, answer) is Mark.RIGHT


def test_fields_without_names_are_looked_for_in_the_whole_answer() -> None:
    assert worth(QuestionKind.EXTRACT, "ООО Ромашка; 417", "Счёт 417 от ООО Ромашка") is Mark.RIGHT
    assert worth(QuestionKind.EXTRACT, "ООО Ромашка; 417", "Счёт 418 от ООО Василёк") is Mark.WRONG
