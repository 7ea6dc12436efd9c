"""How long a worker has said nothing, in seconds that count against it."""

import time
from contextlib import suppress

import psutil

_WHOLE = 10  # times the limit; then it ends, however busy the computer is
_LOOK = 30.0  # seconds; a longer gap between two looks is a window that did not run itself


class SilenceLimit:
    """On a busy computer, or behind a slow disk, silence proves nothing. A second counts as far as the
    process computed in it, or the computer had a processor to spare that it did not use. `limit`: so many of
    them are too many."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._counted = self._silent = 0.0
        self._heard = False
        self._looked, self._idle, self._used = time.monotonic(), _idle(), 0.0

    def reset(self) -> None:
        """It said something, or nobody could have heard it: count from the next look on."""
        self._heard = True

    def check(self, pid: int) -> None:
        """A few times within the limit: count what went by since the last look."""
        now, idle, used = time.monotonic(), _idle(), _used(pid)
        step = min(now - self._looked, _LOOK)
        if self._heard:
            self._counted = self._silent = 0.0
        else:
            self._counted += min(step, max(idle - self._idle, used - self._used, 0.0))
            self._silent += step
        self._heard = False
        self._looked, self._idle, self._used = now, idle, used

    @property
    def is_over(self) -> bool:
        """Whether it is to be ended."""
        return self._counted > self._limit or self._silent > _WHOLE * self._limit

    @property
    def was_starved(self) -> bool:
        """Whether the computer was too busy to tell if it would still have said something."""
        return self._counted <= self._limit


def _idle() -> float:
    """Seconds in which processors of this computer had nothing to do and waited for no disk."""
    return float(psutil.cpu_times().idle)


def _used(pid: int) -> float:
    """Seconds that a process has computed; 0 while there is none, or where nobody may ask."""
    with suppress(psutil.Error):
        if pid:
            times = psutil.Process(pid).cpu_times()
            return float(times.user + times.system)
    return 0.0
