"""Rows that hold from a day to a day: tariffs in force, leaves, contracts. Two columns of dates, "Действует
с" and "Действует по", are one period, and what is asked of a day is asked of the periods that it lies in."""

import re
from calendar import monthrange
from dataclasses import dataclass

from workers.contract.tables import ColumnKind
from workers.tables.bounds import When
from workers.tables.lexicon import concepts
from workers.tables.mentions import has_concept
from workers.tables.plan import Comparison, Condition
from workers.tables.progress import NAMED, PlanDraft
from workers.text.folding import plain

_BEGINS = re.compile(r"(?:.*\s)?(?:с|со|from|since)(?:\s+\(?дат[аы]\)?)?")
_ENDS = re.compile(r"(?:.*\s)?(?:по|до|to|until|till)(?:\s+\(?дат[аы]\)?)?")
_BEGIN_WORDS = frozenset({"begin"})
_END_WORDS = frozenset({"end"})


@dataclass(frozen=True, slots=True)
class Period:
    """The columns of its first and last day."""

    begin: int
    end: int


def period_of(progress: PlanDraft) -> Period | None:
    """The one period that the rows of a table have; None when there is none, or dates beside it."""
    dates = [at for at, one in enumerate(progress.columns) if one.kind is ColumnKind.DATE]
    begins = [at for at in dates if _fits(progress, at, _BEGINS, {"begin", "departure"})]
    ends = [at for at in dates if _fits(progress, at, _ENDS, {"end", "arrival"})]
    if len(dates) != 2 or len(begins) != 1 or len(ends) != 1 or begins == ends:
        return None
    return Period(begins[0], ends[0])


def add_period(progress: PlanDraft, when: When) -> bool:
    """Make a day, a month or a year a condition on the rows whose period it lies in; False when the table has
    no period, or the day has no year."""
    period = period_of(progress)
    days = _days(when.text)
    if period is None or days is None:
        return False
    first, last = days
    said = {name for word in progress.asked.words for name in concepts(word.term)}
    if said & (_BEGIN_WORDS | _END_WORDS):
        column = period.begin if said & _BEGIN_WORDS else period.end
        progress.add(Condition(column, when.test, (when.text,)), when.words, NAMED)
        return said.isdisjoint(_BEGIN_WORDS) or said.isdisjoint(_END_WORDS)
    if when.test is Comparison.AT_MOST:
        return False  # «по 30 июня»: whose last day it is, or all that hold until then
    if when.test is Comparison.AT_LEAST and any(
        row.values[period.begin] == first for row in progress.view.rows()
    ):
        progress.add(Condition(period.begin, Comparison.DAY, (first,)), when.words, NAMED)
        return True
    conditions = {
        Comparison.MORE: [Condition(period.end, Comparison.MORE, (last,), or_nothing=True)],
        Comparison.LESS: [Condition(period.begin, Comparison.LESS, (first,))],
    }.get(
        when.test,
        [
            Condition(period.begin, Comparison.AT_MOST, (last,)),
            Condition(period.end, Comparison.AT_LEAST, (first,), or_nothing=True),
        ],
    )
    for one in conditions:
        progress.add(one, when.words, NAMED / len(conditions))
    return True


def edge_of(progress: PlanDraft) -> int | None:
    """«до какого числа», «с какого дня»: the column of a period that is asked for."""
    period = period_of(progress)
    if period is None:
        return None
    text = " ".join(word.text for word in progress.asked.words)
    begins = bool(re.search(r"\b(?:со?|from) как(?:ого|ой)\b|\bsince when\b|\bfrom (?:which|what)\b", text))
    ends = bool(re.search(r"\b(?:до|по) как(?:ого|ой|ое|ую)\b|\buntil (?:when|which|what)\b", text))
    if begins == ends:
        return None
    return period.begin if begins else period.end


def _fits(progress: PlanDraft, at: int, form: re.Pattern[str], concept: set[str]) -> bool:
    column = progress.columns[at]
    return bool(form.fullmatch(plain(column.name).strip())) or has_concept(column, concept)


def _days(text: str) -> tuple[str, str] | None:
    """First and last day of "2026-07-01", "2026-07", "2026"; None when no year is said."""
    parts = text.split("-")
    if len(parts[0]) != 4:
        return None
    year = int(parts[0])
    if len(parts) == 3:
        return text, text
    month = int(parts[1]) if len(parts) == 2 else 0
    last = month or 12
    return f"{year}-{month or 1:02d}-01", f"{year}-{last:02d}-{monthrange(year, last)[1]:02d}"
