"""The interval of a paired difference."""

import random

import pytest

from desktop.domain import paired


def test_the_same_answers_differ_by_nothing() -> None:
    answers = [True, False, True, True]
    assert paired.difference(answers, answers) == (0.0, 0.0, 0.0)
    assert paired.difference([], []) == (0.0, 0.0, 0.0)


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


def test_the_interval_holds_the_truth_nearly_always() -> None:
    """Of 100 exams with 60 questions, where the first is right in 70 of 100 and the second in 50."""
    draw = random.Random(7)
    held = 0
    for _ in range(100):
        first = [draw.random() < 0.7 for _ in range(60)]
        second = [draw.random() < 0.5 for _ in range(60)]
        _, low, high = paired.difference(first, second)
        held += low <= 0.2 <= high
    assert 90 <= held <= 98
