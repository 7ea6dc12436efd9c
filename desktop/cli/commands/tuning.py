"""Commands about the tuning component."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.cli.progress import finished
from desktop.core.entities import JobState
from desktop.core.training_entities import ComponentState
from desktop.ui.i18n import formats
from workers.contract.codes import Code, ProblemError
from workers.contract.tuning_folder import EXCHANGE

if TYPE_CHECKING:
    from desktop.app import Application


async def tuning(application: "Application", call: Call) -> int:
    """`bukvar tuning install|repair|status|remove|licence`."""
    arguments, component = call.arguments, application.component
    if arguments.action == "licence":
        call.output.row({"licence": component.licence_text()}, component.licence_text())
        return DONE
    if arguments.action == "remove":
        await component.remove()
    if arguments.action == "install":
        return await _install(application, call)
    if arguments.action == "repair":
        if component.state().state is ComponentState.ABSENT:  # its licence was not agreed to
            raise ProblemError(Code.TUNING_MISSING)
        return await _get(application, call, thorough=True)
    _show(application, call)
    return DONE


async def _install(application: "Application", call: Call) -> int:
    """The licence is shown first; whoever types `--accept-licence` has read it."""
    arguments, component = call.arguments, application.component
    call.output.note(component.licence_text())
    if not arguments.accept_licence:
        call.output.error("bukvar tuning install: repeat it with --accept-licence when you agree\n")
        return PROBLEM
    return await _get(application, call)


async def _get(application: "Application", call: Call, thorough: bool = False) -> int:
    """From the folder that was named or found, else from the package index."""
    arguments, component = call.arguments, application.component
    wheelhouse = str(call.path(arguments.wheelhouse)) if arguments.wheelhouse else ""
    if not wheelhouse and not arguments.online:
        # Packages that are not the lock's own are taken only from a folder that somebody has named.
        plain = (folder for folder in await component.folders() if not (Path(folder) / EXCHANGE).exists())
        wheelhouse = next(plain, "")
        if wheelhouse:
            call.output.note(wheelhouse)
    record = await finished(application, component.install(wheelhouse, thorough), call.output)
    _show(application, call)
    ready = component.state().state is ComponentState.READY
    return DONE if record.state is JobState.SUCCEEDED and ready else PROBLEM


def _show(application: "Application", call: Call) -> None:
    state = application.component.state()
    values = {
        "component": state.state.value,
        "folder": state.folder,
        "size": state.size,
        "versions": state.versions,
        "outdated": state.outdated,
    }
    words = [
        state.state.value,
        "outdated" if state.outdated else "",
        state.folder,
        formats.size(state.size) if state.size else "",
    ]
    call.output.row(values, "\t".join(word for word in words if word))
