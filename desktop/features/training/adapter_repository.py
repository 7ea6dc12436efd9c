"""Adapters on SQLAlchemy."""

import builtins
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from desktop.core.training_entities import STORED_NAMES, Adapter
from desktop.storage.data_paths import found_in, kept_in
from desktop.storage.tables import AdapterRow

_PLAIN = (
    "name", "model", "model_sha256", "path", "sha256", "size", "run", "strength", "rank", "rows",
    "validation_loss", "asked", "same", "provenance",
)  # fmt: skip
_TUPLES = ("approved_by", "documents", "document_names")


class SqlAdapters:
    """Implements `AdapterRepository`. `home` is the data folder, see `data_paths`."""

    def __init__(self, session: sessionmaker[Session], home: Path) -> None:
        self._session, self._home = session, home

    def list(self, base: str = "") -> list[Adapter]:
        query = select(AdapterRow).order_by(AdapterRow.created.desc(), AdapterRow.id)
        if base:
            query = query.where(AdapterRow.base == base)
        with self._session() as session:
            rows = session.scalars(query).all()
        return [self._adapter(row) for row in rows]

    def get(self, adapter: str) -> Adapter | None:
        with self._session() as session:
            row = session.get(AdapterRow, adapter)
        return self._adapter(row) if row else None

    def _adapter(self, row: AdapterRow) -> Adapter:
        adapter = _adapter(row)
        return replace(adapter, path=found_in(adapter.path, self._home, "adapters"))

    def save(self, adapter: Adapter) -> None:
        row = AdapterRow(
            id=adapter.id, base=adapter.base, active=adapter.active, created=adapter.created,
            facts=_facts(replace(adapter, path=kept_in(adapter.path, self._home))),
        )  # fmt: skip
        with self._session.begin() as session:
            session.merge(row)

    def activate(self, base: str, adapter: str) -> None:
        with self._session.begin() as session:
            of_base = AdapterRow.base == base
            session.execute(update(AdapterRow).where(of_base).values(active=False))
            session.execute(update(AdapterRow).where(of_base, AdapterRow.id == adapter).values(active=True))

    def remove(self, adapter: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(AdapterRow).where(AdapterRow.id == adapter))


def _facts(adapter: Adapter) -> dict[str, Any]:
    plain = {STORED_NAMES.get(name, name): getattr(adapter, name) for name in _PLAIN}
    return plain | {name: builtins.list(getattr(adapter, name)) for name in _TUPLES}


def _adapter(row: AdapterRow) -> Adapter:
    values = {name: row.facts[STORED_NAMES.get(name, name)] for name in _PLAIN}
    values |= {name: tuple(row.facts[name]) for name in _TUPLES}
    return Adapter(id=row.id, base=row.base, active=row.active, created=row.created, **values)
