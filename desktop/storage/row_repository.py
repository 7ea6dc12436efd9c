"""Rows that a person reviews, the decisions about them, and the passages they were made from, on SQLAlchemy.
Every kind has three tables of its own."""

import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Generic

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.review.rows import PassageRecord, R, Review, RowSource, RowState
from desktop.storage.repositories import in_portions
from workers.contract.codec import to_json
from workers.contract.training.examples import PassageStatus


@dataclass(frozen=True, slots=True)
class RowTables(Generic[R]):
    """Where a kind of rows is kept, and how its own fields become JSON and come back."""

    rows: Any
    reviews: Any
    passages: Any
    row: type[R]
    text: Callable[[dict[str, Any]], Any]
    own: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]  # field → (to JSON, from JSON)
    columns: Callable[[R], dict[str, Any]] = lambda row: {}  # besides id, base, number, state, facts


class SqlRows(Generic[R]):
    """Implements `RowRepository`."""

    def __init__(self, session: sessionmaker[Session], tables: RowTables[R]) -> None:
        self._session, self._tables = session, tables
        self._names = [field.name for field in fields(tables.row)]

    def list(self, base: str) -> list[R]:
        table = self._tables.rows
        query = select(table.id, table.base, table.number, table.state, table.facts)
        with self._session() as session:
            found = session.execute(query.where(table.base == base).order_by(table.number)).all()
        keys = ("id", "base", "number", "state")
        return [self._row({**facts, **dict(zip(keys, key, strict=True))}) for *key, facts in found]

    def save(
        self,
        rows: Sequence[R],
        passages: Sequence[PassageRecord] = (),
        reviews: Sequence[Review[R]] = (),
    ) -> None:
        with self._session.begin() as session:
            self._save_reviews(session, reviews)
            self._save_rows(session, rows)
            for passage in passages:
                session.merge(self._tables.passages(**to_json(passage)))

    def remove(self, rows: Sequence[str], chunks: Sequence[PassageRecord] = ()) -> None:
        table, passages = self._tables.rows, self._tables.passages
        with self._session.begin() as session:
            for portion in in_portions(rows):
                session.execute(delete(table).where(table.id.in_(portion)))
            for base in {passage.base for passage in chunks}:
                for portion in in_portions([passage.chunk for passage in chunks if passage.base == base]):
                    session.execute(
                        delete(passages).where(passages.base == base, passages.chunk.in_(portion))
                    )

    def passages(self, base: str) -> Sequence[PassageRecord]:
        table = self._tables.passages
        with self._session() as session:
            found = session.scalars(select(table).where(table.base == base)).all()
        return [
            PassageRecord(
                row.base, row.chunk, row.document, PassageStatus(row.status), row.rows, row.code, row.params
            )
            for row in found
        ]

    def last_action(self, base: str) -> Sequence[Review[R]]:
        table = self._tables.reviews
        valid = (table.base == base, table.undone.is_(False))
        columns = (
            table.id, table.action, table.row, table.base, table.by, table.at, table.decision, table.before,
            table.undone,
        )  # fmt: skip
        with self._session() as session:
            action = session.scalar(
                select(table.action).where(*valid).order_by(table.ordinal.desc()).limit(1)
            )
            if action is None:
                return []
            query = select(*columns).where(*valid, table.action == action).order_by(table.ordinal)
            found = session.execute(query).all()
        return [self._review(tuple(record)) for record in found]

    # --- writing ---

    def _save_rows(self, session: Session, rows: Sequence[R]) -> None:
        """Insert or replace in bulk."""
        table = self._tables.rows
        latest = {row.id: row for row in rows}
        known = _known(session, table, builtins.list(latest))
        fresh = [self._values(row) for key, row in latest.items() if key not in known]
        if fresh:
            session.execute(insert(table), fresh)
        if known:
            session.execute(update(table), [self._values(latest[key]) for key in known])

    def _save_reviews(self, session: Session, reviews: Sequence[Review[R]]) -> None:
        """Insert new ones behind those that are there; of the others only `undone` changes."""
        table = self._tables.reviews
        known = _known(session, table, [review.id for review in reviews])
        last: dict[str, int] = {}
        values = []
        for review in reviews:
            if review.id in known:
                continue
            if review.base not in last:
                query = select(func.max(table.ordinal)).where(table.base == review.base)
                last[review.base] = session.scalar(query) or 0
            last[review.base] += 1
            facts = {name: getattr(review, name) for name in _REVIEW}
            values.append({**facts, "ordinal": last[review.base], "before": self._facts(review.before)})
        if values:
            session.execute(insert(table), values)
        for undone in (True, False):
            changed = [review.id for review in reviews if review.id in known and review.undone is undone]
            for portion in in_portions(changed):
                session.execute(
                    update(table).where(table.id.in_(portion)).values(undone=undone),
                    execution_options={"synchronize_session": False},
                )

    def _values(self, row: R) -> dict[str, Any]:
        columns = {"id": row.id, "base": row.base, "number": row.number, "state": row.state.value}
        return {**columns, **self._tables.columns(row), "facts": self._facts(row)}

    def _facts(self, row: R) -> dict[str, Any]:
        # Thousands are written in one transaction while the window waits: field by field is three times as
        # fast as the codec, which asks for types.
        facts = {name: getattr(row, name) for name in self._names}
        facts["text"] = {field.name: getattr(row.text, field.name) for field in fields(row.text)}
        facts["created"] = row.created.isoformat()
        facts["reviewed_at"] = row.reviewed_at.isoformat() if row.reviewed_at else ""
        for name, (write, _) in self._tables.own.items():
            facts[name] = write(facts[name])
        return facts

    # --- reading ---

    def _row(self, facts: dict[str, Any]) -> R:
        values = {name: facts[name] for name in self._names if name in facts}
        values["text"] = self._tables.text(facts["text"])
        values["state"], values["source"] = RowState(facts["state"]), RowSource(facts["source"])
        values["created"] = datetime.fromisoformat(facts["created"])
        values["reviewed_at"] = datetime.fromisoformat(at) if (at := facts["reviewed_at"]) else None
        for name, (_, read) in self._tables.own.items():
            if name in facts:  # else the row is older than the field
                values[name] = read(facts[name])
        return self._tables.row(**values)

    def _review(self, record: Sequence[Any]) -> Review[R]:
        key, action, row, base, by, at, decision, before, undone = record
        return Review(key, action, row, base, by, at, decision, self._row(before), undone)


_REVIEW = ("id", "action", "row", "base", "by", "at", "decision", "undone")


def _known(session: Session, table: Any, ids: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for portion in in_portions(ids):
        known |= set(session.scalars(select(table.id).where(table.id.in_(portion))))
    return known
