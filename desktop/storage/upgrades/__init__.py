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
class UpgradeStep:
    """Brings a file from `version - 1` to `version`, inside one transaction."""

    version: int
    apply: Callable[[Connection], None]


FIRST = 1
STEPS = tuple(
    UpgradeStep(version, module.apply)
    for version, module in enumerate(
        (step_2, step_3, step_4, step_5, step_6, step_7, step_8, step_9, step_10, step_11, step_12, step_13,
         step_14), FIRST + 1,
    )
)  # fmt: skip
