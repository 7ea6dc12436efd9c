"""Commands about exam questions."""

from typing import TYPE_CHECKING, Any

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.exam_ready import ready
from desktop.cli.commands.exam_run import run
from desktop.cli.commands.rows import RowCommands
from desktop.core.exam_entities import ExamQuestion
from desktop.core.review.rows import ImportedRows
from desktop.features.exam.services.question_kind import exported
from workers.contract.codec import to_json
from workers.contract.exam import GENERATED_QUESTIONS, ExamText, QuestionKind
from workers.contract.training import Columns

if TYPE_CHECKING:
    from desktop.app import Application


async def exam(application: "Application", call: Call) -> int:
    """`bukvar exam import|make|review|show|export|run|ready`."""
    base, arguments = application.bases.by_name(call.arguments.base), call.arguments
    commands: RowCommands[ExamQuestion, ExamText] = RowCommands(
        application, call, base, application.questions, "questions", _imported, lambda row, _: exported(row)
    )
    match arguments.action:
        case "run":
            return await run(application, call, base)
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


def _imported(taken: ImportedRows) -> dict[str, Any]:
    values = dict(to_json(taken))
    del values["columns"]
    return values
