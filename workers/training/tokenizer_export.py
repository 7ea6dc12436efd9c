"""The tokenizer in a GGUF's metadata as files that transformers reads.

Built from the vocabulary, merges and the name of the pre-tokenizer, so that the same tokens come out as from
llama.cpp; a pre-tokenizer that is not known here would train on other tokens than the chat uses: refused.
"""

import json
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from workers.contract.codes import Code, ProblemError
from workers.training.gguf_tensors import BaseWeights

_CONTROL, _USER_DEFINED = 3, 4  # llama_token_type of llama.h
# Patterns of the published tokenizers, by llama.cpp's names for them.
_QWEN2 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_LLAMA3 = _QWEN2.replace(r"|\p{N}|", r"|\p{N}{1,3}|")
_PATTERNS = {"qwen2": _QWEN2, "llama-bpe": _LLAMA3, "llama3": _LLAMA3, "llama-v3": _LLAMA3}
_GPT2 = ("gpt-2", "default")
_DIGITS_APART = ("smollm",)


def write(base: BaseWeights, folder: Path) -> None:
    """Write `tokenizer.json`, `tokenizer_config.json` and the chat template. Raises MODEL_NOT_TRAINABLE."""
    tokens = [str(token) for token in base.value("tokenizer.ggml.tokens", [])]
    types = [int(kind) for kind in base.value("tokenizer.ggml.token_type", [])]
    model = str(base.value("tokenizer.ggml.model", ""))
    if model == "gpt2":
        tokenizer = _byte_level(base, tokens)
    elif model == "llama":
        tokenizer = _sentence_piece(base, tokens)
    else:
        raise ProblemError(Code.MODEL_NOT_TRAINABLE, f"tokenizer {model}", architecture=base.architecture)
    added = [
        AddedToken(token, special=kind == _CONTROL, normalized=False)
        for token, kind in zip(tokens, types, strict=False)
        if kind in (_CONTROL, _USER_DEFINED)
    ]
    tokenizer.add_special_tokens([token for token in added if token.special])
    tokenizer.add_tokens([token for token in added if not token.special])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps(_config(base, tokens), ensure_ascii=False, indent=1), encoding="utf-8"
    )
    if template := str(base.value("tokenizer.chat_template", "")):
        (folder / "chat_template.jinja").write_text(template, encoding="utf-8")


def _byte_level(base: BaseWeights, tokens: list[str]) -> Tokenizer:
    merges: list[tuple[str, str]] = []
    for pair in base.value("tokenizer.ggml.merges", []):
        first, second = str(pair).split(" ", 1)
        merges.append((first, second))
    vocabulary = {token: index for index, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    name = str(base.value("tokenizer.ggml.pre", "default"))
    if name in _PATTERNS:
        steps: list[Any] = [
            pre_tokenizers.Split(Regex(_PATTERNS[name]), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    elif name in _GPT2 or name in _DIGITS_APART:
        steps = [pre_tokenizers.Digits(individual_digits=True)] if name in _DIGITS_APART else []
        steps.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True))
    else:
        raise ProblemError(Code.MODEL_NOT_TRAINABLE, f"pre-tokenizer {name}", architecture=base.architecture)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def _sentence_piece(base: BaseWeights, tokens: list[str]) -> Tokenizer:
    """llama.cpp joins the neighbours whose piece has the best score: merges in the order of scores."""
    scores = [float(score) for score in base.value("tokenizer.ggml.scores", [])]
    if len(scores) != len(tokens):
        raise ProblemError(Code.MODEL_NOT_TRAINABLE, "no scores", architecture=base.architecture)
    vocabulary = {token: index for index, token in enumerate(tokens)}
    found = []
    for token, index in vocabulary.items():
        for cut in range(1, len(token)):
            left, right = token[:cut], token[cut:]
            if left in vocabulary and right in vocabulary:
                found.append((-scores[index], vocabulary[left], vocabulary[right], left, right))
    unknown = base.value("tokenizer.ggml.unknown_token_id")
    tokenizer = Tokenizer(
        models.BPE(
            vocabulary,
            [(left, right) for *_, left, right in sorted(found)],
            unk_token=None if unknown is None else tokens[int(unknown)],
            fuse_unk=True,
            byte_fallback=True,
        )
    )
    steps: list[Any] = [normalizers.Replace(" ", "▁")]
    if base.value("tokenizer.ggml.add_space_prefix", True):
        steps.insert(0, normalizers.Prepend("▁"))
    tokenizer.normalizer = normalizers.Sequence(steps)
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    return tokenizer


def _config(base: BaseWeights, tokens: list[str]) -> dict[str, Any]:
    config: dict[str, Any] = {
        # Reads tokenizer.json as it is. For qwen2 transformers insists on a class of its own, which composes
        # decomposed letters first; all other text gives llama.cpp's tokens.
        "tokenizer_class": "TokenizersBackend",
        "clean_up_tokenization_spaces": False,
        "model_max_length": int(base.own("context_length", 2048)),
        "add_bos_token": bool(base.value("tokenizer.ggml.add_bos_token", False)),
        "add_eos_token": False,
    }
    places = {
        "bos_token": "bos",
        "eos_token": "eos",
        "unk_token": "unknown",
        "pad_token": "padding",
    }
    for ours, theirs in places.items():
        index = base.value(f"tokenizer.ggml.{theirs}_token_id")
        if index is not None and 0 <= int(index) < len(tokens):
            config[ours] = tokens[int(index)]
    return config
