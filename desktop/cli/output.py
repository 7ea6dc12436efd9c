"""What a command prints: sentences for a person, or one JSON object a line for a program."""

import json
import signal
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from desktop.processes.instance_client import hang_up
from desktop.ui.words.problem_text import in_full
from workers.contract.codes import Code, Problem


class Output:
    """Where a command's lines go: to this process's own terminal, or over to the one that asked.

    With `as_json` standard output holds JSON objects, one a line, and nothing else; notes for a person then
    go nowhere and problems still go to standard error as sentences.
    """

    def __init__(self, out: Callable[[str], None], err: Callable[[str], None], as_json: bool = False) -> None:
        self._out, self._err, self.as_json = out, err, as_json

    def row(self, values: dict[str, Any], text: str = "") -> None:
        """One result: `values` for a program, `text` for a person ("" = nothing to show)."""
        if self.as_json:
            self._out(json.dumps(values, ensure_ascii=False) + "\n")
        elif text:
            self._out(text + "\n")

    def note(self, text: str) -> None:
        """Something only a person wants to read."""
        if not self.as_json:
            self._out(text + "\n")

    def warn(self, text: str) -> None:
        """Something a person should know, on standard error."""
        self._err(text + "\n")

    def problem(self, problem: Problem) -> None:
        """A known problem: its sentence and its advice on standard error."""
        self._err(f"{in_full(problem)}\n")

    def error(self, text: str) -> None:
        """Wrong usage, on standard error."""
        self._err(text)


def write_out(text: str) -> None:
    """To this process's standard output, at once."""
    _write(sys.stdout, text)


def write_err(text: str) -> None:
    """To this process's standard error, at once."""
    _write(sys.stderr, text)


def _write(stream: Any, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    try:
        # A terminal of another encoding shows a question mark rather than ending the command.
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except OSError as error:
        # Nobody reads any more (`bukvar … | head`), or there is no room: what is left is said to nobody, and
        # the command ends as if by Ctrl-C, from the event loop, which has its handler by then.
        hang_up(stream)
        if not isinstance(error, BrokenPipeError) and stream is sys.stdout:
            write_err(f"{in_full(Problem(Code.OUTPUT_REFUSED))}\n")
        QTimer.singleShot(0, _interrupt)


def _interrupt() -> None:
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        signal.raise_signal(signal.SIGINT)
