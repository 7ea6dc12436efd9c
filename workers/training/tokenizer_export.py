"""The tokenizer in a GGUF's metadata as files that transformers reads.

Built from the vocabulary, merges and the name of the pre-tokenizer, so that the same tokens come out as from
llama.cpp; a pre-tokenizer that is not known here would train on other tokens than the chat uses: refused.
"""

import json
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from workers.contract.codes import Code, ProblemError
from workers.contract.training.tuning import PRE_TOKENIZERS
from workers.training.gguf_tensors import BaseWeights

_CONTROL, _USER_DEFINED = 3, 4  # llama_token_type of llama.h
# How llama.cpp cuts a text before it merges, by its names for pre-tokenizers: one pattern after another.
_GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)"
_QWEN2 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_QWEN35 = _QWEN2.replace(r"\p{L}+|", r"[\p{L}\p{M}]+|").replace(r"[^\s\p{L}\p{N}]", r"[^\s\p{L}\p{M}\p{N}]")
_LLAMA3 = _QWEN2.replace(r"|\p{N}|", r"|\p{N}{1,3}|")
# llama.cpp knows capital and small letters of the Latin alphabet only, and so does the chat.
_UPPER, _LOWER = r"(?:(?=\p{L})[^a-z])", r"(?:(?=\p{L})[^A-Z])"
_TEKKEN = (
    rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}*{_LOWER}+|[^\r\n\p{{L}}\p{{N}}]?{_UPPER}+{_LOWER}*|\p{{N}}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_DEFAULT = (r"[\p{P}\$\+<=>\^~\|]+", _GPT2, r"\p{N}+", r"[0-9][0-9][0-9]")
PATTERNS: dict[str, tuple[str, ...]] = {
    "default": _DEFAULT,
    "gpt-2": (_GPT2,),
    "smollm": (r"\p{N}", _GPT2),
    "command-r": (r"\p{N}", _GPT2),
    "refact": (r"\p{N}", _GPT2),
    "starcoder": (r"\p{N}", _GPT2),
    "qwen2": (_QWEN2,),
    "deepseek-r1-qwen": (_QWEN2,),
    "qwen35": (_QWEN35,),
    "llama-bpe": (_LLAMA3,),
    "llama3": (_LLAMA3,),
    "llama-v3": (_LLAMA3,),
    "tekken": (_TEKKEN,),
}
assert PATTERNS.keys() == PRE_TOKENIZERS
# Where a whole word of the vocabulary is taken as it is, whatever the merges would make of it.
WHOLE_WORDS = frozenset({"llama-bpe", "llama3", "llama-v3", "tekken"})


def write(base: BaseWeights, folder: Path) -> None:
    """Write `tokenizer.json`, `tokenizer_config.json` and the chat template. Raises
    TOKENIZER_NOT_TRAINABLE."""
    tokens = [str(token) for token in base.value("tokenizer.ggml.tokens", [])]
    types = [int(kind) for kind in base.value("tokenizer.ggml.token_type", [])]
    model = str(base.value("tokenizer.ggml.model", ""))
    if model == "gpt2":
        tokenizer = _byte_level(base, tokens)
    elif model == "llama":
        tokenizer = _sentence_piece(base, tokens)
    elif model == "gemma4":
        tokenizer = _spaced_pairs(base, tokens)
    else:
        raise ProblemError(Code.TOKENIZER_NOT_TRAINABLE, tokenizer=model)
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


def _merges(base: BaseWeights) -> list[tuple[str, str]]:
    merges: list[tuple[str, str]] = []
    for pair in base.value("tokenizer.ggml.merges", []):
        first, second = str(pair).split(" ", 1)
        merges.append((first, second))
    return merges


def _byte_level(base: BaseWeights, tokens: list[str]) -> Tokenizer:
    name = str(base.value("tokenizer.ggml.pre", "default"))
    if name not in PATTERNS:
        raise ProblemError(Code.TOKENIZER_NOT_TRAINABLE, tokenizer=name)
    vocabulary = {token: index for index, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocabulary, _merges(base), ignore_merges=name in WHOLE_WORDS))
    steps: list[Any] = [pre_tokenizers.Split(Regex(pattern), "isolated") for pattern in PATTERNS[name]]
    steps.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def _spaced_pairs(base: BaseWeights, tokens: list[str]) -> Tokenizer:
    """Merges over a whole line, its spaces written as "▁"; what no word has goes byte by byte."""
    vocabulary = {token: index for index, token in enumerate(tokens)}
    unknown = base.value("tokenizer.ggml.unknown_token_id")
    tokenizer = Tokenizer(
        models.BPE(
            vocabulary,
            _merges(base),
            unk_token=None if unknown is None else tokens[int(unknown)],
            fuse_unk=True,
            byte_fallback=True,
        )
    )
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\n]+|[\n]+"), "isolated")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    return tokenizer


def _sentence_piece(base: BaseWeights, tokens: list[str]) -> Tokenizer:
    """llama.cpp joins the neighbours whose piece has the best score: merges in the order of scores."""
    scores = [float(score) for score in base.value("tokenizer.ggml.scores", [])]
    if len(scores) != len(tokens):
        raise ProblemError(Code.TOKENIZER_NOT_TRAINABLE, "no scores", tokenizer="llama")
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
        "model_max_length": base.config["max_position_embeddings"],
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
