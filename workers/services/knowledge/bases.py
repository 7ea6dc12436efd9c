"""The knowledge bases that are open."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workers.contract.codes import ProblemError
from workers.contract.specs.bases import BaseRef
from workers.engines.computer import physical_cores
from workers.engines.onnx.embedder import Embedder
from workers.engines.stores.text_store import TextStore
from workers.engines.stores.vector_store import VectorStore, discard
from workers.engines.throttle import Throttle
from workers.services.knowledge.base import OpenBase
from workers.services.knowledge.calibrating import calibrate
from workers.services.knowledge.closed_bases import ClosedBases, texts_are_there, texts_of
from workers.services.knowledge.embedder_change import NextEmbedder
from workers.services.knowledge.vectors import opening, soundness

if TYPE_CHECKING:
    from workers.engines.onnx.reranker import Reranker

_LOCK_S = 0.1


class Bases:
    """Opens bases when they are named and keeps them open; shares one embedder between them."""

    def __init__(self) -> None:
        self.throttle = Throttle()
        self._lock = threading.RLock()
        self._open: dict[str, OpenBase] = {}
        self._closed_bases = ClosedBases(self.get)
        self._embedders: dict[str, Embedder] = {}
        self._rerankers: dict[str, Reranker | None] = {}

    def get(self, ref: BaseRef) -> OpenBase:
        """The base, opened if it is not. Vectors of another embedder answer on while that one is there, and
        are succeeded by those of this one (`embedder_change`); else they, and damaged ones, are dropped here,
        and the next indexing or reconciliation makes them again. Raises STORE_LOCKED, EMBEDDER_MISSING,
        EMBEDDER_UNSUPPORTED, SERVER_UNREACHABLE, DATA_NEWER, STORE_DAMAGED, STORE_GONE."""
        with self._lock:
            if (base := self.opened_now(ref)) is not None:
                return base
            self.close(ref.id)
            embedder = self.embedder(ref.embedder)
            text = texts_of(ref)
            try:
                base = self._opened_base(ref, text, embedder)
                base.sweep_if_room()
            except BaseException:
                text.close()
                raise
            self._open[ref.id] = base
            return base

    def opened(self, ref: BaseRef) -> OpenBase | None:
        """The base where it is open; else it is opened by and by."""
        if (base := self.opened_now(ref)) is None:
            self._closed_bases.open_ahead(ref)
        return base

    def opened_now(self, ref: BaseRef) -> OpenBase | None:
        """The base where it is open, and its folder has not gone since."""
        base = self._open.get(ref.id)
        return base if base is not None and base.ref == ref and texts_are_there(ref) else None

    def text(self, ref: BaseRef) -> TextStore:
        """The texts of a base, before it is open as well. Raises as `texts_of`."""
        return base.text if (base := self.opened_now(ref)) is not None else self._closed_bases.text(ref)

    def for_change(self, ref: BaseRef) -> OpenBase:
        """The base for a job that writes: quiet work is given up, unless it has just ended."""
        self.get(ref).stop_quiet_work()
        return self.get(ref)

    def close(self, base: str) -> None:
        """Close one base, if it is open."""
        self._closed_bases.close(base)
        with self._lock:
            opened = self._open.pop(base, None)
            if opened is not None:
                opened.stop_quiet_work()
                opened.vectors.close()
                opened.text.close()
                soundness.closed(Path(opened.ref.folder))

    def close_all(self) -> None:
        """At the end of the process."""
        with self._lock:
            for base in [*self._open, *self._closed_bases.names()]:
                with suppress(ProblemError):
                    self.close(base)
            for embedder in self._embedders.values():
                embedder.close()
            self._embedders.clear()
            for reranker in filter(None, self._rerankers.values()):
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
                self._embedders[folder] = Embedder(Path(folder), physical_cores(), self.throttle)
            return self._embedders[folder]

    def reranker(self, folder: str) -> "Reranker | None":
        """The model in a folder that ranks passages anew, loaded and measured once; None where there is none
        ("") or it cannot be used: a search then goes without."""
        with self._lock:
            if folder and folder not in self._rerankers:
                from workers.engines.onnx.reranker import usable  # most have none

                self._rerankers[folder] = usable(Path(folder), physical_cores(), self.throttle)
            return self._rerankers.get(folder)

    def _opened_base(self, ref: BaseRef, text: TextStore, embedder: Embedder) -> OpenBase:
        former = opening.former(ref, text, embedder, self.embedder)
        if former is None:
            return OpenBase(ref, text, opening.vectors(ref, text, embedder), embedder)
        next_embedder = NextEmbedder(embedder, opening.identity(ref, embedder), self._adopt)
        vectors = opening.former_vectors(ref, text, former, next_embedder)
        return OpenBase(ref, text, vectors, former, next_embedder=next_embedder)

    def _adopt(self, base: OpenBase, vectors: VectorStore, check: Callable[[], None]) -> None:
        """Put the whole collection of the next embedder in the place of the first one; called by the thread
        that made it."""
        next_embedder = base.next_embedder
        assert next_embedder is not None
        made = base.succeeded_by(vectors, next_embedder.embedder)
        calibrate(made)
        while not self._lock.acquire(timeout=_LOCK_S):
            check()  # whoever has the lock may be waiting for this thread
        try:
            check()
            opening.take_over(base, next_embedder)
            # Searches that go on keep what they began with.
            self._open[base.ref.id] = made
        finally:
            self._lock.release()
