"""This very program as another process: beside this one, or in its place."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import desktop


@dataclass(frozen=True, slots=True)
class OwnProgram:
    """The beginning of its command line, the folder it starts in, its environment."""

    command: tuple[str, ...]
    folder: Path
    environment: dict[str, str]


def own_program(data: Path) -> OwnProgram:
    """How it is started with the folder `data`, frozen or not."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        return OwnProgram((sys.executable,), data, environment)
    folder = Path(next(iter(desktop.__path__))).parent
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(folder), environment.get("PYTHONPATH"))))
    return OwnProgram((sys.executable, "-m", "desktop"), folder, environment)


def begin_detached(data: Path, options: Sequence[str]) -> "subprocess.Popen[bytes] | None":
    """A process that outlives this one and its terminal; None where the system starts none."""
    own = own_program(data)
    flags = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    with contextlib.suppress(OSError):
        return subprocess.Popen(
            [*own.command, *options], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd=own.folder, env=own.environment, close_fds=True,
            start_new_session=True, creationflags=flags,
        )  # fmt: skip
    return None
