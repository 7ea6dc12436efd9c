"""For processes of which one possible result is that they die."""

import contextlib
import faulthandler
import math
import signal
import sys


def quietly() -> None:
    """No core file, no report to the system's collector of crashes, no dialog, no trace."""
    faulthandler.disable()
    if sys.platform == "win32":
        import ctypes

        # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX
        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002 | 0x8000)
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # PR_SET_DUMPABLE: a collector that is a pipe gets nothing either.
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)


def with_parent() -> None:
    """When the thread that started this process ends, on Linux; elsewhere a process has to notice itself."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def beyond(memory: int) -> None:
    """Of MemoryError or a refused allocation, when this process takes that many bytes more than it has. Only
    Linux keeps such a limit; elsewhere the parent looks."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as facts:
        size = int(facts.read().split()[0]) * resource.getpagesize()
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))


def unless_done_in(seconds: float) -> None:
    """Of SIGPROF, when this process goes on to use that much of the processor's time before it is told so
    again; 0 takes it back. Not on Windows, see `after`."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def after(seconds: float) -> None:
    """Of SIGXCPU, when this process goes on to use that much of the processor's time; 0 = never. Windows has
    no such limit: there the parent looks at the clock."""
    if seconds <= 0 or sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    end = math.ceil(used.ru_utime + used.ru_stime + seconds)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (end, end + 5))
