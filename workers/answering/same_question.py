"""Whether two questions ask the same thing: what a person answered to the one then answers the other.

They do when every word that says something has its counterpart: the same word in any form, one of its
family, a synonym. Order and what questions are built with ("how long does … take", "what is the length of …")
do not matter; numbers, denials, what is asked for (who, when, how much) and who acts do. A word without a
counterpart makes two questions of them: "for the driver" is not "for the storekeeper".
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from workers.answering.evidence.families import closeness, weight
from workers.answering.evidence.words import NOUN, Word, word
from workers.retrieval import synonyms
from workers.text.folding import plain

_TOKEN = re.compile(r"\w+(?:[-’']\w+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEUTRAL = frozenset(["каков", "какова", "каково", "каковы", "каковой"])
_DENIALS = frozenset(["не", "ни", "нет", "без", "нельзя", "not", "no", "never", "without", "cannot"])
# Words of so little weight are what questions are built with.
_SAYING = 0.5


def _classes(**named: str) -> dict[str, str]:
    return {one: kind for kind, words in named.items() for one in words.split()}


_ASKED = _classes(
    who="кто кого кому кем who whom whose",
    where="где куда откуда where",
    when="когда when",
    why="почему зачем отчего why",
    number="сколько many much",
    way="как how",
)
# What is asked for by a word that has next to no weight.
_MEASURES = _classes(
    time="длиться продолжаться занимать срок время период продолжительность длительность момент last time "
    "period duration long",
    money="стоить обходиться стоимость сумма цена cost amount price",
    order="порядок procedure",
    amount="количество число number",
    place="находиться располагаться",
)
_UNITS = _classes(
    unit="день дня сутки час минута неделя месяц год рубль процент раз day hour minute week month year "
    "rouble ruble percent euro dollar"
)


def same(one: str, other: str) -> bool:
    """Whether an answer to the one question answers the other."""
    left, right = _read(one), _read(other)
    if left.strict != right.strict or not (left.words and right.words):
        return False
    if any(a and b and not a & b for a, b in ((left.asked, right.asked), (left.measures, right.measures))):
        return False
    if left.units and right.units and left.units != right.units:
        return False
    return _covered(left.words, right.words) and _covered(right.words, left.words)


def comparable(one: str, other: str) -> bool:
    """Whether they agree in numbers and denials, so that the one may remind of the other."""
    return _read(one).strict == _read(other).strict


class _Question:
    """A question as it is compared: its words, and what must not differ."""

    def __init__(self, text: str) -> None:
        tokens = _TOKEN.findall(plain(text))
        self.strict = (
            frozenset(_NUMBER.findall(plain(text))),
            sum(token in _DENIALS for token in tokens) % 2,
        )
        self.asked = {_ASKED[token] for token in tokens if token in _ASKED}
        if "number" in self.asked:
            self.asked.discard("way")  # how many, how much
        self.measures: set[str] = set()
        self.units: set[str] = set()
        self.words: list[Word] = []
        for token in tokens:
            read = word(token)
            if read is None or token in _ASKED or token in _NEUTRAL:
                continue
            if read.lemma in _MEASURES:
                self.measures.add(_MEASURES[read.lemma])
            elif read.lemma in _UNITS or read.term in _UNITS:
                self.units.add(read.term)
            elif weight(read) >= _SAYING:
                self.words.append(read)
        self._join_pairs()

    def _join_pairs(self) -> None:
        """Two words that say what one does ("заработная плата") become that one."""
        known = synonyms.pairs()
        for at in range(len(self.words) - 2, -1, -1):
            single = known.get((self.words[at].term, self.words[at + 1].term))
            if single:
                self.words[at : at + 2] = [Word(single, single, NOUN)]


@lru_cache(maxsize=1024)
def _read(text: str) -> _Question:
    return _Question(text)


def _covered(words: Sequence[Word], others: Sequence[Word]) -> bool:
    return all(any(_counterparts(one, other, len(words)) for other in others) for one in words)


def _counterparts(one: Word, other: Word, words: int) -> bool:
    """Of two who act, the one that acts has to stay the one: its case tells."""
    if not closeness(one, other):
        return False
    acts = one.actor and other.actor and words > 1 and bool(one.cases and other.cases)
    return not acts or bool(one.cases & other.cases)
