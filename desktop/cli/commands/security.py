"""`bukvar seal` and `bukvar report security`: sealed mode and its page for a security officer."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.cli import words
from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.commands.support import support
from desktop.cli.consenting import require, set_passphrase
from desktop.core.consent import Opening
from desktop.core.entities import ModelState
from desktop.features.security.services.seal_journal import SealedBy
from desktop.reports import saving
from desktop.ui.i18n import formats
from workers.contract.codes import Code, Problem

if TYPE_CHECKING:
    from desktop.app import Application


async def seal(application: "Application", call: Call) -> int:
    """`bukvar seal on|off|status|passphrase`."""
    security, action = application.security, call.arguments.action
    if action == "off" and security.sealed:
        await require(application, call, Opening.SEAL)
    if action == "passphrase":
        await set_passphrase(application, call)
        return DONE
    if action != "status":
        security.seal(action == "on", SealedBy.COMMAND)
    await application.hardware.probe()  # a worker tells which guards this system has
    values = {
        "sealed": security.sealed,
        "attempts": security.attempts(),
        "guards": {kind.value: list(guards) for kind, guards in security.guards().items()},
        "changes": [
            {"at": one.at.isoformat(), "sealed": one.sealed, "by": one.by.value, "purpose": one.purpose}
            for one in security.changes()
        ],
        "servers": [{"base": base, "server": server} for base, server in security.servers()],
        "refused": [
            {"at": row.at.isoformat(), "process": row.process, "where": row.where}
            for row in security.blocked_connections()
        ],
    }
    lines = words.sealing(security.sealed, security.attempts(), security.guards())
    call.output.row(values, "\n".join(lines))
    return DONE


async def report(application: "Application", call: Call) -> int:
    """`bukvar report security --output FILE.pdf|FILE.html [--language ru|en]`, `bukvar report support`."""
    if call.arguments.action == "support":
        return await support(application, call)
    file = call.target(call.arguments.output, application.paths.data)
    language = call.arguments.language or formats.language()
    await application.hardware.probe()  # a worker tells which guards this system has
    models = [row for row in application.models.list() if row.state is ModelState.READY]
    made = application.security_reports.render(language, models, _versions(application))
    if file.suffix.lower() not in saving.HTML and not isinstance(QGuiApplication.instance(), QGuiApplication):
        # Done by another command that was there first, which has no letters to draw with.
        call.output.problem(Problem(Code.BUSY))
        return PROBLEM
    saving.save(made, file)
    call.output.row({"file": str(file), "language": language}, str(file))
    return DONE


def _versions(application: "Application") -> dict[str, str]:
    hardware = application.hardware.hardware
    return dict(hardware.versions) if hardware is not None else {}
