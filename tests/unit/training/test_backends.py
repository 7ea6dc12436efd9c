"""What is found of the libraries and cards, without either."""

import sys

import pytest

from workers.contract.specs.hardware import Gpu
from workers.engines import computer
from workers.training import backends


def test_a_slow_import_is_waited_for_and_a_hanging_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "_IDLE_SECONDS", 4)
    busy = "import time\nend = time.monotonic() + 6\nwhile time.monotonic() < end: sum(range(10000))"
    assert backends._run([sys.executable, "-c", busy]) == ""
    assert backends._run([sys.executable, "-c", "import time; time.sleep(60)"]) == "no work for 4 s"
    assert backends._run([sys.executable, "-c", "raise SystemExit('no kernel image')"]) == "no kernel image"
    assert backends._run(["/nowhere/python"])


def test_of_two_cards_the_freer_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = [Gpu("A", 24 << 30, 2 << 30, ""), Gpu("B", 12 << 30, 11 << 30, "")]
    monkeypatch.setattr(computer, "nvidia_cards", lambda: tuple(cards))
    monkeypatch.setattr(backends.os, "environ", {})
    backends.use_one_card()
    assert backends.os.environ == {"CUDA_DEVICE_ORDER": "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES": "1"}
    backends.os.environ["CUDA_VISIBLE_DEVICES"] = "0"
    backends.use_one_card()
    assert backends.os.environ["CUDA_VISIBLE_DEVICES"] == "0"  # somebody has chosen
    backends.os.environ.clear()
    cards.pop()
    backends.use_one_card()
    assert not backends.os.environ
