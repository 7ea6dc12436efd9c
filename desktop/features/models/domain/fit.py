"""Does a model fit this computer: into its memory, and into a person's patience? Arithmetic that the window
can show."""

from dataclasses import dataclass
from enum import StrEnum

from workers.contract.memory import DEFAULT_CONTEXT, GPU_RESERVE, answering_bytes
from workers.contract.specs.hardware import Gpu, Hardware

# What the system, the window and the search keep for themselves.
SYSTEM_SHARE = 0.25
SYSTEM_LEAST = 1536 << 20

# Writing a token reads all weights that take part in it once, so its pace is memory bandwidth over their
# bytes (Pope et al. 2022, arXiv 2211.05102, section 3.1). Bandwidths are assumed until this computer has
# shown its own, and low rather than high. One core of an office computer draws about 6 GB/s through such
# code; two channels of DDR4-3200 give 51 GB/s on paper and about 40 in practice.
CORE_BANDWIDTH = 6e9  # bytes a second
MEMORY_BANDWIDTH = 40e9
# Graphics memory grows faster with its size: cards of 8 GB are sold with 224–360 GB/s, of 24 GB with
# 670–1000; 30 GB/s for each GB, between 150 and 800, stays below all of them.
CARD_BANDWIDTH_PER_BYTE = 30.0
CARD_BANDWIDTH = (150e9, 800e9)
# Russian words come as about two tokens in the vocabularies of the catalogue, English ones as 1.3.
TOKENS_PER_WORD = 2.0
# The speed of a shorter reply is mostly noise. So it is where fewer tokens were written one after another:
# those of a quotation that needs few words of the model's own tell a first speed.
MEASURED_FROM_WORDS, MEASURED_FROM_TOKENS = 6, 3

# People read 150 to 200 words a minute. An answer has some 60 words: below 90 words a minute it takes longer
# than 40 s, and whoever reads along waits at each word: "slow". Below 30 it takes more than two minutes
# besides the minutes in which the documents are read, and nobody asks a second question: not offered.
SLOW_BELOW = 90  # words a minute
TOO_SLOW_BELOW = 30


class FitState(StrEnum):
    """FITS: runs well. TIGHT: runs beside little else. SLOW: runs, and is waited for. TOO_LARGE, TOO_SLOW:
    not offered."""

    FITS = "fits"
    TIGHT = "tight"
    SLOW = "slow"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class Fit:
    """`need` and `have` in bytes. `spill`: what does not fit into the graphics processor's memory and goes
    to ordinary memory (0 when there is no such processor). `words_a_minute`: how fast it writes, measured
    here or estimated (0 = nothing can be said)."""

    state: FitState
    need: int
    have: int
    spill: int = 0
    words_a_minute: float = 0.0
    measured: bool = False

    @property
    def offered(self) -> bool:
        """Whether the model is worth getting at all."""
        return self.state not in (FitState.TOO_LARGE, FitState.TOO_SLOW)


@dataclass(frozen=True, slots=True)
class WritingSpeed:
    """What the speed of a model follows from. `read`: bytes of weights that each token reads (0 = not known).
    `words_a_minute`: as this very model wrote here (0 = not yet). `bandwidth`: bytes a second that other
    models have shown here (0 = none has)."""

    read: int = 0
    words_a_minute: float = 0.0
    bandwidth: float = 0.0


def memory_needed(
    weights: int, kv_bytes: int, context: int, window: int = 0, window_kv_bytes: int = 0, state_bytes: int = 0
) -> int:
    """Bytes to answer as the product does. `weights` is the size of the file, `context` the model's own in
    tokens; the others as in `CatalogueModel`."""
    tokens = min(context or DEFAULT_CONTEXT, DEFAULT_CONTEXT)
    return answering_bytes(weights, kv_bytes, tokens, window, window_kv_bytes, state_bytes)


def kv_bytes(memory: int, weights: int, context: int) -> int:
    """What `memory_needed` was told of one token's keys and values, from what it said."""
    tokens = min(context or DEFAULT_CONTEXT, DEFAULT_CONTEXT)
    return max(0, memory - memory_needed(weights, 0, context)) // tokens


def speed_of(words: int, seconds: float, tokens: int, before: float) -> float:
    """Words a second of a reply, 0 where it tells nothing new. `tokens`: how many it had with the one that
    ends it; `before`: the speed that is known (0 = none yet)."""
    if seconds <= 0:
        return 0.0
    if words >= MEASURED_FROM_WORDS:
        return words / seconds
    after_the_first = tokens - 1  # the first one comes with what was read
    if before or after_the_first < MEASURED_FROM_TOKENS:
        return 0.0
    return after_the_first / TOKENS_PER_WORD / seconds


def bytes_read(size: int, parameters: int, active_parameters: int) -> int:
    """Bytes of weights that a token reads: all, or of a mixture of experts the active share."""
    if not active_parameters or not parameters:
        return size
    return int(size * min(1.0, active_parameters / parameters))


def fit(need: int, hardware: Hardware, pace: WritingSpeed = WritingSpeed()) -> Fit:
    """Compare `need` bytes, and the speed that follows from `pace`, with this computer. Free memory is not
    asked for: it changes by the minute, and the chat says so itself when there is too little."""
    found = _fit_memory(need, hardware)
    if found.state is FitState.TOO_LARGE:
        return found
    words, measured = pace.words_a_minute, True
    if not words and pace.read:
        words, measured = _words_a_minute(found, pace, hardware), False
    state = found.state
    if words and words < TOO_SLOW_BELOW:
        state = FitState.TOO_SLOW
    elif words and words < SLOW_BELOW:
        state = FitState.SLOW
    return Fit(state, found.need, found.have, found.spill, words, measured and words > 0)


def _words_a_minute(found: Fit, pace: WritingSpeed, hardware: Hardware) -> float:
    cards = _own_cards(hardware)
    slow_share = min(1.0, found.spill / found.need) if cards else 1.0
    seconds = slow_share * pace.read / (pace.bandwidth if pace.bandwidth and not cards else _memory(hardware))
    if cards:
        fast = pace.bandwidth if pace.bandwidth and not found.spill else _card(cards)
        seconds += (1 - slow_share) * pace.read / fast
    return 60 / seconds / TOKENS_PER_WORD


def _memory(hardware: Hardware) -> float:
    """Bytes a second that the processor draws from memory."""
    return min(max(hardware.cores, 1) * CORE_BANDWIDTH, MEMORY_BANDWIDTH)


def _card(cards: list[Gpu]) -> float:
    """Bytes a second of the slowest card: layers are read one after another."""
    low, high = CARD_BANDWIDTH
    return min(min(max(card.total_bytes * CARD_BANDWIDTH_PER_BYTE, low), high) for card in cards)


def _own_cards(hardware: Hardware) -> list[Gpu]:
    """Graphics processors that this build can use, with more memory of their own than stays free."""
    usable = [gpu for gpu in hardware.gpus if not gpu.shared and gpu.total_bytes > GPU_RESERVE]
    return usable if hardware.gpu_build else []


def _fit_memory(need: int, hardware: Hardware) -> Fit:
    total = hardware.memory_bytes
    comfortable = total - max(int(total * SYSTEM_SHARE), SYSTEM_LEAST)
    possible = total - SYSTEM_LEAST
    video = sum(card.total_bytes - GPU_RESERVE for card in _own_cards(hardware))
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
