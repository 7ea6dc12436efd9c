"""Exam questions with scripted workers on a real database: made, brought in, reviewed, lost, given out."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.entities import JobRecord, JobState
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamQuestion,
    ExamState,
    Half,
    Purpose,
)
from desktop.core.review.rows import RowSource
from desktop.core.training_entities import Adapter
from tests.helpers.exam_desk import TEXT, ExamDesk, answer_rows, made, passage, question
from tests.helpers.example_script import check_all, give_passages
from tests.helpers.example_script import made as made_rows
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.exam import ExamText, MakeExamSpec, QuestionKind
from workers.contract.specs.jobs import Job

ANNA = "Анна"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ExamDesk]:
    made = ExamDesk(tmp_path / "данные")
    made.bases.create("База")
    yield made
    made.close()


def making(desk: ExamDesk, document: str, questions: int = 3) -> tuple[JobRecord, MakeExamSpec]:
    """A making that has begun, with what the worker is told."""
    begun = desk.questions.generator.make(desk.base, questions)
    give_passages(desk, *(passage(document, number) for number in range(4)))
    (sent,) = desk.workers.open(Job.MAKE_EXAM)
    return begun.result(), from_json(MakeExamSpec, sent.message.params)


def generated(desk: ExamDesk, document: str, *words: str) -> list[ExamQuestion]:
    """Questions made from passage 1 of a document."""
    making(desk, document)
    (sent,) = desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 1, document, *(question(one, document) for one in words)))
    sent.succeed()
    return desk.questions.rows.list(desk.base)


def states(desk: ExamDesk) -> list[str]:
    return [row.state.value for row in desk.questions.rows.list(desk.base)]


def removed(desk: ExamDesk, document: str) -> None:
    """The document is taken out of the base."""
    desk.documents.remove(desk.base, [document])
    desk.documents.commit_removals()
    (sent,) = desk.workers.open(Job.REMOVE)
    sent.succeed()


def indexed(desk: ExamDesk) -> None:
    """Some document was read anew."""
    desk.documents.refresh(desk.base)
    (sent,) = desk.workers.open(Job.INDEX)
    sent.succeed({"indexed": 1})


def exam_of(desk: ExamDesk, *ids: str) -> Exam:
    now = datetime.now(UTC)
    who = (Candidate(AnswerMode.DOCUMENTS, "small"),)
    return Exam("e" * 36, desk.base, Purpose.EXAM, ExamState.DONE, who, ids, 1, now, now)


# --- making ---


def test_questions_are_saved_as_they_come(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    job, spec = making(desk, document)
    assert (spec.questions, spec.done, spec.asked, spec.left_out) == (3, (), (), ())
    (sent,) = desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 0, document), made(sent, 1, document, question("Сколько?", document)))
    sent.say(made(sent, 2, document, question("Когда?"), question("сколько?  ")))  # one is there already
    rows = desk.questions.rows.list(desk.base)
    assert [(row.number, row.text.question, row.origin) for row in rows] == [
        (1, "Сколько?", job.id), (2, "Когда?", job.id),
    ]  # fmt: skip
    assert desk.question_rows.list(desk.base) == rows
    assert {row.chunk: (row.status.value, row.rows) for row in desk.question_rows.passages(desk.base)} == {
        "chunk-0": ("nothing", 0), "chunk-1": ("made", 1), "chunk-2": ("made", 1),
    }  # fmt: skip
    assert any(desk.base in changes.questions_of for changes in desk.changes)
    sent.succeed()
    assert desk.jobs.get(job.id).state is JobState.SUCCEEDED  # type: ignore[union-attr]
    assert not list((desk.paths.base_folder(desk.base) / "training").iterdir())


def test_an_exam_does_not_repeat_the_lessons(desk: ExamDesk) -> None:
    lesson, other = desk.document("Урок.pdf"), desk.document("Другое.pdf", chunks=6)
    desk.examples.generator.make(desk.base)
    give_passages(desk, passage(lesson, 0))
    (sent,) = desk.workers.open(Job.GENERATE)
    sent.say(made_rows(sent, 0, lesson, rows=1))
    taught = desk.examples.rows.list(desk.base)[0].text.question
    adapter = Adapter(
        "a" * 36, desk.base, "А", "small", "", "/a.gguf", "", 1, datetime.now(UTC), documents=("gone",)
    )
    desk.adapter_rows.save(adapter)
    desk.jobs.pause(desk.jobs.list()[0].id)
    sent.cancel()
    give_passages(desk, passage(lesson, 0))
    check_all(desk)
    _, spec = making(desk, other)
    assert set(spec.left_out) == {lesson, "gone"}
    (sent,) = desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 1, other, question(taught.upper())), made(sent, 2, other, question("Новый?")))
    assert [row.text.question for row in desk.questions.rows.list(desk.base)] == ["Новый?"]
    passages = {row.chunk: row.code for row in desk.question_rows.passages(desk.base)}
    assert passages == {"chunk-1": "duplicate", "chunk-2": ""}
    sent.succeed()
    _, spec = making(desk, other, 4)  # six passages, two of them done, are not enough for four questions
    assert spec.left_out == ()


# --- bringing in ---


def test_a_file_is_taken_once_and_its_quotes_are_looked_up(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    texts = (
        ExamText(
            "Сколько длится отпуск?", "28 дней", quote="ОТПУСК  длится 28", document_name="положение.PDF"
        ),
        ExamText("За сколько подают?", "За две недели", quote="подают за месяц"),
        ExamText("Кто директор?", "", QuestionKind.FACT),
        ExamText("кто директор", "Иванов"),
        ExamText("Кто  Директор?", ""),
    )
    taking = desk.questions.importer.import_rows(desk.base, "/вопросы.csv", by="  Анна ")
    (sent,) = desk.workers.open(Job.READ_ROWS)
    assert sent.message.params["exam"] is True
    answer_rows(sent, *texts)
    give_passages(desk, passage(document, 0, "Ни о чём."), passage(document, 1))
    result = taking.result()
    assert (result.rows, result.doubles, result.unanswered, result.placed, result.unplaced) == (4, 1, 1, 1, 1)
    rows = desk.questions.rows.list(desk.base)
    assert states(desk) == ["approved"] * 4
    assert {(row.reviewed_by, row.source.value, row.origin) for row in rows} == {
        (ANNA, "imported", "вопросы.csv")
    }
    first, second, third, _ = (row.text for row in rows)
    assert (first.document, first.chunk, first.page, first.quote) == (
        document, "chunk-1", 1, "Отпуск длится 28",
    )  # fmt: skip
    assert TEXT[first.start - 1000 : first.end - 1000] == first.quote
    assert (second.document, second.quote, second.kind) == ("", "подают за месяц", QuestionKind.FACT)
    assert (third.kind, third.language) == (QuestionKind.NO_ANSWER, "ru")
    assert desk.question_rows.list(desk.base) == rows
    assert not list((desk.paths.base_folder(desk.base) / "training").iterdir())


def test_questions_of_a_document_lie_in_one_half_once_it_is_known(desk: ExamDesk) -> None:
    documents = [desk.document(f"{number}.pdf") for number in range(4)]
    texts = [ExamText(f"Вопрос {n}?", "Да", quote=f"раздел {n % 4} положения") for n in range(24)]
    desk.questions.importer.import_rows(desk.base, "/вопросы.csv")
    (sent,) = desk.workers.open(Job.READ_ROWS)
    answer_rows(sent, *texts)
    give_passages(
        desk,
        *(passage(key, n, f"Это раздел {n} положения.", f"{n}.pdf") for n, key in enumerate(documents)),
    )
    rows = desk.questions.rows.list(desk.base)
    halves = {(row.text.document, row.half) for row in rows}
    assert len(halves) == len(documents)
    assert sum(row.half is Half.TRAIN for row in rows) == 12
    assert desk.question_rows.list(desk.base) == rows


def test_a_file_is_taken_before_there_are_documents(desk: ExamDesk) -> None:
    taking = desk.questions.importer.import_rows(desk.base, "/вопросы.csv")
    (sent,) = desk.workers.open(Job.READ_ROWS)
    answer_rows(sent, ExamText("Сколько?", "28", quote="28 календарных дней"))
    assert (taking.result().rows, taking.result().placed, taking.result().unplaced) == (1, 0, 1)
    assert states(desk) == ["pending"]
    document = desk.document("Положение.pdf")
    indexed(desk)
    give_passages(desk, passage(document, 1))
    assert desk.questions.rows.list(desk.base)[0].text.document == document


def test_a_question_is_written_by_hand(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    row = desk.questions.importer.write(
        desk.base, ExamText(" Сколько? ", "28 дней", quote="28 календарных"), ANNA
    )
    assert (row.text.question, row.state.value, row.source, row.reviewed_by) == (
        "Сколько?", "approved", RowSource.WRITTEN, ANNA,
    )  # fmt: skip
    give_passages(desk, passage(document, 1))
    assert desk.questions.rows.get(desk.base, row.id).text.document == document
    again = desk.questions.importer.write(desk.base, ExamText("сколько?", "30"), ANNA)
    assert again.id == row.id and again.text.answer == "28 дней"
    for text, by in ((ExamText(" ", "x"), ANNA), (ExamText("Что?", "x"), " ")):
        with pytest.raises(ValueError):
            desk.questions.importer.write(desk.base, text, by)


def test_shipped_questions_are_the_same_everywhere(desk: ExamDesk) -> None:
    both = desk.questions.rows.general()
    assert [row.id for row in both] == [
        row.id for one in ("ru", "en") for row in desk.questions.rows.general(one)
    ]
    assert len({row.id for row in both}) == len(both) == 40
    for row in both:
        assert (row.base, row.text.kind, row.source.value) == ("", QuestionKind.GENERAL, "shipped")
        assert desk.questions.rows.get(desk.base, row.id) == row
    assert desk.questions.rows.list(desk.base) == []
    for unknown in ("general_ru_99", "general_xx_01", "general_", "nobody"):
        with pytest.raises(ProblemError) as caught:
            desk.questions.rows.get(desk.base, unknown)
        assert caught.value.problem.code is Code.QUESTION_UNKNOWN


# --- review ---


def test_an_edited_quote_is_looked_up(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    (row,) = generated(desk, document, "Раз?")
    edited = desk.questions.rows.edit(desk.base, row.id, replace(row.text, quote="за  две недели"), ANNA)
    assert edited.text.chunk == ""
    give_passages(desk, passage(document, 2))
    text = desk.questions.rows.get(desk.base, row.id).text
    assert (text.chunk, text.quote, text.start) == ("chunk-2", "за две недели", 2000 + TEXT.index("за две"))


def test_the_answer_makes_the_kind(desk: ExamDesk) -> None:
    row = desk.questions.importer.write(desk.base, ExamText("Где?", "", QuestionKind.NUMBER), ANNA)
    kinds = [row.text.kind]
    for answer in ("Там", ""):
        row = desk.questions.rows.edit(desk.base, row.id, replace(row.text, answer=answer), ANNA)
        kinds.append(row.text.kind)
    assert kinds == [QuestionKind.NO_ANSWER, QuestionKind.FACT, QuestionKind.NO_ANSWER]


def test_what_an_exam_asked_stays_readable(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    one, two = (row.id for row in generated(desk, document, "Раз?", "Два?"))
    desk.exam_rows.save(exam_of(desk, one, "general_ru_01"))
    desk.questions.rows.remove(desk.base, [one, two])
    assert [(row.id, row.state.value) for row in desk.questions.rows.list(desk.base)] == [(one, "rejected")]
    assert [row.chunk for row in desk.question_rows.passages(desk.base)] == ["chunk-1"]
    assert len(desk.questions.rows.undo(desk.base)) == 2
    assert states(desk) == ["pending", "pending"]
    assert [row.number for row in desk.questions.rows.list(desk.base)] == [1, 2]


def test_a_passage_without_questions_may_be_asked_about_again(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    one, two = (row.id for row in generated(desk, document, "Раз?", "Два?"))
    desk.questions.rows.remove(desk.base, [one])
    assert len(desk.question_rows.passages(desk.base)) == 1
    desk.questions.rows.remove(desk.base, [two])
    assert not desk.question_rows.passages(desk.base) and not desk.question_rows.list(desk.base)


# --- documents change ---


def test_questions_follow_a_removed_document_and_come_back(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    _, two, three = (row.id for row in generated(desk, document, "Раз?", "Два?", "Три?"))
    desk.questions.rows.approve(desk.base, [two], ANNA)
    desk.exam_rows.save(exam_of(desk, three))
    removed(desk, document)
    kept = {row.id: (row.state.value, row.lost) for row in desk.questions.rows.list(desk.base)}
    assert kept == {two: ("rejected", True), three: ("rejected", True)}  # nobody had looked at the first
    assert not desk.question_rows.passages(desk.base)
    desk.document("Положение.pdf")
    indexed(desk)
    give_passages(desk, passage(document, 1))
    kept = {row.id: (row.state.value, row.lost) for row in desk.questions.rows.list(desk.base)}
    assert kept == {two: ("approved", False), three: ("pending", False)}


def test_questions_follow_a_changed_document(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    one, _ = (row.id for row in generated(desk, document, "Раз?", "Два?"))
    hand = desk.questions.importer.write(
        desk.base, ExamText("Где?", "Там", quote="нигде не записано"), ANNA
    ).id
    give_passages(desk, passage(document, 1))
    desk.questions.rows.approve(desk.base, [one], ANNA)
    indexed(desk)
    moved = replace(passage(document, 1), chunk="chunk-new", start=5000, end=5000 + len(TEXT), page=7)
    give_passages(desk, moved)
    text = desk.questions.rows.get(desk.base, one).text
    assert (text.chunk, text.start, text.page) == ("chunk-new", 5000 + TEXT.index("28"), 7)
    assert desk.questions.rows.get(desk.base, one).state.value == "approved"
    indexed(desk)
    give_passages(desk, passage(document, 1, "Отпуск длится 30 календарных дней."))
    kept = {row.id: (row.state.value, row.lost) for row in desk.questions.rows.list(desk.base)}
    assert kept == {one: ("rejected", True), hand: ("approved", False)}
    desk.questions.rows.approve(desk.base, [one], ANNA)  # a person wants it all the same
    row = desk.questions.rows.get(desk.base, one)
    assert (row.state.value, row.lost, row.text.chunk, row.text.quote) == (
        "approved", False, "", "28 календарных дней",
    )  # fmt: skip
    indexed(desk)
    give_passages(desk, passage(document, 1, "Отпуск длится 30 календарных дней."))
    assert desk.questions.rows.get(desk.base, one).state.value == "approved"


def test_a_quote_that_another_document_holds_moves_there(desk: ExamDesk) -> None:
    document, other = desk.document("Положение.pdf"), desk.document("Новое.pdf")
    (row,) = generated(desk, document, "Раз?")
    desk.questions.rows.approve(desk.base, [row.id], ANNA)
    removed(desk, document)
    assert states(desk) == ["rejected"]
    give_passages(desk)
    give_passages(desk, passage(other, 3, name="Новое.pdf"))
    (row,) = desk.questions.rows.list(desk.base)
    assert (row.state.value, row.lost, row.text.document, row.text.document_name) == (
        "approved", False, other, "Новое.pdf",
    )  # fmt: skip


def test_a_kill_between_documents_and_questions_is_mended(desk: ExamDesk, tmp_path: Path) -> None:
    document, other = desk.document("Положение.pdf"), desk.document("Другое.pdf")
    generated(desk, document, "Раз?")
    desk.documents._store.remove(desk.base, [document])
    desk.close()
    again = ExamDesk(tmp_path / "данные")
    again.questions.quotes.continue_checks()
    (sent,) = again.workers.open(Job.PASSAGES)
    assert sent.message.params["documents"] == [document]
    give_passages(again)
    (sent,) = again.workers.open(Job.PASSAGES)  # it may stand in another one now
    assert sent.message.params["documents"] == []
    give_passages(again, passage(other, 1, "Ни о чём."))
    assert again.questions.rows.list(again.base) == []
    again.questions.quotes.continue_checks()
    assert again.workers.open(Job.PASSAGES) == []
    again.close()


def test_a_document_that_goes_while_questions_are_made(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf")
    desk.document("Другое.pdf")
    making(desk, document)
    (sent,) = desk.workers.open(Job.MAKE_EXAM)
    sent.say(made(sent, 1, document, question("Раз?", document)))
    removed(desk, document)
    sent.say(made(sent, 2, document, question("Два?", document)))
    assert [row.text.question for row in desk.questions.rows.list(desk.base)] == ["Два?"]
    sent.succeed()
    give_passages(desk)
    give_passages(desk)
    assert desk.questions.rows.list(desk.base) == []


def test_a_large_base_is_read_in_slices(desk: ExamDesk) -> None:
    document = desk.document("Положение.pdf", chunks=1200)
    row = desk.questions.importer.write(desk.base, ExamText("Где?", "Там", quote="раздел 1100 этого"), ANNA)
    give_passages(desk, *(passage(document, n, f"Это раздел {n} этого положения.") for n in range(1200)))
    assert desk.questions.rows.get(desk.base, row.id).text.chunk == ""  # the window has its turn between
    for _ in range(8):
        desk.timers.pass_(0.0)
    assert desk.questions.rows.get(desk.base, row.id).text.chunk == "chunk-1100"


# --- giving out ---


def test_questions_are_given_out(desk: ExamDesk, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        desk.questions.exporter.export(desk.base, tmp_path / "x.csv")
    assert caught.value.problem.code is Code.NO_QUESTIONS
    facts = ExamText("Где «там»?", "", must=("а|б", "в"), must_not=("г",), document_name="п.pdf")
    desk.questions.importer.write(desk.base, facts, ANNA)
    desk.questions.importer.write(desk.base, ExamText("Кто?\nКогда?", 'Я; "сейчас"'), ANNA)
    for name in ("в.csv", "в.json", "в.jsonl"):
        assert desk.questions.exporter.export(desk.base, tmp_path / "новая" / name) == 2
    with (tmp_path / "новая" / "в.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert (table[0]["answer"], table[0]["must"], table[1]["question"]) == ("", "а|б; в", "Кто?\nКогда?")
    whole = json.loads((tmp_path / "новая" / "в.json").read_text(encoding="utf-8"))
    lines = (tmp_path / "новая" / "в.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == whole
    assert (whole[0]["must"], whole[0]["reviewed_by"], whole[0]["kind"]) == (["а|б", "в"], ANNA, "no_answer")


def test_both_halves_are_there(desk: ExamDesk) -> None:
    for number in range(40):
        desk.questions.importer.write(desk.base, ExamText(f"Вопрос {number}?", "Да"), ANNA)
    rows = desk.questions.rows.list(desk.base)
    assert 10 <= sum(row.half is Half.TRAIN for row in rows) <= 30
