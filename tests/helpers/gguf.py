"""Writes small GGUF files, sound ones and others."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Value = str | int | float | bool | list[str] | list[int] | list[float]


@dataclass(frozen=True)
class Tensor:
    """Dimensions in elements; `type` as in ggml (0 = F32, 4 bytes an element)."""

    name: str
    dimensions: tuple[int, ...]
    type: int = 0
    bytes: int = 0  # 0 = four an element
    data: bytes = b""  # instead of zeros


CHAT_METADATA: dict[str, Value] = {
    "general.architecture": "llama",
    "general.name": "Маленькая модель",
    "general.license": "apache-2.0",
    "general.file_type": 0,
    "llama.block_count": 2,
    "llama.context_length": 2048,
    "llama.embedding_length": 64,
    "llama.attention.head_count": 4,
    "llama.attention.head_count_kv": 2,
    "tokenizer.chat_template": "{{ messages }}",
    "tokenizer.ggml.tokens": ["<s>", "</s>", "а", "б"],
}
CHAT_TENSORS = (
    Tensor("token_embd.weight", (64, 4)),
    Tensor("blk.0.attn_q.weight", (64, 64)),
    Tensor("blk.1.attn_q.weight", (64, 64)),
)


def string(text: str | bytes) -> bytes:
    """A GGUF string: length and bytes."""
    raw = text.encode() if isinstance(text, str) else text
    return struct.pack("<Q", len(raw)) + raw


def value(item: Value) -> bytes:
    """A typed GGUF value."""
    if isinstance(item, bool):
        return struct.pack("<I?", 7, item)
    if isinstance(item, int):
        return struct.pack("<II", 4, item) if 0 <= item < 1 << 32 else struct.pack("<IQ", 10, item)
    if isinstance(item, float):
        return struct.pack("<If", 6, item)
    if isinstance(item, str):
        return struct.pack("<I", 8) + string(item)
    if item and isinstance(item[0], str):
        return struct.pack("<IIQ", 9, 8, len(item)) + b"".join(string(str(each)) for each in item)
    if item and isinstance(item[0], float):
        return struct.pack("<IIQ", 9, 6, len(item)) + struct.pack(f"<{len(item)}f", *map(float, item))
    return struct.pack("<IIQ", 9, 5, len(item)) + b"".join(struct.pack("<i", int(each)) for each in item)


def build(
    metadata: Mapping[str, Value] = CHAT_METADATA,
    tensors: Sequence[Tensor] = CHAT_TENSORS,
    version: int = 3,
    alignment: int = 32,
) -> bytes:
    """The bytes of a GGUF file whose tensors are zeros, where they bring no data."""
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(metadata))
    head += b"".join(string(key) + value(item) for key, item in metadata.items())
    data = b""
    for tensor in tensors:
        elements = 1
        for dimension in tensor.dimensions:
            elements *= dimension
        head += string(tensor.name) + struct.pack("<I", len(tensor.dimensions))
        head += b"".join(struct.pack("<Q", dimension) for dimension in tensor.dimensions)
        head += struct.pack("<IQ", tensor.type, len(data))
        size = tensor.bytes or 4 * elements
        held = tensor.data or b"\0" * size
        data += held + b"\0" * (-len(held) % alignment)
    return head + b"\0" * (-len(head) % alignment) + data
