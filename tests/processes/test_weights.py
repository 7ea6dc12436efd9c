"""From a GGUF to trainable weights and from PEFT to a GGUF adapter, in the tuning environment."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import llama_cpp as llama
import numpy as np
import pytest

from tests.helpers import in_tuning
from tests.helpers.models import smollm
from tests.helpers.tuning import tuning_python
from workers.engines.gguf import gguf_header
from workers.engines.llama.chat_template import TemplateMessage
from workers.engines.llama.language_model import LanguageModel

TINY = in_tuning.ROOT / "tests" / "helpers" / "tiny_adapter.py"
PREPARE = """
from workers.training import weights
seen = []
gguf, folder = Path(sys.argv[1]), Path(sys.argv[2])
weights.prepare(gguf, folder, lambda *now: seen.append(now), lambda: False)
print(json.dumps([len(seen), seen[-1] if seen else []]))
"""
TEXTS = (
    "Привет, мир! Как дела?", "ёлка, Ёж; счёт-фактура № 1234567 от 01.02.2024 г.", "  two  spaces\r\n\n\tx ",
    "The quick brown fox's 12345 jumps; IT'S I'll", "<|im_start|>user\nЧто?<|im_end|>\n", "<|im_end|",
    "😀 — «кавычки» ١٢٣ ½ 日本語", "1 000 000,50 руб.", "\u00a0\u200b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("weights") / "trainer"
    calls, last = in_tuning.run(PREPARE, smollm(), target)
    assert calls > 1
    assert last[0] == last[1]
    return target


def test_the_copy_speaks_as_llama_cpp_does(folder: Path) -> None:
    """Same tokens; same likeliest next token nearly everywhere, and a small divergence between the two: bf16
    rounds the numbers, llama.cpp rounds the activations of a quantised model."""
    model = LanguageModel(smollm(), context=512)
    try:
        tokens = [model._tokenize(text, control=control) for text in TEXTS for control in (True, False)]
        prompt = model.encode(
            [TemplateMessage("user", "What is the capital of France? Say it in two sentences.")]
        )
        expected = _logits(model, prompt)
    finally:
        model.close()
    np.save(folder.parent / "expected.npy", expected)
    told = {"texts": TEXTS, "prompt": prompt}
    (folder.parent / "told.json").write_text(json.dumps(told), encoding="utf-8")
    found = in_tuning.run(SPEAK, folder, folder.parent)
    assert found["tokens"] == tokens
    assert found["agree"] >= 0.9
    assert found["divergence"] < 0.05


SPEAK = """
import numpy as np, torch
from transformers import AutoModelForCausalLM, AutoTokenizer
told = json.loads((Path(sys.argv[2]) / "told.json").read_text(encoding="utf-8"))
expected = np.load(Path(sys.argv[2]) / "expected.npy").astype(np.float64)
tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
tokens = [
    tokenizer(text, add_special_tokens=False, split_special_tokens=not control)["input_ids"]
    for text in told["texts"] for control in (True, False)
]
model = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.bfloat16)
with torch.no_grad():
    logits = model(torch.tensor([told["prompt"]])).logits[0].double().numpy()
def logarithms(x):
    x = x - x.max(1, keepdims=True)
    return x - np.log(np.exp(x).sum(1, keepdims=True))
p, q = logarithms(expected), logarithms(logits)
print(json.dumps({
    "tokens": tokens,
    "agree": float((p.argmax(1) == q.argmax(1)).mean()),
    "divergence": float((np.exp(p) * (p - q)).sum(1).mean()),
}))
"""


def _logits(model: LanguageModel, tokens: list[int]) -> Any:
    """Of every position, straight from llama.cpp."""
    batch = llama.llama_batch_init(len(tokens), 0, 1)
    batch.n_tokens = len(tokens)
    for at, token in enumerate(tokens):
        batch.token[at], batch.pos[at], batch.logits[at] = token, at, 1
        batch.n_seq_id[at], batch.seq_id[at][0] = 1, 0
    assert llama.llama_decode(model._context, batch) == 0
    size = llama.llama_vocab_n_tokens(model._vocabulary)
    pointers = [llama.llama_get_logits_ith(model._context, at) for at in range(len(tokens))]
    found = np.stack([np.ctypeslib.as_array(pointer, (size,)).copy() for pointer in pointers])
    llama.llama_batch_free(batch)
    return found


def test_a_sound_copy_is_kept_and_a_damaged_one_made_again(folder: Path) -> None:
    weights = folder / "model.safetensors"
    before = weights.stat().st_mtime_ns
    assert in_tuning.run(PREPARE, smollm(), folder)[0] == 0
    assert weights.stat().st_mtime_ns == before
    whole = hashlib.sha256(weights.read_bytes()).hexdigest()
    with weights.open("r+b") as file:
        file.seek(1 << 20)
        file.write(b"\x00" * 64)
    assert in_tuning.run(PREPARE, smollm(), folder)[0] > 1
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == whole


def test_a_cancelled_copy_leaves_no_folder(tmp_path: Path) -> None:
    script = """
from workers.runtime.context import RequestCancelled
from workers.training import weights
asked = [0]
def progress(done, total): asked[0] += 1
try:
    weights.prepare(Path(sys.argv[1]), Path(sys.argv[2]), progress, lambda: asked[0] > 3)
    print(json.dumps("made"))
except RequestCancelled as error:
    print(json.dumps(error.resumable))
"""
    assert in_tuning.run(script, smollm(), tmp_path / "trainer") is True
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("architecture", "recorded"),
    [
        ("llama", "5d9617453635d6c905f2c3449c6101ee813ec1894b81af755a8cc864f16fa8bc"),
        ("qwen2", "54c33cf7e755b9d799cdf8273a5420c261af7dc777797486ed94dd3b6239a12e"),
        ("qwen3", "54c33cf7e755b9d799cdf8273a5420c261af7dc777797486ed94dd3b6239a12e"),
        ("gemma3", "54c33cf7e755b9d799cdf8273a5420c261af7dc777797486ed94dd3b6239a12e"),
    ],
)
def test_adapters_are_those_of_the_reference_converter(
    tmp_path: Path, architecture: str, recorded: str
) -> None:
    """`recorded`: sha256 over name, type (one byte) and data of all tensors in the order of names, in the
    file that `convert_lora_to_gguf.py --outtype f16` of llama-cpp-python 0.3.36's sdist (vendor/llama.cpp,
    with its own gguf-py) made of the adapter and base written by `tests/helpers/tiny_adapter.py`. Only
    `llama` turns rows of q and k, so the other three are equal."""
    subprocess.run([tuning_python(), TINY, architecture, tmp_path / "tiny"], check=True)
    output = tmp_path / "adapter.gguf"
    script = """
from workers.training import adapter_gguf
print(json.dumps(adapter_gguf.write(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))))
"""
    written = in_tuning.run(script, tmp_path / "tiny" / "peft", tmp_path / "tiny" / "base", output)
    assert written == hashlib.sha256(output.read_bytes()).hexdigest()
    header = gguf_header.read_header(output)
    assert header.text("general.architecture") == architecture
    assert header.values["adapter.lora.alpha"] == 8.0
    digest, body = hashlib.sha256(), output.read_bytes()
    for tensor in sorted(header.tensors, key=lambda tensor: tensor.name):
        assert tensor.type == "F16"
        digest.update(tensor.name.encode() + b"\x01" + body[tensor.start : tensor.start + tensor.bytes])
    assert len(header.tensors) == 28
    assert digest.hexdigest() == recorded


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"use_dora": True}, "adapter_damaged"),
        ({"modules_to_save": ["lm_head"]}, "adapter_damaged"),
        ({"bias": "all"}, "adapter_damaged"),
        ({"rank_pattern": {"q_proj": 2}}, "adapter_damaged"),
        ({"r": 8}, "adapter_foreign"),
    ],
)
def test_what_a_gguf_adapter_cannot_say_is_refused(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    subprocess.run([tuning_python(), TINY, "qwen2", tmp_path / "tiny"], check=True)
    config = tmp_path / "tiny" / "peft" / "adapter_config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), **change}))
    script = """
from workers.contract.codes import ProblemError
from workers.training import adapter_gguf
try:
    adapter_gguf.write(Path(sys.argv[1]) / "peft", Path(sys.argv[1]) / "base", Path(sys.argv[2]))
    print(json.dumps("written"))
except ProblemError as error:
    print(json.dumps(error.problem.code))
"""
    assert in_tuning.run(script, tmp_path / "tiny", tmp_path / "adapter.gguf") == code
    assert not list(tmp_path.glob("*adapter.gguf*"))
