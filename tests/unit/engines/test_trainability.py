"""What the trainer takes, by the header of a file."""

from pathlib import Path

import pytest

from tests.helpers.gguf import CHAT_METADATA, CHAT_TENSORS, Tensor, Value, build
from workers.contract.codes import Code, ProblemError
from workers.contract.memory import ModelShape
from workers.engines.gguf.trainability import trainability


def said(folder: Path, **changes: Value) -> tuple[str, str, str]:
    values = {key.replace("__", "."): value for key, value in changes.items()}
    path = folder / "model.gguf"
    path.write_bytes(build({**CHAT_METADATA, **values}))
    found = trainability(path)
    return found.reason, found.architecture, found.tokenizer


@pytest.mark.parametrize(
    ("model", "pre", "tokenizer", "reason"),
    [
        ("gpt2", "tekken", "tekken", ""),
        ("gpt2", "qwen35", "qwen35", ""),
        ("gpt2", "falcon3", "falcon3", "tokenizer_not_trainable"),
        ("llama", "default", "llama", ""),
        ("gemma4", "gemma4", "gemma4", ""),
        ("plamo2", "", "plamo2", "tokenizer_not_trainable"),
    ],
)
def test_a_model_is_refused_for_how_it_cuts_texts(
    tmp_path: Path, model: str, pre: str, tokenizer: str, reason: str
) -> None:
    found = said(tmp_path, tokenizer__ggml__model=model, tokenizer__ggml__pre=pre)
    assert found == (reason, "llama", tokenizer)


def test_other_architectures_and_experts_are_named(tmp_path: Path) -> None:
    assert said(tmp_path, general__architecture="mamba")[:2] == (Code.MODEL_NOT_TRAINABLE, "mamba")
    experts = said(tmp_path, llama__expert_count=8, tokenizer__ggml__model="llama")
    assert experts[:2] == (Code.MODEL_NOT_TRAINABLE, "llama (experts)")


def test_sizes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    values = {**CHAT_METADATA, "llama.feed_forward_length": 96}
    path.write_bytes(build(values, (*CHAT_TENSORS, Tensor("output.weight", (64, 4)))))
    assert trainability(path).shape == ModelShape(8704, 64, 96, 2, 4, tied=False)


def test_a_missing_file_is_a_known_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        trainability(tmp_path / "gone.gguf")
    assert caught.value.problem.code is Code.MODEL_MISSING
