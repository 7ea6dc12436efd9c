"""Conditions of texts: which values of which column the words of a question name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workers.contract.tables import ColumnKind
from workers.tables.asking import segments
from workers.tables.conditions import units
from workers.tables.lexicon import words_of
from workers.tables.mentions import ValueHit, has_concept
from workers.tables.passing import passes
from workers.tables.plan import Comparison, Condition
from workers.tables.progress import FULL, NAMED, PARTLY, PlanDraft
from workers.tables.vocabulary import words

Sides = tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Values of a column that one set of words names; `full`: these words are all of theirs."""

    column: int
    words: frozenset[int]
    texts: tuple[str, ...]
    full: bool


def add_values(progress: PlanDraft, exclude: set[int]) -> None:
    """Conditions of values, the one that accounts for most words first; two values of one column are either
    of them."""
    pieces = segments(progress.asked)
    columns = [column for column in progress.found.values if column not in exclude]
    if len(pieces) > 1 and (joined := _joined(progress, pieces, columns)) is not None:
        _add(progress, joined)
    while (best := _best(progress, _hits(progress, progress.free, columns))) is not None:
        known = next(
            (one for one in progress.where if one.column == best.column and one.test is Comparison.IN), None
        )
        if known is not None and len(pieces) < 2:
            columns = [one for one in columns if one != best.column]
            continue
        if known is not None:
            progress.where.remove(known)
            texts = tuple(dict.fromkeys((*known.texts, *best.texts)))
            best = Best(best.column, best.words, texts, best.full)
        _add(progress, best)


def two_sides(progress: PlanDraft) -> Sides:
    """The two values that are set against each other, of one column; () when there are not two."""
    pieces, free = segments(progress.asked), progress.free
    distinct = progress.found.distinct
    for column in sorted(progress.found.values, key=lambda one: -distinct.get(one, 0)):
        parts: list[Best] = []
        shared: frozenset[int] = frozenset()  # words of the first side that the second leaves out
        for piece in pieces:
            own = set(piece) & free
            hits = _hits(progress, own, [column])
            if not hits and shared:
                values = progress.found.values.get(column, ())
                hits = [hit for hit in values if hit.words & own and hit.words & shared]
            best = _best(progress, hits)
            if best is not None:
                parts.append(best)
                shared = frozenset(at for at in best.words if not progress.asked.words[at].term.isdigit())
        if len(parts) == 2 and set(parts[0].texts).isdisjoint(parts[1].texts):
            for part in parts:
                progress.take(part.words, (FULL if part.full else PARTLY) * len(part.words))
            progress.used.add(column)
            return tuple((Condition(column, Comparison.IN, part.texts),) for part in parts)
    return ()


def month_sides(progress: PlanDraft) -> Sides:
    """Two months or years that are set against each other, of the only column of dates: «на сколько сентябрь
    больше августа»."""
    dates = [at for at, one in enumerate(progress.columns) if one.kind is ColumnKind.DATE]
    whens = progress.asked.times
    if len(dates) != 1 or len(whens) != 2 or progress.asked.two:
        return ()
    if whens[0].test is not whens[1].test or whens[0].test not in {Comparison.MONTH, Comparison.YEAR}:
        return ()
    whens = tuple(sorted(whens, key=lambda one: min(one.words)))
    for one in whens:
        progress.take(one.words, NAMED)
    progress.used.add(dates[0])
    return tuple((Condition(dates[0], one.test, (one.text,)),) for one in whens)


def keep_sides(progress: PlanDraft, sides: Sides) -> Sides:
    """A condition that only one of two sides fulfils is said of that side: «капитальный ремонт токарного»."""
    for condition in [one for one in progress.where if sides and one.test is Comparison.IN]:
        rows = [row for row in progress.view.rows() if passes(condition, row, progress.columns)]
        held = [
            any(all(passes(one, row, progress.columns) for one in side) for row in rows) for side in sides
        ]
        if any(held) and not all(held):
            progress.where.remove(condition)
            sides = tuple((*side, condition) if own else side for side, own in zip(sides, held, strict=True))
    return sides


def has_unit_name(name: str) -> bool:
    """Whether a column holds the units of its rows: "Ед. изм."."""
    forms = r"(?:ед\.?|единица)(?:\s*изм(?:\.|ерения)?)?|unit|units|uom"
    return bool(re.fullmatch(forms, name.strip(), re.I))


def _add(progress: PlanDraft, best: Best) -> None:
    worth = (FULL if best.full else PARTLY) * len(best.words)
    progress.add(Condition(best.column, Comparison.IN, best.texts), best.words, worth)
    if has_unit_name(progress.columns[best.column].name):
        progress.unit_column = best.column


def _joined(progress: PlanDraft, pieces: list[list[int]], columns: list[int]) -> Best | None:
    """«стулья и табуреты»: one column that has values for neighbouring pieces."""
    whole = _best(progress, _hits(progress, progress.free, columns))
    if whole is not None and whole.full and sum(bool(whole.words & set(piece)) for piece in pieces) > 1:
        return None  # the value itself is joined
    for column in columns:
        parts = [_best(progress, _hits(progress, set(piece) & progress.free, [column])) for piece in pieces]
        hit = [part for part in parts if part is not None]
        if len(hit) >= 2:
            texts = dict.fromkeys(text for part in hit for text in part.texts)
            return Best(column, frozenset(at for part in hit for at in part.words), tuple(texts), False)
    return None


def _hits(progress: PlanDraft, among: set[int], columns: Iterable[int]) -> list[ValueHit]:
    """Values that these words name, with the words of each that are among them."""
    found = []
    for column in columns:
        for hit in progress.found.values.get(column, ()):
            own = hit.words & among
            full = hit.full and own == hit.words
            if own and _tells(progress, own, hit, full=full):
                found.append(ValueHit(column, hit.text, own, full))
    return found


def _tells(progress: PlanDraft, own: frozenset[int], hit: ValueHit, *, full: bool) -> bool:
    """Words that name a column, or only say how many, tell no value by themselves."""
    asking = progress.asked.words
    if full:
        return not all(asking[at].neutral for at in own) or len(own) == len(words_of(hit.text))
    named = {at for hits in progress.found.columns.values() for at, sure in hits.items() if sure >= 0.8}
    strong = {at for at in own if not asking[at].neutral and asking[at].term not in units()}
    return bool(strong - named) and not all(asking[at].term.isdigit() for at in own)


def _best(progress: PlanDraft, hits: list[ValueHit]) -> Best | None:
    """The values that account for most words."""
    if not hits:
        return None

    def worth(hit: ValueHit) -> tuple[float, ...]:
        names = progress.found.columns.get(hit.column, {})
        named = any(sure >= 0.8 for at, sure in names.items() if at not in hit.words)
        return (
            len(hit.words) + 0.5 * hit.full, hit.full, named, _direction(progress, hit),
            -progress.found.distinct.get(hit.column, 0),
        )  # fmt: skip

    first = max(hits, key=worth)
    same = [hit for hit in hits if hit.column == first.column and hit.words == first.words]
    full = [hit for hit in same if hit.full]
    return Best(first.column, first.words, tuple(dict.fromkeys(hit.text for hit in full or same)), bool(full))


def _direction(progress: PlanDraft, hit: ValueHit) -> float:
    """«из Москвы» is where one leaves, «в Казань» where one arrives."""
    at = min(hit.words)
    before = progress.asked.words[at - 1].text if at else ""
    column = progress.columns[hit.column]
    if before in words("leaving"):
        return float(has_concept(column, "departure"))
    if before in words("arriving"):
        return float(has_concept(column, "arrival"))
    return 0.5
