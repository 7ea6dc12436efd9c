"""The reviewed questions that the bench puts to every way of learning: they agree with the grader's rules."""

import json
from collections import Counter
from pathlib import Path

import pytest

from desktop.core.exam_entities import MOST_QUESTIONS
from workers.contract.exam import GENERATED_QUESTIONS, QuestionKind
from workers.grading import facts

ROWS = json.loads((Path(__file__).parents[2] / "bench" / "labour_exam.json").read_text("utf-8"))
ANSWERABLE = [row for row in ROWS if row["kind"] != QuestionKind.NO_ANSWER]


def test_kinds_are_spread_and_a_fifth_has_no_answer() -> None:
    kinds = Counter(QuestionKind(row["kind"]) for row in ROWS)
    assert 60 <= len(ROWS) <= MOST_QUESTIONS
    assert set(kinds) == set(GENERATED_QUESTIONS) and min(kinds.values()) >= 8
    assert kinds[QuestionKind.NO_ANSWER] >= max(12, len(ROWS) / 5)
    assert len({row["question"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ANSWERABLE, ids=lambda row: row["question"][:40])
def test_the_expected_answer_and_the_quote_say_every_key_fact(row: dict[str, object]) -> None:
    assert row["quote"] and row["document"] == "labour.pdf" and row["page"]
    must = row["must"]
    assert isinstance(must, list) and must
    for fact in must:
        assert facts.says(fact, str(row["answer"]), str(row["question"])), fact
        # What corrects a false premise may stand in other words where it comes from.
        if row["kind"] != QuestionKind.FALSE_PREMISE:
            assert facts.says(fact, str(row["quote"]), str(row["question"])), fact


def test_what_the_document_does_not_say_has_no_answer_and_no_quote() -> None:
    for row in ROWS:
        if row["kind"] == QuestionKind.NO_ANSWER:
            assert not (row["answer"] or row["quote"] or row["must"]), row["question"]
