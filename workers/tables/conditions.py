"""Conditions of numbers and days: which column a comparison, an absence, a number or a month is meant of."""

import re
from functools import cache

from workers.contract.tables import Column, ColumnKind
from workers.tables.bounds import When
from workers.tables.lexicon import canon, is_amount_of, words_of
from workers.tables.mentions import has_concept, has_sums, name_terms
from workers.tables.passing import passes
from workers.tables.periods import add_period
from workers.tables.plan import COUNTED, Comparison, Condition, Operation
from workers.tables.progress import CONTEXT, FULL, NAMED, PlanDraft
from workers.tables.vocabulary import words
from workers.text.measures import dimension_of, measure

_BEFORE, _BEHIND = 5, 4  # words around a comparison among which its column is named


def add_bounds(progress: PlanDraft) -> bool:
    """Give each comparison its column; False when one finds none."""
    for bound in progress.asked.bounds:
        column = _column_near(progress, bound.words, bound.measure)
        if column is None:
            return False
        after = max(bound.words) + 1
        said = progress.asked.words[after].text if after < len(progress.asked.words) else ""
        times = _times(said, progress.columns[column])
        if times is None:
            return False
        numbers = tuple(number * times for number in bound.numbers)
        taken = bound.words | ({after} if times != 1 else set())
        progress.add(Condition(column, bound.test, numbers=numbers), taken, NAMED)
    return True


def _times(said: str, column: Column) -> float | None:
    """By what a number in a unit that is said is multiplied to be one of a column: "два года" of months by
    12; None where a column of another kind of unit holds none ("два месяца" of days)."""
    own = next((one for one in (*words_of(column.unit), *words_of(column.name)) if dimension_of(one)), "")
    one, other = (measure("1", unit) if unit else None for unit in (said, own))
    if one is None or other is None:
        return 1.0
    return one.amount / other.amount if one.dimension == other.dimension else None


def add_absences(progress: PlanDraft) -> bool:
    """«скидки нет», «без скидки», «with a discount»; False when something is absent that no column holds."""
    asking = progress.asked.words
    for at, word in enumerate(asking):
        absent, present = word.text in words("without"), word.text in words("with")
        if present and progress.asked.operation not in {Operation.COUNT, Operation.LIST}:
            continue
        if not absent and not present:
            continue
        places = (at + 1,) if present else (at + 1, at - 1, at + 2)
        around = [place for place in places if 0 <= place < len(asking)]
        column = _absent_column(progress, around)
        if column is None:
            if absent and not word.neutral:
                return False
            continue
        if present and any(one.text[:1].isdigit() for one in asking[at + 1 : at + 4]):
            continue
        hits = progress.found.columns[column]
        zeros = {place for place, one in enumerate(asking) if one.text in {"0", "%"}} if absent else set()
        near = {place for place in around if hits.get(place, 0) >= 0.7}
        test = Comparison.NOTHING if absent else Comparison.SOMETHING
        progress.add(Condition(column, test), near | zeros | {at}, NAMED)
    return True


def add_gone(progress: PlanDraft) -> None:
    """«Что закончилось?»: the only column of amounts is empty or 0."""
    gone = frozenset(map(canon, words("gone")))
    said = {at for at in progress.free if progress.asked.words[at].term in gone}
    amounts = [
        at for at, one in enumerate(progress.columns) if one.kind in COUNTED and has_concept(one, "amount")
    ]
    if said and len(amounts) == 1:
        if amounts[0] in progress.used:  # «закончилось (остаток 0)»
            progress.take(said, 0.0)
        else:
            progress.add(Condition(amounts[0], Comparison.NOTHING), said, NAMED)


def add_equal_numbers(progress: PlanDraft) -> None:
    """«с отсрочкой 30 дней», «на 3 курсе»: a number next to the name of a column of numbers."""
    asking, found = progress.asked.words, progress.found
    names = {at for hits in found.columns.values() for at in hits}
    dated = {at for one in progress.asked.times for at in one.words}
    for at, word in enumerate(asking):
        if at in progress.taken | names | dated or not re.fullmatch(r"\d+(?:\.\d+)?", word.term):
            continue
        if at and asking[at - 1].text == "№":
            continue  # a name: «на складе № 2»
        if {at, at + 1} <= found.context:
            continue  # «за третий квартал»
        for column, hits in found.columns.items():
            near = {place for place in (at - 1, at + 1, at - 2, at + 2) if hits.get(place, 0) >= 0.6}
            if progress.columns[column].kind not in COUNTED or column in progress.used:
                continue
            days = [
                place
                for place in near
                if is_amount_of(name_terms(progress.columns[column].name), asking[place].term)
            ]
            if days or not all(asking[place].term in units() for place in near):
                condition = Condition(column, Comparison.EQUAL, numbers=(float(word.term),))
                progress.add(condition, near | {at}, FULL)
                break


def add_times(progress: PlanDraft, measure: int | None) -> bool:
    """Days, months and years become conditions on a column of dates, unless they name what is reckoned, or
    the table as a whole; False when they are neither."""
    asking = progress.asked.words
    dates = [at for at, one in enumerate(progress.columns) if one.kind is ColumnKind.DATE]
    for when in progress.asked.times:
        if when.words <= progress.taken:
            continue
        light = {at for at in when.words if asking[at].neutral or asking[at].term in units()}
        known = when.words <= progress.found.context | progress.taken | light
        column = _date_column(progress, dates, when)
        if column is None and not known and add_period(progress, when):
            continue
        condition = Condition(column if column is not None else -1, when.test, (when.text,))
        if column is not None and column != measure and (not known or _any_passes(progress, condition)):
            progress.add(condition, when.words, NAMED)
        elif known:
            progress.take(when.words, CONTEXT * len(when.words))
        else:
            return False
    return True


@cache
def units() -> frozenset[str]:
    """Words for what is counted, in any form."""
    return frozenset(map(canon, words("units")))


def _any_passes(progress: PlanDraft, condition: Condition) -> bool:
    return any(passes(condition, row, progress.columns) for row in progress.view.rows())


def _column_near(progress: PlanDraft, taken: frozenset[int], measure: str) -> int | None:
    """The column of numbers that is named next to a comparison, whose unit stands behind it, whose kind its
    word says, or that is the only one."""
    asking, found = progress.asked.words, progress.found
    numbers = [
        at for at, one in enumerate(progress.columns) if one.kind in COUNTED and at not in found.numbering
    ]
    first, last = min(taken), max(taken)
    behind = {word.term for word in asking[last + 1 : last + 3]}
    ranked: list[tuple[float, int, set[int]]] = []
    for column in numbers:
        hits = found.columns.get(column, {})
        near = {
            at for at in hits if first - _BEFORE <= at <= last + _BEHIND and at not in progress.asked.used
        }
        score = sum(hits[at] / (1 + 0.15 * (first - at if at < first else at - last)) for at in near)
        unit = progress.columns[column].unit.strip(".")
        score += 0.5 if unit and canon(unit) in behind else 0.0
        score += 1.0 if measure and has_concept(progress.columns[column], measure) else 0.0
        if score:
            ranked.append((score, column, near))
    ranked.sort(key=lambda one: -one[0])
    if not ranked and len(numbers) == 1 and not measure:
        ranked = [(0.0, numbers[0], set())]
    if not ranked and not measure:
        ranked = [(0.0, at, set()) for at in numbers if has_sums(progress.columns[at])]
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] <= 0.01):
        return None
    behind_it = {at for at in range(last + 1, min(last + 3, len(asking))) if asking[at].term in units()}
    progress.take(ranked[0][2] | behind_it, 0.0)
    return ranked[0][1]


def _absent_column(progress: PlanDraft, around: list[int]) -> int | None:
    for place in around:
        for column, hits in progress.found.columns.items():
            counted = progress.columns[column].kind in COUNTED and column not in progress.used
            if counted and hits.get(place, 0) >= 0.7:
                return column
    return None


def _date_column(progress: PlanDraft, dates: list[int], when: When) -> int | None:
    """The only column of dates, or the one that is named next to the day."""
    if len(dates) <= 1:
        return dates[0] if dates else None
    ranked = []
    for column in dates:
        hits = progress.found.columns.get(column, {})
        sure = (hit / (1 + 0.1 * abs(at - min(when.words))) for at, hit in hits.items())
        ranked.append((max(sure, default=0.0), column))
    ranked.sort(reverse=True)
    if ranked[0][0] <= ranked[1][0]:
        return None
    hits = progress.found.columns[ranked[0][1]]
    progress.take({at for at, hit in hits.items() if hit >= 0.6}, 0.0)
    return ranked[0][1]
