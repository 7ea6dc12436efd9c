"""`config.json` and `generation_config.json` of the bf16 copy, from a GGUF's metadata."""

import json
from pathlib import Path
from typing import Any

from workers.training.gguf_tensors import BaseWeights

_CLASSES = {
    "llama": ("LlamaForCausalLM", "llama", "silu"),
    "qwen2": ("Qwen2ForCausalLM", "qwen2", "silu"),
    "qwen3": ("Qwen3ForCausalLM", "qwen3", "silu"),
    "gemma3": ("Gemma3ForCausalLM", "gemma3_text", "gelu_pytorch_tanh"),
}
_GEMMA_27B = 62  # layers; the only size whose attention is scaled by embedding / heads, not by the head
_GEMMA_PERIOD = 6  # every sixth layer sees everything
_LOCAL_ROPE = 10000.0


def write(base: BaseWeights, folder: Path) -> None:
    """Write both files. Raises MODEL_NOT_TRAINABLE for metadata that says too little."""
    config = _config(base)
    eos = base.value("tokenizer.ggml.eos_token_id")
    ends = [eos, base.value("tokenizer.ggml.eot_token_id")]
    generation = {
        "bos_token_id": base.value("tokenizer.ggml.bos_token_id"),
        "eos_token_id": sorted({int(end) for end in ends if end is not None}) or None,
        "pad_token_id": base.value("tokenizer.ggml.padding_token_id"),
        "do_sample": False,
    }
    for name, body in (("config.json", config), ("generation_config.json", generation)):
        text = json.dumps({key: value for key, value in body.items() if value is not None}, indent=1)
        (folder / name).write_text(text, encoding="utf-8")


def _config(base: BaseWeights) -> dict[str, Any]:
    klass, model_type, activation = _CLASSES[base.architecture]
    width = int(base.own("embedding_length"))
    head = int(base.own("attention.key_length", width // base.heads))
    names = base.names()
    config: dict[str, Any] = {
        "architectures": [klass],
        "model_type": model_type,
        "dtype": "bfloat16",
        "vocab_size": base.shape("token_embd.weight")[0],
        "hidden_size": width,
        "intermediate_size": int(base.own("feed_forward_length")),
        "num_hidden_layers": base.layers,
        "num_attention_heads": base.heads,
        "num_key_value_heads": base.kv_heads,
        "head_dim": head,
        "max_position_embeddings": int(base.own("context_length")),
        "rms_norm_eps": float(f"{base.own('attention.layer_norm_rms_epsilon'):.6g}"),
        "attention_bias": "blk.0.attn_q.bias" in names,
        "mlp_bias": "blk.0.ffn_up.bias" in names if base.architecture == "llama" else None,
        # Without a tensor of its own the output layer is the table of embeddings.
        "tie_word_embeddings": "output.weight" not in names,
        "bos_token_id": base.value("tokenizer.ggml.bos_token_id"),
        "eos_token_id": base.value("tokenizer.ggml.eos_token_id"),
        "pad_token_id": base.value("tokenizer.ggml.padding_token_id"),
        "use_cache": True,
    }
    activation_key = "hidden_activation" if base.architecture == "gemma3" else "hidden_act"
    config[activation_key] = activation
    return config | (_gemma(base, width, head) if base.architecture == "gemma3" else _rope(base))


def _rope(base: BaseWeights) -> dict[str, Any]:
    theta = float(base.own("rope.freq_base", 10000.0))
    parameters: dict[str, Any] = {"rope_type": "default", "rope_theta": theta}
    if "rope_freqs.weight" in base.tensors:
        # Llama 3.1 and later: the table holds 1 for high frequencies and the factor for low ones; the two
        # bounds and the first context are the same in all published models.
        factor = max(float(piece.max()) for piece in base.pieces("rope_freqs.weight"))
        parameters |= {
            "rope_type": "llama3",
            "factor": round(factor, 3),
            "low_freq_factor": 1.0,
            "high_freq_factor": 4.0,
            "original_max_position_embeddings": 8192,
        }
    elif (factor := float(base.own("rope.scaling.factor", 1.0))) not in (0.0, 1.0):
        parameters |= {"rope_type": str(base.own("rope.scaling.type", "linear")), "factor": factor}
    return {"rope_parameters": parameters}


def _gemma(base: BaseWeights, width: int, head: int) -> dict[str, Any]:
    factor = float(base.own("rope.scaling.factor", 1.0))
    whole: dict[str, Any] = {"rope_type": "default", "rope_theta": float(base.own("rope.freq_base", 1e6))}
    if factor not in (0.0, 1.0):
        whole |= {"rope_type": "linear", "factor": factor}
    kinds = [
        "full_attention" if (i + 1) % _GEMMA_PERIOD == 0 else "sliding_attention" for i in range(base.layers)
    ]
    return {
        "sliding_window": int(base.own("attention.sliding_window", 4096)),
        "layer_types": kinds,
        "query_pre_attn_scalar": width // base.heads if base.layers == _GEMMA_27B else head,
        "rope_parameters": {
            "full_attention": whole,
            "sliding_attention": {"rope_type": "default", "rope_theta": _LOCAL_ROPE},
        },
    }
