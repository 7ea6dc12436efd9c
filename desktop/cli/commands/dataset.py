"""Commands about training examples."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.rows import RowCommands, text
from desktop.cli.progress import reconciled
from desktop.core.review.rows import ImportedRows, RowState
from desktop.core.training_entities import Example
from desktop.features.training.services.example_rows import ESTIMATE_FROM
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem
from workers.contract.training.checks import FindingCode
from workers.contract.training.examples import GENERATED_KINDS, ExampleKind, ExampleText
from workers.contract.training.rows import Columns

if TYPE_CHECKING:
    from desktop.app import Application

_Commands = RowCommands[Example, ExampleText]


async def dataset(application: "Application", call: Call) -> int:
    """`bukvar dataset import|generate|samples|check|list|stats|review|export`."""
    base = application.bases.by_name(call.arguments.base)
    commands: _Commands = RowCommands(
        application, call, base, application.examples, "rows", _imported, _values
    )
    match call.arguments.action:
        case "import":
            return await _import(commands)
        case "generate":
            return await _generate(commands)
        case "samples":
            await _samples(commands)
        case "check":
            await _check(commands)
        case "list":
            commands.show()
            return DONE
        case "review":
            if call.arguments.approve_all and not call.arguments.unseen and not _is_looked_at(commands):
                return PROBLEM
            commands.review()
        case "export":
            commands.export(call.arguments.all)
            return DONE
    return _summary(commands)


async def _import(commands: _Commands) -> int:
    application, arguments = commands.application, commands.call.arguments
    if not await commands.import_files(Columns(arguments.question, arguments.answer), ""):
        return PROBLEM
    if application.models.embedder() is None:
        # The rows are kept; they wait for their check.
        commands.call.output.problem(Problem(Code.EMBEDDER_MISSING))
    else:
        await application.examples.check.ensure_checked(commands.base.id)
        _tell_alike(commands)
    return _summary(commands)


def _tell_alike(commands: _Commands) -> None:
    """By their numbers, before anybody approves them all at once."""
    if found := alike(commands.application.examples.rows.list(commands.base.id)):
        commands.call.output.row({"nearly_the_same": found}, words.nearly_the_same(found))


def alike(rows: Sequence[Example]) -> list[int]:
    """The numbers of rows that say nearly the same as one before; what is rejected is settled."""
    return [
        row.number
        for row in rows
        if row.state is not RowState.REJECTED
        and any(one.code is FindingCode.NEAR_DUPLICATE for one in row.findings)
    ]


async def _generate(commands: _Commands) -> int:
    examples, arguments = commands.application.examples, commands.call.arguments
    kinds = tuple(ExampleKind(kind) for kind in arguments.kinds or ()) or GENERATED_KINDS
    if not await commands.make(lambda: examples.generator.make(commands.base.id, kinds, arguments.limit)):
        return PROBLEM
    await examples.check.ensure_checked(commands.base.id)
    return _summary(commands)


async def _samples(commands: _Commands) -> None:
    application, language = commands.application, commands.call.arguments.language
    added = application.examples.importer.add_samples(commands.base.id, language)
    commands.call.output.row({"language": language, "rows": added}, str(added))
    if application.models.embedder() is not None:
        await application.examples.check.ensure_checked(commands.base.id)


async def _check(commands: _Commands) -> None:
    application, base = commands.application, commands.base.id
    await reconciled(application, base)
    result = await application.examples.check.check(base)
    values = {
        "examples": result.examples,
        "failed": result.failed,
        "doubtful": result.doubtful,
        "clusters": result.clusters,
    }
    commands.call.output.row(values, "\t".join(f"{name} {value}" for name, value in values.items()))
    _tell_alike(commands)


def _is_looked_at(commands: _Commands) -> bool:
    """Whether so few rows wait that nobody need ask, or somebody has judged a sample of them; else a sample
    is shown with the question."""
    rows, base = commands.application.examples.rows, commands.base.id
    waiting = rows.counts(base).pending
    if waiting <= ESTIMATE_FROM or rows.estimate(base) is not None:
        return True
    for row in rows.sample(base, ESTIMATE_FROM):
        commands.call.output.row({"sample": row.number, **_values(row, {})}, text(row))
    commands.call.output.problem(Problem(Code.SAMPLE_FIRST, {"rows": waiting}))
    return False


def _summary(commands: _Commands) -> int:
    """One line: what the base has now."""
    rows, base = commands.application.examples.rows, commands.base
    counts, estimate = rows.counts(base.id), rows.estimate(base.id)
    documents = {document.id for document in commands.application.documents.list(base.id)}
    values = {
        "base": base.name,
        **to_json(counts),
        "orphans": len(rows.orphans(base.id, documents)),
        "passages": commands.passages(),
        "estimate": to_json(estimate) if estimate else None,
        "data_hash": rows.data_hash(base.id),
    }
    commands.call.output.row(values, words.examples(counts))
    return DONE


def _imported(taken: ImportedRows) -> dict[str, Any]:
    return {
        "format": taken.format,
        "columns": to_json(taken.columns),
        "rows": taken.rows,
        "doubles": taken.doubles,
        "skipped": taken.skipped_total,
        "reasons": [{k: v for k, v in to_json(row).items() if v != ""} for row in taken.skipped],
        "passed": list(taken.passed),
        "hidden": list(taken.hidden),
    }


def _values(row: Example, names: dict[str, str]) -> dict[str, Any]:
    said = row.text
    return {
        "number": row.number,
        "id": row.id,
        "state": row.state.value,
        "doubtful": row.doubtful,
        "question": said.question,
        "answer": said.answer,
        "kind": said.kind.value,
        "quote": said.quote,
        "document": names.get(said.document, ""),
        "page": said.page,
        "language": said.language,
        "source": row.source.value,
        "findings": [to_json(finding) for finding in row.findings],
        "checked": row.checked,
        "cluster": row.cluster,
        "reviewed_by": row.reviewed_by,
        "reviewed_at": row.reviewed_at.isoformat() if row.reviewed_at else "",
    }
