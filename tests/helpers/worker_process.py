"""A real worker process, spoken to over the wire without a window."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import psutil

from workers.contract.codec import to_json
from workers.contract.messages import TERMINAL, Alive, Cancel, Hello, Message, Start, decode, encode
from workers.contract.specs.jobs import Job, Kind

ROOT = Path(__file__).resolve().parents[2]
M = TypeVar("M", bound=Message)


def children() -> set[int]:
    """The processes that this one has started, or they, and that have not ended. To be compared with those of
    before: another test of the same process may have left one."""
    family = psutil.Process().children(recursive=True)
    return {one.pid for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE}


class WorkerProcess:
    """`python -m workers KIND`. Messages of all requests come in one queue, in order."""

    def __init__(self, kind: Kind, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "workers", kind.value],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
        )
        self._messages: queue.Queue[Message | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.hello = self.expect(Hello, 60)

    def start(self, request: str, job: Job, spec: object) -> None:
        self.send(Start(request, job.value, to_json(spec)))

    def cancel(self, request: str) -> None:
        self.send(Cancel(request))

    def send(self, message: Message) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(message))
        self.process.stdin.flush()

    def next(self, timeout: float = 60) -> Message:
        """The next message that is no heartbeat; fails when the process ends or is silent."""
        end = time.monotonic() + timeout
        while True:
            message = self._messages.get(timeout=max(0.01, end - time.monotonic()))
            assert message is not None, "the worker ended"
            if not isinstance(message, Alive):
                return message

    def expect(self, kind: type[M], timeout: float = 60) -> M:
        """The next message of a type; others are passed over, an unexpected end is a failure."""
        while True:
            message = self.next(timeout)
            if isinstance(message, kind):
                return message
            assert not isinstance(message, TERMINAL), message

    def ended(self, request: str, timeout: float = 60) -> Message:
        """The terminal message of a request."""
        while True:
            message = self.next(timeout)
            if isinstance(message, TERMINAL) and getattr(message, "request", "") == request:
                return message

    def kill(self) -> None:
        """As `kill -9`."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End of input ends the worker."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        finally:
            self._reader.join(5)
            assert self.process.stdout is not None
            self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._messages.put(decode(line))
        self._messages.put(None)


@contextlib.contextmanager
def worker(kind: Kind, environment: dict[str, str] | None = None) -> Iterator[WorkerProcess]:
    """A worker that is gone afterwards."""
    process = WorkerProcess(kind, environment)
    try:
        yield process
    finally:
        process.close()
