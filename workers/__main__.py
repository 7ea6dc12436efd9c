"""`python -m workers KIND`: one worker process on the wire of descriptors 0 and 1 (see PROTOCOL.md)."""

import importlib
import os
import sys
import threading

from workers.contract.sealed import KERNEL, PYTHON, SEAL, VARIABLE, guards_of
from workers.runtime import kernel_seal
from workers.runtime.environment import harden, lead_group, take_descriptors

# Children of workers, with a wire of their own: `reader` opens a file, `prover` tries an engine,
# `compactor` makes a vector store quicker to search.
CHILDREN = ("reader", "prover", "compactor")
KINDS = ("knowledge", "chat", "fetch", "probe", "examples", "tune", "watch", "echo", *CHILDREN)
# The folder of a kind under workers/services, where it is not the kind itself.
_FOLDERS = {"examples": "generate"}
# Set for children of a worker whose watchdog answers the kernel's questions.
_WATCHED = "BUKVAR_WATCHED"


def main() -> int:
    """Run the kind named on the command line; returns the exit code."""
    if len(sys.argv) != 2 or sys.argv[1] not in KINDS:
        print(f"usage: python -m workers {'|'.join(KINDS)}", file=sys.stderr)  # noqa: T201
        return 2
    kind = sys.argv[1]
    reading, writing = take_descriptors()
    harden(kind)
    wanted = guards_of(kind, os.environ.get(VARIABLE, ""))
    seal = SEAL if PYTHON in wanted else None
    if seal is not None:
        seal.apply()
        seal.no_local = True
    # Before the first thread: the filter of a thread holds for those it starts.
    watched = bool(os.environ.pop(_WATCHED, ""))
    kernel, listener = _kernel_guard(kind, watched) if KERNEL in wanted else (False, -1)
    if KERNEL not in wanted:
        kernel_seal.apply_local()
    SEAL.no_sockets = kernel
    if kind in CHILDREN:
        return int(importlib.import_module(f"workers.services.{kind}.service").main(reading, writing))

    # A child, which is started often, does without these.
    from workers.runtime.watchdog import read_blocked, stand_guard

    lead_group()
    blocked = stand_guard(reading, listener)

    from workers.runtime.channel import Channel
    from workers.runtime.runner import Runner

    if blocked >= 0:
        threading.Thread(
            target=read_blocked, args=(blocked, SEAL.notify), name="blocked", daemon=True
        ).start()
    service = importlib.import_module(f"workers.services.{_FOLDERS.get(kind, kind)}.service").create()
    channel = Channel(reading, writing)
    if kind == "echo":
        service.channel = channel
    guards = (*([PYTHON] if seal is not None else ()), *([KERNEL] if kernel else ()))
    Runner(kind, service, channel, seal, guards).run()
    return 0


def _kernel_guard(kind: str, watched: bool) -> tuple[bool, int]:
    """(whether the kernel's guard holds, the descriptor where it asks or −1). A child has no watchdog; it
    inherits the filter of a `watched` parent, before which one of its own would answer."""
    if kind in CHILDREN:
        return watched or kernel_seal.apply(), -1
    listener = kernel_seal.apply_watched()
    if listener < 0:
        return kernel_seal.apply(), -1
    os.environ[_WATCHED] = "1"
    return True, listener


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # Threads of libraries may still be in C code: tearing the interpreter down under them crashes.
    os._exit(code)
