"""What training takes: examples, a model that can be trained, memory and disk."""

from workers.contract.memory import ROW, ModelShape, training_bytes
from workers.contract.training.tuning import TRAINABLE, Optimizer

LEAST_APPROVED = 100  # fewer rows teach nothing that instructions with examples would not
ENOUGH = 1000
# Weights of a model beyond which plain texts are not offered: it costs much and brings nothing.
MOST_FOR_TEXT = 2_000_000_000
LEAST_KNOWN = 0.2  # share of questions a model answers by itself; below it, this is a lesson of facts


def is_trainable(architecture: str) -> bool:
    """Whether models of this architecture (as its GGUF names it) can be trained; "" = not known. A model's
    own file has the last word: `ModelTrainability`."""
    return not architecture or architecture in TRAINABLE


def weights_size(parameters: int) -> int:
    """Bytes of a model's bf16 copy."""
    return 2 * parameters


def memory_needed(
    shape: ModelShape,
    chosen: bool | None,
    on_card: bool,
    room: int | None = None,
    tokens: int = ROW,
    full: bool = False,
    optimizer: str = "",
    pieces: bool = True,
) -> tuple[int, bool]:
    """Bytes that training takes at least, before a dry run has measured it, with one row of `tokens` at a
    time; and whether the weights are in four bits: as `chosen`, else (None) when 16 bits do not fit into
    `room` bytes (None = not known). The same goes for the moments of a full training on a card in eight bits
    (`optimizer`, "" = not chosen). `pieces`: the loss is computed in pieces, as Unsloth does."""
    if full:
        need = training_bytes(shape, False, on_card, tokens, full=True, pieces=pieces)
        by_itself = not optimizer and on_card and room is not None and need > room
        if by_itself or optimizer == Optimizer.ADAMW_8BIT:
            need = training_bytes(shape, False, on_card, tokens, full=True, light=True, pieces=pieces)
        return need, False
    need = training_bytes(shape, bool(chosen), on_card, tokens, pieces=pieces)
    if chosen is None and room is not None and need > room:
        return training_bytes(shape, True, on_card, tokens, pieces=pieces), True
    return need, bool(chosen)


def longest_row(letters: int, length: int) -> int:
    """Tokens of a row of so many letters, at most `length`: a token holds some two and a half letters of
    Russian or English, and a template stands around the row."""
    return min(length, 48 + letters * 2 // 5)


def card_room(total: int) -> int:
    """Bytes of a card that training can have: the system's screen and the driver keep some."""
    return total * 94 // 100


def disk_needed(parameters: int, has_weights: bool, full: bool = False) -> int:
    """Bytes that a run writes: the bf16 copy when it is not there yet, and checkpoints of the adapter (about
    3 % of the weights for rank 16, with two optimiser states in four bytes each, two points and the best)."""
    weights = 0 if has_weights else weights_size(parameters)
    if full:  # two points and two best ones in 32 bits, the points with two moments; the model, and its copy
        return weights + (2 * 12 + 2 * 4 + 2 * 2) * parameters
    return weights + weights_size(parameters) // 4 + 256 * 1024 * 1024
