"""Marks are woven into Markdown at the right places, and only code can set one."""

import pytest

from desktop.features.chat.viewmodels.answer_marks import (
    CARET,
    CLOSE,
    OPEN,
    OPEN_BESIDE,
    OPEN_PARTLY,
    counts,
    number_mark,
    number_of,
    weave,
    with_literal_parts,
    without_beside,
)
from workers.contract.specs.answers import Sentence, Support


def test_numbers_follow_their_sentences() -> None:
    text = "Первая фраза. Вторая фраза."
    woven = weave(text, [Sentence(0, 13, (1,)), Sentence(14, 27, (2, 3))], underline=True)
    assert woven == f"Первая фраза.{number_mark(1)} Вторая фраза.{number_mark(2)}{number_mark(3)}"
    assert [number_of(mark) for mark in woven if number_of(mark)] == [1, 2, 3]


def test_a_sentence_without_a_source_is_enclosed_when_it_needs_one() -> None:
    text = "Здравствуйте. Платят вдвое."
    sentences = [Sentence(0, 13, (), checked=False), Sentence(14, 27)]
    assert weave(text, sentences, underline=True) == f"Здравствуйте. {OPEN}Платят вдвое.{CLOSE}"
    assert weave(text, sentences, underline=False) == text


def test_a_sentence_that_is_partly_supported_has_a_mark_of_its_own() -> None:
    sentences = [Sentence(0, 8, (), True, Support.PARTLY), Sentence(9, 15, (), True, Support.ABSENT)]
    woven = weave("Частями. Никак.", sentences, underline=True)
    assert woven == f"{OPEN_PARTLY}Частями.{CLOSE} {OPEN}Никак.{CLOSE}"


def test_a_supported_sentence_that_is_not_what_was_asked_has_its_number_and_a_mark() -> None:
    sentences = [Sentence(0, 8, (1,), True, Support.BESIDE)]
    woven = weave("Рядом с.", sentences, underline=True)
    assert woven == f"{OPEN_BESIDE}Рядом с.{CLOSE}{number_mark(1)}"
    assert without_beside(woven) == weave("Рядом с.", sentences, underline=False)


def test_markdown_at_the_beginning_of_a_line_stays_markdown() -> None:
    text = "- **Первый** пункт.\n1. Второй пункт."
    woven = weave(text, [Sentence(0, 19), Sentence(20, 36)], underline=True)
    assert woven == f"- **{OPEN}Первый** пункт.{CLOSE}\n1. {OPEN}Второй пункт.{CLOSE}"


@pytest.mark.parametrize("run", ["**", "*", "_", "~~"])
def test_marks_stand_within_the_stars_of_bold_words(run: str) -> None:
    first, second = "Ворота закрыты.", f"{run}«Василёк» открыт.{run}"
    text = f"{first} {second}"
    sentences = [Sentence(0, len(first)), Sentence(len(first) + 1, len(text))]
    woven = weave(text, sentences, underline=True, caret=True)
    bold = f"{run}{OPEN}«Василёк» открыт.{CLOSE}{CARET}{run}"
    assert woven == f"{OPEN}Ворота закрыты.{CLOSE} {bold}"
    sourced = weave(text, [Sentence(0, len(text), (1,))], underline=True)
    assert sourced == f"{first} {second.removesuffix(run)}{number_mark(1)}{run}"
    for lone in (f"Цена 5{run}", "> Поле _А_"):
        assert weave(lone, [Sentence(0, len(lone), (1,))], underline=True) == lone + number_mark(1)


def test_a_model_cannot_write_a_mark_of_its_own() -> None:
    text = f"Ложь.{number_mark(7)}{OPEN} Ещё."
    woven = weave(text, [], underline=True)
    assert number_mark(7) not in woven
    assert OPEN not in woven
    assert len(woven) == len(text)


def test_offsets_beyond_the_text_and_empty_sentences_do_no_harm() -> None:
    assert (
        weave("Да.", [Sentence(0, 99, (1,)), Sentence(5, 3, (2,))], underline=True) == f"Да.{number_mark(1)}"
    )


def test_the_caret_stands_at_the_end_after_the_last_mark() -> None:
    assert weave("Да. ", [Sentence(0, 3, (1,))], underline=True, caret=True) == f"Да.{number_mark(1)}{CARET} "


def test_counts_tell_supported_from_doubtful() -> None:
    sentences = [
        Sentence(0, 1, (1,)),
        Sentence(1, 2),
        Sentence(2, 3, (), checked=False),
        Sentence(3, 4, (2,)),
        Sentence(4, 5, (), True, Support.PARTLY),
        Sentence(5, 6, (3,), True, Support.BESIDE),
    ]
    assert counts(sentences) == (2, 1, 1, 1)
    assert counts([Sentence(0, 1, (), True, Support.BESIDE)]) == (
        0,
        0,
        0,
        1,
    )  # of a refusal, without its source


def test_the_telling_sentence_of_a_quotation_stays_bold_and_other_text_stays_markdown() -> None:
    text = "> Начало. **Отпуск — 28 дней.**  \n> 3. Конец\n\n**Да**, 1. пункт"
    assert with_literal_parts(text) == ("> Начало. **Отпуск — 28 дней.**  \n> 3\\. Конец\n\n**Да**, 1. пункт")


@pytest.mark.parametrize(
    ("markdown", "literal"),
    [
        ("плита 5*10*2 м и *вот*", r"плита 5\*10\*2 м и *вот*"),
        ("**важ**но, `a*b` и a*b", r"**важ**но, `a*b` и a\*b"),
        ("> 2*3\n2*3", "> 2\\*3\n2\\*3"),
        ("```\n2*3\n```\n2*3", "```\n2*3\n```\n2\\*3"),
    ],
)
def test_a_product_is_no_emphasis(markdown: str, literal: str) -> None:
    assert with_literal_parts(markdown) == literal
