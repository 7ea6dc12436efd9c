"""One request as its handler sees it: what to send, and whether to go on."""

import threading
import time
from collections.abc import Callable

from workers.contract.messages import Message, Metric, Progress

_INTERVAL = 0.1  # seconds between two progress messages of a request


class RequestCancelled(Exception):
    """The request was cancelled. `resumable`: the same request later continues where this one ended."""

    def __init__(self, resumable: bool = False) -> None:
        super().__init__("cancelled")
        self.resumable = resumable


class Context:
    """Given to `WorkerService.handle`, one for each request. All methods may be called from any thread.

    A handler sets `expendable` while nothing is lost when its process goes without waiting for it: importing
    a large library cannot be cancelled, and nobody who quits shall wait for it."""

    def __init__(self, request: str, send: Callable[[Message], None]) -> None:
        self.request = request
        self._send = send
        self._lock = threading.RLock()
        self._cancelled = threading.Event()
        self._stopped = threading.Event()
        self._callbacks: list[Callable[[], None]] = []
        self._ended = False
        self.expendable = False
        self._waiting: Progress | None = None
        self._timer: threading.Timer | None = None  # runs while one waits
        self._last: Progress | None = None
        self._sent_at = 0.0

    # --- for the handler -------------------------------------------------------------------------

    def send(self, message: Message) -> None:
        """Send a message of this request; dropped once the request has ended. Raises `WireError` when it is
        longer than a line may be."""
        with self._lock:
            if not self._ended:
                self._send(message)

    def progress(self, stage: str, done: int, total: int, unit: str, subject: str = "") -> None:
        """Say how far the work is (`total` 0 = unknown); call it as often as is convenient. At most ten a
        second are sent; the first and the last of a stage always are, and the last before a long step."""
        message = Progress(self.request, stage, done, total, unit, subject)
        with self._lock:
            if self._ended:
                return
            if self._last is None or self._last.stage != stage:
                self._flush()
            elif not self._is_due(message):
                self._hold(message)
                return
            self._send_progress(message)

    def metric(self, name: str, value: float, unit: str = "") -> None:
        """Send a figure worth keeping."""
        self.send(Metric(self.request, name, float(value), unit))

    @property
    def cancelled(self) -> bool:
        """Whether the request shall end without a result."""
        return self._cancelled.is_set()

    @property
    def stopped(self) -> bool:
        """Whether the request shall end with what it has."""
        return self._stopped.is_set()

    def raise_if_cancelled(self) -> None:
        """Raises `RequestCancelled` once the request is cancelled; to be called at every safe point."""
        if self.cancelled:
            raise RequestCancelled

    def wait(self, seconds: float) -> bool:
        """Sleep, but not longer than until the request is cancelled; returns `cancelled`."""
        return self._cancelled.wait(seconds)

    def on_cancel(self, callback: Callable[[], None]) -> None:
        """Have `callback` called once when the request is cancelled or stopped, from the reading thread (at
        once, if it already is). It must be quick: set a flag, close a connection."""
        with self._lock:
            if not (self.cancelled or self.stopped):
                self._callbacks.append(callback)
                return
        callback()

    # --- for the runner --------------------------------------------------------------------------

    def cancel(self) -> None:
        """The window cancels the request, or everything ends."""
        self._set(self._cancelled)

    def stop(self) -> None:
        """The window asks for what is there."""
        self._set(self._stopped)

    def end(self, terminal: Message) -> None:
        """Send the terminal message, if none was sent. Raises `WireError`; the request then goes on."""
        with self._lock:
            if not self._ended:
                self._flush()
                self._send(terminal)
                self._ended = True

    def _set(self, flag: threading.Event) -> None:
        flag.set()  # before the lock: a handler may hold that while it writes to a full pipe
        with self._lock:
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def _is_due(self, message: Progress) -> bool:
        assert self._last is not None
        finished = 0 < message.total <= message.done
        newly = finished and not 0 < self._last.total <= self._last.done
        return newly or time.monotonic() - self._sent_at >= _INTERVAL

    def _hold(self, message: Progress) -> None:
        """Keep it back; sent when its time has come, where no other has taken its place: the next may be
        minutes away."""
        if self._timer is None:
            self._timer = threading.Timer(_INTERVAL, self._send_held)
            self._timer.daemon = True
            self._timer.start()
        self._waiting = message

    def _send_held(self) -> None:
        with self._lock:
            # One that was cancelled may have been at the lock already.
            if not self._ended and threading.current_thread() is self._timer:
                self._flush()

    def _send_progress(self, message: Progress) -> None:
        self._waiting = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._last, self._sent_at = message, time.monotonic()
        self._send(message)

    def _flush(self) -> None:
        """Send the progress that was held back: it is the last of its stage."""
        if self._waiting is not None:
            self._send_progress(self._waiting)
