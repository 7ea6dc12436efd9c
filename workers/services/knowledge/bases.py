"""The knowledge bases that are open."""

import logging
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workers.contract.codes import Code, ProblemError
from workers.contract.specs import BaseRef
from workers.engines.computer import physical_cores
from workers.engines.onnx.embedder import Embedder
from workers.engines.stores.text_store import NUMBERED, TextStore
from workers.engines.stores.vector_store import VectorStore, discard, open_store
from workers.engines.throttle import Throttle
from workers.services.knowledge.base import OpenBase

if TYPE_CHECKING:
    from workers.engines.onnx.reranker import Reranker

_log = logging.getLogger(__name__)

# Changes with `base.passage_of`: vectors of another form are made again.
_FORM = "heading-text"


class Bases:
    """Opens bases when they are named and keeps them open; shares one embedder between them."""

    def __init__(self) -> None:
        self.pace = Throttle()
        self._lock = threading.RLock()
        self._open: dict[str, OpenBase] = {}
        self._embedders: dict[str, Embedder] = {}
        self._rerankers: dict[str, Reranker | None] = {}

    def get(self, ref: BaseRef) -> OpenBase:
        """The base, opened if it is not. Vectors of another embedder, or damaged ones, are dropped here; the
        next indexing or reconciliation makes them again. Raises STORE_LOCKED, EMBEDDER_MISSING,
        EMBEDDER_UNSUPPORTED, SERVER_UNREACHABLE, DATA_NEWER."""
        with self._lock:
            base = self._open.get(ref.id)
            if base is not None and base.ref == ref:
                return base
            self.close(ref.id)
            embedder = self.embedder(ref.embedder)
            text = TextStore(Path(ref.folder))
            try:
                base = OpenBase(ref, text, self._vectors(ref, text, embedder), embedder)
                base.sweep()
            except BaseException:
                text.close()
                raise
            self._open[ref.id] = base
            return base

    def close(self, base: str) -> None:
        """Close one base, if it is open."""
        with self._lock:
            opened = self._open.pop(base, None)
            if opened is not None:
                opened.compaction.stop()
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

    def _vectors(self, ref: BaseRef, text: TextStore, embedder: Embedder) -> VectorStore:
        folder, dimension = Path(ref.folder), embedder.facts.dimension
        identity = f"{embedder.facts.identity} {_FORM} {ref.server}".strip()
        if text.fact("vectors") not in ("", identity):
            discard(folder, ref.id, ref.server)
        try:
            vectors = open_store(folder, ref.id, dimension, ref.server)
        except ProblemError as error:
            if error.problem.code is not Code.STORE_DAMAGED:
                raise
            discard(folder, ref.id, ref.server)
            vectors = open_store(folder, ref.id, dimension, ref.server)
        text.set_fact("vectors", identity)
        if vectors.count() == 0:  # all points will be written with the numbers of their contents
            text.set_fact(NUMBERED, "1")
        return vectors
