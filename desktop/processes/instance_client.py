"""The second start: hands its command to the holder of the data folder and relays what comes back.

It waits in its own small loop: a process that does nothing else needs no event loop.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtNetwork import QLocalSocket

from desktop.processes.single_instance import (
    LOCK,
    decode_line,
    encode_line,
    folder_identity,
    is_starting,
    read_address,
)
from desktop.version import program_stamp
from workers.contract.codes import Code, ProblemError
from workers.contract.lines import LineSplitter

_STEP_MS = 100  # between two looks at Ctrl-C
_FREE_S = 1.0  # without a lock so long, nobody holds the folder
_INTERRUPTED = 130  # the exit code of a command ended by Ctrl-C


class HolderLost(Exception):
    """The holder ended before it answered. The folder is free now: whoever asked may take it."""


@dataclass(frozen=True, slots=True)
class HolderWindow:
    """The holder raised its window; or it has none, and `running` says what it does."""

    shown: bool
    running: str = ""


class Client:
    """Connects when made, waiting up to `timeout_s` seconds, and up to `starting_s` for a holder of this
    computer that still starts: on a busy one that takes a minute. Raises `ProblemError` DATA_IN_USE when
    nobody answers (the folder is held by another computer, or hangs), and `HolderLost` when the holder goes
    away. Each line names the folder: the holder of another one refuses."""

    def __init__(self, data: Path, timeout_s: float = 10.0, starting_s: float = 180.0) -> None:
        self._program = program_stamp()  # before the other side waits
        self._socket = QLocalSocket()
        self._folder = folder_identity(data)
        self._lines = LineSplitter()
        self._received: list[dict[str, Any]] = []
        begun = time.monotonic()
        held = False
        while not self._connect(data):
            was_held, held = held, (data / LOCK).exists()
            # It may also have gone before we looked for the first time; one that just starts has a lock soon.
            if not held and (was_held or time.monotonic() - begun > _FREE_S):
                raise HolderLost
            late = time.monotonic() - begun
            if late > timeout_s and not (late < starting_s and is_starting(data)):
                raise ProblemError(Code.DATA_IN_USE)
            time.sleep(0.1)

    def run(
        self,
        arguments: Sequence[str],
        language: str = "",
        ask: Callable[[str, bool, Callable[[], bool]], str] = lambda question, secret, interrupted: "",
        out: TextIO | None = None,
        err: TextIO | None = None,
    ) -> int:
        """Have the holder run a command of ours; returns its exit code, or raises OUTPUT_REFUSED.
        `ask` puts its questions to a person. Ctrl-C cancels the command, a second one leaves at once."""
        out, err = out or sys.stdout, err or sys.stderr
        request = {
            "arguments": list(arguments),
            "cwd": os.getcwd(),
            "encoding": out.encoding or "utf-8",
            "language": language,
            "program": self._program,
        }
        with _interrupts() as count:
            self._send(request)
            cancelled = False
            while count() < 2:
                if count() and not cancelled:
                    cancelled = True
                    self._send({"cancel": True})
                body = self._next(once=True)
                if "exit" in body:
                    return int(body["exit"])
                if "ask" in body:
                    typed = ask(str(body["ask"]), bool(body.get("secret")), lambda: count() > 0)
                    if not count():  # Ctrl-C is no empty line: that may be an answer
                        self._send({"answer": typed})
                try:
                    for name, stream in (("out", out), ("err", err)):
                        if name in body:
                            _write(stream, str(body[name]))
                except OSError as error:  # nobody reads our output any more, or it has no room
                    hang_up(stream)
                    self._socket.disconnectFromServer()
                    if not isinstance(error, BrokenPipeError):
                        raise ProblemError(Code.OUTPUT_REFUSED) from error
                    return 1
        return _INTERRUPTED

    def show(self, files: Sequence[str] = ()) -> HolderWindow:
        """Ask the holder to raise its window and open files."""
        self._send({"show": True, "files": list(files)})
        while True:
            body = self._next()
            if "shown" in body:
                return HolderWindow(bool(body["shown"]), str(body.get("running", "")))

    def ask_to_stop(self) -> None:
        """Ask the holder to end (its work is resumable) without waiting for it."""
        self._send({"stop": True})
        self._socket.waitForBytesWritten(1000)

    def stop(self) -> None:
        """Ask the holder to end and wait until it has."""
        self._send({"stop": True})
        with contextlib.suppress(HolderLost):
            while True:
                self._next()

    def _connect(self, data: Path) -> bool:
        with contextlib.suppress(OSError):
            address = read_address(data)
            self._socket.connectToServer(address)
            return bool(address) and self._socket.waitForConnected(1000)
        return False

    def _send(self, body: dict[str, Any]) -> None:
        self._socket.write(encode_line({**body, "folder": self._folder}))
        self._socket.flush()

    def _next(self, once: bool = False) -> dict[str, Any]:
        """The next line; with `once`, {} when none came for a moment."""
        while not self._received:
            connected = self._socket.state() == QLocalSocket.LocalSocketState.ConnectedState
            if connected:
                self._socket.waitForReadyRead(_STEP_MS)
            if self._socket.bytesAvailable():  # a connection that broke while we wrote cannot be read
                data = bytes(self._socket.readAll().data())
                self._received += [decode_line(line) for line in self._lines.feed(data)]
            if not connected and not self._received:
                raise HolderLost
            if once and not self._received:
                return {}
        body = self._received.pop(0)
        if body.get("foreign"):
            raise ProblemError(Code.DATA_IN_USE)
        return body


@contextlib.contextmanager
def _interrupts() -> Iterator[Callable[[], int]]:
    """Counts Ctrl-C instead of raising in the middle of something."""
    seen: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, frame: seen.append(number))
    try:
        yield lambda: len(seen)
    finally:
        signal.signal(signal.SIGINT, previous)


def hang_up(stream: TextIO) -> None:
    """Nobody reads this stream of ours any more: what is left in it, and what comes, is said to nobody."""
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, stream.fileno())
    os.close(nobody)


def _write(stream: TextIO, text: str) -> None:
    """In the encoding of our own terminal; what it has no letter for becomes a question mark."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()
