"""One reader process: how it is started and held, what it is given, how long it may take."""

import json
import os
import queue
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from workers.contract.codec import CodecError, from_json
from workers.contract.codes import Code, ProblemError
from workers.contract.confinement import JOB, child_environment
from workers.contract.paths import system_path
from workers.contract.reading import ReaderProgress, ReaderReply
from workers.disk import refused
from workers.files import BLOCK
from workers.runtime import confinement
from workers.temporary import remove

if sys.platform == "win32":
    from workers.runtime.confinement import windows

WATCH = 0.1  # seconds between looks at `cancelled` and at what the reader used
_LOOK = 1.0  # seconds between looks at what its children use; a longer gap is a computer that slept
_GRACE = 15.0  # seconds of processor time above the limit, in which a reader ends by itself
_END_SECONDS = 5.0
_STDERR_LINES = 40
_MEMORY_DEATH = 0.6  # a reader that died with this part of its limit resident died of memory
_LARGEST_ANSWER = 1 << 30  # bytes of a file that is taken from a reader


class ReadingCancelled(Exception):
    """`cancelled()` became true; the reader was killed."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Which file a reader has a copy of."""

    path: str
    size: int
    modified: int
    number: int


class ReaderProcess:
    """One process with the two threads that empty its pipes. It reads what lies in its folder `given` and
    writes into its folder `made`; it may start `programs`."""

    def __init__(self, command: Sequence[str], memory: int, programs: Sequence[str], place: Path) -> None:
        self.memory, self.programs = memory, tuple(programs)
        self.guards: tuple[str, ...] = ()
        # What it unpacks goes with it, however it ends.
        self._place = Path(tempfile.mkdtemp(prefix="reader-", dir=place))
        self._given, self.made = self._place / "given", self._place / "made"
        self._copy: tuple[_Given, Path] | None = None
        for folder in (self._given, self.made):
            folder.mkdir(0o700)
        environment = {
            **child_environment(),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.made)),
            "BUKVAR_READER_MEMORY": str(memory),
            "BUKVAR_READER_PARENT": str(os.getpid()),
            "BUKVAR_READER_FOLDER": str(self._place),
            "BUKVAR_READER_PROGRAMS": os.pathsep.join(self.programs),
            "PYTHONIOENCODING": "utf-8",
        }
        if sys.platform == "win32":
            if windows.open_to_low(self.made):
                environment[windows.VARIABLE] = "1"
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            close_fds=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if sys.platform == "win32":
            # Out of a build, Python itself is started by another process.
            alone = getattr(sys, "frozen", False) and not self.programs
            self._job = windows.job_of(self._process.pid, memory, alone=alone)
            self.guards = (JOB,) if self._job is not None else ()
        self._peak = 0
        self._last_words: list[str] = []
        self._replies: queue.Queue[bytes | None] = queue.Queue()
        self._threads = [
            threading.Thread(target=self._read_messages, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def give(self, path: str | Path, largest: int) -> Path:
        """What the reader is told to open: where it is shut out from the user's files, a copy under the same
        name, which it cannot change. Raises FILE_MISSING, NO_PERMISSION, DISK_FULL, TOO_LARGE (size,
        limit)."""
        if not confinement.copies_needed():
            return Path(system_path(str(path)))
        try:
            source = os.open(system_path(str(path)), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ProblemError(Code.FILE_MISSING) from error
        except OSError as error:
            raise ProblemError(Code.NO_PERMISSION, str(error)) from error
        with open(source, "rb") as stream:
            facts = os.fstat(source)
            if not stat.S_ISREG(facts.st_mode):
                raise ProblemError(Code.NO_PERMISSION, "not a regular file")
            if facts.st_size > largest:
                raise ProblemError(Code.TOO_LARGE, size=facts.st_size, limit=largest)
            given = _Given(str(path), facts.st_size, facts.st_mtime_ns, facts.st_ino)
            if self._copy is not None and self._copy[0] == given:
                return self._copy[1]
            self.take_back()
            copy = self._given / Path(system_path(str(path))).name
            self._copy = given, copy
            try:
                with copy.open("xb") as target:
                    shutil.copyfileobj(stream, target, min(facts.st_size + 1, BLOCK))
            except OSError as error:
                self.take_back()
                raise refused(error, self._given) or ProblemError(Code.NO_PERMISSION, str(error)) from error
        return copy

    def take_back(self) -> None:
        """Delete the copy that was given."""
        if self._copy is not None:
            self._copy[1].unlink(missing_ok=True)
        self._copy = None

    def taken(self, name: str) -> bytes:
        """The content of a file that the reader made in its folder; the file is gone then. Raises OSError:
        what is there is no file, or too large."""
        file = self.made / name
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as stream:
            facts = os.fstat(descriptor)
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > _LARGEST_ANSWER:
                raise OSError(f"{name}: no file of a reader")
            content = stream.read(_LARGEST_ANSWER)
        with suppress(OSError):
            file.unlink()
        return content

    def is_for(self, memory: int, programs: Sequence[str]) -> bool:
        """Whether it has this limit of memory and may start these programs."""
        return (self.memory, self.programs) == (memory, tuple(programs))

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(
        self,
        body: dict[str, object],
        seconds: float,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None] = lambda done: None,
    ) -> ReaderReply:
        """Send a request and wait for its reply; raises ProblemError for a reader that hangs or dies."""
        patience = _Timeout(self._process.pid, seconds, calls=bool(self.programs))
        looked = time.monotonic()
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(body).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._death() from None
        while True:
            line: bytes | None = b""
            with suppress(queue.Empty):
                line = self._replies.get(timeout=WATCH)
            if line is None:
                raise self._death()
            if time.monotonic() - looked >= WATCH:
                looked = time.monotonic()
                self._note_memory()
                if cancelled():
                    raise ReadingCancelled
                if patience.is_over():
                    raise ProblemError(Code.READER_TIMEOUT, seconds=seconds)
            if not line:
                continue
            try:
                untrusted = json.loads(line)
                if isinstance(untrusted, dict) and "progress" in untrusted:
                    progress(min(max(from_json(ReaderProgress, untrusted).progress, 0.0), 1.0))
                    continue
                reply = from_json(ReaderReply, untrusted)
                self.guards = tuple({*self.guards, *reply.guards})
                return reply
            except (ValueError, CodecError) as error:
                raise ProblemError(Code.READER_CRASHED, f"not a reply: {error}") from error

    def kill(self) -> None:
        """End the process with the programs that it started, and delete what they unpacked."""
        with suppress(psutil.Error):
            for child in psutil.Process(self._process.pid).children(recursive=True):
                with suppress(psutil.Error):
                    child.kill()
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # gigabytes take their time to go; it is dead all the same
            self._process.wait(_END_SECONDS)
        if sys.platform == "win32":
            windows.close_job(self._job)
            self._job = None
        remove(self._place)
        for thread in self._threads:
            thread.join(_END_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # the process is gone with a request in its pipe
                    continue

    def _death(self) -> ProblemError:
        """Why the process ended without a reply."""
        try:
            code = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        self._threads[1].join(_END_SECONDS)
        words = "\n".join(self._last_words)
        if "MemoryError" in words or "out of memory" in words or self._peak > self.memory * _MEMORY_DEATH:
            return ProblemError(Code.READER_MEMORY, words, limit=self.memory)
        return ProblemError(Code.READER_CRASHED, f"exit {code}\n{words}")

    def _note_memory(self) -> None:
        """Peak address space, as far as the system tells (Linux)."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmPeak:"):
                self._peak = max(self._peak, int(line.split()[1]) * 1024)

    def _read_messages(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._replies.put(line)
        self._replies.put(None)

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._last_words.append(line.decode("utf-8", "replace").rstrip()[:500])
            del self._last_words[:-_STDERR_LINES]


class _Timeout:
    """What a reader may take for one request: `seconds` of processor time and some more to end, and as many
    seconds without using any: then it waits for ever. Programs that it calls count as it does."""

    def __init__(self, process: int, seconds: float, *, calls: bool) -> None:
        self._process = process
        self._calls = calls  # it may start programs; to find those all processes are looked at
        self._seconds = seconds
        self._begun: float | None = None
        self._used = 0.0
        self._idle = 0.0
        self._looked = self._looked_at_children = time.monotonic()

    def is_over(self) -> bool:
        """Called a few times a second."""
        now = time.monotonic()
        step, self._looked = min(now - self._looked, _LOOK), now
        used = self._own()
        if self._begun is None:  # most requests are answered before anybody looks
            self._begun = used
        if self._calls and used <= self._used and now - self._looked_at_children >= _LOOK:
            self._looked_at_children = now
            used += self._of_children()
        self._idle = 0.0 if used > self._used else self._idle + step
        self._used = max(used, self._used)
        return self._idle > self._seconds or self._used - self._begun > self._seconds + _GRACE

    def _own(self) -> float:
        with suppress(psutil.Error):
            times = psutil.Process(self._process).cpu_times()
            return float(times.user + times.system + times.children_user + times.children_system)
        return 0.0

    def _of_children(self) -> float:
        used = 0.0
        with suppress(psutil.Error):
            for child in psutil.Process(self._process).children(recursive=True):
                with suppress(psutil.Error):
                    times = child.cpu_times()
                    used += float(times.user + times.system)
        return used
