"""The table of an exam: counts, intervals, who is compared with whom, who is recommended."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core.entities import MessageState
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    Judgement,
    Purpose,
)
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.domain.exam_draw import drawn
from desktop.features.exam.domain.exam_statistics import LEAST_COMMON, compare, judge, power, scoreboard
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import ExamText, Grade, Mark
from workers.contract.specs.answers import Timings

NOW = datetime(2026, 5, 12, tzinfo=UTC)
MODEL, SEARCH, TOLD = (
    Candidate(AnswerMode.MODEL, "m"),
    Candidate(AnswerMode.DOCUMENTS, "m"),
    Candidate(AnswerMode.DOCUMENTS_INSTRUCTIONS, "m", instructions="i"),
)


def exam(*candidates: Candidate) -> Exam:
    return Exam("e", "b", Purpose.EXAM, ExamState.DONE, candidates, (), 3407, NOW, NOW)


def answers(candidate: Candidate, marks: str, prefix: str = "q") -> list[ExamAnswer]:
    """One answer a letter: r(ight), p(artly), w(rong), f (refused), i(nvented); R = right, its source too."""
    names = {"r": Mark.RIGHT, "p": Mark.PARTLY, "w": Mark.WRONG, "f": Mark.REFUSED, "i": Mark.INVENTED}
    return [
        ExamAnswer(
            "e", candidate.key, f"{prefix}{number:03}", "text", MessageState.COMPLETE, (),
            Grade(names[letter.lower()], (), True if letter == "R" else None),
            Timings(total_s=float(number), tokens=10 * number, memory=number),
        )
        for number, letter in enumerate(marks, start=1)
    ]  # fmt: skip


def test_a_row_counts_marks_sources_and_what_it_took() -> None:
    given = answers(SEARCH, "RRrrpwfi") + answers(SEARCH, "rrw", "general_ru_")
    (row,) = scoreboard(exam(SEARCH), given).rows
    assert (row.asked, row.right, row.partly, row.wrong, row.refused, row.invented) == (8, 4, 1, 1, 1, 1)
    assert (row.cited, row.citations_right, row.general, row.general_asked) == (2, 2, 2, 3)
    assert (row.seconds_median, row.tokens_median, row.memory) == (4.5, 45.0, 8)
    assert row.low < row.share == 0.5 < row.high


def test_a_person_overrules_the_rules_and_the_table_follows() -> None:
    given = answers(MODEL, "ww")
    given[0] = replace(given[0], overruled=Mark.RIGHT, overruled_by="Анна", overruled_at=NOW)
    assert scoreboard(exam(MODEL), given).rows[0].right == 1


def test_best_first_and_compared_with_what_answers_now() -> None:
    given = answers(MODEL, "w" * 30 + "r" * 10) + answers(SEARCH, "r" * 36 + "w" * 4)
    board = scoreboard(exam(MODEL, SEARCH), given, active=MODEL.key)
    assert [row.candidate for row in board.rows] == [SEARCH, MODEL]
    (verdict,) = board.verdicts
    assert (verdict.first, verdict.second, board.reference) == (SEARCH.key, MODEL.key, MODEL.key)
    assert verdict.judgement is Judgement.BETTER and verdict.low > 0
    assert verdict.difference == pytest.approx(0.65)
    assert board.best == SEARCH.key
    other = scoreboard(exam(MODEL, SEARCH), given, active="somebody|else")
    assert other.reference == SEARCH.key and other.verdicts[0].judgement is Judgement.WORSE


def test_of_two_as_good_the_simpler_is_recommended_and_of_too_few_the_best() -> None:
    alike = answers(SEARCH, "r" * 98 + "ww") + answers(TOLD, "r" * 99 + "w")
    board = scoreboard(exam(SEARCH, TOLD), alike)
    assert board.verdicts[0].judgement is Judgement.SAME
    assert board.best == SEARCH.key
    few = scoreboard(exam(SEARCH, TOLD), answers(SEARCH, "rrw") + answers(TOLD, "rrr"))
    assert few.verdicts[0].judgement is Judgement.TOO_FEW
    assert few.best == TOLD.key


def test_of_several_ways_each_has_to_be_surer() -> None:
    """17 won and 6 lost are a difference alone (p = .03), and none among five comparisons."""
    plain, lucky = "r" * 40 + "w" * 60, "w" * 6 + "r" * 34 + "r" * 17 + "w" * 43
    two = scoreboard(exam(SEARCH, TOLD), answers(SEARCH, plain) + answers(TOLD, lucky), SEARCH.key)
    assert two.verdicts[0].judgement is Judgement.BETTER and two.verdicts[0].differing == 23
    others = [Candidate(AnswerMode.DOCUMENTS, f"other{number}") for number in range(4)]
    given = answers(SEARCH, plain) + answers(TOLD, lucky)
    given += [answer for other in others for answer in answers(other, plain)]
    many = scoreboard(exam(SEARCH, TOLD, *others), given, SEARCH.key)
    (told,) = (one for one in many.verdicts if one.first == TOLD.key)
    assert told.judgement is Judgement.TOO_FEW and told.low < 0 < two.verdicts[0].low


def test_before_an_exam_it_is_known_what_it_can_show() -> None:
    assumed = power(100, 2, [])
    assert (assumed.needed, assumed.measured, assumed.comparisons) == (194, False, 1)
    assert 0.1 < assumed.shown < 0.2
    assert power(100, 4, []).needed > assumed.needed
    marks = answers(SEARCH, "r" * 50 + "w" * 50) + answers(MODEL, "r" * 45 + "w" * 45 + "r" * 10)
    held = scoreboard(exam(SEARCH, MODEL), marks)
    known = power(100, 2, [held])
    assert known.measured and known.differing == pytest.approx(0.15) and known.needed < assumed.needed


def test_only_common_questions_are_compared_and_general_ones_are_not() -> None:
    first = {"a": Mark.RIGHT, "b": Mark.RIGHT, "c": Mark.WRONG}
    verdict = compare(first, {"b": Mark.WRONG, "c": Mark.WRONG, "d": Mark.RIGHT})
    assert (verdict.questions, verdict.difference) == (2, 0.5)
    given = answers(MODEL, "w" * 20) + answers(SEARCH, "w" * 20)
    given += answers(MODEL, "w" * 20, "general_ru_") + answers(SEARCH, "r" * 20, "general_ru_")
    assert scoreboard(exam(MODEL, SEARCH), given).verdicts[0].difference == 0
    assert scoreboard(exam(MODEL), []).rows == ()


def test_what_an_interval_says() -> None:
    assert judge(60, 0.01, 0.4) is Judgement.BETTER
    assert judge(60, -0.4, -0.01) is Judgement.WORSE
    assert judge(60, -0.07, 0.07) is Judgement.SAME
    assert judge(60, -0.08, 0.02) is Judgement.TOO_FEW  # a loss of eight points is not "the same"
    assert judge(60, -0.1, 0.3) is Judgement.TOO_FEW
    assert judge(LEAST_COMMON - 1, 0.2, 0.9) is Judgement.TOO_FEW


def question(number: int, answer: str) -> ExamQuestion:
    text = ExamText(f"Вопрос {number}?", answer)
    return ExamQuestion(f"id{number}", "b", number, text, RowState.APPROVED, RowSource.WRITTEN, "", NOW)


def test_fewer_questions_are_drawn_by_the_seed_with_the_same_share_without_answer() -> None:
    rows = [question(number, "" if number % 4 == 0 else "Да") for number in range(1, 41)]
    ten = drawn(rows, 20, seed=1)
    assert len(ten) == 20 and sum(not row.text.answerable for row in ten) == 5
    assert [row.number for row in ten] == sorted(row.number for row in ten)
    assert drawn(rows, 20, seed=1) == ten != drawn(rows, 20, seed=2)
    assert sum(not row.text.answerable for row in drawn(rows, 2, seed=1)) == 1
    assert drawn(rows, 0, seed=1) == drawn(rows, 99, seed=1) == rows
    assert len(drawn([row for row in rows if not row.text.answerable], 3, seed=1)) == 3


def test_what_was_forgotten_is_told_of_each_that_was_trained_and_of_models() -> None:
    taught = Candidate(AnswerMode.TRAINED, "m", "a")
    searching = Candidate(AnswerMode.DOCUMENTS_TRAINED, "m", "a")
    whole, other = Candidate(AnswerMode.MODEL, "whole"), Candidate(AnswerMode.MODEL, "other")
    general = {
        MODEL: "r" * 14 + "w" * 6, SEARCH: "r" * 14 + "w" * 6, other: "r" * 13 + "w" * 7,
        whole: "r" * 4 + "w" * 16, taught: "r" * 5 + "w" * 15, searching: "r" * 5 + "w" * 15,
    }  # fmt: skip
    given = [one for who, marks in general.items() for one in answers(who, marks, "general_")]
    own = [one for who in general for one in answers(who, "r" * 12)]
    board = scoreboard(exam(*general), [*own, *given])
    found = {(one.first, one.second): one for one in board.knows_less}
    assert {first for first, _ in found} == {taught.key, whole.key}  # with the search or without: once
    assert {second for _, second in found} <= {MODEL.key, SEARCH.key}
    (lost,) = (one for one in board.knows_less if one.first == taught.key)
    assert lost.difference == pytest.approx(-0.45) and lost.high < 0 and lost.questions == 20
    few = [one for one in given if int(one.question[-3:]) < LEAST_COMMON]
    assert not scoreboard(exam(*general), [*own, *few]).knows_less
