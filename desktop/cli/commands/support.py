"""`bukvar report support`: everything that would be given away is shown; with a file it is saved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.words import left_out
from desktop.features.health.domain.health import ReportPart
from desktop.features.health.services.support_report import parts_without_application, save
from desktop.paths import AppPaths
from desktop.ui.i18n import formats
from workers.contract.codes import Problem, ProblemError

if TYPE_CHECKING:
    from desktop.app import Application


async def support(application: "Application", call: Call) -> int:
    """`bukvar report support [--output FILE.zip]`."""
    return _give(application.support_reports.parts(await application.health.run()), call, application.paths)


def support_without_application(paths: AppPaths, stopped: Problem, call: Call) -> int:
    """The same where Bukvar does not start: what there is, and what stopped it."""
    call.output.problem(stopped)
    try:
        return _give(parts_without_application(paths, paths.policy, stopped), call, paths)
    except ProblemError as error:
        call.output.problem(error.problem)
        return PROBLEM


def _give(parts: Sequence[ReportPart], call: Call, paths: AppPaths) -> int:
    call.output.note(left_out())
    output = call.arguments.output
    for part in parts:
        size = len(part.text.encode())
        values = {"part": part.name, "size": size}
        if output:
            call.output.row(values, f"{part.name}\t{formats.size(size)}")
        else:
            call.output.row({**values, "text": part.text}, f"--- {part.name}\n{part.text}")
    if output:
        file = call.target(output, paths.data)
        save(parts, file)
        call.output.row({"file": str(file)}, str(file))
    return DONE
