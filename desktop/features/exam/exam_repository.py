"""Exams and their answers, on SQLAlchemy."""

import builtins
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.entities import MessageState
from desktop.core.exam_entities import (
    Candidate,
    Exam,
    ExamAnswer,
    ExamState,
    Opinion,
    Purpose,
)
from desktop.storage.tables import ExamAnswerRow, ExamRow
from workers.contract.codec import from_json, to_json
from workers.contract.exam import Grade, Mark
from workers.contract.specs.answers import Citation, Timings

_EXAM = ("seed", "job", "data_hash", "documents_hash", "reviewed", "code", "problem_params")


class SqlExams:
    """Implements `ExamRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

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
                "contestants": to_json(exam.candidates),
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
        query = query.order_by(ExamAnswerRow.candidate, ExamAnswerRow.question)
        with self._session() as session:
            return [_answer(row) for row in session.scalars(query)]

    def save_answers(self, answers: Sequence[ExamAnswer]) -> None:
        with self._session.begin() as session:
            for answer in answers:
                session.merge(_answer_row(answer))


def _exam(row: ExamRow) -> Exam:
    facts = row.facts
    return Exam(
        id=row.id,
        base=row.base,
        purpose=Purpose(row.purpose),
        state=ExamState(row.state),
        candidates=tuple(from_json(Candidate, one) for one in facts["contestants"]),
        questions=tuple(facts["questions"]),
        created=row.created,
        updated=datetime.fromisoformat(facts["updated"]),
        **{name: facts[name] for name in _EXAM},
    )


def _answer_row(answer: ExamAnswer) -> ExamAnswerRow:
    return ExamAnswerRow(
        exam=answer.exam,
        candidate=answer.candidate,
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
            "opinion": to_json(answer.opinion) if answer.opinion else None,
        },
    )


def _answer(row: ExamAnswerRow) -> ExamAnswer:
    facts = row.facts
    return ExamAnswer(
        exam=row.exam,
        candidate=row.candidate,
        question=row.question,
        text=facts["text"],
        state=MessageState(facts["state"]),
        citations=tuple(from_json(Citation, one) for one in facts["citations"]),
        grade=from_json(Grade, facts["grade"]),
        timings=from_json(Timings, facts["timings"]),
        overruled=Mark(facts["overruled"]) if facts["overruled"] else None,
        overruled_by=facts["overruled_by"],
        overruled_at=datetime.fromisoformat(facts["overruled_at"]) if facts["overruled_at"] else None,
        opinion=from_json(Opinion, facts["opinion"]) if facts.get("opinion") else None,
    )
