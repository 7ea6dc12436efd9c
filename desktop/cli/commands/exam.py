"""Commands about exam questions."""

from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.exam_ready import ready
from desktop.cli.commands.exam_run import opinion, run
from desktop.cli.commands.rows import RowCommands
from desktop.core.entities import KnowledgeBase
from desktop.core.exam_entities import Exam, ExamQuestion, ExamState, Purpose
from desktop.core.review.rows import ImportedRows
from desktop.features.exam.domain.task_choice import TaskChoice
from desktop.features.exam.services.question_rows import exported
from desktop.features.exam.viewmodels import exam_words
from desktop.features.exam.viewmodels.exam_words import CandidateNames
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, QuestionKind, Task
from workers.contract.training.rows import Columns

if TYPE_CHECKING:
    from desktop.app import Application


async def exam(application: "Application", call: Call) -> int:
    """`bukvar exam import|make|review|show|export|run|tasks|opinion|ready`."""
    base, arguments = application.bases.by_name(call.arguments.base), call.arguments
    commands: RowCommands[ExamQuestion, ExamText] = RowCommands(
        application, call, base, application.questions, "questions", _imported, lambda row, _: exported(row)
    )
    match arguments.action:
        case "run":
            return await run(application, call, base)
        case "tasks":
            return _tasks(application, call, base)
        case "opinion":
            return await opinion(application, call, base)
        case "ready":
            return await ready(application, call, base)
        case "import":
            if not await commands.import_files(Columns(), arguments.by):
                return PROBLEM
        case "make":
            kinds = tuple(QuestionKind(kind) for kind in arguments.kinds or ()) or GENERATED_QUESTIONS
            generator = application.questions.generator
            if not await commands.make(lambda: generator.make(base.id, arguments.questions, kinds)):
                return PROBLEM
        case "review":
            commands.review()
        case "show":
            commands.show()
        case "export":
            commands.export()
            return DONE
    counts = application.questions.rows.counts(base.id)
    call.output.row({"base": base.name, **to_json(counts)}, words.questions(counts))
    return DONE


def _tasks(application: "Application", call: Call, base: KnowledgeBase) -> int:
    """A line a task; with `--use` and `--drop` what the exam says is put to use, or no longer."""
    arguments, exam = call.arguments, _exam(application, base.id)
    for task in arguments.drop:
        application.bases.choose_for(base.id, None, task)
    known = application.questions.rows.all(base.id)
    found = application.exam_results.tasks(exam, known) if exam is not None else []
    by_task = {choice.task: choice for choice in found}
    for task in arguments.use:
        choice = by_task.get(Task(task))
        if exam is None or choice is None or choice.chosen is None:
            call.output.problem(Problem(Code.EXAM_TOO_SMALL, {"task": task}))
            return PROBLEM
        application.bases.choose_for(base.id, choice.way(exam.id), task)
    now = application.bases.get(base.id)
    if not by_task and not now.tasks and not arguments.drop:
        call.output.problem(Problem(Code.EXAM_TOO_SMALL))
        return PROBLEM
    called = CandidateNames(application.models, application.adapters, application.instructions)
    names = called.of(base.id, exam.candidates) if exam is not None else {}
    for task in Task:
        doing, choice = now.doing(task), by_task.get(task)
        if doing is None and choice is None:
            continue
        values = {"task": task.value, "in_use": doing.model if doing else "", **_values(choice)}
        said = _said(choice, names) if choice is not None else [doing.model if doing else "", ""]
        call.output.row(values, "\t".join(("*" if doing else "", task.value, *said)))
    return DONE


def _said(choice: TaskChoice, names: dict[str, str]) -> list[str]:
    """What is enough, and its marks, in words."""
    chosen = names[choice.chosen.key] if choice.chosen is not None else ""
    return [
        exam_words.task_sentence(choice, chosen, names[choice.best.key]),
        exam_words.task_marks(choice),
    ]


def _exam(application: "Application", base: str) -> Exam | None:
    """The last one that was held to its end with several candidates."""
    done = (one for one in application.exams.list(base) if one.state is ExamState.DONE)
    return next((one for one in done if one.purpose is Purpose.EXAM and len(one.candidates) > 1), None)


def _values(choice: TaskChoice | None) -> dict[str, Any]:
    if choice is None:
        return {}
    best, chosen = choice.best, choice.chosen
    values: dict[str, Any] = {"asked": choice.asked, "best": best.key, "best_right": choice.best_right}
    if chosen is not None:
        values |= {
            "candidate": chosen.entry.value,
            "model": chosen.model,
            "adapter": chosen.adapter,
            "right": choice.right,
            "saves": choice.saves,
        }
    return values


def _imported(taken: ImportedRows) -> dict[str, Any]:
    values = dict(to_json(taken))
    del values["columns"]
    return values
