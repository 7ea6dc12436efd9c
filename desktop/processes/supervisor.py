"""The worker processes, one a kind: implements the port `Workers`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.core.ports import Outcome
from desktop.processes.launcher import Launch, Launcher
from desktop.processes.timeouts import TIMEOUTS, Timeouts
from desktop.processes.worker_slot import RunningRequest, Statistics, WorkerSlot
from workers.contract.codes import Problem
from workers.contract.messages import Message
from workers.contract.specs.jobs import Kind

_DEADLINE = 15.0  # seconds for ending everything
_LAST_MOMENT = 1.0  # seconds after the kill, when even that is not obeyed (a disk that does not answer)


class Supervisor(QObject):
    """Made once by the application; needs an event loop. See `ports.Workers` for the verbs of the services;
    `shutdown_all` is called by the staged quit, `set_idle` when the settings change."""

    def __init__(
        self,
        logs: Path | None = None,
        timeouts: Mapping[Kind, Timeouts] | None = None,
        launcher: Callable[[Kind], Launch] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        known = {**TIMEOUTS, **(timeouts or {})}
        self._slots = {
            kind: WorkerSlot(kind, launcher or Launcher(), known[kind], logs, self) for kind in Kind
        }
        for slot in self._slots.values():
            slot.on_gone = self._check_gone
        # Hears (kind, where to) of every attempt of a worker to reach the network.
        self.on_refused: Callable[[Kind, str], None] = lambda kind, where: None
        # Hears of unwanted ends (kind, how, over which requests) and says what to tell of them; and of every
        # request that ended well.
        self.on_death: Callable[[Kind, str, Sequence[Message]], Problem | None] = lambda *_: None
        self.on_success: Callable[[Kind, Message], None] = lambda kind, request: None
        for kind, slot in self._slots.items():
            self._listen(kind, slot)
        self._done: list[Callable[[], None]] = []
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self._kill_all)
        self._last_moment = QTimer(self, singleShot=True)
        self._last_moment.timeout.connect(self._all_gone)

    def _listen(self, kind: Kind, slot: WorkerSlot) -> None:
        slot.on_refused = lambda where: self.on_refused(kind, where)
        slot.on_death = lambda how, requests: self.on_death(kind, how, requests)
        slot.on_success = lambda request: self.on_success(kind, request)

    def request(
        self,
        kind: Kind,
        message: Message,
        on_message: Callable[[Message], None],
        on_outcome: Callable[[Outcome], None],
    ) -> None:
        """See the port. Raises `ValueError` for a message without a request id, or one that runs already."""
        self._slots[kind].request(RunningRequest(message, on_message, on_outcome))

    def notify(self, kind: Kind, message: Message) -> None:
        """See the port."""
        self._slots[kind].notify(message)

    def cancel(self, kind: Kind, request: str) -> None:
        """See the port. An unknown request has ended meanwhile: nothing happens."""
        self._slots[kind].cancel(request)

    def is_running(self, kind: Kind) -> bool:
        """See the port. True also while the process starts or ends."""
        return self._slots[kind].running

    def unload(self, kind: Kind) -> None:
        """See the port."""
        self._slots[kind].unload()

    def set_idle(self, kind: Kind, seconds: float) -> None:
        """Unload a kind after so long without a request; 0 = never."""
        self._slots[kind].set_idle(seconds)

    def statistics(self, kind: Kind) -> Statistics:
        """Starts, refused lines and versions of a kind."""
        return self._slots[kind].statistics

    def guards(self) -> dict[Kind, tuple[str, ...]]:
        """What keeps the kinds that were started off the network, as their last processes said; not of an
        ended process whose successor may be started with other guards."""
        said = {
            kind: slot.statistics.hello
            for kind, slot in self._slots.items()
            if slot.running or kind not in (Kind.FETCH, Kind.KNOWLEDGE)
        }
        return {kind: hello.guards for kind, hello in said.items() if hello is not None}

    def shutdown_all(self, done: Callable[[], None], deadline: float = _DEADLINE) -> None:
        """Shut all kinds down at once, each by its ladder; after `deadline` seconds kill what is left. Calls
        `done` once, from the event loop. Later requests are cancelled."""
        self._done.append(done)
        for slot in self._slots.values():
            slot.close()
        self._deadline.start(round(deadline * 1000))
        QTimer.singleShot(0, self, self._check_gone)

    def kill_all(self) -> None:
        """The emergency exit: no grace, no waiting."""
        for slot in self._slots.values():
            slot.kill()

    def _check_gone(self) -> None:
        if self._done and not any(slot.running for slot in self._slots.values()):
            self._all_gone()

    def _kill_all(self) -> None:
        self.kill_all()
        self._last_moment.start(round(_LAST_MOMENT * 1000))

    def _all_gone(self) -> None:
        self._deadline.stop()
        self._last_moment.stop()
        done, self._done = self._done, []
        for completed in done:
            completed()
