"""The knowledge bases that are open."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workers.contract.codes import Code, ProblemError
from workers.contract.specs import BaseRef
from workers.engines.computer import physical_cores
from workers.engines.onnx.embedder import Embedder
from workers.engines.stores.text_store import NUMBERED, TextStore
from workers.engines.stores.vector_store import VectorStore, discard, keep_collections, open_store
from workers.engines.throttle import Throttle
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.calibrating import calibrate
from workers.services.knowledge.succession import Successor

if TYPE_CHECKING:
    from workers.engines.onnx.reranker import Reranker

_log = logging.getLogger(__name__)

# Changes with `base.passage_of`: vectors of another form are made again.
_FORM = "heading-text"
# Facts of a base: what its vectors are known by, the folder of the search model that made them, and what the
# name of their collection ends with.
_IDENTITY, _MODEL, _SUFFIX = "vectors", "search_model", "collection"
_LOCK_S = 0.1


class Bases:
    """Opens bases when they are named and keeps them open; shares one embedder between them."""

    def __init__(self) -> None:
        self.pace = Throttle()
        self._lock = threading.RLock()
        self._open: dict[str, OpenBase] = {}
        self._embedders: dict[str, Embedder] = {}
        self._rerankers: dict[str, Reranker | None] = {}

    def get(self, ref: BaseRef) -> OpenBase:
        """The base, opened if it is not. Vectors of another embedder answer on while that one is there, and
        are succeeded by those of this one (`succession`); else they, and damaged ones, are dropped here, and
        the next indexing or reconciliation makes them again. Raises STORE_LOCKED, EMBEDDER_MISSING,
        EMBEDDER_UNSUPPORTED, SERVER_UNREACHABLE, DATA_NEWER."""
        with self._lock:
            base = self._open.get(ref.id)
            if base is not None and base.ref == ref:
                return base
            self.close(ref.id)
            embedder = self.embedder(ref.embedder)
            text = TextStore(Path(ref.folder))
            try:
                base = self._opened_base(ref, text, embedder)
                base.sweep()
            except BaseException:
                text.close()
                raise
            self._open[ref.id] = base
            return base

    def for_change(self, ref: BaseRef) -> OpenBase:
        """The base for a job that writes: quiet work is given up, unless it has just ended."""
        self.get(ref).stop_quiet_work()
        return self.get(ref)

    def close(self, base: str) -> None:
        """Close one base, if it is open."""
        with self._lock:
            opened = self._open.pop(base, None)
            if opened is not None:
                opened.stop_quiet_work()
                opened.vectors.close()
                opened.text.close()

    def close_all(self) -> None:
        """At the end of the process."""
        with self._lock:
            for base in list(self._open):
                with suppress(ProblemError):
                    self.close(base)
            for embedder in self._embedders.values():
                embedder.close()
            self._embedders.clear()
            for reranker in self._rerankers.values():
                if reranker is not None:
                    reranker.close()
            self._rerankers.clear()

    def drop(self, ref: BaseRef) -> None:
        """Close a base and delete its vectors; its folder is the caller's."""
        with self._lock:
            self.close(ref.id)
            discard(Path(ref.folder), ref.id, ref.server)

    def embedder(self, folder: str) -> Embedder:
        """The embedder in a folder, loaded once for all that use it. Raises EMBEDDER_MISSING,
        EMBEDDER_UNSUPPORTED."""
        with self._lock:
            if folder not in self._embedders:
                self._embedders[folder] = Embedder(Path(folder), physical_cores(), self.pace)
            return self._embedders[folder]

    def reranker(self, folder: str) -> "Reranker | None":
        """The model in a folder that ranks passages anew, loaded and measured once; None where there is none
        ("") or it cannot be used: a search then goes without."""
        with self._lock:
            if folder not in self._rerankers:
                self._rerankers[folder] = self._opened(folder) if folder else None
            return self._rerankers[folder]

    def _opened(self, folder: str) -> "Reranker | None":
        from workers.engines.onnx.reranker import Reranker  # most have none

        try:
            return Reranker(Path(folder), physical_cores(), self.pace)
        except ProblemError as problem:
            _log.warning("passages are not ranked anew: %s", problem)
            return None

    def _opened_base(self, ref: BaseRef, text: TextStore, embedder: Embedder) -> OpenBase:
        former = self._former(ref, text, embedder)
        if former is None:
            return OpenBase(ref, text, self._vectors(ref, text, embedder), embedder)
        wanted = _identity(ref, embedder)
        vectors = open_store(Path(ref.folder), ref.id, former.facts.dimension, suffix=text.fact(_SUFFIX))
        successor = Successor(embedder, wanted, self._adopt)
        keep_collections(Path(ref.folder), (text.fact(_SUFFIX), successor.suffix))
        return OpenBase(ref, text, vectors, former, successor=successor)

    def _former(self, ref: BaseRef, text: TextStore, embedder: Embedder) -> Embedder | None:
        """The search model whose vectors the base has, where that is another one and still there."""
        stored, folder = text.fact(_IDENTITY), text.fact(_MODEL)
        if ref.server or not folder or stored in ("", _identity(ref, embedder)) or not text.totals().chunks:
            return None
        try:
            former = self.embedder(folder)
            if _identity(ref, former) != stored:
                return None
            open_store(Path(ref.folder), ref.id, former.facts.dimension, suffix=text.fact(_SUFFIX)).close()
        except ProblemError as problem:
            _log.warning("the vectors of the search model before are of no use: %s", problem)
            return None
        return former

    def _adopt(self, base: OpenBase, vectors: VectorStore, check: Callable[[], None]) -> None:
        """Put the whole collection of the successor in the place of the first one; called by its thread."""
        successor = base.successor
        assert successor is not None
        made = base.succeeded_by(vectors, successor.embedder)
        calibrate(made)
        while not self._lock.acquire(timeout=_LOCK_S):
            check()  # whoever has the lock may be waiting for this thread
        try:
            check()
            facts = {_IDENTITY: successor.identity, _MODEL: base.ref.embedder, _SUFFIX: successor.suffix}
            # From here on the next opening takes it.
            base.text.set_facts({**facts, NUMBERED: "1"}, durable=True)
            self._open[base.ref.id] = made
            # Searches that go on keep what they began with; its files go now, or at the next opening.
            keep_collections(Path(base.ref.folder), (successor.suffix,))
        finally:
            self._lock.release()

    def _vectors(self, ref: BaseRef, text: TextStore, embedder: Embedder) -> VectorStore:
        folder, dimension = Path(ref.folder), embedder.facts.dimension
        identity = _identity(ref, embedder)
        suffix = text.fact(_SUFFIX)
        if text.fact(_IDENTITY) not in ("", identity):
            discard(folder, ref.id, ref.server)
            suffix = ""
        try:
            vectors = open_store(folder, ref.id, dimension, ref.server, suffix)
        except ProblemError as error:
            if error.problem.code is not Code.STORE_DAMAGED:
                raise
            discard(folder, ref.id, ref.server)
            suffix = ""
            vectors = open_store(folder, ref.id, dimension, ref.server, suffix)
        text.set_facts({_IDENTITY: identity, _MODEL: ref.embedder, _SUFFIX: suffix})
        if not ref.server:
            keep_collections(folder, (suffix,))
        if vectors.count() == 0:  # all points will be written with the numbers of their contents
            text.set_fact(NUMBERED, "1")
        return vectors


def _identity(ref: BaseRef, embedder: Embedder) -> str:
    """What the vectors of a base are known by."""
    return f"{embedder.facts.identity} {_FORM} {ref.server}".strip()
