"""Holds a process that opens something untrusted: a document, a picture, a model's template.

Whatever a broken parser is brought to do, the process reads what belongs to the program and the one file it
was given, writes into one folder, and does nothing else: it starts no program, sends no signal, opens no
socket, looks into no other process. Each guard that this system lacks is left out, and named in *Health*; a
file is read all the same.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from workers.contract.confinement import CALLS, FILES, LIMITS, NAMESPACES, TOKEN
from workers.runtime.confinement import calls, landlock, places

_FILE_SIZE = 2 << 30  # bytes of one file that is written
_OPEN_FILES = 256
_PROCESSES = 64
# unshare(2): user, network, IPC (System V, POSIX queues), host name.
_NEW_USER, _NEW_NETWORK, _NEW_IPC, _NEW_UTS = 0x10000000, 0x40000000, 0x08000000, 0x04000000
_PR_CAPBSET_DROP, _LAST_CAPABILITY = 24, 63


def copies_needed() -> bool:
    """Whether a confined process is shut out from the files of its user, so that one is given a copy."""
    return landlock.version() > 0


def confine(
    given: Path | None = None, made: Path | None = None, programs: Sequence[str] = ()
) -> tuple[str, ...]:
    """From now on, for good; call it while the process has one thread. It may read what lies in `given`,
    write into `made`, and start `programs`. Returns the guards that hold."""
    if sys.platform == "win32":
        from workers.runtime.confinement import windows

        return (TOKEN,) if windows.lower_token() else ()
    holds = [LIMITS] if _limit() else []
    if sys.platform != "linux":
        return tuple(holds)
    if _own_namespaces():
        holds.append(NAMESPACES)
    rules = [*places.of_the_system(programs)]
    if given is not None:
        rules.append(landlock.Rule(given, landlock.READ))
    if made is not None:
        rules.append(landlock.Rule(made, landlock.MAKE))
    if landlock.restrict(rules):
        holds.append(FILES)
    if calls.refuse(programs=bool(programs), signals=landlock.scopes_signals()):
        holds.append(CALLS)
    return tuple(holds)


def _limit() -> bool:
    import resource

    wanted = {
        "RLIMIT_FSIZE": _FILE_SIZE,
        "RLIMIT_NOFILE": _OPEN_FILES,
        "RLIMIT_CORE": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        hard = resource.getrlimit(number)[1]
        limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(number, (limit, limit))
        except (OSError, ValueError):
            return False
    return True


def _own_namespaces() -> bool:
    """A user of its own without rights over anybody, a network without connections; False where the system
    allows none."""
    import resource

    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER | _NEW_NETWORK | _NEW_IPC | _NEW_UTS):
        return False
    # The files that it makes belong to the same user as before. A system that forbids it shows "nobody".
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    for capability in range(_LAST_CAPABILITY + 1):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capset(header, nothing)
    # Counted in this namespace alone: elsewhere the other programs of the user would count too.
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NPROC, (_PROCESSES, _PROCESSES))
    return True
