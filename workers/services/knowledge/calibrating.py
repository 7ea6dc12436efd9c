"""Keeps a base's relevance floors (see `retrieval.calibration`) in step with what it holds."""

import json
import threading
from typing import Any

import numpy as np

from workers.contract.codec import from_json, to_json
from workers.engines.onnx.embedder import Embedder, Vectors
from workers.retrieval import fusion, lexical
from workers.retrieval.calibration import Floor, Reach, far_questions, floors
from workers.services.knowledge.base import OpenBase, counts_of

# Another name when the form of what is kept changes.
_FACT = "calibration 2"
# So many chunks of the lexical leg show the coverage of a question: the best one is among the first.
_LOOKED_AT = 5
# The best cosine of a far question grows with the logarithm of the base: half of the 880 chunks of the Labour
# Code have a floor that lies a fifth of a deviation (.005) lower. Measuring costs a search of all chunks a
# question, so that an import of small files would feel it more often.
_GROWTH = 2.0
# At the end of an import or a removal: still a hundredth of what the embedding of so much costs.
_GROWTH_AT_END = 1.05
_vectors: dict[str, dict[str, Vectors]] = {}
_lock = threading.Lock()


def floor_of(base: OpenBase, language: str) -> Floor:
    """The floor for questions in `language`, the lowest of all for one without far questions; measured now
    when the base has none yet."""
    if _stored(base) is None:
        calibrate(base)
    return known_floor(base, language) or Floor(0.0, 0.0, 0.0)


def known_floor(base: OpenBase, language: str) -> Floor | None:
    """The same as far as it was measured."""
    stored = _stored(base)
    if stored is None:
        return None
    known = {name: from_json(Floor, body) for name, body in stored["floors"].items()}
    return known.get(language) or min(known.values(), key=lambda floor: floor.cosine(0.0))


def weights_of(base: OpenBase, question: str) -> tuple[dict[int, float], lexical.Collection]:
    """The idf of a question's terms in this base."""
    totals = base.text.totals()
    collection = lexical.Collection(totals.chunks, totals.length / totals.chunks)
    ids = lexical.query_terms(question)
    return lexical.query_weights(ids, base.text.frequencies(ids), collection), collection


def calibrate(base: OpenBase, *, under_way: bool = False) -> None:
    """Measure when the base has grown or shrunk by a twentieth since the last time; during an import
    (`under_way`) when it has doubled."""
    growth = _GROWTH if under_way else _GROWTH_AT_END
    chunks = base.text.totals().chunks
    stored = _stored(base)
    if chunks == 0:
        if stored is not None:
            base.text.set_fact(_FACT, "")
        return
    if stored is not None and stored["chunks"] / growth <= chunks <= stored["chunks"] * growth:
        return
    questions = far_questions()
    reached = {
        name: [
            Reach(hits[0].score, _coverage(base, question))
            for question, row in zip(questions[name], rows, strict=True)
            if (hits := base.vectors.search_dense(row, 1))
        ]
        for name, rows in _questions(base.embedder).items()
    }
    if all(reached.values()):
        measured = to_json(floors(reached))
        body = {"chunks": chunks, "identity": base.embedder.facts.identity, "floors": measured}
        base.text.set_fact(_FACT, json.dumps(body))


def _coverage(base: OpenBase, question: str) -> float:
    weights, collection = weights_of(base, question)
    found = base.text.candidates([hit.id for hit in base.vectors.search_terms(weights, _LOOKED_AT)])
    scores = lexical.bm25(weights, [counts_of(chunk) for chunk in found], collection)
    return float(scores.max(initial=0.0)) / fusion.ideal(weights.values()) if weights else 0.0


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
