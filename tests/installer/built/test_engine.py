"""The engine that `python -m installer engine` has left: every processor, graphics cards, speed, limits.

Processors are QEMU's (Debian's qemu-user-static), the graphics card is Mesa's software one
(mesa-vulkan-drivers).
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from installer.linux.build import newest_engine
from installer.notices.bundle import check_bundle
from tests.helpers.models import chat_model
from tests.installer.built.chroot import ROOT

pytestmark = pytest.mark.timeout(1800)
QUESTION = "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant\n"
# Prints what was taken, what it answers and how fast, as one line of JSON.
PROGRAM = """
import json, sys
from pathlib import Path
from workers.engines import llama_backends
from workers.engines.language_model import LanguageModel
from workers.jobs.probe import _graphics
model, question, tokens, threads = sys.argv[1:]
loaded = LanguageModel(Path(model), context=512, threads=int(threads))
answer = "".join(loaded.reply(loaded.encode_text(question), max_tokens=int(tokens)))
cards, build = _graphics()
print(json.dumps({"processor": llama_backends.processor(), "answer": answer, "backend": loaded.backend,
    "layers": loaded.gpu_layers, "cards": [card.backend for card in cards], "gpu_build": build,
    "read_s": loaded.usage.prompt_s, "write_s": loaded.usage.write_s, "tokens": loaded.usage.tokens}))
"""
Said = dict[str, object]
Ask = Callable[..., Said]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked."""
    wheel = newest_engine()
    assert wheel, "no build/engine/*.whl: run `python -m installer engine`"
    folder = tmp_path_factory.mktemp("engine")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def ask(engine: Path) -> Ask:
    def run(cpu: str = "", tokens: int = 6, threads: int = 1, own: bool = True, card: bool = False) -> Said:
        values = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
        values["PYTHONPATH"] = f"{engine}:{ROOT}" if own else str(ROOT)
        if card:  # a software card is passed over unless it is named
            values["GGML_VK_VISIBLE_DEVICES"] = "0"
        emulator = ["qemu-x86_64-static", "-cpu", cpu] if cpu else []
        command = [*emulator, sys.executable, "-c", PROGRAM, str(chat_model())]
        done = subprocess.run(
            [*command, QUESTION, str(tokens), str(threads)],
            env=values, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return dict(json.loads(done.stdout.splitlines()[-1]))

    return run


@pytest.mark.parametrize(
    ("cpu", "chosen"), [("Nehalem", "sse42"), ("SandyBridge", "sandybridge"), ("Haswell", "haswell")]
)
def test_a_processor_gets_its_own_code_and_the_same_answer(ask: Ask, cpu: str, chosen: str) -> None:
    old, here = ask(cpu), ask()
    assert old["processor"] == chosen
    assert here["processor"] not in ("", chosen)
    assert old["answer"] == here["answer"] != ""


def test_it_answers_as_the_ordinary_build_does_and_as_fast(ask: Ask) -> None:
    """The best of three turns each, in turns: other programs disturb all alike."""
    ours, ordinary = [], []
    for _ in range(3):
        ours.append(ask(tokens=24, threads=2))
        ordinary.append(ask(tokens=24, threads=2, own=False))
    assert ordinary[0]["processor"] == ""
    assert {str(one["answer"]) for one in ours} == {str(one["answer"]) for one in ordinary}
    fastest, usual = (
        max(float(str(one["tokens"])) / float(str(one["write_s"])) for one in turns)
        for turns in (ours, ordinary)
    )
    assert fastest >= 0.85 * usual, f"{fastest:.1f} against {usual:.1f} tokens/s"


def test_a_graphics_card_takes_the_layers_and_answers(ask: Ask) -> None:
    said = ask(card=True, threads=2)
    assert said["gpu_build"] is True and said["cards"] == [said["backend"]]
    assert str(said["backend"]).startswith("Vulkan") and int(str(said["layers"])) > 20
    assert "Paris" in str(ask(card=True, threads=2, tokens=16)["answer"])


def test_without_a_card_it_stays_on_the_processor(ask: Ask) -> None:
    said = ask()
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
