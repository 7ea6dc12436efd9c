"""The engine that `python -m installer engine` has left: every processor, graphics cards, limits.

Processors are QEMU's (Debian's qemu-user-static), the graphics card is Mesa's software one
(mesa-vulkan-drivers).
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from installer.notices.bundle import check_bundle
from installer.project import ROOT
from tests.helpers.packaged_engine import ask, unpacked

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("engine"))


@pytest.mark.parametrize(
    ("cpu", "chosen"), [("Nehalem", "sse42"), ("SandyBridge", "sandybridge"), ("Haswell", "haswell")]
)
def test_a_processor_gets_its_own_code_and_the_same_answer(engine: Path, cpu: str, chosen: str) -> None:
    old, here = ask(engine, cpu), ask(engine)
    assert old["processor"] == chosen
    assert here["processor"] not in ("", chosen)
    assert old["answer"] == here["answer"] != ""


def test_it_answers_as_the_ordinary_build_does(engine: Path) -> None:
    ours, ordinary = ask(engine, tokens=24, threads=2), ask(None, tokens=24, threads=2)
    assert ordinary["processor"] == ""
    assert ours["answer"] == ordinary["answer"] != ""


def test_a_graphics_card_takes_the_layers_and_answers(engine: Path) -> None:
    said = ask(engine, card=True, threads=2)
    assert said["gpu_build"] is True and said["cards"] == [said["backend"]]
    assert str(said["backend"]).startswith("Vulkan") and int(str(said["layers"])) > 20
    assert "Paris" in str(ask(engine, card=True, threads=2, tokens=16)["answer"])


def test_without_a_card_it_stays_on_the_processor(engine: Path) -> None:
    said = ask(engine)
    assert (said["backend"], said["layers"]) == ("CPU", 0)


@pytest.mark.parametrize(
    "library", ["numpy", "onnxruntime", "qdrant_edge", "tokenizers", "PySide6.QtWidgets"]
)
def test_all_libraries_run_on_the_oldest_processor(library: str) -> None:
    values = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
    command = ["qemu-x86_64-static", "-cpu", "Nehalem", sys.executable, "-c", f"import {library}"]
    done = subprocess.run(command, env=values, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("cpu", ["core2duo", "qemu64"])
def test_an_older_one_is_told_so(cpu: str, tmp_path: Path) -> None:
    values = {name: value for name, value in os.environ.items() if not name.endswith("DISPLAY")}
    command = [
        "qemu-x86_64-static",
        "-cpu",
        cpu,
        sys.executable,
        "-m",
        "desktop",
        "--data-dir",
        str(tmp_path),
    ]
    done = subprocess.run(
        [*command, "base", "list"], env=values | {"LC_ALL": "C.UTF-8"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "too old" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("cpu", "code"), [("core2duo", 1), ("Nehalem", 0)])
def test_the_frozen_program_tells_it_as_well(cpu: str, code: int) -> None:
    """The variables are those with which PyInstaller's starter calls itself once more: an emulator does not
    follow a program into the next one."""
    bundle = ROOT / "build" / "linux" / "bundle" / "bukvar"
    inside, program = bundle / "_internal", bundle / "bukvar"
    values = {
        "_PYI_APPLICATION_HOME_DIR": str(inside), "_PYI_ARCHIVE_FILE": str(program),
        "_PYI_PARENT_PROCESS_LEVEL": "0", "LD_LIBRARY_PATH": str(inside), "LC_ALL": "ru_RU.UTF-8",
    }  # fmt: skip
    command = ["qemu-x86_64-static", "-cpu", cpu, program, "--version"]
    done = subprocess.run(command, env=values, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert ("процессор" in done.stderr.lower()) is bool(code)
    assert done.stdout.startswith("" if code else "Bukvar ")


def test_it_runs_with_the_documented_glibc_and_holds_nothing_of_the_gpl(engine: Path) -> None:
    highest = (0, 0)
    for library in engine.rglob("*.so*"):
        said = subprocess.run(["objdump", "-T", library], capture_output=True, text=True, check=True).stdout
        versions = re.findall(r"GLIBC_(\d+)\.(\d+)", said)
        highest = max([highest, *((int(major), int(minor)) for major, minor in versions)])
    assert highest == (2, 34)
    assert check_bundle(engine) == []
