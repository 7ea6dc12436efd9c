"""Gives a base the vectors of another search model: a second collection is made from the stored text while
the first one answers, and takes its place in one step.

It works while nobody changes the base, and leaves the processor to whoever asks. Whoever wants to write has
it given up; what is in the second collection stays there, also through a kill, and the next rest goes on.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workers.contract.codes import ProblemError
from workers.contract.specs.models import ConvertSpec
from workers.disk import require_room
from workers.engines.onnx.embedder import Embedder
from workers.engines.stores.vector_store import VectorStore, open_store

if TYPE_CHECKING:
    from workers.services.knowledge.base import OpenBase

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NextEmbedder:
    """The search model that a base shall have, and what its vectors are known by. `adopt` puts the whole
    second collection in the place of the first; it calls what it is given as long as it waits, which raises
    when that is given up."""

    embedder: Embedder
    identity: str
    adopt: Callable[["OpenBase", VectorStore, Callable[[], None]], None]

    @property
    def suffix(self) -> str:
        """What the name of its collection ends with."""
        return collection_suffix(self.identity)


class _GivenUp(Exception):
    """Somebody wants to write."""


class EmbedderChange:
    """One for each open base. `start` and `stop` are called by the one queue that changes bases."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def start(self, base: "OpenBase") -> None:
        """Begin or go on, where the base shall have another search model."""
        self.stop()
        if base.next_embedder is not None:
            self._stopped.clear()
            self._thread = threading.Thread(
                target=self._run, args=(base, base.next_embedder), name="embedder_change", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """Give up what is not done; afterwards the base may be written to."""
        self._stopped.set()
        self.wait()

    def wait(self) -> None:
        """Wait until it is done or given up."""
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
            self._thread = None

    def _run(self, base: "OpenBase", next_embedder: NextEmbedder) -> None:
        try:
            self._succeed(base, next_embedder)
        except _GivenUp:
            pass
        except ProblemError as problem:
            _log.warning("the vectors of another search model are not made now: %s", problem)
        except Exception:
            _log.exception("the base keeps its search model")

    def _succeed(self, base: "OpenBase", next_embedder: NextEmbedder) -> None:
        folder, dimension = Path(base.ref.folder), next_embedder.embedder.facts.dimension
        require_room(folder)
        store = open_store(folder, base.ref.id, dimension, suffix=next_embedder.suffix)
        try:
            made = base.succeeded_by(store, next_embedder.embedder)
            chunks = base.text.chunk_ids()
            store.delete(sorted(set(store.ids()) - chunks.keys()))
            for content in dict.fromkeys(chunks.values()):
                missing = made.missing(base.text.chunks_of(content))
                made.vectorise(missing, self._check, self._stopped.is_set)
            self._check()
            store.flush()
            next_embedder.adopt(base, store, self._check)
        except BaseException:
            store.close()
            raise

    def _check(self) -> None:
        if self._stopped.is_set():
            raise _GivenUp


def collection_suffix(identity: str) -> str:
    """Of the folder that holds the vectors of this identity, as a second collection."""
    return f"-{uuid.uuid5(uuid.NAMESPACE_OID, identity).hex[:8]}"


def convert(spec: ConvertSpec) -> None:
    """Build the folder of a model. Raises what its form raises."""
    # Only here: needed once in the life of a model.
    from workers.engines.onnx import embedder_conversion
    from workers.engines.onnx.embedder_adoption import adopt

    if spec.format == "reranker":
        from workers.engines.onnx import reranker

        reranker.adopt(Path(spec.source), Path(spec.folder))
    elif spec.format == "onnx" and spec.embedding is not None:
        adopt(Path(spec.source), Path(spec.folder), spec.embedding)
    else:
        embedder_conversion.convert(Path(spec.source), Path(spec.folder), spec.format)
