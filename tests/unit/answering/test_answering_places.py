"""Which place answers: the model's yes or no, by its own scale."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.unit.answering.passages import passage
from workers.answering import answering_places
from workers.answering.answering_places import Scale, choose, scale
from workers.answering.prompting import PromptMessage
from workers.contract.specs.answers import Question
from workers.contract.specs.search import PassageSentence
from workers.text.sentences import split

TEXTS = (
    "Пропуск выдаёт охрана.",
    "Обед стоит 250 рублей.",
    "Отпуск длится 28 дней.",
    "Склад закрыт в среду.",
)
QUESTION = Question(
    "Что известно об отпуске?",
    language="ru",
    passages=tuple(passage(text, name=f"{n}.txt", start=100 * n) for n, text in enumerate(TEXTS)),
)
SCALE = Scale(0.0, 1.0, usable=True)
UNUSABLE = Scale(0.0, 1.0, usable=False)


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


def scored(*scores: float) -> Question:
    """The question, whose passages the search gave these scores."""
    passages = zip(QUESTION.passages, scores, strict=True)
    return replace(QUESTION, passages=tuple(replace(one, score=score) for one, score in passages))


def test_the_place_that_the_model_takes_for_the_answer_is_quoted() -> None:
    model = _Model(Склад=1.9)
    assert quoted(model) == "> Склад закрыт в среду." and model.asked == 4


def test_a_place_farther_behind_has_to_be_surer() -> None:
    assert quoted(_Model(Пропуск=0.55)).startswith("> Пропуск выдаёт охрана.")
    assert quoted(_Model(Обед=0.55)) == ""
    assert quoted(_Model(Обед=0.9)) == "> Обед стоит 250 рублей.\n\n> Отпуск длится 28 дней."
    # What the search put first stays first, where the model is not much surer of another.
    both = quoted(_Model(Пропуск=0.6, Обед=0.7))
    assert both.startswith("> Пропуск выдаёт охрана.") and both.endswith("> Обед стоит 250 рублей.")


def test_what_the_search_puts_first_by_far_needs_less_of_the_model() -> None:
    near, far = scored(6.0, 5.9, 5.8, 5.7), scored(6.0, 5.6, 5.5, 5.4)
    assert choose(near, _Model(Пропуск=0.1), SCALE).quoted is None
    choice = choose(far, _Model(Пропуск=0.1), SCALE)
    assert choice.quoted and choice.quoted.text == "> Пропуск выдаёт охрана."
    assert choose(far, _Model(Пропуск=-1.0), SCALE).quoted is None
    # And what it puts far behind needs more.
    assert choose(near, _Model(Обед=1.2), SCALE).quoted is not None
    assert choose(far, _Model(Обед=1.2), SCALE).quoted is None


def test_a_place_that_answers_by_little_is_said_to_be_doubted() -> None:
    doubted = choose(QUESTION, _Model(Пропуск=0.6), SCALE)
    assert doubted.quoted and doubted.quoted.text.startswith(
        "> Пропуск выдаёт охрана.\n\nВозможно, это место"
    )
    mark = doubted.quoted.sentences[1]
    assert doubted.quoted.text[mark.start : mark.end].startswith("Возможно") and not mark.checked
    sure = choose(scored(1.0, 0.9, 0.9, 0.9), _Model(Пропуск=0.75), SCALE)
    assert sure.quoted and sure.quoted.text == "> Пропуск выдаёт охрана."


def test_no_other_place_is_read_behind_one_that_is_not_doubted_but_one_as_near_is_quoted() -> None:
    model = _Model(Обед=1.4, Отпуск=1.6)
    assert quoted(model) == "> Обед стоит 250 рублей.\n\n> Отпуск длится 28 дней." and model.asked == 2
    choice = choose(scored(1.0, 1.0, 0.9, 0.9), model, SCALE)
    assert choice.quoted and choice.quoted.text == "> Обед стоит 250 рублей."


def test_a_second_place_that_may_answer_comes_along() -> None:
    beside = quoted(_Model(Пропуск=0.6, Отпуск=0.2))
    assert beside.startswith("> Пропуск выдаёт охрана.") and beside.endswith("> Отпуск длится 28 дней.")
    assert "Отпуск" not in quoted(_Model(Пропуск=0.6, Отпуск=0.0))


def test_a_place_that_counts_nothing_of_what_is_asked_is_not_read() -> None:
    asked = replace(QUESTION, text="Сколько стоит пропуск?")
    model = _Model(Пропуск=2.0, Обед=1.7)
    choice = choose(asked, model, SCALE)
    assert choice.quoted and choice.quoted.text == "> Обед стоит 250 рублей." and model.asked == 1
    none = choose(replace(asked, text="Сколько весит пропуск?"), model, SCALE)
    assert none.quoted is None and len(none.judged) == 4 and model.asked == 1


def test_of_a_passage_the_part_that_counts_in_what_is_asked_is_read() -> None:
    long = "Пропуск оформляет отдел кадров по заявлению работника. " * 16
    price = "За утрату пропуска взыскивают 350 рублей."
    text = long + price
    near = [PassageSentence(a, b, 0.9 if b < 60 else 0.5) for a, b in split(text)]
    asked = replace(QUESTION, text="Сколько стоит пропуск?")
    asked = replace(asked, passages=(replace(passage(text, name="0.txt"), sentences=tuple(near)),))
    choice = choose(asked, _Model(Пропуск=2.0), SCALE)
    assert choice.quoted and f"**{price}**" in choice.quoted.text and len(choice.quoted.text) < 900


def test_of_a_model_that_cannot_judge_the_first_place_that_counts_in_it_is_quoted() -> None:
    asked = replace(QUESTION, text="Сколько стоит пропуск?")
    choice = choose(asked, _Model(), UNUSABLE)
    assert choice.quoted and choice.quoted.text == "> Обед стоит 250 рублей."


LIST = "Уволенный сдаёт:\n- пропуск;\n- ключи;\n- ноутбук.\nРасчёт выдают в тот же день."


@pytest.mark.parametrize(("text", "said"), [(LIST, "Это весь перечень"), (LIST[:36], "Это не весь перечень")])
def test_a_list_that_is_asked_for_is_quoted_whole_or_said_to_be_longer(text: str, said: str) -> None:
    asked = Question(
        "Что нужно сдать при увольнении?", language="ru", passages=(passage(text, name="0.txt"),)
    )
    choice = choose(asked, _Model(Уволенный=2.0), SCALE)
    assert choice.quoted and said in choice.quoted.text and "> - ключи;" in choice.quoted.text
    last = choice.quoted.sentences[-1]
    assert choice.quoted.text[last.start : last.end].startswith(said) and not last.checked
    other = choose(replace(asked, text="Можно ли забрать ноутбук?"), _Model(Уволенный=2.0), SCALE)
    assert other.quoted and "перечень" not in other.quoted.text


def test_what_follows_the_place_in_its_section_is_quoted_with_it() -> None:
    rule = "Пропуск оформляет отдел кадров по заявлению работника. " * 13
    more = "Без заявления его не выдают."
    next_one = "Статья 12. Стоянка\nМеста раздаёт завхоз."
    text = f"{rule.strip()}\n{more}\n{next_one}"
    near = tuple(PassageSentence(a, b, 0.9 if b < 60 else 0.5) for a, b in split(text))
    asked = replace(QUESTION, text="Кто оформляет пропуск?")
    asked = replace(asked, passages=(replace(passage(text, name="0.txt"), sentences=near),))
    model = _Model(Пропуск=2.0)
    choice = choose(asked, model, SCALE)
    assert choice.quoted and more in choice.quoted.text and "Стоянка" not in choice.quoted.text
    place = choice.quoted.citations[0]
    assert text[place.start : place.end].endswith(more)
    # It is not read for that: the model judges what it judged before.
    assert len(choice.judged[0].window.text) <= answering_places.PLACE_CHARACTERS
    endless = replace(asked.passages[0], text=text.replace("Статья 12. Стоянка\n", rule), sentences=())
    long = choose(replace(asked, passages=(endless,)), model, SCALE)
    assert long.quoted and len(long.quoted.text) <= answering_places.QUOTED_CHARACTERS + 20


@pytest.mark.parametrize(
    "next_one",
    [
        "5.2 Порядок увольнения\nРасчёт выдают в последний день.",
        "Увольнение\nРасчёт выдают в последний день.",
        "## Увольнение\nРасчёт выдают в последний день.",
        "РАЗДЕЛ ПЯТЫЙ\nРасчёт выдают в последний день.",
        "6. Командировки",
    ],
)
def test_nothing_of_the_next_section_is_quoted_with_a_place(next_one: str) -> None:
    rule = ("Пропуск оформляет отдел кадров по заявлению работника. " * 13).strip()
    text = f"{rule}\nБез заявления его не выдают.\n{next_one}"
    near = tuple(PassageSentence(a, b, 0.9 if b < 60 else 0.5) for a, b in split(text))
    asked = replace(QUESTION, text="Кто оформляет пропуск?")
    asked = replace(asked, passages=(replace(passage(text, name="0.txt"), sentences=near),))
    quoted = choose(asked, _Model(Пропуск=2.0), SCALE).quoted
    assert quoted and "не выдают." in quoted.text
    assert not any(
        word in quoted.text for word in ("увольнени", "Увольнени", "РАЗДЕЛ", "Командировки", "Расчёт")
    )


def test_behind_a_table_its_text_is_not_quoted_with_it() -> None:
    rows = "\n".join(f"Цех: {at}; Пропуск: {at} дней" for at in range(34))
    text = f"{rows}\n\nПаспорт показывают на проходной."
    near = tuple(PassageSentence(a, b, 0.9 if b < 60 else 0.5) for a, b in split(text))
    asked = replace(QUESTION, text="Сколько дней оформляют пропуск в цехе 0?")
    asked = replace(asked, passages=(replace(passage(text, name="0.txt"), sentences=near),))
    quoted = choose(asked, _Model(Пропуск=2.0), SCALE).quoted
    assert quoted and "Цех: 33" in quoted.text and "Паспорт" not in quoted.text


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
    text = quoted(model, UNUSABLE)
    assert text == "> Пропуск выдаёт охрана.\n\n> Обед стоит 250 рублей." and model.asked == 0


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_scale_leads_from_what_a_model_says_of_other_texts_to_what_it_says_of_answers(
    language: str,
) -> None:
    answered = [text for kind, text in answering_places._pairs(language) if kind == "yes"]
    assert len(answered) >= 4

    def odds(messages: Sequence[PromptMessage], word: str, other: str) -> float:
        return 3.0 if any(text in messages[-1].text for text in answered) else -1.0

    found = scale(language, odds)
    assert (found.no, found.yes, found.usable) == (-1.0, 3.0, True)
    assert (found.share(-1.0), found.share(1.0), found.share(9.0), found.share(-9.0)) == (0.0, 0.5, 2.0, -1.5)
    assert not scale(language, lambda messages, word, other: float(len(messages[-1].text) % 7)).usable
