"""Saved points of a run: folders that are whole or not there.

A folder is filled under another name, flushed, given a manifest of hashes, and renamed. What a kill left half
done is swept at the next start; what the disk has damaged is passed over for the one before.
"""

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workers.files import publish, sha256_of, write_whole

_MANIFEST = "manifest.json"
_NEW = ".new-"
log = logging.getLogger(__name__)


class Checkpoints:
    """The saved points of one kind (`checkpoints`, `best`), named by their step."""

    def __init__(self, folder: Path, keep: int) -> None:
        self._folder, self._keep = folder, keep
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_NEW}*"):
            shutil.rmtree(left, ignore_errors=True)

    def write(self, step: int, fill: Callable[[Path], None]) -> Path:
        """Save a point; `fill` puts its files into a folder. An older point of that step is replaced; the
        oldest ones go."""
        target = self._named(step)
        new = self._folder / f"{_NEW}{target.name}"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        fill(new)
        hashes = {path.name: sha256_of(path) for path in sorted(new.iterdir())}
        (new / _MANIFEST).write_text(json.dumps({"step": step, "sha256": hashes}), encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
        publish(new, target)
        for old in self._all()[self._keep :]:
            shutil.rmtree(old, ignore_errors=True)
        return target

    def latest(self) -> tuple[int, Path] | None:
        """The newest point that is whole, with its step."""
        for folder in self._all():
            step = _verified(folder)
            if step is not None:
                return step, folder
            log.warning("%s is damaged and passed over", folder.name)
        return None

    def at(self, step: int) -> tuple[int, Path] | None:
        """The point of one step, when it is there and whole."""
        folder = self._named(step)
        return (step, folder) if _verified(folder) == step else None

    def _named(self, step: int) -> Path:
        return self._folder / f"step-{step:07d}"

    def _all(self) -> list[Path]:
        return sorted(self._folder.glob("step-*"), reverse=True)


def _verified(folder: Path) -> int | None:
    """The step of a point; None when anything in it is not as it was written."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        whole = all(sha256_of(folder / name) == value for name, value in manifest["sha256"].items())
        return int(manifest["step"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_json(path: Path, value: Any) -> None:
    """Replace a small file at once."""
    write_whole(path, json.dumps(value, ensure_ascii=False), private=True)


def read_json(path: Path) -> Any:
    """The value of a small file; None when it is not there or damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
