"""A folder without search permission, also where tests run as an administrator, whom none stops."""

import os
from collections.abc import Callable
from errno import EACCES
from pathlib import Path
from typing import Any

import pytest


def closed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on whatever asks for something within `folder` gets PermissionError, as from the system."""
    inside = str(folder) + os.sep

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **more: Any) -> Any:
            if isinstance(path, str | os.PathLike) and os.fspath(path).startswith(inside):
                raise PermissionError(EACCES, os.strerror(EACCES), os.fspath(path))
            return real(path, *args, **more)

        return call

    for name in ("stat", "lstat", "open", "scandir", "listdir"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
    monkeypatch.setattr("io.open", guarded(open))
