"""How much may be read of one file, with all that lies inside: characters of text, time of the processor. The
rest is left out with a note; the clock on the wall counts for nothing, for other programs take it too."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

# Characters of text a document may have: about 25 000 printed pages.
MAX_CHARACTERS = 50_000_000

# Processor time, and that of the clock before which it cannot be over: to ask for the first one takes long.
_deadline: ContextVar[tuple[float, float]] = ContextVar("deadline", default=(math.inf, math.inf))


class EnoughRead(Exception):
    """No more may be read; `builder` (a `Builder`) holds the document as far as it was, and says so."""

    def __init__(self, builder: Any) -> None:
        super().__init__("enough")
        self.builder = builder


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let what is read inside take `seconds` of processor time; a limit around it stays."""
    spent, earliest = _deadline.get()
    until = min(spent, time.process_time() + seconds), min(earliest, time.monotonic() + seconds)
    token = _deadline.set(until)
    try:
        yield
    finally:
        _deadline.reset(token)


def out_of_time() -> bool:
    """Whether the time of the file that is read is over."""
    spent, earliest = _deadline.get()
    return time.monotonic() > earliest and time.process_time() > spent
