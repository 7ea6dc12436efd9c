"""Answers marked by the real knowledge worker, with the real embedder."""

from pathlib import Path

import pytest

from desktop.core.agreement import agreement, of_the_rules
from tests.helpers.marked_answers import KEPT, real_answers
from tests.helpers.models import embedder
from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.codec import from_json
from workers.contract.codes import Code
from workers.contract.exam import ExamText, GivenAnswer, Grade, GradeResult, GradeSpec, Mark, QuestionKind
from workers.contract.messages import Cancelled, Failed, Message, Progress, Succeeded
from workers.contract.specs.bases import BaseRef, IndexSpec
from workers.contract.specs.jobs import Job, Kind

LEAVE = ExamText("Сколько дней длится отпуск?", "Основной отпуск – 28 календарных дней.", must=("28",))
PARKING = ExamText("Где стоят велосипеды?", "", QuestionKind.NO_ANSWER)
MEALS = ExamText("Кто платит за обед?", "Еду оплачивает сам сотрудник из своей зарплаты.")


def given(question: ExamText, answer: str, refused: bool = False) -> GivenAnswer:
    return GivenAnswer(question, answer, refused, searched=False)


def marked(process: WorkerProcess, answers: tuple[GivenAnswer, ...]) -> Message:
    process.start("g", Job.GRADE, GradeSpec(str(embedder()), answers))
    return process.ended("g")


def test_answers_are_marked_in_order_and_alike_every_time() -> None:
    answers = (
        given(LEAVE, "Отпуск длится 28 дней."),
        given(LEAVE, "Отпуск длится 24 дня."),
        given(PARKING, "Во дворе у входа."),
        given(PARKING, "", refused=True),
        given(MEALS, "За обед платит работник."),
        given(MEALS, "Погода сегодня хорошая."),
    )
    with worker(Kind.KNOWLEDGE) as process:
        first = marked(process, answers)
        second = marked(process, answers)
    assert isinstance(first, Succeeded) and isinstance(second, Succeeded)
    assert first.result == second.result
    grades = from_json(GradeResult, first.result).grades
    assert [grade.mark for grade in grades[:4]] == [Mark.RIGHT, Mark.WRONG, Mark.INVENTED, Mark.RIGHT]
    assert grades[5].mark is Mark.WRONG
    assert all(grade.reasons for grade in grades)


def test_marking_does_not_wait_for_an_import(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(300):
        (documents / f"{number}.txt").write_text(
            f"Приказ {number}. " + f"Пункт {number} о складе. " * 60, "utf-8"
        )
    base = BaseRef("base", str(tmp_path / "base"), str(embedder()))
    with worker(Kind.KNOWLEDGE) as process:
        process.start("i", Job.INDEX, IndexSpec(base, (str(documents),)))
        process.expect(Progress)
        # An import that ended first would be passed over here, and missed below.
        process.start("g", Job.GRADE, GradeSpec(str(embedder()), (given(LEAVE, "28 дней"),)))
        assert isinstance(process.ended("g"), Succeeded)
        process.cancel("i")
        assert isinstance(process.ended("i"), Cancelled)


def test_a_missing_embedder_is_named(tmp_path: Path) -> None:
    with worker(Kind.KNOWLEDGE) as process:
        process.start("g", Job.GRADE, GradeSpec(str(tmp_path), (given(LEAVE, "28"),)))
        ended = process.ended("g")
    assert isinstance(ended, Failed) and ended.code is Code.EMBEDDER_MISSING


def test_marks_agree_with_those_of_a_person_as_far_as_is_said() -> None:
    """Answers of two real models, with documents and without, marked by reading them. The rules were fitted
    to those of `developed`, those of `kept` were only counted. What the window says of it was measured so."""
    marks = real_answers()
    grades: list[Grade] = []
    with worker(Kind.KNOWLEDGE) as process:
        for start in range(0, len(marks), 64):
            ended = marked(process, tuple(one.given for one in marks[start : start + 64]))
            assert isinstance(ended, Succeeded)
            grades += from_json(GradeResult, ended.result).grades
    found = agreement([grade.mark for grade in grades], [one.mark for one in marks])
    kept = [grade.mark is one.mark for grade, one in zip(grades, marks, strict=True) if one.half == KEPT]
    assert found.answers >= 130 and len(kept) >= 30
    assert found.same >= 0.97 * found.answers
    assert sum(kept) >= 0.95 * len(kept)
    said = of_the_rules()
    assert (said.answers, said.same) == (found.answers, found.same)
    assert said.kappa == pytest.approx(found.kappa, abs=0.001)
