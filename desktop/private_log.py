"""The file that the log is written to."""

import contextlib
import logging.handlers
import os
from io import TextIOWrapper


class PrivateLog(logging.handlers.RotatingFileHandler):
    """A log that its user alone reads: it names documents."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        if os.name == "posix":
            with contextlib.suppress(OSError):
                os.fchmod(stream.fileno(), 0o600)
        return stream
