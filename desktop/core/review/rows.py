"""A row that a person reviews, the decisions about it, and the passages that rows were made from, as plain
values. Times are UTC datetimes; ids are 36-character uuids."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from workers.contract.training import PassageStatus


class RowText(Protocol):
    """What the texts of all kinds have (`ExampleText`, `ExamText`): a question with its answer, and where the
    documents say it. `quote` is exactly document_text[start:end] when `chunk` is set."""

    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def chunk(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def page(self) -> int: ...
    @property
    def language(self) -> str: ...


T = TypeVar("T", bound=RowText)


class RowState(StrEnum):
    """Only APPROVED examples train; exams ask PENDING and APPROVED questions, and a table says how many of
    them were reviewed."""

    PENDING = "pending"  # waits for a person
    APPROVED = "approved"
    REJECTED = "rejected"  # by a person, or by the product (`reviewed_by` "")
    # Questions made for the quick look after the first indexing: no part of the exam until a person has
    # questions made, which takes them over.
    QUICK = "quick"


class RowSource(StrEnum):
    """Where a row came from; `Row.origin` names the file, the chat or the job."""

    GENERATED = "generated"
    IMPORTED = "imported"
    CHAT = "chat"
    SAMPLE = "sample"
    WRITTEN = "written"
    SHIPPED = "shipped"  # the general questions of the forgetting guard: the same in every base, not kept


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """What all kinds have. `number` counts from 1 within the base and never changes (that of quick questions
    counts down from -1 until they are taken over)."""

    id: str
    base: str
    number: int
    text: T
    state: RowState
    source: RowSource
    origin: str
    created: datetime
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """What became of a chunk when rows were made from it."""

    base: str
    chunk: str
    document: str
    status: PassageStatus
    rows: int = 0
    code: str = ""
    params: dict[str, str | int | float] = field(default_factory=dict)
