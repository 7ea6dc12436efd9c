"""The answer of a question over tables. Standard library only."""

from dataclasses import dataclass, field
from typing import Any

from workers.contract.notes import Note
from workers.contract.specs import Citation, Sentence


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is shown; `start` and `end` are its offsets in the text of its document."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """A question over tables, answered by reckoning. `text` is the answer in the question's language.
    `query` is the plan that was run, as JSON. `rows` are the first of the `used` rows that the answer was
    reckoned from, of `total` in the table; the other places say which table of which document it is.
    `notes`: what of that document was not read. `citations` and `sentences` as those of an `Answer`."""

    text: str
    document: str
    name: str
    label: str
    caption: str
    page: int
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    used: int
    total: int
    query: dict[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
