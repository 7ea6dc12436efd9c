"""Work of the disk that would hold up the window: deleting large folders, copying the database."""

import threading
from collections.abc import Callable
from typing import TypeVar

from desktop.core.future import Future
from desktop.core.ports import Timers

T = TypeVar("T")
_LOOK_S = 0.03


class Background:
    """Made once by the application. What runs here touches files alone: no service, no session of the
    database, no widget. It keeps no program from ending; what it leaves is swept at the next start."""

    def __init__(self, timers: Timers) -> None:
        self._timers = timers

    def run(self, work: Callable[[], T]) -> Future[T]:
        """Begin `work` in a thread; its value or error settles the Future in the event loop."""
        outcome: list[Callable[[Future[T]], None]] = []
        future: Future[T] = Future()

        def do() -> None:
            try:
                value = work()
            except BaseException as error:  # it belongs to whoever awaits the value
                failed = error
                outcome.append(lambda future: future.reject(failed))
            else:
                outcome.append(lambda future: future.resolve(value))

        def look() -> None:
            if outcome:
                outcome[0](future)
            else:
                self._timers.after(_LOOK_S, look)

        threading.Thread(target=do, daemon=True).start()
        self._timers.after(_LOOK_S, look)
        return future
