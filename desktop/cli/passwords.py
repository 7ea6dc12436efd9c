"""Passwords of documents, which a command takes out of a file: what is typed is seen by every user."""

from desktop.cli.command import Call
from workers.contract.codes import Code, ProblemError
from workers.files import read_file


def passwords_of(call: Call) -> tuple[str, ...]:
    """The lines of the file that `--password-file` names, without empty ones. Raises FILE_UNREADABLE."""
    if not call.arguments.password_file:
        return ()
    path = call.path(call.arguments.password_file)
    try:
        text = read_file(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(Code.FILE_UNREADABLE, type(error).__name__, file=str(path)) from error
    return tuple(line for line in text.splitlines() if line)
