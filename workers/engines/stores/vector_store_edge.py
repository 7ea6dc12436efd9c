"""The embedded store: the Qdrant engine in this process (qdrant-edge), its write-ahead log on, exact search.

`optimize()` is never called here: it holds the interpreter for seconds. Exact search costs 8 ms at 100 000
chunks. Without the log a kill would lose everything since the last flush.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import qdrant_edge as edge

from workers.contract.codes import Code, ProblemError
from workers.engines.stores.vector_store import CONTENT, DENSE, TERMS, Hit, Vector, VectorPoint

_PAGE = 10_000


class EdgeVectorStore:
    """See `VectorStore`. A folder of another dimension, or one that cannot be opened, raises STORE_DAMAGED;
    `vector_store.discard` then clears it, and the vectors are made again from the text store."""

    def __init__(self, folder: Path, dimension: int) -> None:
        self._dimension = dimension
        exists = (folder / "edge_config.json").exists()
        try:
            self._shard = self._load(folder) if exists else self._create(folder)
        except ProblemError:
            raise
        except Exception as error:  # the engine raises bare exceptions: its text is all there is
            locked = "WouldBlock" in str(error)
            raise ProblemError(Code.STORE_LOCKED if locked else Code.STORE_DAMAGED, str(error)) from error

    def upsert(self, points: Sequence[VectorPoint]) -> None:
        if points:
            self._shard.update(edge.UpdateOperation.upsert_points([_point(point) for point in points]))

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _PAGE):
            self._shard.update(edge.UpdateOperation.delete_points(list(ids[start : start + _PAGE])))

    def search_dense(self, vector: Vector, k: int, contents: Sequence[str] | None = None) -> list[Hit]:
        query = edge.Query.Nearest(vector.tolist(), using=DENSE)
        return self._search(query, k, contents)

    def search_terms(
        self, weights: Mapping[int, float], k: int, contents: Sequence[str] | None = None
    ) -> list[Hit]:
        if not weights:
            return []
        sparse = edge.SparseVector(list(weights), list(weights.values()))
        return self._search(edge.Query.Nearest(sparse, using=TERMS), k, contents)

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vector]:
        records = self._shard.retrieve(list(ids), with_payload=False, with_vector=[DENSE]) if ids else []
        found = {}
        for record in records:
            vectors: Any = record.vector
            found[str(record.id)] = np.array(vectors[DENSE], dtype=np.float32)
        return found

    def ids(self) -> Iterator[str]:
        offset = None
        while True:
            request = edge.ScrollRequest(offset=offset, limit=_PAGE, with_payload=False, with_vector=False)
            records, offset = self._shard.scroll(request)
            yield from (str(record.id) for record in records)
            if offset is None:
                return

    def existing(self, ids: Sequence[str]) -> set[str]:
        records = self._shard.retrieve(list(ids), with_payload=False, with_vector=False) if ids else []
        return {str(record.id) for record in records}

    def count(self) -> int:
        return int(self._shard.count(edge.CountRequest(exact=True)))

    def flush(self) -> None:
        self._shard.flush()

    def close(self) -> None:
        self._shard.close()

    def _create(self, folder: Path) -> Any:
        # Leftovers of a creation that was cut short hold no acknowledged point.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        config = edge.EdgeConfig(
            vectors={DENSE: edge.EdgeVectorParams(size=self._dimension, distance=edge.Distance.Cosine)},
            sparse_vectors={TERMS: edge.EdgeSparseVectorParams()},
            max_search_threads=1,
            wal_enabled=True,
        )
        shard = edge.EdgeShard.create(str(folder), config)
        shard.update(edge.UpdateOperation.create_field_index(CONTENT, edge.PayloadSchemaType.Keyword))
        return shard

    def _load(self, folder: Path) -> Any:
        stored = json.loads((folder / "edge_config.json").read_text(encoding="utf-8"))
        if stored["vectors"][DENSE]["size"] != self._dimension:
            raise ProblemError(Code.STORE_DAMAGED, "vectors of another dimension")
        return edge.EdgeShard.load(str(folder))

    def _search(self, query: Any, k: int, contents: Sequence[str] | None) -> list[Hit]:
        wanted = None
        if contents is not None:
            match = edge.FieldCondition(CONTENT, match=edge.MatchAny(list(contents)))
            wanted = edge.Filter(must=[match])
        parameters = edge.SearchParams(exact=True)
        found = self._shard.search(edge.SearchRequest(query, k, filter=wanted, params=parameters))
        return [Hit(str(item.id), float(item.score)) for item in found]


def _point(point: VectorPoint) -> Any:
    vector = {
        DENSE: point.dense.tolist(),
        TERMS: edge.SparseVector(list(point.terms), list(point.values)),
    }
    return edge.Point(point.id, vector, {CONTENT: point.content})
