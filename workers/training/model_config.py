"""`config.json` of a model folder ↔ the metadata of a GGUF, by the fields of `architectures`."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from workers.contract.codes import Code, ProblemError
from workers.training.architectures import ARCHITECTURES, COMMON, Values

_GEMMA_27B = {"gemma2": 46, "gemma3": 62}  # layers of the sizes whose attention is scaled by width / heads
_LOCAL_ROPE = 10000.0
_UNROTATED = 1e30  # llama.cpp's factor for dimensions that the rotary embedding leaves alone
# The bounds and the first context of Llama 3.1 and later are the same in all published models.
_LLAMA3 = {"low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}


class Metadata:
    """Values of a GGUF under its architecture's name. Raises MODEL_NOT_TRAINABLE for what is missing."""

    def __init__(self, architecture: str, values: Mapping[str, Any]) -> None:
        self.architecture, self._values = architecture, values

    def get(self, key: str, default: Any = None) -> Any:
        """A value; `default` when it is not there."""
        return self._values.get(f"{self.architecture}.{key}", default)

    def number(self, key: str, default: Any = None) -> Any:
        """A single number; MODEL_NOT_TRAINABLE when it is missing or one a layer."""
        found = self.get(key, default)
        if found is None or isinstance(found, list):
            detail = f"{key}: {'missing' if found is None else 'one a layer'}"
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, detail, architecture=self.architecture)
        return found

    def each(self, key: str, layers: int, default: Any = None) -> list[Any]:
        """One value a layer, however it is written."""
        found = self.get(key, default)
        if found is None:
            found = self.number(key)
        values = list(found) if isinstance(found, list) else [found] * layers
        return (values + values[-1:] * layers)[:layers]

    @property
    def layers(self) -> int:
        """Layers of the model itself: those that predict further tokens ahead are left out."""
        return int(self.number("block_count")) - int(self.get("nextn_predict_layers", 0) or 0)


def config_of(
    meta: Metadata,
    ids: Mapping[str, Any],
    shapes: Mapping[str, tuple[int, ...]],
    rope_factors: Values | None,
) -> dict[str, Any]:
    """The config.json of a GGUF. `ids`: its special tokens; `shapes` of its tensors, rows first."""
    name, known = meta.architecture, ARCHITECTURES[meta.architecture]
    config: dict[str, Any] = {
        "architectures": [known.model_class],
        "model_type": known.model_type,
        "dtype": "bfloat16",
        "vocab_size": shapes["token_embd.weight"][0],
        "num_hidden_layers": meta.layers,
        "attention_bias": "blk.0.attn_q.bias" in shapes,
        # Without a tensor of its own the output layer is the table of embeddings.
        "tie_word_embeddings": "output.weight" not in shapes,
        "use_cache": True,
        known.activation[0]: known.activation[1],
        **known.fixed,
    }
    if name == "llama":
        config["mlp_bias"] = "blk.0.ffn_up.bias" in shapes
    for each in (*COMMON, *known.fields):
        if each.optional and meta.get(each.key) is None:
            config[each.name] = None
            continue
        value = meta.number(each.key, each.default)
        config[each.name] = float(f"{value:.6g}") if each.kind is float else int(value)
    for token in ("bos", "eos", "pad"):
        config[f"{token}_token_id"] = ids.get(token)
    heads = config["num_attention_heads"]
    config["head_dim"] = int(meta.get("attention.key_length") or config["hidden_size"] // heads)
    special = {"gemma2": _gemma2, "gemma3": _gemma3, "gemma4": _gemma4, "qwen35": _qwen35}.get(name)
    if name != "gemma4":
        config["num_key_value_heads"] = int(meta.number("attention.head_count_kv", heads))
        config["intermediate_size"] = int(meta.number("feed_forward_length"))
        config["rope_parameters"] = _rope(meta, rope_factors)
    if special is not None:
        config |= special(meta, config, shapes, rope_factors)
    return config


def _rope(meta: Metadata, factors: Values | None) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "rope_type": "default",
        "rope_theta": float(meta.number("rope.freq_base", 10000.0)),
    }
    if factors is not None:
        # The table holds 1 for high frequencies and the factor for low ones.
        return {**parameters, "rope_type": "llama3", "factor": round(float(factors.max()), 3), **_LLAMA3}
    factor = float(meta.get("rope.scaling.factor", 1.0))
    if factor in (0.0, 1.0) or meta.get("rope.scaling.type") == "none":
        return parameters
    parameters |= {"rope_type": str(meta.get("rope.scaling.type", "linear")), "factor": factor}
    if parameters["rope_type"] == "yarn":
        first = meta.number("rope.scaling.original_context_length")
        parameters["original_max_position_embeddings"] = int(first)
    return parameters


def _gemma2(meta: Metadata, config: dict[str, Any], *_: Any) -> dict[str, Any]:
    return {"query_pre_attn_scalar": _attention_scale(config, "gemma2")}


def _gemma3(meta: Metadata, config: dict[str, Any], *_: Any) -> dict[str, Any]:
    layers = meta.layers
    period = meta.get("attention.sliding_window_pattern", 6)
    slides = period if isinstance(period, list) else [(i + 1) % int(period) != 0 for i in range(layers)]
    local = float(meta.get("rope.freq_base_swa", _LOCAL_ROPE))
    whole = config["rope_parameters"]
    if meta.get("rope.freq_base") is None:
        whole = {**whole, "rope_theta": 1e6}
    return {
        "layer_types": _kinds(slides),
        "query_pre_attn_scalar": _attention_scale(config, "gemma3"),
        "rope_parameters": {
            "full_attention": whole,
            "sliding_attention": {"rope_type": "default", "rope_theta": local},
        },
    }


def _gemma4(
    meta: Metadata, config: dict[str, Any], shapes: Mapping[str, tuple[int, ...]], factors: Values | None
) -> dict[str, Any]:
    if meta.get("expert_count"):
        raise ProblemError(Code.MODEL_NOT_TRAINABLE, "experts", architecture="gemma4 (experts)")
    layers = meta.layers
    slides = [bool(one) for one in meta.each("attention.sliding_window_pattern", layers)]
    keys = meta.each("attention.head_count_kv", layers)
    inner = meta.each("feed_forward_length", layers)
    local = next((int(n) for n, slide in zip(keys, slides, strict=True) if slide), int(keys[0]))
    whole = next((int(n) for n, slide in zip(keys, slides, strict=True) if not slide), local)
    full = slides.index(False)
    head = int(meta.number("attention.key_length"))
    rotated = 1.0 if factors is None else float((factors < _UNROTATED / 2).mean())
    own = layers - config["num_kv_shared_layers"]
    table = shapes.get("per_layer_token_embd.weight")
    return {
        "layer_types": _kinds(slides),
        "head_dim": int(meta.number("attention.key_length_swa", head)),
        "global_head_dim": head,
        "num_key_value_heads": local,
        "num_global_key_value_heads": whole,
        "attention_k_eq_v": full < own and f"blk.{full}.attn_v.weight" not in shapes,
        "intermediate_size": int(inner[0]),
        "use_double_wide_mlp": int(inner[-1]) == 2 * int(inner[0]),
        "vocab_size_per_layer_input": table[0] if table else config["vocab_size"],
        "rope_parameters": {
            "full_attention": {
                "rope_type": "proportional",
                "rope_theta": float(meta.number("rope.freq_base", 1e6)),
                "partial_rotary_factor": rotated,
            },
            "sliding_attention": {
                "rope_type": "default",
                "rope_theta": float(meta.get("rope.freq_base_swa", _LOCAL_ROPE)),
            },
        },
    }


def _qwen35(meta: Metadata, config: dict[str, Any], *_: Any) -> dict[str, Any]:
    layers, every = meta.layers, int(meta.get("full_attention_interval", 4))
    flags = meta.get("attention.recurrent_layers")
    recurrent = flags[:layers] if isinstance(flags, list) else [(i + 1) % every != 0 for i in range(layers)]
    turned = int(meta.get("rope.dimension_count", config["head_dim"] // 4))
    sections = list(meta.get("rope.dimension_sections") or (11, 11, 10, 0))[:3]
    return {
        "layer_types": ["linear_attention" if one else "full_attention" for one in recurrent],
        "linear_value_head_dim": int(meta.number("ssm.inner_size")) // config["linear_num_value_heads"],
        "rope_parameters": {
            **config["rope_parameters"],
            "partial_rotary_factor": turned / config["head_dim"],
            "mrope_section": sections,
            "mrope_interleaved": True,
        },
    }


def _kinds(slides: list[Any]) -> list[str]:
    return ["sliding_attention" if slide else "full_attention" for slide in slides]


def _attention_scale(config: Mapping[str, Any], name: str) -> int:
    """What the products of queries and keys are divided by, squared."""
    if config["num_hidden_layers"] == _GEMMA_27B[name]:
        return int(config["hidden_size"]) // int(config["num_attention_heads"])
    return int(config["head_dim"])


# --- the way back --------------------------------------------------------------------------------


def metadata_of(architecture: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata (under the architecture's name, without the name) of a config.json whose text part `config`
    is. Raises MODEL_NOT_TRAINABLE for what llama.cpp would compute otherwise."""
    known = ARCHITECTURES[architecture]
    if config.get("num_experts") or config.get("num_local_experts"):
        raise ProblemError(Code.MODEL_NOT_TRAINABLE, "experts", architecture=f"{architecture} (experts)")
    layers, heads = int(config["num_hidden_layers"]), int(config["num_attention_heads"])
    head = int(config.get("head_dim") or int(config["hidden_size"]) // heads)
    values: dict[str, Any] = {
        "block_count": layers,
        "attention.head_count_kv": int(config.get("num_key_value_heads") or heads),
        "feed_forward_length": int(config["intermediate_size"]),
        "attention.key_length": head,
        "attention.value_length": head,
    }
    for each in (*COMMON, *known.fields):
        if config.get(each.name) is not None:
            values[each.key] = each.kind(config[each.name])
        elif not each.optional and each.default is not None:
            values[each.key] = each.default
        elif not each.optional:
            raise ProblemError(Code.MODEL_NOT_TRAINABLE, each.name, architecture=architecture)
    rope = config.get("rope_parameters") or {
        **(config.get("rope_scaling") or {}),
        "rope_theta": config.get("rope_theta", 10000.0),
    }
    whole = rope.get("full_attention", rope)
    values["rope.freq_base"] = float(whole.get("rope_theta", 10000.0))
    kind = str(whole.get("rope_type", whole.get("type", "default")))
    if kind in ("linear", "yarn"):
        values |= {"rope.scaling.type": kind, "rope.scaling.factor": float(whole["factor"])}
        if kind == "yarn":
            values["rope.scaling.original_context_length"] = int(whole["original_max_position_embeddings"])
    elif kind not in ("default", "llama3", "proportional"):
        raise ProblemError(Code.MODEL_NOT_TRAINABLE, f"rope {kind}", architecture=architecture)
    local = rope.get("sliding_attention", {}).get("rope_theta", config.get("rope_local_base_freq"))
    if local is not None:
        values["rope.freq_base_swa"] = float(local)
    if architecture == "gemma3":
        period = int(config.get("sliding_window_pattern", 6))
        kinds = config.get("layer_types") or _kinds([(i + 1) % period != 0 for i in range(layers)])
        values["attention.sliding_window_pattern"] = [one == "sliding_attention" for one in kinds]
    elif architecture == "gemma4":
        values |= _gemma4_metadata(config, layers)
    elif architecture == "qwen35":
        values |= _qwen35_metadata(config, whole, head)
    else:
        values["rope.dimension_count"] = head
    return values


def _gemma4_metadata(config: Mapping[str, Any], layers: int) -> dict[str, Any]:
    slides = [one == "sliding_attention" for one in config["layer_types"]]
    local, inner = int(config["num_key_value_heads"]), int(config["intermediate_size"])
    every = config.get("per_layer_config") or {}
    own = every.get(str(slides.index(False)), every.get(slides.index(False), {}))
    head = int(config.get("global_head_dim") or own.get("head_dim", 512))
    keys = int(config.get("num_global_key_value_heads") or own.get("num_key_value_heads") or local)
    if not config.get("attention_k_eq_v"):
        keys = local
    first_shared = layers - int(config.get("num_kv_shared_layers") or 0)
    wide = 2 if config.get("use_double_wide_mlp") else 1
    return {
        "attention.sliding_window_pattern": slides,
        "attention.key_length": head,
        "attention.value_length": head,
        "attention.key_length_swa": int(config["head_dim"]),
        "attention.value_length_swa": int(config["head_dim"]),
        "attention.head_count_kv": [local if slide else keys for slide in slides],
        "feed_forward_length": [inner if i < first_shared else wide * inner for i in range(layers)],
        "rope.dimension_count": head,
        "rope.dimension_count_swa": int(config["head_dim"]),
    }


def _qwen35_metadata(config: Mapping[str, Any], rope: Mapping[str, Any], head: int) -> dict[str, Any]:
    layers = int(config["num_hidden_layers"])
    every = int(config.get("full_attention_interval") or 4)
    kinds = config.get("layer_types") or [
        "linear_attention" if (i + 1) % every else "full_attention" for i in range(layers)
    ]
    part = float(rope.get("partial_rotary_factor", config.get("partial_rotary_factor", 0.25)))
    sections = [*(rope.get("mrope_section") or (11, 11, 10)), 0, 0][:4]
    return {
        "attention.recurrent_layers": [kind == "linear_attention" for kind in kinds],
        "full_attention_interval": every,
        "ssm.inner_size": int(config["linear_value_head_dim"]) * int(config["linear_num_value_heads"]),
        "rope.dimension_count": int(head * part),
        "rope.dimension_sections": [int(one) for one in sections],
    }


def rope_factors(architecture: str, config: Mapping[str, Any]) -> Values | None:
    """The table of rotary factors that llama.cpp reads from a tensor, where a model has one."""
    rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
    whole = rope.get("full_attention", rope)
    kind = whole.get("rope_type", whole.get("type"))
    if kind == "proportional":
        every = config.get("per_layer_config") or {}
        heads = [one["head_dim"] for one in every.values() if "head_dim" in one]
        half = int(config.get("global_head_dim") or next(iter(heads), 512)) // 2
        turned = int(half * float(whole["partial_rotary_factor"]))
        return np.array([1.0] * turned + [_UNROTATED] * (half - turned), np.float32)
    if kind != "llama3":
        return None
    # As transformers computes it (`_compute_llama3_parameters`), as factors of the plain wave lengths.
    width = int(config.get("head_dim") or int(config["hidden_size"]) // int(config["num_attention_heads"]))
    theta = float(whole.get("rope_theta") or config.get("rope_theta", 10000.0))
    first, factor = float(whole["original_max_position_embeddings"]), float(whole["factor"])
    low, high = float(whole["low_freq_factor"]), float(whole["high_freq_factor"])
    found = []
    for place in range(0, width, 2):
        length = 2 * math.pi * theta ** (place / width)
        if length < first / high:
            found.append(1.0)
        elif length > first / low:
            found.append(factor)
        else:
            smooth = (first / length - low) / (high - low)
            found.append(1 / ((1 - smooth) / factor + smooth))
    return np.array(found, np.float32)


def write(config: Mapping[str, Any], ends: list[int], folder: Path) -> None:
    """Write `config.json` and `generation_config.json`; `ends` are the tokens that end an answer."""
    generation = {
        "bos_token_id": config.get("bos_token_id"),
        "eos_token_id": sorted(ends) or None,
        "pad_token_id": config.get("pad_token_id"),
        "do_sample": False,
    }
    for name, body in (("config.json", config), ("generation_config.json", generation)):
        text = json.dumps({key: value for key, value in body.items() if value is not None}, indent=1)
        (folder / name).write_text(text, encoding="utf-8")
