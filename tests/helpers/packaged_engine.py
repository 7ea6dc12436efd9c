"""The engine that `python -m installer engine` has left, asked in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from installer.engine.build import newest
from tests.helpers.models import chat_model
from workers.contract.engine import MEMORY_VARIABLE
from workers.engines.selftest.engine_child import PATIENCE_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant\n"
# Prints what was taken, what it answers and how fast, as one line of JSON.
PROGRAM = """
import json, os, sys
from pathlib import Path
# An emulator plays the processor for one process; the children that prove an engine need it as well.
sys.executable = os.environ.get("PYTHON_OF_CHILDREN", sys.executable)
from workers.engines.llama import llama_backends
from workers.engines.llama.language_model import LanguageModel
from workers.services.probe.service import _graphics
model, question, tokens, threads = sys.argv[1:]
loaded = LanguageModel(Path(model), context=512, threads=int(threads))
answer = "".join(loaded.reply(loaded.encode_text(question), max_tokens=int(tokens)))
cards, build = _graphics()
print(json.dumps({"processor": llama_backends.processor(), "answer": answer, "backend": loaded.backend,
    "layers": loaded.gpu_layers, "cards": [card.backend for card in cards], "gpu_build": build,
    "read_s": loaded.usage.prompt_s, "write_s": loaded.usage.write_s, "tokens": loaded.usage.tokens}))
"""
Said = dict[str, object]


def unpacked(folder: Path) -> Path:
    """The newest wheel, unpacked into `folder`."""
    wheel = newest()
    assert wheel, "no wheel in build/engine: run `python -m installer engine`"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def ask(engine: Path | None, cpu: str = "", tokens: int = 6, threads: int = 1, card: bool = False) -> Said:
    """The packaged `engine`, or the environment's own (None), on this processor or on one that QEMU plays."""
    values = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
    values["PYTHONPATH"] = f"{engine}:{ROOT}" if engine else str(ROOT)
    if card:  # a software card is passed over unless it is named
        values["GGML_VK_VISIBLE_DEVICES"] = "0"
    emulator = ["qemu-x86_64-static", "-cpu", cpu] if cpu else []
    values.pop(MEMORY_VARIABLE, None)  # what the real processor proved says nothing of another
    values[PATIENCE_VARIABLE] = "60" if cpu else "1"
    command = [*emulator, sys.executable, "-c", PROGRAM, str(chat_model())]
    with tempfile.TemporaryDirectory() as folder:
        if cpu:
            child = Path(folder) / "python"
            child.write_text(
                f'#!/bin/sh\nexec {" ".join(emulator)} {sys.executable} "$@"\n', encoding="utf-8"
            )
            child.chmod(0o755)
            values["PYTHON_OF_CHILDREN"] = str(child)
        done = subprocess.run(
            [*command, QUESTION, str(tokens), str(threads)],
            env=values, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))
