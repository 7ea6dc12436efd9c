"""What an exam is good for, by command: the model for a task, asked by it, and a second opinion."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.agreement import LEAST_KAPPA, Agreement
from desktop.core.entities import MessageState
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, ExamState, Purpose
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.question_tables import QUESTION_TABLES
from desktop.features.exam.services.second_opinion import measured_on
from desktop.paths import AppPaths
from desktop.storage.database import Database
from desktop.storage.repositories import SqlBases, SqlModels
from desktop.storage.row_repository import SqlRows
from tests.helpers.commands import run
from tests.helpers.models import CHAT, SMOLLM, install_into
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import Grade, Mark, QuestionKind
from workers.contract.specs.answers import Timings

pytestmark = pytest.mark.timeout(600)
BASE = "Вопросы"
SMALL, LARGE = Candidate(AnswerMode.MODEL, SMOLLM), Candidate(AnswerMode.MODEL, CHAT)
CLASSES = [(f"Sort: the invoice {number} is late", "claim", "classify") for number in range(10)]
FACTS = [("What is the capital of France?", "Paris", "fact"), ("How many days has a week?", "7", "fact")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base whose exam two models sat, as it is when it was held: both sorted everything rightly, the small
    one alone said what the facts are, one of them wrongly."""
    folder = tmp_path_factory.mktemp("данные")
    install_into(folder, SMOLLM)
    assert run(folder, "base", "create", BASE).code == 0
    file = folder / "вопросы.json"
    rows = [dict(zip(("question", "answer", "kind"), row, strict=True)) for row in (*CLASSES, *FACTS)]
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert run(folder, "exam", "import", "--base", BASE, str(file), "--by", "Анна").code == 0
    database = Database(AppPaths.under(folder).database)
    (base,), exams = SqlBases(database.session).list(), SqlExams(database.session)
    asked, now = SqlRows(database.session, QUESTION_TABLES).list(base.id), datetime.now(UTC)
    ids = tuple(row.id for row in asked)
    exam = Exam("e" * 36, base.id, Purpose.EXAM, ExamState.DONE, (SMALL, LARGE), ids, 1, now, now)
    exams.save(exam)
    for one in exam.candidates:
        for row in asked:
            sorts = row.text.kind is QuestionKind.CLASSIFY
            refused = one is LARGE and not sorts
            state = MessageState.REFUSED if refused else MessageState.COMPLETE
            wrong = Mark.WRONG if row.text.answer == "7" else Mark.RIGHT
            mark = Mark.REFUSED if refused else wrong
            said = "" if refused else row.text.answer if mark is Mark.RIGHT else "Seventy"
            given = ExamAnswer(exam.id, one.key, row.id, said, state, (), Grade(mark, ()), Timings())
            exams.save_answers([given])
    database.close()
    return folder


def test_a_task_is_done_by_the_smallest_model_that_is_enough(data: Path) -> None:
    none = run(data, "ask", "--base", BASE, "--task", "classify", "Sort: it is late")
    assert none.code == 1 and "Nothing was chosen for this task" in none.errors
    used = run(data, "exam", "tasks", "--base", BASE, "--use", "classify")
    assert used.code == 0, used.errors
    by_task = {row["task"]: row for row in used.results}
    chosen = by_task["classify"]
    assert (chosen["asked"], chosen["right"], chosen["model"]) == (10, 10, SMOLLM)
    assert chosen["in_use"] == SMOLLM
    assert by_task["answer"]["asked"] == 2 and "model" not in by_task["answer"]  # too few to tell
    asked = run(data, "ask", "--base", BASE, "--task", "classify", "Sort: it is late")
    assert asked.code == 0, asked.errors
    (answer,) = asked.results
    assert answer["model"] == SMOLLM and answer["answer"].strip()
    dropped = run(data, "exam", "tasks", "--base", BASE, "--drop", "classify")
    assert {row["task"]: row["in_use"] for row in dropped.results}["classify"] == ""


def known_to_agree(data: Path, kappa: float) -> None:
    """As if the small model had been tried on the marked answers, which takes minutes."""
    database = Database(AppPaths.under(data).database)
    models = SqlModels(database.session, data)
    record = models.get(SMOLLM)
    assert record is not None
    models.save(replace(record, agreement=Agreement(95, 80, kappa), agreement_of=measured_on(record)))
    database.close()


def test_a_model_is_asked_for_its_opinion_only_where_it_agrees_with_people(data: Path) -> None:
    known_to_agree(data, LEAST_KAPPA / 2)
    refused = run(data, "exam", "opinion", "--base", BASE, "--model", SMOLLM)
    assert refused.code == 1 and SMOLLM in refused.errors and not refused.results
    known_to_agree(data, 0.8)
    told = run(data, "exam", "opinion", "--base", BASE, "--model", SMOLLM)
    assert told.code == 0, told.errors
    *answers, summary = told.results
    assert {row["question"]: row["mark"] for row in answers} == {FACTS[0][0]: "right", FACTS[1][0]: "wrong"}
    assert {row["opinion"] for row in answers} <= {"right", "partly", "wrong"}
    alike = sum(row["mark"] == row["opinion"] for row in answers)
    assert (summary["model"], summary["asked"], summary["alike"]) == (SMOLLM, 2, alike)
    assert (summary["kappa"], summary["tried"]) == (0.8, 95)
