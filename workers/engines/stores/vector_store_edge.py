"""The embedded store: the Qdrant engine in this process (qdrant-edge), its write-ahead log on.

Without the log a kill would lose everything since the last flush. A small store is searched exactly (8 ms at
100 000 chunks). `optimize()` is never called here: it holds the interpreter for as long as it works. A large
store is compacted as a copy, by a child process, and the copy takes its place: `vectors`, then `vectors.1`,
`vectors.2` and so on, of which the last one counts.
"""

import json
import logging
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qdrant_edge as edge

from workers.contract.codes import Code, ProblemError
from workers.disk import LEAST_FREE, LEAST_TO_READ, refused_in_words, require_room
from workers.engines.stores.selection import Selection
from workers.engines.stores.vector_checks import SUM, checksum, find_damage
from workers.engines.stores.vector_compaction import compacted
from workers.engines.stores.vector_store import (
    COMPACT_FROM,
    CONTENT,
    DENSE,
    GRAPH_FROM,
    NUMBER,
    TERMS,
    Vector,
    VectorDamage,
    VectorHit,
    VectorPoint,
)
from workers.files import publish
from workers.panics import is_panic

_PAGE = 10_000
# So many ranges are checked as quickly as numbers, and one more for so many numbers.
_FEW_RANGES, _NUMBERS_A_RANGE = 16, 300
CONFIG = "edge_config.json"
_BUILDING = "building"
# A store is compacted again when it has grown or shrunk by this factor.
_GROWTH = 1.25
# Candidates of 8 bits for each that is wanted, and candidates on the way through the graph.
_OVERSAMPLING, _BREADTH = 2.0, 256
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """The open store, how it is searched, and where it lies. Replaced as one: a search that goes on keeps
    the one it began with, which is closed when nobody has it any more."""

    shard: Any
    parameters: Any
    place: Path


class EdgeVectorStore:
    """See `VectorStore`. A folder of another dimension, or one that cannot be opened, raises STORE_DAMAGED;
    `vector_store.discard` then clears it, and the vectors are made again from the text store."""

    def __init__(self, folder: Path, dimension: int) -> None:
        self._folder = folder
        self._dimension = dimension
        place = newest(folder)
        # The engine writes through maps of memory: a full disk answers with a signal that ends the process. A
        # store that is there has been tried (`soundness`), and is searched as long as it can be opened.
        there = (place / CONFIG).exists()
        require_room(folder, LEAST_TO_READ if there else LEAST_FREE)
        try:
            if there:
                self._opened = self._load(place)
            else:
                self._opened = _Opened(self._create(place), edge.SearchParams(exact=True), place)
        except ProblemError:
            raise
        except BaseException as error:  # the engine raises bare exceptions: its text is all there is
            if not isinstance(error, Exception) and not is_panic(error):
                raise
            locked = "WouldBlock" in str(error)
            raise refused_in_words(str(error), folder) or ProblemError(
                Code.STORE_LOCKED if locked else Code.STORE_DAMAGED, str(error)
            ) from error
        self._forget_others()

    def upsert(self, points: Sequence[VectorPoint]) -> None:
        if points:
            operation = edge.UpdateOperation.upsert_points([_point(point) for point in points])
            self._write(operation)

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _PAGE):
            operation = edge.UpdateOperation.delete_points(list(ids[start : start + _PAGE]))
            self._write(operation)

    def search_dense(self, vector: Vector, k: int, wanted: Selection | None = None) -> list[VectorHit]:
        opened = self._opened
        query = edge.Query.Nearest(vector.tolist(), using=DENSE)
        return _search(opened.shard, query, k, wanted, opened.parameters)

    def search_terms(
        self, weights: Mapping[int, float], k: int, wanted: Selection | None = None
    ) -> list[VectorHit]:
        if not weights:
            return []
        query = edge.Query.Nearest(edge.SparseVector(list(weights), list(weights.values())), using=TERMS)
        return _search(self._opened.shard, query, k, wanted, edge.SearchParams(exact=True))

    def cosines(self, vector: Vector, ids: Sequence[str]) -> dict[str, float]:
        if not ids:
            return {}
        wanted = edge.Filter(must=[edge.HasIdCondition(set(ids))])
        query = edge.Query.Nearest(vector.tolist(), using=DENSE)
        parameters = edge.SearchParams(exact=True)
        request = edge.SearchRequest(query, len(ids), filter=wanted, params=parameters)
        return {str(item.id): float(item.score) for item in self._opened.shard.search(request)}

    def ids(self) -> Iterator[str]:
        offset = None
        while True:
            request = edge.ScrollRequest(offset=offset, limit=_PAGE, with_payload=False, with_vector=False)
            records, offset = self._opened.shard.scroll(request)
            yield from (str(record.id) for record in records)
            if offset is None:
                return

    def existing(self, ids: Sequence[str]) -> set[str]:
        if not ids:
            return set()
        records = self._opened.shard.retrieve(list(ids), with_payload=False, with_vector=False)
        return {str(record.id) for record in records}

    def count(self) -> int:
        return int(self._opened.shard.info().points_count)

    def worth_compacting(self) -> bool:
        points, last = self.count(), compacted(self._opened.place)
        if points < COMPACT_FROM:
            return False
        grown = not last.points / _GROWTH <= points <= last.points * _GROWTH
        return grown or (points >= GRAPH_FROM and not last.graph)

    def compact(self, build: Callable[[Path, Path, bool], bool]) -> bool:
        self.flush()
        place = self._opened.place
        # The first time without a graph even in a large store: that is done soon, and a graph takes minutes.
        graph = self.count() >= GRAPH_FROM and compacted(place).points > 0
        building = self._folder.with_name(f"{self._folder.name}.{_BUILDING}")
        if not build(place, building, graph) or compacted(building).points != self.count():
            shutil.rmtree(building, ignore_errors=True)
            return False
        place = self._folder.with_name(f"{self._folder.name}.{_number(place) + 1}")
        publish(building, place)  # from here on the next opening takes it
        try:
            self._opened = self._load(place)
        except Exception:
            _log.exception("a compacted store cannot be opened")
            shutil.rmtree(place, ignore_errors=True)
            return False
        self._forget_others()
        return True

    def number(self, content: str, number: int) -> None:
        shard = self._opened.shard
        if NUMBER not in shard.info().payload_schema:
            shard.update(edge.UpdateOperation.create_field_index(NUMBER, edge.PayloadSchemaType.Integer))
        chosen = _filter(Selection((content,)))
        self._write(edge.UpdateOperation.set_payload_by_filter(chosen, {NUMBER: number}))

    def damage(
        self, numbers: Mapping[str, int], on_page: Callable[[], object] = lambda: None
    ) -> VectorDamage:
        stopped: list[BaseException] = []

        def page() -> None:
            try:
                on_page()
            except BaseException as error:
                stopped.append(error)
                raise

        try:
            return find_damage(self._opened.shard, numbers, page)
        except BaseException as error:  # the engine raises bare exceptions
            if stopped or not (isinstance(error, Exception) or is_panic(error)):
                raise
            _log.warning("vectors cannot be read: %s", error)
            return VectorDamage(indexes=True)

    def flush(self) -> None:
        try:
            self._opened.shard.flush()
        except BaseException as error:
            raise refused_in_words(str(error), self._folder) or error from error

    def close(self) -> None:
        self._opened.shard.close()

    def _write(self, operation: Any) -> None:
        require_room(self._folder)
        try:
            self._opened.shard.update(operation)
        except BaseException as error:
            raise refused_in_words(str(error), self._folder) or error from error

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
        shard.update(edge.UpdateOperation.create_field_index(NUMBER, edge.PayloadSchemaType.Integer))
        return shard

    def _load(self, place: Path) -> _Opened:
        stored = json.loads((place / CONFIG).read_text(encoding="utf-8"))
        if stored["vectors"][DENSE]["size"] != self._dimension:
            raise ProblemError(Code.STORE_DAMAGED, "vectors of another dimension")
        parameters = edge.SearchParams(exact=True)
        if compacted(place).points:
            quantization = edge.QuantizationSearchParams(
                ignore=False, rescore=True, oversampling=_OVERSAMPLING
            )
            parameters = edge.SearchParams(exact=False, hnsw_ef=_BREADTH, quantization=quantization)
        return _Opened(edge.EdgeShard.load(str(place)), parameters, place)

    def _forget_others(self) -> None:
        """Delete stores that another one has replaced, and what was built in vain."""
        for other in self._folder.parent.glob(f"{self._folder.name}*"):
            if other != self._opened.place and (other == self._folder or _is_other(other, self._folder)):
                shutil.rmtree(other, ignore_errors=True)


def _is_other(place: Path, folder: Path) -> bool:
    return bool(re.fullmatch(rf"{re.escape(folder.name)}\.(\d+|{_BUILDING})", place.name))


def _number(place: Path) -> int:
    """Of "vectors.3" 3, of "vectors" 0."""
    tail = place.name.rpartition(".")[2]
    return int(tail) if tail.isdigit() else 0


def newest(folder: Path) -> Path:
    """The store that counts of those beside `folder`."""
    whole = [place for place in folder.parent.glob(f"{folder.name}.*") if (place / CONFIG).exists()]
    return max((place for place in whole if _number(place)), key=_number, default=folder)


def _search(shard: Any, query: Any, k: int, wanted: Selection | None, parameters: Any) -> list[VectorHit]:
    chosen = None if wanted is None else _filter(wanted)
    found = shard.search(edge.SearchRequest(query, k, filter=chosen, params=parameters))
    return [VectorHit(str(item.id), float(item.score)) for item in found]


def _filter(wanted: Selection) -> Any:
    """Of 300 000 chunks half: 1 ms by a few ranges, 2 by 1 000 numbers, 6 by 25 000, 16 by many ids."""
    if 0 < len(wanted.ranges) <= _FEW_RANGES + len(wanted.numbers) // _NUMBERS_A_RANGE:
        return edge.Filter(
            should=[
                edge.FieldCondition(NUMBER, range=edge.RangeFloat(gte=first, lte=last))
                for first, last in wanted.ranges
            ]
        )
    if wanted.numbers:
        condition = edge.FieldCondition(NUMBER, match=edge.MatchAny(list(wanted.numbers)))
    else:
        condition = edge.FieldCondition(CONTENT, match=edge.MatchAny(list(wanted.contents)))
    return edge.Filter(must=[condition])


def _point(point: VectorPoint) -> Any:
    vector = {
        DENSE: point.dense.tolist(),
        TERMS: edge.SparseVector(list(point.terms), list(point.values)),
    }
    kept = checksum(point.id, point.content, point.dense, point.terms, point.values)
    return edge.Point(point.id, vector, {CONTENT: point.content, NUMBER: point.number, SUM: kept})
