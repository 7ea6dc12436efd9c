"""How a request ended: a pure function of its terminal message and the exit of its worker."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.ports import Outcome
from workers.contract.codes import Code, Problem
from workers.contract.messages import PROTOCOL, Cancelled, Failed, Message, Succeeded
from workers.contract.specs.jobs import Kind


class End(StrEnum):
    """Why a process ended, or for the sake of what we ended it."""

    ITSELF = "itself"
    NOT_STARTED = "not_started"  # it ended without a hello
    VERSION = "version"  # it speaks another protocol
    SILENT = "silent"
    STARVED = "starved"  # silent, while the computer was too busy for it
    CANCELLED = "cancelled"  # this request did not end when it was cancelled
    OTHER_CANCELLED = "other_cancelled"  # another request of the same process did not
    SHUTDOWN = "shutdown"


@dataclass(frozen=True, slots=True)
class Exit:
    """The exit of a worker process: its code (a signal's number when `crashed`), its last words, and whether
    it had come as far as saying hello."""

    end: End
    code: int = 0
    crashed: bool = False
    stderr: tuple[str, ...] = ()
    greeted: bool = True


_CODES = {
    End.ITSELF: Code.WORKER_CRASHED,
    End.OTHER_CANCELLED: Code.WORKER_CRASHED,
    End.NOT_STARTED: Code.WORKER_DID_NOT_START,
    End.VERSION: Code.WORKER_VERSION,
    End.SILENT: Code.WORKER_SILENT,
    End.STARVED: Code.WORKER_STARVED,
}
# What a process says last that the computer gives no more memory: Python, the C library, C++, its loader.
_NO_MEMORY = re.compile(r"MemoryError|annot allocate memory|out of memory|std::bad_alloc", re.I)


# Ends that were no one's wish: they are counted, and the third of the same is told otherwise than the first.
UNWANTED = (End.ITSELF, End.NOT_STARTED, End.SILENT)


def manner(left: Exit) -> str:
    """How a process ended, in the same words every time."""
    if left.end is not End.ITSELF:
        return left.end.value
    return f"signal {left.code}" if left.crashed else f"exit code {left.code}"


def outcome(
    kind: Kind, terminal: Message | None, left: Exit | None = None, known: Problem | None = None
) -> Outcome:
    """A terminal message wins. Without one: killed by us to cancel = cancelled; everything else is a failure,
    also exit code 0. What ended without a message can be begun again: all work bears a kill at any moment.
    `known` is what to tell of an unwanted end that came before."""
    if isinstance(terminal, Succeeded):
        return Outcome("succeeded", terminal.result)
    if isinstance(terminal, Cancelled):
        return Outcome("cancelled", resumable=terminal.resumable)
    if isinstance(terminal, Failed):
        problem = Problem(terminal.code, terminal.params, terminal.detail)
        return Outcome("failed", problem=problem, resumable=terminal.resumable)
    left = left or Exit(End.ITSELF)
    if left.end in (End.CANCELLED, End.SHUTDOWN):
        return Outcome("cancelled", resumable=True)
    params: dict[str, str | int | float] = {"kind": kind.value}
    if left.end is End.VERSION:
        params["protocol"] = PROTOCOL
    code = _CODES[left.end]
    if left.end in (End.ITSELF, End.NOT_STARTED) and _NO_MEMORY.search("\n".join(left.stderr)):
        code = Code.WORKER_MEMORY
    problem = Problem(code, params, _detail(left))
    if known is not None and left.end in UNWANTED:
        problem = Problem(known.code, known.params, problem.detail)
    return Outcome("failed", problem=problem, resumable=True)


def _detail(left: Exit) -> str:
    how = f"signal {left.code}" if left.crashed else f"exit code {left.code}"
    return "\n".join((f"{left.end}, {how}", *left.stderr))
