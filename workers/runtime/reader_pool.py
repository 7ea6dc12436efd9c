"""Reader processes: started when needed, limited in time and memory, replaced when they die.

`knowledge` holds one pool. A file that hangs, crashes or exhausts its reader costs that file alone.
"""

import itertools
import json
import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psutil

from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.reading import (
    ExtractedDocument,
    ReaderProgress,
    ReaderReply,
    ReadRequest,
    RecognisedPage,
    Recogniser,
    RecogniseRequest,
    RenderedPage,
    RenderRequest,
)
from workers.contract.sealed import SEAL
from workers.contract.specs import ReadLimits
from workers.contract.training import ReadRowsResult, ReadRowsSpec, RowsRequest
from workers.runtime.children import child_command
from workers.temporary import OwnedFolder, remove

_LIMITS = ReadLimits()
_WATCH = 0.1  # seconds between looks at `cancelled` and at what the reader used
_LOOK = 1.0  # seconds between looks at what its children use; a longer gap is a computer that slept
_GRACE = 15.0  # seconds of processor time above the limit, in which a reader ends by itself
_RENDER_SECONDS = 60.0
_RECOGNISE_SECONDS = 900.0  # of a page: its program has limits of its own, in time of the processor
_NOTHING: Mapping[int, RecognisedPage] = {}
_END_SECONDS = 5.0
_STDERR_LINES = 40
_MEMORY_DEATH = 0.6  # a reader that died with this part of its limit resident died of memory


class ReadingCancelled(Exception):
    """`cancelled()` became true; the reader was killed."""


class ReaderPool:
    """Thread-safe. At most `size` files are read at a time; a page is drawn beside them at once."""

    def __init__(self, size: int = 1, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command) if command else child_command("reader")
        self._idle: list[_Reader] = []
        self._all: set[_Reader] = set()
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(size)
        self._closed = False
        self._numbers = itertools.count()
        # The kernel ends a reader when the thread that started it ends, so one thread starts them all
        # and lives as long as the pool.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="reader-starter")
        self._place = OwnedFolder()

    def read(
        self,
        path: str | Path,
        passwords: tuple[str, ...] = (),
        limits: ReadLimits = _LIMITS,
        cancelled: Callable[[], bool] = lambda: False,
        recognised: Mapping[int, RecognisedPage] = _NOTHING,
        progress: Callable[[float], None] = lambda done: None,
    ) -> ExtractedDocument:
        """The text of a file, with what was `recognised` on the pictures of its pages (from 1); `progress`
        hears how much of a large one is read (0 … 1).

        Raises ProblemError: what the file says (PASSWORD, BROKEN_FILE, …) or READER_TIMEOUT (seconds),
        READER_MEMORY (limit), READER_CRASHED; `ReadingCancelled`."""
        while not self._turns.acquire(timeout=_WATCH):
            if cancelled():
                raise ReadingCancelled
        try:
            with self._output() as output:
                # The places of words are not needed for the text.
                pages = {str(page): replace(found, words=()) for page, found in recognised.items()}
                request = ReadRequest(
                    str(path), str(output), passwords, limits.max_bytes, limits.seconds, pages
                )
                self._ask("read", request, limits.seconds, limits.memory_bytes, cancelled, progress)
                try:
                    untrusted = json.loads(output.read_bytes())
                    return from_json(ExtractedDocument, untrusted)
                except (OSError, ValueError, CodecError) as error:
                    raise ProblemError(Code.READER_CRASHED, f"no document: {error}") from error
        finally:
            self._turns.release()

    def recognise(
        self,
        path: str | Path,
        page: int,
        tool: Recogniser,
        passwords: tuple[str, ...] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> RecognisedPage:
        """What the picture of page `page` (from 1) says. Raises as `read` does."""
        with self._output() as output:
            request = RecogniseRequest(str(path), page, str(output), tool, passwords, _RECOGNISE_SECONDS)
            self._ask("recognise", request, _RECOGNISE_SECONDS, _LIMITS.memory_bytes, cancelled)
            try:
                return from_json(RecognisedPage, json.loads(output.read_bytes()))
            except (OSError, ValueError, CodecError) as error:
                raise ProblemError(Code.READER_CRASHED, f"no page: {error}") from error

    def rows(
        self, spec: ReadRowsSpec, seconds: float = 600.0, cancelled: Callable[[], bool] = lambda: False
    ) -> ReadRowsResult:
        """Examples out of a file of rows. Raises as `read` does."""
        with self._output() as output:
            request = RowsRequest(spec, str(output), seconds)
            self._ask("rows", request, seconds, _LIMITS.memory_bytes, cancelled)
            try:
                return from_json(ReadRowsResult, json.loads(output.read_bytes()))
            except (OSError, ValueError, CodecError) as error:
                raise ProblemError(Code.READER_CRASHED, f"no rows: {error}") from error

    def render(
        self,
        path: str | Path,
        page: int,
        quote_start: int,
        quote_end: int,
        expected_page_text: str,
        width: int,
        folder: str | Path,
        password: str = "",
        cancelled: Callable[[], bool] = lambda: False,
        recognised: RecognisedPage | None = None,
    ) -> RenderedPage:
        """Page `page` (from 1) of a PDF or picture as PNG in `folder`, with the boxes of the quote (offsets
        into the page's text, which is that of `recognised` if given). Raises as `read` does."""
        request = RenderRequest(
            str(path), page, quote_start, quote_end, expected_page_text, width, str(folder), password,
            recognised=recognised,
        )  # fmt: skip
        reply = self._ask("render", request, _RENDER_SECONDS, _LIMITS.memory_bytes, cancelled)
        if reply.page is None:
            raise ProblemError(Code.READER_CRASHED, "no page in the reply")
        return reply.page

    @contextmanager
    def _output(self) -> Iterator[Path]:
        """The name of a file for what a reader takes out, which is gone afterwards."""
        output = Path(self._place.path) / f"{next(self._numbers)}.json"
        try:
            yield output
        finally:
            with suppress(OSError):
                output.unlink()

    def close(self) -> None:
        """End all readers, also those at work."""
        with self._lock:
            self._closed = True
            readers = list(self._all)
            self._idle.clear()
        for reader in readers:
            reader.kill()
        self._starter.shutdown(wait=True)
        self._place.close()

    def _ask(
        self,
        operation: str,
        request: ReadRequest | RecogniseRequest | RowsRequest | RenderRequest,
        seconds: float,
        memory: int,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None] = lambda done: None,
    ) -> ReaderReply:
        reader = self._take(memory)
        reply: ReaderReply | None = None
        try:
            reply = reader.ask({"op": operation, **to_json(request)}, seconds, cancelled, progress)
        finally:
            self._give_back(reader, reusable=reply is not None and not reply.last)
        for where in reply.refused:
            SEAL.notify(where)
        if reply.code is not None:
            raise ProblemError(reply.code, reply.detail, **reply.params)
        return reply

    def _take(self, memory: int) -> "_Reader":
        while True:
            with self._lock:
                if self._closed:
                    raise ReadingCancelled
                reader = next((r for r in self._idle if r.memory == memory), None)
                if reader is not None:
                    self._idle.remove(reader)
            if reader is None:
                break
            if reader.alive:
                return reader
            self._give_back(reader, reusable=False)
        reader = self._starter.submit(_Reader, self._command, memory, self._place.path).result()
        with self._lock:
            self._all.add(reader)
        return reader

    def _give_back(self, reader: "_Reader", *, reusable: bool) -> None:
        with self._lock:
            if reusable and not self._closed:
                self._idle.append(reader)
                return
            self._all.discard(reader)
        reader.kill()


class _Reader:
    """One process with the two threads that empty its pipes."""

    def __init__(self, command: Sequence[str], memory: int, place: Path) -> None:
        self.memory = memory
        # What it unpacks goes with it, however it ends.
        self._place = Path(tempfile.mkdtemp(prefix="reader-", dir=place))
        environment = {
            **os.environ,
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._place)),
            "BUKVAR_READER_MEMORY": str(memory),
            "BUKVAR_READER_PARENT": str(os.getpid()),
            "PYTHONIOENCODING": "utf-8",
        }
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            close_fds=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._peak = 0
        self._last_words: list[str] = []
        self._replies: queue.Queue[bytes | None] = queue.Queue()
        self._threads = [
            threading.Thread(target=self._hear, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(
        self,
        body: dict[str, object],
        seconds: float,
        cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> ReaderReply:
        """Send a request and wait for its reply; raises ProblemError for a reader that hangs or dies."""
        patience = _Patience(self._process.pid, seconds)
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
                line = self._replies.get(timeout=_WATCH)
            if line is None:
                raise self._death()
            if time.monotonic() - looked >= _WATCH:
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
                return from_json(ReaderReply, untrusted)
            except (ValueError, CodecError) as error:
                raise ProblemError(Code.READER_CRASHED, f"not a reply: {error}") from error

    def kill(self) -> None:
        """End the process with the programs that it started, and delete what they unpacked."""
        with suppress(psutil.Error):
            for child in psutil.Process(self._process.pid).children(recursive=True):
                with suppress(psutil.Error):
                    child.kill()
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # a large one takes long to give its memory back: it ends
            self._process.wait(_END_SECONDS)
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

    def _hear(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._replies.put(line)
        self._replies.put(None)

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._last_words.append(line.decode("utf-8", "replace").rstrip()[:500])
            del self._last_words[:-_STDERR_LINES]


class _Patience:
    """What a reader may take for one request: `seconds` of processor time and some more to end, and as many
    seconds without using any: then it waits for ever. Programs that it calls count as it does."""

    def __init__(self, process: int, seconds: float) -> None:
        self._process = process
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
        if used <= self._used and now - self._looked_at_children >= _LOOK:
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
