"""Commands about bases and their documents."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.output import Output
from desktop.cli.passwords import passwords_of
from desktop.cli.progress import finished, reconciled, starter_models
from desktop.core.entities import Document, DocumentState, JobRecord, JobState
from desktop.ui.i18n.problems import advice, sentence
from desktop.ui.i18n.translatable import translate
from desktop.ui.words import left_out_words
from desktop.ui.words.note_words import shortly
from workers.contract.codec import from_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.paths import kept_path, shown_name
from workers.contract.specs.bases import LeftOut

if TYPE_CHECKING:
    from desktop.app import Application

# The command line names the states by their own words (see the README).
_STATUS = {DocumentState.READY: "indexed"}


async def base(application: "Application", call: Call) -> int:
    """`bukvar base create|list|remove`."""
    arguments = call.arguments
    if arguments.action == "create":
        made = application.bases.create(arguments.name, arguments.server)
        call.output.row({"base": made.name, "id": made.id}, made.name)
    elif arguments.action == "remove":
        base = application.bases.by_name(arguments.name)
        await application.bases.remove(base.id)
        call.output.row({"base": base.name, "removed": True}, base.name)
    else:
        for row in application.bases.list():
            documents = len(application.documents.list(row.id))
            pages, chunks = application.documents.totals(row.id)
            values = {
                "base": row.name,
                "id": row.id,
                "documents": documents,
                "pages": pages,
                "chunks": chunks,
            }
            call.output.row(values, f"{row.name}\t{documents}")
    return DONE


async def import_paths(application: "Application", call: Call) -> int:
    """`bukvar import`: progress, then a line for each document of the base below the paths."""
    target = application.bases.by_name(call.arguments.base)
    paths = [call.path(typed) for typed in call.arguments.paths]
    for path in paths:
        if not path.exists():
            call.output.problem(Problem(Code.FILE_UNREADABLE, {"file": str(path)}))
            return PROBLEM
    passwords = passwords_of(call)
    await starter_models(application, call.output)
    await reconciled(application, target.id)
    job = application.documents.import_paths(target.id, [str(path) for path in paths], passwords)
    record = await finished(application, job, call.output)
    roots = [kept_path(str(path)) for path in paths]
    for document in application.documents.list(target.id):
        if any(_below(document.path, root) for root in roots):
            show(document, call.output)
    _show_left_out(record, call.output)
    if locked := len(application.documents.locked(target.id)):
        words = translate("Import", "%n document(s) locked: use --password-file", "", locked)
        call.output.note(words)
    return DONE if record.state is JobState.SUCCEEDED else PROBLEM


def _show_left_out(record: JobRecord, output: Output) -> None:
    """What lay in the folders and became no document: how many of a kind, and the first of them by name."""
    for untrusted in record.result.get("examples", ()):
        passed = from_json(LeftOut, untrusted)
        words = left_out_words.reason_words(passed.reason)
        values = {"path": passed.path, "status": "left_out", "reason": passed.reason, "sentence": words}
        output.row(values, f"left out\t{shown_name(passed.path)}\t{words}")
    if words := left_out_words.summary(record.result):
        output.note(words)


async def documents(application: "Application", call: Call) -> int:
    """`bukvar documents`. What a base had whose folder is gone is listed as well."""
    target = application.bases.by_name(call.arguments.base)
    gone: ProblemError | None = None
    try:
        await reconciled(application, target.id)
    except ProblemError as error:
        gone = error
    for document in application.documents.list(target.id):
        show(document, call.output)
    if gone is not None:
        raise gone
    return DONE


def show(document: Document, output: Output) -> None:
    """One line for a document."""
    status = _STATUS.get(document.state, document.state.value)
    reason, cure = "", ""
    if document.code:
        problem = document.problem
        reason, cure = sentence(problem), advice(problem)
    name = PurePath(document.path).name
    values = {
        "document": name,
        "id": document.id,
        "path": document.path,
        "status": status,
        "reason": document.code,
        "sentence": reason,
        "advice": cure,
        "notes": [str(note) for note in document.notes],
        "pages": document.pages,
        "chunks": document.chunks,
    }
    lacking = shortly(document.notes)
    shown = (status, shown_name(name), reason, cure, lacking)
    output.row(values, "\t".join(part for part in shown if part))


def _below(path: str, root: str) -> bool:
    return path == root or PurePath(path).is_relative_to(root)
