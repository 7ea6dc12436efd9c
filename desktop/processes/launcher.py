"""How a worker process is started, and how a whole tree of them is ended."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

import workers
from workers.contract.codes import Code, Problem, ProblemError
from workers.contract.component import BESIDE
from workers.contract.confinement import SESSION_VARIABLES
from workers.contract.engine import MEMORY_VARIABLE
from workers.contract.sealed import VARIABLE
from workers.contract.specs.jobs import Kind

# Variables that would change how the worker's Python finds or runs code.
_NOT_INHERITED = (
    "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONWARNINGS", "PYTHONOPTIMIZE",
    "PYTHONDONTWRITEBYTECODE",  # each start would compile all that it imports anew
)  # fmt: skip
_CONSOLE = "bukvar-worker"
TUNING_PYTHON = "BUKVAR_TUNING_PYTHON"


@dataclass(frozen=True, slots=True)
class Launch:
    """A program with its arguments and its whole environment."""

    program: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def launch(kind: Kind) -> Launch:
    """The worker of a kind. A frozen build has a console executable beside the windowed one, which has no
    standard streams; otherwise it is this very Python with this very `workers` package."""
    environment = _environment()
    if getattr(sys, "frozen", False):
        executable = Path(sys.executable)
        return Launch(str(executable.with_name(_CONSOLE + executable.suffix)), (kind.value,), environment)
    # The folder we happen to be in must not offer modules; the package itself is named explicitly.
    environment["PYTHONSAFEPATH"] = "1"
    environment["PYTHONPATH"] = str(Path(next(iter(workers.__path__))).parent)
    return Launch(sys.executable, ("-X", "utf8", "-m", "workers", kind.value), environment)


def launch_beside(python: Path, kind: Kind) -> Launch:
    """The worker of a kind in another environment, which has libraries of its own and our `workers`."""
    environment = _environment()
    environment["PYTHONSAFEPATH"] = "1"
    environment["PYTHONNOUSERSITE"] = "1"
    folder = str(Path(next(iter(workers.__path__))))
    return Launch(str(python), ("-X", "utf8", "-c", BESIDE, folder, kind.value), environment)


class Launcher:
    """Starts every kind: `tune` with the Python of the tuning component, the others with ours. Made by the
    application; `tuning_python` says where that Python is now (None = not installed), `seal` how workers are
    kept off the network, `engines` is the file in which they remember which engines have proved
    themselves."""

    def __init__(
        self,
        tuning_python: Callable[[], Path | None] = lambda: None,
        seal: Callable[[], str] = lambda: "",
        engines: Path | None = None,
    ) -> None:
        self._tuning_python, self._seal, self._engines = tuning_python, seal, engines

    def __call__(self, kind: Kind) -> Launch:
        """Raises `ProblemError` TUNING_MISSING."""
        made, words = self._launch(kind), self._seal()
        environment = dict(made.environment)
        if self._engines is not None:
            environment[MEMORY_VARIABLE] = str(self._engines)
        if words:
            environment[VARIABLE] = words
        return replace(made, environment=environment)

    def _launch(self, kind: Kind) -> Launch:
        if kind is not Kind.TUNE:
            return launch(kind)
        chosen = os.environ.get(TUNING_PYTHON)
        python = Path(chosen) if chosen else self._tuning_python()
        if python is None or not python.is_file():
            raise ProblemError.of(Problem(Code.TUNING_MISSING, detail=str(python or "")))
        return launch_beside(python, kind)


def _environment() -> dict[str, str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in _NOT_INHERITED + SESSION_VARIABLES
    }
    environment["PYTHONUTF8"] = "1"
    return environment


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
