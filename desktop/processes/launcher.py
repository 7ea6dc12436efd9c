"""How a worker process is started, and how a whole tree of them is ended."""

import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psutil

import workers
from workers.contract.specs import Kind

# Variables that would change how the worker's Python finds or runs code.
_NOT_INHERITED = (
    "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONWARNINGS", "PYTHONOPTIMIZE",
)  # fmt: skip
_CONSOLE = "bukvar-worker"


@dataclass(frozen=True, slots=True)
class Launch:
    """A program with its arguments and its whole environment."""

    program: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def launch(kind: Kind) -> Launch:
    """The worker of a kind. A frozen build has a console executable beside the windowed one, which has no
    standard streams; otherwise it is this very Python with this very `workers` package."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    environment["PYTHONUTF8"] = "1"
    if getattr(sys, "frozen", False):
        executable = Path(sys.executable)
        return Launch(str(executable.with_name(_CONSOLE + executable.suffix)), (kind.value,), environment)
    # The folder we happen to be in must not offer modules; the package itself is named explicitly.
    environment["PYTHONSAFEPATH"] = "1"
    environment["PYTHONPATH"] = str(Path(next(iter(workers.__path__))).parent)
    return Launch(sys.executable, ("-X", "utf8", "-m", "workers", kind.value), environment)


def end_group(pid: int, force: bool) -> None:
    """Ask the process and all its descendants to end, or (`force`) kill them. Nothing happens when they are
    gone. `pid` leads a process group of its own."""
    if sys.platform == "win32":
        _end_tree(pid)
        return
    number = signal.SIGKILL if force else signal.SIGTERM
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
    except PermissionError:  # macOS says so of a group of which only zombies are left
        return


def _end_tree(pid: int) -> None:
    """Windows knows no groups and no polite request to a process without a window."""
    try:
        leader = psutil.Process(pid)
        tree = [*leader.children(recursive=True), leader]
    except psutil.NoSuchProcess:
        return
    for process in tree:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
