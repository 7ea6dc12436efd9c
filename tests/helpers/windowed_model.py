"""A chat model of some hundred kilobytes with a sliding window, and weights that are as good as any."""

import struct
from pathlib import Path

import numpy as np

from tests.helpers.gguf import Tensor, Value, build

WIDTH, WIDE, LAYERS, WINDOW = 64, 128, 6, 64
_SPECIAL = ["<pad>", "<eos>", "<bos>", "<unk>"]
_NORMS = ("attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm")


def write(path: Path, context: int = 4096) -> Path:
    """Gemma 3's architecture: of six layers the last sees everything, the others `WINDOW` tokens."""
    tokens = [*_SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), "▁", "▁а"]
    metadata: dict[str, Value] = {
        "general.architecture": "gemma3",
        "general.name": "Маленькая с окном",
        "general.file_type": 0,
        "gemma3.block_count": LAYERS,
        "gemma3.context_length": context,
        "gemma3.embedding_length": WIDTH,
        "gemma3.feed_forward_length": WIDE,
        "gemma3.attention.head_count": 4,
        "gemma3.attention.head_count_kv": 2,
        "gemma3.attention.key_length": 16,
        "gemma3.attention.value_length": 16,
        "gemma3.attention.sliding_window": WINDOW,
        "gemma3.attention.layer_norm_rms_epsilon": 1e-6,
        "gemma3.rope.freq_base": 10000.0,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": [0.0] * len(tokens),
        "tokenizer.ggml.token_type": [3, 3, 3, 2, *[6] * 256, 1, 1],
        "tokenizer.ggml.padding_token_id": 0,
        "tokenizer.ggml.eos_token_id": 1,
        "tokenizer.ggml.bos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 3,
    }
    tensors = [Tensor("token_embd.weight", (WIDTH, len(tokens))), Tensor("output_norm.weight", (WIDTH,))]
    for layer in range(LAYERS):
        shapes: dict[str, tuple[int, ...]] = dict.fromkeys(_NORMS, (WIDTH,))
        shapes |= {"attn_q": (WIDTH, 64), "attn_k": (WIDTH, 32), "attn_v": (WIDTH, 32)}
        shapes |= {"attn_output": (64, WIDTH), "attn_q_norm": (16,), "attn_k_norm": (16,)}
        shapes |= {"ffn_gate": (WIDTH, WIDE), "ffn_up": (WIDTH, WIDE), "ffn_down": (WIDE, WIDTH)}
        tensors += [Tensor(f"blk.{layer}.{name}.weight", shape) for name, shape in shapes.items()]
    file = bytearray(build(metadata, tensors))
    count = sum(int(np.prod(tensor.dimensions)) for tensor in tensors)
    weights = np.random.default_rng(7).normal(0, 0.6, count).astype("<f4")
    assert all(int(np.prod(tensor.dimensions)) * 4 % 32 == 0 for tensor in tensors)  # no gaps between them
    struct.pack_into(f"{4 * count}s", file, len(file) - 4 * count, weights.tobytes())
    path.write_bytes(file)
    return path
