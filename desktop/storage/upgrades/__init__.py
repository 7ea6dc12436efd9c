"""The ordered steps between versions of the database. A backup stands before each (see `database`).

`tables.py` is always the latest version: a new file is made from it at once, an older one walks the steps.
A step is frozen once released; it speaks SQL and never imports `tables`, which move on. A test walks a file
of every released version to the latest one and compares it with a new file.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.storage.upgrades import (
    step_2,
    step_3,
    step_4,
    step_5,
    step_6,
    step_7,
    step_8,
    step_9,
    step_10,
    step_11,
    step_12,
    step_13,
    step_14,
)


@dataclass(frozen=True, slots=True)
class Step:
    """Brings a file from `version - 1` to `version`, inside one transaction."""

    version: int
    apply: Callable[[Connection], None]


FIRST = 1
STEPS: tuple[Step, ...] = (
    Step(2, step_2.apply), Step(3, step_3.apply), Step(4, step_4.apply), Step(5, step_5.apply),
    Step(6, step_6.apply), Step(7, step_7.apply), Step(8, step_8.apply), Step(9, step_9.apply),
    Step(10, step_10.apply), Step(11, step_11.apply), Step(12, step_12.apply), Step(13, step_13.apply),
    Step(14, step_14.apply),
)  # fmt: skip
