"""Whole lines out of a stream of bytes: the receiving end of the wire, on both sides."""

MAX_LINE = 1 << 20
"""Bytes of a line with its newline."""


class LineSplitter:
    """Feed it what was read; it returns complete lines without their newline.

    A line longer than `limit` bytes is dropped and counted in `dropped`; reading goes on at the next newline.
    """

    def __init__(self, limit: int = MAX_LINE) -> None:
        self.dropped = 0
        self._limit = limit
        self._tail = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> list[bytes]:
        """The lines that `data` completes."""
        *ends, rest = data.split(b"\n")
        lines = []
        for end in ends:
            line = self._complete(end)
            if line is not None:
                lines.append(line)
        self._keep(rest)
        return lines

    def _complete(self, end: bytes) -> bytes | None:
        self._keep(end)
        whole = bytes(self._tail)
        self._tail.clear()
        skipped, self._skipping = self._skipping, False
        return None if skipped else whole

    def _keep(self, piece: bytes) -> None:
        if self._skipping:
            return
        self._tail += piece
        if len(self._tail) > self._limit:
            self._tail.clear()
            self._skipping = True
            self.dropped += 1
