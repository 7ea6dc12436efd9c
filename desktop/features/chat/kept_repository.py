"""Ready questions and corrections of bases on SQLAlchemy."""

import builtins
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.entities import Correction
from desktop.storage.tables import CorrectionRow, ReadyQuestionRow
from workers.contract.codec import from_json, to_json
from workers.contract.specs.answers import Citation


class SqlReadyQuestions:
    """Implements `ReadyQuestionRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str) -> builtins.list[str]:
        query = select(ReadyQuestionRow.text).where(ReadyQuestionRow.base == base)
        with self._session() as session:
            return builtins.list(session.scalars(query.order_by(ReadyQuestionRow.position)))

    def save(self, base: str, questions: Sequence[str]) -> None:
        with self._session.begin() as session:
            session.execute(delete(ReadyQuestionRow).where(ReadyQuestionRow.base == base))
            session.add_all(
                ReadyQuestionRow(base=base, position=at, text=text) for at, text in enumerate(questions)
            )


class SqlCorrections:
    """Implements `CorrectionRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str) -> builtins.list[Correction]:
        query = select(CorrectionRow).where(CorrectionRow.base == base)
        with self._session() as session:
            rows = session.scalars(query.order_by(CorrectionRow.created.desc(), CorrectionRow.id)).all()
        return [_correction(row) for row in rows]

    def get(self, correction: str) -> Correction | None:
        with self._session() as session:
            row = session.get(CorrectionRow, correction)
        return _correction(row) if row is not None else None

    def save(self, correction: Correction) -> None:
        facts = {
            "question": correction.question,
            "answer": correction.answer,
            "place": to_json(correction.place) if correction.place is not None else {},
            "by": correction.by,
            "wrong": correction.wrong,
        }
        with self._session.begin() as session:
            session.merge(
                CorrectionRow(id=correction.id, base=correction.base, created=correction.created, facts=facts)
            )

    def remove(self, correction: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(CorrectionRow).where(CorrectionRow.id == correction))


def _correction(row: CorrectionRow) -> Correction:
    facts = row.facts
    place = from_json(Citation, facts["place"]) if facts["place"] else None
    return Correction(
        row.id, row.base, facts["question"], facts["answer"], row.created, place, facts["by"], facts["wrong"]
    )
