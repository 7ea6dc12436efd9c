"""Exam questions, the passages they were made from, exams and their answers, on SQLAlchemy."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.entities import MessageState
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamQuestion,
    ExamState,
    Half,
    Purpose,
)
from desktop.core.review.rows import PassageRecord, RowSource, RowState
from desktop.storage.repositories import in_portions
from desktop.storage.tables import ExamAnswerRow, ExamPassageRow, ExamRow, QuestionRow
from workers.contract.codec import from_json, to_json
from workers.contract.exam import ExamText, Grade, Mark
from workers.contract.specs import Citation, Timings
from workers.contract.training import PassageStatus

_QUESTION = ("origin", "reviewed_by", "edited", "lost")
_EXAM = ("seed", "job", "data_hash", "documents_hash", "reviewed", "code", "problem_params")


class SqlExams:
    """Implements `ExamRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    # --- questions ---

    def questions(self, base: str) -> Sequence[ExamQuestion]:
        query = select(QuestionRow).where(QuestionRow.base == base).order_by(QuestionRow.number)
        with self._session() as session:
            return [_question(row) for row in session.scalars(query)]

    def save_questions(
        self, questions: Sequence[ExamQuestion], passages: Sequence[PassageRecord] = ()
    ) -> None:
        latest = {question.id: question for question in questions}
        with self._session.begin() as session:
            known: set[str] = set()
            for portion in in_portions(builtins.list(latest)):
                known |= set(session.scalars(select(QuestionRow.id).where(QuestionRow.id.in_(portion))))
            fresh = [_values(question) for key, question in latest.items() if key not in known]
            if fresh:
                session.execute(insert(QuestionRow), fresh)
            if known:
                session.execute(update(QuestionRow), [_values(latest[key]) for key in known])
            for passage in passages:
                session.merge(ExamPassageRow(**to_json(passage)))

    def remove_questions(self, questions: Sequence[str], chunks: Sequence[PassageRecord] = ()) -> None:
        with self._session.begin() as session:
            for portion in in_portions(questions):
                session.execute(delete(QuestionRow).where(QuestionRow.id.in_(portion)))
            for base in {passage.base for passage in chunks}:
                of_base = [passage.chunk for passage in chunks if passage.base == base]
                for portion in in_portions(of_base):
                    of_portion = (ExamPassageRow.base == base, ExamPassageRow.chunk.in_(portion))
                    session.execute(delete(ExamPassageRow).where(*of_portion))

    def passages(self, base: str) -> Sequence[PassageRecord]:
        with self._session() as session:
            rows = session.scalars(select(ExamPassageRow).where(ExamPassageRow.base == base)).all()
        return [
            PassageRecord(
                row.base, row.chunk, row.document, PassageStatus(row.status), row.rows, row.code, row.params
            )
            for row in rows
        ]

    # --- exams ---

    def list(self, base: str = "") -> builtins.list[Exam]:
        query = select(ExamRow).order_by(ExamRow.created.desc(), ExamRow.id)
        if base:
            query = query.where(ExamRow.base == base)
        with self._session() as session:
            return [_exam(row) for row in session.scalars(query)]

    def get(self, exam: str) -> Exam | None:
        with self._session() as session:
            row = session.get(ExamRow, exam)
        return _exam(row) if row else None

    def save(self, exam: Exam) -> None:
        row = ExamRow(
            id=exam.id,
            base=exam.base,
            purpose=exam.purpose.value,
            state=exam.state.value,
            created=exam.created,
            facts={
                **{name: getattr(exam, name) for name in _EXAM},
                "updated": exam.updated.isoformat(),
                "contestants": to_json(exam.contestants),
                "questions": builtins.list(exam.questions),
            },
        )
        with self._session.begin() as session:
            session.merge(row)

    def remove(self, exam: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(ExamRow).where(ExamRow.id == exam))

    # --- answers ---

    def answers(self, exam: str) -> Sequence[ExamAnswer]:
        query = select(ExamAnswerRow).where(ExamAnswerRow.exam == exam)
        query = query.order_by(ExamAnswerRow.contestant, ExamAnswerRow.question)
        with self._session() as session:
            return [_answer(row) for row in session.scalars(query)]

    def save_answers(self, answers: Sequence[ExamAnswer]) -> None:
        with self._session.begin() as session:
            for answer in answers:
                session.merge(_answer_row(answer))


def _values(question: ExamQuestion) -> dict[str, Any]:
    facts = {name: getattr(question, name) for name in _QUESTION}
    return {
        "id": question.id,
        "base": question.base,
        "number": question.number,
        "state": question.state.value,
        "facts": {
            **facts,
            "text": to_json(question.text),
            "source": question.source.value,
            "half": question.half.value,
            "created": question.created.isoformat(),
            "reviewed_at": question.reviewed_at.isoformat() if question.reviewed_at else "",
        },
    }


def _question(row: QuestionRow) -> ExamQuestion:
    facts = row.facts
    return ExamQuestion(
        id=row.id,
        base=row.base,
        number=row.number,
        text=from_json(ExamText, facts["text"]),
        state=RowState(row.state),
        source=RowSource(facts["source"]),
        created=datetime.fromisoformat(facts["created"]),
        half=Half(facts["half"]),
        reviewed_at=datetime.fromisoformat(facts["reviewed_at"]) if facts["reviewed_at"] else None,
        **{name: facts[name] for name in _QUESTION},
    )


def _exam(row: ExamRow) -> Exam:
    facts = row.facts
    return Exam(
        id=row.id,
        base=row.base,
        purpose=Purpose(row.purpose),
        state=ExamState(row.state),
        contestants=tuple(from_json(Candidate, one) for one in facts["contestants"]),
        questions=tuple(facts["questions"]),
        created=row.created,
        updated=datetime.fromisoformat(facts["updated"]),
        **{name: facts[name] for name in _EXAM},
    )


def _answer_row(answer: ExamAnswer) -> ExamAnswerRow:
    return ExamAnswerRow(
        exam=answer.exam,
        contestant=answer.contestant,
        question=answer.question,
        facts={
            "text": answer.text,
            "state": answer.state.value,
            "citations": to_json(answer.citations),
            "grade": to_json(answer.grade),
            "timings": to_json(answer.timings),
            "overruled": answer.overruled.value if answer.overruled else "",
            "overruled_by": answer.overruled_by,
            "overruled_at": answer.overruled_at.isoformat() if answer.overruled_at else "",
        },
    )


def _answer(row: ExamAnswerRow) -> ExamAnswer:
    facts = row.facts
    return ExamAnswer(
        exam=row.exam,
        contestant=row.contestant,
        question=row.question,
        text=facts["text"],
        state=MessageState(facts["state"]),
        citations=tuple(from_json(Citation, one) for one in facts["citations"]),
        grade=from_json(Grade, facts["grade"]),
        timings=from_json(Timings, facts["timings"]),
        overruled=Mark(facts["overruled"]) if facts["overruled"] else None,
        overruled_by=facts["overruled_by"],
        overruled_at=datetime.fromisoformat(facts["overruled_at"]) if facts["overruled_at"] else None,
    )
