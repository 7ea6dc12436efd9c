"""Examples with scripted workers on a real database: saving, checking, deciding, taking back, going on."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.core.entities import Chat, ChatMessage, JobState, MessageState
from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from desktop.storage.tables import ReviewRow
from tests.helpers.example_script import (
    answer_rows,
    check_all,
    filled,
    give_passages,
    given,
    made,
    passage,
    text,
    with_document,
)
from tests.helpers.scripted import Desk
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Citation
from workers.contract.specs.jobs import Job
from workers.contract.training.checks import Finding, FindingCode, Severity
from workers.contract.training.examples import ExampleKind, ExampleText, PassageStatus

DOUBT = Finding(FindingCode.NOT_IN_QUOTE, Severity.DOUBT, {"words": "шесть"})
FAIL = Finding(FindingCode.QUOTE_MISSING, Severity.FAIL)
PERSONAL = Finding(FindingCode.PERSONAL_NAME, Severity.DOUBT, {"text": "Иванов"})
ANNA = "Анна"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "данные")
    made.bases.create("База")
    yield made
    made.close()


def states(rows: list[Example]) -> list[str]:
    return [row.state.value for row in rows]


def generating(desk: Desk, limit: int = 0) -> tuple[str, str]:
    """A generation that has begun: (document, job)."""
    document = with_document(desk)
    begun = desk.examples.generator.make(desk.bases.current, limit=limit)
    give_passages(desk, *(passage(document, number) for number in range(4)))
    return document, begun.result().id


# --- making ---


def test_rows_and_their_passage_are_saved_as_they_come_and_checked_after(desk: Desk) -> None:
    base = desk.bases.current
    document, job = generating(desk)
    (sent,) = desk.workers.open(Job.GENERATE)
    sent.say(made(sent, 0, document), made(sent, 1, document, rows=0))
    assert [row.number for row in desk.example_rows.list(base)] == [1, 2]
    assert {row.chunk: row.status for row in desk.example_rows.passages(base)} == {
        "chunk-0": PassageStatus.MADE,
        "chunk-1": PassageStatus.NOTHING,
    }
    sent.succeed()
    give_passages(desk, passage(document, 0))
    check_all(desk, {"Вопрос 0?": FAIL, "Вопрос 1?": DOUBT})
    rejected, doubtful = desk.examples.rows.list(base)
    assert (rejected.state, rejected.reviewed_by, rejected.checked) == (RowState.REJECTED, "", True)
    assert (doubtful.state, doubtful.doubtful) == (RowState.PENDING, True)
    assert desk.example_rows.list(base) == desk.examples.rows.list(base)
    assert not list((desk.paths.base_folder(base) / "training").iterdir())
    assert desk.jobs.get(job).state is JobState.SUCCEEDED  # type: ignore[union-attr]


def test_a_check_steps_in_while_examples_are_made(desk: Desk) -> None:
    document, job = generating(desk)
    (sent,) = desk.workers.open(Job.GENERATE)
    sent.say(made(sent, 0, document))
    desk.examples.check.check(desk.bases.current)
    give_passages(desk, passage(document, 0))
    assert sent.cancelled
    sent.cancel()
    check_all(desk)
    assert len(desk.workers.open(Job.GENERATE)) == 1
    assert desk.jobs.get(job).state is JobState.RUNNING  # type: ignore[union-attr]


# --- bringing in ---


def test_rows_of_a_file_are_taken_once(desk: Desk) -> None:
    base = desk.bases.current
    assert len(filled(desk, 3)) == 3
    taking = desk.examples.importer.import_rows(base, "/строки.csv")
    (sent,) = desk.workers.open(Job.READ_ROWS)
    same = text(1)
    answer_rows(sent, [type(same)(f"  {same.question.upper()}", same.answer), text(7), text(7)])
    result = taking.result()
    assert (result.rows, result.doubles) == (1, 2)
    assert [row.number for row in desk.examples.rows.list(base)] == [1, 2, 3, 4]
    assert not list((desk.paths.base_folder(base) / "training").glob("rows*"))


def test_a_good_answer_of_the_chat_is_taken_with_its_source(desk: Desk) -> None:
    base, now = desk.bases.current, datetime.now(UTC)
    desk.chat_rows.save(Chat("c", base, "Отпуск", now, now))
    citation = Citation(1, "d" * 36, "Положение.pdf", 2, 10, 20, "28 дней", "k", "Отпуск")
    for message in (
        ChatMessage("q", "c", "user", "Сколько дней отпуска?", now),
        ChatMessage("a", "c", "assistant", "28 дней.", now, citations=(citation,)),
        ChatMessage("q2", "c", "user", "А в марте?", now),
        ChatMessage("r", "c", "assistant", "", now, MessageState.REFUSED),
    ):
        desk.chat_rows.save_message(message)
    row = desk.examples.importer.from_chat(base, "a")
    assert (row.text.question, row.text.answer, row.text.kind) == (
        "Сколько дней отпуска?", "28 дней.", ExampleKind.FREE,
    )  # fmt: skip
    assert (row.text.quote, row.text.start, row.text.page, row.text.language) == ("28 дней", 10, 2, "ru")
    assert row.state is RowState.PENDING
    assert desk.examples.importer.from_chat(base, "a").id == row.id
    for wrong in ("r", "q", "нет"):
        with pytest.raises(ProblemError) as caught:
            desk.examples.importer.from_chat(base, wrong)
        assert caught.value.problem.code is Code.EXAMPLE_UNKNOWN


def test_samples_are_approved_once_and_find_their_places(desk: Desk) -> None:
    base = desk.bases.current
    document = with_document(desk, "/папка/Положение об отпусках.pdf")
    assert desk.examples.importer.add_samples(base, "ru") == 150
    assert desk.examples.importer.add_samples(base, "ru") == 0
    whole = "1. Ежегодный  основной\nоплачиваемый отпуск длится 28 календарных дней для всех."
    give_passages(desk, passage(document, 0, whole))
    check_all(desk)
    first = desk.examples.rows.list(base)[0]
    assert (first.state, first.reviewed_by) == (RowState.APPROVED, "Bukvar")
    assert (first.text.document, first.text.chunk, first.text.page) == (document, "chunk-0", 2)
    assert whole[first.text.start - 100 : first.text.end - 100] == first.text.quote
    assert "\n" in first.text.quote
    counts = desk.examples.rows.counts(base)
    assert (counts.approved, counts.languages, counts.kinds[ExampleKind.REFUSAL]) == (150, {"ru": 150}, 18)


# --- checking ---


def test_a_check_never_overrules_a_person(desk: Desk) -> None:
    base = desk.bases.current
    one, two, three = filled(desk, 3)
    desk.examples.rows.approve(base, [one.id], ANNA)
    desk.examples.rows.reject(base, [two.id], ANNA)
    checking = desk.examples.check.check(base)
    (sent,) = desk.workers.open(Job.CHECK)
    assert {row.id: row.keep for row in given(sent)} == {one.id: True, three.id: False}
    check_all(desk, {f"Вопрос {number}?": FAIL for number in range(3)})
    assert checking.result().examples == 2
    assert states(desk.examples.rows.list(base)) == ["approved", "rejected", "rejected"]
    # What the check alone rejected comes back when the check finds nothing any more.
    desk.examples.check.check(base)
    check_all(desk)
    assert states(desk.examples.rows.list(base)) == ["approved", "rejected", "pending"]


def test_what_changed_during_a_check_keeps_no_stale_findings(desk: Desk) -> None:
    base = desk.bases.current
    one, two = filled(desk, 2)
    desk.examples.check.check(base)
    edited = desk.examples.rows.edit(base, one.id, ExampleText("Другой вопрос?", "Другой ответ."), ANNA)
    check_all(desk, {"Вопрос 0?": DOUBT, "Вопрос 1?": DOUBT})
    assert desk.examples.rows.get(base, one.id) == edited
    assert desk.examples.rows.get(base, two.id).findings == (DOUBT,)
    desk.timers.pass_(25)  # after an edit the check runs by itself
    check_all(desk)
    assert desk.examples.rows.get(base, one.id).checked


def test_a_failed_check_leaves_the_rows_waiting(desk: Desk) -> None:
    base = desk.bases.current
    filled(desk, 2)
    checking = desk.examples.check.check(base)
    desk.workers.open(Job.CHECK)[0].fail(Code.NO_MEMORY, need=1, free=0)
    with pytest.raises(ProblemError) as caught:
        checking.result()
    assert caught.value.problem.code is Code.NO_MEMORY
    assert states(desk.examples.rows.list(base)) == ["pending", "pending"]


# --- deciding ---


def test_doubtful_ones_come_first_and_those_put_off_last(desk: Desk) -> None:
    base = desk.bases.current
    rows = filled(desk, 4)
    desk.examples.check.check(base)
    check_all(desk, {"Вопрос 2?": DOUBT})
    desk.examples.rows.skip(base, rows[0].id)
    assert [row.number for row in desk.examples.rows.queue(base)] == [3, 2, 4, 1]
    desk.examples.rows.approve(base, [rows[2].id], ANNA)
    assert [row.number for row in desk.examples.rows.queue(base)] == [2, 4, 1]
    counts = desk.examples.rows.counts(base)
    assert (counts.total, counts.pending, counts.approved, counts.doubtful) == (4, 3, 1, 0)


def test_every_action_is_taken_back_one_by_one_also_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    base = desk.bases.current
    before = filled(desk, 5)
    ids = [row.id for row in before]
    desk.examples.rows.approve(base, ids[:3], ANNA)
    desk.examples.rows.edit(base, ids[0], ExampleText("Иначе?", "Иначе."), ANNA)
    desk.examples.rows.skip(base, ids[4])
    desk.examples.rows.reject(base, ids[1:3], "Борис")
    decided = desk.examples.rows.list(base)
    assert states(decided) == ["approved", "rejected", "rejected", "pending", "pending"]
    assert (decided[0].edited, decided[0].text.question, decided[1].reviewed_by) == (True, "Иначе?", "Борис")
    desk.close()

    again = Desk(tmp_path / "данные")
    assert again.examples.rows.list(base) == decided
    assert [row.number for row in again.examples.rows.undo(base)] == [2, 3]
    assert [row.number for row in again.examples.rows.undo(base)] == [5]
    (back,) = again.examples.rows.undo(base)
    assert (back.text, back.edited, back.state) == (before[0].text, False, RowState.APPROVED)
    assert len(again.examples.rows.undo(base)) == 3
    assert again.examples.rows.undo(base) == []
    assert again.examples.rows.list(base) == before
    with again.database.session() as session:
        history = session.scalars(select(ReviewRow).order_by(ReviewRow.ordinal)).all()
    assert [review.decision for review in history] == ["approve"] * 3 + ["edit", "skip"] + ["reject"] * 2
    assert all(review.undone for review in history)
    assert [review.by for review in history if review.decision == "reject"] == ["Борис", "Борис"]
    again.close()


def test_masked_texts_are_taken_without_deciding(desk: Desk) -> None:
    base = desk.bases.current
    desk.examples.importer.import_rows(base, "/строки.csv")
    answer_rows(desk.workers.open(Job.READ_ROWS)[0], [text(0), type(text(1))("Кто ведёт?", "Иванов.")])
    check_all(desk, {"Кто ведёт?": PERSONAL})
    assert desk.examples.rows.counts(base).personal == 1
    ids = [row.id for row in desk.examples.rows.list(base)]
    desk.examples.rows.mask(base, ids, ANNA)
    plain, masked = desk.examples.rows.list(base)
    assert (masked.text.answer, masked.state, masked.findings) == ("Ответ скрыт.", RowState.PENDING, ())
    assert plain.text == text(0)
    assert desk.examples.rows.counts(base).personal == 0
    assert [row.number for row in desk.examples.rows.undo(base)] == [2]
    assert desk.examples.rows.get(base, ids[1]).text.answer == "Иванов."
    assert desk.examples.rows.counts(base).personal == 1


def test_similar_rows_are_those_of_the_cluster_that_wait(desk: Desk) -> None:
    base = desk.bases.current
    rows = filled(desk, 4)
    desk.examples.check.check(base)
    check_all(desk, all=rows[0].id)
    desk.examples.rows.approve(base, [rows[3].id], ANNA)
    assert [row.number for row in desk.examples.rows.similar(base, rows[0].id)] == [2, 3]


# --- a sample of the rest ---


def test_a_reviewed_sample_speaks_for_the_rest(desk: Desk) -> None:
    base = desk.bases.current
    filled(desk, 200)
    desk.examples.check.check(base)
    check_all(desk, {"Вопрос 0?": DOUBT})
    sample = desk.examples.rows.sample(base, 40)
    assert len({row.id for row in sample}) == 40
    assert sample != sorted(sample, key=lambda row: row.number)
    assert [row.id for row in desk.examples.rows.sample(base, 40)] == [row.id for row in sample]
    assert desk.examples.rows.estimate(base) is None
    with pytest.raises(ValueError, match="sample"):
        desk.examples.rows.approve_remaining(base, ANNA)
    desk.examples.rows.reject(base, [row.id for row in sample[:3]], ANNA)
    desk.examples.rows.approve(base, [row.id for row in sample[3:36]], ANNA)
    desk.examples.rows.edit(base, sample[36].id, ExampleText("Точнее?", "Точнее."), ANNA)
    assert [row.id for row in desk.examples.rows.sample(base, 40)] == [row.id for row in sample[37:]]
    estimate = desk.examples.rows.estimate(base)
    assert estimate is not None
    assert (estimate.sampled, estimate.wrong, estimate.rest) == (37, 4, 200 - 37 - 1)
    assert estimate.rate == pytest.approx(4 / 37)
    assert estimate.margin == pytest.approx((0.2466 - 0.0429) / 2, abs=2e-3)
    assert desk.examples.rows.approve_remaining(base, ANNA) == 162
    assert [row.number for row in desk.examples.rows.queue(base)] == [1]  # the doubtful one still waits
    assert len(desk.examples.rows.undo(base)) == 162  # one action


def test_a_sample_does_not_speak_for_what_came_later(desk: Desk) -> None:
    base = desk.bases.current
    filled(desk, 5)
    desk.examples.rows.approve(base, [row.id for row in desk.examples.rows.sample(base)], ANNA)
    desk.examples.importer.import_rows(base, "/ещё.csv")
    answer_rows(desk.workers.open(Job.READ_ROWS)[0], [text(number) for number in range(20, 30)])
    check_all(desk)
    estimate = desk.examples.rows.estimate(base)
    assert estimate is not None and estimate.rest == 0
    assert desk.examples.rows.approve_remaining(base, ANNA) == 0
    assert len(desk.examples.rows.sample(base, 4)) == 4  # a new one, of the new rows
    assert desk.examples.rows.estimate(base) is None


# --- giving out, removing ---


def test_the_hash_names_the_approved_texts_whatever_their_order(desk: Desk) -> None:
    base = desk.bases.current
    other = desk.bases.create("Другая").id
    rows = filled(desk, 3)
    empty = desk.examples.rows.data_hash(base)
    assert empty == desk.examples.rows.data_hash(other)
    desk.examples.rows.approve(base, [rows[2].id], ANNA)
    one = desk.examples.rows.data_hash(base)
    desk.examples.rows.approve(base, [rows[0].id], ANNA)
    both = desk.examples.rows.data_hash(base)
    assert len({empty, one, both}) == 3
    desk.examples.importer.import_rows(other, "/строки.csv")
    answer_rows(desk.workers.open(Job.READ_ROWS)[0], [text(0), text(2)])
    check_all(desk)
    desk.examples.rows.approve(other, [row.id for row in desk.examples.rows.list(other)], "Борис")
    assert desk.examples.rows.data_hash(other) == both
    desk.examples.rows.undo(base)
    assert desk.examples.rows.data_hash(base) == one


def test_export_gives_the_approved_ones_out(desk: Desk, tmp_path: Path) -> None:
    base = desk.bases.current
    folder = tmp_path / "Выгрузка"
    with pytest.raises(ProblemError) as caught:
        desk.examples.exporter.export(base, folder / "a.jsonl")
    assert caught.value.problem.code is Code.NO_EXAMPLES
    rows = filled(desk, 3)
    tricky = desk.examples.rows.edit(
        base, rows[0].id, ExampleText('Что такое "СИЗ";\nи зачем?', "=A1, «да»\tили\nнет"), ANNA
    )
    desk.examples.rows.approve(base, [rows[1].id], ANNA)
    assert desk.examples.exporter.export(base, folder / "a.jsonl") == 2
    assert desk.examples.exporter.export(base, folder / "a.csv") == 2
    assert desk.examples.exporter.export(base, folder / "все.csv", everything=True) == 3
    lines = [json.loads(line) for line in (folder / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0]["messages"] == [
        {"role": "user", "content": tricky.text.question},
        {"role": "assistant", "content": tricky.text.answer},
    ]
    assert (lines[0]["reviewed_by"], lines[0]["state"], lines[1]["kind"]) == (ANNA, "approved", "free")
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [(row["question"], row["answer"]) for row in table] == [
        (row.text.question, row.text.answer) for row in desk.examples.rows.approved(base)
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "a.jsonl", "все.csv"]


def test_removed_documents_take_what_nobody_approved(desk: Desk) -> None:
    base = desk.bases.current
    document, _ = generating(desk)
    (sent,) = desk.workers.open(Job.GENERATE)
    sent.say(made(sent, 0, document))
    sent.succeed()
    give_passages(desk, passage(document, 0))
    check_all(desk)
    approved, _ = desk.examples.rows.list(base)
    desk.examples.rows.approve(base, [approved.id], ANNA)
    assert desk.examples.rows.orphans(base, {document}) == []
    desk.documents.remove(base, [document])
    desk.documents.commit_removals()
    desk.workers.open(Job.REMOVE)[0].succeed()
    assert [row.id for row in desk.example_rows.list(base)] == [approved.id]
    assert [row.id for row in desk.examples.rows.orphans(base, ())] == [approved.id]
    assert not desk.examples.rows.passages(base) and not desk.example_rows.passages(base)
