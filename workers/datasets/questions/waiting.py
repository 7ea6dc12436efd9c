"""The passages that were not asked about yet, looked at when their turn comes."""

from collections.abc import Callable, Sequence

from workers.contract.exam import QuestionKind
from workers.contract.training.examples import SourcePassage
from workers.datasets.questions.boilerplate import Boilerplate
from workers.datasets.questions.question_candidates import Excerpt, offer

# How far ahead a passage is looked for that offers what is wanted.
AHEAD = 400


class PassageQueue:
    """A queue of passages in the order in which they are asked about."""

    def __init__(self, passages: Sequence[SourcePassage], boilerplate: Boilerplate) -> None:
        self._passages, self._boilerplate = list(passages), boilerplate
        self._candidates: dict[str, Excerpt] = {}

    def __len__(self) -> int:
        return len(self._passages)

    def take(self, wanted: Sequence[QuestionKind], able: bool, check: Callable[[], None]) -> Excerpt:
        """The first passage that offers what is wanted most, else what is wanted next, else the very
        first. `able` as in `Excerpt.kinds`; `check` is called between passages and may raise."""
        for kind in wanted:
            for index, passage in enumerate(self._passages[:AHEAD]):
                check()
                if kind in self._offer(passage).kinds(able):
                    return self._candidates.pop(self._passages.pop(index).chunk)
        first = self._offer(self._passages.pop(0))
        del self._candidates[first.source.chunk]
        return first

    def _offer(self, passage: SourcePassage) -> Excerpt:
        if passage.chunk not in self._candidates:
            self._candidates[passage.chunk] = offer(passage, self._boilerplate.blanked(passage))
        return self._candidates[passage.chunk]
