"""What `text.sqlite` holds, as values, and how its rows and filters become them and SQL."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from workers.contract.notes import Note, stored_notes
from workers.contract.specs.bases import ItemStatus
from workers.contract.specs.search import Filters
from workers.engines.stores.damage import damaged_values_reported
from workers.text.folding import plain

T = TypeVar("T")
Params = dict[str, str | int | float]
TermIds = npt.NDArray[np.uint32]
TermTimes = npt.NDArray[np.uint16]
_BATCH = 500
# Words worth comparing a misspelt one with.
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk; `terms` is its term counts as bytes (the lexical leg's own form), `length` their sum."""

    id: str
    content: str
    ordinal: int
    start: int
    end: int
    page: int
    page_end: int
    heading: str
    length: int
    terms: bytes
    text: str


@dataclass(frozen=True, slots=True)
class CandidateChunk:
    """What of a chunk decides its place in a search; see `StoredChunk`."""

    id: str
    content: str
    ordinal: int
    length: int
    terms: bytes


@dataclass(frozen=True, slots=True)
class StoredContent:
    """A text with its pages (number, start, end, label), headings (start, level, text), and what it lacks."""

    id: str
    hash: str
    fingerprint: str
    text: str
    title: str = ""
    kind: str = ""
    spans: tuple[tuple[int, int, int, str], ...] = ()
    headings: tuple[tuple[int, int, str], ...] = ()
    chunks: int = 0
    ready: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file of the user. `content` answers searches, `incoming` is under way; both "" when there is none."""

    id: str
    path: str
    size: int = 0
    modified: float = 0.0
    hash: str = ""
    fingerprint: str = ""
    status: ItemStatus = ItemStatus.QUEUED
    code: str = ""
    params: Params = field(default_factory=dict)
    content: str = ""
    incoming: str = ""
    pages: int = 0
    chunks: int = 0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all chunks: their number, and their length in terms."""

    chunks: int
    length: int


DOCUMENTS = (
    "SELECT d.*, coalesce(c.pages, 0) AS pages, coalesce(c.chunks, 0) AS chunks, "
    "coalesce(c.notes, '[]') AS notes "
    "FROM documents d LEFT JOIN contents c ON c.id = d.content"
)


def within(column: str, path: str) -> tuple[str, list[str]]:
    """SQL for "at this path or below it", as ranges of an index, and its values. A folder counts with its
    separator, so that "/a/b" does not take "/a/bc"."""
    separator = "\\" if "\\" in path and "/" not in path else "/"
    below = path.rstrip("/\\") + separator
    after = below[:-1] + chr(ord(separator) + 1)
    return f"({column} = ? OR ({column} >= ? AND {column} < ?))", [path, below, after]


def where_of(filters: Filters, prefix: str = "") -> tuple[str, list[Any]]:
    """SQL of the filters, beginning with " AND" (or ""), and its values."""
    clauses: list[str] = []
    values: list[Any] = []
    if filters.documents:
        clauses.append(f"{prefix}id IN ({','.join('?' * len(filters.documents))})")
        values += filters.documents
    if filters.folders:
        ranges = [within(f"{prefix}path", folder) for folder in filters.folders]
        clauses.append("(" + " OR ".join(clause for clause, _ in ranges) + ")")
        values += [value for _, own in ranges for value in own]
    if filters.suffixes:
        clauses.append(f"{prefix}suffix IN ({','.join('?' * len(filters.suffixes))})")
        values += [suffix.lower() for suffix in filters.suffixes]
    if filters.modified_from:
        clauses.append(f"{prefix}modified >= ?")
        values.append(filters.modified_from)
    return "".join(f" AND {clause}" for clause in clauses), values


@damaged_values_reported()
def document_of(row: sqlite3.Row) -> StoredDocument:
    """From a row of `DOCUMENTS`."""
    return StoredDocument(
        row["id"], row["path"], row["size"], row["modified"], row["hash"], row["fingerprint"],
        ItemStatus(row["status"]), row["code"], json.loads(row["params"]), row["content"] or "",
        row["incoming"] or "", row["pages"], row["chunks"], stored_notes(json.loads(row["notes"])),
    )  # fmt: skip


@damaged_values_reported()
def content_of(row: sqlite3.Row) -> StoredContent:
    """From a row of `contents`."""
    spans = tuple((int(a), int(b), int(c), str(label)) for a, b, c, label in json.loads(row["spans"]))
    headings = tuple((int(a), int(level), str(text)) for a, level, text in json.loads(row["headings"]))
    return StoredContent(
        row["id"], row["hash"], row["fingerprint"], row["text"], row["title"], row["kind"], spans, headings,
        row["chunks"], bool(row["ready"]), stored_notes(json.loads(row["notes"])),
    )  # fmt: skip


def chunk_of(row: sqlite3.Row) -> StoredChunk:
    """From a row of `chunks`."""
    return StoredChunk(
        row["id"], row["content"], row["ordinal"], row["start"], row["end"], row["page"], row["page_end"],
        row["heading"], row["length"], row["terms"], row["text"],
    )  # fmt: skip


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Slices that fit into one statement."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]


def pack_terms(ids: TermIds, times: TermTimes) -> bytes:
    """Term ids (ascending) and how often each occurs, as little-endian u32 and u16, ids first."""
    return ids.astype("<u4").tobytes() + times.astype("<u2").tobytes()


def unpack_terms(blob: bytes) -> tuple[TermIds, TermTimes]:
    """The inverse of `pack_terms`."""
    count = len(blob) // 6
    return np.frombuffer(blob, "<u4", count), np.frombuffer(blob, "<u2", count, 4 * count)


def document_frequencies(blobs: Iterable[bytes]) -> Counter[int]:
    """In how many of the chunks with these `terms` each term stands."""
    return Counter(chain.from_iterable(unpack_terms(blob)[0].tolist() for blob in blobs))


def word_frequencies(texts: Iterable[str]) -> Counter[str]:
    """In how many of these texts each word stands, in lower case."""
    return Counter(chain.from_iterable(set(_WORD.findall(plain(text))) for text in texts))


# In place of the gaps of a text that its chunks do not make up: it is kept as it is.
WHOLE = ""


def gaps_of(text: str, chunks: Sequence[StoredChunk]) -> str:
    """What stands before, between and after the chunks of a text, as JSON; `WHOLE` when the text cannot be
    put together from it and them. A chunk may begin with more than its part of the text, a heading say."""
    ends = [0, *(chunk.end for chunk in chunks)]
    starts = [*(chunk.start for chunk in chunks), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    found = json.dumps(gaps, ensure_ascii=False, separators=(",", ":"))
    shown = [(chunk.end - chunk.start, chunk.text) for chunk in chunks]
    return found if text_of(found, shown) == text else WHOLE


def text_of(gaps: str, chunks: Sequence[tuple[int, str]]) -> str:
    """The text, from what `gaps_of` gave and the same chunks in their order: the length of each one's part of
    the text, and what it says."""
    between = json.loads(gaps)
    parts = [between[0]]
    for (length, text), gap in zip(chunks, between[1:], strict=True):
        parts += [text[-length:] if length > 0 else "", gap]
    return "".join(parts)
