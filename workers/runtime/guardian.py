"""A tiny process that outlives its worker by a moment and leaves nothing behind.

End of input ends a healthy worker. One that hangs in C code never sees it, and a worker that crashes cannot
end its own children. The guardian, forked before any library is loaded, sleeps until the window's end of the
wire or the worker itself is gone, then kills the worker's process group, itself included. On Windows, which
has no fork, the window ends the tree itself.
"""

import os
import select
import signal
import sys

_GRACE_MS = 1500  # that a worker without a window has for closing


def stand_guard(wire: int) -> None:
    """Fork the guardian of this process, which must lead its group and run one thread only; `wire` is the
    descriptor that the window's messages come from."""
    if sys.platform == "win32":
        return
    worker = os.getpid()
    # The worker keeps the writing end, untouched: it closes when the worker ends, however that happens.
    life, held = os.pipe()
    if os.fork() == 0:
        try:
            os.close(held)
            _guard(worker, wire, life)
        finally:
            os._exit(0)
    os.close(life)


def _guard(worker: int, wire: int, life: int) -> None:
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    for descriptor in range(64):
        if descriptor not in (wire, life):
            _close(descriptor)
    gone = select.poll()
    # No event is asked for, so only the hang-up of the other end wakes us; nothing is read.
    gone.register(life, 0)
    gone.register(wire, 0)
    ended = gone.poll()
    if all(descriptor == wire for descriptor, _ in ended):
        gone.unregister(wire)
        gone.poll(_GRACE_MS)
    os.killpg(worker, signal.SIGKILL)


def _close(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:
        return  # it was not open
