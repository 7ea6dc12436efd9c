"""Commands about exam questions."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.exam_ready import ready
from desktop.cli.commands.exam_run import run
from desktop.cli.progress import finished, starter_models
from desktop.core.entities import JobState, KnowledgeBase
from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.rows import RowState
from desktop.features.exam.services.question_kind import exported
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.exam import GENERATED_QUESTIONS, QuestionKind
from workers.contract.training import PassageStatus

if TYPE_CHECKING:
    from desktop.app import Application


async def exam(application: "Application", call: Call) -> int:
    """`bukvar exam import|make|review|show|export|run|ready`."""
    base = application.bases.by_name(call.arguments.base)
    act = {
        "import": _import, "make": _make, "review": _review, "show": _show, "export": _export, "run": run,
        "ready": ready,
    }[call.arguments.action]  # fmt: skip
    return await act(application, call, base)


async def _import(application: "Application", call: Call, base: KnowledgeBase) -> int:
    files = [call.path(typed) for typed in call.arguments.files]
    for file in files:
        if not file.is_file():
            call.output.problem(Problem(Code.FILE_UNREADABLE, {"file": str(file)}))
            return PROBLEM
    for file in files:
        taken = await application.questions.importer.import_rows(base.id, file, by=call.arguments.by)
        call.output.row({"file": str(file), **to_json(taken)}, f"{file.name}\t{taken.format}\t{taken.rows}")
    return _summary(application, call, base)


async def _make(application: "Application", call: Call, base: KnowledgeBase) -> int:
    questions = application.questions
    await starter_models(application, call.output)
    await application.documents.ensure_reconciled(base.id)
    kinds = tuple(QuestionKind(kind) for kind in call.arguments.kinds or ()) or GENERATED_QUESTIONS
    job = await questions.generator.make(base.id, call.arguments.questions, kinds)
    record = await finished(application, job, call.output)
    made = questions.generator.made(job)
    passages = questions.rows.passages(base.id).values()
    values = {
        "job": job.id,
        "state": record.state.value,
        "questions": len(made),
        "passages": {status.value: sum(row.status is status for row in passages) for status in PassageStatus},
    }
    call.output.row(values, f"{record.state.value}\t{len(made)}")
    if record.state is not JobState.SUCCEEDED:
        return PROBLEM
    return _summary(application, call, base)


async def _review(application: "Application", call: Call, base: KnowledgeBase) -> int:
    arguments, questions = call.arguments, application.questions.rows
    by = " ".join(arguments.by.split())
    approved = _chosen(application, base, arguments.approve or [])
    rejected = _chosen(application, base, arguments.reject or [])
    mended = _chosen(application, base, [arguments.mend] if arguments.mend else [])
    if arguments.approve_all:
        decided = {row.id for row in (*rejected, *mended)}
        waiting = [row for row in questions.list(base.id) if row.state is RowState.PENDING]
        approved = [*approved, *(row for row in waiting if row.id not in decided)]
    if approved:
        questions.approve(base.id, [row.id for row in approved], by)
        call.output.row({"approved": [row.number for row in approved], "by": by}, _numbers(approved))
    if rejected:
        questions.reject(base.id, [row.id for row in rejected], by)
        call.output.row({"rejected": [row.number for row in rejected], "by": by}, _numbers(rejected))
    for row in mended:
        given = {"question": arguments.question, "answer": arguments.answer}
        text = replace(row.text, **{name: value for name, value in given.items() if value is not None})
        if not text.question.strip():
            raise ProblemError(Code.QUESTION_UNKNOWN, question=text.question)
        row = questions.edit(base.id, row.id, text, by)
        call.output.row({"mended": row.number, "by": by, **exported(row)}, _text(row))
    return _summary(application, call, base)


async def _show(application: "Application", call: Call, base: KnowledgeBase) -> int:
    for row in application.questions.rows.list(base.id):
        if call.arguments.state in ("", row.state.value):
            call.output.row(exported(row), _text(row))
    return _summary(application, call, base)


async def _export(application: "Application", call: Call, base: KnowledgeBase) -> int:
    if call.arguments.file:
        file = call.path(call.arguments.file)
        rows = application.questions.exporter.export(base.id, file)
        call.output.row({"file": str(file), "questions": rows}, f"{file}\t{rows}")
        return DONE
    for values in application.questions.exporter.objects(base.id):
        call.output.row(values, json.dumps(values, ensure_ascii=False))
    return DONE


def _summary(application: "Application", call: Call, base: KnowledgeBase) -> int:
    """One line: what the base has now."""
    counts = application.questions.rows.counts(base.id)
    call.output.row({"base": base.name, **to_json(counts)}, words.questions(counts))
    return DONE


def _chosen(application: "Application", base: KnowledgeBase, typed: Sequence[str]) -> list[ExamQuestion]:
    """The questions meant by numbers or ids; raises QUESTION_UNKNOWN before anything is changed."""
    rows = application.questions.rows.list(base.id)
    known = {row.id: row for row in rows} | {str(row.number): row for row in rows}
    for name in typed:
        if name not in known:
            raise ProblemError(Code.QUESTION_UNKNOWN, question=name)
    return list({known[name].id: known[name] for name in typed}.values())


def _text(row: ExamQuestion) -> str:
    facts = (str(row.number), row.state.value, row.text.kind.value, row.text.question, row.text.answer)
    return "\t".join(" ".join(fact.split()) for fact in facts)


def _numbers(rows: Sequence[ExamQuestion]) -> str:
    return " ".join(str(row.number) for row in rows)
