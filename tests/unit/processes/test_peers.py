"""Which process has connected: real sockets, real processes."""

import platform
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.processes import peers
from tests.helpers.commands import ROOT

CONNECT = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.recv(1)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CONNECT!r}, sys.argv[1]])"
# The filter refuses new sockets: this one was there before it.
CONFINED = CONNECT.replace(
    "s.connect", "from workers.runtime import kernel_seal as k; assert k.apply_local(); s.connect"
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peers are told by the kernel of Linux")


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        server.settimeout(60)
        yield server


def judged(listening: socket.socket, code: str, *, of_a_worker: bool) -> bool:
    """What is thought of a process that runs `code`; its number is that of a worker or not."""
    process = subprocess.Popen([sys.executable, "-c", code, listening.getsockname()], cwd=ROOT)
    if of_a_worker:
        peers.RUNNING.add(process.pid)
    connection, _ = listening.accept()
    try:
        return peers.is_worker(connection.fileno())
    finally:
        connection.sendall(b"x")
        connection.close()
        process.wait(20)
        peers.RUNNING.discard(process.pid)


def test_a_command_of_a_person_is_heard(listening: socket.socket) -> None:
    assert not judged(listening, CONNECT, of_a_worker=False)
    assert not judged(listening, CHILD, of_a_worker=False)


def test_a_worker_and_what_it_started_are_not(listening: socket.socket) -> None:
    assert judged(listening, CONNECT, of_a_worker=True)
    assert judged(listening, CHILD, of_a_worker=True)


@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="no such filter")
def test_what_a_worker_left_behind_is_known_by_its_filter(listening: socket.socket) -> None:
    assert judged(listening, CONFINED, of_a_worker=False)
