"""`bukvar summary`, `compare`, `facts`: what a base's documents say as a whole."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.progress import finished, reconciled, starter_models
from desktop.features.analysis.domain.analysis import Analysis, AnalysisState, Fact, FactState, SummaryPart
from desktop.features.analysis.domain.cells import place_of, short
from desktop.features.analysis.viewmodels import analysis_words
from workers.contract.analysis.comparison import ComparedRow, ComparedSide, RowChange
from workers.contract.codes import Code, ProblemError
from workers.contract.specs.answers import Citation
from workers.files import read_file

if TYPE_CHECKING:
    from desktop.app import Application

_SIGNS = {
    RowChange.SAME: " ", RowChange.MOVED: ">", RowChange.ADDED: "+",
    RowChange.REMOVED: "-",
}  # fmt: skip


async def summary(application: "Application", call: Call) -> int:
    """A line a sentence; the same command goes on where it was cut off, and says again what is made."""
    base, arguments = await _prepared(application, call), call.arguments
    document = _document(application, base, arguments.document)
    made = application.summaries.begin(base, document, arguments.model, again=arguments.again)
    ended = await _ended(application, call, made)
    found = application.summaries.summary(made.id)
    if arguments.parts:
        for part in found.parts:
            call.output.row({"heading": part.heading, "page": part.page, **_part(part)}, _told(part))
    if found.whole is not None:
        call.output.row({"document": ended.subjects[0].name, **_part(found.whole)}, _told(found.whole))
    return DONE if ended.state is AnalysisState.DONE else PROBLEM


async def compare(application: "Application", call: Call) -> int:
    """A line a sentence that differs, then the count."""
    base = application.bases.by_name(call.arguments.base).id
    pair = [_document(application, base, name) for name in (call.arguments.first, call.arguments.second)]
    result, rows = await application.comparisons.rows(application.comparisons.begin(base, *pair))
    for row in rows:
        if row.change is not RowChange.SAME or call.arguments.all:
            call.output.row(_compared(row), _compared_text(row))
    values = {"rows": result.rows, "share": round(result.share, 4)}
    call.output.row(values, analysis_words.compared(result))
    return DONE


async def facts(application: "Application", call: Call) -> int:
    """A line a cell, as it is made; with --output also the whole table."""
    base, arguments = await _prepared(application, call), call.arguments
    named = [_document(application, base, name) for name in arguments.documents]
    documents = named or [row.id for row in application.documents.list(base)]
    made = application.facts.begin(base, documents, _questions(call), arguments.model, again=arguments.again)
    ended = await _ended(application, call, made)
    cells = application.facts.cells(made.id)
    for subject in ended.subjects:
        for number, question in enumerate(ended.questions):
            cell = cells.get(place_of(subject.document, number))
            if cell is not None:
                call.output.row(*_cell(subject.name, question, cell))
    if arguments.output:
        target = call.target(arguments.output, application.paths.data)
        await application.workbooks.export(ended, target, analysis_words.workbook_words())
        call.output.row({"file": str(target)}, str(target))
    return DONE if ended.state is AnalysisState.DONE else PROBLEM


async def _prepared(application: "Application", call: Call) -> str:
    base = application.bases.by_name(call.arguments.base)
    await starter_models(application, call.output)
    await reconciled(application, base.id)
    if call.arguments.model:
        application.models.get(call.arguments.model)
    return base.id


async def _ended(application: "Application", call: Call, made: Analysis) -> Analysis:
    """The analysis when its work has ended; raises what that failed with."""
    job = application.analyses.job(made)
    if made.state is not AnalysisState.DONE and job is not None:
        await finished(application, job, call.output)
    return application.analyses.get(made.id)


def _document(application: "Application", base: str, typed: str) -> str:
    """The document of that path or name. Raises FILE_UNREADABLE."""
    wanted = PurePath(typed)
    for row in application.documents.list(base):
        if typed in (row.path, row.id) or PurePath(row.path).name == wanted.name:
            return row.id
    raise ProblemError(Code.FILE_UNREADABLE, "not in the base", file=typed)


def _questions(call: Call) -> list[str]:
    asked = list(call.arguments.question)
    if call.arguments.questions:
        file = call.path(call.arguments.questions)
        try:
            asked += read_file(file).decode("utf-8-sig").splitlines()
        except (OSError, ValueError) as error:
            raise ProblemError(Code.FILE_UNREADABLE, str(error), file=str(file)) from error
    return asked


def _sources(citations: tuple[Citation, ...]) -> list[dict[str, Any]]:
    return [{"number": c.number, "document": c.name, "page": c.page, "quote": c.quote} for c in citations]


def _part(part: SummaryPart) -> dict[str, Any]:
    return {
        "text": part.text,
        "sentences": [
            {"text": part.text[one.start : one.end], "citations": list(one.citations)}
            for one in part.sentences
        ],
        "citations": _sources(part.citations),
        "left_out": part.left_out,
        "quoted": part.quoted,
    }


def _told(part: SummaryPart) -> str:
    lines = [part.heading] if part.heading else []
    for one in part.sentences:
        lines.append(part.text[one.start : one.end] + "".join(f" [{number}]" for number in one.citations))
    for place in part.citations:
        lines.append(f"  [{place.number}] {words.place(place.name, place.page)}: «{_line(place.quote)}»")
    if said := analysis_words.about(part):
        lines.append(said)
    return "\n".join(lines)


def _compared(row: ComparedRow) -> dict[str, Any]:
    sides = {"first": row.first, "second": row.second}
    return {"change": row.change.value, "figures": row.figures} | {
        name: {"text": side.text, "page": side.page, "changed": [side.text[a:b] for a, b in side.spans]}
        for name, side in sides.items()
        if side is not None
    }


def _compared_text(row: ComparedRow) -> str:
    if row.change is RowChange.CHANGED and row.first is not None and row.second is not None:
        gone, new = _SIGNS[RowChange.REMOVED], _SIGNS[RowChange.ADDED]
        return f"{gone} {_marked(row.first)}\n{new} {_marked(row.second)}"
    side = row.first or row.second
    return f"{_SIGNS[row.change]} {_line(side.text)}" if side is not None else ""


def _marked(side: ComparedSide) -> str:
    """The sentence with what changed in brackets."""
    text = side.text
    for start, end in reversed(side.spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return _line(text)


def _cell(document: str, question: str, cell: Fact) -> tuple[dict[str, Any], str]:
    values = {
        "document": document,
        "question": question,
        "answered": cell.state is FactState.ANSWERED,
        "answer": short(cell) if cell.state is FactState.ANSWERED else "",
        "citations": _sources(cell.citations) if cell.state is FactState.ANSWERED else [],
    }
    return values, f"{document}\t{question}\t{_line(analysis_words.cell(cell))}"


def _line(text: str) -> str:
    return " ".join(text.split())
