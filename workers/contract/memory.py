"""Memory of a chat model's context, and of training one. Standard library.

The one place of this arithmetic: the window's estimates and the processes that load and train models use it.
A dry run of training replaces the estimate by what was measured.
"""

from dataclasses import dataclass, replace

BATCH = 512  # tokens that are read at once
_PAD = 256  # tokens; llama.cpp rounds the cache of layers with a window up to it
# Tokens of context that an answer is given unless an expert asks for more.
DEFAULT_CONTEXT = 4096
# What llama.cpp needs besides weights and cache: compute buffers, vocabulary, its process. Measured with the
# 0.5B and 1.5B models, vocabularies of 150 000 and BATCH tokens: about 0.3 GB.
OVERHEAD = 400 << 20
# A graphics processor's memory that stays free for the screen and other programs.
GPU_RESERVE = 512 << 20


def cache_bytes(kv_bytes: int, context: int, window: int = 0, window_kv_bytes: int = 0) -> int:
    """Bytes that `context` tokens take: layers that see all of them keep `kv_bytes` a token; layers with a
    sliding window keep `window_kv_bytes` for `window` tokens and the batch that is read meanwhile, as
    llama.cpp's `llama_kv_cache_iswa` does with `swa_full` off."""
    seen = min(context, -(-(window + BATCH) // _PAD) * _PAD) if window else context
    return kv_bytes * context + window_kv_bytes * seen


def answering_bytes(
    weights: int, kv_bytes: int, context: int, window: int = 0, window_kv_bytes: int = 0, state_bytes: int = 0
) -> int:
    """Bytes to answer with `context` tokens: weights (the size of the file), what is kept of the tokens (see
    `cache_bytes`) and once (`state_bytes`, of recurrent layers), and the overhead."""
    return weights + cache_bytes(kv_bytes, context, window, window_kv_bytes) + state_bytes + OVERHEAD


# --- training ------------------------------------------------------------------------------------

GIB = 1 << 30
ROW = 512  # tokens of a usual row with its question, where the rows are not known
# Bytes for each token and channel of a layer that are kept for the backward pass in 16 bits, without the maps
# of attention (Korthikanti et al. 2022, "Reducing Activation Recomputation", equation 2: 34 · s · b · h).
_ACTIVATIONS = 34
# The same for each channel between the halves of a gated MLP: gate, up, the gate's activation, their product.
# They come on top of that paper's MLP, counted above: too much costs a smaller micro-batch, too little costs
# the whole run, since the system kills it. On a processor much of it stands in 32 bits besides, for the
# adapter: measured with four shapes of model by `python -m tests.helpers.measured_memory`.
_GATED, _GATED_KEPT = 8, 24
# The same for each channel by which attention, or what stands in its place, is wider than a token: 49 were
# measured of attention whose queries and keys are normed, 32 of linear attention.
_WIDER = 40
# Bytes for each token and word of the vocabulary: logits, their copy in 32 bits, their gradient; and where
# the loss is computed in pieces, as Unsloth does, so that only a part of them exists at once. Both measured
# on a processor. On a card a guess to the safe side: the least memory that the guide of Unsloth names (7B:
# 5 GB in four bits) is below what comes out.
_LOGITS, _LOGITS_IN_PIECES, _LOGITS_CARD = 12, 4, 3
# Bytes a weight: 16 bits; NF4 with its scales quantised again (Dettmers et al. 2023, "QLoRA": 4.127 bits).
_SIXTEEN, _FOUR = 2.0, 0.516
# Bytes for each weight that is trained: itself, its gradient and the two moments of Adam, in 32 bits; and
# with the moments in 8.
_TRAINED, _TRAINED_LIGHT = 16, 10
# The libraries with the kernels that they load, without a model: on a processor measured.
_LIBRARIES_CARD, _LIBRARIES = GIB * 3 // 4, GIB * 15 // 16


@dataclass(frozen=True, slots=True)
class ModelShape:
    """Sizes of a model: `width` of a token, `inner` of the MLP, `layers`, words of the `vocabulary`; 0 = not
    known. `tied`: one table serves input and output; `wider`: channels by which attention is wider than a
    token, as layers have it on an average."""

    parameters: int = 0
    width: int = 0
    inner: int = 0
    layers: int = 0
    vocabulary: int = 0
    tied: bool = True
    wider: int = 0

    def filled(self) -> "ModelShape":
        """With guesses for what is not known, from the number of parameters: models of 0.5 to 30 billion are
        (3584 channels at 7 billion, growing by the power 0.4; Qwen, Llama and Mistral within a third)."""
        width = self.width or max(64, round(3584 * (max(1, self.parameters) / 7e9) ** 0.4 / 64) * 64)
        return replace(
            self,
            width=width,
            inner=self.inner or 4 * width,
            layers=self.layers or 32,
            vocabulary=self.vocabulary or min(150_000, max(1, self.parameters) // (4 * width)),
        )


def channels_wider(width: int, attention: int, linear: int, linear_share: float) -> int:
    """`ModelShape.wider` of a model whose layers have `attention` channels between queries and output, and a
    share of them `linear` ones instead."""
    return round((1 - linear_share) * max(0, attention - width) + linear_share * max(0, linear - width))


def weights_bytes(shape: ModelShape, four_bit: bool) -> int:
    """Of the weights as the trainer holds them. In four bits are the linear layers; embeddings and the output
    layer stay in 16."""
    if not four_bit:
        return int(_SIXTEEN * shape.parameters)
    known = shape.filled()
    tables = min(shape.parameters, known.vocabulary * known.width * (1 if known.tied else 2))
    return int(_FOUR * (shape.parameters - tables) + _SIXTEEN * tables)


def pass_bytes(shape: ModelShape, tokens: int, on_card: bool, pieces: bool = True) -> int:
    """Of so many tokens (rows × length) on their way through a model and back: activations and logits. On a
    card only what goes into each layer is kept, and one layer at a time is computed again; on a processor all
    is kept. `pieces`: the loss is computed in pieces there."""
    known = shape.filled()
    if on_card:
        kept = (
            known.width * _ACTIVATIONS
            + known.wider * _WIDER
            + known.inner * _GATED
            + 2 * known.width * known.layers
        )
        return tokens * (kept + known.vocabulary * _LOGITS_CARD)
    kept = known.layers * (known.width * _ACTIVATIONS + known.wider * _WIDER + known.inner * _GATED_KEPT)
    return tokens * (kept + known.vocabulary * (_LOGITS_IN_PIECES if pieces else _LOGITS))


def adapter_weights(shape: ModelShape, rank: int) -> int:
    """Numbers in an adapter of this rank on all seven linear layers."""
    known = shape.filled()
    return rank * known.layers * (8 * known.width + 2 * known.wider + 3 * (known.width + known.inner))


def training_bytes(
    shape: ModelShape,
    four_bit: bool,
    on_card: bool,
    tokens: int = ROW,
    rank: int = 16,
    full: bool = False,
    light: bool = False,
    pieces: bool = True,
) -> int:
    """What training takes with `tokens` (rows × length) at once. `full`: all weights are trained, in 32 bits,
    instead of an adapter of `rank`; `light`: by an optimizer with moments in 8 bits. `pieces`: see
    `pass_bytes`."""
    libraries = _LIBRARIES_CARD if on_card else _LIBRARIES
    through = pass_bytes(shape, tokens, on_card, pieces)
    if full:
        return libraries + through + (_TRAINED_LIGHT if light else _TRAINED) * shape.parameters
    trained = _TRAINED * adapter_weights(shape, rank)
    return libraries + through + trained + weights_bytes(shape, four_bit)
