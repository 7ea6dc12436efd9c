"""`bukvar backups`: the copies of the database, and putting one of them in its place."""

from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.paths import AppPaths
from desktop.storage.backups import Backups
from desktop.ui.i18n import formats
from workers.contract.codes import Code, Problem, ProblemError

if TYPE_CHECKING:
    from desktop.app import Application


async def backups(application: "Application", call: Call) -> int:
    """While the database is open, its copies can be listed alone."""
    if call.arguments.action == "restore":
        call.output.problem(Problem(Code.DATA_IN_USE))
        return PROBLEM
    return _list(application.database.backups, call)


def backups_without_application(paths: AppPaths, call: Call) -> int:
    """Of a database that nobody has open: it may be one that cannot be opened."""
    copies = Backups(paths.database, paths.backups)
    if call.arguments.action == "list":
        return _list(copies, call)
    wanted = call.arguments.name
    try:
        restored = copies.restore(paths.backups / wanted if wanted else None)
    except ProblemError as error:
        call.output.problem(error.problem)
        return PROBLEM
    call.output.row({"restored": restored.path.name, "made": restored.made.isoformat()}, restored.path.name)
    return DONE


def _list(copies: Backups, call: Call) -> int:
    for copy in copies.list():
        values = {"name": copy.path.name, "made": copy.made.isoformat(), "size": copy.size}
        call.output.row(values, f"{copy.path.name}\t{formats.size(copy.size)}")
    return DONE
