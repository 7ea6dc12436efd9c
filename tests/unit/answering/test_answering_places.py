"""Which place answers: the model's yes or no, by its own scale."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.unit.answering.passages import passage
from workers.answering import answering_places
from workers.answering.answering_places import Scale, choose, scale
from workers.answering.prompting import PromptMessage
from workers.contract.specs.answers import Question

TEXTS = (
    "Пропуск выдаёт охрана.",
    "Обед стоит 250 рублей.",
    "Отпуск длится 28 дней.",
    "Склад закрыт в среду.",
)
QUESTION = Question(
    "Сколько длится отпуск?",
    language="ru",
    passages=tuple(passage(text, name=f"{n}.txt", start=100 * n) for n, text in enumerate(TEXTS)),
)
SCALE = Scale(0.5, 1.0, 2.0, usable=True)


class _Model:
    """Says yes by the words of a place."""

    def __init__(self, **odds: float) -> None:
        self.odds, self.asked = odds, 0

    def __call__(self, messages: Sequence[PromptMessage], word: str, other: str) -> float:
        assert (word, other) in (("Да", "Нет"), ("Yes", "No")) and messages[0].role == "system"
        self.asked += 1
        return next((odds for part, odds in self.odds.items() if part in messages[-1].text), -1.0)


def quoted(model: _Model, by: Scale = SCALE, most: int = 5) -> str:
    choice = choose(QUESTION, model, by, most)
    return choice.quoted.text if choice.quoted else ""


def test_the_place_that_the_model_takes_for_the_answer_is_quoted() -> None:
    model = _Model(Отпуск=1.6)
    assert quoted(model) == "> Отпуск длится 28 дней." and model.asked == 4


def test_no_other_place_is_read_behind_one_that_is_sure_but_one_as_near_is_quoted() -> None:
    model = _Model(Обед=2.4, Отпуск=2.6)
    assert quoted(model) == "> Обед стоит 250 рублей.\n\n> Отпуск длится 28 дней." and model.asked == 2
    farther = replace(QUESTION, passages=(*QUESTION.passages[:2], replace(QUESTION.passages[2], score=0.9)))
    choice = choose(farther, model, SCALE)
    assert choice.quoted and choice.quoted.text == "> Обед стоит 250 рублей."


def test_a_second_place_that_answers_comes_along() -> None:
    assert quoted(_Model(Обед=1.2, Отпуск=1.6)) == "> Отпуск длится 28 дней.\n\n> Обед стоит 250 рублей."
    # What alone would not be taken for the answer may stand behind it.
    assert quoted(_Model(Обед=0.6, Отпуск=1.6)) == "> Отпуск длится 28 дней.\n\n> Обед стоит 250 рублей."
    assert quoted(_Model(Обед=0.4, Отпуск=1.6)) == "> Отпуск длится 28 дней."


def test_a_clause_that_is_asked_for_by_its_number_is_quoted_unasked() -> None:
    clause = passage("2.3. Склад закрыт в среду.", name="0.txt")
    asked = replace(QUESTION, text="Что сказано в пункте 2.3?", passages=(clause, *QUESTION.passages))
    model = _Model(Отпуск=2.6)
    choice = choose(asked, model, SCALE)
    assert choice.quoted and choice.quoted.text.startswith("> 2.3. Склад закрыт в среду.")
    assert model.asked == 0


def test_without_a_place_that_answers_nothing_is_quoted_and_the_likeliest_comes_first() -> None:
    choice = choose(QUESTION, _Model(Склад=0.9), SCALE)
    assert choice.quoted is None and choice.judged[0].window.text == TEXTS[3]


def test_of_passages_that_are_lines_of_pages_alone_nothing_is_quoted() -> None:
    rows = tuple(passage(f"{day}.01.2024; 100", name=f"{day}.csv", start=day) for day in range(10, 14))
    choice = choose(Question("Сколько?", language="ru", passages=rows), _Model(), SCALE)
    assert (choice.quoted, choice.judged) == (None, ())


def test_only_as_many_places_are_read_as_there_is_time_for() -> None:
    model = _Model(Отпуск=1.6)
    assert quoted(model, most=2) == "" and model.asked == 2


def test_of_a_model_that_cannot_judge_the_first_place_found_is_quoted_unasked() -> None:
    model = _Model(Отпуск=1.6)
    text = quoted(model, Scale(0.5, 1.0, 2.0, usable=False))
    assert text == "> Пропуск выдаёт охрана.\n\n> Обед стоит 250 рублей." and model.asked == 0


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_scale_lies_between_what_a_model_says_of_answers_and_of_other_texts(language: str) -> None:
    answered = [text for kind, text in answering_places._pairs(language) if kind == "yes"]
    assert len(answered) >= 4

    def odds(messages: Sequence[PromptMessage], word: str, other: str) -> float:
        return 3.0 if any(text in messages[-1].text for text in answered) else -1.0

    found = scale(language, odds)
    assert found.usable and -1 < found.beside < found.answers < found.sure < 3
    assert not scale(language, lambda messages, word, other: float(len(messages[-1].text) % 7)).usable
