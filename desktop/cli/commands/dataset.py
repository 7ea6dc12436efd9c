"""Commands about training examples."""

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.progress import finished, starter_models
from desktop.core.entities import JobState, KnowledgeBase
from desktop.core.review.rows import RowState
from desktop.core.training_entities import Example
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.training import GENERATED_KINDS, Columns, ExampleKind, PassageStatus

if TYPE_CHECKING:
    from desktop.app import Application


async def dataset(application: "Application", call: Call) -> int:
    """`bukvar dataset import|generate|samples|check|list|stats|review|export`."""
    base = application.bases.by_name(call.arguments.base)
    act = {
        "import": _import,
        "generate": _generate,
        "samples": _samples,
        "check": _check,
        "list": _list,
        "stats": _stats,
        "review": _review,
        "export": _export,
    }[call.arguments.action]
    return await act(application, call, base)


async def _import(application: "Application", call: Call, base: KnowledgeBase) -> int:
    arguments, output = call.arguments, call.output
    files = [call.path(typed) for typed in arguments.files]
    for file in files:
        if not file.is_file():
            output.problem(Problem(Code.FILE_UNREADABLE, {"file": str(file)}))
            return PROBLEM
    columns = Columns(arguments.question, arguments.answer)
    for file in files:
        result = await application.examples.importer.import_rows(base.id, file, columns)
        values = {
            "file": str(file),
            "format": result.format,
            "columns": to_json(result.columns),
            "rows": result.rows,
            "doubles": result.doubles,
            "skipped": result.skipped_total,
            "reasons": [to_json(row) for row in result.skipped],
        }
        output.row(values, f"{file.name}\t{result.format}\t{result.rows}")
    if application.models.embedder() is None:
        output.problem(Problem(Code.EMBEDDER_MISSING))  # the rows are kept; they wait for their check
    else:
        await application.examples.check.ensure_checked(base.id)
    return _summary(application, call, base)


async def _generate(application: "Application", call: Call, base: KnowledgeBase) -> int:
    examples = application.examples
    await starter_models(application, call.output)
    await application.documents.ensure_reconciled(base.id)
    kinds = tuple(ExampleKind(kind) for kind in call.arguments.kinds or ()) or GENERATED_KINDS
    job = await examples.generator.make(base.id, kinds, call.arguments.limit)
    record = await finished(application, job, call.output)
    made = examples.generator.made(job)
    values = {
        "job": job.id,
        "state": record.state.value,
        "rows": len(made),
        "passages": _passages(application, base),
    }
    call.output.row(values, f"{record.state.value}\t{len(made)}")
    if record.state is not JobState.SUCCEEDED:
        return PROBLEM
    await examples.check.ensure_checked(base.id)
    return _summary(application, call, base)


async def _samples(application: "Application", call: Call, base: KnowledgeBase) -> int:
    added = application.examples.importer.add_samples(base.id, call.arguments.language)
    call.output.row({"language": call.arguments.language, "rows": added}, str(added))
    if application.models.embedder() is not None:
        await application.examples.check.ensure_checked(base.id)
    return _summary(application, call, base)


async def _check(application: "Application", call: Call, base: KnowledgeBase) -> int:
    await application.documents.ensure_reconciled(base.id)
    result = await application.examples.check.check(base.id)
    values = {
        "examples": result.examples,
        "failed": result.failed,
        "doubtful": result.doubtful,
        "clusters": result.clusters,
    }
    call.output.row(values, "\t".join(f"{name} {value}" for name, value in values.items()))
    return _summary(application, call, base)


async def _list(application: "Application", call: Call, base: KnowledgeBase) -> int:
    names = _names(application, base)
    for row in application.examples.rows.list(base.id):
        if call.arguments.state in ("", row.state.value):
            call.output.row(_values(row, names), _text(row))
    return DONE


async def _stats(application: "Application", call: Call, base: KnowledgeBase) -> int:
    return _summary(application, call, base)


async def _review(application: "Application", call: Call, base: KnowledgeBase) -> int:
    arguments, examples = call.arguments, application.examples.rows
    by = " ".join(arguments.by.split())
    approved = _chosen(application, base, arguments.approve or [])
    rejected = _chosen(application, base, arguments.reject or [])
    if arguments.undo:
        undone = examples.undo(base.id)
        call.output.row({"undone": [row.number for row in undone]}, _numbers(undone))
    if arguments.approve_all:
        doomed = {row.id for row in rejected}
        waiting = [row for row in examples.list(base.id) if row.state is RowState.PENDING]
        approved = [*approved, *(row for row in waiting if row.id not in doomed)]
    if approved:
        examples.approve(base.id, [row.id for row in approved], by)
        call.output.row({"approved": [row.number for row in approved], "by": by}, _numbers(approved))
    if rejected:
        examples.reject(base.id, [row.id for row in rejected], by)
        call.output.row({"rejected": [row.number for row in rejected], "by": by}, _numbers(rejected))
    return _summary(application, call, base)


async def _export(application: "Application", call: Call, base: KnowledgeBase) -> int:
    arguments, examples = call.arguments, application.examples
    if arguments.file:
        file = call.path(arguments.file)
        rows = examples.exporter.export(base.id, file, arguments.all)
        call.output.row({"file": str(file), "rows": rows}, f"{file}\t{rows}")
        return DONE
    for values in examples.exporter.objects(base.id, arguments.all):
        call.output.row(values, json.dumps(values, ensure_ascii=False))
    return DONE


def _summary(application: "Application", call: Call, base: KnowledgeBase) -> int:
    """One line: what the base has now."""
    examples = application.examples.rows
    counts = examples.counts(base.id)
    estimate = examples.estimate(base.id)
    documents = {document.id for document in application.documents.list(base.id)}
    values = {
        "base": base.name,
        **to_json(counts),
        "orphans": len(examples.orphans(base.id, documents)),
        "passages": _passages(application, base),
        "estimate": to_json(estimate) if estimate else None,
        "data_hash": examples.data_hash(base.id),
    }
    call.output.row(values, words.examples(counts))
    return DONE


def _passages(application: "Application", base: KnowledgeBase) -> dict[str, int]:
    rows = application.examples.rows.passages(base.id).values()
    return {status.value: sum(row.status is status for row in rows) for status in PassageStatus}


def _chosen(application: "Application", base: KnowledgeBase, typed: list[str]) -> list[Example]:
    """The examples meant by numbers or ids; raises EXAMPLE_UNKNOWN before anything is changed."""
    rows = application.examples.rows.list(base.id)
    known = {row.id: row for row in rows} | {str(row.number): row for row in rows}
    for name in typed:
        if name not in known:
            raise ProblemError(Code.EXAMPLE_UNKNOWN, example=name)
    return list({known[name].id: known[name] for name in typed}.values())


def _names(application: "Application", base: KnowledgeBase) -> dict[str, str]:
    return {row.id: PurePath(row.path).name for row in application.documents.list(base.id)}


def _values(row: Example, names: dict[str, str]) -> dict[str, Any]:
    text = row.text
    return {
        "number": row.number,
        "id": row.id,
        "state": row.state.value,
        "doubtful": row.doubtful,
        "question": text.question,
        "answer": text.answer,
        "kind": text.kind.value,
        "quote": text.quote,
        "document": names.get(text.document, ""),
        "page": text.page,
        "language": text.language,
        "source": row.source.value,
        "findings": [to_json(finding) for finding in row.findings],
        "checked": row.checked,
        "cluster": row.cluster,
        "reviewed_by": row.reviewed_by,
        "reviewed_at": row.reviewed_at.isoformat() if row.reviewed_at else "",
    }


def _text(row: Example) -> str:
    facts = (str(row.number), row.state.value, row.text.kind.value, row.text.question, row.text.answer)
    return "\t".join(" ".join(fact.split()) for fact in facts)


def _numbers(rows: list[Example]) -> str:
    return " ".join(str(row.number) for row in rows)
