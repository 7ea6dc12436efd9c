"""The tuning component's environment, for tests: real Unsloth in its processor mode."""

import os
from functools import cache
from pathlib import Path

from desktop.processes.launcher import TUNING_PYTHON, Launch, launch_beside
from workers.contract.specs import Kind

ROOT = Path(__file__).resolve().parents[2]


@cache
def tuning_python() -> Path:
    """The Python of the tuning environment: BUKVAR_TUNING_PYTHON, else the one that ./test installs. Fails
    when there is none: a test without it would show nothing."""
    chosen = os.environ.get(TUNING_PYTHON)
    python = Path(chosen) if chosen else ROOT / ".tuning" / "bin" / "python"
    assert python.is_file(), f"no tuning environment at {python}: start ./test once, or set {TUNING_PYTHON}"
    return python


def tune_launch() -> Launch:
    """How the product starts its `tune` worker."""
    return launch_beside(tuning_python(), Kind.TUNE)
