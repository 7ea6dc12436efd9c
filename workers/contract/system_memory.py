"""The memory that this process may use: the computer's, or what a container or the administrator leaves of
it. Where a limit of Linux's control groups (version 1 or 2) is lower than the computer's memory, whoever goes
beyond it is killed, however much the computer has."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

_PROC = Path("/proc/self")
# Version 2 slows a process down above `high` until it hardly moves: that is a limit too.
_LIMITS = {2: ("memory.max", "memory.high"), 1: ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes")}
_USED = {2: "memory.current", 1: "memory.usage_in_bytes"}
# Pages of files, a model's among them, count as used and are given back when somebody needs them.
_FILES = {2: ("active_file", "inactive_file"), 1: ("total_active_file", "total_inactive_file")}


@dataclass(frozen=True, slots=True)
class SystemMemory:
    """Bytes in all, and bytes that can still be had."""

    total: int
    available: int


def system_memory(process: Path = _PROC) -> SystemMemory:
    """What there is now; `process` is the folder in which Linux describes this process. Never raises: a limit
    that cannot be read is none."""
    whole = psutil.virtual_memory()
    total, available = int(whole.total), int(whole.available)
    if sys.platform == "linux":
        for version, group in _groups(process):
            limits = [_number(group / name) for name in _LIMITS[version]]
            limit = min((one for one in limits if one is not None), default=None)
            if limit is None:
                continue
            total = min(total, limit)
            used = _number(group / _USED[version])
            if used is not None:
                kept = used - _files(group, version)
                available = min(available, max(0, limit - max(0, kept)))
    return SystemMemory(total, min(available, total))


def _groups(process: Path) -> Iterator[tuple[int, Path]]:
    """(version, folder) of the groups that this process is in, from its own up to the outermost that can be
    seen: each of them may have a limit."""
    for version, mounted, root in _mounts(process):
        own = _own_group(process, version)
        if own is None:
            continue
        # In a container the path may be the host's, of which only the part from `root` down is mounted.
        inner = own[len(root) :] if root != "/" and (own + "/").startswith(root + "/") else own
        folder = mounted / inner.strip("/")
        if not folder.is_relative_to(mounted) or ".." in Path(inner).parts or not folder.is_dir():
            folder = mounted
        yield version, folder
        for parent in folder.parents:
            if not parent.is_relative_to(mounted):
                break
            yield version, parent


def _mounts(process: Path) -> Iterator[tuple[int, Path, str]]:
    """(version, mount point, root within the file system) of the trees of groups that limit memory."""
    for line in _text(process / "mountinfo").splitlines():
        left, _, right = line.partition(" - ")
        fields, kind = left.split(" "), right.split(" ")
        if len(fields) < 5 or len(kind) < 3:
            continue
        place = Path(_unescaped(fields[4]))
        if kind[0] == "cgroup2":
            yield 2, place, _unescaped(fields[3])
        elif kind[0] == "cgroup" and "memory" in kind[2].split(","):
            yield 1, place, _unescaped(fields[3])


def _own_group(process: Path, version: int) -> str | None:
    for line in _text(process / "cgroup").splitlines():
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if (version == 2 and number == "0" and not controllers) or (
            version == 1 and "memory" in controllers.split(",")
        ):
            return path
    return None


def _files(group: Path, version: int) -> int:
    """Bytes of files' pages in a group."""
    found = 0
    for line in _text(group / "memory.stat").splitlines():
        name, _, value = line.partition(" ")
        if name in _FILES[version] and value.isdigit():
            found += int(value)
    return found


def _number(file: Path) -> int | None:
    """The bytes that a file names; None for "max", and for a file that is not there."""
    text = _text(file).strip()
    return int(text) if text.isdigit() else None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _unescaped(text: str) -> str:
    """A path of `mountinfo`, where blanks are written as octal numbers."""
    for written, meant in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(written, meant)
    return text
