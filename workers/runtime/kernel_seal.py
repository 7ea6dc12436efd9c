"""The kernel's guard: a process that cannot make a socket at all, whatever library tries.

A seccomp filter (Linux, x86-64 and ARM64) lets `socket()` make netlink sockets only and answers EACCES to
everything else, local sockets too: over these a worker would reach the screen, the session's services, agents
with keys, and our own channel of commands. Pairs (`socketpair`) it can make. The filter holds for all threads
and children and cannot be taken off. io_uring, which could make sockets past it, is answered with ENOSYS, as
on kernels without it. Where another process watches (Linux 5.0), the kernel asks that one first about
networks: so what libraries in C try is known as well.
"""

import ctypes
import errno
import logging
import platform
import struct

from workers.contract.sealed import family_name, is_harmless
from workers.runtime import bpf

# seccomp(2): the requests of a descriptor of questions, the structs they carry.
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_QUESTION, _ANSWER = "=QIIiIQ6Q", "=QqiI"
_SOCKET = {"x86_64": 41, "aarch64": 198}
_IO_URING = 425  # io_uring_setup, on both
_AF_UNIX, _AF_NETLINK = 1, 16
log = logging.getLogger(__name__)


def apply() -> bool:
    """From now on, for good; False where this system has no such guard. Call it while the process has one
    thread."""
    if not bpf.available():
        return False
    if bpf.install(_program(bpf.ERRNO | errno.EACCES)) < 0:
        log.warning("no kernel guard here: %s", errno.errorcode.get(ctypes.get_errno(), "?"))
        return False
    return True


def apply_watched() -> int:
    """The same, and who holds the returned descriptor is asked at each attempt (see `answer`). That has to be
    another process, and this one has to close its own copy: the call waits for the answer. −1 where this
    kernel cannot; then nothing was put up."""
    if not bpf.available():
        return -1
    return bpf.install(_program(bpf.ASK), bpf.NEW_LISTENER)


def apply_local() -> bool:
    """The guard of a worker that may use the network: local sockets alone are refused."""
    return bpf.available() and bpf.install(_program(bpf.ALLOW)) == 0


def answer(listener: int) -> str:
    """Refuse the attempt that waits at `listener`; returns what was asked for ("AF_INET"), "" when it is not
    worth telling. When nobody holds the descriptor any more the kernel refuses by itself."""
    import fcntl  # not on Windows

    question = bytearray(struct.calcsize(_QUESTION))
    try:
        fcntl.ioctl(listener, _RECEIVE, question)
        number, *_, family, _, _, _, _, _ = struct.unpack(_QUESTION, question)
        fcntl.ioctl(listener, _SEND, struct.pack(_ANSWER, number, 0, -errno.EACCES, 0))
    except OSError:  # it was interrupted, or has ended meanwhile
        return ""
    return "" if is_harmless(family) else family_name(family)


def _program(refused: int) -> list[bpf.Line]:
    return bpf.whole(
        [
            (bpf.JUMP_EQUAL, 0, 1, _IO_URING),
            (bpf.RETURN, 0, 0, bpf.ERRNO | errno.ENOSYS),
            (bpf.JUMP_EQUAL, 1, 0, _SOCKET[platform.machine()]),
            (bpf.RETURN, 0, 0, bpf.ALLOW),
            (bpf.LOAD, 0, 0, bpf.argument(0)),
            (bpf.JUMP_EQUAL, 0, 1, _AF_UNIX),
            (bpf.RETURN, 0, 0, bpf.ERRNO | errno.EACCES),
            (bpf.JUMP_EQUAL, 1, 0, _AF_NETLINK),
            (bpf.RETURN, 0, 0, refused),
        ]
    )
