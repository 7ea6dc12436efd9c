"""The store on a Qdrant server or cluster, for bases that outgrow a machine: the same collection layout.

Here the payload holds the chunk's text as well, so that the server can be looked into and other programs can
use it; deletion is the server's task.
"""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import httpx
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from workers.contract.codes import Code, ProblemError
from workers.engines.stores.selection import Selection
from workers.engines.stores.vector_store import (
    CONTENT,
    DENSE,
    TERMS,
    Vector,
    VectorDamage,
    VectorHit,
    VectorPoint,
)

_PAGE = 1_000
_TIMEOUT_S = 20

P = ParamSpec("P")
T = TypeVar("T")


def _reaching(method: Callable[P, T]) -> Callable[P, T]:
    """Turns the client's errors into SERVER_UNREACHABLE."""

    @functools.wraps(method)
    def guarded(*arguments: P.args, **keywords: P.kwargs) -> T:
        try:
            return method(*arguments, **keywords)
        except (ResponseHandlingException, UnexpectedResponse, httpx.HTTPError, OSError) as error:
            store: Any = arguments[0]
            raise ProblemError(Code.SERVER_UNREACHABLE, repr(error), address=store.address) from error

    return guarded


class ClientVectorStore:
    """See `VectorStore`. One collection a base, named `bukvar-<base>`."""

    @classmethod
    def connect(cls, server: str, base: str, dimension: int) -> "ClientVectorStore":
        """A store on the server at the URL `server`."""
        return cls(
            QdrantClient(url=server, timeout=_TIMEOUT_S, check_compatibility=False), base, dimension, server
        )

    @staticmethod
    def discard(server: str, base: str) -> None:
        """Delete the collection of a base."""
        client = QdrantClient(url=server, timeout=_TIMEOUT_S, check_compatibility=False)
        try:
            client.delete_collection(_collection(base))
        except (ResponseHandlingException, UnexpectedResponse, httpx.HTTPError, OSError) as error:
            raise ProblemError(Code.SERVER_UNREACHABLE, repr(error), address=server) from error
        finally:
            client.close()

    @_reaching
    def __init__(self, client: QdrantClient, base: str, dimension: int, address: str = "") -> None:
        self.address = address
        self._client = client
        self._name = _collection(base)
        # The in-memory mode of the contract test: exact by nature, without payload indexes, and it warns.
        self._local = not hasattr(client._client, "rest_uri")
        if not client.collection_exists(self._name):
            self._create(dimension)
            return
        vectors = client.get_collection(self._name).config.params.vectors
        if not isinstance(vectors, dict) or vectors[DENSE].size != dimension:
            raise ProblemError(Code.STORE_DAMAGED, "vectors of another dimension")

    @_reaching
    def upsert(self, points: Sequence[VectorPoint]) -> None:
        if points:
            self._client.upsert(self._name, [_point(point) for point in points], wait=True)

    @_reaching
    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _PAGE):
            selector = models.PointIdsList(points=list(ids[start : start + _PAGE]))
            self._client.delete(self._name, selector, wait=True)

    @_reaching
    def search_dense(self, vector: Vector, k: int, wanted: Selection | None = None) -> list[VectorHit]:
        return self._search(vector.tolist(), DENSE, k, wanted)

    @_reaching
    def search_terms(
        self, weights: Mapping[int, float], k: int, wanted: Selection | None = None
    ) -> list[VectorHit]:
        if not weights:
            return []
        sparse = models.SparseVector(indices=list(weights), values=list(weights.values()))
        return self._search(sparse, TERMS, k, wanted)

    @_reaching
    def cosines(self, vector: Vector, ids: Sequence[str]) -> dict[str, float]:
        if not ids:
            return {}
        wanted = models.Filter(must=[models.HasIdCondition(has_id=list(ids))])
        hits = self._query(vector.tolist(), DENSE, len(ids), wanted)
        return {hit.id: hit.score for hit in hits}

    def ids(self) -> Iterator[str]:
        offset: Any = None
        while True:
            page, offset = self._page(offset)
            yield from page
            if offset is None:
                return

    @_reaching
    def existing(self, ids: Sequence[str]) -> set[str]:
        found = self._client.retrieve(self._name, list(ids), with_payload=False, with_vectors=False)
        return {str(record.id) for record in found}

    @_reaching
    def count(self) -> int:
        return int(self._client.count(self._name, exact=True).count)

    def damage(
        self, numbers: Mapping[str, int], on_page: Callable[[], object] = lambda: None
    ) -> VectorDamage:
        return VectorDamage()  # the server maintains them itself

    def worth_compacting(self) -> bool:
        return False

    def compact(self, build: Callable[[Path, Path, bool], bool]) -> bool:
        return False  # the server maintains them itself

    def number(self, content: str, number: int) -> None:
        """A server filters by the ids of contents."""

    def flush(self) -> None:
        """The server maintains them itself."""

    def close(self) -> None:
        self._client.close()

    @_reaching
    def _page(self, offset: Any) -> tuple[list[str], Any]:
        records, following = self._client.scroll(
            self._name, limit=_PAGE, offset=offset, with_payload=False, with_vectors=False
        )
        return [str(record.id) for record in records], following

    def _create(self, dimension: int) -> None:
        self._client.create_collection(
            self._name,
            vectors_config={DENSE: models.VectorParams(size=dimension, distance=models.Distance.COSINE)},
            sparse_vectors_config={TERMS: models.SparseVectorParams()},
        )
        if not self._local:
            self._client.create_payload_index(self._name, CONTENT, models.PayloadSchemaType.KEYWORD)

    def _search(self, query: Any, using: str, k: int, wanted: Selection | None) -> list[VectorHit]:
        if wanted is None:
            return self._query(query, using, k, None)
        match = models.MatchAny(any=list(wanted.contents))
        return self._query(
            query, using, k, models.Filter(must=[models.FieldCondition(key=CONTENT, match=match)])
        )

    def _query(self, query: Any, using: str, k: int, wanted: models.Filter | None) -> list[VectorHit]:
        exact = using == DENSE and not self._local
        found = self._client.query_points(
            self._name, query=query, using=using, limit=k, query_filter=wanted, with_payload=False,
            search_params=models.SearchParams(exact=True) if exact else None,
        ).points  # fmt: skip
        return [VectorHit(str(item.id), float(item.score)) for item in found]


def _collection(base: str) -> str:
    return f"bukvar-{base}"


def _point(point: VectorPoint) -> models.PointStruct:
    vector: Any = {
        DENSE: point.dense.tolist(),
        TERMS: models.SparseVector(indices=list(point.terms), values=list(point.values)),
    }
    return models.PointStruct(
        id=point.id, vector=vector, payload={CONTENT: point.content, "text": point.text}
    )
