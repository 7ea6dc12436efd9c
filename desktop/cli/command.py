"""What every command uses: how it was called, and the exit codes (0 done, 1 a known problem, 2 usage)."""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.cli.output import Output
from desktop.core.future import Future, completed
from desktop.core.saving import require_outside

DONE, PROBLEM, USAGE = 0, 1, 2
# (question, whether what is typed is secret) → the line that was typed, "" where nobody can be asked.
Ask = Callable[[str, bool], Future[str]]


def nobody(question: str, secret: bool) -> Future[str]:
    """No terminal is there."""
    return completed("")


@dataclass(frozen=True, slots=True)
class Call:
    """One command as it was typed: parsed arguments, and the folder that relative paths start from. `ask`
    puts a question on the terminal that it was typed on."""

    arguments: argparse.Namespace
    folder: Path
    output: Output
    ask: Ask = nobody

    def path(self, typed: str) -> Path:
        """A path as its typist meant it."""
        # `Path.expanduser` raises for a user that nobody knows; then there simply is no such file.
        return (self.folder / os.path.expanduser(typed)).resolve()

    def target(self, typed: str, data: Path) -> Path:
        """The path of a file that is to be written. Raises FOLDER_NOT_WRITABLE for one in the folder of
        data."""
        path = self.path(typed)
        require_outside(path, data)
        return path


class UsageError(Exception):
    """The arguments do not make a command; the text says how it should be."""

    def __init__(self, text: str, code: int = USAGE) -> None:
        super().__init__(text)
        self.text, self.code = text, code
