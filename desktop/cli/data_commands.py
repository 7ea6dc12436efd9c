"""`bukvar data`: where the folder of data lies, moving it to another disk, removing what was left behind."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.command import DONE, PROBLEM, Call
from desktop.moving import drop_copy, former_folder, is_begun, move, remove_former
from desktop.paths import AppPaths
from desktop.ui.i18n.placeholders import fill
from desktop.ui.i18n.translatable import translate
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.paths import shown_name

if TYPE_CHECKING:
    from desktop.app import Application

_EVERY_S = 0.5
INTERRUPTED = 130  # the exit code of what Ctrl-C ended


async def data(application: "Application", call: Call) -> int:
    """While the folder is in use it can only be named."""
    if call.arguments.action == "where":
        return _tell(application.paths, call)
    call.output.problem(Problem(Code.DATA_IN_USE))
    return PROBLEM


def data_without_application(paths: AppPaths, call: Call) -> int:
    """Of a folder that this process holds, and that nobody has open."""
    action = call.arguments.action
    target = call.path(call.arguments.folder) if action in ("move", "drop-copy") else paths.data
    try:
        if action == "move":
            move(paths, target, _Progress(call).show)
            _say_moved(paths.data, target, call)
        elif action == "drop-copy":
            drop_copy(paths, target)
        elif action == "remove-former":
            remove_former(paths)
        else:
            return _tell(paths, call)
    except ProblemError as error:
        call.output.problem(error.problem)
        if action == "move" and is_begun(paths, target):
            call.output.row({"begun": str(target)}, begun_move_text(target))
        return PROBLEM
    except KeyboardInterrupt:  # nobody here has an event loop that would hear of Ctrl-C
        if action == "move" and is_begun(paths, target):
            call.output.row({"begun": str(target)}, begun_move_text(target))
        return INTERRUPTED
    return DONE


def _tell(paths: AppPaths, call: Call) -> int:
    former = former_folder(paths)
    call.output.row(
        {"folder": str(paths.data), "former": str(former) if former else ""}, shown_name(str(paths.data))
    )
    return DONE


def _say_moved(former: Path, target: Path, call: Call) -> None:
    words = translate(
        "Data", "The data are in %1 now. The old copy is still in %2; `bukvar data remove-former` deletes it."
    )
    names = shown_name(str(target)), shown_name(str(former))
    call.output.row({"moved": str(target), "former": str(former)}, fill(words, *names))


def begun_move_text(target: Path) -> str:
    """What there is of a move that did not end, and the two ways on."""
    words = translate(
        "Data",
        "What was copied is still in %1: the next move there goes on from it;"
        " `bukvar data drop-copy %1` deletes it.",
    )
    return fill(words, shown_name(str(target)))


class _Progress:
    """Twice a second a line with the bytes that were copied and compared."""

    def __init__(self, call: Call) -> None:
        self._call, self._last = call, 0.0

    def show(self, done: int, total: int) -> None:
        """As often as one likes."""
        now = time.monotonic()
        if total and (now - self._last >= _EVERY_S or done == total):
            self._last = now
            values = {"progress": "moving", "done": done, "total": total, "unit": "bytes"}
            self._call.output.row(values, f"{100 * done // total} %")
