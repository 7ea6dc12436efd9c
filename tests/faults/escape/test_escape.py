"""Each way out of a reader is tried in a real one, started by a real pool; and each guard is missed when it
is taken away."""

import ctypes
import json
import os
import platform
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.escape.attempts import ATTEMPTS, VARIABLE
from tests.helpers.commands import ROOT
from workers.contract.confinement import SESSION_VARIABLES, child_environment, expected_on
from workers.engines.selftest.engine_child import prover_command
from workers.runtime.confinement import landlock
from workers.runtime.reader_pool import ReaderPool

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64") or landlock.version() < 4,
    reason="this system cannot hold a reader so",
)

READER = """
import sys
import workers.reading as reading
from tests.faults.escape import attempts
from workers.contract.reading import ExtractedDocument
from workers.__main__ import main
{changed}
reading.read_any = lambda path, options: ExtractedDocument("\\n".join(attempts.succeeded()))
sys.exit(main())
"""
# A guard → what takes it away, and the ways out that it alone closes (local sockets two of them close).
GUARDS = {
    "files": (
        "from workers.runtime.confinement import landlock\nlandlock.restrict = lambda rules: False",
        {"read_a_document", "overwrite_a_document", "delete_a_document", "write_beside_a_document"},
    ),
    "calls": (
        "from workers.runtime.confinement import calls\ncalls.refuse = lambda **which: False",
        {"change_the_mode_of_a_document", "start_a_process"},
    ),
    "limits": (
        "from workers.runtime import confinement\nconfinement._limit = lambda: False",
        {"fill_the_disk", "open_files_without_end"},
    ),
    "namespaces": (
        "from workers.runtime import confinement\nconfinement._own_namespaces = lambda: False",
        {"share_the_network", "share_the_user"},
    ),
    "network": (
        "from workers.runtime import kernel_seal\nkernel_seal.apply = lambda: False",
        {"make_a_socket_for_the_network"},
    ),
    "session": (
        "import os\nos.environ['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/run/bus'",
        {"know_the_session"},
    ),
    "memory": (
        "from workers.services.reader import limits\nlimits.limit_memory = lambda limit: None",
        {"take_memory_without_end"},
    ),
}


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A document of a user, with programs that listen and one that lies open."""
    document = tmp_path / "documents" / "договор.txt"
    document.parent.mkdir()
    document.write_text("Тайна", encoding="utf-8")
    listening, named = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "s"))
    named.bind(f"\0bukvar-escape-{os.getpid()}")
    victim = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    for one in (listening, named):
        one.listen()
    secret = ctypes.create_string_buffer(8)
    facts = {
        "document": str(document),
        "victim": victim.pid,
        "socket": str(tmp_path / "s"),
        "abstract": f"bukvar-escape-{os.getpid()}",
        "address": ctypes.addressof(secret),
        "namespaces": {name: os.readlink(f"/proc/self/ns/{name}") for name in ("net", "user")},
    }
    monkeypatch.setenv(VARIABLE, json.dumps(facts))
    for name in SESSION_VARIABLES:
        monkeypatch.setenv(name, "/run/somewhere")
    yield document
    victim.kill()
    victim.communicate()
    for one in (listening, named):
        one.close()


def got_out(folder: Path, changed: str = "") -> tuple[set[str], tuple[str, ...]]:
    """The attempts that got out of a reader, and its guards."""
    given = folder / "письмо.txt"
    given.write_text("Здравствуйте", encoding="utf-8")
    pool = ReaderPool(1, (sys.executable, "-c", READER.format(changed=changed), "reader"))
    try:
        return set(pool.read(given).text.split()), pool.guards
    finally:
        pool.close()


def test_no_way_leads_out_of_a_reader(around: Path, tmp_path: Path) -> None:
    assert len(ATTEMPTS) >= 50
    out, guards = got_out(tmp_path)
    assert out == set()
    assert set(guards) == set(expected_on("linux"))
    assert around.read_text(encoding="utf-8") == "Тайна"


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_that_is_taken_away_is_missed(guard: str, around: Path, tmp_path: Path) -> None:
    changed, only = GUARDS[guard]
    out, guards = got_out(tmp_path, changed)
    assert only <= out
    assert set(guards) == set(expected_on("linux")) - {guard}


PROVER = """
import sys
from tests.faults.escape import attempts
from workers.engines.llama import template_rendering
from workers.__main__ import main

class Renderer:
    def __init__(self, source):
        raise template_rendering.TemplateError(" ".join(attempts.succeeded()))

template_rendering.TemplateRenderer = Renderer
sys.exit(main())
"""


def test_no_way_leads_out_of_the_trial_of_a_template(around: Path) -> None:
    task = {"task": "template", "source": "{{ x }}", "seconds": 5, "memory": 256 << 20}
    assert prover_command()[-1] == "prover"
    done = subprocess.run(
        [sys.executable, "-c", PROVER, "prover"],
        cwd=ROOT,
        env=child_environment(),
        input=json.dumps(task).encode() + b"\n",
        capture_output=True,
        timeout=60,
    )
    (line,) = done.stdout.splitlines()
    assert set(json.loads(line)["refused"].split()) == set(), done.stderr
    assert around.read_text(encoding="utf-8") == "Тайна"
