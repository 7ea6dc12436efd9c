"""A row that a person reviews, the decisions about it, and the passages that rows were made from, as plain
values. Times are UTC datetimes; ids are 36-character uuids."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from workers.contract.training.examples import PassageStatus
from workers.contract.training.rows import Columns, SkippedRow


class RowText(Protocol):
    """What the texts of all kinds have (`ExampleText`, `ExamText`): a question with its answer, and where the
    documents say it. `quote` is exactly document_text[start:end] when `chunk` is set."""

    @property
    def question(self) -> str:
        """As a person would put it."""

    @property
    def answer(self) -> str:
        """What a right answer says; "" in a question that the documents do not answer."""

    @property
    def quote(self) -> str:
        """The words of the document that say it; "" when none are known."""

    @property
    def document(self) -> str:
        """Id of the document; "" when the row came from none."""

    @property
    def chunk(self) -> str:
        """Id of the chunk that the quote was found in; "" when its place is not known."""

    @property
    def start(self) -> int:
        """Offset of the quote's first character in the document's text."""

    @property
    def end(self) -> int:
        """Offset after the quote's last character in the document's text."""

    @property
    def page(self) -> int:
        """Page of the quote, counted from 1; 0 when it is not known."""

    @property
    def language(self) -> str:
        """Code of the language that the question is written in."""


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
class RowCounts:
    """Rows of one base by their state."""

    total: int = 0
    pending: int = 0
    approved: int = 0
    rejected: int = 0


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


R = TypeVar("R", bound=Row[Any])


@dataclass(frozen=True, slots=True)
class Review(Generic[R]):
    """One decision of a person on one row, kept for ever; `undone` when it was taken back. `before` is the
    row as it stood. Decisions made in one action share `action`."""

    id: str
    action: str
    row: str
    base: str
    by: str
    at: datetime
    decision: str  # approve, reject, edit, skip, mask, remove
    before: R
    undone: bool = False


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """What came of a file: `rows` are new, `doubles` were there before; of the new ones `unanswered` have no
    answer, the quotes of `placed` were found in the documents and those of `unplaced` were not (0 and 0 where
    quotes are looked up later). `skipped` holds the first of `skipped_total` rows that are none, `passed` the
    sheets without such columns, `hidden` the hidden ones that were left out."""

    format: str
    columns: Columns
    rows: int
    doubles: int = 0
    unanswered: int = 0
    placed: int = 0
    unplaced: int = 0
    skipped: tuple[SkippedRow, ...] = ()
    skipped_total: int = 0
    passed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
