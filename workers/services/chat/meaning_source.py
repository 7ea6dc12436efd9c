"""The embedder in the chat worker: opened for the first sentence that needs it, kept for the next answers."""

import logging
from collections.abc import Callable
from pathlib import Path

from workers.answering.evidence.meaning import Meaning
from workers.contract.codes import ProblemError

_log = logging.getLogger(__name__)


class MeaningSource:
    """Keeps one embedder; without one, or where it cannot run, words alone decide."""

    def __init__(self) -> None:
        self._folder = ""
        self._meaning: Meaning | None = None

    def of(self, folder: str) -> Callable[[], Meaning | None]:
        """What opens the embedder of a folder ("" = there is none)."""
        return lambda: self._open(folder)

    def _open(self, folder: str) -> Meaning | None:
        if folder != self._folder:
            self._folder, self._meaning = folder, _opened(folder)
        return self._meaning


def _opened(folder: str) -> Meaning | None:
    if not folder:
        return None
    from workers.engines.onnx.embedder import Embedder  # most answers need none

    try:
        return Meaning(Embedder(Path(folder), threads=1))
    except ProblemError as problem:
        _log.warning("sentences are judged by their words alone: %s", problem)
        return None
