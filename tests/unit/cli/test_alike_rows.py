"""Which examples the commands name as those of others in nearly the same words."""

from desktop.cli.commands.dataset import alike
from desktop.core.review.rows import RowState
from tests.helpers.example_rows import example
from workers.contract.training.checks import Finding, FindingCode, Severity

ALIKE = (Finding(FindingCode.NEAR_DUPLICATE, Severity.DOUBT, {"example": "1", "share": 96}),)


def test_rejected_rows_are_named_no_more() -> None:
    rows = [
        example("base", 1, findings=()),
        example("base", 2, findings=ALIKE),
        example("base", 3, findings=ALIKE, state=RowState.REJECTED),
        example("base", 4, findings=ALIKE, state=RowState.APPROVED),
    ]
    assert alike(rows) == [2, 4]
