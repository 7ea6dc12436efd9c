"""Runs a few lines in the tuning environment and returns what they print as JSON."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.helpers.tuning import tuning_python

ROOT = Path(__file__).resolve().parents[2]


def run(script: str, *arguments: str | Path, timeout: float = 300) -> Any:
    """The last line that `script` prints, parsed. `sys` and `Path` are imported for it; it must succeed."""
    done = subprocess.run(
        [
            tuning_python(),
            "-c",
            "import json, sys\nfrom pathlib import Path\n" + script,
            *map(str, arguments),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])
