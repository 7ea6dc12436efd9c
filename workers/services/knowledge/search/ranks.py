"""Where chunks stand for a question: by meaning, by words, by both."""

from workers.contract.specs.search import PlaceRanks
from workers.engines.stores.text_rows import StoredChunk
from workers.retrieval import fusion, lexical
from workers.retrieval.fusion import Scored
from workers.services.knowledge.base import OpenBase, counts_of
from workers.services.knowledge.calibrating import weights_of
from workers.services.knowledge.search.lookup import Lookup

# Of a place that no leg found the rank by meaning is looked for among so many.
_DEEP = 5000
_TEXT = 300


class Ranks:
    """Where chunks stand in each leg and in both."""

    def __init__(self, base: OpenBase, found: Lookup) -> None:
        self._base, self._found = base, found
        self._fused = {item.chunk: at for at, item in enumerate(found.ranked, 1)}
        self._scored = {item.chunk: item for item in found.ranked}
        by_meaning = sorted(found.ranked, key=lambda item: -item.cosine)
        by_words = sorted((item for item in found.ranked if item.bm25 > 0), key=lambda item: -item.bm25)
        self._by_meaning = {item.chunk: at for at, item in enumerate(by_meaning, 1)}
        self._by_words = {item.chunk: at for at, item in enumerate(by_words, 1)}

    def of(self, chunk: StoredChunk, name: str, *, deep: bool = False) -> PlaceRanks:
        """The ranks of a chunk; `deep`: also of one that is no candidate."""
        item = self._scored.get(chunk.id)
        if item is None:
            item = self._score(chunk) if deep else Scored(chunk.id, chunk.content, chunk.ordinal, 0, 0, 0)
        document = self._found.owners.get(chunk.content)
        return PlaceRanks(
            chunk.id,
            document.id if document else "",
            name,
            chunk.page,
            chunk.text[:_TEXT],
            item.cosine,
            item.bm25,
            item.score,
            self._by_meaning.get(chunk.id) or (self._deep_rank(chunk.id) if deep else 0),
            self._by_words.get(chunk.id, 0),
            self._fused.get(chunk.id, 0),
        )

    def _score(self, chunk: StoredChunk) -> Scored:
        _, collection = weights_of(self._base, "")
        cosine = self._base.vectors.cosines(self._found.vector, [chunk.id]).get(chunk.id, 0.0)
        bm25 = float(lexical.bm25(self._found.weights, [counts_of(chunk)], collection)[0])
        score = fusion.score(cosine, bm25, self._found.best)
        return Scored(chunk.id, chunk.content, chunk.ordinal, score, cosine, bm25)

    def _deep_rank(self, chunk: str) -> int:
        hits = self._base.vectors.search_dense(self._found.vector, _DEEP)
        return next((at for at, hit in enumerate(hits, 1) if hit.id == chunk), 0)
