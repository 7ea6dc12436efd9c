"""The entry: `bukvar` opens the window, `bukvar COMMAND` works without one."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workers.contract import processor

if TYPE_CHECKING:
    from desktop.paths import AppPaths

# Commands that draw: pictures of the window, a page.
_DRAW = ("demo", "report")


def main(arguments: list[str] | None = None) -> int:
    """Run with the arguments of the command line; the exit code is 0 done, 1 a known problem, 2 usage."""
    if processor.too_old():
        from desktop import old_processor

        return old_processor.explain()
    # After that question: a processor that is too old crashes on Qt, which these bring along.
    from desktop.processes.window_guard import GUARD

    _have_streams()
    if arguments is None:
        _speak_utf8()
        _have_qt_speak_utf8()
        arguments = sys.argv[1:]
    GUARD.apply()
    data_dir = _window_alone(arguments)
    if data_dir is not None:
        return _open(data_dir, [])
    from desktop.cli.arguments import parse
    from desktop.cli.command import DONE, UsageError
    from desktop.cli.output import write_err, write_out

    try:
        parsed = parse(arguments)
    except UsageError as usage:
        (write_out if usage.code == DONE else write_err)(usage.text)
        return usage.code
    # Each of the two imports what it needs: a command is quick to start.
    if parsed.command in (None, "open"):
        return _open(parsed.data_dir, [str(Path(file).absolute()) for file in getattr(parsed, "files", ())])
    from desktop.cli import standby

    paths = _paths(parsed.data_dir)
    if parsed.command == standby.COMMAND:
        return standby.serve(paths)
    from desktop.cli.console import run_command

    draws = parsed.command in _DRAW and getattr(parsed, "action", "") != "support"
    return run_command(paths, arguments, pictures=draws)


def _window_alone(arguments: list[str]) -> str | None:
    """The folder of data ("" = the usual one) where nothing else is typed, as for nearly every window: the
    commands with all that they know take as long to load as the window. None for anything else."""
    if not arguments:
        return ""
    names_folder = len(arguments) == 2 and arguments[0] == "--data-dir"
    folder = arguments[1] if names_folder else ""
    return folder if folder and not folder.startswith("-") else None  # which is the parser's to refuse


def _paths(data_dir: str | None) -> "AppPaths":
    from desktop.paths import AppPaths, system_folder
    from desktop.settings.policy_file import POLICY_FILE, read_policy

    policy = read_policy(system_folder() / POLICY_FILE)
    return AppPaths.under(Path(data_dir), policy) if data_dir else AppPaths.standard(policy)


def _open(data_dir: str | None, files: list[str]) -> int:
    gc.disable()  # until the window is filled: what is loaded stays, see `desktop.loading.keep_loaded`
    from desktop.window import open_window

    return open_window(_paths(data_dir), files)


def _have_streams() -> None:
    """A process may be started without standard streams: what is opened then would take their place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None or getattr(sys, "frozen", False):
            continue
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115


def _have_qt_speak_utf8() -> None:
    """Qt wants the names of files in UTF-8, and says so at length at each start elsewhere."""
    said = next((found for name in ("LC_ALL", "LC_CTYPE", "LANG") if (found := os.environ.get(name))), "")
    if sys.platform == "linux" and "utf" not in said.lower():
        if over_all := os.environ.pop("LC_ALL", ""):
            os.environ["LANG"] = over_all
        os.environ["LC_CTYPE"] = "C.UTF-8"


def _speak_utf8() -> None:
    """Begin anew where Python was told to take names and words for ASCII: a question in Russian would come as
    bytes that are no letters."""
    ascii_names = sys.getfilesystemencoding().lower() in ("ascii", "us-ascii", "ansi_x3.4-1968")
    if os.name == "posix" and ascii_names and not sys.flags.utf8_mode and not getattr(sys, "frozen", False):
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONUTF8": "1"})


if __name__ == "__main__":
    sys.exit(main())
