"""Compares an installed package with its own list of files."""

import base64
import csv
import hashlib
from collections.abc import Callable
from pathlib import Path


def is_as_it_came(site: Path, record: str, check: Callable[[], None]) -> bool:
    """Whether every file of the list `record` (in the folder of packages `site`) is there with its hash. What
    has none (compiled files, the list itself) is not looked at. `check()` raises when it was cancelled."""
    try:
        with (site / record).open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                check()
                if len(row) != 3 or not _is_sound(site / row[0], row[1]):
                    return False
    except (OSError, ValueError, csv.Error):
        return False
    return True


def _is_sound(file: Path, expected: str) -> bool:
    kind, _, value = expected.partition("=")
    if not expected:
        return True
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, kind).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=") == value
