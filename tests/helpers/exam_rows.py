"""Exam questions, exams and answers in the database of an application, as making and holding would leave
them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.app import Application
from desktop.core.changes import Changes
from desktop.core.entities import MessageState
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    Purpose,
)
from desktop.core.requests import new_id
from desktop.core.review.rows import RowSource, RowState
from desktop.features.exam.exam_repository import SqlExams
from desktop.features.exam.question_tables import QUESTION_TABLES
from desktop.storage.row_repository import SqlRows
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import ExamText, Grade, Mark, QuestionKind, Reason, ReasonCode
from workers.contract.specs.answers import Citation, Timings

NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
KINDS = (QuestionKind.FACT, QuestionKind.NUMBER, QuestionKind.HOW_TO, QuestionKind.LIST)
_REASONS = {
    Mark.RIGHT: Reason(ReasonCode.KEY_FACT, True, {"fact": "28"}),
    Mark.PARTLY: Reason(ReasonCode.WORDS, False, {"share": 55}),
    Mark.WRONG: Reason(ReasonCode.NUMBER_OTHER, False, {"expected": "28", "said": "14"}),
    Mark.REFUSED: Reason(ReasonCode.REFUSED_WRONGLY, False),
    Mark.INVENTED: Reason(ReasonCode.INVENTED, False),
}


def question(base: str, number: int, answered: bool = True, **values: Any) -> ExamQuestion:
    """A pending one; about a document that is not there."""
    kind = KINDS[number % len(KINDS)] if answered else QuestionKind.NO_ANSWER
    text = ExamText(
        f"Сколько дней отпуска полагается в году, случай {number}?",
        f"Отпуск длится 28 дней, случай {number}." if answered else "",
        kind,
        quote=f"отпуск продолжительностью 28 дней, случай {number}" if answered else "",
        document_name="Положение об отпусках.pdf" if answered else "",
        language="ru",
        must=("28|двадцать восемь",) if answered else (),
    )
    row = ExamQuestion(new_id(), base, number, text, RowState.PENDING, RowSource.IMPORTED, "вопросы.csv", NOW)
    return replace(row, **values)


def questions(base: str, count: int, unanswered: int = 0, **values: Any) -> list[ExamQuestion]:
    """`count` of them, the last `unanswered` without an answer in the documents."""
    return [question(base, at, at <= count - unanswered, **values) for at in range(1, count + 1)]


def put_questions(application: Application, rows: Sequence[ExamQuestion]) -> list[ExamQuestion]:
    """Before anything has asked for the questions of this base."""
    SqlRows(application.database.session, QUESTION_TABLES).save(rows)
    return list(rows)


def answer(exam: str, candidate: Candidate, row: ExamQuestion, mark: Mark, seconds: float) -> ExamAnswer:
    """Given with one reason for its mark; right ones of a search name a source."""
    refused = mark is Mark.REFUSED or (mark is Mark.RIGHT and not row.text.answerable)
    cites = candidate.entry.searches and row.text.answerable and not refused
    place = Citation(1, "d", row.text.document_name, 4, 10, 60, row.text.quote)
    reason = _REASONS[mark]
    if refused and mark is Mark.RIGHT:
        reason = Reason(ReasonCode.REFUSED_RIGHTLY, True)
    reasons = (reason, Reason(ReasonCode.CITATION_RIGHT, True, {"document": place.name, "page": 4}))
    grade = Grade(mark, reasons if cites else reasons[:1], True if cites else None)
    timings = Timings(0.4, 0.9, seconds, 800, 60, 2_100_000_000)
    said = "" if refused else f"Ежегодный отпуск длится 28 дней, случай {row.number}."
    return ExamAnswer(
        exam, candidate.key, row.id, said, MessageState.REFUSED if refused else MessageState.COMPLETE,
        (place,) if cites else (), grade, timings,
    )  # fmt: skip


def put_exam(
    application: Application,
    rows: Sequence[ExamQuestion],
    marks: dict[Candidate, dict[Mark, int]],
    seconds: dict[AnswerMode, float] | None = None,
    **values: Any,
) -> Exam:
    """An exam of the current base: of each candidate so many answers of each mark. Questions without an
    answer come last and are refused rightly, or invented."""
    exam = Exam(
        new_id(), application.bases.current, Purpose.EXAM, ExamState.DONE, tuple(marks),
        tuple(row.id for row in rows), 3407, NOW, NOW, data_hash="ab" * 32, documents_hash="cd" * 32,
        reviewed=sum(row.state is RowState.APPROVED for row in rows),
    )  # fmt: skip
    exam = replace(exam, **values)
    store = SqlExams(application.database.session)
    store.save(exam)
    for candidate, counts in marks.items():
        order = (Mark.RIGHT, Mark.PARTLY, Mark.WRONG, Mark.REFUSED, Mark.INVENTED)
        given = [mark for mark in order for _ in range(counts.get(mark, 0))]
        took = (seconds or {}).get(candidate.entry, 2.0)
        pairs = zip(_spread(rows, given), given, strict=False)
        store.save_answers([answer(exam.id, candidate, row, mark, took) for row, mark in pairs])
    application.change_publisher(Changes(exams=frozenset({exam.id}), exams_of=frozenset({exam.base})))
    return exam


def _spread(rows: Sequence[ExamQuestion], given: Sequence[Mark]) -> list[ExamQuestion]:
    """The rows in an order in which invented answers stand at those without an answer."""
    open_ones = [row for row in rows if not row.text.answerable]
    invented = min(sum(mark is Mark.INVENTED for mark in given), len(open_ones))
    kept = open_ones[len(open_ones) - invented :]
    others = [row for row in rows if row not in kept]
    refused = [row for row in others if not row.text.answerable]
    answerable = [row for row in others if row.text.answerable]
    return [*refused, *answerable, *kept]
