"""Writes, in the tuning environment, a PEFT adapter whose numbers are known, and the folder of its base.

`python tests/helpers/tiny_adapter.py ARCHITECTURE FOLDER` makes FOLDER/base (config.json and empty weights)
and FOLDER/peft. Numbers come from a generator that is the same everywhere, so other programs can be given
the same.
"""

import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file  # type: ignore[import-not-found,unused-ignore]

WIDTH, INNER, HEADS, KV_HEADS, HEAD, LAYERS, RANK = 64, 96, 4, 2, 16, 2, 4
CLASSES = {
    "llama": ("LlamaForCausalLM", "llama"),
    "qwen2": ("Qwen2ForCausalLM", "qwen2"),
    "qwen3": ("Qwen3ForCausalLM", "qwen3"),
    "gemma3": ("Gemma3ForCausalLM", "gemma3_text"),
}
SHAPES = {
    "self_attn.q_proj": (HEADS * HEAD, WIDTH),
    "self_attn.k_proj": (KV_HEADS * HEAD, WIDTH),
    "self_attn.v_proj": (KV_HEADS * HEAD, WIDTH),
    "self_attn.o_proj": (WIDTH, HEADS * HEAD),
    "mlp.gate_proj": (INNER, WIDTH),
    "mlp.up_proj": (INNER, WIDTH),
    "mlp.down_proj": (WIDTH, INNER),
}


def write(architecture: str, folder: Path) -> None:
    """Both folders."""
    klass, model_type = CLASSES[architecture]
    base, peft = folder / "base", folder / "peft"
    base.mkdir(parents=True)
    peft.mkdir()
    config = {
        "architectures": [klass], "model_type": model_type, "hidden_size": WIDTH,
        "intermediate_size": INNER, "num_attention_heads": HEADS, "num_key_value_heads": KV_HEADS,
        "head_dim": HEAD, "num_hidden_layers": LAYERS, "vocab_size": 128, "rms_norm_eps": 1e-6,
        "max_position_embeddings": 128, "sliding_window": 64, "tie_word_embeddings": True,
    }  # fmt: skip
    (base / "config.json").write_text(json.dumps(config))
    options = {"peft_type": "LORA", "r": RANK, "lora_alpha": 2 * RANK, "bias": "none"}
    (peft / "adapter_config.json").write_text(json.dumps(options))
    generator = np.random.RandomState(7)
    weights, halves = {}, {}
    for layer in range(LAYERS):
        for module, (outputs, inputs) in SHAPES.items():
            name = f"model.layers.{layer}.{module}"
            weights[f"{name}.weight"] = np.zeros((outputs, inputs), np.float16)
            for half, shape in (("A", (RANK, inputs)), ("B", (outputs, RANK))):
                values = generator.uniform(-1, 1, shape).astype(np.float32)
                halves[f"base_model.model.{name}.lora_{half}.weight"] = values
    save_file(weights, base / "model.safetensors")
    save_file(halves, peft / "adapter_model.safetensors")


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
