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


def test_the_p_value_is_the_level_at_which_the_interval_begins_to_hold_zero() -> None:
    draw = random.Random(5)
    first, second = ([draw.random() < share for _ in range(80)] for share in (0.8, 0.6))
    level = paired.p_value(first, second)
    assert 0 < level < 0.2 and paired.p_value(first, first) == 1.0 == paired.p_value([], [])
    assert (
        paired.difference(first, second, level * 1.02)[1]
        > 0
        >= paired.difference(first, second, level * 0.98)[1]
    )
    assert paired.p_value(second, first) == pytest.approx(level, rel=0.2)


def test_several_comparisons_are_judged_step_by_step() -> None:
    assert paired.levels([]) == []
    assert paired.levels([0.04]) == [0.05]
    assert paired.levels([0.03, 0.001, 0.028]) == pytest.approx([0.025, 0.05 / 3, 0.025])
    assert paired.levels([0.001, 0.02, 0.04]) == pytest.approx([0.05 / 3, 0.025, 0.05])


def test_so_many_questions_show_a_difference_as_often_as_is_said() -> None:
    needed = paired.questions_needed(0.1, 0.25)
    assert needed == 194
    assert paired.questions_needed(0.1, 0.3) == 234 and paired.questions_needed(0.1, 0.25, 5) > 1.4 * needed
    assert paired.smallest_difference(needed, 0.25) == pytest.approx(0.1)
    assert paired.smallest_difference(60, 0.25) == pytest.approx(0.18)
    assert paired.smallest_difference(3, 0.25) == 1.0
    draw, seen = random.Random(11), 0
    for _ in range(100):
        lots = [draw.random() for _ in range(needed)]
        _, low, _ = paired.difference([lot < 0.175 for lot in lots], [lot > 0.925 for lot in lots])
        seen += low > 0
    assert 70 <= seen <= 92
