"""Where the vectors of chunks live: one interface, embedded (`EdgeVectorStore`) or on a server
(`ClientVectorStore`), with the same collection layout: a dense vector `dense` (cosine), a sparse vector
`terms` (the chunk's part of BM25), the payload fields `content` and `number` (which text the chunk belongs
to; filters are resolved to contents by the text store, so no path or name is ever written here)."""

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from workers.engines.stores.selection import Selection

Vector = npt.NDArray[np.float32]

# From so many points on a store is compacted, and a compacted one has a graph (HNSW). Without a graph it is
# compacted in a tenth of the time, and reading all vectors of 250 000 points costs 6 ms.
COMPACT_FROM = 20_000
GRAPH_FROM = 250_000

FOLDER = "vectors"
DENSE = "dense"
TERMS = "terms"
CONTENT = "content"
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class VectorPoint:
    """A chunk as the store keeps it. `dense` is a unit vector; `terms` and `values` are parallel; `text` goes
    to a server alone (an embedded store keeps deleted payloads readable in its files). `number` is that of
    the content."""

    id: str
    dense: Vector
    terms: Sequence[int]
    values: Sequence[float]
    content: str
    text: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class VectorHit:
    """A found point; `score` is the cosine, or the dot product of the terms."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class VectorDamage:
    """`points`: ids of those that are other than was written. `indexes`: what filters go by does not fit the
    points, or points cannot be read."""

    points: tuple[str, ...] = ()
    indexes: bool = False

    def __bool__(self) -> bool:
        return bool(self.points or self.indexes)


class VectorStore(Protocol):
    """Held by `knowledge`, one a base. One thread may write while others search. A method that returns has
    its effect acknowledged: a kill afterwards does not lose it. Raises `ProblemError`: STORE_LOCKED,
    STORE_DAMAGED, SERVER_UNREACHABLE."""

    def upsert(self, points: Sequence[VectorPoint]) -> None:
        """Write points, replacing those with the same ids."""

    def delete(self, ids: Sequence[str]) -> None:
        """Delete points; unknown ids are nothing."""

    def search_dense(self, vector: Vector, k: int, wanted: Selection | None = None) -> list[VectorHit]:
        """The k points nearest by cosine, with exact scores; of these contents alone unless None. A compacted
        store may miss one of the first 10 in a hundred, others miss none."""

    def search_terms(
        self, weights: Mapping[int, float], k: int, wanted: Selection | None = None
    ) -> list[VectorHit]:
        """The k points with the largest sum of weight · value over their terms."""

    def cosines(self, vector: Vector, ids: Sequence[str]) -> dict[str, float]:
        """The cosines of those ids that exist, computed from the stored vectors as they are."""

    def ids(self) -> Iterator[str]:
        """Every id, for reconciliation."""

    def existing(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids exist."""

    def count(self) -> int:
        """How many points there are."""

    def damage(
        self, numbers: Mapping[str, int], on_page: Callable[[], object] = lambda: None
    ) -> VectorDamage:
        """Read all points and say which are other than was written. `numbers` are those of the contents
        (none: not written yet); `on_page` is called between whiles, and may raise to end it."""

    def worth_compacting(self) -> bool:
        """Whether searches are dearer than they need be: the store is large, and has grown or shrunk by a
        quarter since it was compacted, or has no graph yet that it should have."""

    def compact(self, build: Callable[[Path, Path, bool], bool]) -> bool:
        """Let `build` write a compacted copy (`vector_compaction`) of the store in the first folder into the
        second one, with a graph or without, and search that from now on; when it says False nothing changes.
        Nobody writes meanwhile, searches go on. Returns whether the store is compacted."""

    def number(self, content: str, number: int) -> None:
        """Give the points of a content its number, which earlier versions did not write."""

    def flush(self) -> None:
        """What was acknowledged survives a loss of power from here on."""

    def close(self) -> None:
        """Flush and release the folder or the connection."""


def open_store(folder: Path, base: str, dimension: int, server: str = "", suffix: str = "") -> VectorStore:
    """The store of a base: on `server` where one is named, else embedded in `folder`/vectors, or in the
    collection with this `suffix`."""
    if server:
        from workers.engines.stores.vector_store_client import ClientVectorStore

        return ClientVectorStore.connect(server, base, dimension)
    from workers.engines.stores.vector_store_edge import EdgeVectorStore

    return EdgeVectorStore(folder / f"{FOLDER}{suffix}", dimension)


def discard(folder: Path, base: str, server: str = "") -> None:
    """Delete the store of a base, whatever state it is in; it must not be open."""
    if server:
        from workers.engines.stores.vector_store_client import ClientVectorStore

        ClientVectorStore.discard(server, base)
    for place in folder.glob(f"{FOLDER}*"):
        shutil.rmtree(place, ignore_errors=True)


def keep_collections(folder: Path, suffixes: Collection[str]) -> None:
    """Delete the embedded collections of a base but those with these suffixes ("" = the first one)."""
    kept = {f"{FOLDER}{suffix}" for suffix in suffixes}
    for place in folder.glob(f"{FOLDER}*"):
        if place.name.partition(".")[0] not in kept:
            shutil.rmtree(place, ignore_errors=True)
