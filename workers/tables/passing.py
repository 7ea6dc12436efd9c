"""Whether a row fulfils a condition of a query."""

from collections.abc import Sequence

from workers.contract.tables import Column, ColumnKind, TypedRow
from workers.tables.plan import COUNTED, Comparison, Condition
from workers.tables.values import is_nothing


def passes(condition: Condition, row: TypedRow, columns: Sequence[Column]) -> bool:
    """Whether a row fulfils a condition. A cell that holds nothing fulfils NOTHING, NOT_IN and
    `or_nothing` alone."""
    test, cell, value = condition.test, row.cells[condition.column], row.values[condition.column]
    if test is Comparison.IN:
        return cell in condition.texts
    if test is Comparison.NOT_IN:
        return cell not in condition.texts
    if test is Comparison.NOTHING:
        return is_nothing(cell) or value == 0
    if condition.or_nothing and is_nothing(cell):
        return True
    if test is Comparison.SOMETHING:
        return isinstance(value, int | float) and value > 0
    if columns[condition.column].kind is ColumnKind.DATE:
        return isinstance(value, str) and _passes_day(test, value, condition.texts[0])
    if columns[condition.column].kind not in COUNTED or not isinstance(value, int | float):
        return False
    bound = condition.numbers[0]
    return {
        Comparison.EQUAL: value == bound, Comparison.LESS: value < bound, Comparison.MORE: value > bound,
        Comparison.AT_MOST: value <= bound, Comparison.AT_LEAST: value >= bound,
        Comparison.BETWEEN: bound <= value <= condition.numbers[-1],
    }.get(test, False)  # fmt: skip


def _passes_day(test: Comparison, day: str, wanted: str) -> bool:
    if len(wanted) == 5 and test not in {Comparison.DAY, Comparison.MONTH}:
        day = day[5:]  # of any year
    if test in {Comparison.DAY, Comparison.MONTH}:
        return day.startswith(wanted) if len(wanted) > 5 else day[5:].startswith(wanted)
    if test is Comparison.YEAR:
        return day.startswith(wanted)
    return {
        Comparison.LESS: day < wanted, Comparison.MORE: day > wanted, Comparison.AT_MOST: day <= wanted,
        Comparison.AT_LEAST: day >= wanted, Comparison.EQUAL: day == wanted,
    }.get(test, False)  # fmt: skip
