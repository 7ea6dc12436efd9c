"""Holds a process that opens something untrusted: a document, a picture, a model's template.

Whatever a broken parser is brought to do, the process reads what belongs to the program and the one file it
was given, writes into one folder, and does nothing else: it starts no program, sends no signal, opens no
socket, looks into no other process. Each guard that this system lacks is left out, and named in *Health*; a
file is read all the same.
"""

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from workers.contract.confinement import CALLS, FILES, LIMITS, NAMESPACES, TOKEN
from workers.runtime.confinement import calls, landlock

_FILE_SIZE = 2 << 30  # bytes of one file that is written
_OPEN_FILES = 256
_PROCESSES = 64
# unshare(2): user, network, IPC (System V, POSIX queues), host name.
_NEW_USER, _NEW_NETWORK, _NEW_IPC, _NEW_UTS = 0x10000000, 0x40000000, 0x08000000, 0x04000000
_PR_CAPBSET_DROP, _LAST_CAPABILITY = 24, 63
_ROOT = Path(__file__).resolve().parents[3]
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store", "/gnu/store")
_SETTINGS = (
    "/etc/ld.so.cache", "/etc/ld-musl-x86_64.path", "/etc/ld-musl-aarch64.path", "/etc/localtime",
    "/etc/mime.types", "/etc/fonts", "/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf",
    "/etc/crypto-policies", "/etc/alternatives", "/sys/devices/system/cpu",
)  # fmt: skip
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
# Where a program that is not the system's has its libraries and data, from its folder.
_BESIDE = ("tessdata", "lib", "../lib", "../lib64", "../libexec", "../share")
_LOADERS = ("lib*/ld-*.so*", "lib/*/ld-*.so*", "usr/lib*/ld-*.so*", "usr/lib/*/ld-*.so*")


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
    rules = [*of_the_system(programs)]
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


def of_the_system(programs: Sequence[str] = ()) -> Iterator[landlock.Rule]:
    """The rules for all that belongs to nobody. The `programs`, and what loads them, may be run; one that is
    a script calls others of the system."""
    runs_all = any(map(_is_script, programs))
    for place in map(Path, _SYSTEM):
        yield landlock.Rule(place, landlock.RUN if runs_all else landlock.READ)
    for place in (*_of_the_program(), *map(Path, _SETTINGS)):
        yield landlock.Rule(place, landlock.READ)
    for name in _DEVICES:
        yield landlock.Rule(Path(name), landlock.DEVICE)
    for program in map(Path, programs):
        yield landlock.Rule(program, landlock.RUN)
        for beside in _BESIDE:
            yield landlock.Rule(program.parent / beside, landlock.READ)
    if programs:
        for loader in (found for pattern in _LOADERS for found in Path("/").glob(pattern)):
            yield landlock.Rule(loader, landlock.RUN)
        for name in ("TESSDATA_PREFIX", "SNAP"):  # where a program has data of its own
            if os.environ.get(name):
                yield landlock.Rule(Path(os.environ[name]), landlock.READ)


def _of_the_program() -> set[Path]:
    if getattr(sys, "frozen", False):
        return {Path(sys.executable).parent, Path(getattr(sys, "_MEIPASS", sys.executable))}
    packages = {Path(one) for one in sys.path if one and Path(one).name in ("site-packages", "dist-packages")}
    prefixes = {Path(one) for one in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    return prefixes | packages | {_ROOT / "workers", _ROOT / "resources"}


def _is_script(program: str) -> bool:
    try:
        with open(program, "rb") as file:
            return file.read(2) == b"#!"
    except OSError:
        return False
