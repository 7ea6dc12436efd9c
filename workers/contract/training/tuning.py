"""A training run: its back ends, settings, forecast and result."""

from dataclasses import dataclass, field
from enum import StrEnum

from workers.contract.memory import ModelShape

# Architectures (as a GGUF names them) that the trainer can turn from a GGUF into weights, and back.
TRAINABLE = frozenset(
    {"llama", "qwen2", "qwen3", "qwen35", "smollm3", "granite", "gemma2", "gemma3", "gemma4"}
)

# Tokenizers: the model of a GGUF, or for "gpt2" the pre-tokenizer whose pattern is known.
TOKENIZERS = frozenset({"llama", "gemma4"})

PRE_TOKENIZERS = frozenset(
    {
        "default", "gpt-2", "smollm", "command-r", "refact", "starcoder", "qwen2", "deepseek-r1-qwen",
        "qwen35", "llama-bpe", "llama3", "llama-v3", "tekken",
    }
)  # fmt: skip


class Optimizer(StrEnum):
    """Who makes the steps."""

    ADAMW = "adamw"  # moments in 32 bits, in one kernel for all weights
    ADAMW_8BIT = (
        "adamw_8bit"  # moments in 8 bits (Dettmers et al. 2022); on a card they may leave it for a while
    )


class Backend(StrEnum):
    """Who trains."""

    UNSLOTH_CUDA = "unsloth_cuda"
    UNSLOTH_CPU = "unsloth_cpu"
    PEFT_CUDA = "peft_cuda"
    PEFT_CPU = "peft_cpu"


@dataclass(frozen=True, slots=True)
class BackendState:
    """Whether a back end can be had here; `reason` when not: missing_package, no_gpu, other_maker (AMD,
    Intel), processor_build (a PyTorch without CUDA), driver_too_old, gpu_too_old, gpu_fails, broken.
    `versions` of its libraries."""

    backend: Backend
    available: bool
    reason: str = ""
    detail: str = ""
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Backends:
    """What `backends` found, best first; `chosen` is the first available ("" = none)."""

    states: tuple[BackendState, ...]
    chosen: str = ""
    gpu: str = ""
    gpu_total: int = 0
    gpu_free: int = 0
    driver: str = ""


EPOCHS = 3.0  # passes over the rows, where nobody has chosen and the rows ask for no more


@dataclass(frozen=True, slots=True)
class TuneSettings:
    """Choices of a run. 0 or "" = the product's own choice for the amount of rows (`tuning_defaults`).
    `batch` is the effective one; `micro_batch` what goes through at once. `patience` 0 = no early stopping.
    `evaluations`: how often within the run; `checkpoint_minutes`: at least that often is a point saved.
    `four_bit`: the base's weights in four bits (QLoRA); None = when 16 bits do not fit into memory.
    `full`: all weights are trained and become a model of their own, instead of an adapter. `optimizer`: an
    `Optimizer`. `packed`: the rows of a micro-batch stand behind each other instead of being padded to the
    longest, each seeing only itself; None = where the dry run measures that it is quicker. `text`: learned
    are the texts of the documents instead of reviewed rows."""

    backend: str = ""
    epochs: float = 0.0
    learning_rate: float = 0.0
    rank: int = 0
    alpha: int = 0
    batch: int = 0
    micro_batch: int = 0
    length: int = 2048
    warmup: float = 0.06
    weight_decay: float = 0.01
    patience: int = 3
    evaluations: int = 10
    checkpoint_steps: int = 50
    checkpoint_minutes: float = 5.0
    four_bit: bool | None = None
    full: bool = False
    replay: float = 0.1  # share of general rows mixed in
    seed: int = 3407
    optimizer: str = ""
    packed: bool | None = None
    text: bool = False


@dataclass(frozen=True, slots=True)
class TuneSpec:
    """Train an adapter on a model, or all of it. `base` is a GGUF file or a model folder; `weights` the
    folder for its bf16 copy (made when missing, shared by runs). `rows` and `validation` are ExampleText
    lines, already split; `replay` the general rows to mix in. `folder` holds everything of the run; what
    is in it is continued. `probes`: questions that the trainer answers at the end (for `compare`)."""

    run: str
    model: str
    base: str
    weights: str
    folder: str
    rows: str
    validation: str
    replay: str = ""
    settings: TuneSettings = TuneSettings()
    probes: int = 10


@dataclass(frozen=True, slots=True)
class Trainability:
    """Whether the trainer takes a model: `reason` is the code with which it would refuse it, "" when it does.
    `tokenizer`: how its texts are cut, as its GGUF names it; `shape`: its sizes."""

    reason: str
    architecture: str
    tokenizer: str
    shape: ModelShape = ModelShape()


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a dry run says (two real steps on the longest row): seconds with their range, peak memory of the
    process (CPU) or of the card (CUDA), and the settings that fit. `adjusted`: what was lowered, in this
    order: micro_batch, four_bit, optimizer (where the choice was left to the product), length.
    `packed_ratio`: time of packed rows as a share of that of padded ones; 0 = not tried."""

    backend: Backend
    seconds: float
    seconds_low: float
    seconds_high: float
    peak_memory: int
    steps: int
    settings: TuneSettings
    longest_row: int
    adjusted: tuple[str, ...] = ()
    rows_cut: int = 0
    packed_ratio: float = 0.0


class TuneStatus(StrEnum):
    """How a run ended, when it ended well."""

    COMPLETE = "complete"
    STOPPED_EARLY = "stopped_early"  # no longer better on unfamiliar questions
    FINISHED_BY_USER = "finished_by_user"
    DIVERGED = "diverged"  # the loss was no number any more; the last good point is kept


@dataclass(frozen=True, slots=True)
class Probe:
    """A question with the trainer's own greedy answer; `compare` asks llama.cpp the same."""

    prompt: str  # the whole text in the model's chat template, up to where the reply begins
    answer: str


@dataclass(frozen=True, slots=True)
class TuneResult:
    """The end of a run. `adapter` is the GGUF adapter (of a full training: the whole model), `peft` the
    folder it was made from ("" = a whole model), `probes` a file of Probe lines. Losses are those of the
    kept weights (`best_step`). `seconds` counts all sessions of the run."""

    run: str
    status: TuneStatus
    backend: Backend
    rows_train: int
    rows_validation: int
    steps: int
    best_step: int
    train_loss: float
    validation_loss: float
    adapter: str
    adapter_sha256: str
    peft: str
    probes: str
    seconds: float
    peak_memory: int
    tokens_per_second: float
    settings: TuneSettings
    versions: dict[str, str] = field(default_factory=dict)
    rows_cut: int = 0
