"""The interval of a paired difference."""

import random

import pytest

from desktop.core import paired


def test_the_same_answers_differ_by_nothing() -> None:
    answers = [True, False, True, True]
    difference, low, high = paired.difference(answers, answers)
    assert difference == 0.0 and low == -high < 0
    many = paired.difference(answers * 20, answers * 20)
    assert many[0] == 0.0 and many[2] < high
    assert paired.difference([], []) == (0.0, -1.0, 1.0)


def test_turned_round_it_is_the_same_difference() -> None:
    draw = random.Random(2)
    first, second = ([draw.random() < share for _ in range(40)] for share in (0.8, 0.5))
    there, back = paired.difference(first, second), paired.difference(second, first)
    assert there[0] == -back[0]
    assert there[1] == pytest.approx(-back[2], abs=0.03)
    assert there[1] < there[0] < there[2]
    assert paired.difference(first, second) == there


def test_answers_of_other_questions_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        paired.difference([True], [True, False])


@pytest.mark.parametrize(
    ("first", "second", "alike"), [(0.7, 0.5, 0.0), (0.85, 0.33, 0.3), (0.9, 0.85, 0.8), (0.4, 0.33, 0.5)]
)
def test_the_interval_holds_the_truth_nearly_always(first: float, second: float, alike: float) -> None:
    """Of 100 exams with 60 questions; `alike` is the share of questions equally hard for both."""
    draw = random.Random(7)
    held = 0
    for _ in range(100):
        marks = []
        for _ in range(60):
            luck = draw.random()
            other = luck if draw.random() < alike else draw.random()
            marks.append((luck < first, other < second))
        _, low, high = paired.difference([one for one, _ in marks], [other for _, other in marks])
        held += low <= first - second <= high
    assert 90 <= held <= 98
