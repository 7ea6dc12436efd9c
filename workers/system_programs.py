"""Programs of the system, which are no part of Bukvar."""

import os
import sys


def environment_for_system() -> dict[str, str]:
    """Of a program of the system: the libraries of a frozen build are not those that it wants."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        kept = environment.pop("LD_LIBRARY_PATH_ORIG", "")
        environment.pop("LD_LIBRARY_PATH", None)
        if kept:
            environment["LD_LIBRARY_PATH"] = kept
    return environment
