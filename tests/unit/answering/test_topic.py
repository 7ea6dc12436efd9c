"""Whether a text speaks of what was asked."""

import pytest

from tests.unit.answering.passages import passage
from workers.answering.attribution import Checker

OVERTIME = passage(
    "Сверхурочная работа оплачивается за первые два часа не менее чем в полуторном размере, за последующие "
    "часы не менее чем в двойном размере. Продолжительность сверхурочной работы не должна превышать "
    "120 часов в год.",
    name="Кодекс.pdf",
)
OTHER = passage(
    "Товар принимают с 9 до 17 часов. Погрузчики проверяют перед каждой сменой.", name="Склад.pdf"
)


@pytest.mark.parametrize(
    ("question", "topical"),
    [
        ("Как оплачивается сверхурочная работа?", True),
        ("Сколько часов сверхурочной работы допускается в год?", True),
        ("Как оплачиваеться сверхурочнная рабта?", True),
        ("Добрый день! Подскажите, пожалуйста, срочно надо. Как оплачивают сверхурочную работу?", True),
        ("А за последующие?", True),
        ("How is overtime paid?", True),
        ("Какая ставка НДФЛ у нерезидента?", False),
        ("Кто изобрёл электроцентробежный насос и в каком году?", False),
        ("Какой телефон у горячей линии инспекции?", False),
    ],
)
def test_a_passage_speaks_of_a_question_or_not(question: str, topical: bool) -> None:
    assert Checker([OVERTIME, OTHER], question).topical(0) is topical
