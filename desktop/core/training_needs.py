"""What training takes: examples, a model that can be trained, memory and disk."""

LEAST_APPROVED = 100  # fewer rows teach nothing that instructions with examples would not
ENOUGH = 1000
LEAST_KNOWN = 0.2  # share of questions a model answers by itself; below it, this is a lesson of facts
# What the product can turn from a GGUF into weights for the trainer, and back.
TRAINABLE = frozenset({"llama", "qwen2", "qwen3", "gemma3"})
_GIB = 1024**3


def is_trainable(architecture: str) -> bool:
    """Whether a model of this architecture (as its GGUF names it) can be trained; "" = not known, tried."""
    return not architecture or architecture in TRAINABLE


def weights_size(parameters: int) -> int:
    """Bytes of a model's bf16 copy."""
    return 2 * parameters


def memory_needed(parameters: int, four_bit: bool, on_card: bool) -> int:
    """Bytes that training takes at least, before a dry run has measured it: the weights, a tenth for
    adapter, its gradients and optimiser states, and what the libraries and one short row need."""
    weights = int(parameters * (0.6 if four_bit else 2.0))
    return int(weights * 1.1) + (_GIB if on_card else _GIB * 5 // 4)


def disk_needed(parameters: int, has_weights: bool) -> int:
    """Bytes that a run writes: the bf16 copy when it is not there yet, and checkpoints of the adapter (about
    3 % of the weights for rank 16, with two optimiser states in four bytes each, two points and the best)."""
    weights = 0 if has_weights else weights_size(parameters)
    return weights + weights_size(parameters) // 4 + 256 * 1024 * 1024
