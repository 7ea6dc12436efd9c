"""Programs of the system that read a file for a reader: whether this process may start them."""

import os
from collections.abc import Sequence

_VARIABLE = "BUKVAR_READER_PROGRAMS"


class ProgramsNeeded(BaseException):
    """This process may start none. No `Exception`: nothing is wrong with the file, nor with what holds it."""


def allowed() -> tuple[str, ...] | None:
    """Those that this process may start; None where nothing holds it."""
    listed = os.environ.get(_VARIABLE)
    return None if listed is None else tuple(one for one in listed.split(os.pathsep) if one)


def startable(found: Sequence[str]) -> list[str]:
    """Those of the programs found that this process may start. Raises `ProgramsNeeded` where it may start
    none at all."""
    may = allowed()
    if found and may == ():
        raise ProgramsNeeded
    return [one for one in found if may is None or one in may]
