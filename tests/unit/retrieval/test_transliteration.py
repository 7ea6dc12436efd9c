"""Russian questions in Latin letters, and what is none."""

from collections.abc import Sequence

import pytest

from workers.retrieval import abbreviations, lexical
from workers.retrieval.transliteration import russian


def known(words: Sequence[str]) -> set[str]:
    return {word for word in words if lexical.is_word(word)}


def pieces(text: str) -> int:
    """Russian words are one piece, what is no word one for two letters."""
    return sum(1 if lexical.is_word(word.strip("?").lower()) else len(word) // 2 for word in text.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kto otvechaet za ohranu truda", "кто отвечает за охрану труда"),
        ("skolko stoit obed v stolovoy?", "сколько стоит обед в столовой?"),
        ("Ispytatelnyj srok pri prieme na rabotu", "Испытательный срок при приеме на работу"),
        ("kogo ne dopuskayut k rabote v nochnoe vremya", "кого не допускают к работе в ночное время"),
        ("grafik otpuskov i zarplata buhgaltera", "график отпусков и зарплата бухгалтера"),
    ],
)
def test_questions_are_read_in_russian_letters(typed: str, meant: str) -> None:
    assert russian(typed, known, pieces) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What is the warranty period?",
        "total overtime hours",
        "Who signs the Service Agreement",
        "Kantwerk Maschinen GmbH",
        "spindle belts replacement",
        "кто отвечает за ohranu",
        "EB-440",
        "plan",
    ],
)
def test_other_questions_stay(question: str) -> None:
    assert russian(question, known, pieces) == question


def test_a_question_in_words_that_the_base_knows_stays() -> None:
    typed = "plan start kontrol"
    assert russian(typed, lambda words: set(words), pieces) == typed


def test_a_question_that_is_no_shorter_in_russian_stays() -> None:
    assert russian("master plan start", known, lambda text: len(text.split())) == "master plan start"


def test_short_forms_that_everybody_writes() -> None:
    assert abbreviations.established("когда з/п и сколько по ТК") == {
        "з/п": ("заработная плата",),
        "ТК": ("Трудовой кодекс",),
    }
    assert abbreviations.established("Нач. ОК кто") == {"Нач": ("начальник",), "ОК": ("отдел кадров",)}
    assert "временная нетрудоспособность" in abbreviations.established("оплата б/л")["б/л"]


def test_a_word_is_no_short_form() -> None:
    assert not abbreviations.established("ок, а что с отпуском")
    assert not abbreviations.established("СКОЛЬКО СБ ТОМ ОТ")
    assert not abbreviations.established("км/ч и руб/шт")


def test_a_long_run_of_letters_is_no_word_with_soft_signs() -> None:
    read: list[int] = []

    def counted(words: Sequence[str]) -> set[str]:
        read.append(len(words))
        return set()

    question = f"{'bdlnmr' * 20} {'lnmrbd' * 20}"
    assert russian(question, counted, len) == question
    assert max(read, default=0) < 1000
