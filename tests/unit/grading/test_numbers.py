"""Numbers in the marks: scales, ranges, times, names, telephone numbers, each beside one that is another."""

import pytest

from workers.contract.exam import ExamText, GivenAnswer, Mark
from workers.grading import reading
from workers.grading.marking import grade
from workers.text import numerals

SUM, PRICE = "Сколько это стоит?", "How much is it?"
CASES = (
    ("How many people may enter?", "100", "one hundred people", "two hundred people"),
    ("How many people may enter?", "one hundred and five", "105", "100"),
    ("How many people may enter?", "101", "one hundred and one people", "one hundred people"),
    (PRICE, "one thousand euros", "1,000 euros", "1 euro"),
    (PRICE, "100 euros", "a hundred euros", "a thousand euros"),
    (SUM, "1000 рублей", "одна тысяча рублей", "один рубль"),
    ("В какую смену выходить?", "В третью смену", "в 3-ю смену", "во 2-ю смену"),
    ("Какова ёмкость?", "60 Ач", "60 А·ч", "6 А·ч"),
    (SUM, "один миллион рублей", "1 000 000 рублей", "1000 рублей"),
    ("Сколько копий нужно?", "одна копия", "1 копия", "две копии"),
    ("How long does it take?", "one and a half hours", "90 minutes", "one hour"),
    ("How long does it take?", "1 hour", "an hour", "two hours"),
    ("Which addresses are free?", "10.0.0.1-10.0.0.9", "10.0.0.1-10.0.0.9", "10.0.0.1-10.0.0.8"),
    (SUM, "от 40 до 60 тысяч рублей", "40 000–60 000 рублей", "40–60 рублей"),
    (SUM, "40 000–60 000 рублей", "40–60 тыс. рублей", "4–60 тыс. рублей"),
    (SUM, "3000-5000 рублей", "от 3 до 5 тысяч рублей", "от 3 до 5 рублей"),
    (SUM, "500–2000 рублей", "от 500 до 2 тысяч рублей", "от 1500 до 2 тысяч рублей"),
    (SUM, "от 5 рублей до 10 тысяч рублей", "от 5 до 10 000 рублей", "от 5000 до 10 000 рублей"),
    ("Когда обед?", "с 13 до 14", "с 13:00 до 14:00", "с 13:00 до 15:00"),
    ("Когда обед?", "с 13:00 до 14:00", "с 13 до 14", "с 9 до 18"),
    ("Куда звонить при пожаре?", "101", "Звоните по номеру 101.", "Звоните по номеру 102."),
    ("Куда звонить при пожаре?", "по номеру 101", "101", "102"),
    ("Сколько дней длится отпуск?", "28 дней", "28", "по приказу № 28"),
    ("Куда звонить?", "8 (495) 123-45-67", "8 495 123-45-67", "8 495 123-45-76"),
    ("Куда звонить?", "8 (495) 123-45-67", "По номеру +7 495 123 45 67", "По номеру 8 (499) 123-45-67"),
    ("Куда звонить?", "8 (495) 123-45-67", "84951234567 в рабочие дни", "84951234568 в рабочие дни"),
    ("Куда звонить?", "8 (495) 123-45-67", "(495) 123-45-67", "(495) 123-45-68"),
    ("Куда звонить?", "8-800-200-00-00", "8 800 200-00-00", "8 800 200-00-01"),
    ("What is the phone number?", "+1 (555) 123-4567", "+1 555 123 4567", "+1 555 123 4576"),
    (SUM, "от 1 до 5.5.5 тысяч", "от 1 до 5.5.5 тысяч", "от 2 до 5.5.5 тысяч"),
    (SUM, "800 000-900 000 рублей", "от 800 до 900 тысяч рублей", "от 800 до 950 тысяч рублей"),
    ("Какой пункт об этом говорит?", "пункт 2.10", "п. 2.10", "пункт 2.1"),
    ("Какой пункт об этом говорит?", "пункт 2.10", "2.10", "2.1"),
    ("Какой пункт об этом говорит?", "2.1", "пункт 2.1", "пункт 2.10"),
    ("Что нужно установить?", "версия 2.10", "версию 2.10", "версию 2.1"),
    ("Что нужно установить?", "2.10", "версию 2.10", "версию 2.11"),
    ("Что нужно установить?", "не ниже версии 11", "версию не ниже 11", "не выше версии 11"),
    ("Каков коэффициент?", "2,50", "2,5", "2,05"),
    ("Какова площадь?", "от 40 до 60 кв. м", "от 40 до 60 м²", "от 40 до 60 куб. м"),
    ("С какого дня платят?", "с 0-й недели", "с 0-й недели", "с 1-й недели"),
    (
        "Когда выдают аванс?",
        "20-го числа",
        "Аванс выдают 20 числа каждого месяца, зарплату 5 числа.",
        "Аванс выдают 5 числа каждого месяца, зарплату 20 числа.",
    ),
)


@pytest.mark.parametrize(("question", "expected", "right", "wrong"), CASES)
def test_the_same_number_and_another_one(question: str, expected: str, right: str, wrong: str) -> None:
    marks = [
        grade(GivenAnswer(ExamText(question, expected), answer, False, searched=False), lambda *_: 0.8).mark
        for answer in (right, wrong)
    ]
    assert marks == [Mark.RIGHT, Mark.WRONG]


def test_a_number_behind_an_at_sign_is_no_date() -> None:
    given = GivenAnswer(ExamText("Когда начало?", "5 мая 2024 года"), "@2024", False, searched=False)
    assert grade(given, lambda *_: 0.8).mark is not Mark.RIGHT


def test_a_sign_that_only_looks_like_a_digit_is_no_time() -> None:
    given = GivenAnswer(ExamText("Когда начало?", "в 10:00"), "за ³ дня", False, searched=False)
    assert grade(given, lambda *_: 0.8).mark is not Mark.RIGHT


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("(495) 123-45-67, доб. 12", "4951234567, доб. 12"),
        ("+7 495 123-45-67 (5 линий)", "4951234567 (5 линий)"),
        ("8 (4852) 12-34-56", "4852123456"),
        ("555-123-4567", "5551234567"),
        ("800 000-900 000 рублей", "800 000-900 000 рублей"),
        ("8 000 000-9 000 000", "8 000 000-9 000 000"),
        ("3000-5000, 2024-09-15, (2024) 12", "3000-5000, 2024-09-15, (2024) 12"),
        ("пункт 5 (100) 1 000 000", "пункт 5 (100) 1 000 000"),
    ],
)
def test_telephone_numbers_are_told_from_sums(text: str, digits: str) -> None:
    assert reading.phones(text) == digits


@pytest.mark.parametrize(
    ("written", "value", "used"),
    [
        ("one hundred and five people", "105", 4),
        ("одна тысяча двести рублей", "1200", 3),
        ("one million euros", "1000000", 2),
        ("a hundred euros", "100", 2),
        ("a dozen eggs", "12", 2),
        ("one person", "", 0),
        ("a person", "", 0),
        ("одна копия", "", 0),
    ],
)
def test_one_counts_before_a_scale_alone(written: str, value: str, used: int) -> None:
    assert numerals.number_at(written.split(), 0) == (value, used)
