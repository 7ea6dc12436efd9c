"""Does a model fit into this computer's memory? Arithmetic that the window can show."""

from dataclasses import dataclass
from enum import StrEnum

from workers.contract.specs import Hardware

# Tokens of context that an answer is given unless an expert asks for more.
DEFAULT_CONTEXT = 4096
# What llama.cpp needs besides weights and cache: compute buffers, vocabulary, its process. Measured with the
# 0.5B and 1.5B models at a batch of 512 tokens: about 0.3 GB.
OVERHEAD = 400 << 20
# What the system, the window and the search keep for themselves.
SYSTEM_SHARE = 0.25
SYSTEM_LEAST = 1536 << 20
# A graphics processor's memory that stays free for the screen and other programs.
GPU_RESERVE = 512 << 20


class FitState(StrEnum):
    """FITS: runs well. TIGHT: runs, but slower or beside little else. TOO_LARGE: is not offered."""

    FITS = "fits"
    TIGHT = "tight"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Fit:
    """`need` and `have` in bytes. `spill`: what does not fit into the graphics processor's memory and goes
    to ordinary memory (0 when there is no such processor)."""

    state: FitState
    need: int
    have: int
    spill: int = 0


def memory_needed(weights: int, kv_bytes: int, context: int) -> int:
    """Bytes to answer: weights + keys and values of the context (f16) + overhead. `weights` is the size of
    the file, `kv_bytes` one token's keys and values over all layers, `context` the model's own in tokens."""
    tokens = min(context or DEFAULT_CONTEXT, DEFAULT_CONTEXT)
    return weights + kv_bytes * tokens + OVERHEAD


def kv_bytes(memory: int, weights: int, context: int) -> int:
    """What `memory_needed` was told of one token's keys and values, from what it said."""
    tokens = min(context or DEFAULT_CONTEXT, DEFAULT_CONTEXT)
    return max(0, memory - memory_needed(weights, 0, context)) // tokens


def fit(need: int, hardware: Hardware) -> Fit:
    """Compare `need` bytes with this computer. Free memory is not asked for: it changes by the minute, and
    the chat says so itself when there is too little."""
    total = hardware.memory_bytes
    comfortable = total - max(int(total * SYSTEM_SHARE), SYSTEM_LEAST)
    possible = total - SYSTEM_LEAST
    own = [gpu.total_bytes for gpu in hardware.gpus if not gpu.shared] if hardware.gpu_build else []
    video = sum(max(0, total_bytes - GPU_RESERVE) for total_bytes in own)
    if video:
        spill = max(0, need - video)
        if spill == 0:
            return Fit(FitState.FITS, need, video)
        if spill <= possible:
            return Fit(FitState.TIGHT, need, video + possible, spill)
        return Fit(FitState.TOO_LARGE, need, video + possible, spill)
    if need <= comfortable:
        return Fit(FitState.FITS, need, comfortable)
    if need <= possible:
        return Fit(FitState.TIGHT, need, possible)
    return Fit(FitState.TOO_LARGE, need, max(possible, 0))
