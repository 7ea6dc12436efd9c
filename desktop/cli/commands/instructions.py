"""Commands about instructions."""

from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, USAGE, Call
from desktop.cli.instructions_arguments import OFF
from desktop.cli.progress import finished, reconciled, starter_models
from desktop.core.entities import JobState, KnowledgeBase
from desktop.core.exam_entities import ExamState, Instructions
from desktop.features.exam.viewmodels import instructions_words
from workers.contract.codec import to_json
from workers.contract.codes import Problem

if TYPE_CHECKING:
    from desktop.app import Application


async def instructions(application: "Application", call: Call) -> int:
    """`bukvar instructions search|list|write|try|use`."""
    base = application.bases.by_name(call.arguments.base)
    acts = {"search": _search, "list": _list, "write": _write, "try": _try, "use": _use}
    act = acts[call.arguments.action]
    return await act(application, call, base)


async def _search(application: "Application", call: Call, base: KnowledgeBase) -> int:
    await starter_models(application, call.output)
    await reconciled(application, base.id)
    job = application.instructions_search.begin(base.id, call.arguments.minutes, call.arguments.seed)
    record = await finished(application, job, call.output)
    if record.state is not JobState.SUCCEEDED:
        return PROBLEM
    found = str(record.result["instructions"])
    summary = {"tried": record.result["tried"], "rounds": record.result["rounds"]}
    if found:
        _show(application.instructions.get(found), base, call)
    else:
        call.output.row({"base": base.name, "version": None, **summary}, words.nothing_better())
    return DONE


async def _list(application: "Application", call: Call, base: KnowledgeBase) -> int:
    for version in application.instructions.list(base.id):
        _show(version, base, call)
    return DONE


async def _write(application: "Application", call: Call, base: KnowledgeBase) -> int:
    text = call.arguments.text.strip()
    if not text:
        call.output.error("bukvar instructions write: TEXT has no words\n")
        return USAGE
    version = application.instructions.write(base.id, text)
    _show(version, base, call)
    return await _tried(application, call, version) if call.arguments.tried else DONE


async def _try(application: "Application", call: Call, base: KnowledgeBase) -> int:
    return await _tried(application, call, application.instructions.find(base.id, call.arguments.version))


async def _tried(application: "Application", call: Call, version: Instructions) -> int:
    """A line a question, what was said without and with the instructions; the counts at the end."""
    await starter_models(application, call.output)
    await reconciled(application, version.base)
    ended = await application.exams.wait(application.instructions_trials.begin(version).id)
    if ended.state is ExamState.FAILED:
        call.output.problem(Problem.stored(ended.code, ended.problem_params))
    trial = application.instructions_trials.last(version)
    if trial is None or ended.state is not ExamState.DONE:
        return PROBLEM
    for one in trial.judged:
        values: dict[str, Any] = {
            "question": one.question.text.question,
            "without": {"answer": one.before.text, "mark": one.before.mark.value},
            "with": {"answer": one.after.text, "mark": one.after.mark.value},
        }
        marks = f"{one.before.mark.value} → {one.after.mark.value}"
        call.output.row(values, "\t".join((marks, one.question.text.question, one.after.text)))
    values = {"version": version.number, "asked": len(trial.judged)}
    counts = {"right": trial.right, "right_before": trial.right_before}
    call.output.row({**values, **counts}, instructions_words.tried(trial))
    return DONE


async def _use(application: "Application", call: Call, base: KnowledgeBase) -> int:
    arguments, versions = call.arguments, application.instructions
    wanted = "" if arguments.version == OFF else versions.find(base.id, arguments.version).id
    application.guards.use_instructions(base.id, wanted, arguments.override_by)
    if wanted:
        _show(versions.get(wanted), base, call)
    else:
        call.output.row({"base": base.name, "version": None}, base.name)
    return DONE


def _show(version: Instructions, base: KnowledgeBase, call: Call) -> None:
    values: dict[str, Any] = {
        "base": base.name,
        "version": version.number,
        "id": version.id,
        "active": version.active,
        "text": version.text,
        "examples": to_json(version.shots),
        "origin": version.origin,
        "created": version.created.isoformat(),
        "asked": version.asked,
        "right": version.right,
        "right_before": version.right_before,
        "low": version.low,
        "high": version.high,
        "tried": version.tried,
        "rounds": version.rounds,
        "exam": version.exam,
    }
    mark = "*" if version.active else ""
    judged = f"{version.right_before} → {version.right} / {version.asked}" if version.asked else ""
    examples = str(len(version.shots))
    call.output.row(values, "\t".join((mark, str(version.number), judged, examples, version.text)))
