"""The worker's end of the wire: its own copies of the descriptors 0 and 1, whole lines both ways."""

import logging
import os
import threading
from collections.abc import Iterator

from workers.contract.lines import LineSplitter
from workers.contract.messages import Message, WireError, decode, encode

_READ = 1 << 16
_LOGGED = 10  # the first of them are logged one by one, then every thousandth
log = logging.getLogger(__name__)


class Channel:
    """Messages in, messages out. `send` may be called from any thread, `messages` from one."""

    def __init__(self, reading: int, writing: int) -> None:
        self.refused = 0
        self._reading, self._writing = reading, writing
        self._lines = LineSplitter()
        self._lock = threading.Lock()
        self._broken = False

    def send(self, message: Message) -> None:
        """Write one message. Raises `WireError` when it is too long for a line; when nobody reads any more
        it is dropped: the end of input ends the worker."""
        self.send_raw(encode(message))

    def send_raw(self, line: bytes) -> None:
        """Write bytes as they are: for the tests' worker, which misbehaves."""
        with self._lock:
            rest = memoryview(line)
            while rest and not self._broken:
                try:
                    rest = rest[os.write(self._writing, rest) :]
                except OSError:
                    self._broken = True

    def messages(self) -> Iterator[Message]:
        """What the window says, until the end of input. Reads without a buffer of Python's own: a thread
        blocked in one aborts the interpreter at exit."""
        while data := self._read():
            dropped = self._lines.dropped
            for untrusted_line in self._lines.feed(data):
                try:
                    yield decode(untrusted_line)
                except WireError as error:
                    self.refuse(str(error))
            for _ in range(self._lines.dropped - dropped):
                self.refuse("the line is too long")

    def refuse(self, why: str) -> None:
        """Count and log a line that is of no use here."""
        self.refused += 1
        if self.refused <= _LOGGED or self.refused % 1000 == 0:
            log.warning("line refused (%d so far): %s", self.refused, why)

    def _read(self) -> bytes:
        try:
            return os.read(self._reading, _READ)
        except OSError:
            return b""
