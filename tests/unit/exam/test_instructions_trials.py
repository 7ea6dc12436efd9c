"""A person's own instructions, tried on ten questions at once."""

from pathlib import Path

import pytest

from desktop.core.answers import AnswerInProgress
from desktop.core.entities import MessageState
from desktop.core.exam_entities import ExamState, Purpose
from desktop.features.exam.services.guard_exams import GuardExams
from desktop.features.exam.services.instructions_trials import QUESTIONS, InstructionsTrials
from desktop.features.exam.viewmodels import instructions_words
from tests.unit.exam.test_exam_runner import Hall
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import ExamText


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    hall = Hall(tmp_path / "данные")
    hall.desk.bases.create("База")
    for number in range(14):
        hall.desk.questions.importer.write(hall.base, ExamText(f"Вопрос {number}?", "Да"), "Анна")
    return hall


def answer(asking: AnswerInProgress, text: str) -> None:
    asking.finish(state=MessageState.COMPLETE, text=text)


def test_ten_questions_without_and_with_them(hall: Hall) -> None:
    desk = hall.desk
    trials = InstructionsTrials(
        desk.exam_rows, hall.running, desk.questions.rows, desk.bases, desk.documents,  # type: ignore[arg-type]
        desk.models,  # type: ignore[arg-type]
    )  # fmt: skip
    version = desk.instructions.write(hall.base, "Отвечай одним словом.")
    assert trials.last(version) is None
    exam = trials.begin(version)
    assert trials.begin(version).id == exam.id  # the one under way
    assert trials.under_way(hall.base) is not None
    told = []
    while opened := hall.chats.open():
        request, asking = opened[0]
        told.append((request.way, request.instructions))
        answer(asking, "Да" if request.instructions or len(told) < 5 else "Возможно")
    assert told == [(AnswerMode.MODEL, ""), (AnswerMode.MODEL, version.id)] * QUESTIONS
    trial = trials.last(version)
    assert trial is not None and trial.exam.state is ExamState.DONE
    assert (len(trial.judged), trial.right, trial.right_before) == (10, 10, 2)
    assert sum(one.fixed for one in trial.judged) == 8
    assert instructions_words.tried(trial).startswith("Tried on 10 question")
    # Ten questions let nothing be switched on, and no list of exams shows them.
    assert trial.exam.purpose is Purpose.TRIAL and hall.running.list(hall.base) == []
    seen = GuardExams(desk.exam_rows, desk.questions.rows, desk.adapters, desk.instructions)
    assert not seen.judge_instructions(hall.base, desk.instructions.get(version.id)).allowed
    assert trials.begin(version).id != exam.id
    desk.close()
