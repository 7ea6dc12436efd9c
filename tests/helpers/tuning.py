"""The tuning component's environment, for tests: real Unsloth in its processor mode."""

import os
import queue
import subprocess
import threading
from functools import cache
from pathlib import Path

from desktop.processes.launcher import TUNING_PYTHON, Launch, launch_beside
from tests.helpers.worker_process import WorkerProcess
from workers.contract.messages import Hello, Message
from workers.contract.specs.jobs import Kind

ROOT = Path(__file__).resolve().parents[2]


@cache
def tuning_python() -> Path:
    """The Python of the tuning environment: BUKVAR_TUNING_PYTHON, else the one that ./test installs. Fails
    when there is none: a test without it would show nothing."""
    chosen = os.environ.get(TUNING_PYTHON)
    python = Path(chosen) if chosen else ROOT / ".tuning" / "bin" / "python"
    assert python.is_file(), f"no tuning environment at {python}: start ./test once, or set {TUNING_PYTHON}"
    return python


def tune_launch() -> Launch:
    """How the product starts its `tune` worker."""
    return launch_beside(tuning_python(), Kind.TUNE)


class TuneWorker(WorkerProcess):
    """A real `tune` worker; what it prints goes into `log`."""

    def __init__(self, log: Path, environment: dict[str, str] | None = None) -> None:
        launch = tune_launch()
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                [launch.program, *launch.arguments],
                cwd=log.parent,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**launch.environment, **(environment or {})},
            )
        self._messages: queue.Queue[Message | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.hello = self.expect(Hello, 120)


def in_tuning(
    code: str, folder: Path, environment: dict[str, str] | None = None, seconds: float = 280
) -> str:
    """What a piece of Python prints in the tuning environment, with our `workers` at hand. Its failure is the
    test's."""
    launch = tune_launch()
    done = subprocess.run(
        [launch.program, "-X", "utf8", "-c", _HARDENED + code],
        cwd=folder,
        env={**launch.environment, "PYTHONPATH": str(ROOT), **(environment or {})},
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


# Without what the worker sets for itself, waiting threads spin and steps take ten times as long.
_HARDENED = "from workers.runtime.environment import harden\nharden('tune')\n"
_TINY = r"""
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
import torch
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

torch.manual_seed(0)
alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
vocabulary = {text: i for i, text in enumerate(["<|endoftext|>", "<|im_start|>", "<|im_end|>", *alphabet])}
vocabulary["qq"] = len(vocabulary)  # llama.cpp wants a word of two letters
inner = Tokenizer(models.BPE(vocab=vocabulary, merges=[("q", "q")]))
inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
inner.decoder = decoders.ByteLevel()
inner.add_special_tokens([AddedToken(t, special=True) for t in list(vocabulary)[:3]])
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=inner, eos_token="<|im_end|>", pad_token="<|endoftext|>", bos_token="<|im_start|>")
tokenizer.chat_template = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
config = LlamaConfig(
    vocab_size=len(vocabulary), hidden_size=64, intermediate_size=128, num_hidden_layers=2,
    num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=1024, bos_token_id=1,
    eos_token_id=2, pad_token_id=0)
model = LlamaForCausalLM(config).to(torch.bfloat16)
for parameter in model.parameters():
    if parameter.dim() == 2:
        parameter.data.normal_(0, 0.06)
model.save_pretrained("tiny")
tokenizer.save_pretrained("tiny")
"""


def write_tiny(folder: Path) -> Path:
    """The same from within that environment."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        exec(_TINY, {})
    finally:
        os.chdir(before)
    return folder / "tiny"


def tiny_model(folder: Path) -> Path:
    """A random llama of two layers that reads bytes, as a model folder: training it takes seconds."""
    in_tuning(_TINY, folder)
    return folder / "tiny"
