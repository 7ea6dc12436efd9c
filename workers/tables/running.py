"""Runs a plan over the rows of a table, once, in order; sums are exact. Nothing is written."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from workers.contract.tables import Column, TypedRow
from workers.tables.passing import passes
from workers.tables.plan import Operation, Plan
from workers.tables.values import is_nothing

KEPT = 200  # rows that are shown with an answer
_MOST_GROUPS = 200_000
_PATIENCE = 20.0  # seconds


class TooLong(Exception):
    """The table is too large to be reckoned while a person waits."""


@dataclass(slots=True)
class PartialSum:
    """Sums over some rows: of their numbers, and how many rows and numbers there are."""

    total: Decimal = Decimal(0)
    numbers: int = 0
    rows: int = 0
    largest: Decimal | None = None
    smallest: Decimal | None = None

    def add(self, number: Decimal | None) -> None:
        """One row more."""
        self.rows += 1
        if number is None:
            return
        self.total += number
        self.numbers += 1
        self.largest = number if self.largest is None else max(self.largest, number)
        self.smallest = number if self.smallest is None else min(self.smallest, number)


@dataclass(slots=True)
class TableResult:
    """What came out. `value`: the number (None where there is none); `names`: of the rows or groups that are
    largest, or listed; `sides`: of a difference; `rows`: the first of those reckoned from, `used` all of
    them, `counted` of them with a number; `texts`: cells that answer, as they are shown; `total` rows are
    in the table without sums."""

    value: Decimal | None = None
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sides: list[Decimal] = field(default_factory=list)
    rows: list[TypedRow] = field(default_factory=list)
    used: int = 0
    counted: int = 0
    total: int = 0
    problem: str = ""


def run(
    plan: Plan, columns: Sequence[Column], rows: Iterable[TypedRow], unit_column: int | None = None
) -> TableResult:
    """The outcome of a checked plan; raises `TooLong`."""
    return _Run(plan, columns, unit_column).run(rows)


class _Run:
    def __init__(self, plan: Plan, columns: Sequence[Column], unit_column: int | None) -> None:
        self._plan, self._columns, self._unit_column = plan, columns, unit_column
        self._out = TableResult()
        self._whole, self._among = PartialSum(), PartialSum()
        self._parts: dict[str, PartialSum] = {}
        self._sides = [PartialSum() for _ in plan.sides or plan.across]
        self._best: Decimal | str | None = None
        self._units: set[str] = set()
        self._named: dict[str, str] = {}

    def run(self, rows: Iterable[TypedRow]) -> TableResult:
        out, plan = self._out, self._plan
        until = time.monotonic() + _PATIENCE
        for at, row in enumerate(rows):
            if at % 5000 == 4999 and time.monotonic() > until:
                raise TooLong
            if row.total:
                continue
            out.total += 1
            if plan.operation is Operation.SHARE and all(
                passes(one, row, self._columns) for one in plan.among
            ):
                self._among.add(self._number(row, plan.measure))
            if all(passes(one, row, self._columns) for one in plan.where):
                self._take(row)
        self._finish()
        return out

    def _take(self, row: TypedRow) -> None:
        plan = self._plan
        if plan.sides:
            for side, part in zip(plan.sides, self._sides, strict=True):
                if all(passes(one, row, self._columns) for one in side):
                    part.add(self._number(row, plan.measure))
                    self._keep(row)
            return
        if plan.operation in {Operation.LARGEST, Operation.SMALLEST} and not plan.grouped and not plan.across:
            if plan.most > 1:
                self._rank(row)
            else:
                self._compare(row)
            return
        if self._unit_column is not None:
            self._units.add(row.cells[self._unit_column])
        self._keep(row)
        if plan.across:
            for column, part in zip(plan.across, self._sides, strict=True):
                part.add(self._number(row, column))
            return
        number = self._number(row, plan.measure)
        self._whole.add(number)
        if plan.label is not None and (plan.grouped or plan.distinct or plan.operation is Operation.LIST):
            name = row.cells[plan.label]
            if not is_nothing(name) and len(self._parts) < _MOST_GROUPS:
                self._parts.setdefault(name, PartialSum()).add(number)
        if plan.operation is Operation.VALUE and plan.measure is not None:
            self._out.texts.append(row.cells[plan.measure])

    def _compare(self, row: TypedRow) -> None:
        """A row against the best one so far; equal ones stand side by side."""
        plan, out = self._plan, self._out
        assert plan.measure is not None
        value = row.values[plan.measure]
        if value is None:
            return
        own: Decimal | str = value if isinstance(value, str) else Decimal(repr(value))
        self._whole.rows += 1
        better = self._best is None or (
            own > self._best if plan.operation is Operation.LARGEST else own < self._best  # type: ignore[operator]
        )
        if better:
            self._best, out.rows, out.names, out.texts, out.used = own, [], [], [], 0
        if own == self._best:
            self._keep(row)
            out.texts.append(row.cells[plan.measure])
            if plan.label is not None:
                out.names.append(row.cells[plan.label])

    def _rank(self, row: TypedRow) -> None:
        """A row among the best ones so far."""
        plan, out = self._plan, self._out
        assert plan.measure is not None
        measure = plan.measure
        if row.values[measure] is None:
            return
        self._whole.rows += 1
        largest = plan.operation is Operation.LARGEST
        out.rows.append(row)
        out.rows.sort(key=lambda one: one.values[measure], reverse=largest)  # type: ignore[arg-type, return-value]
        del out.rows[plan.most :]

    def _number(self, row: TypedRow, column: int | None) -> Decimal | None:
        value = row.values[column] if column is not None else None
        return Decimal(repr(value)) if isinstance(value, int | float) else None

    def _keep(self, row: TypedRow) -> None:
        self._out.used += 1
        if len(self._out.rows) < KEPT:
            self._out.rows.append(row)

    def _finish(self) -> None:
        plan, out, whole = self._plan, self._out, self._whole
        out.counted = whole.numbers
        if plan.operation is Operation.SUM and len(self._units) > 1:
            out.problem = "units differ"
        if plan.operation in {Operation.DIFFERENCE, Operation.RATIO}:
            self._finish_sides()
        elif plan.across:
            self._finish_across()
        elif plan.operation is Operation.SHARE:
            self._finish_share()
        elif plan.operation is Operation.COUNT:
            out.value = Decimal(len(self._parts) if plan.distinct else whole.rows)
        elif plan.operation is Operation.SUM:
            out.value = whole.total if whole.numbers else None
        elif plan.operation is Operation.AVERAGE:
            out.value = whole.total / whole.numbers if whole.numbers else None
        elif plan.operation is Operation.LIST:
            out.names = list(self._parts)
        elif plan.grouped:
            self._finish_groups()
        elif plan.most > 1 and plan.measure is not None:
            out.used = len(out.rows)
            out.names = [row.cells[plan.label] for row in out.rows if plan.label is not None]
            out.texts = [row.cells[plan.measure] for row in out.rows]
        elif plan.operation in {Operation.LARGEST, Operation.SMALLEST}:
            out.value = self._best if isinstance(self._best, Decimal) else None
        elif plan.operation is Operation.VALUE and whole.numbers == 1:
            out.value = whole.total

    def _finish_sides(self) -> None:
        plan, out = self._plan, self._out
        if plan.grouped == "range":
            whole = self._whole
            if whole.largest is None or whole.smallest is None or whole.numbers < 2:
                out.problem = "nothing to compare"
                return
            out.sides = [whole.largest, whole.smallest]
        else:
            if any(not part.numbers for part in self._sides):
                out.problem = "a side is empty"
                return
            if plan.sides and plan.grouped == "one" and any(part.rows > 1 for part in self._sides):
                out.problem = "a side has several rows"
                return
            average = plan.grouped == "average"
            out.sides = [part.total / part.numbers if average else part.total for part in self._sides]
        out.counted = out.used
        if plan.operation is Operation.RATIO:
            low = min(out.sides, key=abs)
            out.value = max(out.sides, key=abs) / low if low else None
        else:
            out.value = out.sides[0] - out.sides[1]

    def _finish_share(self) -> None:
        """Of rows, or of the numbers of a column; of a sum that is nothing or less there is no part."""
        plan, out, whole = self._plan, self._out, self._whole
        part, among = (Decimal(whole.rows), Decimal(self._among.rows))
        if plan.measure is not None:
            part, among = whole.total, self._among.total
            out.sides = [part, among]
        if among <= 0 or not 0 <= part <= among:
            out.problem = "no part of a whole"
            return
        out.value = 100 * part / among

    def _finish_across(self) -> None:
        plan, out = self._plan, self._out
        known = [
            (part.total, column)
            for part, column in zip(self._sides, plan.across, strict=True)
            if part.numbers
        ]
        if len(known) < 2:
            out.problem = "nothing to compare"
            return
        totals = [total for total, _ in known]
        if plan.operation is Operation.SUM:
            out.value, out.counted = sum(totals, Decimal(0)), out.used
            return
        out.value = max(totals) if plan.operation is Operation.LARGEST else min(totals)
        out.names = [self._columns[column].name for total, column in known if total == out.value]
        out.counted = out.used

    def _finish_groups(self) -> None:
        plan, out = self._plan, self._out
        sums: dict[str, Decimal] = {}
        for name, part in self._parts.items():
            if plan.grouped == "count":
                sums[name] = Decimal(part.rows)
            elif part.numbers:
                sums[name] = part.total / part.numbers if plan.grouped == "average" else part.total
        if len(sums) < 2:
            out.problem = "nothing to compare"
            return
        out.value = max(sums.values()) if plan.operation is Operation.LARGEST else min(sums.values())
        out.names = [name for name, one in sums.items() if one == out.value]
        assert plan.label is not None
        chosen = set(out.names)
        out.rows = [row for row in out.rows if row.cells[plan.label] in chosen]
        out.counted = whole if (whole := self._whole.numbers) else self._whole.rows
