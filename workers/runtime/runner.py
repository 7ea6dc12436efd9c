"""Runs one kind of worker: hello, then requests until shutdown or the end of input."""

import logging
import os
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from workers.contract.codes import Code, ProblemError
from workers.contract.messages import (
    PROTOCOL,
    TO_WORKER,
    Alive,
    Ask,
    Cancel,
    Cancelled,
    Describe,
    Failed,
    Find,
    Hello,
    Message,
    Refused,
    Render,
    Search,
    Shutdown,
    Start,
    Stop,
    Succeeded,
    WireError,
)
from workers.contract.sealed import NetworkRefused, Seal
from workers.disk import refused as refused_by_disk
from workers.runtime.channel import Channel
from workers.runtime.context import Context, RequestCancelled

_ALIVE = 5.0  # seconds
_ALONE = 1.0  # seconds that requests have for ending when the window is gone
_DETAIL = 20_000  # characters
log = logging.getLogger(__name__)


class WorkerService(Protocol):
    """What a kind of worker does; `workers.services.<kind>.service.create()` makes it."""

    def versions(self) -> dict[str, str]:
        """Of the libraries that matter, for `hello`."""

    def handle(self, message: Message, context: Context) -> dict[str, Any] | None:
        """Do one request, in a thread of its queue; the result goes into `succeeded`. Raises `ProblemError`,
        `RequestCancelled`; anything else is a bug."""

    def queue(self, message: Message) -> str:
        """Requests of one queue run one after another. Called from the reading thread."""

    def notify(self, message: Message) -> None:
        """A message without an answer (`yield`). Called from the reading thread."""

    def close(self) -> None:
        """At the end, when no request runs any more or the patience with them is over."""


class Runner:
    """The loop of `python -m workers KIND`."""

    def __init__(
        self,
        kind: str,
        service: WorkerService,
        channel: Channel,
        seal: Seal | None = None,
        guards: tuple[str, ...] = (),
    ) -> None:
        self._kind, self._service, self._channel, self._seal = kind, service, channel, seal
        self._guards = guards
        self._queues = RequestQueues()
        self._lock = threading.Lock()
        self._active: dict[str, Context] = {}
        self._begun: set[str] = set()

    def run(self) -> None:
        """Serve until the end; returns when the process may exit."""
        self._channel.send(Hello(PROTOCOL, self._kind, os.getpid(), self._service.versions(), self._guards))
        if self._seal is not None:
            self._seal.listen(lambda where: self._channel.send(Refused(where)))
        threading.Thread(target=self._beat, name="alive", daemon=True).start()
        alone = True
        for message in self._channel.messages():
            if isinstance(message, Shutdown):
                alone = False
                break
            self._on_message(message)
        self._close(alone)

    def _close(self, alone: bool) -> None:
        with self._lock:
            contexts = list(self._active.values())
        for context in contexts:
            context.cancel()
        # The window has its own deadline for us; without a window we have to have one.
        needed = any(not context.expendable for context in contexts)
        if needed and not self._queues.wait(_ALONE if alone else None):
            log.warning("requests do not end; leaving them")
        try:
            self._service.close()
        except Exception:
            log.exception("closing failed")

    def _beat(self) -> None:
        seconds = float(os.environ.get("BUKVAR_ALIVE_SECONDS", _ALIVE))
        while True:
            time.sleep(seconds)
            self._channel.send(Alive())

    # --- the reading thread ----------------------------------------------------------------------

    def _on_message(self, message: Message) -> None:
        if isinstance(message, Start | Search | Render | Describe | Find | Ask):
            self._begin(message, message.request)
        elif isinstance(message, Cancel):
            self._cancel(message.request)
        elif isinstance(message, Stop):
            with self._lock:
                context = self._active.get(message.request)
            if context is not None:
                context.stop()
        elif isinstance(message, TO_WORKER):
            try:
                self._service.notify(message)
            except Exception:
                log.exception("%s failed", message.type)
        else:
            self._channel.refuse(f"{message.type} is not for a worker")

    def _begin(self, message: Message, request: str) -> None:
        with self._lock:
            if request in self._active:
                log.warning("request %s runs already", request)
                return
            context = self._active[request] = Context(request, self._channel.send)
        try:
            queue = self._service.queue(message)
        except Exception:
            self._end(context, _bug(request))
            return
        self._queues.submit(queue, lambda: self._serve(message, context))

    def _cancel(self, request: str) -> None:
        with self._lock:
            context = self._active.get(request)
            waits = request not in self._begun
        if context is None:
            return  # it has ended meanwhile
        context.cancel()
        if waits:  # nobody shall wait for the work before it in its queue
            self._end(context, Cancelled(request, resumable=True))

    # --- the threads of the queues ----------------------------------------------------------------

    def _serve(self, message: Message, context: Context) -> None:
        with self._lock:
            if self._active.get(context.request) is not context:
                return  # cancelled while it waited
            self._begun.add(context.request)
        self._end(context, self._outcome(message, context))

    def _outcome(self, message: Message, context: Context) -> Message:
        request = context.request
        try:
            context.raise_if_cancelled()
            if self._seal is not None:
                self._seal.allow_server_of(message)
            return Succeeded(request, self._service.handle(message, context) or {})
        except RequestCancelled as cancelled:
            return Cancelled(request, cancelled.resumable)
        except ProblemError as error:
            problem = error.problem
            return Failed(request, problem.code, problem.params, problem.detail[-_DETAIL:])
        except NetworkRefused as refused:
            return Failed(request, Code.NETWORK_REFUSED, detail=str(refused))
        except BaseException as error:
            known = refused_by_disk(error)
            if known is not None:
                log.warning("request %s failed: %s", request, known)
                return Failed(request, known.code, known.problem.params, traceback.format_exc()[-_DETAIL:])
            log.exception("request %s failed", request)
            return _bug(request)

    def _end(self, context: Context, terminal: Message) -> None:
        with self._lock:
            if self._active.get(context.request) is not context:
                return
            del self._active[context.request]
            self._begun.discard(context.request)
        try:
            context.end(terminal)
        except WireError as error:
            with suppress(WireError):
                context.end(Failed(context.request, Code.BUG, detail=str(error)))


def _bug(request: str) -> Failed:
    """The exception being handled, as a terminal message."""
    return Failed(request, Code.BUG, detail=traceback.format_exc()[-_DETAIL:])


class RequestQueues:
    """Threads that take the next request of a free queue.

    Threads are kept and used again: on Linux a child process that asks to die with its parent dies with the
    thread that started it.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queues: dict[str, deque[Callable[[], None]]] = {}
        self._free: deque[str] = deque()  # queues with work that nobody works on
        self._idle = 0
        self._threads = 0

    def submit(self, queue: str, work: Callable[[], None]) -> None:
        """Have `work` (which never raises) done after all earlier work of its queue."""
        with self._changed:
            if queue in self._queues:
                self._queues[queue].append(work)
                return
            self._queues[queue] = deque([work])
            self._free.append(queue)
            if self._idle < len(self._free):
                self._threads += 1
                threading.Thread(target=self._serve, name=f"queue-{self._threads}", daemon=True).start()
            else:
                self._changed.notify()

    def wait(self, seconds: float | None) -> bool:
        """Wait until all work is done; False when it is not after `seconds` (None: wait for ever)."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._queues, seconds)

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._idle += 1
                self._changed.wait_for(lambda: bool(self._free))
                self._idle -= 1
                queue = self._free.popleft()
                work = self._queues[queue].popleft()
            work()
            del work
            with self._changed:
                if self._queues[queue]:
                    self._free.append(queue)
                else:
                    del self._queues[queue]
                self._changed.notify_all()
