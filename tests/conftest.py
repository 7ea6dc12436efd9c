"""Unexpected warnings of Qt, of Python (see pyproject.toml) and errors in the log are failures."""

import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("BUKVAR_REST", "0")  # no process stays after a command; see test_standby
# What a test starts keeps what it has compiled: else each process compiles all that it imports anew, which is
# two thirds of the time of a command and half of the time of importing Unsloth.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Engines prove themselves once for all tests; those that look at just that name a file of their own.
_CACHE = os.environ.get("BUKVAR_TEST_CACHE") or str(Path.home() / ".cache" / "bukvar" / "test-models")
os.environ.setdefault("BUKVAR_ENGINES", str(Path(_CACHE) / "engines.json"))


def _take_a_core(worker: str) -> None:
    """Where several processes run the tests, each has a core of its own with all that it starts: the threads
    of two engines on the same cores would spin waiting for each other."""
    if worker.startswith("gw") and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[int(worker[2:]) % len(cores)]})


_take_a_core(os.environ.get("PYTEST_XDIST_WORKER", ""))


class Complaints(logging.Handler):
    """What was complained of during a test. `expect(pattern)` allows what the pattern finds."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        """Complaints with this in them are part of the test."""
        self._expected.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [line for line in self.lines if not any(one.search(line) for one in self._expected)]


@pytest.fixture(autouse=True)
def complaints(monkeypatch: pytest.MonkeyPatch) -> Iterator[Complaints]:
    """Fails the test when something complained without being expected."""
    collected = Complaints()
    root = logging.getLogger()
    root.addHandler(collected)

    def broken_record(handler: logging.Handler, record: logging.LogRecord) -> None:
        collected.lines.append(f"logging error: {record.msg!r} {record.args!r} {sys.exc_info()[1]!r}")

    monkeypatch.setattr(logging.Handler, "handleError", broken_record)
    qt = None
    previous = None
    if "PySide6.QtCore" in sys.modules:  # no test of plain code pays for Qt
        from PySide6.QtCore import qInstallMessageHandler

        from tests.helpers.qt import QtComplaints

        qt = QtComplaints()
        previous = qInstallMessageHandler(qt.handler)
    try:
        yield collected
    finally:
        root.removeHandler(collected)
        if qt is not None:
            qInstallMessageHandler(previous)
            collected.lines += qt.lines
    assert not collected.unexpected()


@pytest.fixture(scope="module", autouse=True)
def folders_of_the_module(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """What a module of tests laid out for all of its tests goes with its last one, unless one of them failed:
    pytest keeps it to the end, and the copies of models and bases of all modules fill a disk."""
    root = tmp_path_factory.getbasetemp()
    before, failed = set(os.listdir(root)), request.session.testsfailed
    yield
    if request.session.testsfailed == failed:
        for name in set(os.listdir(root)) - before:
            shutil.rmtree(root / name, ignore_errors=True)


@pytest.fixture
def empty_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty folder on another device than `tmp_path`; skips where there is no second one."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no file system beside the one of the temporary files")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)
