"""What kind of place a folder is: which one, and who else may change it."""

import os

from workers.contract.paths import system_path

Identity = tuple[int, int]  # device and number of a folder


def identity_of(folder: str) -> Identity | None:
    """Which folder it is; None when it is not there, or may not be listed."""
    try:
        with os.scandir(system_path(folder)):
            facts = os.stat(system_path(folder))
    except (OSError, ValueError):
        return None
    return facts.st_dev, facts.st_ino
