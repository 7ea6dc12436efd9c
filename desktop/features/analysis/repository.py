"""Analyses and their parts, on SQLAlchemy."""

import builtins
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from desktop.features.analysis.domain.analysis import Analysis, AnalysisKind, AnalysisState, Subject
from desktop.storage.tables import AnalysisPartRow, AnalysisRow
from workers.contract.codec import from_json, to_json

_PLAIN = ("model", "job", "code", "problem_params")


class SqlAnalyses:
    """Implements `AnalysisRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str = "") -> builtins.list[Analysis]:
        query = select(AnalysisRow).order_by(AnalysisRow.created.desc(), AnalysisRow.id)
        if base:
            query = query.where(AnalysisRow.base == base)
        with self._session() as session:
            return [_analysis(row) for row in session.scalars(query)]

    def get(self, analysis: str) -> Analysis | None:
        with self._session() as session:
            row = session.get(AnalysisRow, analysis)
        return _analysis(row) if row else None

    def save(self, analysis: Analysis) -> None:
        row = AnalysisRow(
            id=analysis.id,
            base=analysis.base,
            kind=analysis.kind.value,
            state=analysis.state.value,
            created=analysis.created,
            facts={
                **{name: getattr(analysis, name) for name in _PLAIN},
                "updated": analysis.updated.isoformat(),
                "subjects": to_json(analysis.subjects),
                "questions": builtins.list(analysis.questions),
            },
        )
        with self._session.begin() as session:
            session.merge(row)

    def remove(self, analysis: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(AnalysisRow).where(AnalysisRow.id == analysis))

    def parts(self, analysis: str) -> dict[str, object]:
        query = select(AnalysisPartRow).where(AnalysisPartRow.analysis == analysis)
        with self._session() as session:
            return {row.place: row.facts for row in session.scalars(query)}

    def save_part(self, analysis: str, place: str, part: object) -> None:
        with self._session.begin() as session:
            session.merge(AnalysisPartRow(analysis=analysis, place=place, facts=to_json(part)))

    def clear(self, analysis: str, places: Sequence[str] | None = None) -> None:
        gone = delete(AnalysisPartRow).where(AnalysisPartRow.analysis == analysis)
        with self._session.begin() as session:
            if places is None:
                session.execute(gone)
            for place in places or ():
                session.execute(gone.where(AnalysisPartRow.place == place))


def _analysis(row: AnalysisRow) -> Analysis:
    return Analysis(
        id=row.id,
        base=row.base,
        kind=AnalysisKind(row.kind),
        state=AnalysisState(row.state),
        subjects=tuple(from_json(Subject, one) for one in row.facts["subjects"]),
        questions=tuple(row.facts["questions"]),
        created=row.created,
        updated=datetime.fromisoformat(row.facts["updated"]),
        **{name: row.facts[name] for name in _PLAIN},
    )
