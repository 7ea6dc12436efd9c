"""Rows that teach "the documents do not say", and rows that teach to read: passages, then the question.

A tenth and more of all rows refuse, or a tuned model forgets to (Pletenev 2025: 3189 refusals became 0–1)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from workers.answering import claims
from workers.answering.attribution import Checker
from workers.contract.specs.search import Passage
from workers.contract.training.examples import ExampleKind, ExampleText, SourcePassage
from workers.datasets.examples import asking
from workers.datasets.examples.support import overlap

Vectors = npt.NDArray[np.float32]

# One row in so many refuses: 12.5 %, between the 10 and 15 % of the rule.
EVERY_REFUSAL = 8
# One row in so many stands after passages, the right one among them.
EVERY_READER = 4
DISTRACTORS = 2
# A passage that holds so much of a question's words may answer it.
SPOKEN = 0.6
_NEAREST = 12


class Neighbours:
    """Passages with their vectors: what is similar to a place, and whether the base answers a question."""

    def __init__(self, passages: Sequence[SourcePassage], vectors: Vectors, noise: Vectors) -> None:
        """`vectors` (n, d) of the passages, `noise` (m, d) of questions the base hardly answers."""
        self._passages, self._vectors = tuple(passages), vectors
        best = (noise @ vectors.T).max(axis=1) if len(passages) else np.zeros(1)
        self._floor = float(np.median(best))

    def distractors(self, row: ExampleText, question: Vectors) -> list[SourcePassage]:
        """Similar places elsewhere that do not carry the row's answer, most similar first."""
        found: list[SourcePassage] = []
        for passage in self._nearest(question):
            apart = passage.document != row.document or passage.end <= row.start or passage.start >= row.end
            if apart and passage.chunk != row.chunk and not _carries(passage, row):
                found.append(passage)
            if len(found) == DISTRACTORS + 1:
                break
        return found

    def answers(self, text: str, question: Vectors) -> bool:
        """Whether some passage may answer a question: it is near in meaning, or holds its words."""
        asked = claims.claim(text)
        scores = self._vectors @ question
        if float(scores.max(initial=0.0)) > self._floor + 0.02 and any(
            overlap(asked, claims.claim(f"{p.heading}. {p.text}")) >= SPOKEN for p in self._nearest(question)
        ):
            return True
        return any(
            overlap(asked, claims.claim(f"{p.heading}. {p.text}")) >= 0.8 for p in self._nearest(question)
        )

    def rank(self, chunk: str, question: Vectors) -> int:
        """How many passages are nearer to a question than its own one (of a chunk that is not known, all)."""
        own = next((i for i, passage in enumerate(self._passages) if passage.chunk == chunk), -1)
        scores = self._vectors @ question
        return int((scores > scores[own]).sum()) if own >= 0 else len(self._passages)

    def _nearest(self, question: Vectors) -> list[SourcePassage]:
        order = np.argsort(-(self._vectors @ question))[:_NEAREST]
        return [self._passages[int(index)] for index in order]


def reader(row: ExampleText, passage: SourcePassage, others: Sequence[SourcePassage]) -> ExampleText:
    """The row as a question after passages, the right one among `others`, at a place that the row itself
    chooses."""
    shown = [_shown(other) for other in others[:DISTRACTORS]]
    shown.insert(row.start % (len(shown) + 1), _shown(passage))
    return replace(row, kind=ExampleKind.READER, passages=tuple(shown))


def reader_refusal(row: ExampleText, others: Sequence[SourcePassage]) -> ExampleText:
    """The row's question after passages that do not answer it: the answer is a refusal."""
    return ExampleText(
        row.question,
        asking.refusal(row.language),
        ExampleKind.REFUSAL,
        language=row.language,
        document=row.document,
        chunk=row.chunk,
        passages=tuple(_shown(other) for other in others),
    )


def refusal(question: str, passage: SourcePassage) -> ExampleText:
    """A question that nothing answers, asked without passages."""
    language = asking.language_of(passage)
    return ExampleText(
        question,
        asking.refusal(language),
        ExampleKind.REFUSAL,
        document=passage.document,
        chunk=passage.chunk,
        language=language,
    )


def _shown(passage: SourcePassage) -> str:
    title = " › ".join(part for part in (passage.name, passage.heading) if part)
    return f"### {title}\n{passage.text.strip()}"


def _carries(passage: SourcePassage, row: ExampleText) -> bool:
    """Whether a passage says what the row answers."""
    place = Passage(
        passage.chunk, passage.document, passage.name, passage.path, passage.page, passage.page,
        passage.start, passage.end, passage.heading, passage.text, 0.0,
    )  # fmt: skip
    return bool(Checker([place], row.question).places(row.answer))
