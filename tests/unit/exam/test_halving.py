"""Successive halving: how a budget of answers is shared, and who goes on."""

import itertools
import random

import pytest

from desktop.features.exam.domain import halving
from desktop.features.exam.domain.halving import Round
from workers.contract.exam import Mark


@pytest.mark.parametrize(
    ("candidates", "questions", "answers", "expected"),
    [
        (8, 40, 240, [(8, 8), (4, 24), (2, 40)]),
        (8, 1000, 240, [(8, 8), (4, 24), (2, 50)]),
        (2, 10, 1000, [(2, 10)]),
        (1, 10, 1000, [(1, 10)]),
        (5, 30, 90, [(5, 5), (3, 12), (2, 22)]),
        (8, 40, 32, [(3, 4), (2, 9)]),  # no budget for eight
        (8, 40, 0, [(1, 4)]),  # one is tried, whatever the budget
        (8, 2, 1000, [(8, 2), (4, 2), (2, 2)]),
        (0, 40, 100, []),
        (8, 0, 100, []),
    ],
)
def test_a_budget_is_shared_among_rounds_and_candidates(
    candidates: int, questions: int, answers: int, expected: list[tuple[int, int]]
) -> None:
    rounds = halving.plan(candidates, questions, answers)
    assert [(one.candidates, one.questions) for one in rounds] == expected


def test_every_plan_keeps_its_promises() -> None:
    draw = random.Random(1)
    for _ in range(2000):
        candidates, questions = draw.randint(1, 20), draw.randint(1, 90)
        answers = draw.randint(0, 1500)
        rounds = halving.plan(candidates, questions, answers)
        assert rounds
        assert 1 <= rounds[0].candidates <= candidates
        assert rounds[-1].candidates <= 2
        assert min(4, questions) <= rounds[0].questions <= rounds[-1].questions <= questions
        for before, after in itertools.pairwise(rounds):
            assert after.candidates == (before.candidates + 1) // 2
            assert after.questions >= before.questions
        if rounds[0].candidates > 1:  # with one candidate the least is asked, whatever it costs
            least_more = sum(one.candidates + 1 for one in rounds[1:]) * 4
            assert halving.cost(rounds) <= answers + least_more


@pytest.mark.parametrize(
    ("candidates", "asked", "answers", "expected"),
    [
        (4, 8, 160, [(4, 24), (2, 40)]),
        (2, 8, 30, [(2, 18)]),
        (4, 8, 0, [(4, 8), (2, 8)]),  # no time: who is ahead now goes on
        (4, 40, 500, [(4, 40), (2, 40)]),  # nothing left to ask
        (1, 8, 20, [(1, 18)]),
    ],
)
def test_the_rest_is_planned_anew_from_what_was_asked(
    candidates: int, asked: int, answers: int, expected: list[tuple[int, int]]
) -> None:
    rounds = halving.onward(candidates, asked, 40, answers)
    assert [(one.candidates, one.questions) for one in rounds] == expected
    assert halving.cost(rounds, asked) <= answers


def test_the_cost_counts_each_answer_once() -> None:
    rounds = (Round(8, 10), Round(4, 30), Round(2, 40))
    assert halving.cost(rounds) == 9 * 10 + 5 * 20 + 3 * 10
    assert halving.cost(()) == 0


def test_more_budget_never_means_fewer_questions_or_candidates() -> None:
    plans = [halving.plan(12, 60, answers) for answers in range(0, 2000, 10)]
    for less, more in itertools.pairwise(plans):
        assert more[0].candidates >= less[0].candidates
        if more[0].candidates == less[0].candidates:
            assert more[-1].questions >= less[-1].questions


def test_of_equals_the_simpler_goes_on() -> None:
    order = ["short", "middle", "long"]
    assert halving.best({"short": 0.5, "middle": 0.5, "long": 0.5}, order, 2) == ["short", "middle"]
    assert halving.best({"short": 0.5, "middle": 0.4, "long": 0.6}, order, 2) == ["long", "short"]


def test_an_invented_answer_is_worth_less_than_a_wrong_refusal() -> None:
    worths = [halving.worth(mark) for mark in (Mark.RIGHT, Mark.PARTLY, Mark.REFUSED, Mark.INVENTED)]
    assert worths == sorted(worths, reverse=True)
    assert len(set(worths)) == 4
    assert set(map(halving.worth, Mark)) == set(worths)


def test_a_score_is_of_the_questions_that_count() -> None:
    marks = {"a": Mark.RIGHT, "b": Mark.PARTLY, "c": Mark.WRONG, "other": Mark.RIGHT}
    assert halving.score(marks, ["a", "b", "c"]) == 0.5
    assert halving.score(marks, ["a", "b", "c", "not asked"]) == 0.5
    assert halving.score(marks, []) == 0.0


def test_the_better_candidate_is_found_nearly_always() -> None:
    """Of eight, one right in 80 of 100, the others in 45: 240 answers find it in at least 85 of 100 draws."""
    found = 0
    for seed in range(100):
        draw = random.Random(seed)
        names = [str(n) for n in range(8)]
        right = {name: [draw.random() < (0.8 if name == "5" else 0.45) for _ in range(40)] for name in names}
        left = names
        for one in halving.plan(8, 40, 240):
            left = left[: one.candidates]
            scores = {name: sum(right[name][: one.questions]) for name in left}
            left = halving.best(scores, left, len(left))
        found += left[0] == "5"
    assert found >= 85
