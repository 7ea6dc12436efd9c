"""Which words of a statement stand in a clause of the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.answering.evidence.clauses import Clause
from workers.answering.evidence.families import SAME, closeness, is_light, opposed, weight
from workers.answering.evidence.grammar import FACT, MAY
from workers.answering.evidence.units import Unit
from workers.answering.evidence.words import NOUN, VERB, Word


@dataclass(frozen=True, slots=True)
class Alignment:
    """`pairs`: places of a word of the statement and of one of the evidence; `missing`: what stands nowhere;
    `own`, `share`: how much of the statement (0…1) the clause holds itself, and with what is lent to it."""

    pairs: tuple[tuple[int, int], ...]
    missing: tuple[Word, ...]
    own: float
    share: float


# So many verbs of a statement may be others.
_OTHER_VERBS = 2
# Whom a rule speaks of without naming them: "Отпуск предоставляется ежегодно".
_IMPLIED = frozenset(("работник", "сотрудник", "работодатель", "организация", "компания"))


def _has_doer(there: Clause) -> bool:
    return any(word.actor and "nomn" in word.cases for word in there.words)


def align(
    said: Clause,
    there: Clause,
    lent: Sequence[Word],
    asked: Sequence[Word],
    subjects: Sequence[Word] = (),
) -> Alignment:
    """Each word that is said with one of the evidence: first the same words, then families, which take a
    word that nothing else has taken; what is lent explains, but is no evidence of its own, except
    `subjects`: what the clause goes on about."""
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
                if close > best and (close == SAME or not exact):
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
        if index in pairs or any(closeness(word, other) for other in subjects):
            own += value
            explained += value
        elif (
            any(
                closeness(word, other)
                for other in lent
                if VERB not in (word.kind, other.kind) or word.kind == other.kind
            )
            or is_light(word)
            or (word.lemma in _IMPLIED and not _has_doer(there))
        ):
            explained += value
        elif (
            echoes
            and word.kind == NOUN
            and not (word.actor or word.name)
            and any(w.lemma == word.lemma for w in asked)
        ):
            echoes -= 1
            explained += value / 2
        else:
            missing.append(word)
    if not total:
        return Alignment((), (), 1.0, 1.0)
    return Alignment(tuple(pairs.items()), tuple(missing), own / total, explained / total)


def of_another_row(said: Clause, unit: Unit) -> bool:
    """Whether a word stands in other rows of the table and not in this one."""
    if not unit.cells:
        return False
    own = [word for cell in unit.cells for word in (*cell.head.words, *cell.body.words)]
    return any(
        any(word.term == other.term for other in unit.beside)
        and not any(closeness(word, other) for other in own)
        for word in said.words
    )


def tolerated(missing: Sequence[Word], aligned: Alignment, said: Clause, unit: Unit, clause: int) -> bool:
    """Verbs may be others, where much else agrees and the evidence has verbs that nothing stands for. One
    that the evidence has elsewhere is not meant by another, nor is its opposite."""
    there = unit.clauses[clause]
    if len(missing) > _OTHER_VERBS or not all(word.verbal for word in missing):
        return False
    if unit.cells:
        return len(missing) == 1 and (bool(said.figures) or len(aligned.pairs) > 1)
    if said.denied != there.denied or (said.mood == MAY) != (there.mood == MAY):
        return False
    telling = sum(not is_light(word) for word in said.words) - len(missing)
    if telling < 3 and not (telling >= len(missing) and said.figures):
        return False
    stated = [word for other in unit.clauses for word in other.words]
    if any(closeness(verb, word) or opposed(verb, word) for verb in missing for word in stated):
        return False
    taken = {place for _, place in aligned.pairs}
    spare = sum(word.verbal and place not in taken for place, word in enumerate(there.words))
    spare += any(word.verbal for word in unit.lent[clause])
    if there.mood != FACT and not any(word.verbal for word in there.words):
        spare += 1  # "Субаренда допускается": what is done with it goes without saying
    return spare >= len(missing)
