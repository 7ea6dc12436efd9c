"""`kill -9` of the window: three seconds later nothing of it is left, whatever its worker is doing."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
_ALLOWED = 3.0  # seconds, promised to the user


def alive(pids: list[int]) -> list[int]:
    """Those that run; a zombie only waits for the init process to read its exit code."""
    found = []
    for pid in pids:
        try:
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
        except psutil.NoSuchProcess:
            continue
    return found


@pytest.mark.parametrize("modes", [("normal",), ("deaf",), ("silent",), ("grandchild", "deaf"), ("flood",)])
def test_nothing_is_left_of_a_killed_window(modes: tuple[str, ...]) -> None:
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.doomed_window", *modes], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert window.stdout is not None
    with window.stdout:
        pids = json.loads(window.stdout.readline())
    assert len(alive(pids)) >= 2  # the worker and its watchdog
    os.kill(window.pid, signal.SIGKILL)
    window.wait()
    end = time.monotonic() + _ALLOWED
    while (left := alive(pids)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not left
