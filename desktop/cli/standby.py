"""A holder of the data folder that stays after a command: the next one finds its workers loaded.

`search` and `ask` load a search model, perhaps a language model, for the answer to one question. They have a
process of their own do it, without a terminal and without a window, which goes after some minutes without a
command, when a window wants the folder, when the program was updated, or when the folder is gone.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from desktop import startup
from desktop.paths import AppPaths
from desktop.processes.instance_client import Client, HolderLost
from desktop.processes.own_program import begin_detached
from desktop.processes.single_instance import Holder, folder_identity, read_address
from desktop.version import program_stamp
from workers.contract.codes import ProblemError

COMMAND = "rest"
VARIABLE = "BUKVAR_REST"  # seconds that it stays; 0 = a command does its work itself
_SECONDS = 180.0
_COMMANDS = ("search", "ask")
_STARTS_S = 60.0
_LOOK_MS = 5000  # between looks at whether the folder is there


def stays_after(command: str) -> bool:
    """Whether workers stay after this command."""
    return command in _COMMANDS and _seconds() > 0


def run_through(paths: AppPaths, data_dir: str, arguments: Sequence[str], language: str) -> int | None:
    """The exit code of a command that a new holder does; None when none could be started."""
    started = _start(paths, data_dir)
    until = time.monotonic() + _STARTS_S
    while started is not None and started.poll() is None and time.monotonic() < until:
        try:
            return Client(paths.data, timeout_s=0.5).run(arguments, language)
        except HolderLost:
            return None
        except ProblemError:
            continue  # it does not listen yet
    return None


def serve(paths: AppPaths) -> int:
    """Hold the folder and serve others until nobody has asked for a while."""
    # Only here: a command that is handed over needs neither services nor database.
    from desktop.app import Application
    from desktop.cli.serving import Serving

    app = QCoreApplication(sys.argv[:1])
    program = program_stamp()  # as early as can be: what changes from here on is another program
    paths.prepare()
    holder = Holder.acquire(paths.data)
    if holder is None:
        return 0  # somebody was quicker, and serves
    if paths.are_outdated():  # the data were moved just now: whoever waits does it in its own process
        holder.close()
        return 0
    startup.start_logging(paths)()
    application = Application(paths)
    spoken = startup.speak(paths, application.settings.values.language)
    application.recover()
    serving = Serving(application, holder)
    if not read_address(paths.data):
        serving.close(app.quit)  # nobody could ask: whoever waits does it in its own process
    patience = QTimer(singleShot=True, interval=round(_seconds() * 1000))
    look = QTimer(interval=_LOOK_MS)
    wanted: list[bool] = []

    def leave() -> None:
        serving.cancel_all()
        serving.close(lambda: app.exit(0))

    def show(files: tuple[str, ...]) -> bool:
        wanted.append(True)
        return False

    def on_idle() -> None:
        if wanted:
            leave()
        else:
            patience.start()

    def expired() -> None:
        if not serving.busy:
            leave()

    def looked() -> None:
        try:
            there = folder_identity(paths.data) == holder.identity
        except OSError:
            there = False
        if not there:
            leave()

    holder.on_show = show
    holder.on_stop = leave
    holder.gives_way = lambda: not serving.busy
    holder.program = program
    holder.on_last_client_gone = on_idle
    patience.timeout.connect(expired)
    patience.start()
    look.timeout.connect(looked)
    look.start()
    serving.on_signals(leave)
    status = app.exec()
    del spoken
    return status


def _seconds() -> float:
    with contextlib.suppress(ValueError):
        return float(os.environ.get(VARIABLE, _SECONDS))
    return _SECONDS


def _start(paths: AppPaths, data_dir: str) -> "subprocess.Popen[bytes] | None":
    options = ["--data-dir", str(Path(data_dir).absolute())] if data_dir else []
    return begin_detached(paths.data, [COMMAND, *options])
