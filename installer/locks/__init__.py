"""The locks: every package that is installed, with its version and its hashes.

`installer.locks.install` installs them exactly as they are, `installer.locks.make` is how they are made.
"""

import re
import shutil

from installer.project import ROOT

LOCKS = ROOT / "installer" / "locks"


def entries(text: str) -> list[str]:
    """The entries of a lock's text, each a requirement with its hashes; together they are the text."""
    return [part for part in re.split(r"(?m)^(?=[A-Za-z0-9])", text) if part]


def entry(lock: str, package: str) -> str:
    """The entry of `package` in the lock of that file name. Raises `KeyError`."""
    for one in entries((LOCKS / lock).read_text(encoding="utf-8")):
        if one.startswith(f"{package}=="):
            return one
    raise KeyError(f"{package} is not in {lock}")


def uv() -> str:
    """The pinned uv that `./run` has set up, else the one on the path. Raises `FileNotFoundError`."""
    own = ROOT / ".tools" / "bin" / "uv"
    found = str(own) if own.is_file() else shutil.which("uv")
    if found is None:
        raise FileNotFoundError("uv is missing: start ./run once, which sets up the pinned one")
    return found
