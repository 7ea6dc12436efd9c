"""Seccomp filters (Linux, x86-64 and ARM64): programs that the kernel runs before each system call.

A filter holds for a process, its threads and its children, and cannot be taken off. Of several the strictest
answer counts. Numbers: linux/seccomp.h, linux/filter.h, linux/audit.h, asm/unistd.h.
"""

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Sequence

# A line of a program: (code, lines to skip when true, when false, operand).
Line = tuple[int, int, int, int]

LOAD, JUMP, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
ALLOW, ERRNO, ASK = 0x7FFF0000, 0x00050000, 0x7FC00000
NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_ARGUMENTS = 16
_X32 = 0x40000000  # calls of the x32 ABI: numbers of their own for the same things
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH of a machine
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_SET_FILTER, NEW_LISTENER = 1, 8


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def available() -> bool:
    """Whether filters for this machine can be written here (the kernel may still refuse them)."""
    return sys.platform == "linux" and platform.machine() in _ARCHITECTURES


def argument(index: int) -> int:
    """Where the low half of an argument of the call stands."""
    return _ARGUMENTS + 8 * index


def whole(lines: Sequence[Line]) -> list[Line]:
    """A program that answers ENOSYS to calls of another architecture, then goes through `lines`, which begin
    with the number of the call loaded, and allows what they leave."""
    absent = ERRNO | errno.ENOSYS
    return [
        (LOAD, 0, 0, _ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, _ARCHITECTURES[platform.machine()]),
        (RETURN, 0, 0, absent),
        (LOAD, 0, 0, NUMBER),
        (JUMP_AT_LEAST, 0, 1, _X32),
        (RETURN, 0, 0, absent),
        *lines,
        (RETURN, 0, 0, ALLOW),
    ]


def install(lines: Sequence[Line], flags: int = 0) -> int:
    """Put the filter up, for good, while this process has one thread. Returns 0, with `NEW_LISTENER` the
    descriptor of questions, or −1 with `ctypes.get_errno()` where the system refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    code = b"".join(struct.pack("<HBBI", *line) for line in lines)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(lines), ctypes.addressof(buffer))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return -1
    if flags:
        return int(libc.syscall(_SECCOMP[platform.machine()], _SET_FILTER, flags, ctypes.byref(program)))
    return int(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0))
