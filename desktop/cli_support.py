"""`bukvar report support`: everything that would be given away is shown; with a file it is saved."""

from typing import TYPE_CHECKING

from desktop.cli import DONE, Call
from desktop.cli_words import left_out
from desktop.i18n import formats

if TYPE_CHECKING:
    from desktop.app import Application


async def support(application: "Application", call: Call) -> int:
    """`bukvar report support [--output FILE.zip]`."""
    checks = await application.health.run()
    parts = application.support_reports.parts(checks)
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
        file = call.path(output)
        application.support_reports.save(parts, file)
        call.output.row({"file": str(file)}, str(file))
    return DONE
