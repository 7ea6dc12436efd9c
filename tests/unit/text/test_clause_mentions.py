"""Clauses that a question names by number: read out of the question, and found in texts of many forms."""

import time

import pytest

from workers.text.clause_mentions import clause_in, is_numbered, spans_of

CONTRACT = """ДОГОВОР ПОСТАВКИ № 7

1. Предмет договора ........ 2
2. Цена ........ 3

1. Предмет договора
1.1. Поставщик передаёт товар по спецификации.
1.2. Товар принимают по количеству:
а) на складе покупателя;
б) у перевозчика — по накладной;
в) по почте.
2. Цена
2.1. Цена указана в спецификации, см. п. 1.2. Скидки нет.
2.10. Пени составляют 0,1 % в день по пункту
2.1. настоящего договора не начисляются.
3. Срок 3.1. Договор действует год. 3.2. Продление — на год.
"""
LAW = """Статья 7. Срок
Срок договора равен году.
Статья 77. Основания
Основаниями являются:
1) соглашение сторон (статья 78);
2) истечение срока, за исключением случаев:
а) продления;
б) спора;
3) прочее.
Статья 78. Соглашение
Стороны могут договориться.
"""
MANUAL = """Section 4. Warranty

4.1 The warranty lasts 24 months.
4.2 The warranty is void if:
(a) the seal is broken;
(b) the device was opened.
Section 5. Service
Call us. See section 4.2 first.
"""


@pytest.mark.parametrize(
    ("question", "numbers", "letter"),
    [
        ("Что сказано в пункте 2.3 договора аренды 2026 года?", ("2.3",), ""),
        ("Что написано в подпункте б) пункта 3.3 правил распорядка?", ("3.3",), "б"),
        ("подпункт «а» пункта 6 части 1 статьи 81", ("81", "6"), "а"),
        ("п. 4.1.2 регламента", ("4.1.2",), ""),
        ("О чём ст. 81 ТК?", ("81",), ""),
        ("процитируй п.3.3 б)", ("3.3",), "б"),
        ("What does clause 4.2(a) say?", ("4.2",), "a"),
        ("Section 5 of the agreement", ("5",), ""),
        ("Согласно пункту 2.3, кто платит?", ("2.3",), ""),
    ],
)
def test_a_clause_is_read_from_the_outer_number_to_the_inner_one(
    question: str, numbers: tuple[str, ...], letter: str
) -> None:
    found = clause_in(question)
    assert found is not None
    assert (tuple(number for _, number in found.numbers), found.letter) == (numbers, letter)


@pytest.mark.parametrize(
    "question",
    [
        "Кто подписал приказ № 12?",
        "Сколько стоит часть 1 комплекта?",
        "В каком пункте выдачи забрать 3 заказа?",
        "Сколько статей в 2026 году?",
        "What part of 20 days is paid?",
        "Чем статья 77 отличается от статьи 81?",
        "Сравни п. 2.3 и пункт 2.4",
        "Что в пунктах 2.3 и 2.4?",
        "статьи 5, 6 и 7",
    ],
)
def test_other_numbers_are_no_clauses(question: str) -> None:
    assert clause_in(question) is None


@pytest.mark.parametrize(
    ("text", "question", "begins", "ends"),
    [
        (CONTRACT, "пункт 1.2", "1.2. Товар принимают", "в) по почте."),
        (CONTRACT, "пункт 1.2 б)", "б) у перевозчика", "по накладной;"),
        (CONTRACT, "раздел 1", "1. Предмет договора\n1.1", "в) по почте."),
        (CONTRACT, "п. 2.1", "2.1. Цена указана", "Скидки нет."),
        (CONTRACT, "п. 3.1", "3.1. Договор действует", "год."),
        (CONTRACT, "п. 3.2", "3.2. Продление", "на год."),
        (LAW, "статья 7", "Статья 7. Срок", "равен году."),
        (LAW, "пункт 2 статьи 77", "2) истечение срока", "б) спора;"),
        (LAW, "подпункт «б» пункта 2 статьи 77", "б) спора", "спора;"),
        (MANUAL, "clause 4.2(b)", "b) the device", "opened."),
        (MANUAL, "section 4", "Section 4. Warranty", "was opened."),
        (MANUAL, "section 4.1", "4.1 The warranty lasts", "months."),
    ],
)
def test_a_clause_is_found_with_all_that_belongs_to_it(
    text: str, question: str, begins: str, ends: str
) -> None:
    mention = clause_in(question)
    assert mention is not None
    start, end = spans_of(text, mention)[-1]
    assert text[start:end].startswith(begins)
    assert text[start:end].rstrip().endswith(ends)


@pytest.mark.parametrize("question", ["пункт 9.9", "пункт 1.20", "глава 77", "статья 12"])
def test_a_clause_that_is_not_there_is_not_found(question: str) -> None:
    mention = clause_in(question)
    assert mention is not None
    assert spans_of(CONTRACT, mention) == []
    assert spans_of(LAW, mention) == []


def test_long_gaps_in_a_text_cost_little() -> None:
    mention = clause_in("статья 5")
    assert mention is not None
    begun = time.process_time()
    assert spans_of(" " * 200_000 + "\nСтатья 5" + " " * 200_000, mention)
    assert time.process_time() - begun < 5  # minutes, were each blank the beginning of a search


def test_a_text_with_numbered_clauses_is_told_from_one_with_numbers() -> None:
    assert is_numbered(CONTRACT)
    assert not is_numbered("Выручка выросла на 2.5 процента.\n1. Первый\n2. Второй\n")
