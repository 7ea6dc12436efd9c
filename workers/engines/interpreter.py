"""A Python that can be given packages of its own: ours, or the system's where ours is frozen."""

import contextlib
import os
import shutil
import subprocess
import sys

from workers.contract.codes import Code, KnownProblem

# The lock of the training component holds for these.
OLDEST, NEWEST = (3, 11), (3, 13)
_ASK = "import sys, venv; print(*sys.version_info[:2])"


def find() -> str:
    """The path of an interpreter. Raises PYTHON_MISSING in a frozen build on a computer without one."""
    if not getattr(sys, "frozen", False):
        return sys.executable
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    for name in (os.environ.get("BUKVAR_PYTHON", ""), *(f"python3.{minor}" for minor in minors), "python3"):
        path = shutil.which(name) if name else None
        if path and OLDEST <= _version(path) <= NEWEST:
            return path
    oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
    raise KnownProblem(Code.PYTHON_MISSING, oldest=oldest, newest=newest)


def _version(path: str) -> tuple[int, int]:
    """(0, 0) for what is no whole Python."""
    with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
        said = subprocess.run(
            [path, "-I", "-c", _ASK], capture_output=True, text=True, timeout=60, check=True
        )
        major, minor = said.stdout.split()
        return int(major), int(minor)
    return 0, 0
