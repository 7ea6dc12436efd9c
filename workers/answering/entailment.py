"""Whether a unit of evidence says what a sentence says. Rules alone, no model.

Every word that says something has to stand in one clause (or one row) of the evidence, in the same word, its
family or a synonym; each guard of `Guard` then looks for one way in which a sentence of the same words says
something else.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workers.answering.measures import Measure
from workers.answering.statements import (
    FACT, FOREIGN, MAY, MAY_NOT, MIN, MUST, NEED_NOT, NOUN, VERB, Clause, Figure, Word,
)  # fmt: skip
from workers.answering.units import Cell, Unit
from workers.answering.word_families import FAMILY, closeness, is_light, weight


class Guard(StrEnum):
    """The ways in which a sentence says something else than its evidence."""

    WORDS = "words"  # something is said that does not stand there
    FIGURES = "figures"  # a number, date or unit does not stand there
    BOUNDS = "bounds"  # at most, at least
    DENIAL = "denial"
    MOOD = "mood"  # may, must, must not, need not
    CONDITION = "condition"  # a condition was dropped
    ONLY = "only"  # "only" was put in, or what it limits was dropped
    ROLES = "roles"  # who does it to whom
    PARTS = "parts"  # a number of the neighbour in the same sentence
    COLUMN = "column"  # a number of another column


GUARDS = frozenset(Guard)
# Guards behind which a sentence goes too far or leaves something out; the others contradict.
INCOMPLETE = frozenset((Guard.WORDS, Guard.CONDITION, Guard.ONLY))
# The clause itself has to hold this share of what is said; the rest may be lent to it.
OWN = 0.4
# So much of what is said stands there: the sentence is partly supported, whatever it adds.
PARTLY = 0.5
# So much of a condition has to be said, here or in the question.
KEPT = 0.5
# A short answer borrows its words from the question; so much of the question has to stand there.
ASKED = 0.5
# For "yes" and "no" the question itself is the statement.
STATED = 0.6


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a clause fits: the share of what is said that stands there (0…1), the guards that speak against it,
    and the words that stand nowhere in it."""

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


NO_FIT = Fit(0.0, GUARDS)


@dataclass(frozen=True, slots=True)
class _Alignment:
    pairs: tuple[tuple[int, int], ...]  # word of the statement, word of the evidence
    missing: tuple[Word, ...]
    own: float
    share: float


def fit(
    said: Clause, unit: Unit, clause: int, asked: Clause, guards: Collection[Guard] = GUARDS
) -> Fit:
    """How a clause of a unit fits what is said. `asked`: the question."""
    there, lent = unit.clauses[clause], unit.lent[clause]
    echoed = [word for word in asked.words if not unit.cells or not any(word.term == one.term for one in unit.beside)]
    aligned = _align(said, there, lent, echoed)
    against = set()
    if aligned.own < OWN or not aligned.pairs:
        return Fit(aligned.share if aligned.own >= OWN / 2 else 0.0, frozenset((Guard.WORDS,)), aligned.missing)
    if aligned.missing and not _tolerated(aligned, said, unit, clause):
        against.add(Guard.WORDS)
    if _of_another_row(said, unit):
        against.add(Guard.COLUMN)
    figures = _figures(said, there, unit)
    if figures is None or (said.rates and there.rates and not said.rates & there.rates):
        against.add(Guard.FIGURES)
    if figures is not None:
        if any(not _bounds_agree(one, other) for one, other in figures):
            against.add(Guard.BOUNDS)
        if unit.cells:
            if not _column_agrees(said, unit.cells, figures, asked.words):
                against.add(Guard.COLUMN)
        elif not _parts_agree(said, there, figures):
            against.add(Guard.PARTS)
    if unit.cells:
        if said.denied or said.mood not in (FACT, MUST):
            against.add(Guard.MOOD)
    else:
        against |= set(_grammar(said, there, aligned, asked))
    return Fit(aligned.share, frozenset(against & set(guards)), aligned.missing)


def fit_answer(said: Clause, unit: Unit, clause: int, question: Clause, guards: Collection[Guard] = GUARDS) -> Fit:
    """How a clause fits a short answer ("28 дней"), which has its words from the question."""
    there, lent = unit.clauses[clause], unit.lent[clause]
    aligned = _align(said, there, (), ())
    if aligned.missing or _of_another_row(question, unit):
        return NO_FIT
    figures = _figures(said, there, unit)
    if figures is None:
        return Fit(0.0, frozenset((Guard.FIGURES,)))
    asked = _align(question, there, lent, ())
    if asked.share < ASKED or not asked.pairs:
        return Fit(0.0, frozenset((Guard.WORDS,)))
    against = set()
    if unit.cells and not _column_agrees(question, unit.cells, figures, question.words):
        against.add(Guard.COLUMN)
    if not unit.cells and not _parts_agree(question, there, figures):
        against.add(Guard.PARTS)
    if any(not _bounds_agree(one, other) for one, other in figures):
        against.add(Guard.BOUNDS)
    return Fit(asked.share, frozenset(against & set(guards)))


def fit_verdict(
    yes: bool, unit: Unit, clause: int, question: Clause, guards: Collection[Guard] = GUARDS
) -> Fit:
    """How a clause fits a bare "yes" or "no": it states the question, or denies it."""
    there, lent = unit.clauses[clause], unit.lent[clause]
    aligned = _align(question, there, lent, ())
    if aligned.share < STATED or not aligned.pairs:
        return NO_FIT
    if _figures(question, there, unit) is None:
        return Fit(aligned.share, frozenset((Guard.FIGURES,)))
    found = set(_grammar(question, there, aligned, question))
    opposed = found & {Guard.DENIAL, Guard.MOOD}
    against = found - opposed
    if bool(opposed) is yes:
        against |= opposed or {Guard.DENIAL}
    return Fit(aligned.share, frozenset(against & set(guards)))


# --- words ---------------------------------------------------------------------------------------


def _align(
    said: Clause, there: Clause, lent: Sequence[Word], asked: Sequence[Word]
) -> _Alignment:
    """Each word that is said with one of the evidence: first the same words, then families, which take a word that
    nothing else has taken; what is lent explains, but is no evidence of its own."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for exact in (True, False):
        for index, word in enumerate(said.words):
            if index in pairs:
                continue
            best, at = 0.0, -1
            for place, other in enumerate(there.words):
                if not exact and place in taken:
                    continue
                close = closeness(word, other)
                if close > best and (close == 1.0 or not exact):
                    best, at = close, place
            if at >= 0:
                pairs[index] = at
                taken.add(at)
    total = own = explained = 0.0
    missing = []
    echoes = 1
    for index, word in enumerate(said.words):
        value = weight(word)
        total += value
        if index in pairs:
            own += value
            explained += value
        elif any(closeness(word, other) for other in lent if VERB not in (word.kind, other.kind) or word.kind == other.kind):
            explained += value
        elif is_light(word):
            explained += value
        elif echoes and word.kind == NOUN and not (word.actor or word.name) and any(w.lemma == word.lemma for w in asked):
            echoes -= 1
            explained += value / 2
        else:
            missing.append(word)
    if not total:
        return _Alignment((), (), 1.0, 1.0)
    return _Alignment(tuple(pairs.items()), tuple(missing), own / total, explained / total)


def _of_another_row(said: Clause, unit: Unit) -> bool:
    """Whether a word stands in other rows of the table and not in this one."""
    if not unit.cells:
        return False
    own = [word for cell in unit.cells for word in (*cell.head.words, *cell.body.words)]
    return any(
        any(word.term == other.term for other in unit.beside) and not any(closeness(word, other) for other in own)
        for word in said.words
    )


def _tolerated(aligned: _Alignment, said: Clause, unit: Unit, clause: int) -> bool:
    """One verb may be another one, where much else agrees and the evidence has a verb that nothing stands for; one
    that the evidence has elsewhere is not meant by another."""
    there = unit.clauses[clause]
    if len(aligned.missing) > 1 or aligned.missing[0].kind != VERB:
        return False
    if unit.cells:
        return bool(said.figures) or len(aligned.pairs) > 1
    if said.denied != there.denied or (said.mood == MAY) != (there.mood == MAY):
        return False
    (verb,) = aligned.missing
    telling = sum(not is_light(said.words[index]) for index, _ in aligned.pairs)
    if telling < 3 and not (telling and said.figures):
        return False
    if any(closeness(verb, word) for other in unit.clauses for word in other.words):
        return False
    taken = {place for _, place in aligned.pairs}
    return any(word.kind == VERB and place not in taken for place, word in enumerate(there.words)) or (
        any(word.kind == VERB for word in unit.lent[clause])
    )


# --- figures -------------------------------------------------------------------------------------


def _figures(said: Clause, there: Clause, unit: Unit) -> list[tuple[Figure, Figure]] | None:
    """Each figure that is said with one of the evidence; None when one does not stand there."""
    heads = [figure for cell in unit.cells for figure in cell.head.figures]
    found = []
    for figure in said.figures:
        same = [other for other in (*there.figures, *heads) if figures_agree(figure, other)]
        same = same or [other for other in there.figures if _in_range(figure, other)]
        if not same:
            return None
        counted = [other for other in same if other.counted == figure.counted]
        if figure.counted and not counted and _counts_other(figure, same, there.figures):
            return None
        exact = counted or same
        found.append((figure, next((o for o in exact if o.bound == figure.bound), exact[0])))
    return found


def _counts_other(figure: Figure, same: Sequence[Figure], all_figures: Sequence[Figure]) -> bool:
    """Whether the number counts something else there, while another number counts this."""
    return all(other.counted for other in same) and any(
        other.counted == figure.counted and other not in same for other in all_figures
    )


def figures_agree(one: Figure, other: Figure) -> bool:
    """Whether two figures are one amount or date."""
    if one.date or other.date:
        return one.date and other.date and _dates_agree(one.value, other.value)
    if one.measure and other.measure:
        return one.measure.equals(other.measure)
    if one.measure and one.measure.every or other.measure and other.measure.every:
        return False
    return one.value == other.value


def _in_range(one: Figure, other: Figure) -> bool:
    """Whether one is an end of the other, a range: "до 18" of "9-18"."""
    ends = other.value.split("-")
    return not (one.date or other.date) and len(ends) == 2 and one.value in ends and (one.measure is None or other.measure is None or one.measure.dimension == other.measure.dimension)


def _dates_agree(one: str, other: str) -> bool:
    return all(a == b or int(a) == 0 or int(b) == 0 for a, b in zip(one.split("-"), other.split("-"), strict=True))


def _bounds_agree(one: Figure, other: Figure) -> bool:
    """At most is not at least; a bound that only one of both names is the other's way to say it."""
    return not one.bound or not other.bound or one.bound == other.bound


def _parts_agree(said: Clause, there: Clause, figures: Sequence[tuple[Figure, Figure]]) -> bool:
    """Where commas part several figures, each figure goes with the words of its own part: a part that has words of
    its own lends its figure to no other."""
    parts = set(there.figure_parts)
    if len(parts) < 2 or not figures:
        return True
    spoken = {place for place, one in enumerate(there.words) if any(closeness(word, one) for word in said.words)}
    first = min(parts)
    for _, other in figures:
        homes = {there.figure_parts[i] for i, figure in enumerate(there.figures) if figure == other}
        telling = [p for p, word in enumerate(there.words) if there.word_parts[p] in homes and not is_light(word)]
        if telling and not any(place in spoken for place in telling):
            return False
        near = [there.words[p] for p in range(len(there.words)) if there.word_parts[p] in homes | {first}]
        for place in spoken:
            part = there.word_parts[place]
            if (
                part in parts - homes - {first}
                and not is_light(there.words[place])
                and not any(closeness(there.words[place], one) for one in near)
                and not _part_is_claimed(there, part, figures)
            ):
                return False
    return True


def _part_is_claimed(there: Clause, part: int, figures: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether the statement also takes a figure of this part: then its words belong to that one."""
    own = [f for i, f in enumerate(there.figures) if there.figure_parts[i] == part]
    return any(other in own for _, other in figures)


# --- tables --------------------------------------------------------------------------------------


def _column_agrees(
    said: Clause, cells: Sequence[Cell], figures: Sequence[tuple[Figure, Figure]], asked: Sequence[Word]
) -> bool:
    """A figure stands in the column that is spoken of: no other column is named while its own is not."""
    for figure, other in figures:
        homes = [i for i, cell in enumerate(cells) if any(f is other or f == other for f in cell.body.figures)]
        if not homes:
            continue
        named = [_named(cell, said.words, said.figures) for cell in cells]
        if not any(named[1:]):
            named = [_named(cell, asked, ()) for cell in cells]
        best = max(named)
        if best and not any(named[home] >= best - 1e-9 for home in homes):
            return False
        if not best and not any(_unit_fits(figure, cells[home]) for home in homes):
            return False
    return True


def _named(cell: Cell, words: Sequence[Word], figures: Sequence[Figure]) -> float:
    """How much of a column's name is spoken of (0…1), a little more for its figures with their bound."""
    names = [word for word in cell.head.words if not is_light(word)] or cell.head.words
    share = sum(any(closeness(word, name) for word in words) for name in names) / max(len(names), 1)
    for figure in cell.head.figures:
        share += any(figures_agree(figure, one) and one.bound == figure.bound for one in figures)
    return share


def _unit_fits(figure: Figure, cell: Cell) -> bool:
    """Whether a column without a name in the statement can hold a figure in this unit."""
    if figure.measure is None:
        return True
    own: list[Measure] = [f.measure for f in (*cell.body.figures, *cell.head.figures) if f.measure]
    return not own or any(measure.dimension == figure.measure.dimension for measure in own)


# --- what is said of it --------------------------------------------------------------------------

_MOODS_AGREE = frozenset(
    ((FACT, FACT), (FACT, MUST), (MUST, FACT), (MUST, MUST), (MAY, MAY), (MAY_NOT, MAY_NOT), (FACT, MAY_NOT),
     (MAY_NOT, FACT), (NEED_NOT, NEED_NOT), (NEED_NOT, FACT), (FACT, NEED_NOT))
)  # fmt: skip


def _grammar(said: Clause, there: Clause, aligned: _Alignment, asked: Clause) -> Iterable[Guard]:
    matched = {place for _, place in aligned.pairs}
    denied, mood = there.denied, there.mood
    telling = {there.segments[place] for place in matched if not is_light(there.words[place])}
    if telling and there.stance and not telling & there.stance:
        denied, mood = False, FACT
    if there.without and matched and matched <= there.without:
        denied = not denied
    if said.denied != denied:
        yield Guard.DENIAL
    elif (
        denied is said.denied
        and not (there.without and matched and matched <= there.without)
        and (said.mood, mood) not in _MOODS_AGREE
        and not (said.only and there.only)
        and not (said.mood == MAY and mood == FACT and any(figure.bound for figure in said.figures))
    ):
        yield Guard.MOOD
    if not said.conditioned and _dropped(there, there.condition, matched, asked.words):
        yield Guard.CONDITION
    elif any(
        not any(figures_agree(one, other) for other in (*said.figures, *asked.figures)) for one in there.restricting
    ):
        yield Guard.CONDITION
    if (said.only and not there.only) or (
        there.only and not said.only and _dropped(there, there.exclusive, matched, (), KEPT + 0.1)
    ):
        yield Guard.ONLY
    if said.before & there.after or said.after & there.before:
        yield Guard.ROLES
    if _roles_swapped(said, there, aligned):
        yield Guard.ROLES


def _dropped(
    there: Clause, places: Collection[int], matched: Collection[int], asked: Sequence[Word], least: float = KEPT
) -> bool:
    """Whether nothing of some words of the evidence stands in the statement or the question."""
    words = [place for place in places if not is_light(there.words[place])]
    kept = sum(place in matched or any(closeness(there.words[place], one) for one in asked) for place in words)
    return bool(words) and kept < least * len(words)


def _roles_swapped(said: Clause, there: Clause, aligned: _Alignment) -> bool:
    """Whether who acts in one acts not in the other, where somebody else does."""
    pairs = [(said.words[i], there.words[k]) for i, k in aligned.pairs if said.words[i].kind == NOUN]
    actors = [(a, b) for a, b in pairs if _can_act(a) and _can_act(b)]
    for mine, theirs in actors:
        if _acts(mine, said) != _acts(theirs, there) and None not in (_acts(mine, said), _acts(theirs, there)):
            doer, place = (theirs, there) if _acts(mine, said) else (mine, said)
            if any(word is not doer and _can_act(word) and _acts(word, place) for word in place.words):
                return True
    return False


def _can_act(word: Word) -> bool:
    return word.kind == NOUN and (word.actor or word.name)


def _acts(word: Word, clause: Clause) -> bool | None:
    """Whether a noun is who acts: in the nominative, or in the instrumental of a passive; None when its form does
    not tell."""
    passive = any(other.passive for other in clause.words)
    if word.cases == {"nomn"}:
        return not passive
    if word.cases == {"ablt"}:
        return passive
    return False if "nomn" not in word.cases and word.cases else None
