"""Whether a file is in the hands of administrators alone, by owner and permissions."""

import errno
import os
import re
import stat
import sys
from collections.abc import Collection
from pathlib import Path

_MOST_LINKS = 40  # as the kernel follows
# Administrators, the system, and the installer of Windows.
_WINDOWS_OWNERS = (
    "BA", "SY", "S-1-5-32-544", "S-1-5-18",
    "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
)  # fmt: skip
# The owner of what will be made in a folder, and whoever owns the object now: no user of their own.
_WINDOWS_NOBODY = ("CO", "S-1-3-0", "OW", "S-1-3-4")
_WRITING_WORDS = ("FA", "FW", "GA", "GW", "WD", "WO", "SD", "DC", "CC", "LC", "DT", "WP")
# FILE_WRITE_DATA, _APPEND_DATA, _WRITE_EA, _DELETE_CHILD, _WRITE_ATTRIBUTES, DELETE, WRITE_DAC, WRITE_OWNER,
# GENERIC_ALL, GENERIC_WRITE of winnt.h.
_WRITING_BITS = 0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
_ACE = re.compile(r"\((\w*);(\w*);(\w*);([^;]*);([^;]*);([^;)]*)[^)]*\)")


def administrators_alone(file: Path, owners: Collection[int] = (0,), top: Path | None = None) -> bool:
    """Whether `file` (followed through links) and every folder above it belong to administrators and can be
    written by nobody else. `owners` are user ids, `top` the last folder that is looked at (None = the root),
    both for systems with user ids. Raises OSError for what cannot be looked at."""
    real = file.resolve(strict=True)
    if sys.platform == "win32":
        return _is_windows_trusted(real)
    places = _passed(file)
    limit = top.resolve() if top is not None else None
    for place in places:
        if limit is not None and place != limit and limit not in place.parents:
            continue
        status = place.stat()
        if status.st_uid not in owners or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return False
    return True


def _passed(file: Path) -> set[Path]:
    """Everything that the system passes on its way to `file`, itself among it: also the folders of each link,
    for whoever may write such a folder may point the link elsewhere. Raises OSError."""
    start = file.absolute()
    place, left, links = Path(start.anchor), list(reversed(start.parts[1:])), 0
    places = {place}
    while left:
        part = left.pop()
        if part == "..":
            place = place.parent
            continue
        step = place / part
        if not step.is_symlink():
            place = step
            places.add(place)
            continue
        links += 1
        if links > _MOST_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
        target = Path(os.readlink(step))
        if target.is_absolute():
            place = Path(target.anchor)
        left += reversed(target.parts[1:] if target.is_absolute() else target.parts)
    return places


def sddl_is_trusted(sddl: str) -> bool:
    """Whether an owner and a list of permissions, in Windows' Security Descriptor Definition Language
    (`O:BAD:(A;;FA;;;SY)…`), leave writing to administrators alone."""
    owner = re.match(r"O:(S-[\d-]+|[A-Z]{2})", sddl)
    if owner is None or owner.group(1) not in _WINDOWS_OWNERS:
        return False
    parts = sddl.split("D:", 1)
    if len(parts) < 2 or "NO_ACCESS_CONTROL" in parts[1] or not parts[1].strip():
        return False  # no list at all: everybody may do everything
    for kind, flags, rights, _, _, who in _ACE.findall(parts[1].split("S:", 1)[0]):
        inherit_only = "IO" in [flags[at : at + 2] for at in range(0, len(flags), 2)]
        if kind not in ("A", "OA", "XA") or inherit_only or who in _WINDOWS_OWNERS + _WINDOWS_NOBODY:
            continue
        if _writes(rights):
            return False
    return True


def _writes(rights: str) -> bool:
    if rights.startswith("0x"):
        return bool(int(rights, 16) & _WRITING_BITS)
    return any(rights[at : at + 2] in _WRITING_WORDS for at in range(0, len(rights), 2))


def _is_windows_trusted(file: Path) -> bool:
    """The file and its folder; `ProgramData` itself, above, is the system's."""
    return all(sddl_is_trusted(_sddl(place)) for place in (file, file.parent))


def _sddl(path: Path) -> str:
    """Owner and permissions of a file as text. Raises OSError."""
    import ctypes

    kernel: ctypes.CDLL = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    security: ctypes.CDLL = ctypes.WinDLL("advapi32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    owner_and_list = 0x1 | 0x4  # OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION
    descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    failed = security.GetNamedSecurityInfoW(
        ctypes.c_wchar_p(str(path)), 1, owner_and_list, None, None, None, None, ctypes.byref(descriptor)
    )  # 1 = SE_FILE_OBJECT
    if failed:
        raise OSError(failed, "GetNamedSecurityInfoW", str(path))
    try:
        if not security.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor, 1, owner_and_list, ctypes.byref(text), None
        ):
            raise OSError(0, "ConvertSecurityDescriptorToStringSecurityDescriptorW", str(path))
        return text.value or ""
    finally:
        kernel.LocalFree(text)
        kernel.LocalFree(descriptor)
