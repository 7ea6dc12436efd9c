"""Tensors of a GGUF base model: their names and layout in transformers, and their numbers.

Layout differs in two places, as llama.cpp's own converter writes it: rows of q and k of `llama` stand in the
order of the interleaved rotary embedding, and the norms of `gemma3` have one added.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray

from workers.contract.codes import Code, ProblemError

ARCHITECTURES = ("llama", "qwen2", "qwen3", "gemma3")
_PIECE = 8 << 20  # elements that are dequantised at once: 32 MiB as F32

_LINEAR = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_NORMS = {
    "attn_norm": "input_layernorm",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "ffn_norm": "post_attention_layernorm",
}
_GEMMA_NORMS = {
    **_NORMS,
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
}
_WHOLE = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}
_NOT_WEIGHTS = ("rope_freqs.weight",)


def linear_tensor(module: str) -> str:
    """The GGUF tensor of a linear layer named as in transformers ("model.layers.3.mlp.up_proj"), "" when it
    is none."""
    parts = module.removeprefix("model.layers.").split(".", 1)
    names = {theirs: ours for ours, theirs in _LINEAR.items()}
    if len(parts) != 2 or not parts[0].isdigit() or parts[1] not in names:
        return ""
    return f"blk.{int(parts[0])}.{names[parts[1]]}.weight"


class BaseWeights:
    """An open GGUF model that can be trained. Raises MODEL_DAMAGED, MODEL_NOT_TRAINABLE."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._reader = gguf.GGUFReader(path)
            self.tensors = {tensor.name: tensor for tensor in self._reader.tensors}
        except (OSError, ValueError, IndexError, KeyError) as error:
            raise ProblemError(Code.MODEL_DAMAGED, str(error), model=path.name) from error
        self.fields = self._reader.fields
        self.architecture = str(self.value("general.architecture", ""))
        if self.architecture not in ARCHITECTURES:
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, architecture=self.architecture)
        self.layers = int(self.own("block_count"))
        self.heads = int(self.own("attention.head_count"))
        self.kv_heads = int(self.own("attention.head_count_kv", self.heads))

    def value(self, key: str, default: Any = None) -> Any:
        """A value of the metadata, `default` when it is not there."""
        field = self.fields.get(key)
        return default if field is None else field.contents()

    def own(self, key: str, default: Any = None) -> Any:
        """A value under the architecture's name; MODEL_NOT_TRAINABLE when it is missing or one a layer."""
        found = self.value(f"{self.architecture}.{key}", default)
        if found is None or isinstance(found, list):
            detail = f"{key}: {'missing' if found is None else 'one a layer'}"
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, detail, architecture=self.architecture)
        return found

    def shape(self, name: str) -> tuple[int, ...]:
        """Rows first, as in PyTorch."""
        return tuple(int(size) for size in reversed(self.tensors[name].shape))

    def names(self) -> dict[str, str]:
        """GGUF name → transformers' name of every weight; MODEL_NOT_TRAINABLE for one without."""
        return {name: self._hf_name(name) for name in self.tensors if name not in _NOT_WEIGHTS}

    def _hf_name(self, name: str) -> str:
        stem, _, kind = name.rpartition(".")
        if stem in _WHOLE and kind == "weight":
            return f"{_WHOLE[stem]}.weight"
        parts = stem.split(".")
        norms = _GEMMA_NORMS if self.architecture == "gemma3" else _NORMS
        if len(parts) == 3 and parts[0] == "blk" and parts[1].isdigit() and kind in ("weight", "bias"):
            inner = _LINEAR.get(parts[2]) or (norms.get(parts[2]) if kind == "weight" else None)
            if inner:
                return f"model.layers.{parts[1]}.{inner}.{kind}"
        raise ProblemError(Code.MODEL_NOT_TRAINABLE, f"tensor {name}", architecture=self.architecture)

    def pieces(self, name: str) -> Iterator[NDArray[np.float32]]:
        """The numbers of a tensor as F32 in GGUF's own layout, some rows at a time."""
        tensor = self.tensors[name]
        shape = self.shape(name)
        # The reader gives rows of numbers, or rows of bytes where they are quantised; rows divide evenly.
        rows = tensor.data.reshape(shape[0], -1) if len(shape) > 1 else tensor.data.reshape(1, -1)
        width = int(np.prod(shape)) // len(rows)
        step = max(1, _PIECE // width)
        for start in range(0, len(rows), step):
            part = gguf.dequantize(rows[start : start + step], tensor.tensor_type)
            yield np.ascontiguousarray(part, dtype=np.float32).reshape(-1, width)

    def restored(self, name: str) -> Iterator[NDArray[np.float32]]:
        """As `pieces`, in transformers' layout."""
        heads = {"attn_q": self.heads, "attn_k": self.kv_heads}.get(name.split(".")[-2], 0)
        if self.architecture == "llama" and heads:
            whole = np.concatenate(list(self.pieces(name)))
            column = whole.reshape(-1, 1) if len(self.shape(name)) == 1 else whole
            yield unpermuted(column, heads).reshape(whole.shape)
        elif self.architecture == "gemma3" and name.endswith("norm.weight"):
            for piece in self.pieces(name):
                yield piece - np.float32(1)
        else:
            yield from self.pieces(name)


def permuted(rows: NDArray[Any], heads: int) -> NDArray[Any]:
    """Rows of q or k from halves (transformers) to pairs (GGUF's `llama`), head by head."""
    count, width = rows.shape
    halves = rows.reshape(heads, 2, count // heads // 2, width)
    return np.ascontiguousarray(halves.swapaxes(1, 2).reshape(count, width))


def unpermuted(rows: NDArray[Any], heads: int) -> NDArray[Any]:
    """The way back."""
    count, width = rows.shape
    pairs = rows.reshape(heads, count // heads // 2, 2, width)
    return np.ascontiguousarray(pairs.swapaxes(1, 2).reshape(count, width))


def to_bf16(values: NDArray[np.float32]) -> NDArray[np.uint16]:
    """The upper halves of F32 numbers, rounded to the nearest, ties to even (no NaN)."""
    bits = np.ascontiguousarray(values).view(np.uint32)
    return ((bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) >> np.uint32(16)).astype(
        "<u2"
    )
