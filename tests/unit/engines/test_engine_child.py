"""What is known of a child process, and of cards, on systems that let nobody look."""

import subprocess
import sys

import psutil
import pytest

from tests.installer.test_interpreter import Registry
from workers.contract.engine import EngineResult
from workers.engines.selftest import engine_child, engine_facts
from workers.engines.selftest.engine_child import TaskLimits

CARDS = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"


def test_where_nobody_may_look_the_clock_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(pid: int) -> psutil.Process:
        raise psutil.AccessDenied(pid)

    monkeypatch.setattr(psutil, "Process", denied)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(10)"]) as child:
        found = engine_child._watch(child, TaskLimits(computing=1.0, still=0.1, whole=0.5), 1.0)
        child.kill()
    # Nothing is proved by it: that it slept could not be seen.
    assert found is not None and found[0] is EngineResult.INTERRUPTED


def test_cards_of_the_registry() -> None:
    card = {"DriverDesc": "GeForce RTX 4060", "DriverVersion": "32.0.15"}
    keys = {("computer", rf"{CARDS}\0000"): card, ("computer", rf"{CARDS}\Properties"): {}}
    assert list(engine_facts.listed_cards(Registry(keys))) == ["GeForce RTX 4060 32.0.15"]
    assert list(engine_facts.listed_cards(Registry({}))) == []  # no such list at all
