"""The compactor: a child process of `knowledge` that compacts a copy of a vector store. The engine holds the
interpreter while it does so, for minutes in a large store, and `knowledge` has to answer meanwhile.

One task comes in as a line of JSON, `{"source": FOLDER, "target": FOLDER, "graph": true}`; the exit code is 0
when the target is whole. Without a target it reads the whole source: one that is cut off costs this process
and not `knowledge`; UNREADABLE says that the engine refused it. It ends when its input ends: then nobody
waits for it any more.
"""

import json
import os
import threading
import traceback
from pathlib import Path
from typing import BinaryIO

from workers.disk import refused_in_words
from workers.runtime import dying

_MAX_REQUEST = 1 << 20
UNREADABLE = 3


def main(stdin_fd: int, stdout_fd: int) -> int:
    """Do one task; returns the exit code."""
    from workers.engines.stores.vector_compaction import compact_copy, read_through

    dying.with_parent()  # the engine lets no thread of this process notice it
    os.close(stdout_fd)
    with os.fdopen(stdin_fd, "rb") as requests:
        task = json.loads(requests.readline(_MAX_REQUEST))
        threading.Thread(target=_end_with, args=(requests,), name="parent", daemon=True).start()
        # The thread reads from it, and closing waits for that: the process ends before, also when it fails.
        try:
            if "target" in task:
                compact_copy(Path(task["source"]), Path(task["target"]), graph=bool(task["graph"]))
            else:
                read_through(Path(task["source"]))
        except BaseException as error:
            traceback.print_exc()
            words = str(error)
            in_use = "WouldBlock" in words or refused_in_words(words, Path(task["source"])) is not None
            os._exit(1 if in_use else UNREADABLE)
        os._exit(0)


def _end_with(requests: BinaryIO) -> None:
    requests.read()
    os._exit(1)
