"""Exams, answers, instructions and switchings on a real file: they come back as they went."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.core.entities import KnowledgeBase, MessageState
from desktop.core.exam_entities import (
    Activation,
    Candidate,
    Exam,
    ExamAnswer,
    ExamState,
    Instructions,
    Purpose,
)
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.instructions_repository import SqlInstructions
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Grade, Mark, Reason, ReasonCode
from workers.contract.specs.answers import Citation, Shot, Timings

NOW = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
BASE = KnowledgeBase("b" * 36, "Северный ветер", NOW)
QUESTION = "b" * 36
OTHER = KnowledgeBase("o" * 36, "Южный ветер", NOW)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "bukvar.sqlite")
    for base in (BASE, OTHER):
        SqlBases(database.session).save(base)
    yield database
    database.close()


@pytest.fixture
def exams(database: Database) -> SqlExams:
    return SqlExams(database.session)


@pytest.fixture
def instructions(database: Database) -> SqlInstructions:
    return SqlInstructions(database.session)


def exam(number: int, base: str = BASE.id, **values: object) -> Exam:
    row = Exam(
        f"{number:036d}", base, Purpose.EXAM, ExamState.RUNNING,
        (Candidate(AnswerMode.DOCUMENTS, "small"), Candidate(AnswerMode.TRAINED, "small", "a" * 36, 0.5)),
        ("general_ru_01", QUESTION), 3407, NOW + timedelta(minutes=number), NOW,
    )  # fmt: skip
    return replace(row, **values)  # type: ignore[arg-type]


def answer(exam: Exam, candidate: int = 0, question: str = QUESTION) -> ExamAnswer:
    return ExamAnswer(
        exam.id, exam.candidates[candidate].key, question, "28 дней [1]", MessageState.COMPLETE,
        (Citation(1, "d" * 36, "отпуск.docx", 3, 10, 17, "28 дней", "c" * 36, "Отпуск"),),
        Grade(Mark.PARTLY, (Reason(ReasonCode.NUMBERS_AGREE, True, {"numbers": "28"}),), True),
        Timings(0.5, 1.0, 2.5, 900, 12, 1 << 33),
    )  # fmt: skip


def test_exams_come_back_latest_first(exams: SqlExams) -> None:
    done = exam(
        2, purpose=Purpose.STRENGTH, state=ExamState.FAILED, job="j" * 36, data_hash="f" * 64,
        documents_hash="e" * 64, reviewed=4, code="no_model", problem_params={"name": "М", "left": 0.5},
    )  # fmt: skip
    for row in (exam(1), done, exam(3, OTHER.id)):
        exams.save(row)
    assert exams.list(BASE.id) == [done, exam(1)]
    assert [row.id for row in exams.list()] == [exam(3).id, done.id, exam(1).id]
    exams.save(replace(done, state=ExamState.DONE))
    assert exams.get(done.id) == replace(done, state=ExamState.DONE)
    assert exams.get("unknown") is None


@pytest.mark.parametrize("mode", AnswerMode)
def test_an_exam_that_was_kept_long_ago_names_its_modes(
    exams: SqlExams, database: Database, mode: AnswerMode
) -> None:
    exams.save(exam(1))
    kept = {"entry": mode.value, "model": "m", "adapter": "a", "strength": 0.5, "instructions": "i"}
    with database.engine.begin() as connection:
        (facts,) = connection.exec_driver_sql("SELECT facts FROM exams").scalars()
        facts = json.dumps({**json.loads(facts), "contestants": [kept]})
        connection.exec_driver_sql("UPDATE exams SET facts = ?", (facts,))
    (found,) = exams.list(BASE.id)
    assert found.candidates == (Candidate(mode, "m", "a", 0.5, "i"),)
    assert found.candidates[0].key == f"{mode.value}|m|a@0.50|i"


def test_an_answer_is_kept_once_and_goes_with_its_exam(exams: SqlExams) -> None:
    row = exam(1)
    exams.save(row)
    answers = [answer(row), answer(row, 1), answer(row, question="general_ru_01")]
    exams.save_answers(answers)
    overruled = replace(
        answers[0], overruled=Mark.WRONG, overruled_by="Анна", overruled_at=NOW + timedelta(days=1)
    )
    exams.save_answers([overruled, answers[1]])
    kept = {(one.candidate, one.question): one for one in exams.answers(row.id)}
    assert list(kept.values()) == [overruled, answers[2], answers[1]]
    assert overruled.mark is Mark.WRONG and answers[0].mark is Mark.PARTLY
    exams.remove(row.id)
    assert exams.get(row.id) is None and not exams.answers(row.id)


def test_an_answer_needs_its_exam(exams: SqlExams) -> None:
    with pytest.raises(IntegrityError):
        exams.save_answers([answer(exam(1))])


def test_all_goes_with_its_base(exams: SqlExams, instructions: SqlInstructions, database: Database) -> None:
    exams.save(exam(1))
    exams.save_answers([answer(exam(1))])
    instructions.save(version(1))
    instructions.add_activation(switched(1))
    SqlBases(database.session).remove(BASE.id)
    assert not exams.list()
    assert not exams.answers(exam(1).id)
    assert not instructions.list(BASE.id) and not instructions.activations(BASE.id)


def version(number: int) -> Instructions:
    return Instructions(
        f"{number:036d}", BASE.id, number, "Отвечай кратко.\nПо делу.",
        (Shot("Кто?", "Директор", "Директор решает.", "устав.pdf"), Shot("Где?", "")),
        NOW + timedelta(seconds=number), "search", False, "e" * 36, 30, 21, 15, -0.05, 0.35, 3, 12,
    )  # fmt: skip


def switched(number: int) -> Activation:
    return Activation(
        f"{number:036d}", BASE.id, "instructions", "s" * 36, "", NOW + timedelta(minutes=-number), 0.75,
        "e" * 36, "Анна", "facts",
    )  # fmt: skip


def test_versions_come_back_and_one_is_active(instructions: SqlInstructions) -> None:
    for number in (1, 2, 3):
        instructions.save(version(number))
    assert instructions.list(BASE.id) == [version(3), version(2), version(1)]
    assert instructions.list(OTHER.id) == []
    for chosen in (1, 2):
        instructions.activate(BASE.id, version(chosen).id)
        assert [row.number for row in instructions.list(BASE.id) if row.active] == [chosen]
    assert instructions.get(version(2).id) == replace(version(2), active=True)
    instructions.activate(BASE.id, "")
    assert not any(row.active for row in instructions.list(BASE.id))
    instructions.remove(version(2).id)
    assert instructions.get(version(2).id) is None


def test_switchings_stay_in_their_order_whatever_the_clock_says(instructions: SqlInstructions) -> None:
    for number in (1, 2, 3):
        instructions.add_activation(switched(number))
    assert list(instructions.activations(BASE.id)) == [switched(1), switched(2), switched(3)]
    assert not instructions.activations(OTHER.id)
