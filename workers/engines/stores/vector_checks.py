"""Whether an embedded vector store holds what was written to it. Each point carries a sum over its id,
content, vector and terms; what its indexes say is compared with the points themselves."""

import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import qdrant_edge as edge

from workers.engines.stores.vector_store import CONTENT, DENSE, NUMBER, TERMS, Vector, VectorDamage

SUM = "sum"
_PAGE = 1000  # points read at once


def checksum(point: str, content: str, dense: Vector, terms: Sequence[int], values: Sequence[float]) -> int:
    """CRC-32 of a point. The engine keeps unit vectors bit for bit, and terms in any order."""
    order = np.argsort(np.asarray(terms, dtype=np.int64))
    whole = zlib.crc32(f"{point} {content}".encode())
    whole = zlib.crc32(np.asarray(dense, dtype="<f4").tobytes(), whole)
    whole = zlib.crc32(np.asarray(terms, dtype="<i8")[order].tobytes(), whole)
    return zlib.crc32(np.asarray(values, dtype="<f4")[order].tobytes(), whole)


def find_damage(shard: Any, numbers: Mapping[str, int], on_page: Callable[[], object]) -> VectorDamage:
    """See `VectorStore.damage`. Points of an earlier version have no sum: only their numbers are compared."""
    wrong: list[str] = []
    kept: Counter[tuple[str, Any]] = Counter()
    offset = None
    while True:
        on_page()
        request = edge.ScrollRequest(offset=offset, limit=_PAGE, with_payload=True, with_vector=True)
        records, offset = shard.scroll(request)
        for record in records:
            payload = record.payload or {}
            kept[CONTENT, payload.get(CONTENT)] += 1
            kept[NUMBER, payload.get(NUMBER)] += 1
            if not _is_sound(record, payload, numbers):
                wrong.append(str(record.id))
        if offset is None:
            break
    del kept[CONTENT, None], kept[NUMBER, None]
    shown: Counter[tuple[str, Any]] = Counter()
    for key in {key for key, _ in kept}:  # a store of an earlier version has no numbers, and no index of them
        hits = shard.facet(edge.FacetRequest(key, len(kept) + 1, exact=True)).hits
        shown.update({(key, hit.value): hit.count for hit in hits})
    return VectorDamage(tuple(wrong), shown != kept)


def _is_sound(record: Any, payload: Mapping[str, Any], numbers: Mapping[str, int]) -> bool:
    content, number = payload.get(CONTENT), payload.get(NUMBER)
    if not isinstance(content, str) or numbers.get(content, number) != number:
        return False
    if SUM not in payload:
        return True
    dense, terms = record.vector.get(DENSE), record.vector.get(TERMS)
    if dense is None or terms is None:
        return False
    return bool(checksum(str(record.id), content, dense, terms.indices, terms.values) == payload[SUM])
