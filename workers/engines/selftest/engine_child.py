"""Starts the child process in which something is tried that may crash, and says how it ended."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

import workers
from workers.contract.component import BESIDE
from workers.contract.engine import EngineResult

# For slow machines and emulators: multiplies every limit of time.
PATIENCE_VARIABLE = "BUKVAR_ENGINE_PATIENCE"
_LOOK = 0.05  # seconds between two looks at the child
# Elsewhere a thread that waits for the processor cannot be told from one that sleeps.
_STILLNESS = 1.0 if sys.platform == "linux" else 6.0
_STDERR = 2000  # bytes of it that are kept
# Windows: 0xC0000… are exceptions; the three that a processor or a broken library raises.
_EXCEPTIONS = {0xC000001D: "illegal instruction", 0xC0000005: "access violation", 0xC0000409: "stack overrun"}


@dataclass(frozen=True, slots=True)
class TaskLimits:
    """Seconds that a task may take: `computing` of the processor's time, `still` with all threads asleep,
    `whole` by the clock. The last proves nothing: a machine that is short of time is slow without a fault of
    the engine."""

    computing: float
    still: float
    whole: float


# The task takes 0.1 s of processor time, most of it for opening libraries.
PROCESSOR = TaskLimits(2.0, 3.0, 180.0)
# A driver may compile its programs at the first start, and wait for a card that wakes up.
CARD = TaskLimits(60.0, 20.0, 300.0)
SEARCH = TaskLimits(30.0, 5.0, 300.0)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child said, and how it ended: PROVED stands for "by itself"."""

    lines: tuple[dict[str, Any], ...]
    result: EngineResult
    detail: str
    seconds: float

    def last(self, name: str) -> Any:
        """The value of the last line that has `name`; None when none has."""
        return next((line[name] for line in reversed(self.lines) if name in line), None)

    def judged(self, measure: str) -> tuple[EngineResult, str]:
        """How a try ended whose task tells `worst` and `right`, and its detail; `measure` says what number
        `worst` is ("cosine")."""
        if self.result is not EngineResult.PROVED:
            return self.result, self.detail
        right = self.last("right")
        if right is None:
            return EngineResult.UNLOADABLE, str(self.last("unloadable") or "no word of it")
        return EngineResult.PROVED if right else EngineResult.DIFFERS, f"{measure} {self.last('worst')}"


Run = Callable[..., Ended]  # as `run`


def run(task: dict[str, Any], limits: TaskLimits, variables: dict[str, str] | None = None) -> Ended:
    """Do a task of `workers/services/prover/service.py` in a child process, with more environment
    `variables`. Never raises for anything that the child does."""
    begin = time.monotonic()
    patience = _patience()
    task = {**task, "seconds": limits.computing * patience}
    try:
        child = subprocess.Popen(
            prover_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(variables or {})},
            # In the worker's own group: who ends the worker ends this one with it.
            creationflags=no_window(),
        )
    except OSError as error:
        return Ended((), EngineResult.INTERRUPTED, f"no child process: {error}", time.monotonic() - begin)
    with child:
        said, complained = _Drain(child.stdout), _Drain(child.stderr)
        assert child.stdin is not None
        try:
            child.stdin.write(json.dumps(task).encode() + b"\n")
            child.stdin.close()
        except OSError:  # it has ended already
            pass
        killed = _watch(child, limits, patience)
        if killed is not None:
            child.kill()
        child.wait()
        lines, tail = said.lines(), complained.text()[-_STDERR:]
    result, detail = killed or _ending(child.returncode)
    if result is not EngineResult.PROVED and tail.strip():
        detail = f"{detail}: {tail.strip()}"
    return Ended(tuple(lines), result, detail, time.monotonic() - begin)


def run_again(run: Run, task: dict[str, Any], limits: TaskLimits) -> Ended:
    """By `run`, and once more when somebody else ended the child."""
    ended = run(task, limits)
    return run(task, limits) if ended.result is EngineResult.INTERRUPTED else ended


def prover_command() -> tuple[str, ...]:
    """The command line of a prover."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "prover")
    if sys.flags.safe_path:  # the tuning component's environment, which does not find our package by itself
        folder = str(Path(next(iter(workers.__path__))))
        return (sys.executable, "-X", "utf8", "-c", BESIDE, folder, "prover")
    return (sys.executable, "-X", "utf8", "-m", "workers", "prover")


def no_window() -> int:
    """Flags for a child without a console of its own."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _patience() -> float:
    try:
        return max(1.0, float(os.environ.get(PATIENCE_VARIABLE, "1")))
    except ValueError:
        return 1.0


def _watch(
    child: subprocess.Popen[bytes], limits: TaskLimits, patience: float
) -> tuple[EngineResult, str] | None:
    """Wait for the end; how it is to be called that the child has to be killed, None when it has ended."""
    begin = moved = time.monotonic()
    used = 0.0
    while child.poll() is None:
        time.sleep(_LOOK)
        now = time.monotonic()
        try:
            process = psutil.Process(child.pid)
            times = process.cpu_times()
            spent = times.user + times.system
            if spent > used or not _asleep(process):
                used, moved = spent, now
        except psutil.Error:  # it has just ended, or the system does not let anybody look
            spent, moved = used, now
        if spent > (limits.computing + 5) * patience:
            return EngineResult.HUNG, f"{spent:.0f} s of processor time"
        if now - moved > limits.still * patience * _STILLNESS:
            return EngineResult.HUNG, f"no sign of work for {now - moved:.0f} s"
        if now - begin > limits.whole * patience:
            return EngineResult.INTERRUPTED, f"not done after {now - begin:.0f} s"
    return None


def _asleep(process: psutil.Process) -> bool:
    """Whether all threads wait for something that is no processor and no disk: waiting for those is the
    machine's fault. Where threads cannot be asked, the time without work decides alone."""
    if sys.platform != "linux":
        return True
    return all(psutil.Process(thread.id).status() == psutil.STATUS_SLEEPING for thread in process.threads())


def _ending(code: int) -> tuple[EngineResult, str]:
    if code == 0:
        return EngineResult.PROVED, ""
    if sys.platform == "win32":
        unsigned = code & 0xFFFFFFFF
        return EngineResult.CRASHED, _EXCEPTIONS.get(unsigned, f"exit code {unsigned:#x}")
    if code > 0:
        return EngineResult.CRASHED, f"exit code {code}"
    number = -code
    if number == signal.SIGXCPU:
        return EngineResult.HUNG, "too much processor time"
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    outside = number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    return EngineResult.INTERRUPTED if outside else EngineResult.CRASHED, name


class _Drain:
    """Reads a stream to its end in a thread of its own."""

    def __init__(self, stream: Any) -> None:
        self._data = b""
        self._stream = stream
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        self._data = self._stream.read()

    def text(self) -> str:
        """All of it, once the child has ended."""
        self._thread.join(5.0)
        return self._data.decode("utf-8", "replace")

    def lines(self) -> list[dict[str, Any]]:
        """The lines that are objects of JSON; the last may have been cut."""
        found = []
        for untrusted in self.text().splitlines():
            try:
                line = json.loads(untrusted)
            except ValueError:
                continue
            if isinstance(line, dict):
                found.append(line)
        return found
