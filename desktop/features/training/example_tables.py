"""In which tables training examples are kept, and how their fields become JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from desktop.core.training_entities import Example
from desktop.storage.row_repository import RowTables
from desktop.storage.tables import ExampleRow, PassageRow, ReviewRow
from workers.contract.training.checks import Finding, FindingCode, Severity
from workers.contract.training.examples import ExampleKind, ExampleText

_TEXT = [field.name for field in fields(ExampleText)]


def _text(facts: dict[str, Any]) -> ExampleText:
    values = {name: facts[name] for name in _TEXT if name in facts}
    lists = {
        "passages": tuple(facts["passages"]),
        "earlier": _turns(facts.get("earlier", ())),
    }
    return ExampleText(**{**values, "kind": ExampleKind(facts["kind"]), **lists})


def _turns(facts: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((asked, said) for asked, said in facts)


def _findings(found: tuple[Finding, ...]) -> list[dict[str, Any]]:
    return [{"code": one.code, "severity": one.severity, "params": one.params} for one in found]


def _read_findings(facts: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(FindingCode(one["code"]), Severity(one["severity"]), one["params"]) for one in facts)


EXAMPLE_TABLES: RowTables[Example] = RowTables(
    ExampleRow,
    ReviewRow,
    PassageRow,
    Example,
    _text,
    {"findings": (_findings, _read_findings), "masked_earlier": (list, _turns)},
    lambda row: {"doubtful": row.doubtful, "cluster": row.cluster, "document": row.text.document},
)
