"""Lines of a worker that wait to be worked on: a flood is taken in slices, so that the window stays alive."""

import time
from collections import deque
from collections.abc import Callable

from workers.contract.lines import LineSplitter

SLICE = 0.008  # seconds: half a frame of a 60 Hz screen


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
