"""Landlock (Linux 5.13 and later): which files a process may reach, TCP, and whom it may signal.

The rights that a kernel does not know are left out: what they would forbid stays possible there. Written
against linux/landlock.h, since the Python package of that name has no stable version. The numbers of the
calls are the same on all machines.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
# How many rights on files a version knows: up to MAKE_SYM, REFER, TRUNCATE, IOCTL_DEV.
_KNOWN = {1: 13, 2: 14, 3: 15, 4: 15}
_KNOWN_NOW = 16
_TCP = 0b11  # since version 4: neither bind nor connect
_SCOPES = 0b11  # since version 6: no abstract sockets and no signals beyond the process and its children
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV

READ = _READ_FILE | _READ_DIR
RUN = READ | _EXECUTE
# No links, devices, pipes or sockets: whoever takes what was made gets files.
MAKE = READ | _WRITE_FILE | _TRUNCATE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER
DEVICE = _READ_FILE | _WRITE_FILE


@dataclass(frozen=True, slots=True)
class Rule:
    """What is allowed with a file, or with all that lies in a folder. A missing path is left out."""

    path: Path
    rights: int


@cache  # it is asked for each file that is read
def version() -> int:
    """Of this kernel's Landlock; 0 = it has none, or does not use it."""
    if sys.platform != "linux":
        return 0
    found = int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, _VERSION))
    return max(found, 0)


def scopes_signals() -> bool:
    """Whether signals reach no process beyond those that are confined (Linux 6.12)."""
    return version() >= 6


def restrict(rules: Iterable[Rule]) -> bool:
    """From now on, for good, for this thread and what it starts: only what the rules allow. False where
    nothing was put up."""
    known_version = version()
    if not known_version:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    handled = (1 << _KNOWN.get(known_version, _KNOWN_NOW)) - 1
    values = [handled, _TCP if known_version >= 4 else 0, _SCOPES if known_version >= 6 else 0]
    size = 8 if known_version < 4 else 16 if known_version < 6 else 24
    attributes = struct.pack("=QQQ", *values)
    ruleset = int(libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0))
    if ruleset < 0:
        return False
    try:
        for rule in rules:
            _add(libc, ruleset, rule, handled)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            return False
        return int(libc.syscall(_RESTRICT_SELF, ruleset, 0)) == 0
    finally:
        os.close(ruleset)


def _add(libc: ctypes.CDLL, ruleset: int, rule: Rule, handled: int) -> None:
    try:
        place = os.open(rule.path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = rule.rights & handled & (-1 if rule.path.is_dir() else _OF_FILES)
        libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)
