"""The passages of a base as vectors, for a job that has to know what else the base says."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from workers.contract.training.examples import ExampleText, SourcePassage
from workers.datasets.examples.refusals import Neighbours
from workers.engines.computer import physical_cores
from workers.engines.onnx.embedder import Embedder, Vectors
from workers.engines.throttle import Throttle
from workers.retrieval import calibration
from workers.runtime.context import Context
from workers.text.language import DEFAULT

# Passages looked through: more say nothing new and take minutes to embed.
MOST = 1500
_BATCH = 64


class PassageNeighbours:
    """Holds an embedder until `close`; embeds at most `MOST` passages when it is made."""

    def __init__(
        self, passages: Sequence[SourcePassage], embedder: str, context: Context, throttle: Throttle
    ) -> None:
        self._context = context
        self._embedder = Embedder(Path(embedder), physical_cores(), throttle)
        try:
            self._near = self._neighbours(passages[:MOST])
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the embedder's threads go."""
        self._embedder.close()

    def distractors(self, row: ExampleText) -> list[SourcePassage]:
        """As `Neighbours.distractors`."""
        return self._near.distractors(row, self._embedder.embed_query(row.question))

    def answers(self, question: str) -> bool:
        """As `Neighbours.answers`."""
        return self._near.answers(question, self._embedder.embed_query(question))

    def rank(self, chunk: str, question: str) -> int:
        """As `Neighbours.rank`."""
        return self._near.rank(chunk, self._embedder.embed_query(question))

    def _neighbours(self, passages: Sequence[SourcePassage]) -> Neighbours:
        rows: list[Vectors] = []
        for start in range(0, len(passages), _BATCH):
            self._context.raise_if_cancelled()
            self._context.progress("comparing", start, len(passages), "passages")
            texts = [
                f"{p.heading}\n{p.text}" if p.heading else p.text for p in passages[start : start + _BATCH]
            ]
            rows.append(self._embedder.embed_passages(texts, lambda: self._context.cancelled))
        self._context.raise_if_cancelled()
        noise = [self._embedder.embed_query(q) for q in calibration.far_questions()[DEFAULT][:20]]
        return Neighbours(passages, np.concatenate(rows), np.array(noise))
