"""How a worker starts a child of its own."""

import os
import sys

# What a child that opens untrusted files is told of its surroundings: nothing of the person's session.
_NAMES = frozenset(
    ("PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "HOME", "TOKENIZERS_PARALLELISM", "SNAP")
)
_BEGINNINGS = ("PYTHON", "BUKVAR_", "LC_", "OMP_", "OPENBLAS_", "MKL_", "LD_", "DYLD_", "TESSDATA_")


def child_environment() -> dict[str, str]:
    """The environment of a child that opens untrusted files; on Windows all of it, since libraries there find
    the system by it."""
    if sys.platform == "win32":
        return dict(os.environ)
    return {
        name: value for name, value in os.environ.items() if name in _NAMES or name.startswith(_BEGINNINGS)
    }


def child_command(kind: str) -> tuple[str, ...]:
    """The command line of a child; a frozen build has a console executable beside the windowed one."""
    if getattr(sys, "frozen", False):
        return (sys.executable, kind)
    return (sys.executable, "-m", "workers", kind)
