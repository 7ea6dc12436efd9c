"""What a chat model in a GGUF file is: architecture, size, quantization, memory a token. Read from its
checked header (`gguf_header`); nothing is loaded."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workers.contract.codes import Code, ProblemError
from workers.contract.specs.models import ModelFacts
from workers.engines.gguf.gguf_architectures import CHAT, OTHER, RECURRENT_BETWEEN, SLIDING_PERIODS
from workers.engines.gguf.gguf_header import DamagedHeader, GgufHeader, header_of
from workers.files import open_file

_MAX_TEMPLATE = 128 << 10  # characters that travel in the facts; the wire's lines are capped
_MAX_LAYERS = 4096
# `general.file_type` → name of the quantization (llama.cpp's LLAMA_FTYPE_*).
_FILE_TYPES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S",
    12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K",
    19: "IQ2_XXS", 20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS", 23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL",
    26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S", 29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16", 36: "TQ1_0",
    37: "TQ2_0", 38: "MXFP4", 39: "NVFP4", 40: "Q1_0", 41: "Q2_0",
}  # fmt: skip


def inspect(path: Path) -> ModelFacts:
    """What the GGUF at `path` is. Raises `ProblemError`: NOT_A_MODEL (no GGUF), MODEL_DAMAGED (truncated or
    contradictory), MODEL_UNSUPPORTED (no chat model that llama.cpp runs), FILE_MISSING, FILE_UNREADABLE."""
    try:
        with open_file(path) as file:
            return _inspect(path, file, path.stat().st_size)
    except FileNotFoundError as error:
        raise ProblemError(Code.FILE_MISSING, str(error), file=path.name) from error
    except IsADirectoryError as error:
        raise ProblemError(Code.NOT_A_MODEL, str(error), file=path.name) from error
    except OSError as error:
        raise ProblemError(Code.FILE_UNREADABLE, str(error), file=path.name) from error


def _inspect(path: Path, file: BinaryIO, size: int) -> ModelFacts:
    header = header_of(path, file, size)
    try:
        _refuse_what_is_no_chat_model(header)
        return _facts(path, size, header)
    except DamagedHeader as error:
        raise ProblemError(Code.MODEL_DAMAGED, str(error), model=path.name) from error


def _refuse_what_is_no_chat_model(header: GgufHeader) -> None:
    architecture = header.text("general.architecture")[:64]
    kind = header.text("general.type")
    if not architecture:
        raise DamagedHeader("no architecture")
    if kind not in ("", "model"):
        raise ProblemError(Code.MODEL_UNSUPPORTED, f"general.type {kind[:40]}", architecture=kind[:64])
    if architecture in OTHER or architecture not in CHAT:
        raise ProblemError(Code.MODEL_UNSUPPORTED, architecture=architecture)
    if header.number("split.count") > 1:
        raise ProblemError(Code.MODEL_UNSUPPORTED, "one of several files", architecture=architecture)
    if not header.tensors:
        raise ProblemError(Code.MODEL_UNSUPPORTED, "a vocabulary without weights", architecture=architecture)


def _facts(path: Path, size: int, header: GgufHeader) -> ModelFacts:
    architecture = header.text("general.architecture")
    layers = header.number(f"{architecture}.block_count", limit=_MAX_LAYERS)
    if layers == 0:
        raise DamagedHeader("no layers")
    in_layers = sum(tensor.bytes for tensor in header.tensors if tensor.name.startswith("blk."))
    template = header.values.get("tokenizer.chat_template", "")
    if not isinstance(template, str) or len(template) > _MAX_TEMPLATE:
        template = ""
    cache = _cache(header, architecture, layers)
    return ModelFacts(
        path=str(path),
        size=size,
        architecture=architecture,
        name=(header.text("general.name") or path.stem)[:200],
        context=header.number(f"{architecture}.context_length", limit=1 << 31),
        layers=layers,
        quantization=_quantization(header),
        parameters=sum(tensor.elements for tensor in header.tensors),
        template=template,
        layer_bytes=in_layers // layers,
        kv_bytes=cache.full,
        licence=header.text("general.license")[:100],
        window=cache.window,
        window_kv_bytes=cache.windowed,
        state_bytes=cache.state,
    )


def _quantization(header: GgufHeader) -> str:
    named = _FILE_TYPES.get(header.number("general.file_type", -1 & 0xFFFF))
    if named:
        return named
    weights: Counter[str] = Counter()
    for tensor in header.tensors:
        weights[tensor.type] += tensor.elements
    return weights.most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class _Cache:
    """What the layers keep of each token, in bytes at 16 bits: `full` those that see the whole context,
    `windowed` those that see `window` tokens; `state` what recurrent layers keep once."""

    full: int
    windowed: int = 0
    window: int = 0
    state: int = 0


def _cache(header: GgufHeader, architecture: str, layers: int) -> _Cache:
    """Keys and values of one token: 2 · Σ n_head_kv · (d_key + d_value) over the layers that have any. What a
    file does not say is counted as if every layer saw everything, so it is an upper bound."""

    def number(name: str, default: int = 0) -> int:
        return header.number(f"{architecture}.{name}", default, 1 << 24)

    heads = max(header.numbers(f"{architecture}.attention.head_count", layers), default=0)
    each = number("embedding_length") // heads if heads else 0
    key, value = number("attention.key_length", each), number("attention.value_length", each)
    if number("attention.key_length_mla"):
        value = 0  # DeepSeek's latent attention keeps one vector for both (arXiv 2405.04434)
    name = f"{architecture}.attention.head_count_kv"
    kv_heads = header.numbers(name, layers) if name in header.values else [heads] * layers
    slides = _sliding_layers(header, architecture, layers)
    own = _layers_with_cache(header, architecture, layers)
    key_window = number("attention.key_length_swa", key)
    value_window = number("attention.value_length_swa", value)
    full = sum(2 * kv_heads[i] * (key + value) for i in own if not slides[i])
    windowed = sum(2 * kv_heads[i] * (key_window + value_window) for i in own if slides[i])
    window = number("attention.sliding_window") if windowed else 0
    return _Cache(full, windowed, window, _state_bytes(header, architecture, layers - len(own)))


def _sliding_layers(header: GgufHeader, architecture: str, layers: int) -> list[bool]:
    """Which layers see a window only: as the file says, layer by layer or by a period, else as llama.cpp
    knows of the architecture."""
    none = [False] * layers
    if not header.number(f"{architecture}.attention.sliding_window", limit=1 << 24):
        return none
    said = header.values.get(f"{architecture}.attention.sliding_window_pattern")
    if isinstance(said, list):
        return [bool(flag) for flag in said] if len(said) == layers else none
    period, full_first = SLIDING_PERIODS.get(architecture, (0, False))
    if isinstance(said, int) and not isinstance(said, bool) and period:
        period = said if 0 < said <= _MAX_LAYERS else period
    if not period:
        return none
    return [(i % period != 0) if full_first else (i % period < period - 1) for i in range(layers)]


def _layers_with_cache(header: GgufHeader, architecture: str, layers: int) -> list[int]:
    """Layers that keep keys and values: not those that share an earlier layer's, not recurrent ones."""
    shared = header.number(f"{architecture}.attention.shared_kv_layers", limit=_MAX_LAYERS)
    own = range(max(0, layers - shared))
    if architecture not in RECURRENT_BETWEEN:
        return list(own)
    every = header.number(f"{architecture}.full_attention_interval", 4, _MAX_LAYERS) or 4
    flags = header.values.get(f"{architecture}.attention.recurrent_layers")
    if isinstance(flags, list) and len(flags) == layers:
        return [i for i in own if not flags[i]]
    return [i for i in own if (i + 1) % every == 0]


def _state_bytes(header: GgufHeader, architecture: str, recurrent: int) -> int:
    """What `recurrent` layers of a gated delta net keep: the state and the last inputs of the convolution, in
    f32 (llama.cpp's `n_embd_s` and `n_embd_r`)."""
    if architecture not in RECURRENT_BETWEEN:
        return 0
    inner, state, groups, width = (
        header.number(f"{architecture}.ssm.{name}", limit=1 << 24)
        for name in ("inner_size", "state_size", "group_count", "conv_kernel")
    )
    return 4 * recurrent * (inner * state + max(0, width - 1) * (inner + 2 * groups * state))
