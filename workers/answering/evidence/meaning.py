"""Whether words of a sentence are other words for what its evidence says, by the token states of the
embedder.

Two signs together: each word has a token of the evidence that stands for much the same in its context, and
the whole sentence is nearer to the evidence with these words than without them. A thing that was added ("…
and medicines") fails the second, a word from elsewhere the first.
"""

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

# Chosen on one half of the labelled pairs, without the list of synonyms: of 8 paraphrases 5 pass, of 20
# others none.
ALIKE = 0.86
ALIKE_THING = 0.9
GAIN = 0.002


class TokenStates(Protocol):
    """What the check needs of an embedder."""

    def token_states(self, text: str) -> tuple[Sequence[tuple[int, int]], Vectors]:
        """For each token of a text the half-open offsets of the word that it is of, and its state in the
        text, a row a token; empty where the model gives none."""


class Meaning:
    """Compares a sentence with its evidence by one embedder."""

    def __init__(self, embedder: TokenStates) -> None:
        self._embedder = embedder

    def other_words(
        self, sentence: str, words: Sequence[tuple[int, int]], evidence: str, *, things: bool = False
    ) -> bool:
        """Whether the words at these offsets of the sentence say what the evidence says in other words;
        `things`: there is a noun among them, which may as well have been added."""
        if not words:
            return False
        offsets, states = self._embedder.token_states(sentence)
        _, there = self._embedder.token_states(evidence)
        if not len(states) or not len(there):
            return False
        nearest = (_unit(states) @ _unit(there).T).max(axis=1)
        for start, end in words:
            tokens = [i for i, (a, b) in enumerate(offsets) if a <= start and end <= b]
            if not tokens or float(nearest[tokens].mean()) < (ALIKE_THING if things else ALIKE):
                return False
        _, without = self._embedder.token_states(_without(sentence, words))
        return _cosine(states, there) - _cosine(without, there) >= GAIN


def _without(sentence: str, words: Sequence[tuple[int, int]]) -> str:
    kept = list(sentence)
    for start, end in words:
        kept[start:end] = " " * (end - start)
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit


def _cosine(one: Vectors, other: Vectors) -> float:
    a, b = one.mean(axis=0), other.mean(axis=0)
    return float(a @ b / max(float(np.linalg.norm(a)) * float(np.linalg.norm(b)), 1e-12))
