"""One open knowledge base: its texts, vectors and embedder, and the step between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workers.contract.specs.bases import BaseRef
from workers.disk import LEAST_FREE, free_space
from workers.engines.onnx.embedder import Embedder
from workers.engines.stores.text_rows import CandidateChunk, StoredChunk, unpack_terms
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store import Vector, VectorPoint, VectorStore
from workers.retrieval.lexical import TermCounts, sparse_values
from workers.services.knowledge.embedder_change import EmbedderChange, NextEmbedder
from workers.services.knowledge.vectors.compaction import Compaction

# Chunks embedded between two acknowledgements: about 1.3 s of work on two cores.
BATCH = 64
_LOOK_UP = 1000


@dataclass(frozen=True, slots=True)
class OpenBase:
    """An open base. `ref` is how it was last named. `next_embedder`: the search model that it shall
    have, where that is not `embedder` yet."""

    ref: BaseRef
    text: TextStore
    vectors: VectorStore
    embedder: Embedder
    compaction: Compaction = field(default_factory=Compaction)
    next_embedder: NextEmbedder | None = None
    embedder_change: EmbedderChange = field(default_factory=EmbedderChange)

    def succeeded_by(self, vectors: VectorStore, embedder: Embedder) -> "OpenBase":
        """The same texts with the vectors of another search model."""
        return OpenBase(self.ref, self.text, vectors, embedder)

    def work_quietly(self) -> None:
        """What is done while nobody changes the base."""
        if self.next_embedder is not None:
            self.embedder_change.start(self)
        else:
            self.compaction.start(self.vectors)

    def stop_quiet_work(self) -> None:
        """Before anybody changes the base, on the queue that does."""
        self.compaction.stop()
        self.embedder_change.stop()

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
            numbers = self.text.numbers_of(sorted({chunk.content for chunk in batch}))
            self.vectors.upsert(
                [
                    self._point(chunk, row, numbers.get(chunk.content, 0))
                    for chunk, row in zip(batch, vectors, strict=True)
                ]
            )
            stored(start + len(batch))

    def sweep(self) -> int:
        """Delete the vectors of chunks that are gone from the text store; returns how many."""
        pending_deletes = self.text.pending_deletes()
        if pending_deletes:
            self.vectors.delete(pending_deletes)
            self.text.forget_pending_deletes(pending_deletes)
        return len(pending_deletes)

    def sweep_if_room(self) -> None:
        """At the opening: on a disk that is nearly full a base is searched, and swept another time."""
        if free_space(Path(self.ref.folder)) >= LEAST_FREE:
            self.sweep()

    def _point(self, chunk: StoredChunk, vector: Vector, number: int) -> VectorPoint:
        counts = counts_of(chunk)
        text = chunk.text if self.ref.server else ""
        values = sparse_values(counts)
        return VectorPoint(chunk.id, vector, counts.ids.tolist(), values, chunk.content, text, number)


def passage_of(chunk: StoredChunk) -> str:
    """What is embedded: the text under its headings, which say what a clause is about."""
    return f"{chunk.heading}\n{chunk.text}" if chunk.heading else chunk.text


def counts_of(chunk: StoredChunk | CandidateChunk) -> TermCounts:
    """The chunk's term counts for the lexical leg."""
    ids, times = unpack_terms(chunk.terms)
    return TermCounts(ids, times, chunk.length)
