"""Pairs of answers that differ in one thing: the rules know the right one from the other."""

import pytest

from tests.helpers.marked_answers import DEVELOPED, KEPT, MarkedAnswer, minimal_pairs
from workers.contract.exam import Mark
from workers.grading.marking import grade

PAIRS = minimal_pairs()
# Not told apart without vectors, or at all: said in no word of the expected answer, or with another name of a
# unit; another event after which the time begins; a form that is that of another word too; two rates.
NOT_TOLD = (
    "One year after the contract is signed.",
    "Only those who come for the first time need an escort.",
    "One director's signature is enough.",
    "Шрифт – 12 пунктов.",
    "Полки стальные.",
    "It is behind by two weeks.",
    "$3 daily for each pallet.",
    "По 700 рублей за каждое слово.",
    "Each minute costs 12 cents.",
    "30 cents per km.",
    "В удовлетворении отказали.",
    "Late applications are disregarded.",
)
RULES = tuple(dict.fromkeys(one.rule for one in PAIRS))


def told_apart(one: MarkedAnswer) -> bool:
    """Whether the rules say right where a person does, and not where not; vectors tell nothing here."""
    return (grade(one.given, lambda *_: 0.85).mark is Mark.RIGHT) == (one.mark is Mark.RIGHT)


def test_there_are_enough_in_both_languages_and_each_rule_has_a_kept_half() -> None:
    assert len(PAIRS) >= 2 * 200
    english = [one for one in PAIRS if one.given.question.question.isascii()]
    assert 0.3 * len(PAIRS) < len(english) < 0.7 * len(PAIRS)
    assert {one.rule for one in PAIRS if one.half == KEPT} == {*RULES} - {"further"}
    drawn = [one for one in PAIRS if one.rule != "further"]
    assert len({(one.given.question.question, one.given.answer) for one in drawn}) == len(drawn) >= 2 * 200


@pytest.mark.parametrize("rule", RULES)
def test_pairs_that_the_rules_were_made_with(rule: str) -> None:
    for one in PAIRS:
        if one.rule == rule and one.half == DEVELOPED:
            told = one.given.answer not in NOT_TOLD
            assert told_apart(one) == told, (one.given.question.question, one.given.answer)


def test_pairs_that_were_only_counted() -> None:
    kept = [told_apart(one) for one in PAIRS if one.half == KEPT]
    # Without vectors; with them `python -m tests.bench marks` asks for 0.95.
    assert len(kept) >= 200 and sum(kept) >= 0.945 * len(kept)
