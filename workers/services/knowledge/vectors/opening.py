"""Which vectors a base opens with: those of its search model, or of the one before for a while."""

import logging
from collections.abc import Callable
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.bases import BaseRef
from workers.engines.onnx.embedder import Embedder
from workers.engines.stores.text_selections import NUMBERED
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store import VectorStore, discard, keep_collections, open_store
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.embedder_change import NextEmbedder
from workers.services.knowledge.maintenance.marks import mark
from workers.services.knowledge.vectors import soundness

# Changes with `base.passage_of`: vectors of another form are made again.
_FORM = "heading-text"
# The fact that damaged vectors are gone, until they are made again.
LOST = "vectors_lost"
# Facts of a base: what its vectors are known by, the folder of the search model that made them, and what the
# name of their collection ends with.
_IDENTITY, _MODEL, _SUFFIX = "vectors", "search_model", "collection"
_log = logging.getLogger(__name__)


def identity(ref: BaseRef, embedder: Embedder) -> str:
    """What the vectors of a base are known by."""
    return f"{embedder.facts.identity} {_FORM} {ref.server}".strip()


def former(
    ref: BaseRef, text: TextStore, embedder: Embedder, load: Callable[[str], Embedder]
) -> Embedder | None:
    """The search model whose vectors the base has, where that is another one than `embedder` and still there;
    `load` opens the one in a folder."""
    stored, folder = text.fact(_IDENTITY), text.fact(_MODEL)
    if ref.server or not folder or stored in ("", identity(ref, embedder)) or not text.totals().chunks:
        return None
    try:
        found, suffix = load(folder), text.fact(_SUFFIX)
        if identity(ref, found) != stored or not soundness.bears_opening(Path(ref.folder), suffix):
            return None
        open_store(Path(ref.folder), ref.id, found.facts.dimension, suffix=suffix).close()
    except ProblemError as problem:
        _log.warning("the vectors of the search model before are of no use: %s", problem)
        return None
    return found


def former_vectors(
    ref: BaseRef, text: TextStore, embedder: Embedder, next_embedder: NextEmbedder
) -> VectorStore:
    """The vectors of the search model before; what is there of the next one's stays beside them."""
    suffix = text.fact(_SUFFIX)
    keep_collections(Path(ref.folder), (suffix, next_embedder.suffix))
    return open_store(Path(ref.folder), ref.id, embedder.facts.dimension, suffix=suffix)


def vectors(ref: BaseRef, text: TextStore, embedder: Embedder) -> VectorStore:
    """The vectors of the base's search model; others, and damaged ones, are dropped. Raises STORE_LOCKED,
    SERVER_UNREACHABLE."""
    folder, dimension = Path(ref.folder), embedder.facts.dimension
    wanted, suffix = identity(ref, embedder), text.fact(_SUFFIX)
    if text.fact(_IDENTITY) not in ("", wanted):
        discard(folder, ref.id, ref.server)
        suffix = ""
    if not ref.server and not soundness.bears_opening(folder, suffix):
        _lose(ref, text)
        suffix = ""
    try:
        opened = open_store(folder, ref.id, dimension, ref.server, suffix)
    except ProblemError as error:
        if error.problem.code is not Code.STORE_DAMAGED:
            raise
        _lose(ref, text)
        suffix = ""
        opened = open_store(folder, ref.id, dimension, ref.server, suffix)
    text.set_facts({_IDENTITY: wanted, _MODEL: ref.embedder, _SUFFIX: suffix})
    if not ref.server:
        keep_collections(folder, (suffix,))
    if opened.count() == 0:  # all points will be written with the numbers of their contents
        text.set_fact(NUMBERED, "1")
    return opened


def collection_of(text: TextStore) -> str:
    """What the folder of the vectors ends with."""
    return text.fact(_SUFFIX)


def _lose(ref: BaseRef, text: TextStore) -> None:
    """Damaged vectors go. Until they are made again a search would find nothing, and says so instead."""
    _log.warning("the vectors of base %s cannot be read: they are made again", ref.id)
    discard(Path(ref.folder), ref.id, ref.server)
    if text.totals().chunks:
        text.set_fact(LOST, "1", durable=True)
        mark(Path(ref.folder))


def take_over(base: OpenBase, next_embedder: NextEmbedder) -> None:
    """From here on the base opens with the collection of the next embedder; the one before goes, where
    somebody still has it open at the next opening."""
    facts = {_IDENTITY: next_embedder.identity, _MODEL: base.ref.embedder, _SUFFIX: next_embedder.suffix}
    base.text.set_facts({**facts, NUMBERED: "1"}, durable=True)
    keep_collections(Path(base.ref.folder), (next_embedder.suffix,))
