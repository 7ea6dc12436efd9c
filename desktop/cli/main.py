"""The headless commands: which coroutine does what was typed.

A command runs on the services of an `Application`, in the process that holds the data folder: the one it was
typed in, or a window or command that is already running. Exit codes: 0 done, 1 a known problem, 2 usage.
"""

import argparse
import errno
import logging
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.arguments import parse
from desktop.cli.command import DONE, PROBLEM, Ask, Call, UsageError, nobody
from desktop.cli.output import Output
from desktop.core.future import Future, spawn
from desktop.core.requests import CancelledError
from desktop.core.unexpected import known_cause, true_cause
from desktop.storage.database import note_damage
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.paths import shown_name

if TYPE_CHECKING:
    from desktop.app import Application

_log = logging.getLogger(__name__)


def run(
    application: "Application",
    arguments: Sequence[str],
    folder: Path,
    output: Callable[[bool], Output],
    ask: Ask = nobody,
) -> Future[int]:
    """Do a command; the value is its exit code. `output` makes the sink, told whether JSON is wanted; `ask`
    asks on its terminal. Cancelling the value cancels what the command waits for."""
    return spawn(_run(application, arguments, folder, output, ask))


async def _run(
    application: "Application",
    arguments: Sequence[str],
    folder: Path,
    output: Callable[[bool], Output],
    ask: Ask,
) -> int:
    try:
        parsed = parse(arguments)
    except UsageError as usage:
        sink = output(False)
        sink.note(usage.text.rstrip("\n")) if usage.code == DONE else sink.error(usage.text)
        return usage.code
    from desktop.cli import jobs

    sink = output(parsed.json)
    try:
        for note in application.take_notes():
            sink.problem(note)
        call = Call(parsed, folder, sink, ask)
        code = await _command(parsed)(application, call)
        if parsed.command != "jobs" and not parsed.json:
            jobs.remind(application, call)
        return code
    except ProblemError as error:
        return _tell(application, sink, error.problem)
    except CancelledError:
        return PROBLEM
    except Exception as error:
        cause = known_cause(error)
        known = cause.problem if cause is not None else _of_what_was_typed(error)
        if known is None:
            _log.exception("The command failed")
        return _tell(application, sink, known or Problem(Code.BUG))


def _tell(application: "Application", sink: Output, problem: Problem) -> int:
    if problem.code is Code.DATA_DAMAGED:  # a row, which nobody looks at when the database is opened
        note_damage(application.paths.database)
    sink.problem(true_cause(problem, application.paths.database))
    return PROBLEM


def _of_what_was_typed(error: Exception) -> Problem | None:
    """What no system takes: bytes that are no letters, a name that is too long."""
    if isinstance(error, UnicodeEncodeError) and "surrogate" in error.reason:
        return Problem(Code.NOT_TEXT)
    if isinstance(error, OSError) and error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return Problem(Code.FILE_UNREADABLE, {"file": shown_name(str(error.filename or ""))})
    return None


def _command(parsed: argparse.Namespace) -> Callable[["Application", Call], Coroutine[Any, Any, int]]:
    from desktop.cli import data_commands, jobs
    from desktop.cli.analysis import commands as analysis
    from desktop.cli.commands import (
        adapters,
        advise,
        ask,
        backups,
        bases,
        check,
        dataset,
        demo,
        doctor,
        exam,
        instructions,
        licences,
        models,
        pack,
        read,
        security,
        settings,
        tune,
        tuning,
    )

    return {
        "advise": advise.advise,
        "worth": advise.worth,
        "base": bases.base,
        "import": bases.import_paths,
        "check": check.check,
        "documents": bases.documents,
        "read": read.read,
        "search": ask.search,
        "ask": ask.ask,
        "summary": analysis.summary,
        "compare": analysis.compare,
        "facts": analysis.facts,
        "models": models.models,
        "pack": pack.pack,
        "dataset": dataset.dataset,
        "exam": exam.exam,
        "seal": security.seal,
        "report": security.report,
        "settings": settings.settings,
        "policy": settings.policy,
        "instructions": instructions.instructions,
        "tune": tune.tune,
        "adapters": adapters.adapters,
        "tuning": tuning.tuning,
        "licences": licences.licences,
        "doctor": doctor.doctor,
        "backup": backups.backup,
        "restore": backups.restore,
        "backups": backups.backups,
        "jobs": jobs.jobs,
        "data": data_commands.data,
        "demo": demo.demo,
    }[parsed.command]
