"""Limits of a reader process (POSIX; elsewhere the parent's clock and the end of input do it)."""

import os
import sys
from pathlib import Path
from typing import Any

from workers.reading import programs
from workers.runtime import dying
from workers.runtime.confinement import confine


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


class ResidentMemory:
    """Resident bytes of this process. Not getrusage's peak: a child inherits that of its parent. Made before
    the process is confined."""

    def __init__(self) -> None:
        # To load psutil takes a reader as long as thirty small files.
        self._facts = open("/proc/self/statm", "rb") if sys.platform == "linux" else None  # noqa: SIM115

    def resident(self) -> int:
        """Now."""
        if self._facts is None:
            import psutil

            return int(psutil.Process().memory_info().rss)
        self._facts.seek(0)
        return int(self._facts.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def hold() -> tuple[str, ...]:
    """Confine this process as whoever started it says: what it may read and write, which programs it may
    start. Returns the guards that hold."""
    folder = os.environ.get("BUKVAR_READER_FOLDER", "")
    if not folder:
        return ()  # by hand
    held = confine(Path(folder) / "given", Path(folder) / "made", programs.allowed() or ())
    end_with_parent()  # a change of rights takes that back
    return held


def end_with_parent() -> None:
    """On Linux the kernel kills this process when the thread that started it ends."""
    dying.with_parent()
    if sys.platform == "linux" and os.getppid() != int(os.environ.get("BUKVAR_READER_PARENT", os.getppid())):
        os._exit(0)
