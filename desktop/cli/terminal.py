"""What a person types on the terminal that a command was started from, whatever its input was redirected to.

Our workers have no terminal, and no reader can open one. Nothing is typed where there is none (a script, a
scheduled task): the answer is then "".
"""

import contextlib
import os
import select
import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSocketNotifier

from desktop.core.future import Future

_STEP_S = 0.1  # between two looks at Ctrl-C
_LONGEST = 4096  # bytes


def ask(question: str, secret: bool) -> Future[str]:
    """The line that is typed behind `question`, from the event loop; `secret`: it is not shown. Cancelled,
    and without a terminal, ""."""
    typed: Future[str] = Future(lambda: end(""))
    if sys.platform == "win32":
        typed.resolve(_on_windows(question, secret, lambda: False))
        return typed
    open_now = contextlib.ExitStack()
    try:
        terminal = open_now.enter_context(_terminal(secret))
        os.write(terminal, question.encode("utf-8", "replace"))
    except OSError:
        open_now.close()
        typed.resolve("")
        return typed
    notifier = QSocketNotifier(terminal, QSocketNotifier.Type.Read)

    def end(line: str) -> None:
        notifier.setEnabled(False)
        with contextlib.suppress(OSError):  # the terminal is gone
            open_now.close()
        typed.resolve(line)

    notifier.activated.connect(lambda: end(_line(terminal)))
    return typed


def ask_now(question: str, secret: bool, interrupted: Callable[[], bool]) -> str:
    """The same where nothing else is done meanwhile; `interrupted` ends it with ""."""
    if sys.platform == "win32":
        return _on_windows(question, secret, interrupted)
    try:
        with _terminal(secret) as terminal:
            os.write(terminal, question.encode("utf-8", "replace"))
            while not interrupted():
                if select.select([terminal], [], [], _STEP_S)[0]:
                    return _line(terminal)
    except OSError:
        pass
    return ""


@contextlib.contextmanager
def _terminal(secret: bool) -> Iterator[int]:
    """The terminal of this process, without an echo if `secret`. What was typed before counts for nothing.
    Raises OSError."""
    import termios  # not on Windows

    terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        was = termios.tcgetattr(terminal)
        now = [*was[:3], was[3] & ~termios.ECHO if secret else was[3], *was[4:]]
        termios.tcsetattr(terminal, termios.TCSAFLUSH, now)
        try:
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, was)
            if secret:
                os.write(terminal, b"\n")
    except termios.error as error:
        raise OSError(str(error)) from error
    finally:
        os.close(terminal)


def _line(terminal: int) -> str:
    """A terminal gives whole lines. Letters of another encoding stay different from each other: they may be
    a passphrase."""
    with contextlib.suppress(OSError):
        return os.read(terminal, _LONGEST).decode("utf-8", "surrogateescape").rstrip("\r\n")
    return ""


def _on_windows(question: str, secret: bool, interrupted: Callable[[], bool]) -> str:
    import msvcrt
    import time

    try:
        with open("CONOUT$", "w", encoding="utf-8", errors="replace") as shown, open("CONIN$", "rb"):
            shown.write(question)
            shown.flush()
            typed = ""
            while not interrupted() and len(typed) < _LONGEST:
                if not msvcrt.kbhit():  # type: ignore[attr-defined]
                    time.sleep(_STEP_S)
                    continue
                letter = msvcrt.getwch()  # type: ignore[attr-defined]
                if letter in "\r\n\x03":
                    shown.write("\n")
                    return typed if letter != "\x03" else ""
                typed = typed[:-1] if letter == "\b" else typed + letter
                if not secret:
                    shown.write("\b \b" if letter == "\b" else letter)
                    shown.flush()
    except OSError:
        pass
    return ""
