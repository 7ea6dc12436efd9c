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


def find(wanted: tuple[str, ...] = ()) -> str:
    """The path of an interpreter, of one of the versions `wanted` ("3.11") where these are named. Raises
    PYTHON_MISSING where there is none: ours will not do in a frozen build."""
    versions = [f"{OLDEST[0]}.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    versions = [version for version in versions if not wanted or version in wanted]
    ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not getattr(sys, "frozen", False) and (not wanted or ours in wanted):
        return sys.executable
    for name in (
        os.environ.get("BUKVAR_PYTHON", ""),
        *(f"python{version}" for version in versions),
        "python3",
    ):
        path = shutil.which(name) if name else None
        if path and _version(path) in versions:
            return path
    oldest, newest = (versions or wanted)[-1], (versions or wanted)[0]
    raise KnownProblem(Code.PYTHON_MISSING, oldest=oldest, newest=newest)


def _version(path: str) -> str:
    """As "3.11"; "" for what is no whole Python."""
    with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
        said = subprocess.run(
            [path, "-I", "-c", _ASK], capture_output=True, text=True, timeout=60, check=True
        )
        return ".".join(said.stdout.split())
    return ""
