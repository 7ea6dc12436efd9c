"""`bukvar backup` and `restore`: bases in one file, and back out of it; `bukvar backups`: the copies of the
database, and putting one of them in its place."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.passwords import passwords_of
from desktop.paths import AppPaths
from desktop.storage.backups import Backups
from desktop.storage.database import begin_anew
from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.codec import to_json
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.maintenance.backups import BackupFacts
from workers.contract.paths import shown_name

if TYPE_CHECKING:
    from desktop.app import Application


_EVERY_S = 1.0


async def backups(application: "Application", call: Call) -> int:
    """While the database is open, its copies can be listed alone."""
    if call.arguments.action != "list":
        call.output.problem(Problem(Code.DATA_IN_USE))
        return PROBLEM
    return _list(application.database.backups, call)


def backups_without_application(paths: AppPaths, call: Call) -> int:
    """Of a database that nobody has open: it may be one that cannot be opened."""
    copies = Backups(paths.database, paths.backups)
    if call.arguments.action == "list":
        return _list(copies, call)
    try:
        if call.arguments.action == "begin-anew":
            begin_anew(paths.database, paths.backups, paths.bases, told=call.arguments.anyway)
            call.output.row({"database": str(paths.database)}, shown_name(str(paths.database)))
            return DONE
        wanted = call.arguments.name
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


async def backup(application: "Application", call: Call) -> int:
    """A line about the file when it is written and was read again."""
    arguments = call.arguments
    chosen = [application.bases.by_name(name).id for name in arguments.base or ()]
    made = await application.backups.make(
        call.target(arguments.file, application.paths.data),
        chosen,
        arguments.models,
        _password(call),
        _progress(call, "backup"),
    )
    _tell(made, call)
    return DONE


async def restore(application: "Application", call: Call) -> int:
    """A line for each base that is there again; with `--list` what the file holds."""
    arguments, password = call.arguments, _password(call)
    path = call.path(arguments.file)
    facts = await application.backups.inspect(path, password)
    if arguments.list:
        _tell(facts, call)
        return DONE
    chosen = []
    for name in arguments.base or ():
        found = [base.id for base in facts.bases if base.name.casefold() == name.casefold()]
        if not found:
            raise ProblemError(Code.BASE_UNKNOWN, name=name)
        chosen += found
    restored = await application.backups.restore(
        path, chosen, arguments.name, not arguments.without_models, password, _progress(call, "restore")
    )
    for base in restored:
        await application.documents.reconcile(base.id)
        documents = len(application.documents.list(base.id))
        call.output.row({"base": base.name, "id": base.id, "documents": documents}, base.name)
    return DONE


def _password(call: Call) -> str:
    """The first line of the file; none = without."""
    return next(iter(passwords_of(call)), "")


def _tell(facts: BackupFacts, call: Call) -> None:
    words = translate("Backups", "%1: %2, made on %3")
    line = fill(words, shown_name(facts.path), formats.size(facts.size), shown_name(facts.created))
    names = [f"  {shown_name(base.name)}\t{formats.number(base.documents)}" for base in facts.bases]
    call.output.row({"backup": to_json(facts)}, "\n".join([line, *names]))


def _progress(call: Call, stage: str) -> Callable[[int, int], None]:
    last = 0.0

    def told(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY_S and total:
            last = now
            values = {"progress": stage, "done": done, "total": total, "unit": "bytes"}
            call.output.row(values, f"{100 * done // total} %")

    return told
