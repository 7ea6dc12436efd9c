"""Steps that bring an older settings file to the present version."""

from collections.abc import Callable, Mapping
from typing import Any

# STEPS[n] turns the raw object of version n into version n + 1 (see `store.read_raw`).
Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Mapping[int, Step] = {1: lambda raw: _renamed(raw, "reread_changed", "watch_folders")}


def upgrade(untrusted: dict[str, Any], version: int, steps: Mapping[int, Step] = STEPS) -> dict[str, Any]:
    """The raw object at `version`; a file without a version is the first one's."""
    found = untrusted.get("version", 1)
    current = found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else 1
    while current < version:
        step = steps.get(current)
        untrusted = step(dict(untrusted)) if step else dict(untrusted)
        current += 1
    return {**untrusted, "version": max(current, version)}


def _renamed(raw: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {(new if name == old else name): value for name, value in raw.items()}
