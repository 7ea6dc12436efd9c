"""`bukvar demo`: the whole path on the sample documents, a first look and a check of an installation."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.ask import answer
from desktop.cli.commands.bases import show
from desktop.cli.progress import Heartbeat, finished, starter_models
from desktop.core.entities import JobState, KnowledgeBase
from workers.contract.codes import Code, ProblemError
from workers.disk import write_refused

if TYPE_CHECKING:
    from desktop.app import Application

BASE = "Demo · Северный ветер"
QUESTIONS = (
    "Сколько календарных дней длится ежегодный основной оплачиваемый отпуск?",
    "На сколько процентов повышаются цены на электродвигатели?",
    "How many characters must a password have?",
    "Кто утверждает график отпусков?",
)


async def demo(application: "Application", call: Call) -> int:
    """Import, index, ask four questions, take pictures of the window."""
    output = call.output
    folder = call.target(call.arguments.out, application.paths.data)
    _prepare(folder)  # before the minutes that the rest takes
    await starter_models(application, output)
    base = _base(application)
    await application.documents.ensure_reconciled(base.id)
    job = application.documents.import_paths(base.id, [application.paths.resources / "samples"])
    record = await finished(application, job, output)
    if record.state is not JobState.SUCCEEDED:
        return PROBLEM
    for document in application.documents.list(base.id):
        show(document, output)
    for question in QUESTIONS:
        await answer(application, base.id, question, output)
    application.bases.select(base.id)
    with Heartbeat(output, words.taking_pictures):
        pictures = await _pictures(application, folder)
    output.row(
        {"screenshots": [str(picture) for picture in pictures]},
        "\n" + words.ready(len(pictures), str(folder)),
    )
    return DONE


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_refused(error, folder) from error


async def _pictures(application: "Application", folder: Path) -> list[Path]:
    """Pictures of the window's pages; none when the process that holds the folder has no Qt for windows."""
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return []
    from desktop.cli.gallery import take

    return await take(application, folder)


def _base(application: "Application") -> KnowledgeBase:
    try:
        return application.bases.by_name(BASE)
    except ProblemError as error:
        if error.problem.code is not Code.BASE_UNKNOWN:
            raise
        return application.bases.create(BASE)
