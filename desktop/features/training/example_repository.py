"""Training examples, their reviews, and the passages they were made from, on SQLAlchemy."""

import builtins
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.review.rows import PassageRecord, RowSource, RowState
from desktop.core.training_entities import Example, Review
from desktop.storage.repositories import in_portions
from desktop.storage.tables import ExampleRow, PassageRow, ReviewRow
from workers.contract.codec import to_json
from workers.contract.training import (
    ExampleKind,
    ExampleText,
    Finding,
    FindingCode,
    PassageStatus,
    Severity,
)

# In the order of the fields of `Review`.
_REVIEW = (
    ReviewRow.id, ReviewRow.action, ReviewRow.example, ReviewRow.base, ReviewRow.by, ReviewRow.at,
    ReviewRow.decision, ReviewRow.before, ReviewRow.undone,
)  # fmt: skip


class SqlExamples:
    """Implements `ExampleRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str) -> list[Example]:
        query = select(ExampleRow.facts).where(ExampleRow.base == base).order_by(ExampleRow.number)
        with self._session() as session:
            return [_example(facts) for facts in session.scalars(query)]

    def save(self, examples: Sequence[Example], passages: Sequence[PassageRecord] = ()) -> None:
        with self._session.begin() as session:
            _save(session, examples)
            for passage in passages:
                session.merge(PassageRow(**to_json(passage)))

    def remove(self, examples: Sequence[str], chunks: Sequence[PassageRecord] = ()) -> None:
        with self._session.begin() as session:
            for portion in in_portions(examples):
                session.execute(delete(ExampleRow).where(ExampleRow.id.in_(portion)))
            for base in {passage.base for passage in chunks}:
                of_base = [passage.chunk for passage in chunks if passage.base == base]
                for portion in in_portions(of_base):
                    session.execute(
                        delete(PassageRow).where(PassageRow.base == base, PassageRow.chunk.in_(portion))
                    )

    def clear(self, base: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(ExampleRow).where(ExampleRow.base == base))
            session.execute(delete(ReviewRow).where(ReviewRow.base == base))
            session.execute(delete(PassageRow).where(PassageRow.base == base))

    def passages(self, base: str) -> Sequence[PassageRecord]:
        with self._session() as session:
            rows = session.scalars(select(PassageRow).where(PassageRow.base == base)).all()
        return [
            PassageRecord(
                row.base, row.chunk, row.document, PassageStatus(row.status), row.rows, row.code, row.params
            )
            for row in rows
        ]

    def decide(self, reviews: Sequence[Review], examples: Sequence[Example]) -> None:
        with self._session.begin() as session:
            known: set[str] = set()
            for portion in in_portions([review.id for review in reviews]):
                known |= set(session.scalars(select(ReviewRow.id).where(ReviewRow.id.in_(portion))))
            fresh = [review for review in reviews if review.id not in known]
            last: dict[str, int] = {}
            for base in {review.base for review in fresh}:
                query = select(func.max(ReviewRow.ordinal)).where(ReviewRow.base == base)
                last[base] = session.scalar(query) or 0
            values = []
            for review in fresh:
                last[review.base] += 1
                values.append(_review_values(review, last[review.base]))
            if values:
                session.execute(insert(ReviewRow), values)
            for undone in (True, False):
                changed = [review.id for review in reviews if review.id in known and review.undone is undone]
                for portion in in_portions(changed):
                    session.execute(
                        update(ReviewRow).where(ReviewRow.id.in_(portion)).values(undone=undone),
                        execution_options={"synchronize_session": False},
                    )
            _save(session, examples)

    def reviews(self, base: str, last: int = 0) -> Sequence[Review]:
        query = select(*_REVIEW).where(ReviewRow.base == base).order_by(ReviewRow.ordinal.desc())
        with self._session() as session:
            rows = session.execute(query.limit(last) if last else query).all()
        return [_review(row) for row in reversed(rows)]

    def last_action(self, base: str) -> Sequence[Review]:
        valid = (ReviewRow.base == base, ReviewRow.undone.is_(False))
        with self._session() as session:
            latest = select(ReviewRow.action).where(*valid).order_by(ReviewRow.ordinal.desc()).limit(1)
            action = session.scalar(latest)
            if action is None:
                return []
            query = select(*_REVIEW).where(*valid, ReviewRow.action == action).order_by(ReviewRow.ordinal)
            rows = session.execute(query).all()
        return [_review(row) for row in rows]


def _save(session: Session, examples: Sequence[Example]) -> None:
    """Insert or replace in bulk."""
    latest = {example.id: example for example in examples}
    known: set[str] = set()
    for portion in in_portions(builtins.list(latest)):
        known |= set(session.scalars(select(ExampleRow.id).where(ExampleRow.id.in_(portion))))
    fresh = [_values(example) for key, example in latest.items() if key not in known]
    if fresh:
        session.execute(insert(ExampleRow), fresh)
    if known:
        session.execute(update(ExampleRow), [_values(latest[key]) for key in known])


def _values(example: Example) -> dict[str, Any]:
    return {
        "id": example.id,
        "base": example.base,
        "number": example.number,
        "state": example.state.value,
        "doubtful": example.doubtful,
        "cluster": example.cluster,
        "document": example.text.document,
        "facts": _facts(example),
    }


# Thousands are written in one transaction while the window waits: field by field is three times as fast as
# the codec, which asks for types.
_FIELDS = [field.name for field in fields(Example)]
_TEXT = [field.name for field in fields(ExampleText)]


def _facts(example: Example) -> dict[str, Any]:
    facts = {name: getattr(example, name) for name in _FIELDS}
    facts["text"] = {name: getattr(example.text, name) for name in _TEXT}
    facts["findings"] = [
        {"code": found.code, "severity": found.severity, "params": found.params} for found in example.findings
    ]
    facts["created"] = example.created.isoformat()
    facts["reviewed_at"] = example.reviewed_at.isoformat() if example.reviewed_at else ""
    return facts


def _example(facts: dict[str, Any]) -> Example:
    reviewed_at = facts["reviewed_at"]
    return Example(
        id=facts["id"],
        base=facts["base"],
        number=facts["number"],
        text=_text(facts["text"]),
        state=RowState(facts["state"]),
        source=RowSource(facts["source"]),
        origin=facts["origin"],
        created=datetime.fromisoformat(facts["created"]),
        findings=tuple(
            Finding(FindingCode(found["code"]), Severity(found["severity"]), found["params"])
            for found in facts["findings"]
        ),
        checked=facts["checked"],
        cluster=facts["cluster"],
        masked_question=facts["masked_question"],
        masked_answer=facts["masked_answer"],
        reviewed_by=facts["reviewed_by"],
        reviewed_at=datetime.fromisoformat(reviewed_at) if reviewed_at else None,
        edited=facts["edited"],
        sampled=facts["sampled"],
        skipped=facts.get("skipped", False),
    )


def _text(facts: dict[str, Any]) -> ExampleText:
    values = {name: facts[name] for name in _TEXT if name in facts}
    return ExampleText(**{**values, "kind": ExampleKind(facts["kind"]), "passages": tuple(facts["passages"])})


def _review_values(review: Review, ordinal: int) -> dict[str, Any]:
    return {
        "id": review.id,
        "base": review.base,
        "ordinal": ordinal,
        "action": review.action,
        "example": review.example,
        "by": review.by,
        "at": review.at,
        "decision": review.decision,
        "before": _facts(review.before),
        "undone": review.undone,
    }


def _review(row: Row[Any]) -> Review:
    key, action, example, base, by, at, decision, before, undone = tuple(row)
    return Review(key, action, example, base, by, at, decision, _example(before), undone)
