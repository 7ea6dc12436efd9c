"""Two documents beside each other."""

from dataclasses import dataclass, field
from enum import StrEnum

from workers.contract.specs.bases import BaseRef


@dataclass(frozen=True, slots=True)
class CompareDocumentsSpec:
    """Compare the stored texts of two documents (ids) of a base; `file` gets ComparedRow lines."""

    base: BaseRef
    first: str
    second: str
    file: str


class RowChange(StrEnum):
    """What became of a sentence."""

    SAME = "same"  # word for word; white space and case of typing do not count
    CHANGED = "changed"  # the same sentence in other words: `spans` say which
    MOVED = "moved"  # word for word, at another place of the document
    ADDED = "added"  # stands in the second document alone
    REMOVED = "removed"  # stands in the first document alone


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """A sentence of one document: exactly document_text[start:end]. `spans`: half-open offsets into `text`
    of the words that the other side does not have. `other`: of a moved one, where it stands there (page)."""

    text: str
    start: int
    end: int
    page: int = 0
    spans: tuple[tuple[int, int], ...] = ()
    other: int = 0


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A line of the comparison. `figures`: numbers, dates or amounts are among what changed."""

    change: RowChange
    first: ComparedSide | None = None
    second: ComparedSide | None = None
    figures: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """`rows` counts the lines of `file` by `RowChange`; `share` of the words of both that are the same
    (0…1)."""

    file: str
    rows: dict[str, int] = field(default_factory=dict)
    share: float = 0.0
