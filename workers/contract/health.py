"""What the checks of *Health* ask of workers, and what these measured. Standard library only.

Each check does for real, with made-up data, what Bukvar does for a person, and leaves nothing behind. They
are jobs of their own, so that each has its own limit of time and can be cancelled alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TryFoldersSpec:
    """Write a file into each folder, read it back and delete it (`probe`: a disk that does not answer must
    not stop the window). Each folder of `readable` is only listed."""

    folders: tuple[str, ...]
    readable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriedFolder:
    """`error` "" = it can be written to; `seconds` from the first byte until the file was gone again."""

    folder: str
    seconds: float
    free: int = 0  # bytes
    error: str = ""


@dataclass(frozen=True, slots=True)
class TryFoldersResult:
    """In the order of the spec; `free` of a folder in `readable` is not asked for."""

    folders: tuple[TriedFolder, ...]
    readable: tuple[TriedFolder, ...] = ()


@dataclass(frozen=True, slots=True)
class TryEmbeddingSpec:
    """Embed three short texts, of which two say the same, with the search model in the folder `embedder`;
    rank two of them with the model in `reranker` ("" = there is none)."""

    embedder: str
    reranker: str = ""


@dataclass(frozen=True, slots=True)
class TryVectorsSpec:
    """Write vectors into a new collection in `folder` (which the asker makes and deletes), open it again,
    find the nearest, delete one."""

    folder: str
    dimension: int = 384


@dataclass(frozen=True, slots=True)
class TryPageSpec:
    """Read the PDF `document` in a reader and have its first page drawn into `folder`, which the asker makes
    and deletes."""

    document: str
    folder: str


@dataclass(frozen=True, slots=True)
class TryResult:
    """`seconds` of the work itself; `amount`: dimensions of a vector, points found, pixels drawn. `lacking`:
    what an administrator installs so that letters in scans are recognised (`try_page`), "" = it is there.
    `rerank_s`: seconds that ranking the passages of a search anew takes here (`try_embedding`; 0 = there is
    no such model), `reranks`: it is used. `guards` held the reader (`try_page`)."""

    seconds: float
    amount: int
    lacking: str = ""
    rerank_s: float = 0.0
    reranks: bool = False
    guards: tuple[str, ...] = ()
