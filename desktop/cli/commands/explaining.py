"""`--explain` of search and ask: how places came to their order, and what kept one out."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import Call
from desktop.ui.words import why_words
from workers.contract.codec import to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.messages import Passages
from workers.contract.specs.search import Place, SearchReport

if TYPE_CHECKING:
    from desktop.app import Application


def place_of(application: "Application", base: str, call: Call) -> Place | None:
    """The place that is asked about, an empty one when `--explain` stands alone, None without it. Raises
    FILE_UNREADABLE for a document that the base does not have."""
    asked = call.arguments
    if not (asked.explain or asked.document or asked.quote):
        return None
    document = ""
    if asked.document:
        wanted = PurePath(asked.document)
        rows = application.documents.list(base)
        found = [row for row in rows if row.path == asked.document or PurePath(row.path).name == wanted.name]
        if not found:
            raise ProblemError(Code.FILE_UNREADABLE, "not in the base", file=asked.document)
        document = found[0].id
    return Place(document, asked.page, asked.quote)


def values(found: Passages, read: Sequence[str] = ()) -> dict[str, Any]:
    """For `--json`: `read` are the chunks that the model saw."""
    report = found.report or SearchReport()
    return {
        "searched": found.question,
        "understood": to_json(found.understood),
        "relevant": found.relevant,
        "best_cosine": found.best_cosine,
        "cosine_floor": found.cosine_floor,
        "coverage": report.coverage,
        "compared": report.compared,
        "unknown": list(report.unknown),
        "ranks": [to_json(one) | {"read": one.chunk in read} for one in report.ranks],
        "place": to_json(report.place) if report.place else None,
        "kept_out": report.kept_out.value,
        "seconds": found.seconds,
    }


def text(found: Passages, read: Sequence[str] = ()) -> str:
    """For a person."""
    report = found.report or SearchReport()
    lines = [why_words.searched(found), why_words.verdict(found)]
    lines += filter(None, [why_words.unknown(report), why_words.place(found, read)])
    if report.place:
        where = words.place(report.place.name, report.place.page)
        lines.append(f"  {where}: {' '.join(report.place.text.split())[:160]}")
        lines.append(f"  {why_words.ranks(report.place)}")
    lines.append(why_words.figures(found))
    for at, one in enumerate(report.ranks, 1):
        state = f", {why_words.read_words(one.chunk, read, asked=found.relevant)}" if read else ""
        lines.append(f"  {at}. {words.place(one.name, one.page)}: {why_words.ranks(one)}{state}")
    return "\n".join(lines)
