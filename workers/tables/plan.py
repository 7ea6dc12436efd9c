"""A query over one table: what is asked of which column, of which rows."""

from dataclasses import dataclass
from enum import StrEnum

from workers.contract.tables import Column, ColumnKind

# Kinds whose values are added up.
COUNTED = frozenset({ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.CURRENCY})


class Operation(StrEnum):
    """What is reckoned."""

    SUM = "sum"
    COUNT = "count"
    AVERAGE = "average"
    LARGEST = "max"
    SMALLEST = "min"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    LIST = "list"
    SHARE = "share"  # of the rows that fulfil the conditions, or of their sum, among all, in percent
    VALUE = "value"  # of one cell


SUPERLATIVES = frozenset({Operation.LARGEST, Operation.SMALLEST})


class Comparison(StrEnum):
    """How a condition compares."""

    IN = "in"
    NOT_IN = "not in"
    EQUAL = "="
    LESS = "<"
    MORE = ">"
    AT_MOST = "<="
    AT_LEAST = ">="
    BETWEEN = "between"
    MONTH = "month"  # of a date: values are "10" or "2026-10"
    DAY = "day"  # "10-01" in any year, "2026-10-01"
    YEAR = "year"
    NOTHING = "empty or 0"
    SOMETHING = "more than 0"


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows whose cell in `column` (from 0) passes. `texts` are shown values (IN, NOT_IN) or days; `numbers`
    the others' bounds; `or_nothing`: an empty cell passes too (a period without an end)."""

    column: int
    test: Comparison
    texts: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    or_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """`measure`: the column that is reckoned (None: rows are counted); `label`: the column that is named or
    listed, by which LARGEST and SMALLEST group where `grouped` says how ("" = row by row). DIFFERENCE and
    RATIO are between `sides` (conditions added to the others), or between the columns of `across`; `across`
    of SUM: columns whose sums are one; of the other operations: columns that are compared with each other
    within the rows. `most`: how many of the largest. `among`: the rows of which SHARE tells a part."""

    operation: Operation
    measure: int | None = None
    label: int | None = None
    where: tuple[Condition, ...] = ()
    sides: tuple[tuple[Condition, ...], ...] = ()
    across: tuple[int, ...] = ()
    grouped: str = ""
    distinct: bool = False
    most: int = 1
    among: tuple[Condition, ...] = ()


def check(plan: Plan, columns: tuple[Column, ...]) -> str:
    """Why a plan cannot be run on a table with these columns, "" = it can."""
    used = [plan.measure, plan.label, *plan.across, *(one.column for one in plan.where)]
    used += [one.column for side in plan.sides for one in side]
    if any(one is not None and not 0 <= one < len(columns) for one in used):
        return "no such column"
    adds = plan.operation in {Operation.SUM, Operation.AVERAGE, Operation.DIFFERENCE, Operation.RATIO}
    measured = [one for one in (plan.measure, *plan.across) if one is not None]
    if plan.operation is Operation.SHARE and any(columns[one].kind not in COUNTED for one in measured):
        return "not a number"
    if adds and not measured and not plan.sides:
        return "nothing to reckon"
    if adds and any(columns[one].kind not in COUNTED for one in measured):
        return "not a number"
    if plan.operation is Operation.SUM and any(columns[one].kind is ColumnKind.PERCENT for one in measured):
        return "percents are not added up"
    if plan.operation in {Operation.LARGEST, Operation.SMALLEST} and not measured and plan.grouped != "count":
        return "nothing to compare"
    if plan.operation in {Operation.LIST, Operation.VALUE} and plan.label is None and plan.measure is None:
        return "nothing to show"
    if plan.operation in {Operation.DIFFERENCE, Operation.RATIO} and len(plan.sides or plan.across) != 2:
        return "not two sides"
    return ""
