"""In which tables training examples are kept, and how their fields become JSON."""

from dataclasses import fields
from typing import Any

from desktop.core.training_entities import Example
from desktop.storage.row_repository import RowTables
from desktop.storage.tables import ExampleRow, PassageRow, ReviewRow
from workers.contract.training import ExampleKind, ExampleText, Finding, FindingCode, Severity

_TEXT = [field.name for field in fields(ExampleText)]


def _text(facts: dict[str, Any]) -> ExampleText:
    values = {name: facts[name] for name in _TEXT if name in facts}
    return ExampleText(**{**values, "kind": ExampleKind(facts["kind"]), "passages": tuple(facts["passages"])})


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
    {"findings": (_findings, _read_findings)},
    lambda row: {"doubtful": row.doubtful, "cluster": row.cluster, "document": row.text.document},
)
