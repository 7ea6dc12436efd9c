"""Rows of a file that can be no example and no question, in words."""

from collections.abc import Sequence
from itertools import groupby

from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.notes import ranges
from workers.contract.training.rows import SkippedRow


def skipped_rows(
    rows: Sequence[SkippedRow], total: int = 0, passed: Sequence[str] = (), hidden: Sequence[str] = ()
) -> list[str]:
    """A sentence for each reason, with the numbers of its rows; one more where `total` is more than are
    named, and one for each sheet that was `passed` over or is `hidden`."""
    lines = []
    for (sheet, reason), found in groupby(sorted(rows, key=_place), key=_place):
        group = list(found)
        line = fill(_words(reason, len(group)), ranges(row.row for row in group))
        said = translate("SkippedRows", "Sheet “%1”: %2")
        lines.append(fill(said, sheet, line) if sheet else line)
    if total > len(rows):
        lines.append(translate("SkippedRows", "%n more row(s) left out", "", total - len(rows)))
    nothing = translate(
        "SkippedRows", "Sheet “%1” is passed over: no columns with questions and answers are found in it"
    )
    unseen = translate(
        "SkippedRows", "Sheet “%1” is hidden and left out: show it in the file to take its rows"
    )
    return [*lines, *(fill(nothing, sheet) for sheet in passed), *(fill(unseen, sheet) for sheet in hidden)]


def known_rows(count: int) -> list[str]:
    """How many rows were there before, where any were."""
    return [translate("SkippedRows", "%n row(s) were here already", "", count)] if count else []


def _place(row: SkippedRow) -> tuple[str, str]:
    return row.sheet, row.reason


def _words(reason: str, count: int) -> str:
    match reason:
        case "no_question":
            return translate("SkippedRows", "%n row(s) without a question: %1", "", count)
        case "no_answer":
            return translate("SkippedRows", "%n row(s) without an answer: %1", "", count)
        case "too_long":
            return translate("SkippedRows", "%n row(s) too long for the model: %1", "", count)
        case "not_json":
            return translate("SkippedRows", "%n damaged row(s), no JSON: %1", "", count)
        case "no_pair":
            return translate("SkippedRows", "%n row(s) without a question and its answer: %1", "", count)
        case "header":
            return translate(
                "SkippedRows",
                "%n row(s) that only repeat the names or the numbers of the columns: %1",
                "",
                count,
            )
        case "cut":
            return translate(
                "SkippedRows",
                "%n row(s) with more cells than columns (a text with a delimiter needs quotation marks): %1",
                "",
                count,
            )
    return translate("SkippedRows", "%n row(s) that cannot be read: %1", "", count)
