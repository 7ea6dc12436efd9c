"""How many questions of each kind, and which passage is asked next."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from workers.contract.exam import QuestionKind
from workers.contract.training.examples import SourcePassage

# The share of questions without an answer: a little above the fifth that is promised.
UNANSWERED = 0.22
# What few passages offer comes first, while there is a choice of passages.
_SHARES = {
    QuestionKind.LIST: 0.12,
    QuestionKind.FALSE_PREMISE: 0.16,
    QuestionKind.HOW_TO: 0.2,
    QuestionKind.NUMBER: 0.24,
    QuestionKind.FACT: 0.28,
}
MOST_OF_A_PASSAGE = 3


class QuestionPlan:
    """Counts what is made and says what is wanted."""

    def __init__(
        self, kinds: Sequence[QuestionKind], questions: int, asked: int = 0, unanswered: int = 0
    ) -> None:
        self._kinds, self._questions = frozenset(kinds), questions
        self._made: Counter[QuestionKind] = Counter()
        self._asked, self._unanswered = asked, unanswered

    @property
    def made(self) -> int:
        """Questions made by this run."""
        return self._made.total()

    @property
    def full(self) -> bool:
        """Whether nothing more is wanted."""
        return self.made >= self._questions

    def took(self, kind: QuestionKind) -> None:
        """Count a question."""
        self._made[kind] += 1

    def wanted(self) -> list[QuestionKind]:
        """The kinds, the one that is most behind its share first. Questions without an answer come first when
        they are behind theirs, and not at all otherwise; of many that an exam lacks, every second one."""
        answered = [kind for kind in _SHARES if kind in self._kinds]
        answered.sort(key=lambda kind: self._made[kind] / _SHARES[kind])
        if QuestionKind.NO_ANSWER not in self._kinds:
            return answered
        empty = self._made[QuestionKind.NO_ANSWER]
        behind = self._unanswered + empty < UNANSWERED * (self._asked + self.made + 1)
        turn = not answered or 2 * empty <= self.made
        return (
            [QuestionKind.NO_ANSWER, *answered] if behind and turn else answered or [QuestionKind.NO_ANSWER]
        )


def room(questions: int, passages: int) -> int:
    """How many questions a passage may give: one, more where a base has few passages. Some passages give
    nothing, so a base wants a third more passages than questions."""
    return min(MOST_OF_A_PASSAGE, max(1, math.ceil(4 * questions / (3 * max(1, passages)))))


def spread(passages: Sequence[SourcePassage]) -> Iterator[SourcePassage]:
    """Folders take turns, documents of a folder take turns, passages of a document keep their order."""
    documents: dict[str, list[SourcePassage]] = defaultdict(list)
    folders: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        if passage.document not in documents:
            folders[str(PurePath(passage.path).parent)].append(passage.document)
        documents[passage.document].append(passage)
    queues = [list(_turns([documents[name] for name in names])) for names in folders.values()]
    yield from _turns(queues)


def _turns(queues: Sequence[Sequence[SourcePassage]]) -> Iterator[SourcePassage]:
    for turn in range(max(map(len, queues), default=0)):
        for queue in queues:
            if turn < len(queue):
                yield queue[turn]
