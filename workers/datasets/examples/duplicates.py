"""Examples that ask the same: exactly, nearly, and with another answer.

Vectors of multilingual-e5 choose the pairs and cannot decide: "the first shift" and "the second shift" are as
close as two wordings of one question. Words, numbers and the answers decide."""

from collections.abc import Callable, Iterator
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from workers.answering import claims, refusal_detection
from workers.answering.claims import Claim
from workers.contract.training.examples import ExampleKind, ExampleText
from workers.text.language import differ
from workers.text.quotes import fold

Vectors = npt.NDArray[np.float32]

# Chosen on the labelled pairs of the tests and on different questions about one paragraph.
NEAR_COSINE = 0.9
# Telling stems that both questions share, of those that either has: when their answers agree …
WORDS_SAME_ANSWER = 0.3
# (fewer when the answers are word for word the same and the questions very close) …
WORDS_CLOSE, CLOSE_COSINE = 0.2, 0.95
# … and when the answers say nothing of it.
WORDS_ALONE = 0.8
# Answers that share so much are one answer; that share less than the other are two.
SAME_ANSWER, OTHER_ANSWER = 0.5, 0.3
_BLOCK = 512
_MARKS = str.maketrans("", "", "?!.,;:\"'()[]«»")


def key(text: str) -> str:
    """A text by which exact repetitions are told: letters and digits, folded."""
    return " ".join(fold(text).translate(_MARKS).split())


def alike(first: str, second: str) -> bool:
    """Whether two questions share most of their words and all of their numbers; no vectors needed."""
    return key(first) == key(second) or _same_words(first, second)


class Relation(StrEnum):
    """What two examples with similar questions are to each other."""

    NONE = "none"
    NEAR = "near"  # one question, one answer, in other words
    CONTRADICTION = "contradiction"  # one question, two answers


def relation(first: ExampleText, second: ExampleText, cosine: float) -> Relation:
    """What two examples are to each other whose questions' vectors have a `cosine`."""
    asked, other = claims.claim(first.question), claims.claim(second.question)
    if differ(first.question, second.question):
        return Relation.NONE  # "Что такое NASUWT?" is the same row in another language, and wanted as such
    if asked.numbers != other.numbers or bool(asked.denied) != bool(other.denied):
        return Relation.NONE
    same_question = key(first.question) == key(second.question) or _same_words(
        first.question, second.question
    )
    if _differ(first.answer, second.answer):
        return Relation.CONTRADICTION if same_question else Relation.NONE
    if ExampleKind.CLASSIFY in (first.kind, second.kind):
        # Many requests of one topic share their frame and their answer: that is what they are for.
        return Relation.NEAR if same_question else Relation.NONE
    words = jaccard(asked, other)
    if same_question or (words >= WORDS_ALONE and _asks(first.question) & _asks(second.question)):
        return Relation.NEAR
    # "Yes", and that the documents do not say, is the answer to very different questions.
    if refusal_detection.is_refusal(first.answer) or claims.verdict(first.answer) is not None:
        return Relation.NONE
    if cosine >= CLOSE_COSINE and words >= WORDS_CLOSE and key(first.answer) == key(second.answer):
        return Relation.NEAR
    if words >= WORDS_SAME_ANSWER and _agree(first.answer, second.answer):
        return Relation.NEAR
    return Relation.NONE


def _same_words(first: str, second: str) -> bool:
    """Whether two questions ask the same of the same: all telling stems, numbers, and what is asked for."""
    one, other = claims.claim(first), claims.claim(second)
    asks, asks_too = _asks(first), _asks(second)
    if one.numbers != other.numbers or (asks and asks_too and not asks & asks_too):
        return False
    return jaccard(one, other) >= 0.99


_ASKED = {
    "who": "кто кого кому кем who whom",
    "when": "когда срок числа when deadline until",
    "where": "где куда откуда where",
    "number": "сколько many much long часто often",
    "why": "почему зачем why",
    "how": "как how",
    "whether": "ли можно",
}
_YES_NO = frozenset(("may", "can", "must", "is", "are", "does", "do", "should", "has", "have", "will"))
_ASKS = {word: name for name, group in _ASKED.items() for word in group.split()}


def _asks(question: str) -> frozenset[str]:
    """What a question asks for: a person, a time, a number …"""
    words = key(question).split()
    found = frozenset(_ASKS[word] for word in words if word in _ASKS)
    if words[:1] and words[0] in _YES_NO:
        found |= {"whether"}
    return found - {"how"} if "number" in found else found


def _agree(first: str, second: str) -> bool:
    """Whether two answers say the same."""
    one, other = claims.claim(first), claims.claim(second)
    if one.numbers != other.numbers:
        return False
    return key(first) == key(second) or jaccard(one, other) >= SAME_ANSWER or not (one.terms or other.terms)


def _differ(first: str, second: str) -> bool:
    """Whether two answers to one question say different things."""
    one, other = claims.claim(first), claims.claim(second)
    if refusal_detection.is_refusal(first) != refusal_detection.is_refusal(second):
        return True
    if one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        return True
    if claims.contradict(one, other) or claims.contradict(other, one):
        return True
    if one.numbers & other.numbers or not one.terms or not other.terms:
        return False
    return jaccard(one, other) < OTHER_ANSWER and not (one.terms <= other.terms or other.terms <= one.terms)


def jaccard(first: Claim, second: Claim) -> float:
    """Shared telling stems over all of both, 0…1; stems of one family are one."""
    ours = {term for term in first.terms if not claims.is_light(term)}
    theirs = {term for term in second.terms if not claims.is_light(term)}
    if not ours or not theirs:
        return 0.0
    shared = sum(1 for term in ours if any(claims.related(term, other) for other in theirs))
    return shared / max(1, len(ours) + len(theirs) - shared)


def near_pairs(
    vectors: Vectors, check: Callable[[int], None] = lambda done: None
) -> Iterator[tuple[int, int, float]]:
    """Pairs (i, j, cosine), i < j, of rows close enough to be looked at. `vectors` (n, d) of unit length;
    `check` hears how many rows are done, and may raise."""
    for start in range(0, len(vectors), _BLOCK):
        check(start)
        scores = vectors[start : start + _BLOCK] @ vectors[start:].T
        for row, column in zip(*np.nonzero(scores >= NEAR_COSINE), strict=True):
            if row < column:
                yield start + int(row), start + int(column), float(scores[row, column])


class Clusters:
    """Union-find over indexes (Galler and Fischer 1964); the root of a set is its smallest index."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, first: int, second: int) -> None:
        """Put two into one set."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low

    def root(self, index: int) -> int:
        """The smallest index of the set."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index
