"""Training runs, their curves and journals on SQLAlchemy."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.training_entities import Run, RunEvent, RunPoint, RunState
from desktop.storage.tables import RunEventRow, RunPointRow, RunRow
from workers.contract.codec import from_json, to_json
from workers.contract.training.tuning import Forecast, TuneResult, TuneSettings

_PLAIN = (
    "model", "model_sha256", "job", "rows_train", "rows_validation", "data_hash", "adapter", "repeats",
    "code", "problem_params",
)  # fmt: skip


class SqlRuns:
    """Implements `RunRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str = "") -> list[Run]:
        query = select(RunRow).order_by(RunRow.created.desc(), RunRow.id)
        if base:
            query = query.where(RunRow.base == base)
        with self._session() as session:
            rows = session.scalars(query).all()
        return [_run(row) for row in rows]

    def get(self, run: str) -> Run | None:
        with self._session() as session:
            row = session.get(RunRow, run)
        return _run(row) if row else None

    def save(self, run: Run) -> None:
        row = RunRow(id=run.id, base=run.base, state=run.state.value, created=run.created, facts=_facts(run))
        with self._session.begin() as session:
            session.merge(row)

    def remove(self, run: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(RunRow).where(RunRow.id == run))

    def points(self, run: str) -> Sequence[RunPoint]:
        query = select(RunPointRow).where(RunPointRow.run == run).order_by(RunPointRow.step)
        with self._session() as session:
            return [from_json(RunPoint, {"step": row.step, **row.facts}) for row in session.scalars(query)]

    def save_points(self, run: str, points: Sequence[RunPoint], drop_after: int = -1) -> None:
        with self._session.begin() as session:
            if drop_after != -1:
                later = (RunPointRow.run == run, RunPointRow.step > drop_after)
                session.execute(delete(RunPointRow).where(*later))
            for point in points:
                session.merge(RunPointRow(run=run, step=point.step, facts=to_json(point)))

    def events(self, run: str) -> Sequence[RunEvent]:
        query = select(RunEventRow).where(RunEventRow.run == run).order_by(RunEventRow.ordinal)
        with self._session() as session:
            return [RunEvent(row.at, row.code, row.params) for row in session.scalars(query)]

    def add_event(self, run: str, event: RunEvent) -> None:
        with self._session.begin() as session:
            last = session.scalar(select(func.max(RunEventRow.ordinal)).where(RunEventRow.run == run))
            row = RunEventRow(
                run=run, ordinal=(last or 0) + 1, at=event.at, code=event.code, params=dict(event.params)
            )
            session.add(row)


def _facts(run: Run) -> dict[str, Any]:
    return {
        **{name: getattr(run, name) for name in _PLAIN},
        "updated": run.updated.isoformat(),
        "start_at": run.start_at.isoformat() if run.start_at else "",
        "settings": to_json(run.settings),
        "forecast": to_json(run.forecast),
        "result": to_json(run.result),
        "documents": builtins.list(run.documents),
        "document_names": builtins.list(run.document_names),
    }


def _run(row: RunRow) -> Run:
    facts = row.facts
    return Run(
        id=row.id,
        base=row.base,
        state=RunState(row.state),
        created=row.created,
        updated=datetime.fromisoformat(facts["updated"]),
        start_at=datetime.fromisoformat(facts["start_at"]) if facts["start_at"] else None,
        settings=from_json(TuneSettings, facts["settings"]),
        forecast=from_json(Forecast, facts["forecast"]) if facts["forecast"] else None,
        result=from_json(TuneResult, facts["result"]) if facts["result"] else None,
        documents=tuple(facts["documents"]),
        document_names=tuple(facts["document_names"]),
        **{name: facts[name] for name in _PLAIN},
    )
