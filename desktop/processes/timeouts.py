"""How long the window waits for each kind of worker, in seconds."""

import time
from contextlib import suppress
from dataclasses import dataclass

import psutil

from workers.contract.specs.jobs import Kind

_WHOLE = 10  # times the limit; then it ends, however busy the computer is
_LOOK = 30.0  # seconds; a longer gap between two looks is a window that did not run itself


@dataclass(frozen=True, slots=True)
class Timeouts:
    """`hello`: from start to the first line. `silence`: without a line (a heartbeat comes every 5 s). Both
    are seconds that count against the process (`SilenceLimit`). `grace`: for a cancelled request or a
    shutdown, and again after the request to terminate. `idle`: without a request before the process is
    unloaded; 0 = never."""

    hello: float = 60.0
    grace: float = 5.0
    silence: float = 30.0
    idle: float = 0.0


TIMEOUTS = {
    # `chat` holds gigabytes, yet loading takes seconds: the settings say how long it may rest.
    Kind.CHAT: Timeouts(grace=2.0, idle=600.0),
    # It holds the search model and the open bases, up to gigabytes; the next question has them again after a
    # second or two of work.
    Kind.KNOWLEDGE: Timeouts(grace=10.0, idle=900.0),
    Kind.FETCH: Timeouts(grace=5.0, idle=60.0),
    Kind.PROBE: Timeouts(grace=2.0, idle=5.0),
    Kind.EXAMPLES: Timeouts(grace=10.0, idle=60.0),
    # Its libraries take a minute to import from a slow disk and hold the interpreter's lock meanwhile;
    # cancelled, it writes a checkpoint.
    Kind.TUNE: Timeouts(hello=180.0, grace=30.0, silence=180.0, idle=60.0),
    # It holds little; a share that hangs holds its threads.
    Kind.WATCH: Timeouts(grace=2.0, idle=5.0),
    Kind.ECHO: Timeouts(grace=2.0),
}


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
