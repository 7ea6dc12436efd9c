"""Examples in the database of an application, as making and checking would leave them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.app import Application
from desktop.core.requests import new_id
from desktop.core.review.rows import RowSource, RowState
from desktop.core.training_entities import Example
from desktop.features.training.example_tables import EXAMPLE_TABLES
from desktop.storage.row_repository import SqlRows
from workers.contract.training.checks import Finding, FindingCode, Severity
from workers.contract.training.examples import ExampleKind, ExampleText

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FOUND = Finding(FindingCode.QUOTE_FOUND, Severity.OK)
DOUBT = Finding(FindingCode.NOT_IN_QUOTE, Severity.DOUBT, {"words": "руководителю отдела", "place": "4.3"})
PHONE = Finding(FindingCode.PERSONAL_PHONE, Severity.DOUBT, {"text": "+7 900 123-45-67"})
KINDS = (ExampleKind.FACT, ExampleKind.HOW_TO, ExampleKind.TERM)


def example(base: str, number: int, **values: object) -> Example:
    """A pending one that passed its checks."""
    text = ExampleText(f"Вопрос {number}?", f"Ответ {number}.", KINDS[number % 3], f"Цитата {number}")
    row = Example(
        new_id(), base, number, text, RowState.PENDING, RowSource.IMPORTED, "вопросы.csv", NOW,
        findings=(FOUND,), checked=True, cluster=f"cluster {number}",
    )  # fmt: skip
    return replace(row, **values)  # type: ignore[arg-type]


def put_examples(application: Application, rows: Sequence[Example]) -> None:
    """Before anything has asked for the examples of this base."""
    SqlRows(application.database.session, EXAMPLE_TABLES).save(rows)
