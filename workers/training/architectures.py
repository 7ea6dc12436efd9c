"""What the trainer knows of model architectures: data for each, and the few ways in which a GGUF and a model
folder lay out the same numbers differently.

A new architecture of the usual kind (attention, gated MLP, norms) is an entry of `ARCHITECTURES`. Names of
tensors come from the maps of the `gguf` package and from the model class of transformers, so none are listed
here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.contract.training.tuning import TRAINABLE

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ConfigField:
    """A value that both sides have: `key` under the architecture's name in a GGUF, `name` in config.json.
    `default` is what a GGUF without the key means (None = it has to be there)."""

    key: str
    name: str
    kind: type[int] | type[float] = int
    default: int | float | None = None
    optional: bool = False  # left out on the other side when this side has none


COMMON = (
    ConfigField("context_length", "max_position_embeddings"),
    ConfigField("embedding_length", "hidden_size"),
    ConfigField("attention.head_count", "num_attention_heads"),
    ConfigField("attention.layer_norm_rms_epsilon", "rms_norm_eps", float),
)
_SOFTCAP = ConfigField("final_logit_softcapping", "final_logit_softcapping", float, optional=True)
_WINDOW = ConfigField("attention.sliding_window", "sliding_window", int, 4096)


@dataclass(frozen=True, slots=True)
class Architecture:
    """`model_type` and `model_class` as transformers has them. `pairs`: rows of q and k stand in the order
    of the interleaved rotary embedding. `shifted`: norms (a pattern of GGUF names) that have one added.
    `unused`: tensors of a GGUF that the model class has no place for, and needs none. `fixed`: values of
    config.json that are the same in all models; `nested`: the model type of a config.json that holds this
    one as its text part."""

    model_type: str
    model_class: str
    fields: tuple[ConfigField, ...] = ()
    pairs: bool = False
    shifted: str = ""
    unused: str = ""
    activation: tuple[str, str] = ("hidden_act", "silu")
    fixed: Mapping[str, Any] = field(default_factory=dict)
    nested: tuple[str, ...] = ()


_GELU = ("hidden_activation", "gelu_pytorch_tanh")
ARCHITECTURES: dict[str, Architecture] = {
    "llama": Architecture("llama", "LlamaForCausalLM", pairs=True, nested=("mistral",)),
    "qwen2": Architecture("qwen2", "Qwen2ForCausalLM"),
    "qwen3": Architecture("qwen3", "Qwen3ForCausalLM"),
    "qwen35": Architecture(
        "qwen3_5_text",
        "Qwen3_5ForCausalLM",
        (
            ConfigField("ssm.conv_kernel", "linear_conv_kernel_dim"),
            ConfigField("ssm.state_size", "linear_key_head_dim"),
            ConfigField("ssm.group_count", "linear_num_key_heads"),
            ConfigField("ssm.time_step_rank", "linear_num_value_heads"),
        ),
        shifted=r"(?<!ssm_)norm\.weight$",
        unused=r"\.nextn\.",
        nested=("qwen3_5",),
    ),
    "smollm3": Architecture("smollm3", "SmolLM3ForCausalLM", pairs=True, fixed={"no_rope_layer_interval": 4}),
    "granite": Architecture(
        "granite",
        "GraniteForCausalLM",
        (
            ConfigField("attention.scale", "attention_multiplier", float),
            ConfigField("embedding_scale", "embedding_multiplier", float, 1.0),
            ConfigField("residual_scale", "residual_multiplier", float, 1.0),
            ConfigField("logit_scale", "logits_scaling", float, 1.0),
        ),
        pairs=True,
    ),
    "gemma2": Architecture(
        "gemma2",
        "Gemma2ForCausalLM",
        (
            _WINDOW,
            _SOFTCAP,
            ConfigField("attn_logit_softcapping", "attn_logit_softcapping", float, optional=True),
        ),
        shifted=r"norm\.weight$",
        activation=_GELU,
    ),
    "gemma3": Architecture(
        "gemma3_text",
        "Gemma3ForCausalLM",
        (_WINDOW, _SOFTCAP),
        shifted=r"norm\.weight$",
        activation=_GELU,
        nested=("gemma3",),
    ),
    "gemma4": Architecture(
        "gemma4_text",
        "Gemma4ForCausalLM",
        (
            _WINDOW,
            _SOFTCAP,
            ConfigField("attention.shared_kv_layers", "num_kv_shared_layers", int, 0),
            ConfigField("embedding_length_per_layer_input", "hidden_size_per_layer_input", int, 0),
        ),
        # Layers that share an earlier layer's keys and values have none of their own.
        unused=r"^blk\.\d+\.attn_(k|v|k_norm)\.weight$",
        activation=_GELU,
        nested=("gemma4", "gemma4_unified"),
    ),
}  # fmt: skip
assert ARCHITECTURES.keys() == TRAINABLE
# Tensors that are computed from the configuration.
COMPUTED = re.compile(r"^rope_freqs\.weight$")
# Parameters that transformers names without the ending that the maps of gguf expect.
_ENDINGS = ((".dt_bias", ".dt_proj.bias"), (".layer_scalar", ".layer_scalar.weight"))
_TEXT_PART = re.compile(r"^(model\.)?language_model\.(model\.)?")
_OTHER_PARTS = re.compile(
    r"^(model\.)?(vision|audio|visual|multi_modal|embed_vision|embed_audio|mtp)|\.rotary_emb\."
)


def of_config(config: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """(architecture as a GGUF names it, its own part) of a config.json; ("", …) for one that is not known."""
    kind = str(config.get("model_type", ""))
    for name, known in ARCHITECTURES.items():
        if kind == known.model_type or (kind in known.nested and "text_config" not in config):
            return name, dict(config)
        if kind in known.nested:
            return name, {**config, **config["text_config"]}
    return "", dict(config)


def text_name(name: str) -> str:
    """A parameter's name without what wraps the text part of a model that also sees or hears; "" for a
    parameter of another part."""
    if _TEXT_PART.match(name):
        rest = _TEXT_PART.sub("", name)
        return rest if rest.startswith("lm_head.") else f"model.{rest}"
    return "" if _OTHER_PARTS.search(name) else name


def tensor_names(architecture: str, layers: int) -> Callable[[str], str]:
    """The GGUF name of a parameter named as in transformers, "" when there is none."""
    import gguf

    known = next(arch for arch, name in gguf.MODEL_ARCH_NAMES.items() if name == architecture)
    names = gguf.get_tensor_name_map(known, layers)

    def find(parameter: str) -> str:
        for theirs, expected in _ENDINGS:
            if parameter.endswith(theirs):
                parameter = parameter.removesuffix(theirs) + expected
        return names.get_name(parameter, (".weight", ".bias")) or ""

    return find


def parameters(config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Parameters of the model class with their shapes, in its own order; the model takes no memory."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    own = {key: value for key, value in config.items() if key not in ("architectures", "model_type", "dtype")}
    made = AutoConfig.for_model(config["model_type"], **own)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(made)
    shapes = {name: tuple(values.shape) for name, values in model.state_dict().items()}
    if config.get("tie_word_embeddings"):
        shapes.pop("lm_head.weight", None)
    return shapes


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads of attention; of the layers with a gated delta net (0 where there are none) and their widths."""

    query: int
    key: int
    linear_key: int = 0
    linear_value: int = 0
    key_width: int = 0
    value_width: int = 0

    @staticmethod
    def of(config: Mapping[str, Any]) -> "Heads":
        """Those of a config.json."""
        query = int(config["num_attention_heads"])
        return Heads(
            query,
            int(config.get("num_key_value_heads") or query),
            int(config.get("linear_num_key_heads") or 0),
            int(config.get("linear_num_value_heads") or 0),
            int(config.get("linear_key_head_dim") or 0),
            int(config.get("linear_value_head_dim") or 0),
        )


class Layout:
    """Turns the numbers of a tensor (named as in the GGUF) from one layout into the other."""

    def __init__(self, architecture: str, heads: Heads) -> None:
        self._known, self._heads = ARCHITECTURES[architecture], heads

    def is_plain(self, name: str) -> bool:
        """Whether parts of a tensor may be turned each for itself."""
        return not self._paired(name) and not self._tiled(name)

    def to_folder(self, name: str, values: Values) -> Values:
        """From a GGUF to a model folder."""
        if heads := self._paired(name):
            column = values.reshape(len(values), -1) if values.ndim == 1 else values
            return unpermuted(column, heads).reshape(values.shape)
        if name.endswith("ssm_a"):
            values = np.log(-values)
        elif self._is_shifted(name):
            return values - np.float32(1)
        if tiled := self._tiled(name):
            values = self._reordered(values, *tiled, back=True)
        return values

    def to_gguf(self, name: str, values: Values) -> Values:
        """The way back; a convolution loses its axis of one channel."""
        if values.ndim == 3 and "conv1d" in name:
            values = values.reshape(len(values), -1)
        if heads := self._paired(name):
            column = values.reshape(len(values), -1) if values.ndim == 1 else values
            return permuted(column, heads).reshape(values.shape)
        if name.endswith("ssm_a"):
            values = -np.exp(values)
        elif self._is_shifted(name):
            return values + np.float32(1)
        if tiled := self._tiled(name):
            values = self._reordered(values, *tiled, back=False)
        return values

    def half_to_gguf(self, name: str, half: str, values: Values) -> Values:
        """Half of an adapter: rows of B are rows of its tensor, columns of A its columns."""
        tiled = self._tiled(name)
        if tiled and tiled[0] == (0 if half == "B" else 1):
            return self._reordered(values, *tiled, back=False)
        heads = self._paired(name) if half == "B" else 0
        return permuted(values, heads) if heads else values

    def _paired(self, name: str) -> int:
        part = name.split(".")[-2]
        return (
            {"attn_q": self._heads.query, "attn_k": self._heads.key}.get(part, 0) if self._known.pairs else 0
        )

    def _is_shifted(self, name: str) -> bool:
        return bool(self._known.shifted and re.search(self._known.shifted, name))

    def _tiled(self, name: str) -> tuple[int, int, int] | None:
        """(axis, first row, width of a head) of the part of a tensor that stands by the value heads of a
        gated delta net: one key head after another in a folder, one value head of each in turn in a GGUF."""
        heads = self._heads
        if heads.linear_key == heads.linear_value:
            return None
        rows = 2 * heads.linear_key * heads.key_width
        places = {
            "attn_qkv": (0, rows, heads.value_width),
            "ssm_conv1d": (0, rows, heads.value_width),
            "attn_gate": (0, 0, heads.value_width),
            "ssm_alpha": (0, 0, 1),
            "ssm_beta": (0, 0, 1),
            "ssm_dt": (0, 0, 1),
            "ssm_a": (0, 0, 1),
            "ssm_out": (1, 0, heads.value_width),
        }
        parts = name.split(".")
        return places.get(parts[2]) if len(parts) > 2 else None

    def _reordered(self, values: Values, axis: int, first: int, width: int, *, back: bool) -> Values:
        keys, each = self._heads.linear_key, self._heads.linear_value // self._heads.linear_key
        shape = (each, keys, width) if back else (keys, each, width)
        order = first + np.arange(keys * each * width).reshape(shape).swapaxes(0, 1).reshape(-1)
        whole = np.concatenate([np.arange(first), order])
        return np.ascontiguousarray(np.take(values, whole, axis=axis))


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
