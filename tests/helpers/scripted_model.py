"""Chat models that say what a test wants: real architectures whose weights make each token follow another.

Layers add nothing, the embedding of a token is its own axis, and the output turns that into the next token.
So a reply is written by llama.cpp itself, token by token, and is known.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from tests.helpers.gguf import Tensor, Value, build

_WIDTH = 1024
_NORMAL, _CONTROL, _BYTE = 1, 3, 6
_END = 2  # "</s>"


def scripted(
    path: Path,
    template: str,
    replies: Mapping[str, str],
    *,
    control: Sequence[str] = (),
    repeat: str = "",
    architecture: str = "llama",
    context: int = 2048,
) -> Path:
    """Writes a model. `replies`: a control token → what the model writes once that one was the last of what
    it has read. In a reply the `control` tokens are tokens of their own. `repeat`: after the last reply the
    model goes on with this beginning of it again instead of ending."""
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *control]
    kinds = [2, 3, 3, *[_BYTE] * 256, *[_CONTROL] * len(control)]
    follows: dict[int, int] = {}
    for start, reply in replies.items():
        at, first = tokens.index(start), -1
        for piece in _pieces(reply, control, set(tokens)):
            if piece not in control:
                tokens.append(piece)
                kinds.append(_NORMAL)
            number = tokens.index(piece)
            assert at not in follows, f"{tokens[at]} would have two followers"
            follows[at], at = number, number
            first = number if first < 0 and (not repeat or piece.startswith(repeat)) else first
        follows[at] = first if repeat else _END
    assert len(tokens) <= _WIDTH
    embedding = np.zeros((len(tokens), _WIDTH), "<f4")
    embedding[np.arange(len(tokens)), np.arange(len(tokens))] = 1
    output = np.zeros((len(tokens), _WIDTH), "<f4")
    for token in range(len(tokens)):
        output[follows.get(token, _END), token] = 1
    ones = np.ones(_WIDTH, "<f4").tobytes()
    heads = 8
    norms = ["blk.0.attn_norm", "blk.0.ffn_norm"]
    tensors = [
        Tensor("token_embd.weight", (_WIDTH, len(tokens)), data=embedding.tobytes()),
        Tensor("output.weight", (_WIDTH, len(tokens)), data=output.tobytes()),
        Tensor("output_norm.weight", (_WIDTH,), data=ones),
        *(Tensor(f"{name}.weight", (_WIDTH,), data=ones) for name in norms),
        *(Tensor(f"blk.0.attn_{name}.weight", (_WIDTH, _WIDTH)) for name in ("q", "k", "v", "output")),
        *(Tensor(f"blk.0.ffn_{name}.weight", (_WIDTH, _WIDTH)) for name in ("gate", "up", "down")),
    ]
    if architecture == "qwen3":
        head = np.ones(_WIDTH // heads, "<f4").tobytes()
        tensors += [Tensor(f"blk.0.attn_{name}_norm.weight", (_WIDTH // heads,), data=head) for name in "qk"]
    metadata: dict[str, Value] = {
        "general.architecture": architecture,
        "general.name": "Scripted",
        "general.file_type": 0,
        f"{architecture}.block_count": 1,
        f"{architecture}.context_length": context,
        f"{architecture}.embedding_length": _WIDTH,
        f"{architecture}.feed_forward_length": _WIDTH,
        f"{architecture}.attention.head_count": heads,
        f"{architecture}.attention.head_count_kv": heads,
        f"{architecture}.attention.layer_norm_rms_epsilon": 1e-5,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": [0.0 if kind != _NORMAL else -100.0 for kind in kinds],
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": _END,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.ggml.add_space_prefix": False,
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": template,
    }
    path.write_bytes(build(metadata, tensors))
    return path


def _pieces(reply: str, control: Sequence[str], used: set[str]) -> list[str]:
    """The tokens of a reply: control tokens, and between them pieces that are all different."""
    pieces: list[str] = []
    text = ""

    def cut() -> None:
        nonlocal text
        piece = text.replace(" ", "▁")
        assert piece not in used, f"{text!r} comes twice"
        used.add(piece)
        pieces.append(piece)
        text = ""

    at = 0
    while at < len(reply):
        mark = next((mark for mark in control if reply.startswith(mark, at)), "")
        if mark:
            if text:
                cut()
            pieces.append(mark)
            at += len(mark)
            continue
        text += reply[at]
        at += 1
        ended = at == len(reply) or reply[at] in " \n" or any(reply.startswith(m, at) for m in control)
        if ended and text.replace(" ", "▁") not in used:
            cut()
    if text:
        cut()
    return pieces
