"""Rows to values and back: the repositories of `core.ports` on SQLAlchemy."""

import builtins
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import delete, event, insert, select, update
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker

from desktop.core.entities import (
    Document,
    DocumentState,
    Folder,
    JobRecord,
    JobState,
    KnowledgeBase,
    ModelRecord,
    TaskWay,
)
from desktop.storage.data_paths import found_in, kept_in
from desktop.storage.tables import BaseRow, DocumentRow, FolderRow, JobRow, ModelRow, TableBase
from workers.contract.answer_mode import AnswerMode
from workers.contract.codec import from_json, to_json
from workers.contract.notes import stored_notes

T = TypeVar("T")
# Databases limit the variables of one statement; SQLite's oldest limit is 999.
_MANY = 500
UNFINISHED = (JobState.QUEUED, JobState.RUNNING, JobState.PAUSED, JobState.INTERRUPTED)


def in_portions(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """The ids in slices that fit into one statement."""
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]


class _ShortTable(Generic[T]):
    """A table of some rows that every screen asks for: read once, and again after it was written, in whatever
    session. The database has no other client."""

    def __init__(
        self, session: sessionmaker[Session], kind: type[TableBase], read: Callable[[Session], list[T]]
    ) -> None:
        self._session, self._kind, self._read = session, kind, read
        self._rows: list[T] | None = None
        self._written = False  # by a transaction that is not over
        event.listen(session, "after_flush", self._on_flush)
        event.listen(session, "do_orm_execute", self._on_execute)
        event.listen(session, "after_commit", self._on_commit)

    def rows(self) -> list[T]:
        if self._rows is None:
            with self._session() as session:
                self._rows = self._read(session)
        return list(self._rows)

    def _on_flush(self, session: Session, _: object) -> None:
        rows = (*session.new, *session.dirty, *session.deleted)
        self._written |= any(isinstance(row, self._kind) for row in rows)

    def _on_execute(self, state: ORMExecuteState) -> None:
        table = getattr(state.statement, "table", None)
        self._written |= not state.is_select and table in (None, self._kind.__table__)

    def _on_commit(self, _: Session) -> None:
        if self._written:
            self._rows, self._written = None, False


class SqlBases:
    """Implements `BaseRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session
        self._table = _ShortTable(session, BaseRow, _read_bases)

    def list(self) -> list[KnowledgeBase]:
        return self._table.rows()

    def get(self, base: str) -> KnowledgeBase | None:
        return next((row for row in self._table.rows() if row.id == base), None)

    def by_name(self, name: str) -> KnowledgeBase | None:
        with self._session() as session:
            row = session.scalars(select(BaseRow).where(BaseRow.name == name)).one_or_none()
        return _base(row) if row else None

    def save(self, base: KnowledgeBase) -> None:
        with self._session.begin() as session:
            values = {field.name: getattr(base, field.name) for field in fields(base)}
            session.merge(BaseRow(**{**values, "tasks": to_json(base.tasks)}))

    def remove(self, base: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(BaseRow).where(BaseRow.id == base))


class SqlDocuments:
    """Implements `DocumentRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, base: str) -> list[Document]:
        with self._session() as session:
            rows = session.scalars(
                select(DocumentRow).where(DocumentRow.base == base).order_by(DocumentRow.path)
            ).all()
        return [_document(row) for row in rows]

    def get(self, document: str) -> Document | None:
        with self._session() as session:
            row = session.get(DocumentRow, document)
        return _document(row) if row else None

    def save(self, documents: Sequence[Document]) -> None:
        latest = {document.id: _values(document) for document in documents}
        if not latest:
            return
        with self._session.begin() as session:
            known: set[str] = set()
            for portion in in_portions(builtins.list(latest)):
                known |= set(session.scalars(select(DocumentRow.id).where(DocumentRow.id.in_(portion))))
            fresh = [values for key, values in latest.items() if key not in known]
            if fresh:
                session.execute(insert(DocumentRow), fresh)
            if known:
                session.execute(update(DocumentRow), [latest[key] for key in known])

    def remove(self, documents: Sequence[str]) -> None:
        with self._session.begin() as session:
            for portion in in_portions(documents):
                session.execute(delete(DocumentRow).where(DocumentRow.id.in_(portion)))


class SqlFolders:
    """Implements `FolderRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self) -> list[Folder]:
        with self._session() as session:
            rows = session.scalars(select(FolderRow).order_by(FolderRow.path, FolderRow.base)).all()
        return [Folder(row.base, row.path, row.watched) for row in rows]

    def save(self, folder: Folder) -> None:
        with self._session.begin() as session:
            session.merge(FolderRow(base=folder.base, path=folder.path, watched=folder.watched))

    def remove(self, base: str, path: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(FolderRow).where(FolderRow.base == base, FolderRow.path == path))


class SqlJobs:
    """Implements `JobRepository`."""

    def __init__(self, session: sessionmaker[Session]) -> None:
        self._session = session

    def list(self, unfinished_only: bool = False) -> list[JobRecord]:
        query = select(JobRow).order_by(JobRow.created, JobRow.id)
        if unfinished_only:
            query = query.where(JobRow.state.in_(UNFINISHED))
        with self._session() as session:
            rows = session.scalars(query).all()
        return [_job(row) for row in rows]

    def get(self, job: str) -> JobRecord | None:
        with self._session() as session:
            row = session.get(JobRow, job)
        return _job(row) if row else None

    def save(self, job: JobRecord) -> None:
        values = {**_values(job), "base": job.base or None}
        with self._session.begin() as session:
            session.merge(JobRow(**values))

    def remove(self, jobs: Sequence[str]) -> None:
        with self._session.begin() as session:
            for portion in in_portions(jobs):
                session.execute(delete(JobRow).where(JobRow.id.in_(portion)))

    def interrupt_running(self) -> Sequence[JobRecord]:
        running = (JobState.RUNNING, JobState.QUEUED)
        with self._session.begin() as session:
            rows = session.scalars(
                select(JobRow).where(JobRow.state.in_(running)).order_by(JobRow.created, JobRow.id)
            ).all()
            for row in rows:
                row.state = JobState.INTERRUPTED
                row.updated = datetime.now(UTC)
        return [_job(row) for row in rows]


class SqlModels:
    """Implements `ModelRepository`. `home` is the data folder, see `data_paths`."""

    def __init__(self, session: sessionmaker[Session], home: Path) -> None:
        self._session, self._home = session, home
        self._table = _ShortTable(session, ModelRow, _read_models)

    def list(self) -> list[ModelRecord]:
        return [self._found(record) for record in self._table.rows()]

    def get(self, model: str) -> ModelRecord | None:
        return next((record for record in self.list() if record.id == model), None)

    def _found(self, record: ModelRecord) -> ModelRecord:
        return replace(record, path=found_in(record.path, self._home, "models"))

    def save(self, model: ModelRecord) -> None:
        model = replace(model, path=kept_in(model.path, self._home))
        columns = ("id", "purpose", "state", "path", "sha256", "size")
        row = ModelRow(**{name: getattr(model, name) for name in columns}, facts=to_json(model))
        with self._session.begin() as session:
            session.merge(row)

    def remove(self, model: str) -> None:
        with self._session.begin() as session:
            session.execute(delete(ModelRow).where(ModelRow.id == model))


def _values(value: Document | JobRecord) -> dict[str, Any]:
    values = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Document):
        values["notes"] = to_json(value.notes)
    return values


def _read_bases(session: Session) -> list[KnowledgeBase]:
    return [_base(row) for row in session.scalars(select(BaseRow).order_by(BaseRow.created, BaseRow.id))]


def _read_models(session: Session) -> list[ModelRecord]:
    rows = session.scalars(select(ModelRow).order_by(ModelRow.id))
    return [from_json(ModelRecord, row.facts) for row in rows]


def _base(row: BaseRow) -> KnowledgeBase:
    tasks = tuple(from_json(TaskWay, one) for one in row.tasks)
    way = AnswerMode(row.way)
    return KnowledgeBase(row.id, row.name, row.created, row.server, row.model, way, row.task, tasks)


def _document(row: DocumentRow) -> Document:
    names = [field.name for field in fields(Document) if field.name not in ("state", "notes")]
    values = {name: getattr(row, name) for name in names}
    return Document(state=DocumentState(row.state), notes=stored_notes(row.notes), **values)


def _job(row: JobRow) -> JobRecord:
    names = [field.name for field in fields(JobRecord) if field.name not in ("state", "base")]
    values = {name: getattr(row, name) for name in names}
    return JobRecord(state=JobState(row.state), base=row.base or "", **values)
