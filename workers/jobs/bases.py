"""The knowledge bases that are open: their texts, vectors and embedder."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workers.contract.codes import Code, KnownProblem
from workers.contract.specs import BaseRef
from workers.engines.embedder import Embedder, cores
from workers.engines.pace import Pace
from workers.engines.text_rows import StoredChunk, unpack_terms
from workers.engines.text_store import TextStore
from workers.engines.vector_store import Vector, VectorPoint, VectorStore, discard, open_store
from workers.pipeline.lexical import TermCounts, sparse_values

# Chunks embedded between two acknowledgements: about 1.3 s of work on two cores.
BATCH = 64
# Changes with `passage_of`: vectors of another form are made again.
_FORM = "heading-text"
_LOOK_UP = 1000


@dataclass(frozen=True, slots=True)
class Base:
    """An open base. `ref` is how it was last named."""

    ref: BaseRef
    text: TextStore
    vectors: VectorStore
    embedder: Embedder

    def missing(self, chunks: Sequence[StoredChunk]) -> list[StoredChunk]:
        """Those whose vectors the store does not have."""
        found: set[str] = set()
        for start in range(0, len(chunks), _LOOK_UP):
            found |= self.vectors.existing([chunk.id for chunk in chunks[start : start + _LOOK_UP]])
        return [chunk for chunk in chunks if chunk.id not in found]

    def vectorise(
        self,
        chunks: Sequence[StoredChunk],
        check: Callable[[], None],
        cancelled: Callable[[], bool],
        stored: Callable[[int], None] = lambda done: None,
    ) -> None:
        """Make and store the vectors of chunks, batch by batch; `check` raises between batches when the
        work is cancelled, `stored` hears how many are acknowledged."""
        for start in range(0, len(chunks), BATCH):
            check()
            batch = chunks[start : start + BATCH]
            vectors = self.embedder.embed_passages([passage_of(chunk) for chunk in batch], cancelled)
            check()
            self.vectors.upsert([self._point(chunk, row) for chunk, row in zip(batch, vectors, strict=True)])
            stored(start + len(batch))

    def sweep(self) -> int:
        """Delete the vectors of chunks that are gone from the text store; returns how many."""
        doomed = self.text.doomed()
        if doomed:
            self.vectors.delete(doomed)
            self.text.forget_doomed(doomed)
        return len(doomed)

    def _point(self, chunk: StoredChunk, vector: Vector) -> VectorPoint:
        counts = counts_of(chunk)
        text = chunk.text if self.ref.server else ""
        return VectorPoint(chunk.id, vector, counts.ids.tolist(), sparse_values(counts), chunk.content, text)


def passage_of(chunk: StoredChunk) -> str:
    """What is embedded: the text under its headings, which say what a clause is about."""
    return f"{chunk.heading}\n{chunk.text}" if chunk.heading else chunk.text


def counts_of(chunk: StoredChunk) -> TermCounts:
    """The chunk's term counts for the lexical leg."""
    ids, times = unpack_terms(chunk.terms)
    return TermCounts(ids, times, chunk.length)


class Bases:
    """Opens bases when they are named and keeps them open; shares one embedder between them."""

    def __init__(self) -> None:
        self.pace = Pace()
        self._lock = threading.RLock()
        self._open: dict[str, Base] = {}
        self._embedders: dict[str, Embedder] = {}

    def get(self, ref: BaseRef) -> Base:
        """The base, opened if it is not. Vectors of another embedder, or damaged ones, are dropped here; the
        next indexing or reconciliation makes them again. Raises STORE_LOCKED, EMBEDDER_MISSING,
        EMBEDDER_UNSUPPORTED, SERVER_UNREACHABLE, DATA_NEWER."""
        with self._lock:
            base = self._open.get(ref.id)
            if base is not None and base.ref == ref:
                return base
            self.close(ref.id)
            embedder = self._embedder(ref.embedder)
            text = TextStore(Path(ref.folder))
            try:
                base = Base(ref, text, self._vectors(ref, text, embedder), embedder)
                base.sweep()
            except BaseException:
                text.close()
                raise
            self._open[ref.id] = base
            return base

    def close(self, base: str) -> None:
        """Close one base, if it is open."""
        with self._lock:
            opened = self._open.pop(base, None)
            if opened is not None:
                opened.vectors.close()
                opened.text.close()

    def close_all(self) -> None:
        """At the end of the process."""
        with self._lock:
            for base in list(self._open):
                with suppress(KnownProblem):
                    self.close(base)
            for embedder in self._embedders.values():
                embedder.close()
            self._embedders.clear()

    def drop(self, ref: BaseRef) -> None:
        """Close a base and delete its vectors; its folder is the caller's."""
        with self._lock:
            self.close(ref.id)
            discard(Path(ref.folder), ref.id, ref.server)

    def _embedder(self, folder: str) -> Embedder:
        if folder not in self._embedders:
            self._embedders[folder] = Embedder(Path(folder), cores(), self.pace)
        return self._embedders[folder]

    def _vectors(self, ref: BaseRef, text: TextStore, embedder: Embedder) -> VectorStore:
        folder, dimension = Path(ref.folder), embedder.facts.dimension
        identity = f"{embedder.facts.identity} {_FORM} {ref.server}".strip()
        if text.fact("vectors") not in ("", identity):
            discard(folder, ref.id, ref.server)
        try:
            vectors = open_store(folder, ref.id, dimension, ref.server)
        except KnownProblem as problem:
            if problem.fault.code is not Code.STORE_DAMAGED:
                raise
            discard(folder, ref.id, ref.server)
            vectors = open_store(folder, ref.id, dimension, ref.server)
        text.set_fact("vectors", identity)
        return vectors
