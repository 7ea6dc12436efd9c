"""A command on the console: done here, or by the process that already holds the data folder."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from desktop import startup
from desktop.cli import standby, terminal
from desktop.cli.arguments import parse
from desktop.cli.command import PROBLEM, Call
from desktop.cli.output import Output, write_err, write_out
from desktop.core.unexpected import UNEXPECTED
from desktop.paths import AppPaths
from desktop.processes.instance_client import Client, HolderLost
from desktop.processes.single_instance import Holder
from workers.contract.codes import ProblemError

_CLOSED = ("backups", "data")  # commands that work on a folder that nobody has open
_INTERRUPTED = 130  # the exit code of a command ended by Ctrl-C
# Seconds that a command has to come to a safe point after Ctrl-C, and its workers then: it ends within ten.
_PATIENCE_S, _DEADLINE_S = 3.5, 4.5


def run_command(paths: AppPaths, arguments: Sequence[str], pictures: bool = False) -> int:
    """The exit code of a command. `pictures`: it takes some of the window, so it needs a Qt with widgets."""
    app = _qt(pictures)
    spoken = startup.speak(paths, startup.language_of(paths))
    parsed = parse(arguments)
    call = Call(parsed, Path.cwd(), _output(parsed.json))
    if parsed.command == "policy":
        from desktop.cli.commands.settings import policy_without_application

        return policy_without_application(paths.policy, call)
    try:
        paths.prepare()
        while True:
            holder = Holder.acquire(paths.data, listens=parsed.command not in _CLOSED)
            if holder is not None and paths.are_outdated():  # moved by whom we waited for
                holder.close()
                paths = paths.anew()
                paths.prepare()
                continue
            if holder is not None and parsed.command in _CLOSED:
                return _closed(paths, holder, call)
            if holder is not None and standby.stays_after(parsed.command):
                holder.close()
                code = standby.run_through(paths, parsed.data_dir or "", arguments, spoken.language)
                if code is not None:
                    return code
                holder = Holder.acquire(paths.data)
            if holder is not None:
                return _hold(app, paths, holder, arguments)
            try:
                if parsed.command in _CLOSED:
                    Client(paths.data).show()  # a process that only rests goes then
                return Client(paths.data).run(arguments, spoken.language, terminal.ask_now)
            except HolderLost:
                continue  # it ended before it answered: the folder is free now
    except ProblemError as error:
        stopped = error.problem
    except Exception as error:  # nobody else tells of it: what nobody catches goes into the log alone
        stopped = startup.defect(error)
    if (parsed.command, getattr(parsed, "action", "")) == ("report", "support"):
        from desktop.cli.commands.support import support_without_application

        return support_without_application(paths, stopped, call)
    _output(False).problem(stopped)
    return PROBLEM


def _closed(paths: AppPaths, holder: Holder, call: Call) -> int:
    """The database is not opened: it may be damaged, or moves."""
    from desktop.cli.commands.backups import backups_without_application
    from desktop.cli.data_commands import data_without_application

    try:
        if call.arguments.command == "data":
            return data_without_application(paths, call)
        return backups_without_application(paths, call)
    finally:
        holder.close()


def _hold(app: QCoreApplication, paths: AppPaths, holder: Holder, arguments: Sequence[str]) -> int:
    """Do the command here, and serve others until the last of them has ended."""
    # Only here: a command that another process does is handed over at once, without services and database.
    from desktop.app import Application
    from desktop.cli.serving import Serving

    startup.start_logging(paths)()
    UNEXPECTED.listen(_output(parse(arguments).json).problem)
    application = Application(paths)
    spoken = startup.speak(paths, application.settings.values.language)
    application.recover()
    serving = Serving(application, holder)
    code: list[int] = []
    interrupts: list[bool] = []

    def leave() -> None:
        """When this command has ended and no other is served."""
        if code and not holder.clients:
            serving.close(lambda: app.exit(code[0]))

    def ended(status: int) -> None:
        code.append(_INTERRUPTED if interrupts else status)
        leave()

    def stop() -> None:
        code.append(_INTERRUPTED if interrupts else PROBLEM)
        serving.cancel_all()
        serving.close(lambda: app.exit(code[0]), _DEADLINE_S)

    def begin() -> None:
        try:
            running = serving.run(arguments, Path.cwd(), _output, ended, terminal.ask)
        except Exception as error:  # Qt would go on waiting for a command that never began
            _output(False).problem(startup.defect(error))
            stop()
            return

        def interrupted() -> None:
            if interrupts:  # a second Ctrl-C does not wait; the workers end with this process
                os._exit(_INTERRUPTED)
            interrupts.append(True)
            running.cancel()
            QTimer.singleShot(round(_PATIENCE_S * 1000), stop)
            if code:  # only others are still served
                stop()

        serving.on_signals(interrupted)

    holder.on_last_client_gone = leave
    holder.on_stop = stop
    QTimer.singleShot(0, begin)
    status = app.exec()
    del spoken
    return status


def _output(as_json: bool) -> Output:
    return Output(write_out, write_err, as_json)


def _qt(pictures: bool) -> QCoreApplication:
    """The lightest Qt application that the command can do with."""
    if not pictures:
        return QCoreApplication(sys.argv[:1])
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    return QApplication(sys.argv[:1])
