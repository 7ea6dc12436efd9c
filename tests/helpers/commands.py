"""The `bukvar` command as a real process."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

# A leader of a session opens a terminal and has it.
_ON_TERMINAL = """
import os, sys
from desktop.__main__ import main
os.open(sys.argv.pop(1), os.O_RDWR)
sys.exit(main())
"""
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0


@dataclass(frozen=True)
class Ended:
    """A command that has ended; `rows` are the JSON objects of its standard output."""

    code: int
    rows: list[dict[str, Any]]
    errors: str

    @property
    def results(self) -> list[dict[str, Any]]:
        """Without the progress."""
        return [row for row in self.rows if "progress" not in row]


class Command:
    """A command that runs; its lines are read as they come. It has no terminal unless one is given."""

    def __init__(
        self,
        data: Path,
        *arguments: str,
        folder: Path | None = None,
        environment: dict[str, str] | None = None,
        terminal: str = "",
    ) -> None:
        begin = ("-c", _ON_TERMINAL, terminal) if terminal else ("-m", "desktop")
        self.process = subprocess.Popen(
            [sys.executable, *begin, *arguments, "--json", "--data-dir", str(data)],
            cwd=folder or ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
                "LC_ALL": "C.UTF-8",
                **(environment or {}),
            },
        )
        self.rows: list[dict[str, Any]] = []
        self._errors: list[str] = []
        self._threads = [
            threading.Thread(target=self._read_rows, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def wait(self) -> Ended:
        """Until it ends by itself."""
        code = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(10)
        return Ended(code, self.rows, "".join(self._errors))

    def until(self, condition: Callable[["Command"], Any], what: str) -> None:
        """Until something is so; the command must still run."""
        end = time.monotonic() + PATIENCE
        while not condition(self):
            assert self.process.poll() is None, f"ended before: {what}: {self._errors}"
            assert time.monotonic() < end, what
            time.sleep(0.02)

    def done(self) -> int:
        """How many documents its progress has counted."""
        return max((int(row["done"]) for row in self.rows if row.get("progress") == "index"), default=0)

    def workers(self, kind: str) -> list[psutil.Process]:
        """Its worker processes of a kind (without their watchdogs)."""
        try:
            children = psutil.Process(self.process.pid).children()
            return [child for child in children if child.cmdline()[-2:] == ["workers", kind]]
        except psutil.NoSuchProcess:
            return []

    def interrupt(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def kill(self) -> list[psutil.Process]:
        """kill -9 of the command; returns the processes that it had."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        self.process.wait(10)
        return family

    def _read_rows(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.rows.append(json.loads(line))

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            for line in lines:
                self._errors.append(line)


def run(data: Path, *arguments: str, folder: Path | None = None) -> Ended:
    """A command from beginning to end."""
    return Command(data, *arguments, folder=folder).wait()


def typed(data: Path, *arguments: str, lines: tuple[str, ...], folder: Path | None = None) -> Ended:
    """A command on a terminal of its own, on which each question is answered with the next line."""
    import pty

    master, slave = pty.openpty()
    command = Command(data, *arguments, folder=folder, terminal=os.ttyname(slave))

    def answer() -> None:
        shown = b""
        for line in lines:
            while not shown.rstrip().endswith(b":"):
                shown += os.read(master, 1024)
            shown = b""
            os.write(master, line.encode() + b"\n")
            while b"\n" not in shown:
                shown += os.read(master, 1024)

    threading.Thread(target=answer, daemon=True).start()
    try:
        return command.wait()
    finally:
        os.close(slave)
        os.close(master)


def alive(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Those that still run."""
    _, left = psutil.wait_procs(list(processes), timeout=3)
    return [process for process in left if process.status() != psutil.STATUS_ZOMBIE]
