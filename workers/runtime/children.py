"""How a worker starts a child of its own."""

import sys


def child_command(kind: str) -> tuple[str, ...]:
    """The command line of a child; a frozen build has a console executable beside the windowed one."""
    if getattr(sys, "frozen", False):
        return (sys.executable, kind)
    return (sys.executable, "-m", "workers", kind)
