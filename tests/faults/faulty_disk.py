"""The library that makes a disk fail (`disk_faults.c`), and the forked cases that it is armed in."""

import contextlib
import ctypes
import hashlib
import os
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workers.temporary import OwnedFolder

SOURCE = Path(__file__).with_name("disk_faults.c")
CACHE = SOURCE.parents[2] / ".cache" / "faults"
_PRELOADED = "BUKVAR_FAULTS_PRELOADED"
PRELOADED = (_PRELOADED, "LD_PRELOAD")  # what says so in the environment
MEMORY = 4 << 30  # bytes of address space of a case
# Where cases run: what is flushed there costs nothing, and a slow disk shows nothing that they ask.
QUICK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
END_S = 10.0  # whatever is refused ends within


@contextlib.contextmanager
def scratch() -> Iterator[None]:
    """All temporary files of this process, and of what it starts, lie in one folder, which goes at the end;
    that of a campaign which was killed goes at the start of the next."""
    before = os.environ.get("TMPDIR")
    place = QUICK or tempfile.gettempdir()
    os.environ["TMPDIR"] = tempfile.tempdir = place
    folder = OwnedFolder()
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder.path)
    try:
        yield
    finally:
        folder.close()
        tempfile.tempdir = None
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


class NoCompiler(Exception):
    """There is no C compiler, or no Linux: the parts that need the library are skipped, and say so."""


def library() -> Path:
    """The compiled library, made once for each version of its source. Raises `NoCompiler`."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        raise NoCompiler("no C compiler on Linux here")
    mark = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    target = CACHE / f"disk_faults-{mark}.so"
    if not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        made = target.with_suffix(f".{os.getpid()}")
        subprocess.run(
            [compiler, "-O2", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-lpthread"], check=True
        )
        made.replace(target)
    return target


def preload() -> None:
    """Start this very program anew with the library in it; returns where it is already."""
    if os.environ.get(_PRELOADED):
        return
    os.environ["LD_PRELOAD"] = str(library())
    os.environ[_PRELOADED] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def environment(
    under: Path, count: Path, at: int = 0, kind: str = "", clock: int = 0, jumps: Path | None = None
) -> dict[str, str]:
    """For a process of its own, with all that it starts. `jumps`: a file of 8 bytes, the seconds by which the
    clock has jumped since, which may be written at any moment."""
    return {
        "LD_PRELOAD": str(library()), "FAULT_UNDER": str(under), "FAULT_COUNT": str(count),
        "FAULT_AT": str(at), "FAULT_KIND": kind, "FAULT_CLOCK": str(clock),
    } | ({"FAULT_CLOCK_FILE": str(jumps)} if jumps is not None else {})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """How a forked case ended. `changes`: of the disk; `code`: of the known problem that it raised ("" = it
    went well); `defect`: the trace of anything else; `signal`: that it died of (0 = none); `hung`."""

    changes: int
    code: str = ""
    defect: str = ""
    signal: int = 0
    hung: bool = False


def run_case(
    act: Callable[[], object], under: Path, at: int = 0, kind: str = "", journal: Path | None = None,
    memory: int = MEMORY,
) -> Case:  # fmt: skip
    """Do `act` in a fork of this process, whose changes below `under` fail as `disk_faults.c` says; needs
    `preload` where something shall fail. The fork has limits on memory and time."""
    place = Path(tempfile.mkdtemp(prefix="bukvar-case-"))
    count, told = place / "count", place / "told"
    try:
        child = os.fork()
        if child == 0:
            _in_child(act, under, count, at, kind, journal, told, memory)
        status, hung = _wait(child, END_S if kind in ("full", "broken", "closed") else 120.0)
        changes = struct.unpack("q", count.read_bytes())[0] if count.exists() else 0
        words = told.read_text("utf-8") if told.exists() else ""
        died = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if words.startswith("problem "):
            return Case(changes, code=words.removeprefix("problem "), signal=died, hung=hung)
        if not words and not died:
            words = "ended without a word"
        return Case(changes, defect="" if words == "done" else words, signal=died, hung=hung)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _in_child(
    act: Callable[[], object], under: Path, count: Path, at: int, kind: str, journal: Path | None, told: Path,
    memory: int,
) -> None:  # fmt: skip
    from workers.contract.codes import ProblemError
    from workers.disk import refused

    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    words = "done"
    try:
        if os.environ.get(_PRELOADED):
            arm = ctypes.CDLL(None).fault_arm
            arm.argtypes = [
                ctypes.c_char_p,
                ctypes.c_char_p,
                ctypes.c_int64,
                ctypes.c_char_p,
                ctypes.c_char_p,
            ]
            arm(
                bytes(under), bytes(count), at, kind.encode(), bytes(journal) if journal is not None else None
            )
        act()
    except ProblemError as error:
        words = f"problem {error.code}"
    except BaseException as error:
        known = refused(error)  # as workers and commands tell it
        words = f"problem {known.code}" if known is not None else traceback.format_exc()
    told.write_text(words, "utf-8")
    os._exit(0)


def _wait(child: int, seconds: float) -> tuple[int, bool]:
    """Until it ends; one that does not is killed with all that it started. (status, whether it hung)."""
    end, hung = time.monotonic() + seconds, False
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status, hung
        if time.monotonic() > end and not hung:
            hung = _used(child) > seconds / 2 or time.monotonic() > end + 10 * seconds
            if hung:
                os.killpg(child, signal.SIGKILL)
        time.sleep(0.005)


def _used(child: int) -> float:
    """Seconds of processor time: on a busy computer the clock on the wall accuses nobody."""
    try:
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
