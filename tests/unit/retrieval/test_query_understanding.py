"""Follow-ups, misspelt words, and whether a base speaks of a question at all."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.helpers.models import embedder
from workers.engines.onnx.embedder import Embedder
from workers.retrieval import calibration, followup, keyboard_layout, lexical, spelling
from workers.retrieval.calibration import Floor, Reach
from workers.retrieval.spelling import IndexedWord
from workers.text.language import language_of

FAR_QUESTIONS = Path(__file__).resolve().parents[2] / "fixtures" / "far_questions.txt"
PER_DIEM = "Сколько суточных платят в командировке по России?"


@pytest.mark.parametrize(
    "question",
    [
        "А за границей?", "А в выходные дни?", "Почему?", "А если больничный?", "Кто это утверждает?",
        "Когда они выплачиваются?", "И сколько это стоит?", "What about abroad?", "When is it paid?", "Why?",
    ],
)  # fmt: skip
def test_a_follow_up_is_searched_with_the_question_before(question: str) -> None:
    assert followup.query(question, PER_DIEM) == f"{PER_DIEM} {question}"
    assert followup.query(question, "") == question


@pytest.mark.parametrize(
    "question",
    [
        "Сколько дней отпуска положено работнику?", "Какой срок исковой давности по договору аренды?",
        "А какие документы нужны для оформления загранпаспорта ребёнку?",
        "How many days of vacation does an employee have?", "Кто подписывает приказ об увольнении?",
    ],
)  # fmt: skip
def test_a_question_of_its_own_is_searched_alone(question: str) -> None:
    assert followup.query(question, PER_DIEM) == question


def test_surrounding_blanks_do_not_matter() -> None:
    assert followup.query("  А за границей?\n", f" {PER_DIEM} ") == f"{PER_DIEM} А за границей?"


def pieces(text: str) -> int:
    """Tokens of a text to the search model."""
    return engine().count_tokens(text)


@cache
def engine() -> Embedder:
    return Embedder(embedder(), threads=1)


WORDS = [
    IndexedWord(*known)
    for known in (
        ("трудового", 40), ("трудовому", 9), ("отпуск", 30), ("станции", 5), ("vacation", 4),
        ("минимум", 12), ("оклад", 3), ("рудакова", 6), ("stationary", 8), ("скоко", 1),
    )
]  # fmt: skip


def mend(question: str) -> str:
    known = {word.text for word in WORDS} | {"long", "employee"}
    meant = spelling.corrections(
        question,
        lambda words: set(words) - known,
        lambda letter, shortest, longest: [
            word for word in WORDS if word.text[0] == letter and shortest <= len(word.text) <= longest
        ],
        pieces,
    )
    return spelling.with_words(question, meant)


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("Цели трудвого права", "Цели трудового права"),
        ("Мой отупск!", "Мой отпуск!"),
        ("Сколько длится Отпукс?", "Сколько длится отпуск?"),
        # A right word stays, however near another one is.
        ("Какие санкции?", "Какие санкции?"),
        # Too far, too short.
        ("трдвго", "трдвго"), ("отск", "отск"),
        # As it is spoken, and as its first letter is heard.
        ("скока аклад", "сколько оклад"), ("можно ли судица", "можно ли судиться"),
        ("токо оклад", "только оклад"), ("щас отпуск", "сейчас отпуск"),
        # Not where it is a word of its own, or stands in the documents.
        ("Какая сила тока допускается?", "Какая сила тока допускается?"),
        ("Где место скола и сколка?", "Где место скола и сколка?"), ("скок оклад", "скок оклад"),
        ("скоко оклад", "скоко оклад"),
        # A word of the dictionary that is nearer than one of the documents, which says the opposite.
        ("мксимум", "максимум"), ("догавор подряда", "договор подряда"),
        # Several words of the dictionary are as near: none of them is guessed.
        ("сталовой", "сталовой"),
        # Another name is another person.
        ("Где сидит Гудакова?", "Где сидит Гудакова?"), ("Где сидит Рудокова?", "Где сидит рудакова?"),
        # One strange word of many is mended, a question in a strange language is not.
        ("how long is the vacaton of an employee", "how long is the vacation of an employee"),
        ("how kind is the employee", "how kind is the employee"),
        ("vacaton", "vacaton"),
        # Without a dictionary a word of as many pieces is as likely to be right.
        ("how long is the stationery of an employee", "how long is the stationery of an employee"),
        ("how long is the stationarry of an employee", "how long is the stationary of an employee"),
        ("", ""),
    ],
)  # fmt: skip
def test_misspelt_words_become_words_of_the_base(question: str, mended: str) -> None:
    assert mend(question) == mended


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [("испытательны", "испытательный", True), ("родофит", "родофитов", True), ("мксимум", "максимум", False)],
)
def test_another_form_of_a_word_is_no_mistake(typed: str, meant: str, other: bool) -> None:
    assert spelling.is_other_form(typed, meant) is other


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rfrjq jngecr e vtytl;thf", "какой отпуск у менеджера"),
        ("Rnj gjlgbcsdftn ghbrfp#", "Кто подписывает приказ№"),
        ("ghbrfp # 12", "приказ № 12"),
        ("ljujdjh fhtyls d 2026 ujle&", "договор аренды в 2026 году?"),
        ("Rjulf dsgkfnf?", "Когда выплата?"),
        ("рщц ьфтн вфны ща дуфму", "how many days of leave"),
        # A part of it.
        ("кто отвечает за yfrkflyst", "кто отвечает за накладные"),
        ("Wi-Fi gfhjkm", "Wi-Fi пароль"),
        ("Ыукмшсу Agreement", "Service Agreement"),
        # Right as they are: codes, names, words that are keys of another word, other mistakes.
        ("EB-440", "EB-440"), ("Кто подписывает Service Agreement?", "Кто подписывает Service Agreement?"),
        ("What do the strains suggest abut the plague?", "What do the strains suggest abut the plague?"),
        ("Was Fog on the Tyne released?", "Was Fog on the Tyne released?"), ("her", "her"),
        ("Итоги IV квартала", "Итоги IV квартала"),
        ("Как расшифровывается ОГК?", "Как расшифровывается ОГК?"),
        ("", ""), ("12.03.2026", "12.03.2026"),
    ],
)  # fmt: skip
def test_a_question_on_the_wrong_keyboard_layout_is_typed_again(typed: str, meant: str) -> None:
    def known(words: Sequence[str]) -> set[str]:
        return {word for word in words if lexical.is_word(word)}

    assert keyboard_layout.retype(typed, known, pieces) == meant


@pytest.mark.parametrize(
    ("question", "previous", "whole"),
    [
        ("А у кладовщика?", "Какой оклад у колориста?", "Какой оклад у кладовщика?"),
        ("А на стулья?", "Какой срок гарантии на корпусную мебель?", "Какой срок гарантии на стулья?"),
        ("А в цехе?", "Сколько огнетушителей на отделочном участке?", "Сколько огнетушителей в цехе?"),
        ("А с КолорХим?", "Когда истекает договор с ООО Ромашка?", "Когда истекает договор с КолорХим?"),
        ("And for the driver?", "What is the salary for the cook?", "What is the salary for the driver?"),
        # Another case says another thing; two phrases are alike; there is no phrase.
        ("А в выходные дни?", PER_DIEM, ""),
        ("А в марте?", "Сколько в январе выдали премий в отделе?", ""),
        ("А кто отвечает за склад?", "Кто отвечает за охрану труда?", ""),
        ("Почему?", PER_DIEM, ""),
    ],
)  # fmt: skip
def test_a_phrase_takes_the_place_of_its_like(question: str, previous: str, whole: str) -> None:
    assert followup.replaced(question, previous) == whole
    assert followup.query(question, previous).endswith(whole or question)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("мир", "мир", 0), ("мир", "мира", 1), ("мир", "рим", 2), ("пирвет", "привет", 1), ("abcd", "wxyz", 3)],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert spelling.distance(one, other, 2) == expected
    assert spelling.distance(other, one, 2) == expected


NOISE = [0.80 + 0.001 * i for i in range(-20, 21)]


def floors(**cosines: list[float]) -> dict[str, Floor]:
    return calibration.floors({name: [Reach(value) for value in values] for name, values in cosines.items()})


def test_floors_stand_clear_of_the_noise_and_ignore_outliers() -> None:
    plain = floors(ru=NOISE, en=NOISE)["ru"]
    answered = floors(ru=[*NOISE[:-4], 0.95, 0.95, 0.95, 0.95], en=NOISE)["ru"]
    assert plain.cosine(0.0) > 0.81
    assert answered.cosine(0.0) == pytest.approx(plain.cosine(0.0), abs=0.004)


def test_a_question_in_another_language_is_refused_more_carefully() -> None:
    found = floors(ru=NOISE, en=[value - 0.04 for value in NOISE])
    assert found["en"].cosine(0.0) == pytest.approx(found["en"].median)
    assert found["ru"].cosine(0.0) > found["ru"].median


def test_words_that_far_questions_find_as_well_prove_nothing() -> None:
    """Where the base holds the words of any question, they count for less."""
    bare = calibration.floors({"ru": [Reach(value) for value in NOISE]})["ru"]
    wordy = calibration.floors({"ru": [Reach(value, 0.3) for value in NOISE]})["ru"]
    assert bare.speaks(Reach(0.81, 0.3))
    assert not wordy.speaks(Reach(0.81, 0.3))


def test_a_base_that_is_like_all_far_questions_has_a_floor_above_them() -> None:
    assert not floors(ru=[0.8] * 40)["ru"].speaks(Reach(0.79))
    assert floors(ru=[0.8] * 40)["ru"].speaks(Reach(0.85))


@pytest.mark.parametrize(
    ("cosine", "coverage", "expected"),
    [(0.9, 0.0, True), (0.82, 0.0, False), (0.82, 0.3, True), (0.7, 0.9, False)],
)
def test_speaking_of_a_question(cosine: float, coverage: float, expected: bool) -> None:
    assert Floor(0.80, 0.02, 1.5).speaks(Reach(cosine, coverage)) is expected


def test_the_shipped_questions_are_not_those_of_the_exam() -> None:
    shipped = calibration.far_questions()
    assert len(shipped["ru"]) >= 50
    assert len(shipped["en"]) >= 50
    assert all(language_of(question) == name for name in shipped for question in shipped[name])
    asked = FAR_QUESTIONS.read_text(encoding="utf-8").splitlines()
    assert len(asked) == 60
    assert not set(asked) & set(shipped["ru"])
