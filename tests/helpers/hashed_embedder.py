"""An embedder without a model: the vector of a text is the mean of vectors that the hashes of its words give.

Texts with words in common are near each other, and the same text always has the same vector; a vector costs
microseconds. For tests and benches of what happens beside the embedding.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from workers.engines.onnx.embedder import EmbedderFacts, Vectors
from workers.engines.throttle import Throttle
from workers.retrieval.chunking import estimate_tokens

DIMENSION = 384


class HashedEmbedder:
    """Stands in for `workers.engines.onnx.embedder.Embedder`."""

    def __init__(self) -> None:
        self.facts = EmbedderFacts("hashed", DIMENSION, 512, "", "", "mean", "hashed-1")
        self.throttle = Throttle()

    def embed_passages(self, texts: Sequence[str], cancelled: Callable[[], bool] = lambda: False) -> Vectors:
        return np.array([_vector(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSION)

    def embed_query(self, text: str) -> Vectors:
        return _vector(text)

    def count_tokens(self, text: str) -> int:
        return estimate_tokens(text)

    def close(self) -> None:
        """Nothing is held."""


def _vector(text: str) -> Vectors:
    words = text.lower().split() or [""]
    total = np.sum([_word(word) for word in words], axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


@lru_cache(maxsize=50_000)
def _word(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
    return np.random.default_rng(seed).standard_normal(DIMENSION, dtype=np.float32)
