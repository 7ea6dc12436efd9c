"""A tiny process that outlives its worker by a moment and leaves nothing behind.

End of input ends a healthy worker. One that hangs in C code never sees it, and a worker that crashes cannot
end its own children. The watchdog, forked before any library is loaded, sleeps until the window's end of the
wire or the worker itself is gone, then kills the worker's process group and deletes its temporary files. On
Windows, which has no fork, the window ends the tree itself.
"""

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable

from workers.runtime import kernel_seal
from workers.temporary import sweep

_GRACE_MS = 1500  # that a worker without a window has for closing
_SWEEPS = 50  # a tenth of a second apart, until its readers have died and written nothing more


def stand_guard(wire: int, listener: int = -1) -> int:
    """Fork the watchdog of this process, which must lead its group and run one thread only; `wire` is the
    descriptor that the window's messages come from. With the `listener` of the kernel's guard the watchdog
    answers that one; returns the descriptor where it reports blocked connections (see
    `read_blocked`), else −1."""
    if sys.platform == "win32":
        return -1
    worker = os.getpid()
    # The worker keeps the writing end, untouched: it closes when the worker ends, however that happens.
    life, held = os.pipe()
    blocked, report_to = os.pipe() if listener >= 0 else (-1, -1)
    if os.fork() == 0:
        try:
            os.close(held)
            _guard(worker, wire, life, listener, report_to)
        finally:
            os._exit(0)
    os.close(life)
    if listener >= 0:
        os.close(report_to)
        os.close(listener)
    return blocked


def read_blocked(blocked: int, on_blocked: Callable[[str], None]) -> None:
    """Call `on_blocked` with each address that the watchdog reports, until its end."""
    with os.fdopen(blocked, encoding="ascii") as lines:
        for line in lines:
            on_blocked(line.strip())


def _guard(worker: int, wire: int, life: int, listener: int, report_to: int) -> None:
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    for descriptor in range(64):
        if descriptor not in (wire, life, listener, report_to):
            _close(descriptor)
    gone = select.poll()
    # No event is asked for, so only the hang-up of the other end wakes us; nothing is read.
    gone.register(life, 0)
    gone.register(wire, 0)
    if listener >= 0:
        gone.register(listener, select.POLLIN)
        os.set_blocking(report_to, False)
    ended: set[int] = set()
    while not ended:
        ended = {descriptor for descriptor, _ in gone.poll()}
        if listener in ended:
            _refuse(listener, report_to)
            ended.remove(listener)
    if listener >= 0:
        gone.unregister(listener)
        _close(listener)  # from now on the kernel refuses by itself
    if ended == {wire}:
        gone.unregister(wire)
        gone.poll(_GRACE_MS)
    os.setpgid(0, 0)  # out of the group that is killed: what it leaves on the disk goes as well
    with contextlib.suppress(ProcessLookupError):  # all of it is gone
        os.killpg(worker, signal.SIGKILL)
    # The pipe of a dying worker may close before its locks do; it is no parent any more when all have.
    end = time.monotonic() + _GRACE_MS / 1000
    while os.getppid() == worker and time.monotonic() < end:
        time.sleep(0.01)
    for _ in range(_SWEEPS):
        if not sweep():
            break
        time.sleep(0.1)


def _refuse(listener: int, report_to: int) -> None:
    if where := kernel_seal.answer(listener):
        with contextlib.suppress(OSError):  # the pipe is full, or nobody reads it: it is refused all the same
            os.write(report_to, f"{where}\n".encode("ascii"))


def _close(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:
        return  # it was not open
