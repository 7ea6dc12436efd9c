"""The kernel's guard: a process that cannot make a socket for a network at all, whatever library tries.

A seccomp filter (Linux, x86-64 and ARM64) lets `socket()` make Unix and netlink sockets only and answers
EACCES to everything else. It holds for all threads and children and cannot be taken off. io_uring, which
could make sockets past it, is answered with ENOSYS, as on kernels without it. Where another process watches
(Linux 5.0), the kernel asks that one first: so what libraries in C try is known as well. Numbers:
linux/seccomp.h, linux/filter.h, linux/audit.h, asm/unistd.h.
"""

import ctypes
import errno
import logging
import platform
import struct
import sys

from workers.contract.sealed import family_name, is_harmless

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _ERRNO, _ASK = 0x7FFF0000, 0x00050000, 0x7FC00000
# seccomp(2): the operation, the flag for a descriptor of questions, its requests, the structs they carry.
_SET_FILTER, _NEW_LISTENER = 1, 8
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_QUESTION, _ANSWER = "=QIIiIQ6Q", "=QqiI"
# Offsets in struct seccomp_data: the call's number, the architecture, the low half of the first argument.
_NUMBER, _ARCHITECTURE, _FAMILY = 0, 4, 16
_X32 = 0x40000000  # calls of the x32 ABI: numbers of their own for the same things
# machine → (AUDIT_ARCH, number of socket, number of io_uring_setup), number of seccomp
_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_AF_UNIX, _AF_NETLINK = 1, 16
log = logging.getLogger(__name__)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def apply() -> bool:
    """From now on, for good; False where this system has no such guard. Call it while the process has one
    thread."""
    calls = _CALLS.get(platform.machine())
    if sys.platform != "linux" or calls is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    code = _program(*calls, _ERRNO | errno.EACCES)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0
    ):
        log.warning("no kernel guard here: %s", errno.errorcode.get(ctypes.get_errno(), "?"))
        return False
    return True


def apply_watched() -> int:
    """The same, and who holds the returned descriptor is asked at each attempt (see `answer`). That has to be
    another process, and this one has to close its own copy: the call waits for the answer. −1 where this
    kernel cannot; then nothing was put up."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _SECCOMP:
        return -1
    libc = ctypes.CDLL(None, use_errno=True)
    code = _program(*_CALLS[machine], _ASK)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return -1
    return int(libc.syscall(_SECCOMP[machine], _SET_FILTER, _NEW_LISTENER, ctypes.byref(program)))


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


def _program(architecture: int, socket: int, io_uring: int, refused: int) -> bytes:
    """The filter as BPF: (code, jumps when true, when false, operand) each."""
    absent = _ERRNO | errno.ENOSYS
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, absent),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, absent),
        (_JUMP_EQUAL, 0, 1, io_uring),
        (_RETURN, 0, 0, absent),
        (_JUMP_EQUAL, 1, 0, socket),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _FAMILY),
        (_JUMP_EQUAL, 2, 0, _AF_UNIX),
        (_JUMP_EQUAL, 1, 0, _AF_NETLINK),
        (_RETURN, 0, 0, refused),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("<HBBI", *line) for line in lines)
