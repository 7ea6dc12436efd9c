"""Requests of one queue run one after another, different queues at the same time."""

import threading
from collections import deque
from collections.abc import Callable


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
