"""The file that the log is written to."""

import contextlib
import logging.handlers
import os
from io import TextIOWrapper
from pathlib import Path


class PrivateLog(logging.handlers.RotatingFileHandler):
    """A log that its user alone reads: it names documents."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        if os.name == "posix":
            with contextlib.suppress(OSError):
                os.fchmod(stream.fileno(), 0o600)
        return stream


def open_log(path: Path, size: int, files: int) -> PrivateLog:
    """A log of `size` bytes and so many `files` before it. One that only somebody else may write, as `sudo`
    leaves it, is kept under another name. Raises OSError."""
    try:
        return PrivateLog(path, maxBytes=size, backupCount=files, encoding="utf-8")
    except OSError:
        path.replace(path.with_name(f"closed-{path.name}"))
        return PrivateLog(path, maxBytes=size, backupCount=files, encoding="utf-8")
