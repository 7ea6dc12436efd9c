"""Which files may be put on a model: everything else would end the process inside llama.cpp."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.helpers import gguf
from tests.helpers.gguf import Tensor, Value
from workers.contract.codes import Code, ProblemError
from workers.engines.gguf import gguf_adapter

METADATA: dict[str, Value] = {
    "general.architecture": "llama",
    "general.type": "adapter",
    "adapter.type": "lora",
    "adapter.lora.alpha": 8.0,
}
PAIR = (Tensor("blk.0.attn_q.weight.lora_a", (64, 4)), Tensor("blk.0.attn_q.weight.lora_b", (4, 64)))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.gguf"
    path.write_bytes(gguf.build())
    return path


def refusal(tmp_path: Path, base: Path, metadata: dict[str, Value], tensors: Sequence[Tensor]) -> Code:
    path = tmp_path / "adapter.gguf"
    path.write_bytes(gguf.build(metadata, tensors))
    with pytest.raises(ProblemError) as caught:
        gguf_adapter.inspect(path, base)
    return caught.value.problem.code


def test_a_sound_adapter_is_described(tmp_path: Path, base: Path) -> None:
    path = tmp_path / "adapter.gguf"
    path.write_bytes(gguf.build(METADATA, PAIR))
    facts = gguf_adapter.inspect(path, base)
    assert (facts.architecture, facts.rank, facts.alpha, facts.tensors) == ("llama", 4, 8.0, 2)
    assert facts.size == path.stat().st_size
    assert len(facts.sha256) == 64


def test_an_adapter_of_another_model_is_foreign(tmp_path: Path, base: Path) -> None:
    other = {**METADATA, "general.architecture": "qwen2"}
    assert refusal(tmp_path, base, other, PAIR) is Code.ADAPTER_FOREIGN
    wider = (Tensor("blk.0.attn_q.weight.lora_a", (96, 4)), Tensor("blk.0.attn_q.weight.lora_b", (4, 96)))
    assert refusal(tmp_path, base, METADATA, wider) is Code.ADAPTER_FOREIGN
    deeper = (Tensor("blk.9.attn_q.weight.lora_a", (64, 4)), Tensor("blk.9.attn_q.weight.lora_b", (4, 64)))
    assert refusal(tmp_path, base, METADATA, deeper) is Code.ADAPTER_FOREIGN


def test_what_is_no_sound_adapter_is_damaged(tmp_path: Path, base: Path) -> None:
    damaged = Code.ADAPTER_DAMAGED
    assert refusal(tmp_path, base, {**METADATA, "general.type": "model"}, PAIR) is damaged
    assert refusal(tmp_path, base, {**METADATA, "adapter.lora.alpha": float("nan")}, PAIR) is damaged
    assert refusal(tmp_path, base, METADATA, ()) is damaged
    assert refusal(tmp_path, base, METADATA, PAIR[:1]) is damaged
    assert refusal(tmp_path, base, METADATA, PAIR[1:]) is damaged
    assert refusal(tmp_path, base, METADATA, (*PAIR, Tensor("token_embd.weight", (64, 4)))) is damaged
    ranks = (PAIR[0], Tensor("blk.0.attn_q.weight.lora_b", (5, 64)))
    assert refusal(tmp_path, base, METADATA, ranks) is damaged


def test_every_shortened_file_is_refused(tmp_path: Path, base: Path) -> None:
    whole = gguf.build(METADATA, PAIR)
    path = tmp_path / "adapter.gguf"
    for length in range(0, len(whole) - 32, 37):
        path.write_bytes(whole[:length])
        with pytest.raises(ProblemError) as caught:
            gguf_adapter.inspect(path, base)
        assert caught.value.problem.code is Code.ADAPTER_DAMAGED


def test_a_missing_file_is_missing(tmp_path: Path, base: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        gguf_adapter.inspect(tmp_path / "none.gguf", base)
    assert caught.value.problem.code is Code.ADAPTER_MISSING
