"""Which table answers a question: the one whose plan accounts for most of it, when no other differs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workers.contract.tables import ColumnKind
from workers.tables.asking import ask
from workers.tables.mentions import View, has_concept
from workers.tables.plan import Comparison, Condition, Operation
from workers.tables.planning import NEVER_ADDED, ScoredPlan, plan
from workers.tables.running import TableResult, TooLong, run

# Plans of other tables within this much of the best one have to say the same.
_CLOSE = 1.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The plan that was run, and what came out."""

    found: ScoredPlan
    outcome: TableResult


def choose(question: str, views: Iterable[View]) -> Chosen | None:
    """The answer of the tables; None when they have none that is certain."""
    asked = ask(question)
    if asked is None:
        return None
    plans = [found for view in views if (found := plan(asked, view)) is not None and not found.left]
    plans.sort(key=lambda one: -one.score)
    answers: list[Chosen] = []
    for found in plans:
        if found.score < plans[0].score - _CLOSE:
            break
        outcome = reckon(found)
        if outcome is None:
            if any(_same_heads(found.view, other.view) for other in plans if other is not found):
                continue  # another sheet of the same form may have such rows
            return None
        if found.plan.operation is Operation.VALUE and len(set(outcome.texts)) != 1:
            found = replace(found, plan=replace(found.plan, operation=Operation.SUM))
        answers.append(Chosen(found, outcome))
    if not answers or any(_said(one) != _said(answers[0]) for one in answers):
        return None
    return answers[0]


def _same_heads(first: View, second: View) -> bool:
    """Whether two tables are sheets of one document that differ in their rows alone: one for each month."""
    names = [one.name for one in first.columns], [one.name for one in second.columns]
    return first.name == second.name and names[0] == names[1]


def reckon(found: ScoredPlan) -> TableResult | None:
    """What comes of a plan, None when it says nothing that can be relied on."""
    view, chosen = found.view, found.plan
    try:
        outcome = run(chosen, view.columns, view.rows(), found.unit_column)
        if chosen.operation is Operation.VALUE and len(set(outcome.texts)) > 1 and _is_summed(found):
            return reckon(replace(found, plan=replace(chosen, operation=Operation.SUM)))
        if outcome.problem or not outcome.used:
            return None
        if chosen.operation is Operation.VALUE and len(set(outcome.texts)) != 1:
            return None  # several rows that say the same are one answer
        if chosen.operation is Operation.SUM and outcome.value is None:
            return None
        if chosen.grouped in {"sum", "average", "count"} and chosen.label is not None:
            # The rows of the group that was found.
            where = (*chosen.where, Condition(chosen.label, Comparison.IN, tuple(outcome.names)))
            rows = run(
                replace(chosen, operation=Operation.COUNT, grouped="", distinct=False, where=where),
                view.columns,
                view.rows(),
            )
            outcome.rows, outcome.used = rows.rows, rows.used
    except TooLong:
        return None
    return outcome


def _is_summed(found: ScoredPlan) -> bool:
    """Whether several cells that a question names are meant together: «долг клиентов Ладоги» is their sum,
    «цена стульев» none."""
    measure = found.plan.measure
    if measure is None or found.view.columns[measure].kind is not ColumnKind.CURRENCY:
        return False
    return not has_concept(found.view.columns[measure], NEVER_ADDED)


def _said(one: Chosen) -> tuple[object, ...]:
    """What an answer says, whichever table says it."""
    out = one.outcome
    return one.found.plan.operation, out.value, tuple(out.names), tuple(out.texts), tuple(out.sides)
