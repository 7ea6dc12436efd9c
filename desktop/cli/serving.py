"""Commands on one application: its own, and those that other processes hand over."""

import contextlib
import signal
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier

from desktop.cli import main
from desktop.cli.command import PROBLEM, Ask
from desktop.cli.output import Output
from desktop.core.entities import JobState
from desktop.core.future import Future
from desktop.processes.single_instance import Holder, RemoteCommand
from desktop.shutdown import DEADLINE_S, ShutdownSequence
from desktop.ui.words.job_text import describe

if TYPE_CHECKING:
    from desktop.app import Application

INTERRUPTED = 130  # the exit code of a command ended by Ctrl-C


class Serving:
    """Made by the process that holds the data folder, window or command; begins to listen at once."""

    def __init__(self, application: "Application", holder: Holder) -> None:
        self._application, self._holder = application, holder
        self._running: list[Future[int]] = []
        self._signals: Signals | None = None
        self._closing = False
        holder.on_request = self._serve
        holder.describe = self._describe
        holder.listen()

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        output: Callable[[bool], Output],
        ended: Callable[[int], None],
        ask: Ask,
    ) -> Future[int]:
        """Begin a command; `ended` hears its exit code. Cancelling the value cancels this command alone."""
        command = main.run(self._application, arguments, folder, output, ask)
        self._running.append(command)

        def done(code: int) -> None:
            self._running.remove(command)
            ended(code)

        def failed(error: BaseException) -> None:
            done(PROBLEM)
            raise error  # a defect: the log has it

        command.then(done, failed)
        return command

    @property
    def busy(self) -> bool:
        """Whether a command runs."""
        return bool(self._running)

    def cancel_all(self) -> None:
        """Stop every command at its next safe point."""
        for command in list(self._running):
            command.cancel()

    def on_signals(self, act: Callable[[], None]) -> None:
        """Call `act` at Ctrl-C and at the system's polite request to end."""
        self._signals = Signals(act)

    def close(self, done: Callable[[], None], deadline: float = DEADLINE_S) -> None:
        """Quit in stages, then give the folder back and call `done`; the workers end within `deadline`
        seconds. Commands that still run elsewhere lose their holder and take the folder themselves."""
        if self._closing:
            return
        self._closing = True
        ShutdownSequence(self._application, deadline).begin(lambda: self._closed(done))

    def _closed(self, done: Callable[[], None]) -> None:
        if self._signals is not None:
            self._signals.close()
        self._holder.close()
        done()

    def _serve(self, request: RemoteCommand) -> None:
        if self._closing:
            return  # not answered: it is sent away with the folder, and takes it
        command = self.run(
            request.arguments,
            Path(request.cwd or "."),
            lambda as_json: Output(request.write_out, request.write_err, as_json),
            lambda code: request.finish(INTERRUPTED if request.cancelled else code),
            lambda question, secret: _ask(request, question, secret),
        )
        request.on_cancel = command.cancel

    def _describe(self) -> str:
        """What runs, for a window that waits: the sentences of the jobs."""
        jobs = self._application.jobs.list(unfinished_only=True)
        running = [job for job in jobs if job.state is JobState.RUNNING]
        return "\n".join(describe(job, self._application.jobs.estimate(job.id)).sentence for job in running)


def _ask(request: RemoteCommand, question: str, secret: bool) -> Future[str]:
    typed: Future[str] = Future(lambda: typed.resolve(""))
    request.ask(question, secret, typed.resolve)
    return typed


class Signals(QObject):
    """Ctrl-C and SIGTERM, brought into the event loop: Python's own handlers would wait until Qt happens to
    run some Python."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self._act = act
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)

    def close(self) -> None:
        """Back to Python's own ways."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._read.close()
        self._write.close()

    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._read.recv(64)
            self._act()
