"""Both kinds of rows with scripted workers on a real database: making, bringing in, deciding, taking back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.core.entities import JobState
from desktop.core.future import Future
from desktop.core.review.rows import RowSource
from tests.helpers import exam_desk, example_script
from tests.helpers.exam_desk import ExamDesk, passage
from tests.helpers.example_script import check_all, give_passages
from tests.helpers.scripted import Sent
from workers.contract.codec import from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, MakeExamSpec
from workers.contract.messages import Made
from workers.contract.specs.jobs import Job
from workers.contract.training.examples import ExampleText, GenerateSpec, PassageStatus

ANNA = "Анна"


@dataclass(frozen=True)
class Kind:
    """What the tests need of a kind of rows: `parts` of a desk, the job that makes so many rows, a message
    with rows of a passage, a text, what the worker is told of what there is."""

    parts: Callable[[ExamDesk], Any]
    job: Job
    spec: type[Any]
    make: Callable[[ExamDesk, int], Future[Any]]
    made: Callable[[Sent, int, str, int], Made]
    text: Callable[[str], Any]
    wordless: Any
    told: Callable[[Any], tuple[object, ...]]
    told_of_two: tuple[object, ...]  # when five rows were wanted and two are there
    unknown: Code


def _questions(sent: Sent, number: int, document: str, count: int) -> Made:
    texts = (exam_desk.question(f"Вопрос {10 * number + place}?", document) for place in range(count))
    return exam_desk.made(sent, number, document, *texts)


KINDS = {
    "examples": Kind(
        lambda desk: desk.examples,
        Job.GENERATE,
        GenerateSpec,
        lambda desk, count: desk.examples.generator.make(desk.base, limit=count),
        example_script.made,
        lambda words: ExampleText(words, "Ответ."),
        ExampleText("Вопрос?", "  "),
        lambda spec: (spec.limit, spec.rows_made),
        (5, 2),
        Code.EXAMPLE_UNKNOWN,
    ),
    "questions": Kind(
        lambda desk: desk.questions,
        Job.MAKE_EXAM,
        MakeExamSpec,
        lambda desk, count: desk.questions.generator.make(desk.base, count),
        _questions,
        lambda words: ExamText(words, "Ответ."),
        ExamText("  ", "Ответ."),
        lambda spec: (spec.questions, spec.asked),
        (3, ("Вопрос 0?", "Вопрос 1?")),
        Code.QUESTION_UNKNOWN,
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ExamDesk]:
    made = ExamDesk(tmp_path / "данные")
    made.bases.create("База")
    yield made
    made.close()


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


def making(desk: ExamDesk, kind: Kind, count: int = 5) -> tuple[str, str]:
    """A making that has begun: (document, job)."""
    document = desk.document("Положение.pdf")
    begun = kind.make(desk, count)
    give_passages(desk, *(passage(document, number) for number in range(4)))
    return document, begun.result().id


def filled(desk: ExamDesk, kind: Kind, count: int) -> list[Any]:
    """So many pending rows."""
    parts = kind.parts(desk)
    texts = [kind.text(f"Вопрос {number}?") for number in range(count)]
    return list(parts.importer.add(desk.base, texts, RowSource.IMPORTED, "строки.csv"))


def states(desk: ExamDesk, kind: Kind) -> list[str]:
    return [row.state.value for row in kind.parts(desk).rows.list(desk.base)]


# --- making ---


def test_a_killed_making_goes_on_without_doubling(desk: ExamDesk, kind: Kind, tmp_path: Path) -> None:
    document, job = making(desk, kind)
    (sent,) = desk.workers.open(kind.job)
    sent.say(kind.made(sent, 0, document, 2), kind.made(sent, 1, document, 0))
    desk.close()  # kill -9: nothing was said at the end

    again = ExamDesk(tmp_path / "данные")
    again.jobs.continue_interrupted()
    (sent,) = again.workers.open(kind.job)
    spec = from_json(kind.spec, sent.message.params)
    assert set(spec.done) == {"chunk-0", "chunk-1"}
    assert kind.told(spec) == kind.told_of_two
    assert Path(spec.file).is_file()
    sent.say(kind.made(sent, 0, document, 3), kind.made(sent, 2, document, 2))  # a passage is taken once
    sent.succeed()
    rows = kind.parts(again).rows.list(again.base)
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.text.question for row in rows] == [f"Вопрос {number}?" for number in (0, 1, 20, 21)]
    assert {row.origin for row in rows} == {job}
    again.close()


def test_the_same_wishes_continue_and_others_begin_anew(desk: ExamDesk, kind: Kind) -> None:
    document, job = making(desk, kind)
    (sent,) = desk.workers.open(kind.job)
    sent.say(kind.made(sent, 0, document, 1))
    sent.say(Made(sent.request, "chunk-1", document, PassageStatus.FAILED, "not_json"))
    desk.jobs.pause(job)
    sent.cancel()
    if kind.job is Job.GENERATE:  # new examples are checked meanwhile
        give_passages(desk, passage(document, 0))
        check_all(desk)
    assert kind.make(desk, 5).result().id == job
    (sent,) = desk.workers.open(kind.job)
    assert set(from_json(kind.spec, sent.message.params).done) == {"chunk-0", "chunk-1"}
    other = kind.make(desk, 3)
    sent.cancel()
    give_passages(desk, passage(document, 0), passage(document, 1))
    assert other.result().id != job
    (sent,) = desk.workers.open(kind.job)
    assert from_json(kind.spec, sent.message.params).done == ("chunk-0",)  # what failed is tried again


def test_a_making_without_a_row_is_a_failure(desk: ExamDesk, kind: Kind) -> None:
    document, job = making(desk, kind)
    (sent,) = desk.workers.open(kind.job)
    sent.say(kind.made(sent, 0, document, 0))
    sent.succeed()
    record = desk.jobs.get(job)
    assert record is not None
    assert (record.state, record.code, record.problem_params) == (
        JobState.FAILED, Code.NOTHING_MADE, {"passages": 1},
    )  # fmt: skip
    assert desk.workers.open(Job.CHECK) == []


def test_what_cannot_begin_says_why(desk: ExamDesk, kind: Kind) -> None:
    with pytest.raises(ProblemError) as caught:
        kind.make(desk, 5).result()
    assert caught.value.problem.code is Code.BASE_EMPTY
    desk.models.record = None
    with pytest.raises(ProblemError) as caught:
        kind.make(desk, 5).result()
    assert caught.value.problem.code is Code.NO_MODEL


# --- bringing in ---


def test_an_unreadable_file_changes_nothing(desk: ExamDesk, kind: Kind) -> None:
    parts = kind.parts(desk)
    taking = parts.importer.import_rows(desk.base, "/строки.csv")
    desk.workers.open(Job.READ_ROWS)[0].fail(Code.COLUMNS_UNKNOWN, file="/строки.csv", columns="a, b")
    with pytest.raises(ProblemError) as caught:
        taking.result()
    assert caught.value.problem.code is Code.COLUMNS_UNKNOWN
    assert parts.rows.list(desk.base) == []
    assert not list((desk.paths.base_folder(desk.base) / "training").iterdir())


def test_what_is_there_is_not_taken_again(desk: ExamDesk, kind: Kind) -> None:
    filled(desk, kind, 2)
    texts = [kind.text(words) for words in ("  ВОПРОС 1? ", "Ещё?", "Еще?", "Другой?")]
    added = kind.parts(desk).importer.add(desk.base, texts, RowSource.IMPORTED, "б.csv", lambda text: ANNA)
    assert [(row.number, row.text.question) for row in added] == [(3, "Ещё?"), (4, "Другой?")]
    assert {(row.state.value, row.reviewed_by) for row in added} == {("approved", ANNA)}


# --- deciding ---


def test_every_action_is_taken_back_one_by_one_also_after_a_restart(
    desk: ExamDesk, kind: Kind, tmp_path: Path
) -> None:
    before, rows = filled(desk, kind, 4), kind.parts(desk).rows
    ids = [row.id for row in before]
    rows.approve(desk.base, ids[:3], ANNA)
    edited = rows.edit(desk.base, ids[0], kind.text("Иначе?"), "Пётр")
    assert (edited.edited, edited.text.question, edited.state.value) == (True, "Иначе?", "approved")
    assert rows.edit(desk.base, ids[0], edited.text, ANNA) == edited  # nothing new, nothing changed
    rows.reject(desk.base, ids[1:3], "Борис")
    decided = rows.list(desk.base)
    assert states(desk, kind) == ["approved", "rejected", "rejected", "pending"]
    assert decided[1].reviewed_by == "Борис"
    desk.close()

    again = ExamDesk(tmp_path / "данные")
    rows = kind.parts(again).rows
    assert rows.list(again.base) == decided
    assert [row.number for row in rows.undo(again.base)] == [2, 3]
    (back,) = rows.undo(again.base)
    assert (back.text, back.edited, back.state.value) == (before[0].text, False, "approved")
    assert len(rows.undo(again.base)) == 3
    assert rows.undo(again.base) == []
    assert rows.list(again.base) == before
    again.close()


def test_a_decision_names_its_reviewer_and_its_row(desk: ExamDesk, kind: Kind) -> None:
    (row,), rows = filled(desk, kind, 1), kind.parts(desk).rows
    for decide in (rows.approve, rows.reject):
        with pytest.raises(ValueError, match="reviewer"):
            decide(desk.base, [row.id], " ")
        with pytest.raises(ProblemError) as caught:
            decide(desk.base, [row.id, "нет"], ANNA)
        assert caught.value.problem.code is kind.unknown
    with pytest.raises(ValueError):
        rows.edit(desk.base, row.id, kind.wordless, ANNA)
    assert states(desk, kind) == ["pending"]
    assert rows.undo(desk.base) == []


def test_a_removed_base_takes_its_rows_along(desk: ExamDesk, kind: Kind) -> None:
    base, rows = desk.base, kind.parts(desk).rows
    rows.approve(base, [row.id for row in filled(desk, kind, 2)], ANNA)
    desk.bases.remove(base)
    assert rows.list(base) == [] and rows.undo(base) == []


def test_a_removed_question_that_comes_back_gives_way_to_the_one_with_its_number(desk: ExamDesk) -> None:
    kind, rows = KINDS["questions"], desk.questions.rows
    one, two = filled(desk, kind, 2)
    rows.remove(desk.base, [two.id])
    new = desk.questions.importer.write(desk.base, ExamText("Новый?", "Да"), ANNA)
    assert new.number == two.number
    assert rows.undo(desk.base) == [replace(two, number=3)]
    assert [row.id for row in rows.list(desk.base)] == [one.id, new.id, two.id]
