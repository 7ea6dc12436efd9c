"""The kernel's guard against real system calls, in threads and children too; and that workers have it."""

import errno
import platform
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.helpers.commands import ROOT
from tests.helpers.worker_process import worker
from workers.contract.codes import ProblemError
from workers.contract.messages import Refused, Succeeded
from workers.contract.sealed import KERNEL, PYTHON
from workers.contract.specs.jobs import EchoSpec, Job, Kind
from workers.runtime import kernel_seal, reader_pool

HERE = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")

TRIES = """
import ctypes, errno, os, socket, subprocess, sys, threading
from workers.runtime import kernel_seal

libc = ctypes.CDLL(None, use_errno=True)

def made(family, kind=socket.SOCK_STREAM):
    descriptor = libc.socket(family, kind, 0)  # past Python and its hooks
    if descriptor >= 0:
        os.close(descriptor)
        return ""
    return errno.errorcode[ctypes.get_errno()]

assert made(socket.AF_INET) == ""
assert kernel_seal.apply()
families = {"inet": socket.AF_INET, "inet6": socket.AF_INET6, "packet": 17, "vsock": 40, "bluetooth": 31}
assert {name: made(family) for name, family in families.items()} == dict.fromkeys(families, "EACCES")
assert made(socket.AF_INET, socket.SOCK_DGRAM) == "EACCES"
assert made(socket.AF_UNIX) == "EACCES" and made(16, socket.SOCK_RAW) == ""
one, other = socket.socketpair()
one.sendall(b"x")
assert other.recv(1) == b"x"
said = []
thread = threading.Thread(target=lambda: said.append(made(socket.AF_INET)))
thread.start()
thread.join()
child = subprocess.run([sys.executable, "-I", "-c", "import socket; socket.socket()"], capture_output=True)
assert said == ["EACCES"] and child.returncode and b"Permission denied" in child.stderr
assert libc.syscall(425, 1, None) == -1 and ctypes.get_errno() == errno.ENOSYS  # io_uring_setup
assert kernel_seal.apply()  # a second one does no harm
print("held")
"""


@pytest.mark.skipif(not HERE, reason="this system has no such guard")
def test_no_socket_for_a_network_can_be_made_any_more() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "held"), done.stderr


def test_a_computer_without_the_guard_is_told_so_and_nothing_is_put_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert kernel_seal.apply() is False
    assert kernel_seal.apply_watched() == -1
    socket.socket(socket.AF_INET).close()


def own_filters() -> str:
    return Path("/proc/self/status").read_text("ascii").split("Seccomp_filters:")[1].split()[0]


@pytest.mark.parametrize(
    ("kind", "wishes", "guards"),
    [
        (Kind.ECHO, "", (PYTHON, KERNEL)),
        (Kind.PROBE, "fetch", (PYTHON, KERNEL)),
        (Kind.FETCH, "", ()),
        (Kind.FETCH, "fetch", (PYTHON, KERNEL)),
        (Kind.KNOWLEDGE, "server", (PYTHON,)),
    ],
)
def test_workers_say_which_guards_hold(
    kind: Kind, wishes: str, guards: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUKVAR_SEAL", wishes)
    with worker(kind) as process:
        assert process.hello.guards == (guards if HERE else guards[:1])
        # Each has a filter, so that what it leaves behind is known by it (`desktop.processes.peers`).
        status = Path(f"/proc/{process.process.pid}/status")
        if HERE and "Seccomp_filters" in (text := status.read_text("ascii")):
            assert text.split("Seccomp_filters:")[1].split()[0] > own_filters()


@pytest.mark.skipif(not HERE, reason="this system has no such guard")
def test_what_a_library_in_c_tries_is_refused_and_told() -> None:
    """The watchdog answers for the kernel. When it is gone the kernel refuses alone, and nothing hangs."""
    with worker(Kind.ECHO) as process:
        for request, family, told in (("a", socket.AF_INET, "AF_INET"), ("b", 17, "AF_PACKET")):
            process.start(request, Job.ECHO, EchoSpec("native", text=str(int(family))))
            messages = [process.next(), process.next()]  # in any order: they come from two threads
            assert [one.where for one in messages if isinstance(one, Refused)] == [told]
            assert [one.result for one in messages if isinstance(one, Succeeded)] == [{"errno": errno.EACCES}]
        # Libraries make one of IPv6 only to see whether the system can; it is refused, and not told.
        for request, family, code in (
            ("c", socket.AF_INET6, errno.EACCES),
            ("d", socket.AF_UNIX, errno.EACCES),
        ):
            process.start(request, Job.ECHO, EchoSpec("native", text=str(int(family))))
            message = process.next()
            assert isinstance(message, Succeeded) and message.result == {"errno": code}
        (watchdog,) = psutil.Process(process.process.pid).children()
        watchdog.kill()
        while watchdog.status() != psutil.STATUS_ZOMBIE:  # its parent does not wait for it
            time.sleep(0.01)
        process.start("e", Job.ECHO, EchoSpec("native", text=str(int(socket.AF_INET))))
        message = process.next()
        assert isinstance(message, Succeeded) and message.result == {"errno": errno.ENOSYS}


PARENT = """
import os, subprocess, sys, threading, time
from workers import __main__ as entry
from workers.runtime.environment import lead_group
from workers.runtime.watchdog import read_blocked, stand_guard

held, listener = entry._kernel_guard("knowledge", False)
assert held and listener >= 0
lead_group()
wire, open_end = os.pipe()
blocked, seen = stand_guard(wire, listener), []
hearing = threading.Thread(target=read_blocked, args=(blocked, seen.append), daemon=True)
hearing.start()
subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
end = time.monotonic() + 10
while not seen and time.monotonic() < end:
    time.sleep(0.01)
print(seen)
"""
READER = """
import ctypes, os
from workers import __main__ as entry
assert entry._kernel_guard("reader", os.environ[entry._WATCHED] == "1") == (True, -1)
assert ctypes.CDLL(None).socket(2, 2, 0) == -1
"""


@pytest.mark.skipif(not HERE, reason="this system has no such guard")
def test_what_a_reader_tries_in_c_is_told_by_its_parents_watchdog() -> None:
    """It inherits the filter: one of its own would answer first, and nobody would know."""
    done = subprocess.run([sys.executable, "-c", PARENT, READER], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "['AF_INET']", done.stderr


COUNTED = """
import socket
from workers.contract.sealed import SEAL, NetworkRefused
from workers.runtime import kernel_seal

SEAL.apply()
SEAL.no_sockets = kernel_seal.apply()
for family in (socket.AF_INET, socket.AF_INET6):
    try:
        socket.socket(family).close()
    except PermissionError as error:
        print(type(error).__name__)
told = []
SEAL.listen(told.append)
SEAL.notify("10.0.0.1:443")
print(told, SEAL.attempts)
"""


def test_a_socket_made_past_names_is_refused_and_counted() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTED], cwd=ROOT, capture_output=True, text=True)
    counted = ["NetworkRefused", "PermissionError", "['AF_INET', '10.0.0.1:443'] 1"]
    assert done.stdout.splitlines() == (counted if HERE else ["['10.0.0.1:443'] 0"]), done.stderr


STRANGE = "import socket; socket.create_connection(('192.0.2.9', 443), 1)"


def test_what_a_reader_was_refused_reaches_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose reading asks for the network: the child says so in its reply, its parent passes it on."""
    bill = tmp_path / "счёт.txt"
    bill.write_text("Итого 5", encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr(reader_pool.SEAL, "notify", told.append)
    code = (
        "import sys; from workers.contract.sealed import SEAL; SEAL.apply();"
        "import workers.reading as readers;"
        f"readers.read_any = lambda *given: exec({STRANGE!r});"
        "from workers.services.reader.service import main; sys.exit(main(0, 1))"
    )
    pool = reader_pool.ReaderPool(1, command=[sys.executable, "-c", code])
    try:
        with pytest.raises(ProblemError):
            pool.read(bill)
    finally:
        pool.close()
    assert told == ["192.0.2.9"]
