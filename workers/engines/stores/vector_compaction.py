"""A compacted store: all points in a segment that is read from its files, with vectors of 8 bits in memory by
which candidates are chosen (their scores are then computed from the originals), and a graph (HNSW) in large
stores.

Measured with 300 000 chunks of real and perturbed vectors, CPU: a search 24 ms before, 7 ms after without a
graph; the first 10 are those of an exact search. See `tests/bench/base.py`.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qdrant_edge as edge

from workers.engines.stores.vector_store import DENSE, TERMS
from workers.files import write_whole

# Written last: see `Compacted`.
FACTS = "compacted.json"
_QUANTILE = 0.99
_PAGE = 1000  # points read at once
# The graph's edges a point and the candidates while it is built: the engine's own defaults.
_EDGES, _CANDIDATES = 16, 100
# From this size on (KiB of vectors) the engine makes such a segment: any store that is compacted at all.
_LEAST_KIB = 1


def compact_copy(source: Path, target: Path, *, graph: bool) -> None:
    """Copy the store in `source`, which nobody writes to meanwhile, and compact the copy. Blocks the whole
    interpreter for long."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    (target / FACTS).unlink(missing_ok=True)
    stored = json.loads((target / "edge_config.json").read_text(encoding="utf-8"))
    shard = edge.EdgeShard.load(str(target), _config(stored["vectors"][DENSE]["size"], graph=graph))
    shard.optimize()
    shard.flush()
    shard.close()
    shard = edge.EdgeShard.load(str(target))  # as it will be opened
    points = shard.info().points_count
    shard.close()
    write_whole(target / FACTS, json.dumps({"points": points, "graph": graph}), private=True)


def read_through(source: Path) -> None:
    """Open a store and read every point of it; raises, or dies by a signal, where it cannot be read."""
    shard, offset = edge.EdgeShard.load(str(source)), None
    while True:
        request = edge.ScrollRequest(offset=offset, limit=_PAGE, with_payload=True, with_vector=True)
        _, offset = shard.scroll(request)
        if offset is None:
            break
    shard.close()


@dataclass(frozen=True, slots=True)
class Compacted:
    """How a store was compacted: how many points it had (0: it never was), and whether with a graph."""

    points: int = 0
    graph: bool = False


def compacted(folder: Path) -> Compacted:
    """How the store in `folder` was compacted."""
    try:
        body = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        return Compacted(int(body["points"]), bool(body["graph"]))
    except (OSError, ValueError, KeyError):
        return Compacted()


def _config(dimension: int, *, graph: bool) -> Any:
    vectors = edge.EdgeVectorParams(size=dimension, distance=edge.Distance.Cosine, memory=edge.Memory.Cold)
    return edge.EdgeConfig(
        vectors={DENSE: vectors},
        sparse_vectors={TERMS: edge.EdgeSparseVectorParams(memory=edge.Memory.Cached)},
        max_search_threads=1,
        hnsw_config=edge.HnswIndexConfig(
            m=_EDGES if graph else 0,
            ef_construct=_CANDIDATES,
            full_scan_threshold=10_000,
            max_indexing_threads=1,
            memory=edge.Memory.Cached,
        ),
        quantization_config=edge.ScalarQuantizationConfig(
            type=edge.ScalarType.Int8, quantile=_QUANTILE, memory=edge.Memory.Cached
        ),
        optimizers=edge.EdgeOptimizersConfig(default_segment_number=1, indexing_threshold=_LEAST_KIB),
    )
