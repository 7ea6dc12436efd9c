"""Versions of instructions, and what was switched on when, on SQLAlchemy."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.exam_entities import Activation, Instructions
from desktop.storage.tables import ActivationRow, InstructionsRow
from workers.contract.codec import from_json, to_json
from workers.contract.specs.answers import Shot

_PLAIN = (
    "text", "origin", "exam", "asked", "right", "right_before", "low", "high", "rounds", "tried",
)  # fmt: skip
_SWITCHED = ("kind", "subject", "before", "strength", "exam", "overridden_by", "reason")


class SqlInstructions:
    """Implements `InstructionsRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str) -> builtins.list[Instructions]:
        query = select(InstructionsRow).where(InstructionsRow.base == base)
        with self._session() as session:
            return [_version(row) for row in session.scalars(query.order_by(InstructionsRow.number.desc()))]

    def get(self, instructions: str) -> Instructions | None:
        with self._session() as session:
            row = session.get(InstructionsRow, instructions)
        return _version(row) if row else None

    def save(self, instructions: Instructions) -> None:
        facts: dict[str, Any] = {name: getattr(instructions, name) for name in _PLAIN}
        facts |= {"shots": to_json(instructions.shots), "created": instructions.created.isoformat()}
        row = InstructionsRow(
            id=instructions.id,
            base=instructions.base,
            number=instructions.number,
            active=instructions.active,
            facts=facts,
        )
        with self._session.begin() as session:
            session.merge(row)

    def activate(self, base: str, instructions: str) -> None:
        with self._session.begin() as session:
            of_base = InstructionsRow.base == base
            session.execute(update(InstructionsRow).where(of_base).values(active=False))
            chosen = (of_base, InstructionsRow.id == instructions)
            session.execute(update(InstructionsRow).where(*chosen).values(active=True))

    def remove(self, instructions: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(InstructionsRow).where(InstructionsRow.id == instructions))

    def activations(self, base: str) -> Sequence[Activation]:
        query = select(ActivationRow).where(ActivationRow.base == base).order_by(ActivationRow.ordinal)
        with self._session() as session:
            return [_activation(row) for row in session.scalars(query)]

    def add_activation(self, activation: Activation) -> None:
        of_base = ActivationRow.base == activation.base
        facts = {name: getattr(activation, name) for name in _SWITCHED}
        with self._session.begin() as session:
            last = session.scalar(select(func.max(ActivationRow.ordinal)).where(of_base)) or 0
            row = ActivationRow(
                id=activation.id,
                base=activation.base,
                ordinal=last + 1,
                facts={**facts, "at": activation.at.isoformat()},
            )
            session.add(row)


def _version(row: InstructionsRow) -> Instructions:
    return Instructions(
        id=row.id,
        base=row.base,
        number=row.number,
        active=row.active,
        shots=tuple(from_json(Shot, one) for one in row.facts["shots"]),
        created=datetime.fromisoformat(row.facts["created"]),
        **{name: row.facts[name] for name in _PLAIN},
    )


def _activation(row: ActivationRow) -> Activation:
    at = datetime.fromisoformat(row.facts["at"])
    return Activation(id=row.id, base=row.base, at=at, **{name: row.facts[name] for name in _SWITCHED})
