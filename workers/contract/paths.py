"""Paths as they are stored and sent, also those of another system, those that are no text, and those that a
list cannot show. Standard library only.

A system that is not Windows keeps names as bytes. Python gives those that are not UTF-8 as lone surrogates,
which neither a database nor JSON takes. They are kept as letters of the last private plane of Unicode, one a
byte, and become bytes again where a file is opened.
"""

import re
from pathlib import PurePath, PurePosixPath, PureWindowsPath

_FIRST = 0x10FE00  # + the byte
_SURROGATE = re.compile("[\udc80-\udcff]")
_KEPT = re.compile(f"[{chr(_FIRST + 0x80)}-{chr(_FIRST + 0xFF)}]")
# Letters that break a line, or turn the direction of writing: "акт\u202efdp.exe" looks like "актexe.pdf".
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def kept_path(path: str) -> str:
    """A path as the system gives it, in a form that can be stored and sent."""
    return _SURROGATE.sub(lambda found: chr(_FIRST + ord(found[0]) - 0xDC00), path)


def system_path(kept: str) -> str:
    """A kept path as the system takes it."""
    return _KEPT.sub(lambda found: chr(0xDC00 + ord(found[0]) - _FIRST), kept)


def shown_name(kept: str) -> str:
    """A kept name or path for a person, in one line and in its true order: what is no letter stands as its
    number, "акт\\x0a2.txt"."""
    shown = _KEPT.sub(lambda found: f"\\x{ord(found[0]) - _FIRST:02x}", kept)

    def number(found: re.Match[str]) -> str:
        code = ord(found[0])
        return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}"

    return _UNSHOWN.sub(number, shown)


def pure_path(path: str) -> PurePath:
    """A path of whichever system wrote it."""
    return PureWindowsPath(path) if "\\" in path and not path.startswith("/") else PurePosixPath(path)
