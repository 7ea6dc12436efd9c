"""The checks of *Health* in the knowledge worker: embed, write and find vectors, draw a page. They use
made-up data and the same code as the work for a person; what they find wrong is ENGINE_WRONG."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workers.contract.codes import Code, ProblemError
from workers.contract.health import TryPageSpec, TryResult, TryVectorsSpec
from workers.engines.onnx.embedder import Embedder
from workers.engines.selftest import search_check
from workers.engines.stores.vector_store import VectorPoint, open_store
from workers.reading.recognition import tesseract
from workers.runtime.context import Context, RequestCancelled
from workers.runtime.reader_pool import ReaderPool, ReadingCancelled

if TYPE_CHECKING:
    from workers.engines.onnx.reranker import Reranker

_POINTS = 16
_WIDTH = 400  # pixels


def try_embedding(embedder: Embedder, reranker: "Reranker | None" = None) -> TryResult:
    """Embed a question and two passages, and rank them with `reranker`. Raises ENGINE_WRONG when the vectors
    or scores are none, or when the passage that answers is not the nearer one."""
    begin = time.perf_counter()
    if wrong := search_check.fault(embedder):
        raise ProblemError(Code.ENGINE_WRONG, wrong)
    taken = time.perf_counter() - begin
    if reranker is None:
        return TryResult(taken, embedder.facts.dimension)
    if wrong := reranker.fault():
        raise ProblemError(Code.ENGINE_WRONG, wrong)
    return TryResult(taken, embedder.facts.dimension, rerank_s=reranker.seconds, reranks=reranker.fits)


def try_vectors(spec: TryVectorsSpec, context: Context) -> TryResult:
    """Write points, close, open, find each by its own vector, delete one. Raises ENGINE_WRONG, and what the
    store raises."""
    begin = time.perf_counter()
    folder, dimension = Path(spec.folder), spec.dimension
    vectors = np.random.default_rng(7).standard_normal((_POINTS, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [str(uuid.uuid5(uuid.NAMESPACE_OID, f"health {number}")) for number in range(_POINTS)]
    points = [
        VectorPoint(identity, vector, [number], [1.0], "health")
        for number, (identity, vector) in enumerate(zip(ids, vectors, strict=True))
    ]
    store = open_store(folder, "health", dimension)
    try:
        store.upsert(points)
    finally:
        store.close()
    context.raise_if_cancelled()
    store = open_store(folder, "health", dimension)
    try:
        for number, identity in enumerate(ids):
            found = store.search_dense(vectors[number], 1)
            by_term = store.search_terms({number: 1.0}, 1)
            if [hit.id for hit in (*found, *by_term)] != [identity, identity]:
                raise ProblemError(Code.ENGINE_WRONG, f"point {number} was not found")
        store.delete(ids[:1])
        if store.count() != _POINTS - 1:
            raise ProblemError(Code.ENGINE_WRONG, f"{store.count()} points are left")
    finally:
        store.close()
    return TryResult(time.perf_counter() - begin, _POINTS)


def try_page(spec: TryPageSpec, readers: ReaderPool, context: Context) -> TryResult:
    """Read the document and draw its first page with a box around its first words. Raises what a reader
    raises, and ENGINE_WRONG for a picture without boxes."""
    try:
        return _draw(spec, readers, lambda: context.cancelled)
    except ReadingCancelled as cancelled:
        raise RequestCancelled from cancelled


def _draw(spec: TryPageSpec, readers: ReaderPool, cancelled: Callable[[], bool]) -> TryResult:
    begin = time.perf_counter()
    document = readers.read(spec.document, cancelled=cancelled)
    page = document.pages[0]
    text = document.text[page.start : page.end]
    words = len(text) - len(text.lstrip())
    drawn = readers.render(
        spec.document, page.number, words, words + 10, text, _WIDTH, spec.folder, cancelled=cancelled
    )
    if drawn.changed or not drawn.boxes or not Path(drawn.image).stat().st_size:
        raise ProblemError(Code.ENGINE_WRONG, "the page was not drawn")
    lacking = "" if tesseract.find() is not None else tesseract.packages()
    return TryResult(time.perf_counter() - begin, drawn.width * drawn.height, lacking, guards=readers.guards)
