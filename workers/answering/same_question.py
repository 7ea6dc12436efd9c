"""Whether two questions ask the same thing: what a person answered to the one then answers the other.

They do when every word that says something has its counterpart: the same word in any form, one of its
family, a synonym. Order and what questions are built with ("how long does … take", "what is the length of …")
do not matter; numbers, denials, opposites (before and after, more and less), what is asked for (who, whether,
when, how much) and who acts do. A word without a counterpart makes two questions of them: "for the driver" is
not "for the storekeeper".
"""

import itertools
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
    who="кто кем who",
    whom="кого whom чей чья чьё чьи whose",
    receiver="кому",
    where="где куда откуда where",
    when="когда when",
    why="почему зачем отчего why",
    number="сколько many much",
    often="часто often",
    way="как how",
    whether="ли",
    meaning="такое mean",
)
# What is asked for by a word that has next to no weight.
_MEASURES = _classes(
    length="длиться продолжаться занимать продолжительность длительность last duration long",
    time="срок время период момент time period",
    money="стоить обходиться стоимость сумма цена cost amount price",
    order="порядок procedure",
    amount="количество число размер величина number size",
    place="находиться располагаться",
)
# A question with "what" or "which" and such a word asks for this.
_MEANT = {
    "length": {"number"},
    "time": {"number", "when"},
    "money": {"number"},
    "order": {"way"},
    "amount": {"number"},
    "place": {"where"},
}
# Words that search passes over and that turn a question into another one.
_OPPOSITES = _classes(
    before="до перед раньше ранее before until earlier",
    after="после позже позднее спустя after later since",
    more="больше более свыше старше дольше more over above older longer",
    less="меньше менее младше less fewer under below younger",
    there="туда",
    back="обратно",
    undergone="проходит проходят пройти проходить",
    above="над",
    below="под",
    outside="снаружи out off",
    inside="внутри",
    instead="вместо instead",
)
_MODALS = _classes(
    may="можно может могут вправе разрешено допускается нельзя запрещено can may",
    must="нужно надо должен должна должно должны обязан обязана обязаны обязательно необходимо must should",
)
_PERSONS = _classes(
    ours="мой моя моё мои мне меня нас нам наш наша наши my me our us",
    others="его её их ему ей им них his her their them him",
)
_AWAY = frozenset(["из", "от", "from"])
_OPENING = _classes(whether="is are was were do does did can could may must should has have will")
_UNITS = _classes(
    unit="день дня сутки час минута неделя месяц год рубль процент раз day hour minute week month year "
    "rouble ruble percent euro dollar"
)


def same(one: str, other: str) -> bool:
    """Whether an answer to the one question answers the other."""
    left, right = _read(one), _read(other)
    if left.strict != right.strict or not (left.words and right.words):
        return False
    if left.opposites != right.opposites or not _ask_alike(left, right):
        return False
    if left.units and right.units and left.units != right.units:
        return False
    return _covered(left.words, right.words) and _covered(right.words, left.words)


def comparable(one: str, other: str) -> bool:
    """Whether they agree in numbers and denials, so that the one may remind of the other."""
    return _read(one).strict == _read(other).strict


def _ask_alike(left: "_Question", right: "_Question") -> bool:
    """Whether both ask for the same of a thing: for who it is, for how much, whether it is so."""
    pairs = ((left.measured, right.measured), (left.modals, right.modals), (left.persons, right.persons))
    if any(one and other and not one & other for one, other in pairs):
        return False
    return bool(left.asked & right.asked) or left.asked == right.asked


class _Question:
    """A question as it is compared: its words, and what must not differ."""

    def __init__(self, text: str) -> None:
        tokens = _TOKEN.findall(plain(text))
        self.strict = (
            frozenset(_NUMBER.findall(plain(text))),
            sum(token in _DENIALS for token in tokens) % 2,
        )
        self.opposites = {_OPPOSITES[token] for token in tokens if token in _OPPOSITES}
        # "From one place to another" is not the way back.
        self.opposites |= {f"from {to}" for one, to in itertools.pairwise(tokens) if one in _AWAY}
        self.persons = {_PERSONS[token] for token in tokens if token in _PERSONS}
        self.modals = {_MODALS[token] for token in tokens if token in _MODALS}
        self.asked = {_ASKED[token] for token in tokens if token in _ASKED}
        measures: set[str] = set()
        self.units: set[str] = {"раз"} & set(tokens)
        self.words: list[Word] = []
        for token in tokens:
            read = word(token)
            if read is None or token in _ASKED or token in _NEUTRAL:
                continue
            if read.lemma in _MEASURES:
                measures.add(_MEASURES[read.lemma])
            elif read.lemma in _UNITS or read.term in _UNITS:
                self.units.add(read.term)
            elif weight(read) >= _SAYING:
                self.words.append(read)
        self.measured = {"time" if kind == "length" else kind for kind in measures}
        self._complete_asked(tokens, measures)
        self._join_pairs()

    def _complete_asked(self, tokens: Sequence[str], measures: set[str]) -> None:
        """What is asked for where no word says it alone: "how long", "by whom", "is it", "what price"."""
        if "way" in self.asked and ("long" in tokens or self.asked & {"number", "often"}):
            self.asked.discard("way")
            self.asked |= {"number"} if "long" in tokens else set()
        if "by whom" in " ".join(tokens):
            self.asked = (self.asked - {"whom"}) | {"who"}
        if not self.asked and tokens and (tokens[0] in _OPENING or tokens[0] in _MODALS):
            self.asked.add("whether")
        if not self.asked:
            self.asked = {kind for measure in measures for kind in _MEANT[measure]}

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
