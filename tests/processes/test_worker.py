"""A worker process on its wire, without a window: hello, heartbeat, its end, the seal of the network."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.helpers.worker_process import WorkerProcess, worker
from workers.contract.messages import (
    PROTOCOL,
    TERMINAL,
    Alive,
    Cancelled,
    Failed,
    Progress,
    Shutdown,
    Succeeded,
    Yield,
    decode,
    encode,
)
from workers.contract.specs.jobs import EchoSpec, Job, Kind

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-X", "utf8", "-m", "workers"]


def test_hello_comes_first_and_names_the_worker() -> None:
    with worker(Kind.ECHO) as process:
        assert (process.hello.protocol, process.hello.kind) == (PROTOCOL, "echo")
        assert process.hello.pid == process.process.pid
        assert process.hello.versions["python"]


def test_the_heartbeat_comes_while_work_is_done() -> None:
    process = subprocess.Popen(
        [*COMMAND, "echo"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "BUKVAR_ALIVE_SECONDS": "0.05"},
    )
    assert process.stdin is not None and process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write(
            b'{"type":"start","request":"1","job":"echo","params":{"steps":1,"delay":1}}\n',
        )
        process.stdin.flush()
        heard = []
        while not heard or not isinstance(heard[-1], TERMINAL):
            heard.append(decode(process.stdout.readline()))
    assert sum(isinstance(message, Alive) for message in heard) >= 3
    process.wait(10)


@pytest.mark.parametrize("how", ["shutdown", "end of input"])
def test_a_worker_ends_by_itself_with_exit_code_zero(how: str) -> None:
    process = WorkerProcess(Kind.ECHO)
    process.start("1", Job.ECHO, EchoSpec(steps=1000, delay=0.05))
    process.expect(Progress)
    assert process.process.stdin is not None
    if how == "shutdown":
        process.send(Shutdown())
    else:
        process.process.stdin.close()
    assert process.ended("1") == Cancelled("1")
    assert process.process.wait(20) == 0
    process.close()


def test_the_end_of_input_ends_also_who_does_not_hear_it() -> None:
    """A call that holds the interpreter's lock: no thread of the worker runs any more."""
    process = WorkerProcess(Kind.ECHO)
    process.start("1", Job.ECHO, EchoSpec("silent"))
    process.expect(Progress)
    process.close()
    assert process.process.returncode == -signal.SIGKILL


def test_a_killed_worker_leaves_no_children() -> None:
    process = WorkerProcess(Kind.ECHO)
    process.start("1", Job.ECHO, EchoSpec("grandchild"))
    end = process.ended("1")
    assert isinstance(end, Succeeded)
    children = psutil.Process(process.process.pid).children(recursive=True)
    assert end.result["pid"] in [child.pid for child in children]
    process.kill()
    assert not psutil.wait_procs(children, timeout=20)[1]
    process.close()


def test_each_request_ends_exactly_once_and_a_second_one_of_its_name_is_ignored() -> None:
    with worker(Kind.ECHO) as process:
        process.start("1", Job.ECHO, EchoSpec(steps=2, delay=0.2, text="first"))
        process.start("1", Job.ECHO, EchoSpec(steps=0, text="second"))
        assert process.ended("1").result["text"] == "first"  # type: ignore[attr-defined]
        process.cancel("1")
        process.start("1", Job.ECHO, EchoSpec(steps=0, text="third"))
        assert process.ended("1").result["text"] == "third"  # type: ignore[attr-defined]


def test_bad_lines_and_bad_requests_leave_the_worker_alive() -> None:
    with worker(Kind.ECHO) as process:
        assert process.process.stdin is not None
        bad = (b"rubbish\n", b"\n", b'{"type": "eat"}\n', encode(Alive()), b"x" * 3_000_000 + b"\n")
        for line in (*bad, encode(Yield(True))):
            process.process.stdin.write(line)
        process.start("mode", Job.ECHO, EchoSpec("no such mode"))
        assert isinstance(process.ended("mode"), Failed)
        process.send(
            decode(b'{"type": "start", "request": "params", "job": "echo", "params": {"steps": "x"}}')
        )
        assert isinstance(process.ended("params"), Failed)
        process.start("good", Job.ECHO, EchoSpec())
        assert process.ended("good").result["told"] == 1  # type: ignore[attr-defined]


def test_a_result_that_is_too_long_is_a_failure_not_a_silence() -> None:
    with worker(Kind.ECHO) as process:
        process.start("1", Job.ECHO, EchoSpec("long"))
        end = process.ended("1")
        assert isinstance(end, Failed)
        assert "more than a line may have" in end.detail


def test_progress_is_sent_ten_times_a_second_at_most_with_first_and_last() -> None:
    with worker(Kind.ECHO) as process:
        begin = time.monotonic()
        process.start("1", Job.ECHO, EchoSpec(steps=400, delay=0.001))
        seen = []
        while isinstance(message := process.next(), Progress):
            seen.append(message.done)
        seconds = time.monotonic() - begin
    assert (seen[0], seen[-1]) == (1, 400)
    assert seen == sorted(set(seen))
    assert len(seen) <= 3 + 10 * seconds


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["echo", "chat"]])
def test_a_wrong_command_line_is_told_its_usage(arguments: list[str]) -> None:
    done = subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert b"usage" in done.stderr
    assert done.stdout == b""


def test_the_seal_lets_nothing_out_but_the_configured_server() -> None:
    code = """
import asyncio, os, socket, tempfile, threading
from workers.contract.messages import Search
from workers.contract.specs.bases import BaseRef
from workers.contract.sealed import NetworkRefused, Seal

server, other = socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.1", 0))
seal = Seal()
seal.apply()

def refused(act):
    try:
        act()
    except NetworkRefused:
        return
    raise AssertionError(act)

def tcp(address):
    with socket.create_connection(address, 2):
        pass

def udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"x", ("127.0.0.1", 9))

def low_level():
    import _socket
    _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM).connect(server.getsockname())

async def loop():
    await asyncio.open_connection("127.0.0.1", server.getsockname()[1])

refused(lambda: tcp(server.getsockname()))
refused(lambda: tcp(("example.com", 80)))
refused(lambda: socket.gethostbyname("example.com"))
refused(udp)
refused(low_level)
refused(lambda: asyncio.run(loop()))
assert seal.attempts >= 6
base = BaseRef("b", "f", "e", f"http://127.0.0.1:{server.getsockname()[1]}")
seal.allow_server_of(Search("1", base, "q"))
tcp(server.getsockname())
asyncio.run(loop())
refused(lambda: tcp(other.getsockname()))
refused(lambda: tcp(("example.com", server.getsockname()[1])))
path = os.path.join(tempfile.mkdtemp(), "s")
with socket.socket(socket.AF_UNIX) as a, socket.socket(socket.AF_UNIX) as b:
    a.bind(path)
    a.listen()
    b.connect(path)
print("sealed")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "sealed\n", done.stderr
