"""Old processors: what is said, before anything could crash."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import old_processor
from desktop.features.models.domain.fit import fit
from workers.contract import processor
from workers.contract.specs.hardware import Gpu, Hardware

GB = 1 << 30


def test_it_agrees_with_the_kernel() -> None:
    flags = set(processor._flags(Path("/proc/cpuinfo").read_text(encoding="utf-8")))
    assert flags
    assert processor._usable() == flags & processor._BITS.keys()
    assert not processor.too_old()


def test_a_c_library_that_does_not_tell_is_replaced_by_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor.ctypes, "CDLL", lambda _name: object())
    assert processor.has_avx2() == (" avx2 " in Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    assert not processor.too_old()


def test_the_sentence_is_in_the_users_language() -> None:
    english, russian = old_processor.sentence("C.UTF-8"), old_processor.sentence("ru_RU.UTF-8")
    assert "too old" in english and not re.search("[а-я]", english)
    assert "слишком старый" in russian


def test_the_program_says_it_before_it_loads_qt(tmp_path: Path) -> None:
    """A processor that lacks nothing stands in for one that does: the question is answered by force."""
    code = (
        "import sys\n"
        "from workers.contract import processor\n"
        "processor.too_old = lambda: True\n"
        "from desktop.__main__ import main\n"
        "code = main(['base', 'list'])\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'PySide6', 'shiboken6', 'numpy'}\n"
        "sys.exit(code)\n"
    )
    values = {**os.environ, "LC_ALL": "ru_RU.UTF-8", "PYTHONUTF8": "1"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        values.pop(name, None)
    done = subprocess.run([sys.executable, "-c", code], env=values, capture_output=True, check=False, cwd=".")
    assert done.returncode == 1
    assert done.stderr.decode().strip() == old_processor.sentence("ru")


def test_memory_that_a_card_shares_is_not_counted_twice() -> None:
    def computer(card: Gpu) -> Hardware:
        return Hardware("cpu", 4, 8, True, 8 * GB, 6 * GB, 100 * GB, (card,), gpu_build=True)

    own, shared = Gpu("card", 8 * GB, 8 * GB, "Vulkan0"), Gpu("chip", 8 * GB, 8 * GB, "Vulkan0", shared=True)
    alone = fit(10 * GB, Hardware("cpu", 4, 8, True, 8 * GB, 6 * GB, 100 * GB))
    assert fit(10 * GB, computer(shared)) == alone
    assert fit(10 * GB, computer(own)).state != alone.state
