"""Which units of the passages support a sentence of an answer, and how far.

A sentence is *supported* when one unit says it, when each of its clauses is said by a unit of its own, or when its
number is the sum, difference or product of numbers that stand there. It is *partly* supported when most of it
stands there and nothing contradicts it. Everything else is not in the documents.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from workers.answering import claims, entailment, statements
from workers.answering.entailment import GUARDS, PARTLY, Fit, Guard
from workers.answering.statements import FACT, VERB, Clause, Figure, Word
from workers.answering.units import Unit, units
from workers.answering.word_families import closeness, is_light
from workers.answering.meaning import Meaning
from workers.contract.specs import Passage, Support
from workers.retrieval import lexical
from workers.text.language import differ

# A statement of so few telling words and without a verb is a short answer, which has its words from the question.
SHORT = 3
FRAGMENT = 3
# A sum or a difference is named as one: two numbers of a page make too many others.
_SUMMED = re.compile(
    r"\b(?:всего|итого|вместе|сумм\w*|общ\w+|об[ае]|обеих|обоих|разниц\w*|превы\w+|перерасход\w*|экономи\w+|больше|меньше|выше|ниже|"
    r"дороже|дешевле|итог\w*|совокупн\w+|обой[дт]\w+|остал\w+|остан\w+|total|together|both|sum|difference|overall|combined|altogether|"
    r"more|less|saving)\b"
)
# Of so many units that speak of what is calculated the numbers are tried.
CALCULATED = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence is supported: passage index, offsets into its text, and how well (0…1)."""

    passage: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """How far a sentence is supported, and where (nowhere, unless it is supported)."""

    support: Support
    places: tuple[Place, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    passage: int
    unit: Unit
    fit: Fit

    @property
    def place(self) -> Place:
        return Place(self.passage, self.unit.start, self.unit.end, self.fit.share)


class Judge:
    """Judges sentences of one answer by its passages; `guards` are all, except where their worth is measured."""

    def __init__(
        self,
        passages: Sequence[Passage],
        question: str = "",
        guards: Collection[Guard] = GUARDS,
        meaning: Meaning | None = None,
    ) -> None:
        self._meaning = meaning
        self._vocabulary = frozenset(term for passage in passages for term in lexical.terms(passage.text))
        self._passages = passages
        self._units = [units(passage.text, passage.name, passage.heading) for passage in passages]
        self._asked = question
        self._words = frozenset(w for found in self._units for unit in found for clause in unit.clauses for w in clause.words)
        self._question = statements.whole(question)
        self._open = claims.is_open(question)
        self._guards = guards

    def judge(self, sentence: str, *, alone: bool = True) -> Judgement:
        """The judgement of one sentence; `alone`: it is the whole answer."""
        verdict = claims.verdict(sentence)
        if verdict is not None:
            return self._verdict(verdict) if alone else Judgement(Support.ABSENT)
        said = statements.whole(sentence)
        if alone and _is_short(said) and _is_fragment(sentence):
            short = self._short(said)
            if short:
                return Judgement(Support.SUPPORTED, (short.place,), short.fit.share)
            if not self._of_question(said):
                return Judgement(Support.ABSENT)
        best = self._best(said)
        if best and best.fit.supports:
            return Judgement(Support.SUPPORTED, (best.place,), best.fit.share)
        parts = statements.clauses(sentence)
        if best and (meant := self._meant(sentence, [best])):
            return Judgement(Support.SUPPORTED, meant, best.fit.share)
        if len(parts) > 1:
            found = [self._best(part) for part in parts]
            if all(one and one.fit.supports for one in found):
                places = dict.fromkeys(one.place for one in found if one)
                return Judgement(Support.SUPPORTED, tuple(sorted(places, key=_order)), 1.0)
            if meant := self._meant(sentence, [one for one in found if one]):
                return Judgement(Support.SUPPORTED, meant, 1.0)
            if any(one and one.fit.supports for one in found):
                return Judgement(Support.PARTLY, (), 0.5)
        calculated = self._calculated(sentence, said)
        if calculated:
            return Judgement(Support.SUPPORTED, calculated, 1.0)
        across = self._across_languages(sentence, said)
        if across:
            return Judgement(Support.SUPPORTED, (across,), 1.0)
        share = best.fit.share if best else 0.0
        return Judgement(Support.PARTLY if best and best.fit.partly else Support.ABSENT, (), share)

    # --- one clause ------------------------------------------------------------------------------

    def _each(self) -> Iterator[tuple[int, Unit, int]]:
        for index, found in enumerate(self._units):
            for unit in found:
                for clause in range(len(unit.clauses)):
                    yield index, unit, clause

    def _best(self, said: Clause) -> _Found | None:
        asked = self._question
        found = (
            _Found(index, unit, entailment.fit(said, unit, clause, asked, self._guards))
            for index, unit, clause in self._each()
        )
        return max(found, key=lambda one: (one.fit.supports, one.fit.partly, one.fit.share, -len(one.fit.against)), default=None)

    def _of_question(self, said: Clause) -> bool:
        """Whether it repeats a word of the question, or says by itself of what it is said."""
        named = [word for word in said.words if not (is_light(word) or word.name or len(word.lemma) == 1)]
        if len(named) > 1:
            return True
        return any(closeness(word, one) and not is_light(word) for word in said.words for one in self._question.words)

    # --- other words -----------------------------------------------------------------------------

    def _meant(self, sentence: str, found: Sequence[_Found]) -> tuple[Place, ...]:
        """The places of clauses that fit but for words which stand nowhere in the passages, where meaning says that
        they are only other words for what stands there."""
        if self._meaning is None or any(one.fit.against - {Guard.WORDS} or one.fit.share < PARTLY for one in found):
            return ()
        words = [word for one in found for word in one.fit.missing if one.fit.against]
        missing = {word.term for word in words}
        if not words or missing & self._vocabulary or any(closeness(word, other) for word in words for other in self._words):
            return ()
        evidence = "\n".join(dict.fromkeys(
            self._passages[one.passage].text[one.unit.start : one.unit.end] for one in found
        ))  # fmt: skip
        spans = [
            match.span()
            for match in re.finditer(r"[^\W_]+", sentence)
            if (known := statements.word(match.group())) and known.term in missing
        ]
        if not self._meaning.other_words(sentence, spans, evidence):
            return ()
        return tuple(sorted(dict.fromkeys(one.place for one in found), key=_order))

    def _short(self, said: Clause) -> _Found | None:
        found = (
            _Found(index, unit, entailment.fit_answer(said, unit, clause, self._question, self._guards))
            for index, unit, clause in self._each()
        )
        return max((one for one in found if one.fit.supports), key=lambda one: one.fit.share, default=None)

    def _verdict(self, yes: bool) -> Judgement:
        """A bare "yes" or "no" rests on a place that states the question, or denies it."""
        if self._open:
            return Judgement(Support.ABSENT)
        found = [
            _Found(index, unit, fitted)
            for index, unit, clause in self._each()
            if (fitted := entailment.fit_verdict(yes, unit, clause, self._question, self._guards)).supports
        ]
        best = max(found, key=lambda one: one.fit.share, default=None)
        return Judgement(Support.SUPPORTED, (best.place,), best.fit.share) if best else Judgement(Support.ABSENT)

    # --- what is calculated ----------------------------------------------------------------------

    def _calculated(self, sentence: str, said: Clause) -> tuple[Place, ...]:
        """The places whose numbers make the one number of the statement that stands nowhere."""
        telling = [word for word in (*said.words, *self._question.words) if not is_light(word)]
        near = sorted(
            ((index, unit) for index, found in enumerate(self._units) for unit in found),
            key=lambda one: -_shared(telling, one[1]),
        )
        near = [one for one in near[:CALCULATED] if _shared(telling, one[1])]
        stated = {f.value for _, unit in near[:2] for clause in unit.clauses for f in clause.figures}
        new = [f for f in said.figures if not f.date and f.value not in stated and _amount(f) is not None]
        numbers = [
            (amount, f, index, unit)
            for index, unit in near
            for clause in unit.clauses
            for f in clause.figures
            if (amount := _amount(f)) is not None
        ]
        summed = bool(_SUMMED.search(f"{sentence} {self._asked}".lower()))
        for figure in new:
            rest = [other for other in (*said.figures, *self._question.figures) if other is not figure]
            for one, other in combinations_with_replacement(numbers, 2):
                if _makes(figure, one, other, rest, summed):
                    places = {Place(index, unit.start, unit.end, 1.0) for _, _, index, unit in (one, other)}
                    return tuple(sorted(places, key=_order))
        return ()

    # --- another language ------------------------------------------------------------------------

    def _across_languages(self, sentence: str, said: Clause) -> Place | None:
        """Words tell nothing of a place in another language; numbers with their units do."""
        if not said.figures:
            return None
        for index, passage in enumerate(self._passages):
            if not differ(sentence, passage.text):
                continue
            for unit in self._units[index]:
                for clause in unit.clauses:
                    if all(
                        any(entailment.figures_agree(f, other) and (f.measure is None) is (other.measure is None) for other in clause.figures)
                        for f in said.figures
                    ):
                        return Place(index, unit.start, unit.end, 0.62)
        return None


def _order(place: Place) -> tuple[int, int]:
    return place.passage, place.start


def _is_short(said: Clause) -> bool:
    telling = [word for word in said.words if not is_light(word)]
    return (
        len(telling) <= SHORT
        and len(said.words) + len(said.figures) <= SHORT + 1
        and said.mood == FACT
        and not said.denied
        and not any(word.kind == VERB for word in said.words)
    )


def _is_fragment(sentence: str) -> bool:
    """Whether an English sentence is too little to be one; of a Russian one the words tell."""
    words = re.findall(r"[^\W\d_]+", sentence)
    return any(not word.isascii() for word in words) or len(words) <= FRAGMENT


def _shared(words: Sequence[Word], unit: Unit) -> int:
    there = [word for clause in unit.clauses for word in clause.words]
    return sum(any(closeness(word, other) for other in there) for word in words)


def _amount(figure: Figure) -> float | None:
    if figure.date:
        return None
    try:
        return figure.measure.amount if figure.measure else float(figure.value)
    except ValueError:
        return None


def _plain(figure: Figure) -> float:
    """The number as it is written, whatever it counts; 0 for a date or a code."""
    try:
        return 0.0 if figure.date else float(figure.value)
    except ValueError:
        return 0.0


_Number = tuple[float, Figure, int, Unit]


def _makes(figure: Figure, one: _Number, other: _Number, rest: Sequence[Figure], summed: bool) -> bool:
    """Whether two numbers make a figure: as a sum or difference (where it is `summed`), a share of one of them, or with
    a number of the statement or the question as a multiple."""
    counted = (one[1].counted, other[1].counted)
    if figure.counted and figure.counted in counted and counted[0] != counted[1]:
        return False
    a, b = one[0], other[0]
    found: set[float] = {a + b, abs(a - b)} if summed and one is not other else set()
    for x, y in ((one, other), (other, one)):
        if y[1].measure and y[1].measure.dimension == "percent":
            found |= {x[0] * y[0] / 100, x[0] * (100 - y[0]) / 100}
    for times in map(_plain, rest):
        if 1 < times <= 1000:
            found |= {times * a} if one is other else {a + times * b, times * a + b}
    return round(_amount(figure) or 0.0, 4) in {round(value, 4) for value in found}
