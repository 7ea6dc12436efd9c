"""One process opens a data folder; whoever starts second hands over what it wanted and goes.

A lock file in the folder decides. The holder listens on a local socket of its user and writes its address
into the (private) folder, with the folder's identity: a copy of the folder, which has the files of both, is
served by nobody but its own holder. JSON lines go both ways; those of a second start name the folder too:

    second start → {"arguments": […], "cwd": "…", "encoding": "…", "language": "…",
                    "program": "…"}   run this command; workers of an earlier program that only rest go
                   {"show": true, "files": […]}                                        raise the window
                   {"stop": true}                                                      end, work is resumable
                   {"cancel": true}                                                    this command alone
                   {"answer": "…"}                                                     what a person typed
    holder       → {"out": "…"}, {"err": "…"}, and at last {"exit": n}
                   {"ask": "…", "secret": false}     a question for the person at the terminal
                   {"shown": true} or {"shown": false, "running": "what runs"}, or it goes: the folder is free
                   {"foreign": true}  the line names another folder, or a worker wrote it
"""

import contextlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Qt, QTimer

from desktop.core.saving import saving
from workers.contract.codes import Code, ProblemError
from workers.contract.lines import LineSplitter
from workers.files import read_file, sha256, write_whole

if TYPE_CHECKING:
    # Loaded when the holder begins to listen: a window is painted before.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)
LOCK = "bukvar.lock"
ADDRESS = "bukvar.address"
# The address of a holder that serves nobody.
_NOWHERE = "-"
# How long a second start waits while another one finds out that the folder is a copy.
_COPY_MS = 2000
# How long a worker that has connected may keep its connection without a line.
_SILENCE_MS = 10_000


def folder_identity(data: Path) -> str:
    """What no copy of the folder has: its device and file number. Raises OSError."""
    status = data.stat()
    return f"{status.st_dev:x}-{status.st_ino:x}"


def read_address(data: Path) -> str:
    """Where the holder of this very folder listens; "" where none does, or does not yet."""
    identity, address = _read_address(data)
    return address if identity == folder_identity(data) and address != _NOWHERE else ""


def is_starting(data: Path) -> bool:
    """Whether a process of this computer has taken this folder and does not listen yet, though it will."""
    import psutil  # not before somebody waits: a window starts sooner

    pid, host, _ = _lock(data / LOCK).getLockInfo()
    here = host == QSysInfo.machineHostName() and psutil.pid_exists(pid)
    return here and _read_address(data) == (folder_identity(data), "")


def _read_address(data: Path) -> tuple[str, str]:
    """(identity of the folder, address) as a holder wrote them last; "" for what is not there."""
    try:
        lines = read_file(data / ADDRESS).decode("utf-8").split("\n")
    except (OSError, ValueError):
        return "", ""
    return (lines[0], lines[1]) if len(lines) == 2 else ("", "")


def _write_address(data: Path, address: str) -> None:
    write_whole(data / ADDRESS, f"{folder_identity(data)}\n{address}", private=True)


def _is_copy(data: Path) -> bool:
    """Whether the lock and the address here were written in another folder, which this one is a copy of."""
    identity, _ = _read_address(data)
    return identity not in ("", folder_identity(data))


def encode_line(body: dict[str, Any]) -> bytes:
    """One line. ASCII only: an argument that is no text in its terminal's encoding travels unharmed."""
    return json.dumps(body).encode("ascii") + b"\n"


def decode_line(untrusted_line: bytes) -> dict[str, Any]:
    """The object in a line; {} when there is none."""
    try:
        body = json.loads(untrusted_line)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


class RemoteCommand:
    """A command of another process, run by the holder. `cwd` is where its relative paths begin, `encoding`
    what its terminal speaks. Whoever runs it sets `on_cancel`, writes, and calls `finish` once."""

    def __init__(self, untrusted: dict[str, Any], send: Callable[[dict[str, Any]], None]) -> None:
        arguments = untrusted.get("arguments")
        self.arguments = tuple(str(one) for one in arguments) if isinstance(arguments, list) else ()
        self.cwd = str(untrusted.get("cwd", ""))
        self.encoding = str(untrusted.get("encoding", "utf-8"))
        self.language = str(untrusted.get("language", ""))
        self.on_cancel: Callable[[], None] = lambda: None
        self.cancelled = False
        self.finished = False
        self._send = send
        self._answered: Callable[[str], None] = lambda typed: None

    def write_out(self, text: str) -> None:
        """For its standard output."""
        self._send({"out": text})

    def write_err(self, text: str) -> None:
        """For its standard error."""
        self._send({"err": text})

    def ask(self, question: str, secret: bool, answered: Callable[[str], None]) -> None:
        """Put a question on its terminal; `answered` hears what was typed there."""
        self._answered = answered
        self._send({"ask": question, "secret": secret})

    def answer(self, typed: str) -> None:
        """A person has typed this."""
        answered, self._answered = self._answered, lambda typed: None
        answered(typed)

    def finish(self, code: int) -> None:
        """It ends with this exit code."""
        if not self.finished:
            self.finished = True
            self._send({"exit": code})

    def cancel(self) -> None:
        """Its process pressed Ctrl-C, or is gone."""
        if not (self.cancelled or self.finished):
            self.cancelled = True
            self.on_cancel()


class Holder(QObject):
    """Made by `acquire` in the process that opens the folder; after `listen` it serves the others. The
    callbacks are attributes, so that the application can be built between both."""

    def __init__(self, data: Path, lock: QLockFile) -> None:
        super().__init__()
        self.on_request: Callable[[RemoteCommand], None] = lambda request: request.finish(1)
        # Raise the window and open files; False: there is no window.
        self.on_show: Callable[[tuple[str, ...]], bool] = lambda files: False
        self.on_stop: Callable[[], None] = lambda: None
        self.on_last_client_gone: Callable[[], None] = lambda: None
        # A window may have the folder at once: nothing runs here, and nobody looks at it.
        self.gives_way: Callable[[], bool] = lambda: False
        self.describe: Callable[[], str] = lambda: ""  # what runs, for a window that has to wait
        # The stamp of a program whose updates are not waited for: a command of another one has us go, where
        # nothing runs ("" = whoever holds the folder serves).
        self.program = ""
        self._data, self._lock = data, lock
        self.identity = folder_identity(data)
        self._server: QLocalServer | None = None
        self._clients: set[_Guest] = set()

    @classmethod
    def acquire(cls, data: Path, *, listens: bool = True) -> "Holder | None":
        """The holder of this data folder (which exists), or None when another process holds it. The lock of
        a process that was killed is taken over at once. `listens`: it will, so that others wait for it to
        start. Raises where none can be made: DISK_FULL, DISK_ERROR, FOLDER_NOT_WRITABLE."""
        if (data / LOCK).exists() and not (data / LOCK).is_file():  # a pipe would be waited for
            raise ProblemError(Code.FOLDER_NOT_WRITABLE, f"{LOCK} is no file", folder=str(data))
        lock = _lock(data / LOCK)
        taken = lock.tryLock(0)
        locked = lock.error() is QLockFile.LockError.LockFailedError  # and not: none can be made
        if taken or (
            locked and (_take_from_nobody(data, lock) or (_is_copy(data) and _take_in_copy(data, lock)))
        ):
            with contextlib.suppress(OSError):  # Qt makes it as the system has new files
                (data / LOCK).chmod(0o600)
            with saving(data):
                _write_address(data, "" if listens else _NOWHERE)
            return cls(data, lock)
        if locked:
            if not os.access(data / LOCK, os.R_OK):  # of somebody else, as all that lies here
                raise ProblemError(Code.FOLDER_NOT_WRITABLE, f"{LOCK} of another user", folder=str(data))
            return None
        import tempfile

        # Qt does not say why, and somebody who has to make room would ask for access.
        with saving(data), tempfile.TemporaryFile(dir=data, buffering=0) as tried:
            tried.write(LOCK.encode())
        raise ProblemError(Code.FOLDER_NOT_WRITABLE, f"{LOCK}: {lock.error().name}", folder=str(data))

    @property
    def clients(self) -> int:
        """How many commands of other processes are served now."""
        return len(self._clients)

    def listen(self) -> bool:
        """Begin to serve; False when the system refuses (then nobody can hand anything over)."""
        import uuid

        from PySide6.QtNetwork import QLocalServer

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._accept)
        name = "bukvar-" + sha256(f"{folder_identity(self._data)} {self._data.resolve()}".encode())[:16]
        QLocalServer.removeServer(name)  # of a holder of this folder that was killed
        # A second name, should somebody sit on the first one.
        if not any(server.listen(one) for one in (name, f"{name}-{uuid.uuid4().hex[:8]}")):
            return False
        _write_address(self._data, server.fullServerName())
        return True

    def close(self) -> None:
        """Send everybody away and give the folder back."""
        for client in list(self._clients):
            client.leave()
        if self._server is not None:
            self._server.close()
        with contextlib.suppress(OSError):
            (self._data / ADDRESS).unlink()
        self._lock.unlock()

    def _accept(self) -> None:
        from desktop.processes import peers

        assert self._server is not None
        while socket := self._server.nextPendingConnection():
            if peers.is_worker(int(socket.socketDescriptor())):
                _log.warning("a worker tried to give a command")
                _send_away(socket)
                continue
            self._clients.add(_Guest(socket, self))

    def _gone(self, guest: "_Guest") -> None:
        self._clients.discard(guest)
        if not self._clients:
            self.on_last_client_gone()


def _send_away(socket: "QLocalSocket") -> None:
    """An answer to the first line, which is not read: who is only confined as a worker would try again for
    ever. Not before that line: who writes to a closed connection loses the answer that waits in it."""

    def answer() -> None:
        socket.write(encode_line({"foreign": True}))
        socket.flush()
        socket.disconnectFromServer()

    socket.disconnected.connect(socket.deleteLater)
    socket.readyRead.connect(answer, Qt.ConnectionType.SingleShotConnection)
    QTimer.singleShot(_SILENCE_MS, socket, socket.disconnectFromServer)


def _lock(file: Path) -> QLockFile:
    lock = QLockFile(str(file))
    lock.setStaleLockTime(0)  # a lock has no age: its owner lives, or does not
    return lock


def _take_from_nobody(data: Path, lock: QLockFile) -> bool:
    """Take a lock that names no process, as a loss of power leaves it: its owner would hold its file, too,
    and has written its name within a moment."""
    try:  # a clock that was ahead is no moment
        fresh = abs(time.time() - (data / LOCK).stat().st_mtime) < _COPY_MS / 1000
    except OSError:
        fresh = False  # it has gone
    if fresh or any(lock.getLockInfo()):
        return False
    with _looking(data) as looks:
        return looks and not any(lock.getLockInfo()) and lock.removeStaleLockFile() and lock.tryLock(0)


def _take_in_copy(data: Path, lock: QLockFile) -> bool:
    """Take the lock of a folder in which the lock of another one lies."""
    with _looking(data) as looks:
        if looks and _is_copy(data):
            (data / LOCK).unlink(missing_ok=True)
        if looks and lock.tryLock(0):
            _write_address(data, "")  # before anybody else looks
            return True
        return False


@contextlib.contextmanager
def _looking(data: Path) -> Iterator[bool]:
    """One process at a time looks at a lock that may be nobody's: a second would delete what the first has
    just taken. Gives whether this one does."""
    looking = _lock(data / f"{folder_identity(data)}.lock")
    looks = looking.tryLock(_COPY_MS)
    try:
        yield looks
    finally:
        if looks:
            looking.unlock()


class _Guest(QObject):
    """One connected process."""

    def __init__(self, socket: "QLocalSocket", holder: Holder) -> None:
        super().__init__(holder)
        self._socket, self._holder = socket, holder
        self._lines = LineSplitter()
        self._request: RemoteCommand | None = None
        self._is_gone = False
        socket.setParent(self)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._disconnected)
        self._read()

    def leave(self) -> None:
        self._socket.disconnectFromServer()

    def _send(self, body: dict[str, Any]) -> None:
        # A command may end seconds after its terminal is gone, and the socket with it.
        if not self._is_gone and self._socket.state() == self._socket.LocalSocketState.ConnectedState:
            self._socket.write(encode_line(body))
            self._socket.flush()

    def _read(self) -> None:
        for untrusted_line in self._lines.feed(bytes(self._socket.readAll().data())):
            self._on_line(decode_line(untrusted_line))

    def _on_line(self, untrusted: dict[str, Any]) -> None:
        if untrusted.get("folder") != self._holder.identity:
            self._send({"foreign": True})
        elif "arguments" in untrusted and self._is_outdated(untrusted) and self._holder.gives_way():
            self._holder.on_stop()  # it goes, and whoever asked begins with the program of now
        elif "arguments" in untrusted and self._request is None:
            self._request = RemoteCommand(untrusted, self._send)
            self._holder.on_request(self._request)
        elif untrusted.get("cancel") and self._request is not None:
            self._request.cancel()
        elif "answer" in untrusted and self._request is not None:
            self._request.answer(str(untrusted["answer"]))
        elif untrusted.get("show") and self._holder.gives_way():
            self._holder.on_stop()
        elif untrusted.get("show"):
            files = untrusted.get("files")
            names = tuple(str(one) for one in files) if isinstance(files, list) else ()
            if self._holder.on_show(names):
                self._send({"shown": True})
            else:
                self._send({"shown": False, "running": self._holder.describe()})
        elif untrusted.get("stop"):
            self._holder.on_stop()

    def _is_outdated(self, untrusted: dict[str, Any]) -> bool:
        ours = self._holder.program
        return bool(ours) and untrusted.get("program", ours) != ours

    def _disconnected(self) -> None:
        self._is_gone = True
        if self._request is not None:
            self._request.cancel()
        self._holder._gone(self)
        self.deleteLater()
