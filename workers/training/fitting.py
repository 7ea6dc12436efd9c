"""Making a run smaller until it fits into memory: first the micro-batch, then the weights in four bits or
(all weights, on a card) the optimizer's moments in eight, where the choice was left to the product, then the
length of a row."""

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.memory import ModelShape, channels_wider, pass_bytes, training_bytes
from workers.contract.training.tuning import Backend, Optimizer, TuneSettings
from workers.training import material, settings
from workers.training.backends import Loaded
from workers.training.checkpoints import read_json
from workers.training.material import Material, Texts
from workers.training.memory import PeakMemory
from workers.training.weight_files import weight_files

_LEAST_LENGTH = 256  # tokens; shorter ones hold no question with its answer


def smaller(
    now: TuneSettings, too_large: bool = False, on_card: bool = False
) -> tuple[str, TuneSettings] | None:
    """The next smaller settings with the name of what was lowered; None when nothing is left to lower. The
    batch stays: more micro-batches make one. `too_large`: the weights alone did not fit."""
    if now.micro_batch > 1 and not too_large:
        return "micro_batch", replace(now, micro_batch=settings.divisor(now.batch, now.micro_batch // 2))
    if now.four_bit is None and can_four_bit():
        return "four_bit", replace(now, four_bit=True)
    if now.full and not now.optimizer and on_card and can_four_bit():
        return "optimizer", replace(now, optimizer=Optimizer.ADAMW_8BIT)
    if now.length // 2 >= _LEAST_LENGTH and not too_large:
        return "length", replace(now, length=now.length // 2)
    return None


def can_four_bit() -> bool:
    """Whether the library that packs weights into four bits, and moments into eight, is installed."""
    return importlib.util.find_spec("bitsandbytes") is not None


def lowered(texts: Texts, memory: PeakMemory, detail: str, too_large: bool) -> tuple[str, Texts]:
    """What was lowered, and the rows with the next smaller settings. Raises TRAINING_MEMORY."""
    found = smaller(texts.settings, too_large, memory.on_card)
    if found is None:
        raise ProblemError(Code.TRAINING_MEMORY, detail, need=memory.peak, free=memory.free())
    return found[0], replace(texts, settings=found[1])


def four_bit_where_needed(texts: Texts, base: Path, backend: Backend, memory: PeakMemory) -> Texts:
    """The rows with four bits chosen, where the choice was left to the product and, by the formula, one row
    would not fit beside weights of 16 bits."""
    now = texts.settings
    if now.full or now.four_bit is not None or not can_four_bit():
        return texts
    pieces = backend is not Backend.PEFT_CPU
    need = training_bytes(shape_of(base), False, memory.on_card, rank=now.rank, pieces=pieces)
    return material.with_settings(texts, four_bit=True) if need > memory.free() else texts


def shape_of(folder: Path) -> ModelShape:
    """The sizes of the model in a folder, by its `config.json` and its files. Raises NOT_A_MODEL,
    MODEL_DAMAGED."""
    untrusted = read_json(folder / "config.json") or {}
    config = untrusted.get("text_config") or untrusted
    size = sum(file.stat().st_size for file in weight_files(folder))
    return ModelShape(
        parameters=size // 2,
        width=int(config.get("hidden_size") or 0),
        inner=int(config.get("intermediate_size") or 0),
        layers=int(config.get("num_hidden_layers") or 0),
        vocabulary=int(config.get("vocab_size") or 0),
        tied=bool(config.get("tie_word_embeddings", untrusted.get("tie_word_embeddings", True))),
        wider=_wider(config.get),
    )


def _wider(config: Callable[[str], Any]) -> int:
    """`ModelShape.wider` by what a configuration says."""

    def number(name: str) -> int:
        return int(config(name) or 0)

    width, heads, kinds = number("hidden_size"), number("num_attention_heads"), config("layer_types") or ()
    values = number("linear_num_value_heads") * number("linear_value_head_dim")
    keys = number("linear_num_key_heads") * number("linear_key_head_dim")
    share = sum(kind == "linear_attention" for kind in kinds) / max(1, len(kinds))
    return channels_wider(width, heads * number("head_dim"), 2 * (keys + values), share)


def first_guess(stuff: Material, loaded: Loaded, memory: PeakMemory, adjusted: list[str]) -> Material:
    """On a processor, with a micro-batch that should fit by the formula: Linux hands out memory that it does
    not have and kills whoever uses it, so trying is no way to find out. A card refuses by itself."""
    now = stuff.settings
    while not loaded.cuda and now.micro_batch > 1:
        tokens, pieces = now.micro_batch * stuff.longest, loaded.backend is not Backend.PEFT_CPU
        if needed(loaded.model.config, tokens, pieces) < 0.9 * memory.free():
            break
        now = replace(now, micro_batch=settings.divisor(now.batch, now.micro_batch // 2))
        adjusted.append("micro_batch")
    return replace(stuff, settings=now)


def needed(config: Any, tokens: int, pieces: bool = True) -> int:
    """Bytes that so many tokens take on a processor on their way through a model and back."""
    config = getattr(config, "text_config", None) or config
    shape = ModelShape(
        width=int(config.hidden_size),
        inner=int(config.intermediate_size),
        layers=int(config.num_hidden_layers),
        vocabulary=int(config.vocab_size),
        wider=_wider(lambda name: getattr(config, name, None)),
    )
    return pass_bytes(shape, tokens, False, pieces)
