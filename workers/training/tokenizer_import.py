"""The tokenizer of a model folder as metadata of a GGUF: the way back of `tokenizer_export`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from workers.contract.codes import Code, ProblemError
from workers.training.tokenizer_export import PATTERNS

_NORMAL, _UNKNOWN, _CONTROL, _USER_DEFINED, _UNUSED, _BYTE = range(1, 7)  # llama_token_type of llama.h
# As published; llama.cpp comes to the same pieces for all but camel case of other alphabets.
_TEKKEN = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_NAMES = {_TEKKEN: "tekken"} | {"\n".join(patterns): name for name, patterns in reversed(PATTERNS.items())}
_GPT2 = PATTERNS["gpt-2"][0]


def metadata(folder: Path, architecture: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """Values under "tokenizer." with their keys. Raises TOKENIZER_NOT_TRAINABLE, ValueError, KeyError and
    OSError for files that are missing or damaged."""
    untrusted = json.loads((folder / "tokenizer.json").read_bytes())
    model = untrusted["model"]
    if model.get("type", "BPE") != "BPE":
        raise ProblemError(Code.TOKENIZER_NOT_TRAINABLE, tokenizer=str(model.get("type"))[:40])
    options = _read(folder / "tokenizer_config.json")
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in model["merges"]]
    tokens, kinds = _tokens(untrusted, int(config["vocab_size"]))
    found: dict[str, Any] = {"ggml.tokens": tokens, "ggml.token_type": kinds}
    if not model.get("byte_fallback"):
        found |= {"ggml.model": "gpt2", "ggml.pre": _pre_tokenizer(untrusted), "ggml.merges": merges}
    elif architecture == "gemma4":
        found |= {"ggml.model": "gemma4", "ggml.merges": merges, "ggml.scores": [0.0] * len(tokens)}
    else:
        found |= {"ggml.model": "llama", "ggml.pre": "default", "ggml.scores": _scores(tokens, merges)}
    if model.get("byte_fallback"):
        found["ggml.add_space_prefix"] = "Prepend" in json.dumps(untrusted.get("normalizer"))
    ids = _special(folder, options, config, {token: index for index, token in enumerate(tokens)})
    found |= {f"ggml.{name}_token_id": index for name, index in ids.items()}
    first = _loaded(untrusted).encode("a").ids[:1]
    found["ggml.add_bos_token"] = options.get("add_bos_token", "bos" in ids and first == [ids["bos"]]) is True
    if template := _template(folder, options):
        found["chat_template"] = template
    return found


def _loaded(untrusted: dict[str, Any]) -> Tokenizer:
    try:
        return Tokenizer.from_str(json.dumps(untrusted))
    except Exception as error:  # the library has no type of its own for what it cannot read
        raise ValueError(f"tokenizer.json: {error}") from error


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    return dict(json.loads(path.read_bytes()))


def _tokens(untrusted: dict[str, Any], size: int) -> tuple[list[str], list[int]]:
    """All words by their numbers with their kinds: `size` of them, as many as the table of embeddings has
    rows (0 = as many as there are words). Numbers that no word has are filled, words beyond are left out."""
    words = {int(index): (str(token), _NORMAL) for token, index in untrusted["model"]["vocab"].items()}
    for added in untrusted.get("added_tokens", ()):
        kind = _CONTROL if added.get("special") else _USER_DEFINED
        words[int(added["id"])] = (str(added["content"]), kind)
    unknown = untrusted["model"].get("unk_token")
    tokens, kinds = [], []
    for index in range(size or max(words) + 1):
        token, kind = words.get(index, (f"[PAD{index}]", _UNUSED))
        if untrusted["model"].get("byte_fallback") and token.startswith("<0x") and len(token) == 6:
            kind = _BYTE
        tokens.append(token)
        kinds.append(_UNKNOWN if token == unknown else kind)
    return tokens, kinds


def _scores(tokens: list[str], merges: list[str]) -> list[float]:
    """llama.cpp joins the neighbours whose piece has the best score: the earlier a merge, the better."""
    ranks: dict[str, int] = {}
    for rank, pair in enumerate(merges):
        ranks.setdefault("".join(pair.split(" ", 1)), rank)
    return [-float(ranks.get(token, len(merges))) for token in tokens]


def _pre_tokenizer(untrusted: dict[str, Any]) -> str:
    """llama.cpp's name for how a text is cut before words are merged."""
    given = untrusted.get("pre_tokenizer") or {}
    patterns = []
    for step in given.get("pretokenizers", [given]):
        kind = step.get("type")
        if kind == "Split":
            patterns.append(str(step["pattern"].get("Regex", step["pattern"].get("String"))))
        elif kind == "Digits" and step.get("individual_digits"):
            patterns.append(r"\p{N}")
        elif kind == "ByteLevel":
            patterns += [_GPT2] if step.get("use_regex", True) else []
        else:
            raise ProblemError(Code.TOKENIZER_NOT_TRAINABLE, tokenizer=str(kind)[:40])
    name = _NAMES.get("\n".join(patterns))
    if name is None:
        raise ProblemError(Code.TOKENIZER_NOT_TRAINABLE, "\n".join(patterns), tokenizer="BPE")
    return name


def _special(
    folder: Path, options: dict[str, Any], config: Mapping[str, Any], numbers: dict[str, int]
) -> dict[str, int]:
    """Tokens that begin, end and fill up a text, by llama.cpp's names."""
    found: dict[str, int] = {}
    names = {"bos": "bos", "eos": "eos", "pad": "padding", "unk": "unknown"}
    for theirs, ours in names.items():
        token = options.get(f"{theirs}_token")
        token = token.get("content") if isinstance(token, dict) else token
        index = numbers.get(str(token)) if token else config.get(f"{theirs}_token_id")
        # Some folders say -1 for "none".
        if isinstance(index, int) and 0 <= index < len(numbers):
            found[ours] = index
    given = _read(folder / "generation_config.json").get("eos_token_id", config.get("eos_token_id"))
    given = [given] if isinstance(given, int) else list(given or ())
    ends = [int(end) for end in given if 0 <= int(end) < len(numbers)]
    if ends and "eos" not in found:
        found["eos"] = ends[0]
    others = [end for end in ends if end != found.get("eos")]
    if others:
        found["eot"] = others[0]
    return found


def _template(folder: Path, options: dict[str, Any]) -> str:
    file = folder / "chat_template.jinja"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    given = options.get("chat_template")
    if isinstance(given, list):
        given = next((one.get("template") for one in given if one.get("name") == "default"), "")
    return given if isinstance(given, str) else ""
