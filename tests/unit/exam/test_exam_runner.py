"""Holding an exam: kept as it is answered, paused, gone on with, never asked twice; a person goes first."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.answers import AnswerInProgress, AnswerRequest
from desktop.core.entities import ChatMessage, MessageState
from desktop.core.exam_entities import Candidate, ExamState
from desktop.core.future import Future, completed
from desktop.features.exam.services.exam_runner import ExamRunner
from tests.helpers.exam_desk import ExamDesk
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, GivenAnswer, Grade, Mark

MODEL, SEARCH = Candidate(AnswerMode.MODEL, "m"), Candidate(AnswerMode.DOCUMENTS, "m")
TRAINED = Candidate(AnswerMode.TRAINED, "m", adapter="a", strength=0.5)
BOTH = Candidate(AnswerMode.DOCUMENTS_TRAINED, "m", adapter="a", strength=0.5)


class Chats:
    """Hands out askings that the test answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[AnswerRequest, AnswerInProgress]] = []
        self.writing: dict[str, AnswerInProgress] = {}

    def put(self, request: AnswerRequest) -> AnswerInProgress:
        asking = new()
        self.asked.append((request, asking))
        return asking

    def open(self) -> list[tuple[AnswerRequest, AnswerInProgress]]:
        return [pair for pair in self.asked if not pair[1].is_done()]

    def answer_all(self, text: str = "Да", most: int = 999) -> None:
        while most and self.open():
            self.open()[0][1].finish(state=MessageState.COMPLETE, text=text)
            most -= 1


def new() -> AnswerInProgress:
    message = ChatMessage("x", "", "assistant", "", datetime.now(UTC), MessageState.WRITING)
    return AnswerInProgress(message, lambda asking: asking.finish(state=MessageState.STOPPED))


class Marking:
    """Says right to what repeats the expected answer."""

    def grade(self, given: Sequence[GivenAnswer]) -> Future[list[Grade]]:
        return completed([Grade(Mark.RIGHT if _right(one) else Mark.WRONG, ()) for one in given])


def _right(given: GivenAnswer) -> bool:
    return given.answer == given.question.answer


class Hall:
    """A desk with exams held over `Chats`; another one over the same folder is the next start."""

    def __init__(self, folder: Path) -> None:
        self.desk, self.chats = ExamDesk(folder), Chats()
        desk = self.desk
        self.running = ExamRunner(
            desk.exam_rows, desk.questions.rows, Marking(), self.chats,  # type: ignore[arg-type]
            desk.bases, desk.documents, desk.jobs, desk.changes.append,  # type: ignore[arg-type]
        )  # fmt: skip
        self.running.recover()

    @property
    def base(self) -> str:
        return self.desk.base


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path / "данные")
    hall.desk.bases.create("База")
    for number in range(3):
        hall.desk.questions.importer.write(hall.base, ExamText(f"Вопрос {number}?", "Да"), "Анна")
    yield hall
    hall.desk.close()


def test_every_question_is_put_to_everyone_as_if_nothing_had_been_asked(hall: Hall) -> None:
    exam = hall.running.start(hall.base, [MODEL, SEARCH], general=False)
    hall.chats.answer_all()
    requests = [request for request, _ in hall.chats.asked]
    assert [(r.text, r.way) for r in requests] == [
        (f"Вопрос {n}?", way) for n in range(3) for way in (AnswerMode.MODEL, AnswerMode.DOCUMENTS)
    ]
    assert all(r.fresh and r.instructions == "" and r.adapter is None for r in requests)
    ended = hall.running.get(exam.id)
    assert (ended.state, ended.reviewed, len(hall.desk.exam_rows.answers(exam.id))) == (ExamState.DONE, 3, 6)


def test_paused_and_gone_on_with_nothing_is_asked_twice(hall: Hall) -> None:
    exam = hall.running.start(hall.base, [MODEL], general=False)
    hall.chats.answer_all(most=1)
    hall.running.pause(exam.id)
    assert hall.running.get(exam.id).state is ExamState.PAUSED
    assert len(hall.desk.exam_rows.answers(exam.id)) == 1  # what was being written is not kept
    assert hall.running.start(hall.base, [MODEL], general=False).id == exam.id
    hall.chats.answer_all()
    assert [request.text for request, _ in hall.chats.asked] == [
        "Вопрос 0?", "Вопрос 1?", "Вопрос 1?", "Вопрос 2?",
    ]  # fmt: skip
    assert hall.running.get(exam.id).state is ExamState.DONE
    assert hall.running.start(hall.base, [MODEL], general=False).id != exam.id


def test_after_a_kill_the_exam_rests_and_its_answers_stand(hall: Hall, tmp_path: Path) -> None:
    exam = hall.running.start(hall.base, [MODEL], general=False)
    hall.chats.answer_all(most=2)
    again = Hall(tmp_path / "данные")
    assert again.running.get(exam.id).state is ExamState.PAUSED
    again.desk.jobs.continue_interrupted()
    assert again.running.get(exam.id).state is ExamState.RUNNING
    again.chats.answer_all()
    assert [request.text for request, _ in again.chats.asked] == ["Вопрос 2?"]
    assert len(again.desk.exam_rows.answers(exam.id)) == 3
    again.desk.close()


def test_a_question_that_fails_is_a_problem_of_the_exam(hall: Hall) -> None:
    exam = hall.running.start(hall.base, [MODEL], general=False)
    hall.chats.open()[0][1].finish(state=MessageState.FAILED, code=Code.NO_MEMORY.value)
    failed = hall.running.get(exam.id)
    assert (failed.state, failed.code) == (ExamState.FAILED, Code.NO_MEMORY)
    hall.running.resume(exam.id)
    hall.chats.answer_all()
    assert hall.running.get(exam.id).state is ExamState.DONE


def test_a_person_who_waits_for_an_answer_goes_first(hall: Hall) -> None:
    persons = hall.chats.writing["chat"] = new()
    hall.running.start(hall.base, [MODEL], general=False)
    assert not hall.chats.asked
    persons.finish(state=MessageState.COMPLETE)
    assert len(hall.chats.asked) == 1


def test_general_questions_are_put_without_search_once_for_all_that_search_alone_parts(hall: Hall) -> None:
    exam = hall.running.start(hall.base, [MODEL, SEARCH, TRAINED, BOTH])
    hall.chats.answer_all()
    general = [r for r, _ in hall.chats.asked if not r.text.startswith("Вопрос ")]
    shipped = hall.desk.questions.rows.general("ru")
    assert len(general) == 2 * len(shipped)
    assert {r.way for r in general} == {AnswerMode.MODEL, AnswerMode.TRAINED}
    assert {(r.adapter, r.strength) for r in general} == {(None, None), ("a", 0.5)}
    answers = hall.desk.exam_rows.answers(exam.id)
    assert len(answers) == 4 * (3 + len(shipped))


def test_what_cannot_be_asked_is_said(hall: Hall) -> None:
    empty = hall.desk.bases.create("Пустая").id
    with pytest.raises(ProblemError) as caught:
        hall.running.start(empty, [MODEL])
    assert caught.value.problem.code is Code.NO_QUESTIONS
    with pytest.raises(ProblemError):
        hall.running.get("none")


def test_an_exam_that_is_removed_takes_its_answers(hall: Hall) -> None:
    exam = hall.running.start(hall.base, [MODEL], general=False)
    hall.chats.answer_all(most=1)
    hall.running.remove(exam.id)
    assert hall.running.list(hall.base) == [] and hall.desk.exam_rows.answers(exam.id) == []
