"""One kind of worker: at most one process, its requests, and those that wait for the next process."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.core.ports import Outcome
from desktop.core.unexpected import UNEXPECTED, guarded
from desktop.processes.launcher import Launch
from desktop.processes.outcome import UNWANTED, End, Exit, manner, outcome
from desktop.processes.timeouts import Timeouts
from desktop.processes.worker_log import WorkerLog
from desktop.processes.worker_process import WorkerProcess
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.messages import TERMINAL, Cancel, Hello, Message, Refused, Succeeded, WireError
from workers.contract.specs.jobs import Kind

log = logging.getLogger(__name__)


@dataclass(slots=True)
class RunningRequest:
    """A request on its way."""

    message: Message
    on_message: Callable[[Message], None]
    on_outcome: Callable[[Outcome], None]
    sent: bool = False
    cancelled: bool = False
    failure: Problem | None = None  # of the one who asked: what came could not be kept


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of one kind since the window opened. `refused`: lines that were no messages; `unknown`: messages of no
    request that runs; `starts`: processes; `hello`: of the last one."""

    refused: int = 0
    unknown: int = 0
    starts: int = 0
    hello: Hello | None = None


class WorkerSlot(QObject):
    """Made by the supervisor, one a kind. Starts a process when there is something to do."""

    def __init__(
        self,
        kind: Kind,
        launch: Callable[[Kind], Launch],
        timeouts: Timeouts,
        logs: Path | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._past = Statistics()
        self._took = False  # the process got a request
        self.on_gone: Callable[[], None] = lambda: None  # the process has ended
        self.on_refused: Callable[[str], None] = lambda where: None  # it tried to reach the network
        # It ended and nobody wished it: how, over which requests; returns what to tell of it.
        self.on_death: Callable[[str, Sequence[Message]], Problem | None] = lambda how, requests: None
        self.on_success: Callable[[Message], None] = lambda request: None
        self._launch, self._timeouts = launch, timeouts
        self._log = WorkerLog(logs, kind.value)
        self._process: WorkerProcess | None = None
        self._requests: dict[str, RunningRequest] = {}
        self._closed = False
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.unload)

    @property
    def running(self) -> bool:
        """Whether there is a process, also one that starts or ends."""
        return self._process is not None

    @property
    def statistics(self) -> Statistics:
        """So far."""
        refused = 0 if self._process is None else self._process.refused
        return replace(self._past, refused=self._past.refused + refused)

    def set_idle(self, seconds: float) -> None:
        """After how long without requests the process is unloaded; 0 = never."""
        self._timeouts = replace(self._timeouts, idle=seconds)
        self._rest()

    def request(self, request: RunningRequest) -> None:
        """Take a request; its outcome is told later, never from within this call."""
        name = _name(request.message)
        if name in self._requests:
            raise ValueError(f"request {name!r} runs already")
        self._requests[name] = request
        self._idle.stop()
        if self._closed:
            self._settle_soon(name, Outcome("cancelled", resumable=True))
        else:
            self._advance()

    def notify(self, message: Message) -> None:
        """Send a message without an answer, if there is anybody to hear it."""
        if self._process is not None and self._process.ready:
            self._process.send(message)

    def cancel(self, name: str) -> None:
        """Message; after the grace the group is terminated, after another killed."""
        request, process = self._requests.get(name), self._process
        if request is None or request.cancelled:
            return
        request.cancelled = True
        if not request.sent or process is None:
            self._settle_soon(name, Outcome("cancelled", resumable=True))
            return
        process.send(Cancel(name))
        QTimer.singleShot(
            round(self._timeouts.grace * 1000), process, lambda: self._insist(name, request, process)
        )

    def unload(self) -> None:
        """Shut the process down; the next request starts another."""
        if self._process is not None:
            self._process.shut_down()

    def close(self) -> None:
        """Shut down for good: what has not begun is cancelled."""
        self._closed = True
        for name, request in list(self._requests.items()):
            if not request.sent:
                self._settle_soon(name, Outcome("cancelled", resumable=True))
        self.unload()

    def kill(self) -> None:
        """No patience any more."""
        if self._process is not None:
            self._process.kill(End.SHUTDOWN)

    # --- what the process tells (Listener) -------------------------------------------------------

    def on_hello(self, hello: Hello) -> None:
        """Its requests go out."""
        self._past = replace(self._past, hello=hello)
        self._advance()
        self._rest()

    def on_message(self, message: Message) -> None:
        """To whom it belongs."""
        if isinstance(message, Refused):
            self.on_refused(message.where)
            return
        name = getattr(message, "request", "")
        request = self._requests.get(name)
        if request is None or not request.sent:
            self._past = replace(self._past, unknown=self._past.unknown + 1)
        elif isinstance(message, TERMINAL):
            if isinstance(message, Succeeded):
                guarded(self.on_success, request.message)
            self._settle(name, outcome(self.kind, message))
        elif request.failure is None:
            request.failure = _call(request.on_message, message)
            if request.failure is not None:
                self.cancel(name)

    def on_exit(self, left: Exit) -> None:
        """What it left unfinished gets its outcome; what it never got waits for the next, if it was able to
        start at all."""
        self._past = self.statistics
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        unable = left.end in (End.NOT_STARTED, End.VERSION) or (left.end is End.ITSELF and not self._took)
        unable = unable or (left.end in (End.SILENT, End.STARVED) and not left.greeted)
        known = self._known(left, [one.message for one in self._requests.values() if one.sent or unable])
        for name, request in list(self._requests.items()):
            if request.sent or unable:
                end = left.end
                if end is End.CANCELLED and not request.cancelled:
                    end = End.OTHER_CANCELLED
                self._settle(name, outcome(self.kind, None, replace(left, end=end), known))
        self.on_gone()
        self._advance()

    # ---------------------------------------------------------------------------------------------

    def _known(self, left: Exit, requests: Sequence[Message]) -> Problem | None:
        """What is to be told of this end, when it is not the first of its manner."""
        if left.end not in UNWANTED or self._closed or not requests:
            return None
        try:
            return self.on_death(manner(left), requests)
        except Exception:
            log.exception("a crash could not be counted")
            return None

    def _advance(self) -> None:
        waiting = [
            name for name, request in self._requests.items() if not request.sent and not request.cancelled
        ]
        if not waiting or self._closed:
            return
        if self._process is None:
            self._start()
        elif self._process.ready:
            for name in waiting:
                self._send(name, self._process)

    def _start(self) -> None:
        try:
            launch = self._launch(self.kind)
        except ProblemError as error:  # there is nothing to start: a component that is not installed
            for name in list(self._requests):
                self._settle_soon(name, Outcome("failed", problem=error.problem))
            return
        self._process = WorkerProcess(launch, self._timeouts, self._log, self, self)
        self._past = replace(self._past, starts=self._past.starts + 1)
        self._took = False
        self._process.start()

    def _send(self, name: str, process: WorkerProcess) -> None:
        request = self._requests[name]
        request.sent = self._took = True
        try:
            process.send(request.message)
        except WireError as error:
            self._settle_soon(name, Outcome("failed", problem=Problem(Code.BUG, detail=str(error))))

    def _insist(self, name: str, request: RunningRequest, process: WorkerProcess) -> None:
        if self._requests.get(name) is request and self._process is process:
            process.terminate(End.CANCELLED)

    def _settle_soon(self, name: str, result: Outcome) -> None:
        request = self._requests.get(name)

        def settle() -> None:
            if request is not None and self._requests.get(name) is request:
                self._settle(name, result)

        QTimer.singleShot(0, self, settle)

    def _settle(self, name: str, result: Outcome) -> None:
        request = self._requests.pop(name)
        if request.failure is not None:
            result = Outcome("failed", problem=request.failure, resumable=True)
        guarded(request.on_outcome, result)
        self._rest()

    def _rest(self) -> None:
        """Nothing to do: count the idle time."""
        if self._requests or self._process is None or self._timeouts.idle <= 0:
            self._idle.stop()
        else:
            self._idle.start(round(self._timeouts.idle * 1000))


def _name(message: Message) -> str:
    name = getattr(message, "request", "")
    if not name:
        raise ValueError(f"{message.type} is no request")
    return str(name)


def _call(callback: Callable[[Message], None], message: Message) -> Problem | None:
    """What stood in a listener's way, if anything did: it must not cost the others their messages."""
    try:
        callback(message)
    except ProblemError as error:  # becomes the outcome of its request, which tells it
        log.warning("a listener of a worker failed: %s %s", error.problem.code, error.problem.detail)
        return error.problem
    except Exception as error:
        return UNEXPECTED.report(error)
    return None
