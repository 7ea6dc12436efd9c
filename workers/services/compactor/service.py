"""The compactor: a child process of `knowledge` that compacts a copy of a vector store. The engine holds the
interpreter while it does so, for minutes in a large store, and `knowledge` has to answer meanwhile.

One task comes in as a line of JSON, `{"source": FOLDER, "target": FOLDER, "graph": true}`; the exit code is 0
when the target is whole. It ends when its input ends: then nobody waits for it any more.
"""

import json
import os
import threading
from pathlib import Path
from typing import BinaryIO

from workers.runtime import dying

_MAX_REQUEST = 1 << 20


def main(stdin_fd: int, stdout_fd: int) -> int:
    """Do one task; returns the exit code."""
    from workers.engines.stores.vector_compaction import compact_copy

    dying.with_parent()  # the engine lets no thread of this process notice it
    os.close(stdout_fd)
    with os.fdopen(stdin_fd, "rb") as requests:
        task = json.loads(requests.readline(_MAX_REQUEST))
        threading.Thread(target=_end_with, args=(requests,), name="parent", daemon=True).start()
        compact_copy(Path(task["source"]), Path(task["target"]), graph=bool(task["graph"]))
        # The thread reads from it: the process ends before it is closed.
        os._exit(0)


def _end_with(requests: BinaryIO) -> None:
    requests.read()
    os._exit(1)
