"""Whether a vector store bears being opened. Its engine maps files into memory: behind the end of one that
was cut (a disk that was full, a copy that broke off) a signal ends the process, at every try anew. So a store
whose last owner did not end by itself is read in a child process first, and so is one whose disk is nearly
full: there, opening may need blocks that are not to be had."""

import json
import logging
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from workers.contract.codes import Code, ProblemError
from workers.disk import LEAST_FREE, LEAST_TO_READ, free_space, require_room
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
    doubt it; notes that it is open from now on. On a disk that is nearly full it is tried as well, and what
    fails there raises DISK_FULL: a full disk looks like damage."""
    marker = folder / _OPENED
    place = newest(folder / f"{FOLDER}{suffix}")
    free, sound = free_space(folder), True
    if (place / CONFIG).exists() and (marker.exists() or free < LEAST_FREE):
        require_room(folder, LEAST_TO_READ)
        sound = _reads(place)
        if not sound and free < LEAST_FREE:
            raise ProblemError(Code.DISK_FULL, "a store cannot be opened", need=LEAST_FREE, free=free)
    with suppress(OSError):  # a folder that cannot be written to is opened without
        marker.touch(mode=0o600)
    return sound


def can_be_read(folder: Path, suffix: str = "") -> bool:
    """Whether the embedded store of a base that nobody has open can be read to its end."""
    place = newest(folder / f"{FOLDER}{suffix}")
    return not (place / CONFIG).exists() or _reads(place)


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
