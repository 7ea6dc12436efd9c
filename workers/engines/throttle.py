"""Who may use the processor now: a search first, a chat that writes next, indexing with what is left."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# While a chat writes, one text in this time is still embedded, so that indexing is seen to live.
TRICKLE_S = 1.0
# A chat that died without a word does not hold indexing up for ever.
LONGEST_YIELD_S = 300.0


class Throttle:
    """Held by `knowledge`; indexing threads call `wait` before each text."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._urgent = 0
        self._busy_until = 0.0
        self._next_trickle = 0.0

    def set_busy(self, busy: bool) -> None:
        """A chat begins or ends writing."""
        with self._condition:
            self._busy_until = time.monotonic() + LONGEST_YIELD_S if busy else 0.0
            self._condition.notify_all()

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Indexing waits meanwhile (texts already begun are finished)."""
        with self._condition:
            self._urgent += 1
        try:
            yield
        finally:
            with self._condition:
                self._urgent -= 1
                self._condition.notify_all()

    def wait(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Return when an indexing thread may go on with its next text."""
        with self._condition:
            while not cancelled():
                now = time.monotonic()
                if not self._urgent and now >= self._busy_until:
                    return
                if not self._urgent and now >= self._next_trickle:
                    self._next_trickle = now + TRICKLE_S
                    return
                self._condition.wait(0.1)
