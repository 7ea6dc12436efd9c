"""Writes, in the tuning environment, random models of few layers, with what transformers computes of them.

`python -m tests.helpers.tiny_models FOLDER KIND…` makes in FOLDER/KIND: `model` (a folder in the format of
Hugging Face), `model.gguf` (by the product's converter), `copy` (the product's weights for training, made of
that GGUF), adapters of random numbers, the model with the first of them merged in, an adapter that was
trained on weights in four bits, and `logits.npz` of the model, its copy and the copy with each adapter.
"""

import json
import sys
from pathlib import Path
from typing import Any

COMMON = {
    "vocab_size": 384, "hidden_size": 64, "intermediate_size": 192, "num_hidden_layers": 4,
    "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16, "max_position_embeddings": 512,
    "bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 2,
}  # fmt: skip
SLIDING = ["sliding_attention", "full_attention"] * 2
# Kind → model type and what differs; each has something that a converter can get wrong.
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("llama", {"tie_word_embeddings": False}),
    "mistral": ("mistral", {"head_dim": 32, "tie_word_embeddings": False, "sliding_window": None}),
    "llama3": (
        "llama",
        {
            "rope_parameters": {
                "rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0,
                "high_freq_factor": 4.0, "original_max_position_embeddings": 8192,
            }
        },
    ),
    "qwen2": ("qwen2", {"tie_word_embeddings": True}),
    "qwen3": ("qwen3", {"head_dim": 32, "tie_word_embeddings": False}),
    "qwen35": (
        "qwen3_5_text",
        {
            "linear_num_key_heads": 2, "linear_num_value_heads": 4, "linear_key_head_dim": 16,
            "linear_value_head_dim": 16, "tie_word_embeddings": True,
            "rope_parameters": {
                "rope_type": "default", "rope_theta": 10000000.0, "partial_rotary_factor": 0.25,
                "mrope_section": [1, 1, 0], "mrope_interleaved": True,
            },
        },
    ),
    "smollm3": ("smollm3", {"tie_word_embeddings": True}),
    "granite": (
        "granite",
        {
            "attention_multiplier": 0.2, "embedding_multiplier": 3.0, "residual_multiplier": 0.5,
            "logits_scaling": 2.0, "tie_word_embeddings": True,
        },
    ),
    "gemma2": ("gemma2", {"sliding_window": 8, "query_pre_attn_scalar": 16}),
    "gemma3": ("gemma3_text", {"num_hidden_layers": 7, "sliding_window": 8, "query_pre_attn_scalar": 16}),
    "gemma4": (
        "gemma4_text",
        {
            "num_kv_shared_layers": 2, "hidden_size_per_layer_input": 64, "vocab_size_per_layer_input": 384,
            "sliding_window": 8, "layer_types": SLIDING, "global_head_dim": 32,
            "final_logit_softcapping": 30.0, "use_double_wide_mlp": True, "num_key_value_heads": 1,
        },
    ),
    "gemma4-dense": (
        "gemma4_text",
        {
            "num_kv_shared_layers": 0, "hidden_size_per_layer_input": 0, "sliding_window": 8,
            "layer_types": SLIDING, "global_head_dim": 32, "num_global_key_value_heads": 1,
            "attention_k_eq_v": True, "final_logit_softcapping": 30.0,
        },
    ),
}  # fmt: skip
PROMPT = [0, *range(60, 84), 9, 9, 70, 61]
LEARNT = [0, *(6 + (37 * place * place + 11 * place) % 350 for place in range(1, 64))]  # no rule to guess
_STEPS, _RATE = 45, 2e-2


def tokenizer(kind: str, folder: Path) -> None:
    """Words of one and two letters: of bytes, or (Gemma) of letters with bytes for the rest."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

    from workers.training.tokenizer_export import PATTERNS
    from workers.training.tokenizer_import import _TEKKEN

    special = ["<bos>", "<eos>", "<pad>", "<unk>", "<start>", "<end>"]
    words = {word: index for index, word in enumerate(special)}
    spaced = kind.startswith("gemma")
    letters = "▁abcdefghijklmnopqrstuvwxyz.,?!АБВабвгдежзийклмнопрстуфхцчшщъыьэюя\n"
    if spaced:
        alphabet = [f"<0x{byte:02X}>" for byte in range(256)]
    else:
        alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    for word in [*alphabet, *(letters if spaced else "")]:
        words.setdefault(word, len(words))
    pairs = (
        [("t", "h"), ("th", "e"), ("▁", "a")] if spaced else [("t", "h"), ("th", "e"), ("Ġ", "a"), ("Ð", "¿")]
    )
    for first, second in pairs:
        words.setdefault(first + second, len(words))
    model = models.BPE(words, pairs, byte_fallback=spaced, unk_token="<unk>" if spaced else None)
    made = Tokenizer(model)
    if spaced:
        made.normalizer = normalizers.Replace(" ", "▁")
        made.decoder = decoders.Sequence(
            [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
        )
    else:
        pattern = {"mistral": _TEKKEN, "qwen35": PATTERNS["qwen35"][0], "llama3": PATTERNS["llama3"][0]}
        chosen = pattern.get(kind, PATTERNS["qwen2"][0])
        made.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(chosen), "isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ]
        )
        made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(word, special=True, normalized=False) for word in special])
    made.save(str(folder / "tokenizer.json"))
    template = (
        "{{ bos_token }}{% for m in messages %}<start>{{ m['role'] }}\n{{ m['content'] }}<end>\n{% endfor %}"
        "{% if add_generation_prompt %}<start>assistant\n{% endif %}"
    )
    options = {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<bos>", "eos_token": "<eos>",
        "pad_token": "<pad>", "unk_token": "<unk>", "add_bos_token": True, "chat_template": template,
    }  # fmt: skip
    (folder / "tokenizer_config.json").write_text(json.dumps(options))


def logits(model: Any, tokens: list[int] = PROMPT) -> Any:
    """Of every position."""
    import torch

    with torch.no_grad():
        return model(torch.tensor([tokens])).logits[0].float().numpy()


def trained_in_four_bits(copy: Path, adapter: Path, gguf: Path) -> Any:
    """Teach an adapter a text by heart, the weights under it in four bits as the product loads them; write it
    as a GGUF and return the logits over that text."""
    import torch

    from workers.contract.training.tuning import Backend, TuneSettings
    from workers.training import adapter_gguf, backends

    settings = TuneSettings(rank=16, alpha=16, four_bit=True)
    loaded = backends.load(Backend.PEFT_CPU, copy, settings)
    text = torch.tensor([LEARNT])
    weights = [values for values in loaded.model.parameters() if values.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=_RATE)
    loaded.model.train()
    for step in range(_STEPS):
        optimizer.param_groups[0]["lr"] = _RATE * (1 - step / _STEPS)
        optimizer.zero_grad()
        loaded.model(input_ids=text, labels=text, use_cache=False).loss.backward()
        optimizer.step()
    # In training mode, which changes nothing without dropout: for answers on a processor bitsandbytes repacks
    # the weights, and has no way to do it with matrices as small as these.
    peft = adapter.with_suffix(".peft")
    loaded.model.save_pretrained(str(peft), save_embedding_layers=False)
    adapter_gguf.write(peft, gguf, adapter)
    return logits(loaded.model, LEARNT)


def write(kind: str, folder: Path) -> None:
    """All of it."""
    import numpy as np
    import torch
    from peft import LoraConfig, PeftModel, get_peft_model
    from transformers import AutoConfig, AutoModelForCausalLM

    from workers.contract.training.adapters import ConvertModelSpec, MergeSpec
    from workers.training import adapter_gguf, backends, gguf_writing, merging, weights

    model_type, more = KINDS[kind]
    torch.manual_seed(7)
    config = AutoConfig.for_model(model_type, **{**COMMON, **more})
    model = AutoModelForCausalLM.from_config(config)
    for name, values in model.named_parameters():
        if values.dim() > 1:
            values.data.normal_(0, 0.12)
        elif "A_log" not in name:
            values.data.normal_(0.1, 0.2)
    for name, values in model.named_buffers():
        if name.endswith("layer_scalar"):
            values.data.fill_(0.75)
    model = model.to(torch.bfloat16)
    source = folder / "model"
    model.save_pretrained(source)
    tokenizer(kind, source)
    gguf = folder / "model.gguf"
    gguf_writing.convert(ConvertModelSpec(str(source), str(gguf)), lambda *now: None, lambda: False)
    copy = weights.prepare(gguf, folder / "copy", lambda *now: None, lambda: False)
    found = {"base": logits(AutoModelForCausalLM.from_pretrained(source, dtype=torch.float32))}
    again = AutoModelForCausalLM.from_pretrained(copy, dtype=torch.float32)
    found["copy"] = logits(again)
    for scaled in (False, True):
        own = LoraConfig(
            r=4, lora_alpha=8, target_modules=list(backends.MODULES), task_type="CAUSAL_LM", use_rslora=scaled
        )
        adapted = get_peft_model(again, own)
        for name, values in adapted.named_parameters():
            if "lora_" in name:
                values.data.normal_(0, 0.08)
        assert isinstance(adapted, PeftModel)
        peft = folder / f"peft-{scaled}"
        adapted.save_pretrained(str(peft), save_embedding_layers=False)
        found[f"adapter-{scaled}"] = logits(adapted)
        adapter_gguf.write(peft, gguf, folder / f"adapter-{scaled}.gguf")
        again = adapted.unload()
    spec = MergeSpec(str(gguf), str(folder / "adapter-False.gguf"), str(folder / "merged.gguf"))
    merging.merge(spec, lambda *now: None, lambda: False)
    found["four"] = trained_in_four_bits(copy, folder / "adapter-four.gguf", gguf)
    np.savez(folder / "logits.npz", **found)


if __name__ == "__main__":
    for each in sys.argv[2:]:
        place = Path(sys.argv[1]) / each
        place.mkdir(parents=True)
        write(each, place)
