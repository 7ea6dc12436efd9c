"""Limits of a reader process (POSIX; elsewhere the parent's clock and the end of input do it)."""

import os
import sys
from typing import Any

from workers.runtime import dying


def limit_memory(limit: int) -> None:
    """Address space of this process in bytes; beyond it allocation fails."""
    if sys.platform != "win32" and limit > 0:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def memory_limit() -> int:
    """Bytes of address space that this process may have; 0 where there is no limit."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrlimit(resource.RLIMIT_AS)[0]


def limit_processor_time(seconds: float) -> None:
    """The kernel ends this process some time after `seconds` more of processor time, should nobody else."""
    if sys.platform != "win32":
        import resource

        usage: Any = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(usage.ru_utime + usage.ru_stime + seconds * 2 + 10)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def resident() -> int:
    """Resident bytes of this process. Not getrusage's peak: a child inherits that of its parent."""
    if sys.platform != "linux":
        import psutil

        return int(psutil.Process().memory_info().rss)
    # To load psutil takes a reader as long as thirty small files.
    with open("/proc/self/statm", "rb") as facts:
        return int(facts.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def end_with_parent() -> None:
    """On Linux the kernel kills this process when the thread that started it ends."""
    limit_memory(int(os.environ.get("BUKVAR_READER_MEMORY", "0") or 0))
    dying.with_parent()
    if sys.platform == "linux" and os.getppid() != int(os.environ.get("BUKVAR_READER_PARENT", os.getppid())):
        os._exit(0)
