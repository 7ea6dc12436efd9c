"""Random models of every architecture that the trainer takes: the folder, the GGUF made of it, the copy
made of that, adapters on the copy and merged into it all compute the same in transformers and in llama.cpp;
what was learned on weights in four bits stays learned on those in sixteen."""

import json
import os
import subprocess
from pathlib import Path

import llama_cpp as llama
import numpy as np
import pytest

from tests.helpers import in_tuning
from tests.helpers.tiny_models import KINDS, LEARNT, PROMPT
from tests.helpers.tuning import tuning_python
from tests.processes.test_weights import TEXTS, _logits
from workers.contract.training.tuning import TRAINABLE
from workers.engines.gguf.trainability import trainability
from workers.engines.llama.language_model import LanguageModel

TOLERANCE = 0.02  # F16 weights and bf16 copies, of logits that reach 1 to 5
# Of the words that the trainer chose above weights in four bits, llama.cpp chooses so many above F16; where
# the trainer's two best words are nearer than that (a random model learns by half), either may come first.
FOUR_BIT, NEAR_TIE = 0.98, 0.3


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("architectures")
    environment = {**os.environ, "PYTHONPATH": str(in_tuning.ROOT), "HF_HUB_OFFLINE": "1"}
    command = [tuning_python(), "-m", "tests.helpers.tiny_models", folder, *KINDS]
    done = subprocess.run(command, env=environment, cwd=in_tuning.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def test_every_architecture_has_its_model(place: Path) -> None:
    found = [trainability(place / kind / "model.gguf") for kind in KINDS]
    assert {one.architecture for one in found} == TRAINABLE
    assert {one.reason for one in found} == {""}
    assert {one.tokenizer for one in found} >= {"tekken", "qwen35", "qwen2", "llama-bpe", "gemma4", "llama"}
    assert all(one.shape.width == 64 and one.shape.vocabulary == 384 for one in found)


@pytest.mark.parametrize("kind", KINDS)
def test_llama_cpp_and_transformers_compute_the_same(place: Path, kind: str) -> None:
    folder = place / kind
    expected = np.load(folder / "logits.npz")
    model = LanguageModel(folder / "model.gguf", context=256, threads=1)
    try:
        assert np.abs(_logits(model, PROMPT) - expected["base"]).max() < TOLERANCE
        assert np.abs(expected["copy"] - expected["base"]).max() < TOLERANCE
        for scaled in (False, True):
            llama.llama_memory_clear(model._memory, True)
            model.put_on(folder / f"adapter-{scaled}.gguf")
            found, wanted = _logits(model, PROMPT), expected[f"adapter-{scaled}"]
            assert np.abs(found - wanted).max() < TOLERANCE
            assert np.abs(wanted - expected["base"]).max() > 2 * TOLERANCE  # the adapter does something
        llama.llama_memory_clear(model._memory, True)
        model.put_on(folder / "adapter-four.gguf")
        chosen, wanted = _logits(model, LEARNT).argmax(-1), expected["four"]
        best = np.sort(wanted, axis=-1)
        sure = best[:, -1] - best[:, -2] >= NEAR_TIE
        assert sure.sum() >= 24
        assert np.mean((chosen == wanted.argmax(-1))[sure]) >= FOUR_BIT
        assert (
            np.mean(wanted.argmax(-1)[:-1] == LEARNT[1:]) > 0.6
        )  # it was learned: the words are no accident
    finally:
        model.close()
    merged = LanguageModel(folder / "merged.gguf", context=256, threads=1)
    try:
        assert np.abs(_logits(merged, PROMPT) - expected["adapter-False"]).max() < TOLERANCE
    finally:
        merged.close()


SPLIT = """
from transformers import AutoTokenizer
texts = json.loads(sys.argv[2])
found = {}
for folder in sorted(Path(sys.argv[1]).iterdir()):
    tokenizer = AutoTokenizer.from_pretrained(folder / "copy")
    found[folder.name] = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in texts]
print(json.dumps(found))
"""


def test_texts_are_cut_alike(place: Path) -> None:
    """As the GGUF cuts them, which came from the folder; names in camel case of another alphabet included."""
    texts = [*TEXTS, "ПриветМир, HTMLParser и/или ООО «Ромашка»", "С\u0301тресс", "the theatre, the aunt"]
    ours = in_tuning.run(SPLIT, place, json.dumps(texts))
    for kind in KINDS:
        model = LanguageModel(place / kind / "model.gguf", context=256, threads=1)
        try:
            assert ours[kind] == [model._tokenize(text, control=True) for text in texts], kind
        finally:
            model.close()
