"""Which of several is enough for a task."""

from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.core.entities import MessageState
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, ExamState, Purpose
from desktop.features.exam.domain.task_choice import TaskChoice, choices
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Grade, Mark, QuestionKind, Task
from workers.contract.specs.answers import Timings

LARGE = Candidate(AnswerMode.DOCUMENTS, "large")
SMALL = Candidate(AnswerMode.DOCUMENTS, "small")
TAUGHT = Candidate(AnswerMode.TRAINED, "small", "adapter")
SIZES = {"large": 7_000, "small": 500}


def judged(kind: QuestionKind, asked: int, **right: int) -> list[TaskChoice]:
    """Of an exam in which each gave so many right answers, to the first questions."""
    sitting = {"large": LARGE, "small": SMALL, "taught": TAUGHT}
    now = datetime(2026, 11, 30, tzinfo=UTC)
    exam = Exam(
        "exam", "base", Purpose.EXAM, ExamState.DONE, tuple(sitting[name] for name in right),
        tuple(map(str, range(asked))), 1, now, now,
    )  # fmt: skip
    answers = [
        ExamAnswer(
            exam.id, sitting[name].key, str(number), "", MessageState.COMPLETE, (),
            Grade(Mark.RIGHT if number < count else Mark.WRONG, ()), Timings(),
        )
        for name, count in right.items()
        for number in range(asked)
    ]  # fmt: skip
    return choices(exam, answers, {str(number): kind for number in range(asked)}, SIZES.__getitem__)


def chosen(found: Sequence[TaskChoice]) -> Candidate | None:
    (one,) = found
    return one.chosen


def test_the_smallest_that_loses_nothing_is_chosen() -> None:
    (found,) = judged(QuestionKind.CLASSIFY, 60, large=58, small=40, taught=58)
    assert (found.task, found.chosen, found.best) == (Task.CLASSIFY, TAUGHT, TAUGHT)
    (found,) = judged(QuestionKind.EXTRACT, 100, large=95, small=95)
    assert (found.task, found.chosen, found.saves) == (Task.EXTRACT, SMALL, False)
    (found,) = judged(QuestionKind.STYLE, 100, large=96, small=95)
    assert (found.task, found.chosen, found.best, found.saves) == (Task.REWRITE, SMALL, LARGE, True)
    assert (found.best_right, found.right) == (96, 95)


def test_a_loss_that_matters_keeps_the_larger_one() -> None:
    assert chosen(judged(QuestionKind.FACT, 100, large=90, small=80)) == LARGE
    # Twenty questions leave too much open.
    assert chosen(judged(QuestionKind.FACT, 20, large=18, small=16)) == LARGE


def test_a_handful_of_questions_says_nothing() -> None:
    (found,) = judged(QuestionKind.CLASSIFY, 9, large=9, small=9)
    assert found.chosen is None and not found.saves


def test_nothing_is_enough_where_nobody_was_right() -> None:
    (found,) = judged(QuestionKind.CLASSIFY, 20, large=0, small=0)
    assert found.chosen is None and not found.too_few


def test_what_is_in_use_is_known_again() -> None:
    (found,) = judged(QuestionKind.CLASSIFY, 60, large=58, taught=58)
    way = found.way("exam")
    assert (way.task, way.model, way.adapter, way.exam) == (Task.CLASSIFY, "small", "adapter", "exam")
    assert found.is_done_by(way)
    (other,) = judged(QuestionKind.CLASSIFY, 60, large=58, small=10)
    assert not other.is_done_by(way)
