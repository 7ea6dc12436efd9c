"""The second opinion: tried on marked answers first, kept per model, beside the marks and never instead."""

from pathlib import Path

import pytest

from desktop.core import agreement
from desktop.core.entities import JobState, LocalJob, MessageState
from desktop.core.exam_entities import Candidate, Exam, ExamAnswer, ExamState, Purpose, opinions_of
from desktop.features.exam.services.second_opinion import SecondOpinion
from tests.bench.marks import for_opinions
from tests.helpers.exam_desk import ExamDesk
from tests.helpers.exam_rows import NOW
from workers.answering import prompting
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, Grade, Mark, OpinionResult, QuestionKind
from workers.contract.specs.answers import Timings
from workers.contract.specs.jobs import Job

SITS = Candidate(AnswerMode.DOCUMENTS, "small")


@pytest.fixture
def desk(tmp_path: Path) -> ExamDesk:
    desk = ExamDesk(tmp_path)
    desk.bases.create("Северный ветер")
    return desk


@pytest.fixture
def asked(desk: ExamDesk) -> SecondOpinion:
    return SecondOpinion(
        desk.workers, desk.exam_rows, desk.questions.rows, desk.models, desk.jobs, desk.changes.append  # type: ignore[arg-type]
    )  # fmt: skip


def held(desk: ExamDesk) -> Exam:
    """Three answers that can be judged; a refusal and an answer to what has no answer, which cannot."""
    texts = [ExamText(f"Сколько дней длится отпуск {n}?", "28 дней") for n in range(4)]
    texts.append(ExamText("Сколько стоит обед?", "", QuestionKind.NO_ANSWER))
    rows = [desk.questions.importer.write(desk.base, text, "Анна") for text in texts]
    exam = Exam(
        "e" * 36, desk.base, Purpose.EXAM, ExamState.DONE, (SITS,), tuple(r.id for r in rows), 1, NOW, NOW
    )
    desk.exam_rows.save(exam)
    said = ("28 дней", "28", "30 дней", "", "Сто рублей")
    desk.exam_rows.save_answers(
        [
            ExamAnswer(
                exam.id, SITS.key, row.id, text, MessageState.COMPLETE if text else MessageState.REFUSED, (),
                Grade(Mark.WRONG if text == "30 дней" else Mark.RIGHT, ()), Timings(),
            )
            for row, text in zip(rows, said, strict=True)
        ]
    )  # fmt: skip
    return exam


def answer(desk: ExamDesk, marks: list[Mark]) -> int:
    """Let the worker mark what it was asked about now; how many answers that were."""
    sent = desk.workers.open(Job.OPINION)[-1]
    count = len(sent.message.params["answers"])
    sent.succeed(to_json(OpinionResult(tuple(marks[:count]))))
    del marks[:count]
    return count


def test_what_is_shipped_is_what_people_have_marked() -> None:
    file = agreement.RESOURCES / "exam" / "marked_answers.jsonl"
    assert file.read_text("utf-8") == for_opinions()
    trial = agreement.trial_set()
    assert len(trial.answers) == len(trial.marks) >= 90 and {*trial.marks} == {
        Mark.RIGHT,
        Mark.PARTLY,
        Mark.WRONG,
    }
    for language in ("ru", "en"):
        shown = (prompting.FOLDER / language / "opinion_answer.txt").read_text("utf-8")
        assert all(f"{{{name}}}" in shown for name in ("question", "expected", "answer"))


def test_a_model_that_agrees_is_asked_and_changes_no_mark(desk: ExamDesk, asked: SecondOpinion) -> None:
    exam, trial = held(desk), list(agreement.trial_set().marks)
    job = asked.ask(exam)
    assert asked.ask(exam).id == job.id  # one at a time
    while trial:
        assert answer(desk, trial) <= 32
    before = desk.exam_rows.answers(exam.id)
    assert [one.opinion for one in before] == [None] * 5
    # Questions of one moment come in any order.
    said = [one["answer"] for one in desk.workers.open(Job.OPINION)[-1].message.params["answers"]]
    assert answer(desk, [Mark.RIGHT if text == "28" else Mark.WRONG for text in said]) == 3
    assert desk.jobs.get(job.id).state is JobState.SUCCEEDED
    after = desk.exam_rows.answers(exam.id)
    assert [one.mark for one in after] == [one.mark for one in before]
    told = opinions_of(after)
    assert told is not None and (told.asked, told.alike, told.kappa, told.tried) == (3, 2, 1.0, 95)
    assert sum(one.differs for one in after) == 1
    # What is known of a model is not measured again, and no answer is asked about twice.
    again = asked.ask(exam)
    assert desk.jobs.get(again.id).state is JobState.SUCCEEDED


def test_what_was_interrupted_goes_on_instead_of_another_beside_it(
    desk: ExamDesk, asked: SecondOpinion
) -> None:
    exam = held(desk)
    job = asked.ask(exam)
    desk.jobs.pause(job.id)
    desk.workers.open(Job.OPINION)[-1].cancel()
    assert desk.jobs.get(job.id).state is JobState.PAUSED
    assert asked.ask(exam).id == job.id
    assert desk.jobs.get(job.id).state is JobState.RUNNING
    assert [one.kind for one in desk.jobs.list()].count(LocalJob.OPINION) == 1


def test_a_model_that_disagrees_is_refused_with_its_figures(desk: ExamDesk, asked: SecondOpinion) -> None:
    exam, marks = held(desk), [Mark.RIGHT] * len(agreement.trial_set().marks)
    job = asked.ask(exam)
    while marks:
        answer(desk, marks)
    ended = desk.jobs.get(job.id)
    assert (ended.state, ended.code) == (JobState.FAILED, Code.OPINION_DISAGREES)
    assert (ended.problem_params["kappa"], ended.problem_params["answers"]) == (0.0, 95)
    assert not any(one.opinion for one in desk.exam_rows.answers(exam.id))
    with pytest.raises(ProblemError) as refused:
        asked.ask(exam)
    assert refused.value.problem.code is Code.OPINION_DISAGREES


def test_a_model_is_judged_by_the_figure_that_is_shown() -> None:
    assert not agreement.Agreement(95, 80, 0.6549).is_enough, "0.65 of 0.66"
    assert agreement.Agreement(95, 80, 0.6551).is_enough, "shown as 0.66 of 0.66"
