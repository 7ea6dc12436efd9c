"""One worker process from its start to its end, on QProcess; nothing here waits."""

import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from desktop.processes.launcher import Launch, end_group
from desktop.processes.outcome import End, Exit
from desktop.processes.peers import RUNNING
from desktop.processes.timeouts import SilenceLimit, Timeouts
from desktop.processes.worker_log import WorkerLog
from workers.contract.lines import LineSplitter
from workers.contract.messages import (
    FROM_WORKER,
    PROTOCOL,
    Alive,
    Hello,
    Message,
    Shutdown,
    WireError,
    decode,
    encode,
)

SLICE = 0.008  # seconds: half a frame of a 60 Hz screen


class Listener(Protocol):
    """Who started a process and wants to know."""

    def on_hello(self, hello: Hello) -> None:
        """The process is ready for requests."""

    def on_message(self, message: Message) -> None:
        """It said something (no heartbeat)."""

    def on_exit(self, left: Exit) -> None:
        """It is gone, after its last message was heard. Called exactly once."""


class WorkerProcess(QObject):
    """Made by `WorkerSlot` for each start."""

    def __init__(
        self, launch: Launch, timeouts: Timeouts, log: WorkerLog, listener: Listener, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.ready = False  # greeted, and not asked to end
        self.ending: End | None = None
        self._launch, self._timeouts, self._log, self._listener = launch, timeouts, log, listener
        self._lines = LineReader()
        self._refused = 0
        self._pid = 0
        self._greeted = False
        self._exit: Exit | None = None
        self._over = False
        self._silence, self._watched_at = SilenceLimit(timeouts.hello), time.monotonic()
        self._process = self._prepared()
        # Timers: the next slice of a flood; hello, then heartbeat; the next rung of the ladder.
        self._slice = self._timer(0.0, self._work)
        self._watch = self._timer(min(5.0, timeouts.hello / 4), self._look, single=False)
        self._ladder = self._timer(timeouts.grace, self._climb)
        self._force: bool | None = None  # its group was asked to end (False), killed (True)

    @property
    def refused(self) -> int:
        """Lines that were no messages, or no messages of a worker, or too long."""
        return self._refused + self._lines.dropped

    def start(self) -> None:
        """Begin; success and failure are told later."""
        self._log.begin()
        self._watch.start()
        self._process.start()

    def send(self, message: Message) -> None:
        """Put a message on its way; never blocks. Raises `WireError` when it is too long."""
        self._process.write(encode(message))

    def shut_down(self) -> None:
        """Ask it to end all requests and exit; insist by the ladder. One that is still starting has no
        request and could not hear yet: it is terminated at once."""
        if not self._greeted:
            self.terminate(End.SHUTDOWN)
        elif self.ending is None and self._exit is None:
            self._set_ending(End.SHUTDOWN)
            self.send(Shutdown())
            self._ladder.start()

    def terminate(self, end: End) -> None:
        """The message was of no use: terminate its group, after the grace kill it."""
        if self._exit is None and self._force is None:
            self._set_ending(end)
            self._end_group(force=False)
            self._ladder.start()

    def kill(self, end: End) -> None:
        """Kill its group now."""
        if self._exit is None:
            self._set_ending(end)
            self._ladder.stop()
            self._end_group(force=True)

    # --- its life --------------------------------------------------------------------------------

    def _prepared(self) -> QProcess:
        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in self._launch.environment.items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.setProgram(self._launch.program)
        process.setArguments(list(self._launch.arguments))
        if hasattr(process, "setUnixProcessParameters"):
            flags = QProcess.UnixProcessFlag
            process.setUnixProcessParameters(
                flags.CreateNewSession  # its children die with its group
                | flags.ResetSignalHandlers
                | flags.CloseFileDescriptors
                | flags.DisableCoreDumps
            )
        process.started.connect(self._on_started)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)
        return process

    def _on_started(self) -> None:
        self._pid = self._process.processId()
        RUNNING.add(self._pid)
        if self._force is not None:  # it was given up while it was being started
            self._end_group(self._force)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._log.write(f"{self._launch.program}: {self._process.errorString()}\n".encode())
            self._leave(Exit(End.NOT_STARTED, stderr=self._log.last(), greeted=False))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_errors()
        self._lines.feed(bytes(self._process.readAllStandardOutput().data()))
        self._lines.feed(b"\n")  # a line cut short is no message; it is counted as what it is
        end_group(self._pid, force=True)  # whatever it left behind
        RUNNING.discard(self._pid)
        end = self.ending or (End.ITSELF if self._greeted or self._lines else End.NOT_STARTED)
        crashed = status is QProcess.ExitStatus.CrashExit
        self._leave(Exit(end, code, crashed, self._log.last(), self._greeted or bool(self._lines)))

    def _leave(self, left: Exit) -> None:
        self._exit = left
        self.ready = False
        for timer in (self._watch, self._ladder):
            timer.stop()
        self._slice.start()  # what it said last is heard before its end

    # --- what it says ----------------------------------------------------------------------------

    def _read(self) -> None:
        if self._greeted:  # before, only its greeting counts
            self._silence.reset()
        self._lines.feed(bytes(self._process.readAllStandardOutput().data()))
        if not self._slice.isActive():
            self._work()

    def _read_errors(self) -> None:
        data = bytes(self._process.readAllStandardError().data())
        if data:
            self._log.write(data)

    def _work(self) -> None:
        self._lines.work(self._on_line)
        if self._lines:
            self._slice.start()
        elif self._exit is not None and not self._over:
            self._over = True
            self._listener.on_exit(self._exit)

    def _on_line(self, untrusted_line: bytes) -> None:
        try:
            message = decode(untrusted_line)
        except WireError as error:
            self._refuse(str(error))
            return
        if isinstance(message, Alive):
            return
        if isinstance(message, Hello):
            self._greet(message)
        elif not self._greeted or not isinstance(message, FROM_WORKER):
            self._refuse(f"{message.type} is not expected")
        else:
            self._listener.on_message(message)

    def _greet(self, hello: Hello) -> None:
        if self._greeted:
            self._refuse("a second hello")
        elif hello.protocol != PROTOCOL:
            self._refuse(f"protocol {hello.protocol}, we speak {PROTOCOL}")
            self.kill(End.VERSION)
        else:
            self._greeted = True
            self._silence = SilenceLimit(self._timeouts.silence)
            if self._exit is None:
                self._watch.start(round(1000 * min(5.0, self._timeouts.silence / 4)))
                self.ready = self.ending is None
            self._listener.on_hello(hello)

    def _refuse(self, why: str) -> None:
        self._refused += 1
        if self._refused <= 10 or self._refused % 1000 == 0:
            self._log.write(f"[window] line refused ({self._refused} so far): {why}\n".encode())

    # --- deadlines -------------------------------------------------------------------------------

    def _look(self) -> None:
        """Is it silent? A window that slept itself (the computer was suspended) accuses nobody."""
        now = time.monotonic()
        slept = now - self._watched_at > 3 * self._watch.interval() / 1000 + 1.0
        self._watched_at = now
        if slept or (self._lines and self._greeted):
            self._silence.reset()
        self._silence.check(self._pid)
        if self._silence.is_over:
            self.kill(End.STARVED if self._silence.was_starved else End.SILENT)

    def _climb(self) -> None:
        if self._force is None:
            self.terminate(self.ending or End.SHUTDOWN)
        else:
            self._end_group(force=True)

    def _set_ending(self, end: End) -> None:
        self.ending = self.ending or end
        self.ready = False

    def _end_group(self, force: bool) -> None:
        self._force = force
        if self._pid:
            end_group(self._pid, force)

    def _timer(self, seconds: float, action: Callable[[], None], single: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.setInterval(round(seconds * 1000))
        timer.timeout.connect(action)
        return timer


class LineReader:
    """Bytes in; whole lines out, in order. Over-long lines are dropped and counted (`dropped`)."""

    def __init__(self) -> None:
        self._splitter = LineSplitter()
        self._waiting: deque[bytes] = deque()

    @property
    def dropped(self) -> int:
        """Lines that were longer than a line may be."""
        return self._splitter.dropped

    def __len__(self) -> int:
        return len(self._waiting)

    def feed(self, data: bytes) -> None:
        """Take what was read."""
        self._waiting.extend(line for line in self._splitter.feed(data) if line)

    def work(self, handle: Callable[[bytes], None], seconds: float = SLICE) -> None:
        """Hand out waiting lines for at most `seconds`; at least one, if there is any. `handle` may run the
        event loop and so come here again: every line is handed out once, in order."""
        end = time.monotonic() + seconds
        while self._waiting:
            handle(self._waiting.popleft())
            if time.monotonic() >= end:
                return
