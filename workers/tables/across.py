"""Columns that are taken together: set against each other, or added up over months and quarters."""

import re

from workers.tables.asking import segments
from workers.tables.lexicon import alike, canon
from workers.tables.measures import ranked_columns
from workers.tables.mentions import name_terms
from workers.tables.plan import COUNTED, Operation
from workers.tables.progress import NAMED, PlanDraft
from workers.tables.vocabulary import pairs, pattern

_TIME = re.compile(r"m\d+|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def named_across(progress: PlanDraft) -> tuple[int, ...]:
    """Two columns of numbers, each named in a piece of the question: «в сентябре по сравнению с августом».
    Of "Январь Начислено" and "Январь Удержано" it is the one that the whole question names."""
    chosen: list[tuple[int, set[int]]] = []
    for piece in segments(progress.asked):
        own = set(piece) & progress.free
        ranked = ranked_columns(progress, own)
        tied = {one[1] for one in ranked if one[0] == ranked[0][0]}
        if len(tied) > 1:
            # «начислено в марте больше, чем в январе»: what is said of one month is meant of the other.
            whole = [one for one in ranked_columns(progress, progress.free) if one[1] in tied]
            if len(whole) > 1 and whole[0][0] > whole[1][0]:
                ranked = [(ranked[0][0], whole[0][1], whole[0][2])]
        if ranked and ranked[0][0] >= 0.7 and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            chosen.append((ranked[0][1], ranked[0][2]))
    columns = tuple(column for column, _ in chosen)
    if len(columns) != 2 or columns[0] == columns[1]:
        return ()
    # Of two different measures none is more than the other.
    if progress.columns[columns[0]].kind is not progress.columns[columns[1]].kind:
        return ()
    for _, own in chosen:
        progress.take(own, NAMED * len(own))
    progress.used |= set(columns)
    return columns


def times_across(progress: PlanDraft) -> tuple[int, ...]:
    """«в каком квартале»: the columns that are quarters, months or years."""
    noun = progress.asked.noun
    if noun is None:
        return ()
    term = progress.asked.words[noun].term
    months, years = {canon("месяц"), canon("month")}, {canon("год"), canon("year")}
    columns = []
    for at, column in enumerate(progress.columns):
        terms = name_terms(column.name)
        others = [one for one in terms if one != term and one not in years]
        if column.kind not in COUNTED or not others or not all(map(_TIME.fullmatch, others)):
            continue
        of_month = term in months and any(one.startswith("m") for one in others)
        of_year = term in years and any(map(_YEAR.fullmatch, others))
        if term in terms or of_month or of_year:
            columns.append(at)
    if len(columns) < 2:
        return ()
    progress.take({noun}, NAMED)
    progress.used |= set(columns)
    return tuple(columns)


def summed_across(progress: PlanDraft) -> tuple[int, ...]:
    """«сколько удержано за квартал»: the columns of one measure for each month, where the question names
    none of the months and asks for all; () where one column holds their sum already."""
    asked, columns = progress.asked, progress.columns
    whole = {at for at, one in enumerate(asked.words) if re.fullmatch(pattern("whole period"), one.text)}
    if asked.operation not in {Operation.SUM, Operation.COUNT} or not whole:
        return ()
    named = {asked.words[at].term for at in whole}
    base: dict[tuple[str, ...], list[int]] = {}
    for at, column in enumerate(columns):
        terms = name_terms(column.name)
        rest = tuple(one for one in terms if not _TIME.fullmatch(one) and one not in named)
        if column.kind in COUNTED and at not in progress.used and rest:
            base.setdefault(rest, []).append(at)
    best: dict[tuple[str, ...], set[int]] = {}
    for rest, group in base.items():
        words = {at for at in progress.free if any(alike(asked.words[at].term, one) >= 0.7 for one in rest)}
        of_months = all(any(re.match(r"m\d", one) for one in name_terms(columns[at].name)) for at in group)
        if of_months and words and _is_whole(progress, whole, len(group)):
            best[rest] = words
    if len(best) != 1:
        return ()
    ((chosen, words),) = best.items()
    if any(set(chosen) < set(other) for other in base):
        return ()  # "Итого удержано"
    progress.take(words | whole, NAMED)
    progress.used |= set(base[chosen])
    return tuple(base[chosen])


def _is_whole(progress: PlanDraft, whole: set[int], months: int) -> bool:
    """Whether so many months are the quarter, half or year that is asked for, or any period."""
    wanted = {
        length for at in whole for name, length in pairs("months in a period").items()
        if progress.asked.words[at].text.startswith(name)
    }  # fmt: skip
    return months > 1 and wanted <= {str(months)}
