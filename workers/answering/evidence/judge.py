"""Which units of the passages support a sentence of an answer, and how far.

A sentence is *supported* when one unit says it, when each of its clauses is said by a unit of its own, or
when its number is the sum, difference or product of numbers that stand there. It is *partly* supported when
most of it stands there and nothing contradicts it. Everything else is not in the documents.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from workers.answering import claims
from workers.answering.evidence import calculation, entailment, enumeration, figures, names, statements, words
from workers.answering.evidence.clauses import Clause
from workers.answering.evidence.entailment import PARTLY, ClauseFit
from workers.answering.evidence.families import closeness, is_light, opposed
from workers.answering.evidence.grammar import FACT
from workers.answering.evidence.guards import GUARDS, Guard
from workers.answering.evidence.meaning import Meaning
from workers.answering.evidence.units import Unit, units
from workers.answering.evidence.words import CODE, FOREIGN, NOUN, VERB, Word
from workers.contract.specs.answers import Support
from workers.contract.specs.search import Passage
from workers.text.language import differ
from workers.text.measures import dimension_of

# A statement of so few telling words and without a verb is a short answer, which has its words from the
# question.
SHORT = 3
FRAGMENT = 3
# Whose number is asked for.
_COUNTED = re.compile(r"\b(?:сколько|how many)\s+([^\W\d_]+)", re.I)
_LISTED = re.compile(r"(?:,|\b(?:и|или|and|or|также))\s+(?:[^\W\d_]+\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class SupportPlace:
    """Where a sentence is supported: passage index, offsets into its text, and how well (0…1)."""

    passage: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class SentenceJudgement:
    """How far a sentence is supported, and where (nowhere, unless it is supported). `other_words`: nothing
    but words that stand nowhere in the passages speaks against it, so that meaning may tell."""

    support: Support
    places: tuple[SupportPlace, ...] = ()
    other_words: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    passage: int
    unit: Unit
    fit: ClauseFit

    @property
    def place(self) -> SupportPlace:
        return SupportPlace(self.passage, self.unit.start, self.unit.end, self.fit.share)


class Judge:
    """Judges sentences of one answer by its passages; `guards` are all, except where their worth is
    measured."""

    def __init__(
        self,
        passages: Sequence[Passage],
        question: str = "",
        guards: Collection[Guard] = GUARDS,
        meaning: Meaning | None = None,
    ) -> None:
        self.meaning = meaning
        self._passages = passages
        self._asked = question
        self._question = statements.whole(question)
        self._open = claims.is_open(question)
        self._guards = guards

    @cached_property
    def _units(self) -> list[tuple[Unit, ...]]:
        """The units of each passage, read when the first sentence is there: no first word waits for them."""
        return [units(passage.text, passage.name, passage.heading) for passage in self._passages]

    @cached_property
    def _words(self) -> frozenset[Word]:
        return frozenset(word for unit in self._all() for clause in unit.clauses for word in clause.words)

    def judge(self, sentence: str, *, alone: bool = True) -> SentenceJudgement:
        """The judgement of one sentence; `alone`: it is the whole answer."""
        verdict = claims.verdict(sentence)
        if verdict is not None:
            return self._verdict(verdict) if alone else SentenceJudgement(Support.ABSENT)
        said = statements.whole(sentence)
        if alone and _is_short(said) and _is_fragment(sentence):
            short = self._short(said)
            if short:
                return SentenceJudgement(Support.SUPPORTED, (short.place,))
            if not self._of_question(said):
                return SentenceJudgement(Support.ABSENT)
        best = self._best(said)
        if best and best.fit.supports and not self._turned(sentence, said, best):
            return SentenceJudgement(Support.SUPPORTED, (best.place,))
        found = [one for part in statements.clauses(sentence) if (one := self._best(part))]
        contrary = any(self._turned(sentence, said, one) for one in (best, *found))
        items = [self._best(statements.whole(one)) for one in enumeration.each(sentence)]
        for parts in (found, items):
            if len(parts) > 1 and all(one and one.fit.supports for one in parts) and not contrary:
                return SentenceJudgement(Support.SUPPORTED, _places([one for one in parts if one]))
        places = self._calculated(sentence, said) or self._across_languages(sentence, said)
        if places:
            return SentenceJudgement(Support.SUPPORTED, places)
        if contrary:
            return SentenceJudgement(Support.ABSENT)
        doubtful = [ways for ways in ([best] if best else [], found) if self._only_words(ways)]
        if self.meaning and (meant := next((w for w in doubtful if self._meant(sentence, w)), None)):
            return SentenceJudgement(Support.SUPPORTED, _places(meant))
        partly = (best and best.fit.partly) or any(one.fit.supports for one in found)
        return SentenceJudgement(Support.PARTLY if partly else Support.ABSENT, (), bool(doubtful))

    # --- one clause ------------------------------------------------------------------------------

    def _all(self) -> Iterator[Unit]:
        return (unit for found in self._units for unit in found)

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
        return max(
            found,
            key=lambda one: (one.fit.supports, one.fit.partly, one.fit.share, -len(one.fit.against)),
            default=None,
        )

    def _turned(self, sentence: str, said: Clause, found: _Found | None) -> bool:
        """Whether it turns round what the evidence compares."""
        if not found or found.unit.cells or not found.fit.supports:
            return False
        evidence = self._passages[found.passage].text[found.unit.start : found.unit.end]
        return calculation.contrary(sentence, said, evidence, found.unit)

    # --- other words -----------------------------------------------------------------------------

    def _only_words(self, found: Sequence[_Found]) -> bool:
        """Whether clauses fit but for words that stand nowhere in the passages."""
        missing = [word for one in found if one.fit.against for word in one.fit.missing]
        return (
            bool(missing)
            and all(one.fit.against <= {Guard.WORDS} and one.fit.share >= PARTLY for one in found)
            and not any(
                closeness(word, other) or opposed(word, other) for word in missing for other in self._words
            )
        )

    def _meant(self, sentence: str, found: Sequence[_Found]) -> bool:
        """Whether by meaning these are only other words for what stands there."""
        missing = {word.term for one in found if one.fit.against for word in one.fit.missing}
        evidence = [self._passages[one.passage].text[one.unit.start : one.unit.end] for one in found]
        spans = [
            match.span()
            for match in re.finditer(r"[^\W_]+", sentence)
            if (known := words.word(match.group())) and known.term in missing
        ]
        named = set(names.names_in(sentence))
        if any(sentence[slice(*span)] in named for span in spans):
            return False  # another name is no other word
        things = any(
            word.kind == NOUN or (word.kind == FOREIGN and not word.action)
            for one in found
            if one.fit.against
            for word in one.fit.missing
        )
        if things and any(_LISTED.search(sentence[:start]) for start, _ in spans):
            return False  # a further item of a list is no other word for one that stands there
        return self.meaning is not None and self.meaning.other_words(
            sentence, spans, "\n".join(dict.fromkeys(evidence)), things=things
        )

    # --- a short answer --------------------------------------------------------------------------

    def _of_question(self, said: Clause) -> bool:
        """Whether it repeats a word of the question, or says by itself of what it is said."""
        named = [
            word
            for word in said.words
            if not (is_light(word) or (word.name and word.actor) or word.kind == CODE)
        ]
        if len(named) > 1:
            return True
        return any(
            closeness(word, one) and not is_light(word) for word in said.words for one in self._question.words
        )

    def _short(self, said: Clause) -> _Found | None:
        asked = _COUNTED.search(self._asked)
        counted = words.word(asked[1]) if asked else None
        if counted and (
            is_light(counted) or counted.kind not in (NOUN, FOREIGN) or dimension_of(counted.lemma)
        ):
            counted = None
        found = (
            _Found(
                index, unit, entailment.fit_answer(said, unit, clause, self._question, self._guards, counted)
            )
            for index, unit, clause in self._each()
        )
        return max((one for one in found if one.fit.supports), key=lambda one: one.fit.share, default=None)

    def _verdict(self, yes: bool) -> SentenceJudgement:
        """A bare "yes" or "no" rests on a place that states the question, or denies it."""
        if self._open:
            return SentenceJudgement(Support.ABSENT)
        found = [
            _Found(index, unit, fitted)
            for index, unit, clause in self._each()
            if (fitted := entailment.fit_verdict(yes, unit, clause, self._question, self._guards)).supports
        ]
        best = max(found, key=lambda one: one.fit.share, default=None)
        return (
            SentenceJudgement(Support.SUPPORTED, (best.place,)) if best else SentenceJudgement(Support.ABSENT)
        )

    # --- what is calculated, another language ----------------------------------------------------

    def _calculated(self, sentence: str, said: Clause) -> tuple[SupportPlace, ...]:
        """The places whose numbers make a number of the statement that stands nowhere."""
        every = [(index, unit) for index, found in enumerate(self._units) for unit in found]
        named = calculation.is_named(f"{sentence} {self._asked}")
        compared = calculation.direction(sentence)
        found = calculation.sources(said, self._question, every, named=named, compared=compared)
        places = {SupportPlace(index, unit.start, unit.end, 1.0) for index, unit in found}
        return tuple(sorted(places, key=_order))

    def _across_languages(self, sentence: str, said: Clause) -> tuple[SupportPlace, ...]:
        """Words tell nothing of a place in another language; numbers with their units do, and names."""
        if not said.figures:
            return ()
        for index, passage in enumerate(self._passages):
            if not differ(sentence, passage.text):
                continue
            if not names.agree(sentence, f"{passage.name} {passage.heading} {passage.text}"):
                continue
            for unit in self._units[index]:
                turned = calculation.opposite(sentence, passage.text[unit.start : unit.end])
                if not turned and any(_holds_figures(clause, said) for clause in unit.clauses):
                    return (SupportPlace(index, unit.start, unit.end, 1.0),)
        return ()


def _holds_figures(there: Clause, said: Clause) -> bool:
    """Whether each figure stands there, with a unit where it has one."""
    return all(
        any(
            figures.agree(figure, other)
            and (figure.measure is None) is (other.measure is None)
            and (not figure.measure or not other.measure or figure.measure.every is other.measure.every)
            for other in there.figures
        )
        for figure in said.figures
    )


def _places(found: Sequence[_Found]) -> tuple[SupportPlace, ...]:
    return tuple(sorted(dict.fromkeys(one.place for one in found), key=_order))


def _order(place: SupportPlace) -> tuple[int, int]:
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
