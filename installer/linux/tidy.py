"""What is done to a bundle after PyInstaller: links instead of copies, and nothing that may not be inside."""

import os
import subprocess
from collections import defaultdict
from pathlib import Path

from installer.freeze.contents import forbidden
from workers.files import sha256_of

_LINKED = 16 * 1024  # bytes; smaller doubles are not worth a link


class Untidy(Exception):
    """A bundle that may not be handed out; the text says why."""


def tidy(bundle: Path) -> None:
    """Make it smaller without changing what it does. Raises `Untidy`."""
    found = [str(file.relative_to(bundle)) for file in bundle.rglob("*") if forbidden(file.name)]
    if found:
        raise Untidy("These may not be in the bundle: " + ", ".join(found))
    for folder in bundle.rglob("__pycache__"):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    for folder in bundle.rglob("*.dist-info"):
        for file in sorted(folder.rglob("*"), reverse=True):  # licences lie in NOTICES.txt
            if file.is_dir():
                file.rmdir()
            elif file.name not in ("METADATA", "entry_points.txt"):
                file.unlink()
    _strip(bundle)
    _link(bundle)


def _strip(bundle: Path) -> None:
    """Symbols that only a debugger reads are a fifth of some libraries."""
    for file in bundle.rglob("*.so*"):
        # What the makers of a wheel have patched (`NAME.libs`) breaks when it is stripped.
        patched = any(part.endswith(".libs") for part in file.parts)
        if file.is_file() and not file.is_symlink() and not patched:
            subprocess.run(["strip", "--strip-unneeded", file], capture_output=True, check=False)


def _link(bundle: Path) -> None:
    """Of files with the same content (a library under three names) one stays, the others point to it."""
    same: dict[tuple[int, str], list[Path]] = defaultdict(list)
    for file in sorted(bundle.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.stat().st_size >= _LINKED:
            same[file.stat().st_size, sha256_of(file)].append(file)
    for first, *others in same.values():
        for other in others:
            other.unlink()
            other.symlink_to(os.path.relpath(first, other.parent))
