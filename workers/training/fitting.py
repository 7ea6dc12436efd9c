"""Making a run smaller until it fits into memory: first the micro-batch, then the length of a row."""

from dataclasses import replace
from typing import Any

from workers.contract.codes import Code, ProblemError
from workers.contract.training import TuneSettings
from workers.training import material, settings
from workers.training.backends import Loaded
from workers.training.material import Material, Texts
from workers.training.memory import Memory

_LEAST_LENGTH = 256  # tokens; shorter ones hold no question with its answer
# Bytes for each token and channel of a layer that are kept for the backward pass in 16 bits, without the maps
# of attention (Korthikanti et al. 2022, "Reducing Activation Recomputation", equation 2: 34 · s · b · h).
_ACTIVATIONS = 34
# The same for each channel between the halves of a gated MLP: gate, up, the gate's activation, their product.
# They come on top of that paper's MLP, counted above: too much costs a smaller micro-batch, too little costs
# the whole run, since the system kills it.
_GATED = 8
# Bytes for each token and word of the vocabulary: logits, their copy in 32 bits, their gradient.
_LOGITS = 10


def smaller(now: TuneSettings) -> tuple[str, TuneSettings] | None:
    """The next smaller settings with the name of what was lowered; None when nothing is left to halve. The
    batch stays: more micro-batches make one."""
    if now.micro_batch > 1:
        return "micro_batch", replace(now, micro_batch=settings.divisor(now.batch, now.micro_batch // 2))
    if now.length // 2 >= _LEAST_LENGTH:
        return "length", replace(now, length=now.length // 2)
    return None


def halved(texts: Texts, memory: Memory, adjusted: list[str], detail: str) -> Texts:
    """The rows with the next smaller settings; its name goes into `adjusted`. Raises TRAINING_MEMORY."""
    found = smaller(texts.settings)
    if found is None:
        raise ProblemError(Code.TRAINING_MEMORY, detail, need=memory.peak, free=memory.free())
    adjusted.append(found[0])
    return material.with_settings(texts, micro_batch=found[1].micro_batch, length=found[1].length)


def first_guess(stuff: Material, loaded: Loaded, memory: Memory, adjusted: list[str]) -> Material:
    """On a processor, with a micro-batch that should fit by the formula above: Linux hands out memory that it
    does not have and kills whoever uses it, so trying is no way to find out. A card refuses by itself."""
    now = stuff.settings
    while not loaded.cuda and now.micro_batch > 1:
        if needed(loaded.model.config, now.micro_batch * stuff.longest) < 0.9 * memory.free():
            break
        now = replace(now, micro_batch=settings.divisor(now.batch, now.micro_batch // 2))
        adjusted.append("micro_batch")
    return replace(stuff, settings=now)


def needed(config: Any, tokens: int) -> int:
    """Bytes that so many tokens take on their way through a model and back."""
    layer = int(config.hidden_size) * _ACTIVATIONS + int(config.intermediate_size) * _GATED
    return tokens * (int(config.num_hidden_layers) * layer + int(config.vocab_size) * _LOGITS)
