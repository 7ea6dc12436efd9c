"""Where a list that is asked for begins and ends."""

import pytest

from workers.answering import listing
from workers.text import sentences


def test_a_list_ends_before_the_words_over_the_next_one() -> None:
    text = (
        "Работник обязан:\nа) приходить вовремя;\nб) носить пропуск.\n"
        "Работодатель обязан:\nа) платить зарплату;\nб) обеспечить защиту."
    )
    place = next(unit for unit in sentences.split(text) if "пропуск" in text[slice(*unit)])
    found = listing.around(text, place)
    assert found is not None and found.whole
    assert text[found.start : found.end] == "Работник обязан:\nа) приходить вовремя;\nб) носить пропуск."


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Чем занимается бухгалтер?", True),
        ("Каким сотрудникам положена премия?", True),
        ("Каким приказом утверждены правила?", False),
        ("Не позднее чем за сколько дней предупреждают?", False),
    ],
)
def test_one_thing_that_is_asked_for_is_no_list(question: str, asked: bool) -> None:
    assert listing.asked(question) is asked
