"""Keeps a base's relevance floors (see `retrieval.calibration`) in step with what it holds."""

import json
import threading
from typing import Any

import numpy as np

from workers.contract.codec import from_json, to_json
from workers.engines.onnx.embedder import Embedder, Vectors
from workers.retrieval.calibration import Floor, far_questions, floors
from workers.services.knowledge.base import OpenBase

_FACT = "calibration"
# The best cosine of a far question grows with the logarithm of the base: between imports a quarter does not
# move it, and measuring costs a search of all chunks a question.
_GROWTH = 1.25
_vectors: dict[str, dict[str, Vectors]] = {}
_lock = threading.Lock()


def floor_of(base: OpenBase, language: str) -> Floor:
    """The floor for questions in `language`, the lowest of all for one without far questions; measured now
    when the base has none yet."""
    stored = _stored(base)
    if stored is None:
        calibrate(base)
        stored = _stored(base)
    if stored is None:
        return Floor(0.0, 0.0, 0.0)
    known = {name: from_json(Floor, body) for name, body in stored["floors"].items()}
    return known.get(language) or min(known.values(), key=lambda floor: floor.floor)


def calibrate(base: OpenBase) -> None:
    """Measure when the base has grown or shrunk by a quarter since the last time."""
    chunks = base.text.totals().chunks
    stored = _stored(base)
    if chunks == 0:
        if stored is not None:
            base.text.set_fact(_FACT, "")
        return
    if stored is not None and stored["chunks"] / _GROWTH <= chunks <= stored["chunks"] * _GROWTH:
        return
    best = {
        name: [hits[0].score for row in rows if (hits := base.vectors.search_dense(row, 1))]
        for name, rows in _questions(base.embedder).items()
    }
    if all(best.values()):
        body = {"chunks": chunks, "identity": base.embedder.facts.identity, "floors": to_json(floors(best))}
        base.text.set_fact(_FACT, json.dumps(body))


def _stored(base: OpenBase) -> dict[str, Any] | None:
    text = base.text.fact(_FACT)
    if not text:
        return None
    body = json.loads(text)
    return body if body["identity"] == base.embedder.facts.identity else None


def _questions(embedder: Embedder) -> dict[str, Vectors]:
    """The far questions as vectors, made once a process (0.5 s)."""
    with _lock:
        identity = embedder.facts.identity
        if identity not in _vectors:
            _vectors[identity] = {
                name: np.array([embedder.embed_query(question) for question in questions])
                for name, questions in far_questions().items()
            }
        return _vectors[identity]
