"""The tables, typed. Nothing here assumes SQLite: a shared server can take its place."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, Index, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID = String(36)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time, also where the database keeps no time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: the same moment in UTC, without a zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: the time it holds is UTC."""
        return value.replace(tzinfo=UTC) if value is not None else None


class TableBase(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON, datetime: UtcDateTime}


class SchemaRow(TableBase):
    """One row: the version that the file has (see `upgrades`)."""

    __tablename__ = "schema_version"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class BaseRow(TableBase):
    """A knowledge base."""

    __tablename__ = "bases"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created: Mapped[datetime]
    server: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(String(32))
    task: Mapped[str] = mapped_column(String(32), server_default="")
    tasks: Mapped[list[Any]] = mapped_column(server_default="[]")


class DocumentRow(TableBase):
    """A file of a base; mirrors what `knowledge` says of it."""

    __tablename__ = "documents"
    __table_args__ = (Index("documents_of_base", "base", "path"),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"))
    path: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(32))
    content: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    chunks: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    modified: Mapped[float]
    code: Mapped[str] = mapped_column(String(64))
    params: Mapped[dict[str, Any]]
    copy_of: Mapped[str] = mapped_column(Text)
    percent: Mapped[int]
    notes: Mapped[list[Any]] = mapped_column(JSON, server_default="[]")
    changed: Mapped[float] = mapped_column(server_default="0")


class FolderRow(TableBase):
    """A folder that documents of a base were imported from."""

    __tablename__ = "folders"
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), primary_key=True)
    path: Mapped[str] = mapped_column(Text, primary_key=True)
    watched: Mapped[bool] = mapped_column(server_default="1")


class JobRow(TableBase):
    """Durable work. A job of a removed base goes with it."""

    __tablename__ = "jobs"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    base: Mapped[str | None] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(32), index=True)
    params: Mapped[dict[str, Any]]
    created: Mapped[datetime]
    updated: Mapped[datetime]
    done: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(32))
    stage: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(Text)
    result: Mapped[dict[str, Any]]
    code: Mapped[str] = mapped_column(String(64))
    problem_params: Mapped[dict[str, Any]]


class ChatRow(TableBase):
    """A conversation within a base; `tip` is the last message of the branch that is open ("" = the last)."""

    __tablename__ = "chats"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime]
    updated: Mapped[datetime]
    pinned: Mapped[bool] = mapped_column(server_default="0")
    tip: Mapped[str] = mapped_column(ID, server_default="")


class DraftRow(TableBase):
    """What is typed and not sent, in a chat or (chat "") in a new one."""

    __tablename__ = "drafts"
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), primary_key=True)
    chat: Mapped[str] = mapped_column(ID, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class ReadyQuestionRow(TableBase):
    """A question that a base offers in an empty chat."""

    __tablename__ = "ready_questions"
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)


class CorrectionRow(TableBase):
    """An answer that a person has put right; the rest of a `Correction` stays in `facts`."""

    __tablename__ = "corrections"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), index=True)
    created: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


class MessageRow(TableBase):
    """A message; `position` orders those of one chat, `parent` is the message that it follows ("" = none):
    messages with one parent begin branches. `attached`: paths of the files of one question; `corrected`: the
    correction that it was answered with, `resembles`: one to a question that comes near."""

    __tablename__ = "messages"
    __table_args__ = (Index("messages_of_chat", "chat", "position"),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    chat: Mapped[str] = mapped_column(ForeignKey("chats.id", ondelete="CASCADE"))
    position: Mapped[int]
    role: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(32), index=True)
    way: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(Text)
    adapter: Mapped[str] = mapped_column(Text, server_default="")
    strength: Mapped[float] = mapped_column(server_default="1")
    sentences: Mapped[list[Any]]
    timings: Mapped[dict[str, Any]]
    code: Mapped[str] = mapped_column(String(64))
    problem_params: Mapped[dict[str, Any]]
    reckoned: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    understood: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    read: Mapped[list[Any]] = mapped_column(server_default="[]")
    parent: Mapped[str] = mapped_column(ID, server_default="")
    attached: Mapped[list[Any]] = mapped_column(server_default="[]")
    corrected: Mapped[str] = mapped_column(ID, server_default="")
    resembles: Mapped[str] = mapped_column(ID, server_default="")


class MessageTermRow(TableBase):
    """A term that stands in a message, by which other forms of its words are found; an empty one says that
    the message was read."""

    __tablename__ = "message_terms"
    __table_args__ = (Index("message_terms_by_term", "term"), {"sqlite_with_rowid": False})
    message: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    term: Mapped[str] = mapped_column(String(64), primary_key=True)


class CitationRow(TableBase):
    """A checked source of a message (`nearest` False) or, of a refusal, one of the nearest places (True)."""

    __tablename__ = "citations"
    message: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    nearest: Mapped[bool] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    document: Mapped[str] = mapped_column(ID, index=True)
    name: Mapped[str] = mapped_column(Text)
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    chunk: Mapped[str] = mapped_column(ID)
    heading: Mapped[str] = mapped_column(Text)


class ModelRow(TableBase):
    """A model of this computer; the rest of a `ModelRecord` (names, licence, figures) stays in `facts`."""

    __tablename__ = "models"
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(32))
    path: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[dict[str, Any]]


class _Review:
    """A decision of a person on a row of an example or a question; never changed but for `undone`."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    action: Mapped[str] = mapped_column(ID)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    decision: Mapped[str] = mapped_column(String(32))
    before: Mapped[dict[str, Any]]
    undone: Mapped[bool]


class _MadeFrom:
    """A chunk that rows were made from, and what became of it."""

    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), primary_key=True)
    chunk: Mapped[str] = mapped_column(ID, primary_key=True)
    document: Mapped[str] = mapped_column(ID)
    status: Mapped[str] = mapped_column(String(32))
    rows: Mapped[int]
    code: Mapped[str] = mapped_column(String(64))
    params: Mapped[dict[str, Any]]


class ExampleRow(TableBase):
    """A training example; its text, findings and the rest of an `Example` stay in `facts`."""

    __tablename__ = "examples"
    __table_args__ = (Index("examples_of_base", "base", "number", unique=True),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(32))
    doubtful: Mapped[bool]
    cluster: Mapped[str] = mapped_column(ID)
    document: Mapped[str] = mapped_column(ID)
    facts: Mapped[dict[str, Any]]


class ReviewRow(_Review, TableBase):
    """A decision of a person on an example; never changed but for `undone`."""

    __tablename__ = "reviews"
    __table_args__ = (Index("reviews_of_base", "base", "ordinal"),)
    row: Mapped[str] = mapped_column("example", ID, index=True)


class PassageRow(_MadeFrom, TableBase):
    """What became of a chunk when examples were made from it."""

    __tablename__ = "example_passages"


class RunRow(TableBase):
    """A training run; the rest of a `Run` stays in `facts`."""

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(32), index=True)
    created: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


class RunPointRow(TableBase):
    """A point of a run's curves; a step done again after a failure replaces its point."""

    __tablename__ = "run_points"
    run: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    facts: Mapped[dict[str, Any]]


class RunEventRow(TableBase):
    """A line of a run's journal."""

    __tablename__ = "run_events"
    run: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    code: Mapped[str] = mapped_column(String(64))
    params: Mapped[dict[str, Any]]


class AdapterRow(TableBase):
    """An adapter of a base; the rest of an `Adapter` stays in `facts`."""

    __tablename__ = "adapters"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), index=True)
    active: Mapped[bool]
    created: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


class QuestionRow(TableBase):
    """A question of a base's exam; the rest of an `ExamQuestion` stays in `facts`."""

    __tablename__ = "exam_questions"
    __table_args__ = (Index("exam_questions_of_base", "base", "number", unique=True),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(32))
    facts: Mapped[dict[str, Any]]


class QuestionReviewRow(_Review, TableBase):
    """A decision of a person on an exam question; never changed but for `undone`."""

    __tablename__ = "exam_reviews"
    __table_args__ = (Index("exam_reviews_of_base", "base", "ordinal"),)
    row: Mapped[str] = mapped_column("question", ID, index=True)


class ExamPassageRow(_MadeFrom, TableBase):
    """A chunk that questions were made from, whatever came of it."""

    __tablename__ = "exam_passages"


class ExamRow(TableBase):
    """An exam; the rest of an `Exam` stays in `facts`."""

    __tablename__ = "exams"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(32), index=True)
    created: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


class ExamAnswerRow(TableBase):
    """An answer of an exam with its mark; the rest of an `ExamAnswer` stays in `facts`."""

    __tablename__ = "exam_answers"
    exam: Mapped[str] = mapped_column(ForeignKey("exams.id", ondelete="CASCADE"), primary_key=True)
    candidate: Mapped[str] = mapped_column("contestant", String(300), primary_key=True)
    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    facts: Mapped[dict[str, Any]]


class InstructionsRow(TableBase):
    """A version of a base's instructions; the rest of an `Instructions` stays in `facts`."""

    __tablename__ = "instructions"
    __table_args__ = (Index("instructions_of_base", "base", "number", unique=True),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"))
    number: Mapped[int]
    active: Mapped[bool]
    facts: Mapped[dict[str, Any]]


class ActivationRow(TableBase):
    """What was switched on in a base; never changed."""

    __tablename__ = "activations"
    __table_args__ = (Index("activations_of_base", "base", "ordinal"),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    facts: Mapped[dict[str, Any]]


class AnalysisRow(TableBase):
    """Work over whole documents; the rest of an `Analysis` stays in `facts`."""

    __tablename__ = "analyses"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    base: Mapped[str] = mapped_column(ForeignKey("bases.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(32))
    created: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


class AnalysisPartRow(TableBase):
    """What an analysis has made at one place: a stretch, a group of them, a cell."""

    __tablename__ = "analysis_parts"
    analysis: Mapped[str] = mapped_column(ForeignKey("analyses.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[str] = mapped_column(String(80), primary_key=True)
    facts: Mapped[dict[str, Any]]
