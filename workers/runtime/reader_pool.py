"""Reader processes: started when needed, limited in time and memory, replaced when they die.

`knowledge` holds one pool. A file that hangs, crashes or exhausts its reader costs that file alone.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from workers.contract.codec import CodecError, from_json, to_json
from workers.contract.codes import Code, ProblemError
from workers.contract.reading import (
    ExtractedDocument,
    MeasureRequest,
    ReaderReply,
    ReadRequest,
    RecognisedPage,
    Recogniser,
    RecogniseRequest,
    RenderedPage,
    RenderRequest,
)
from workers.contract.sealed import SEAL
from workers.contract.specs.bases import ReadLimits
from workers.contract.training.rows import ReadRowsResult, ReadRowsSpec, RowsRequest
from workers.files import sha256_of, write_whole
from workers.runtime.children import child_command
from workers.runtime.reader_process import WATCH, ReaderProcess
from workers.runtime.reader_process import ReadingCancelled as ReadingCancelled
from workers.temporary import OwnedFolder

_Answer = TypeVar("_Answer")
_Line = dict[str, object]
_Request = ReadRequest | RecogniseRequest | RowsRequest | RenderRequest | MeasureRequest
_LIMITS = ReadLimits()
_RENDER_SECONDS = 60.0
_RECOGNISE_SECONDS = 900.0  # of a page: its program has limits of its own, in time of the processor
# Found before the reader was asked.
_OF_THE_FILE = (Code.FILE_MISSING, Code.NO_PERMISSION, Code.DISK_FULL, Code.TOO_LARGE)
_NOTHING: Mapping[int, RecognisedPage] = {}
_CACHED_PAGES = 400
# So long a file waits for the reader of another one before a further reader is started: to start one costs as
# much as to read fifty pages.
_PATIENCE_S = 1.0
_ANSWER, _ROWS = "answer.json", "rows.jsonl"  # what a reader makes


class ReaderPool:
    """Thread-safe. At most `size` files are read at a time; a page is drawn beside them at once. A reader
    starts no program, unless a file needs one: then another reader, which may start those that `unpackers`
    finds and nothing else, opens the file."""

    def __init__(
        self,
        size: int = 1,
        command: Sequence[str] | None = None,
        unpackers: Callable[[], Sequence[str]] = lambda: (),
    ) -> None:
        self._command = tuple(command) if command else child_command("reader")
        self._unpackers = unpackers
        self._idle: list[ReaderProcess] = []
        self._all: set[ReaderProcess] = set()
        self._lock = threading.Lock()
        self._came_back = threading.Condition(self._lock)
        self._starting = 0
        self._size = size
        self._turns = threading.BoundedSemaphore(size)
        self._closed = False
        self.guards: tuple[str, ...] = ()  # that held the reader which answered last
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
        # The places of words are not needed for the text.
        pages = {str(page): replace(found, words=()) for page, found in recognised.items()}

        def work(reader: ReaderProcess) -> tuple[ExtractedDocument | None, ReaderReply]:
            given = reader.give(path, limits.max_bytes)
            request = ReadRequest(
                str(given), str(reader.made / _ANSWER), passwords, limits.max_bytes, limits.seconds, pages
            )
            try:
                reply = reader.ask(_line("read", request), limits.seconds, cancelled, progress)
                document = None
                if reply.code is None and not reply.needs_programs:
                    document = _answer(reader, reply, ExtractedDocument)
                return document, reply
            finally:
                reader.take_back()

        while not self._turns.acquire(timeout=WATCH):
            if cancelled():
                raise ReadingCancelled
        try:
            document, reply = self._with_reader(limits.memory_bytes, (), work, _PATIENCE_S)
            if reply.needs_programs:
                document, reply = self._with_reader(limits.memory_bytes, self._unpackers(), work)
        finally:
            self._turns.release()
        if document is None:
            raise ProblemError(Code.READER_CRASHED, "no document")
        return document

    def recognise(
        self,
        path: str | Path,
        page: int,
        tool: Recogniser,
        passwords: tuple[str, ...] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> RecognisedPage:
        """What the picture of page `page` (from 1) says. Raises as `read` does."""

        def work(reader: ReaderProcess) -> tuple[RecognisedPage | None, ReaderReply]:
            given = reader.give(path, _LIMITS.max_bytes)  # kept: the next page is of the same file
            request = RecogniseRequest(
                str(given), page, str(reader.made / _ANSWER), tool, passwords, _RECOGNISE_SECONDS
            )
            reply = reader.ask(_line("recognise", request), _RECOGNISE_SECONDS, cancelled)
            return (_answer(reader, reply, RecognisedPage) if reply.code is None else None), reply

        found, _ = self._with_reader(_LIMITS.memory_bytes, (tool.program,), work)
        assert found is not None
        return found

    def rows(
        self, spec: ReadRowsSpec, seconds: float = 600.0, cancelled: Callable[[], bool] = lambda: False
    ) -> ReadRowsResult:
        """Examples out of a file of rows. Raises as `read` does."""

        def work(reader: ReaderProcess) -> tuple[ReadRowsResult | None, ReaderReply]:
            try:
                given = reader.give(spec.path, spec.max_bytes)
                rows = str(reader.made / _ROWS) if spec.output else ""
                request = RowsRequest(
                    replace(spec, path=str(given), output=rows), str(reader.made / _ANSWER), seconds
                )
                reply = reader.ask(_line("rows", request), seconds, cancelled)
                if reply.code is not None:
                    return None, reply
                result = _answer(reader, reply, ReadRowsResult)
                if spec.output:
                    write_whole(Path(spec.output), reader.taken(_ROWS))
                return result, reply
            finally:
                reader.take_back()

        result, _ = self._with_reader(_LIMITS.memory_bytes, (), work)
        assert result is not None
        return result

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
        words: bool = False,
    ) -> RenderedPage:
        """Page `page` (from 1) of a PDF or picture as PNG in `folder` (mode 0700, made when missing; named by
        content, page and width), with the boxes of the quote (offsets into the page's text, which is that of
        `recognised` if given), and of all `words`. Raises as `read` does."""
        turn = recognised.turn if recognised is not None else 0.0

        def work(reader: ReaderProcess) -> tuple[RenderedPage | None, ReaderReply]:
            try:
                given = reader.give(path, _LIMITS.max_bytes)
                content = _hash(given)[:32]
                image = Path(folder) / f"{content}-{page}-{width}{f'-{turn}' if turn else ''}.png"
                known = image.is_file()
                drawn = reader.made / image.name
                if known:
                    drawn.write_bytes(image.read_bytes())
                request = RenderRequest(
                    str(given), page, quote_start, quote_end, expected_page_text, width, str(drawn), password,
                    recognised=recognised, words=words,
                )  # fmt: skip
                reply = reader.ask(_line("render", request), _RENDER_SECONDS, cancelled)
                if reply.code is not None or reply.page is None:
                    return None, reply
                if not reply.page.image:
                    return reply.page, reply
                made = reader.taken(image.name)
                if not known:
                    write_whole(image, made)
                    _forget_old(image.parent)
                return replace(reply.page, image=str(image)), reply
            except (FileNotFoundError, NotADirectoryError) as error:
                raise ProblemError(Code.READER_CRASHED, f"no page: {error}") from error
            finally:
                reader.take_back()

        drawn, _ = self._with_reader(_LIMITS.memory_bytes, (), work)
        if drawn is None:
            raise ProblemError(Code.READER_CRASHED, "no page in the reply")
        return drawn

    def measure(
        self, path: str | Path, password: str = "", cancelled: Callable[[], bool] = lambda: False
    ) -> tuple[float, ...]:
        """Height / width of each page of a PDF or picture. Raises as `read` does."""

        def work(reader: ReaderProcess) -> tuple[tuple[float, ...], ReaderReply]:
            try:
                request = MeasureRequest(str(reader.give(path, _LIMITS.max_bytes)), password)
                reply = reader.ask(_line("measure", request), _RENDER_SECONDS, cancelled)
                return reply.ratios, reply
            finally:
                reader.take_back()

        ratios, _ = self._with_reader(_LIMITS.memory_bytes, (), work)
        return ratios

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

    def _with_reader(
        self,
        memory: int,
        programs: Sequence[str],
        work: Callable[[ReaderProcess], tuple[_Answer, ReaderReply]],
        patience: float = 0.0,
    ) -> tuple[_Answer, ReaderReply]:
        """What `work` makes with a reader that may start `programs`, and the reply; raises what that says."""
        reader = self._take(memory, tuple(programs), patience)
        reply: ReaderReply | None = None
        known = False  # what is wrong with the file is no fault of the reader's
        try:
            answer, reply = work(reader)
        except ProblemError as error:
            known = error.code in _OF_THE_FILE
            raise
        finally:
            self.guards = reader.guards or self.guards
            self._give_back(reader, reusable=known or (reply is not None and not reply.last))
        for where in reply.refused:
            SEAL.notify(where)
        if reply.code is not None:
            raise ProblemError(reply.code, reply.detail, **reply.params)
        return answer, reply

    def _take(self, memory: int, programs: tuple[str, ...], patience: float) -> ReaderProcess:
        """A reader of the kind: an idle one, one that comes back within `patience` seconds, or a new one."""
        until = time.monotonic() + patience
        while True:
            with self._came_back:
                while True:
                    if self._closed:
                        raise ReadingCancelled
                    reader = next((one for one in self._idle if one.is_for(memory, programs)), None)
                    left = until - time.monotonic()
                    awaited = self._starting or any(one.is_for(memory, programs) for one in self._all)
                    if reader is not None or left <= 0 or not awaited:
                        break
                    self._came_back.wait(left)
                if reader is not None:
                    self._idle.remove(reader)
                else:
                    self._starting += 1
            if reader is None:
                break
            if reader.alive:
                return reader
            self._give_back(reader, reusable=False)
        make = self._starter.submit(ReaderProcess, self._command, memory, programs, self._place.path)
        try:
            reader = make.result()
            with self._lock:
                self._all.add(reader)
        finally:
            with self._came_back:
                self._starting -= 1
                self._came_back.notify_all()
        return reader

    def _give_back(self, reader: ReaderProcess, *, reusable: bool) -> None:
        ended = [] if reusable else [reader]
        with self._lock:
            if reusable and not self._closed:
                self._idle.append(reader)
                while len(self._idle) > self._size + 1:  # those of another kind are not needed any more
                    ended.append(self._idle.pop(0))
            elif reusable:
                ended.append(reader)
            self._all.difference_update(ended)
            self._came_back.notify_all()
        for one in ended:
            one.kill()


def _line(operation: str, request: _Request) -> _Line:
    return {"op": operation, **to_json(request)}


def _answer(reader: ReaderProcess, reply: ReaderReply, kind: type[_Answer]) -> _Answer:
    """What a reader made. Raises READER_CRASHED."""
    try:
        return from_json(kind, json.loads(reply.made or reader.taken(_ANSWER)))
    except (OSError, ValueError, CodecError, RecursionError) as error:
        raise ProblemError(Code.READER_CRASHED, f"no answer: {error}") from error


def _hash(file: Path) -> str:
    try:
        return sha256_of(file)
    except FileNotFoundError as error:
        raise ProblemError(Code.FILE_MISSING) from error
    except OSError as error:
        raise ProblemError(Code.NO_PERMISSION, str(error)) from error


def _forget_old(folder: Path) -> None:
    """Keep the pages drawn last."""
    images = [(entry.stat().st_mtime, entry) for entry in folder.glob("*.png")]
    if len(images) > _CACHED_PAGES:
        for _, entry in sorted(images)[: len(images) - _CACHED_PAGES * 3 // 4]:
            entry.unlink(missing_ok=True)
