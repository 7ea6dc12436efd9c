"""A child process that renders one untrusted template, within limits of time and memory.

A template can loop without end, or make a gigabyte of one line: nothing within a process stops that, so it
runs in one that may be killed. One child serves a model for as long as it is loaded.
"""

import json
import queue
import subprocess
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import psutil

from workers.contract.confinement import child_environment
from workers.engines.llama.template_rendering import MAX_RENDERED, Rendered, TemplateError
from workers.engines.selftest.engine_child import no_window, prover_command

# Of a template, and of each conversation: seconds of the processor's time, and bytes above what an empty
# child has. Templates of real models take some milliseconds.
SECONDS = 2.0
MEMORY = 256 << 20
_CHILD_MEMORY = 128 << 20  # what the child itself may have: Python, jinja2
_LOOK = 0.05
# Without using any: a machine that is short of time, or slept, is no fault of the template's.
_STILL_S = 120.0
_LINE = 8 * MAX_RENDERED


class TemplateOverrun(TemplateError):
    """The template used up its time or its memory."""


class TemplateChild:
    """Starts the child at once; its first answer is waited for by `render`. One thread at a time."""

    def __init__(self, untrusted_source: str) -> None:
        self._source = untrusted_source
        self._failed: Callable[[], TemplateError] | None = None
        self._start()

    def _start(self) -> None:
        process = subprocess.Popen(
            prover_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            creationflags=no_window(), env=child_environment(),
        )  # fmt: skip
        self._process, self._sound = process, False
        self._lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_read, args=(process, self._lines), daemon=True).start()
        self._end = weakref.finalize(self, _end, process)
        self._send({"task": "template", "source": self._source, "seconds": SECONDS, "memory": MEMORY})

    def close(self) -> None:
        """Ends the child."""
        self._end()

    def render(self, roles: Sequence[str], bos: str, eos: str) -> Rendered:
        """See `TemplateRenderer.render`. Raises `TemplateError`, one of them `TemplateOverrun`; after that
        one, and for a template that is not sound, every call does."""
        if self._failed is not None:
            raise self._failed()
        if self._process.poll() is not None:
            self.close()
            self._start()  # somebody ended it between two conversations
        try:
            if not self._sound:
                self._answer()
                self._sound = True
        except TemplateError as error:
            self._fail(error)
            raise
        self._send({"roles": list(roles), "bos": bos, "eos": eos})
        try:
            said = self._answer()
        except TemplateOverrun as error:
            self._fail(error)
            raise
        try:
            parts = tuple(part if isinstance(part, int) else str(part) for part in said["parts"])
            groups = tuple(tuple(int(index) for index in group) for group in said["groups"])
        except (KeyError, TypeError, ValueError) as error:
            raise TemplateError(f"not understood: {error!r}") from error
        return Rendered(parts, groups)

    def _fail(self, error: TemplateError) -> None:
        kind, text = type(error), str(error)
        self._failed = lambda: kind(text)
        self.close()

    def _send(self, line: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended; that is noticed where its answer is waited for
            self._process.stdin.write(json.dumps(line).encode("ascii") + b"\n")
            self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        """The next line. Raises `TemplateError` for a refusal, `TemplateOverrun` when there is none."""
        moved = time.monotonic()
        before = done = self._used()[0]
        while True:
            try:
                untrusted = self._lines.get(timeout=_LOOK)
                break
            except queue.Empty:
                seconds, memory = self._used()
                # The child ends itself a little earlier, where the system has such limits.
                now = time.monotonic()
                moved, done = (now if seconds > done else moved), seconds
                late = seconds - before > SECONDS + 3 or now - moved > _STILL_S
                if late or memory > MEMORY + _CHILD_MEMORY:
                    self._process.kill()
                    raise TemplateOverrun("the template takes too much time or memory") from None
        if not untrusted:
            raise TemplateOverrun(f"the template ended its process: {self._process.wait()}")
        try:
            said = json.loads(untrusted)
        except ValueError as error:
            raise TemplateError("not understood") from error
        if not isinstance(said, dict) or "refused" in said:
            raise TemplateError(str(said["refused"] if isinstance(said, dict) else said)[:500])
        return said

    def _used(self) -> tuple[float, int]:
        """Seconds of the processor's time and bytes of memory that the child has used."""
        try:
            child = psutil.Process(self._process.pid)
            times = child.cpu_times()
            return times.user + times.system, child.memory_info().rss
        except psutil.Error:
            return 0.0, 0


def _read(process: subprocess.Popen[bytes], lines: "queue.Queue[bytes]") -> None:
    """Lines of a child into a queue; an empty one is its end."""
    assert process.stdout is not None
    with suppress(OSError, ValueError):
        while line := process.stdout.readline(_LINE):
            lines.put(line)
    lines.put(b"")


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.close()
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
