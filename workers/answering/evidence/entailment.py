"""Whether a unit of evidence says what a sentence says. Rules alone, no model.

Every word that says something has to stand in one clause (or one row) of the evidence, in the same word, its
family or a synonym; each guard of `Guard` then looks for one way in which a sentence of the same words says
something else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workers.answering.evidence import figures
from workers.answering.evidence.alignment import align, of_another_row, tolerated
from workers.answering.evidence.clauses import Clause, Figure
from workers.answering.evidence.families import closeness, is_light
from workers.answering.evidence.grammar import FACT, MUST
from workers.answering.evidence.guards import GUARDS, INCOMPLETE, Guard
from workers.answering.evidence.stance import objections
from workers.answering.evidence.units import Unit
from workers.answering.evidence.words import Word

# The clause itself has to hold this share of what is said; the rest may be lent to it.
OWN = 0.4
# So much of what is said stands there: the sentence is partly supported, whatever it adds.
PARTLY = 0.5
# A short answer borrows its words from the question; so much of the question has to stand there.
ASKED = 0.6
# For "yes" and "no" the question itself is the statement.
STATED = 0.6


@dataclass(frozen=True, slots=True)
class ClauseFit:
    """How well a clause fits: the share of what is said that stands there (0…1), the guards that speak
    against it, and the words that stand nowhere in it."""

    share: float
    against: frozenset[Guard]
    missing: tuple[Word, ...] = ()

    @property
    def supports(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against

    @property
    def partly(self) -> bool:
        """Whether it goes too far or leaves something out, and contradicts nothing."""
        return self.share >= PARTLY and self.against <= INCOMPLETE


NO_FIT = ClauseFit(0.0, GUARDS)


def fit(
    said: Clause, unit: Unit, clause: int, asked: Clause, guards: Collection[Guard] = GUARDS
) -> ClauseFit:
    """How a clause of a unit fits what is said. `asked`: the question."""
    there, lent = unit.clauses[clause], unit.lent[clause]
    echoed = [
        word
        for word in asked.words
        if not unit.cells or not any(word.term == one.term for one in unit.beside)
    ]
    aligned = align(said, there, lent, echoed, unit.subjects[clause] if unit.subjects else ())
    against = set()
    counted = not unit.cells and _says_figures(said, there, lent)
    if (aligned.own < OWN or not aligned.pairs) and not counted:
        return ClauseFit(
            aligned.share if aligned.own >= OWN / 2 else 0.0, frozenset((Guard.WORDS,)), aligned.missing
        )
    missing = _unconditional(aligned.missing, said, unit)
    if missing and not tolerated(missing, aligned, said, unit, clause):
        against.add(Guard.WORDS)
    if of_another_row(said, unit):
        against.add(Guard.COLUMN)
    pairs = figures.matched(said, there, unit)
    if pairs is None or (said.rates and there.rates and not said.rates & there.rates):
        against.add(Guard.FIGURES)
    if pairs is not None:
        if any(not figures.bounds_agree(one, other) for one, other in pairs):
            against.add(Guard.BOUNDS)
        if unit.cells:
            if not figures.column_agrees(said, unit.cells, pairs, asked.words):
                against.add(Guard.COLUMN)
        elif not figures.parts_agree(said, there, pairs):
            against.add(Guard.PARTS)
    if unit.cells:
        if aligned.missing and not pairs and _cells_spoken(said, unit) < 2:
            against.add(Guard.WORDS)  # the name of a row, of which something is said that stands nowhere
        if _of_another_act(said, unit):
            against.add(Guard.COLUMN)
        if said.denied or said.mood not in (FACT, MUST):
            against.add(Guard.MOOD)
    else:
        against |= set(objections(said, there, aligned, asked))
        if pairs and Guard.DENIAL in against and _turned(pairs):
            against -= {Guard.DENIAL, Guard.BOUNDS}
    return ClauseFit(aligned.share, frozenset(against & set(guards)), aligned.missing)


def _cells_spoken(said: Clause, unit: Unit) -> int:
    """Of how many cells of a row a statement has words."""
    return sum(
        any(closeness(word, one) and not is_light(one) for word in said.words for one in cell.body.words)
        for cell in unit.cells
    )


def _of_another_act(said: Clause, unit: Unit) -> bool:
    """Whether who stands in a column whose head says what they do ("Утверждает") does something else."""
    acts = [word for word in said.words if word.verbal]
    for place, cell in enumerate(unit.cells):
        heads = [word for word in cell.head.words if word.verbal]
        others = [word for k, one in enumerate(unit.cells) if k != place for word in one.body.words]
        doers = [
            word
            for word in said.words
            if word.actor
            and any(closeness(word, one) for one in cell.body.words)
            and not any(closeness(word, one) for one in others)
        ]
        if heads and acts and doers and not any(closeness(act, head) for act in acts for head in heads):
            return True
    return False


def _says_figures(said: Clause, there: Clause, lent: Sequence[Word]) -> bool:
    """Whether a clause holds all figures of a statement, and with what is lent to it all that they are of,
    and speaks of nothing else: "действует до 31 марта" of "Договор заключён на год и …"."""
    stated = [*there.words, *lent]
    others = [word for word in there.words if not (word.verbal or is_light(word))]
    named = [word for word in said.words if not (word.verbal or is_light(word))]
    return (
        bool(said.figures and named)
        and all(any(figures.agree(one, other) for other in there.figures) for one in said.figures)
        and all(any(closeness(word, other) for other in stated) for word in named)
        and all(any(closeness(word, other) for other in said.words) for word in others)
    )


def _unconditional(missing: Sequence[Word], said: Clause, unit: Unit) -> Sequence[Word]:
    """Words that stand nowhere, without those of a condition that another clause of the sentence states:
    "пока вентилятор работает"."""
    under = [said.words[place] for place in said.condition]
    stated = [word for other in unit.clauses for word in other.words] if len(unit.clauses) > 1 else []
    return [
        word
        for word in missing
        if not any(word is one for one in under) or not any(closeness(word, other) for other in stated)
    ]


def _turned(pairs: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether every bound is the other one, which says the same of what is denied: "не ставят ближе 2 м" of
    "ставят не ближе 2 м"."""
    bounded = [(one.bound, other.bound) for one, other in pairs if one.bound or other.bound]
    return bool(bounded) and all(one and other and one != other for one, other in bounded)


def fit_answer(
    said: Clause,
    unit: Unit,
    clause: int,
    question: Clause,
    guards: Collection[Guard] = GUARDS,
    counted: Word | None = None,
) -> ClauseFit:
    """How a clause fits a short answer ("28 дней"), which has its words from the question; `counted`: whose
    number is asked for."""
    there, lent = unit.clauses[clause], unit.lent[clause]
    aligned = align(said, there, (), ())
    if aligned.missing or of_another_row(question, unit):
        return NO_FIT
    pairs = figures.matched(said, there, unit)
    if pairs is None:
        return ClauseFit(0.0, frozenset((Guard.FIGURES,)))
    if counted and not unit.cells and any(_of_others(other, counted, there) for _, other in pairs):
        return ClauseFit(0.0, frozenset((Guard.FIGURES,)))
    asked = align(question, there, lent, ())
    if asked.share < ASKED or not asked.pairs:
        return ClauseFit(0.0, frozenset((Guard.WORDS,)))
    against = set()
    if unit.cells and not figures.column_agrees(question, unit.cells, pairs, question.words):
        against.add(Guard.COLUMN)
    if not unit.cells and not figures.parts_agree(question, there, pairs):
        against.add(Guard.PARTS)
    if any(not figures.bounds_agree(one, other) for one, other in pairs):
        against.add(Guard.BOUNDS)
    return ClauseFit(asked.share, frozenset(against & set(guards)))


def _of_others(figure: Figure, counted: Word, there: Clause) -> bool:
    """Whether a number says how many of something else than what is asked for."""
    return bool(figure.counted) and not any(
        closeness(word, counted) for word in there.words if word.term == figure.counted
    )


def fit_verdict(
    yes: bool, unit: Unit, clause: int, question: Clause, guards: Collection[Guard] = GUARDS
) -> ClauseFit:
    """How a clause fits a bare "yes" or "no": it states the question, or denies it."""
    there, lent = unit.clauses[clause], unit.lent[clause]
    aligned = align(question, there, lent, ())
    if aligned.share < STATED or not aligned.pairs:
        return NO_FIT
    if figures.matched(question, there, unit) is None:
        return ClauseFit(aligned.share, frozenset((Guard.FIGURES,)))
    found = set(objections(question, there, aligned, question))
    opposed = found & {Guard.DENIAL, Guard.MOOD}
    against = found - opposed
    if bool(opposed) is yes:
        against |= opposed or {Guard.DENIAL}
    return ClauseFit(aligned.share, frozenset(against & set(guards)))
