"""Whether a vector store bears being opened. Its engine maps files into memory: behind the end of one that
was cut (a disk that was full, a copy that broke off) a signal ends the process, at every try anew. So a store
whose last owner did not end by itself is read in a child process first."""

import json
import logging
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from workers.disk import require_room
from workers.engines.stores.vector_store import FOLDER
from workers.engines.stores.vector_store_edge import CONFIG, newest
from workers.runtime.children import child_command
from workers.services.compactor.service import UNREADABLE

_OPENED = "opened"  # there while a process has the store of this base open
_PATIENCE_S = 120.0
_log = logging.getLogger(__name__)
# By these a process dies at its own doing; by others (SIGKILL) somebody ended it.
_DEATHS = {-number for name in ("SIGBUS", "SIGSEGV", "SIGABRT") if (number := getattr(signal, name, None))}


def bears_opening(folder: Path, suffix: str = "") -> bool:
    """Whether the embedded store of the base in `folder` can be read to its end, where there is reason to
    doubt it; notes that it is open from now on. Raises DISK_FULL, for a full disk looks the same."""
    marker = folder / _OPENED
    place = newest(folder / f"{FOLDER}{suffix}")
    sound = True
    if marker.exists() and (place / CONFIG).exists():
        require_room(folder)
        sound = _reads(place)
    with suppress(OSError):  # a folder that cannot be written to is opened without
        marker.touch(mode=0o600)
    return sound


def closed(folder: Path) -> None:
    """The store was closed in order."""
    with suppress(OSError):
        (folder / _OPENED).unlink(missing_ok=True)


def _reads(place: Path) -> bool:
    task = json.dumps({"source": str(place)}).encode() + b"\n"
    try:
        with subprocess.Popen(
            child_command("compactor"),
            stdin=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as child:
            assert child.stdin is not None
            with suppress(BrokenPipeError):
                child.stdin.write(task)
                child.stdin.flush()  # and left open: the child ends when this process does
            try:
                code = child.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                child.kill()
                return True
    except OSError as error:
        _log.warning("the store is opened untried: %s", error)
        return True
    return code != UNREADABLE and code not in _DEATHS
