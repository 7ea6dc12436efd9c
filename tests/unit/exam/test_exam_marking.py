"""Answers on their way to the rules and back."""

from pathlib import Path

import pytest

from desktop.features.exam.services.exam_marking import MOST_AT_ONCE, ExamMarking
from tests.helpers.scripted import ScriptedWorkers
from workers.contract.codec import from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, GivenAnswer, Grade, GradeResult, GradeSpec, Mark
from workers.contract.specs.jobs import Job


def given(number: int) -> GivenAnswer:
    text = ExamText(f"Что сказано в пункте {number}?", f"Сказано {number}.")
    return GivenAnswer(text, f"Сказано {number}.", refused=False, searched=False)


def test_answers_go_in_portions_and_grades_come_in_order() -> None:
    workers = ScriptedWorkers()
    marking = ExamMarking(workers, lambda: Path("/embedder"))
    answers = [given(number) for number in range(MOST_AT_ONCE + 3)]
    pending = marking.grade(answers)
    seen: list[GivenAnswer] = []
    while open_ := workers.open(Job.GRADE):
        spec = from_json(GradeSpec, open_[0].message.params)
        assert len(spec.answers) <= MOST_AT_ONCE
        assert spec.embedder == str(Path("/embedder"))
        seen += spec.answers
        right = [
            Mark.RIGHT if answer.question.question.endswith("5?") else Mark.WRONG for answer in spec.answers
        ]
        open_[0].succeed(to_json(GradeResult(tuple(Grade(mark, ()) for mark in right))))
    assert seen == answers
    grades = pending.result()
    assert [grade.mark is Mark.RIGHT for grade in grades] == [
        number % 10 == 5 for number in range(len(answers))
    ]


def test_nothing_is_asked_of_a_worker_for_no_answers_or_without_an_embedder() -> None:
    workers = ScriptedWorkers()
    assert ExamMarking(workers, lambda: Path("/embedder")).grade([]).result() == []
    with pytest.raises(ProblemError) as error:
        ExamMarking(workers, lambda: None).grade([given(1)]).result()
    assert error.value.problem.code is Code.EMBEDDER_MISSING
    assert workers.sent == []


def test_cancelling_reaches_the_worker() -> None:
    workers = ScriptedWorkers()
    pending = ExamMarking(workers, lambda: Path("/embedder")).grade([given(1)])
    pending.cancel()
    assert workers.sent[0].cancelled
