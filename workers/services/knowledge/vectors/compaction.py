"""Compacts the vectors of a base while nobody changes it: in a child process, so that searches go on, and
given up as soon as somebody wants to write, so that nobody waits for it. The next rest begins anew."""

import json
import logging
import shutil
import subprocess
import threading
from pathlib import Path

from workers.contract.system_memory import system_memory
from workers.engines.stores.vector_store import VectorStore
from workers.runtime.children import child_command

_log = logging.getLogger(__name__)
_WATCH_S = 0.2
# What a copy and what is built of it need, in sizes of the store.
_DISK, _MEMORY = 2.5, 1.5


class Compaction:
    """One for each open base. `start` and `stop` are called by the one queue that changes bases."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def start(self, vectors: VectorStore) -> None:
        """Begin, where it pays; nothing is written to the store from now until `stop`."""
        self.stop()
        if vectors.worth_compacting():
            self._stopped.clear()
            self._thread = threading.Thread(target=self._run, args=(vectors,), name="compact", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Give up what is not done; afterwards the store may be written to."""
        self._stopped.set()
        self.wait()

    def wait(self) -> None:
        """Wait until it is done or given up."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, vectors: VectorStore) -> None:
        try:
            while vectors.worth_compacting() and vectors.compact(self._in_child):
                pass
        except Exception:
            _log.exception("the store stays as it is")

    def _in_child(self, source: Path, target: Path, graph: bool) -> bool:
        """Have a child write a compacted copy of the store in `source` into `target`; whether it did."""
        size = sum(path.stat().st_size for path in source.rglob("*") if path.is_file())
        if shutil.disk_usage(source).free < _DISK * size or system_memory().available < _MEMORY * size:
            _log.warning("no room to compact a store of %d MB", size >> 20)
            return False
        task = {"source": str(source), "target": str(target), "graph": graph}
        with subprocess.Popen(
            child_command("compactor"),
            stdin=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as child:
            assert child.stdin is not None
            child.stdin.write(json.dumps(task).encode() + b"\n")
            child.stdin.flush()  # and left open: the child ends when this process does
            while child.poll() is None:
                if self._stopped.wait(_WATCH_S):
                    child.kill()
        return child.returncode == 0
