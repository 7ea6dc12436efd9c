"""What documents write for what a question says."""

from pathlib import Path

import pytest

from workers.retrieval import everyday_words, lexical


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("Дадут ли больничный?", "временная нетрудоспособность"),
        ("Кому положена минималка", "минимальный размер оплаты труда"),
        ("Сижу в декрете, можно подработать?", "отпуск по уходу за ребенком"),
        ("Комп завис, кого звать?", "рабочая станция"),
        ("Can I get a day off?", "annual leave"),
    ],
)
def test_what_rules_write_for_a_word_of_the_question(question: str, written: str) -> None:
    assert written in everyday_words.written(question)


def test_of_two_phrases_that_begin_with_one_word_the_longer_counts() -> None:
    own = everyday_words.written("Взять день за свой счёт")
    assert "отпуск без сохранения заработной платы" in own and "счет-фактура" not in own
    assert "счет-фактура" in everyday_words.written("Кто выставит счёт на оплату?")


def test_what_the_question_says_itself_and_what_nothing_is_known_of_bring_nothing() -> None:
    assert everyday_words.written("Минимальный размер оплаты труда") == ()
    assert everyday_words.written("") == () and everyday_words.written("Кто такой Ньютон?") == ()


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("How many hours of overtime in a row?", {"час", "сверхурочная работа", "подряд"}),
        ("Who inspects the valves?", {"осмотр", "клапан"}),
        ("Когда придёт доставка на склад?", {"delivery", "warehouse"}),
        ("Кто такой Ньютон?", set()),
    ],
)
def test_what_documents_in_another_language_write(question: str, there: set[str]) -> None:
    found = everyday_words.translated(question)
    assert there <= set(found) and bool(found) == bool(there)


def _lines(folder: Path) -> list[tuple[str, str]]:
    lines = [line for file in folder.glob("*.txt") for line in file.read_text("utf-8").splitlines()]
    parts = [line.partition(":") for line in lines if line and not line.startswith("#")]
    return [(said, written) for said, _, written in parts]


def test_each_line_of_the_lists_has_both_sides_and_each_side_words() -> None:
    for said, written in _lines(everyday_words.FOLDER):
        assert any(map(everyday_words.written, said.split(","))), said
        assert all(map(lexical.terms, written.split(","))), said
    for one, other in _lines(everyday_words.BILINGUAL):
        for side, across in ((one, other), (other, one)):
            for phrase in side.split(","):
                assert set(everyday_words.translated(phrase)) & {
                    part.strip() for part in across.split(",")
                }, phrase


@pytest.mark.parametrize(
    "question",
    [
        "Как часто осматривают насосы?",
        "Что сказано в части второй?",
        "Кто заключает трудовой договор?",
        "Какова продолжительность рабочей недели?",
        "Что служит основанием для отказа?",
        "Какой срок установлен в положении о премировании?",
        "Самый долгий срок хранения",
        "What should I do in case of fire?",
        "What is the speed limit on the site?",
    ],
)
def test_words_that_only_look_like_those_of_the_lists_bring_nothing(question: str) -> None:
    assert everyday_words.written(question) == ()
