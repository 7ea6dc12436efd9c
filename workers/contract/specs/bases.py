"""Indexing, reconciling, checking and repairing a base of documents."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from workers.contract.notes import Note

# In the folder of a base whose row is gone or not there yet, so that a kill in between leaves nothing behind.
TOMBSTONE = ".removed"

# Files in the folder of a base: it is damaged; all of it was read at the time of the file.
DAMAGED_MARK, CHECKED_MARK = "damaged", "checked"

# The namespace of document and chunk ids: ids are the same on every run, so work done again is harmless.
NAMESPACE = uuid.UUID("6f0f4f0e-3b0e-5d3c-9a57-b0a7b0c5e9d1")


def document_id(base: str, path: str) -> str:
    """The id of the document at the absolute `path` within a base (uuid5, 36 characters)."""
    return str(uuid.uuid5(NAMESPACE, f"{base}\n{path}"))


@dataclass(frozen=True, slots=True)
class BaseRef:
    """Where a knowledge base lives. `folder` and `embedder` are absolute; `server` is a Qdrant URL or "".
    `read`: texts were stored in it before, so a folder without them is not new, but gone."""

    id: str
    folder: str
    embedder: str
    server: str = ""
    read: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TermsSpec:
    """Tell the terms of texts, by which other forms of their words are found: together no more than a line of
    the wire takes."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermsResult:
    """The different terms of each text."""

    terms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The ceiling of one reader process."""

    max_bytes: int = 512 * 1024 * 1024
    seconds: float = 180.0
    memory_bytes: int = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """Index files and folders (recursively). Unchanged files are not read again; an empty `paths` means
    every document already known to the base, and `folders`. `retry` reads failed ones again. The passwords
    are tried on every file that is locked, and on those inside files; they live only in this message.
    `folders` are watched: what lies in them was not named by a person, so that the rules of a folder count,
    and what was taken out of the base stays out."""

    base: BaseRef
    paths: tuple[str, ...] = ()
    retry: bool = False
    passwords: tuple[str, ...] = field(default=(), repr=False)
    limits: ReadLimits = ReadLimits()
    folders: tuple[str, ...] = ()
    once: bool = False


class ItemStatus(StrEnum):
    """What became of one document, in an `item` message."""

    QUEUED = "queued"  # found, waits
    READING = "reading"  # `percent` says how far
    INDEXED = "indexed"  # acknowledged by the store
    UNCHANGED = "unchanged"  # indexed before, not read again
    COPY = "copy"  # same content as `copy_of`; searchable through it
    FAILED = "failed"  # `code`, `params`
    SKIPPED = "skipped"  # not a document (temporary, hidden, unknown type)
    MISSING = "missing"  # its file is gone; the text is kept and answers no question
    UNREACHABLE = "unreachable"  # its disk or share is not there, or closed; the stored text answers
    REMOVED = "removed"


class LeftOutReason(StrEnum):
    """Why something in a folder became no document."""

    HIDDEN = "hidden"  # its name begins with a dot
    TEMPORARY = "temporary"  # of a program that has it open or is not done with it
    LINK_BROKEN = "link_broken"
    LINK_OUTSIDE = "link_outside"  # of the chosen folder
    NOT_A_FILE = "not_a_file"  # a pipe, a device, a socket
    NO_PERMISSION = "no_permission"  # a folder that may not be read
    TOO_DEEP = "too_deep"  # its path is longer than the system allows
    OTHER_KIND = "other_kind"  # programs, films and what else is no document


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that an import passed over."""

    path: str
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What an `index` job did, counted in documents; `pages` and `chunks` of those it read. `left_out` counts
    what became no document, by reason, and `examples` names the first of it."""

    indexed: int = 0
    unchanged: int = 0
    copies: int = 0
    failed: int = 0
    skipped: int = 0
    missing: int = 0
    pages: int = 0
    chunks: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    examples: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveSpec:
    """Take documents (ids) out of a base, with all that was made of them."""

    base: BaseRef
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as the knowledge worker's own store knows it (for reconciliation)."""

    id: str
    path: str
    status: ItemStatus
    content: str = ""
    pages: int = 0
    chunks: int = 0
    size: int = 0
    modified: float = 0.0
    code: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ReconcileResult:
    """`documents_file`: a JSON list of KnownDocument (big data travels as paths); `repaired`: chunks whose
    vectors were missing and are made again, or stood without an owner and are gone."""

    documents_file: str
    documents: int
    chunks: int
    repaired: int = 0


class FileState(StrEnum):
    """What there is of a document's file."""

    NEW = "new"  # it lies in a watched folder, and was not read
    SAME = "same"
    CHANGED = "changed"  # another size or time than what was read
    GONE = "gone"
    UNREACHABLE = "unreachable"  # its disk or share is not there, or closed


@dataclass(frozen=True, slots=True)
class CheckBaseSpec:
    """Compare a base with its files, and with what lies in these watched `folders`."""

    base: BaseRef
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document of a `check_base` job, or a new file (`id` ""). `without_vectors`: how many of its chunks no
    search can find; `damaged`: what is stored of it is not what was written."""

    id: str
    path: str
    status: ItemStatus
    chunks: int
    file: FileState
    without_vectors: int = 0
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class BaseCheck:
    """`documents_file`: a JSON list of CheckedDocument (big data travels as paths); the numbers of both
    stores; `without_chunks`: vectors that belong to no chunk. `damage`: what is wrong with the base as a
    whole, for the log, "" when nothing is; where it could not be read at all, there is no file. `gone`: its
    folder is not there."""

    documents_file: str
    documents: int
    chunks: int
    vectors: int
    without_chunks: int
    damage: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class RepairSpec:
    """Mend a base that is damaged; `backups`: files with copies of it, newest first. `wanted`: a file with
    the ids of its documents, a JSON list ("" = none); what is not on it was taken out and stays out."""

    base: BaseRef
    backups: tuple[str, ...] = ()
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class RepairResult:
    """`damaged`: there was something to mend. Texts that were `kept` from the damaged file, that came
    `from_copies`, and the number of documents that are `lost` until their files are read again. `aside`: the
    name of the damaged file in the folder of the base. `vectors`: how many are to be made again."""

    damaged: bool = False
    kept: int = 0
    from_copies: int = 0
    lost: int = 0
    aside: str = ""
    vectors: int = 0
