"""What compares by an amount, what is said of several at once, what stands without something."""

import pytest

from tests.unit.answering.passages import passage
from workers.answering.attribution import Checker
from workers.answering.evidence.enumeration import each
from workers.contract.specs.answers import Support

NORMS = passage(
    "Проход должен быть на 30 см шире шкафа. Плёнка на 2 мм толще бумаги. "
    "Осмотр проводят без остановки цеха. Высота стола - 75 см, высота стойки - 110 см. "
    "Беременные от медосмотра освобождаются. "
    "Вывоз мусора оплачивает подрядчик. Запись ведёт регистратор, тел. 4-18. "
    "Работники, не прошедшие обучение, отстраняются без сохранения зарплаты.",
    name="Нормы.docx",
)
GOODS = passage(
    "Материал | Расход | Поставщик | Утверждает\nПлёнка | 20 м² | подрядчик | директор\n"
    "Крепёж | 80 шт. | подрядчик | кладовщик",
    name="Материалы.xlsx",
)
ENGLISH = passage("The aisle is 30 cm wider than the cabinet.", name="Norms.docx")


def supported(sentence: str, question: str = "") -> bool:
    judged = Checker([NORMS, GOODS, ENGLISH], question).judge(sentence)
    return judged.support is Support.SUPPORTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Проход должен быть на тридцать сантиметров шире шкафа.",
        "Бумага на 2 мм тоньше плёнки.",
        "Стол на 35 см ниже стойки.",
        "The aisle is 30 cm wider than the cabinet.",
        "Цех на время осмотра не останавливают.",
        "Беременным медосмотр проходить не нужно.",
        "Мусор подрядчик вывозит за свой счёт.",
        "Телефон регистратора 4-18.",
        "Подрядчик поставляет плёнку и крепёж.",
        "Не прошедших обучение отстраняют без сохранения зарплаты.",
    ],
)
def test_the_same_in_other_words_is_supported(sentence: str) -> None:
    assert supported(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Проход должен быть на 30 см уже шкафа.",
        "Плёнка на 2 мм тоньше бумаги.",
        "Бумага на 2 мм толще плёнки.",
        "Стол на 35 см выше стойки.",
        "The aisle is 30 cm narrower than the cabinet.",
        "Беременные обязаны пройти медосмотр.",
        "Не прошедших обучение отстраняют с сохранением зарплаты.",
        "Плёнку получает директор.",
        "Поставка плёнки отменяется.",
    ],
)
def test_the_contrary_is_not(sentence: str) -> None:
    assert not supported(sentence)


def test_a_sentence_for_each_of_its_items() -> None:
    assert each("Взять нужно паспорт, полис и чистую тетрадь.") == [
        "Взять нужно чистую тетрадь.",
        "Взять нужно полис.",
        "Взять нужно паспорт.",
    ]
    assert each("Вместе плёнка и крепёж стоят 5 рублей.") == []
    assert each("Мыть и сушить нельзя.") == []
