"""The window as a process of its own: killed in the middle of work, started twice, closed."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from desktop.processes.single_instance import LOCK
from tests.e2e.test_commands import BASE, colourful, found_once, whole
from tests.helpers.commands import ROOT, Command, alive, run
from tests.helpers.models import install_into

pytestmark = pytest.mark.timeout(900)
DOCUMENTS = 24


class Window:
    """`bukvar` without arguments, drawn offscreen."""

    def __init__(self, data: Path) -> None:
        command = [sys.executable, "-m", "desktop", "--data-dir", str(data)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def hold(self, data: Path) -> "Window":
        """Until it holds the data folder (the lock file begins with the owner's process id)."""
        end = time.monotonic() + 60
        lock = data / LOCK
        while not (lock.exists() and lock.read_text("utf-8").startswith(f"{self.process.pid}\n")):
            assert self.process.poll() is None and time.monotonic() < end
            time.sleep(0.05)
        return self

    def family(self) -> list[psutil.Process]:
        """All of its worker processes, their readers and watchdogs."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


def indexed(data: Path) -> int:
    """How many documents the window says are indexed (it serves the command)."""
    rows = run(data, "documents", "--base", BASE).results
    return sum(row["status"] == "indexed" for row in rows)


def wait_for(data: Path, count: int) -> None:
    end = time.monotonic() + 240
    while indexed(data) < count:
        assert time.monotonic() < end, f"{count} documents are not indexed"
        time.sleep(0.3)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with an import that was killed at its beginning."""
    folder = tmp_path / "Мои данные"
    install_into(folder)
    assert run(folder, "base", "create", BASE).code == 0
    command = Command(folder, "import", "--base", BASE, str(colourful(tmp_path / "Описи", DOCUMENTS)))
    command.until(lambda command: command.done() >= 1, "a document indexed")
    command.kill()
    return folder


def test_interrupted_work_goes_on_by_itself_through_kills_of_the_window(data: Path) -> None:
    first = Window(data).hold(data)
    wait_for(data, 6)
    family = first.family()
    assert family
    assert first.process.poll() is None
    first.end(signal.SIGKILL)
    assert alive(family) == []

    second = Window(data).hold(data)
    wait_for(data, DOCUMENTS)
    raised = Window(data)  # a second window shows the first one
    assert raised.process.wait(30) == 0
    listed = run(data, "documents", "--base", BASE)
    assert second.process.poll() is None
    whole(listed, DOCUMENTS)
    family = second.family()
    assert second.end(signal.SIGTERM) == 0  # a polite end closes everything
    assert alive(family) == []
    for number in (0, 9, 23):
        found_once(data, number)
