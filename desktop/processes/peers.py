"""Who has connected to the socket of commands: our own workers open what others wrote, and may give none."""

import contextlib
import ctypes
import os
import socket
import struct
import sys
from pathlib import Path

# Of the workers that run, kept by `WorkerProcess`.
RUNNING: set[int] = set()
_LOCAL_PEERPID = 2  # macOS, sys/un.h


def is_worker(descriptor: int) -> bool:
    """Whether the process at the other end of a local socket is one of our workers, or was started by one.
    Where nobody can tell which process it is, that counts as no; a process that has gone counts as yes."""
    import psutil  # not before somebody connects: a window starts sooner

    pid = _peer(descriptor)
    if pid is None:
        return False
    try:
        process = psutil.Process(pid)
        return bool(RUNNING & {pid, *(one.pid for one in process.parents())}) or _is_more_confined(pid)
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False


def _peer(descriptor: int) -> int | None:
    if sys.platform == "win32":
        pid = ctypes.c_ulong()
        pipe = ctypes.c_void_p(descriptor)
        return (
            pid.value if ctypes.windll.kernel32.GetNamedPipeClientProcessId(pipe, ctypes.byref(pid)) else None
        )
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as connection:
        if sys.platform != "linux":
            return int(connection.getsockopt(0, _LOCAL_PEERPID))
        size = struct.calcsize("3i")
        pid_user_group = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
        return int(struct.unpack("3i", pid_user_group)[0])
    return None


def _is_more_confined(pid: int) -> bool:
    """Whether the process has more of the kernel's filters than this one: workers put them up, and what they
    start keeps them, even when its parents have gone."""
    return sys.platform == "linux" and _filters(str(pid)) > _filters("self")


def _filters(pid: str) -> int:
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("Seccomp_filters:"):
                return int(line.split()[1])
    return 0
