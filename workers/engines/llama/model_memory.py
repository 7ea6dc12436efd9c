"""What of a model fits: the context into memory, layers onto the cards."""

from workers.contract.codes import Code, ProblemError
from workers.contract.memory import DEFAULT_CONTEXT, GPU_RESERVE, answering_bytes, cache_bytes
from workers.contract.specs.models import ModelFacts
from workers.contract.system_memory import system_memory
from workers.engines.llama.llama_devices import gpus

SMALLEST_CONTEXT = 2048


def fit_context(facts: ModelFacts, wanted: int, *, on_cards: bool) -> int:
    """The context in tokens that fits into memory, at most `wanted` (0 = the default). Raises NO_MEMORY
    (need, free in bytes) when not even the smallest does."""
    limit = facts.context or DEFAULT_CONTEXT
    context = min(wanted or DEFAULT_CONTEXT, limit)
    free = system_memory().available
    if on_cards:
        free += sum(device.free_bytes for device in gpus() if not device.shared)
    smallest = context if wanted else min(SMALLEST_CONTEXT, limit)
    while needed(facts, context) > free and context > smallest:
        context = max(context // 2, smallest)
    if needed(facts, context) > free:
        raise ProblemError(Code.NO_MEMORY, need=needed(facts, context), free=free)
    return context


def needed(facts: ModelFacts, context: int) -> int:
    """Bytes of memory for the weights, the keys and values of `context` tokens and the work buffers."""
    return answering_bytes(
        facts.size, facts.kv_bytes, context, facts.window, facts.window_kv_bytes, facts.state_bytes
    )


def layers_on_cards(facts: ModelFacts, context: int, wanted: int) -> int:
    """Layers for the cards: all that were asked for, or (`wanted` below 0) as many as their free memory
    holds."""
    cards = gpus()
    layers = facts.layers + 1  # the output layer counts as one
    if not cards or wanted == 0:
        return 0
    if wanted > 0:
        return min(wanted, layers)
    free = sum(max(0, card.free_bytes - GPU_RESERVE) for card in cards)
    cache = cache_bytes(facts.kv_bytes, context, facts.window, facts.window_kv_bytes)
    per_layer = facts.layer_bytes + cache // max(1, facts.layers)
    return min(layers, free // max(1, per_layer))
