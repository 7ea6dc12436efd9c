"""One folder, or the single files of a base, under the eyes of the worker `watch`."""

import logging
from collections.abc import Callable, Sequence

from desktop.core.future import Future
from desktop.core.ports import Timers, Workers
from desktop.core.requests import send
from workers.contract.codec import to_json
from workers.contract.messages import FilesChanged, FolderState, Message, Start
from workers.contract.specs.jobs import Job, Kind
from workers.contract.watching import WatchReason, WatchSpec, WatchState

_log = logging.getLogger(__name__)
_AGAIN_S, _LONGEST_S = 10.0, 600.0  # after a worker that died; doubled each time


class FolderWatch:
    """Made by `LivingFolders`. A worker that dies is started again, later each time; nobody is told.
    `on_state` is called when `state` is another one, `on_changed` with the paths that changed."""

    def __init__(
        self,
        workers: Workers,
        timers: Timers,
        spec: WatchSpec,
        on_state: Callable[[], None],
        on_changed: Callable[[Sequence[str]], None],
    ) -> None:
        self.spec = spec
        self.state: WatchState | None = None
        self.reason = WatchReason.NONE
        self._workers, self._timers = workers, timers
        self._on_state, self._on_changed = on_state, on_changed
        self._running: Future[dict[str, object]] | None = None
        self._stop_timer: Callable[[], None] = lambda: None
        self._stopped = False
        self._pause = _AGAIN_S

    def start(self) -> None:
        """Called once, and again after a failure."""
        params = to_json(self.spec)
        running = send(
            self._workers, Kind.WATCH, lambda request: Start(request, Job.WATCH, params), self._on_message
        )
        self._running = running
        running.then(lambda _: self._ended(None), self._ended)

    def stop(self) -> None:
        """For good."""
        self._stopped = True
        self._stop_timer()
        if self._running is not None:
            self._running.cancel()

    def _on_message(self, message: Message) -> None:
        if self._stopped:
            return
        if isinstance(message, FolderState):
            self.state, self.reason, self._pause = message.state, message.reason, _AGAIN_S
            self._on_state()
        elif isinstance(message, FilesChanged):
            self._on_changed(message.paths)

    def _ended(self, error: BaseException | None) -> None:
        if self._stopped:
            return
        _log.warning("A folder is not watched for %.0f s: %r", self._pause, error)
        self.state = None
        self._stop_timer = self._timers.after(self._pause, self.start)
        self._pause = min(2 * self._pause, _LONGEST_S)
