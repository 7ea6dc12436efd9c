"""What a training run made: inspected, compared, merged, converted, quantized."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InspectAdapterSpec:
    """Read a GGUF adapter and compare it with its base model, tensor by tensor."""

    path: str
    base: str


@dataclass(frozen=True, slots=True)
class AdapterFacts:
    """What an adapter says of itself."""

    path: str
    size: int
    sha256: str
    architecture: str
    rank: int
    alpha: float
    tensors: int


@dataclass(frozen=True, slots=True)
class CompareSpec:
    """Put the probes to llama.cpp with the adapter, and to the base without it; greedy. `trained`: a whole
    model that was trained takes the place of the base with its adapter."""

    model: str
    adapter: str
    probes: str
    threads: int = 0
    trained: str = ""


@dataclass(frozen=True, slots=True)
class CompareResult:
    """`same`: answers equal to the trainer's when written freely. `agreement`: share (0…1) of the tokens of
    the trainer's answers that llama.cpp with the adapter chooses too, or finds as good as its
    choice, each after the trainer's own beginning; `without`: the same of the base alone. `changed`: answers
    that the base alone would not have written. `left_out`: those whose question is longer than the model's
    context; they are not among those `asked`."""

    asked: int
    same: int
    agreement: float
    without: float
    changed: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class MergeSpec:
    """Bake an adapter into its base: an F16 GGUF at `output`. `strength` scales the adapter."""

    base: str
    adapter: str
    output: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class ConvertModelSpec:
    """Write a model folder in the format of Hugging Face as an F16 GGUF at `output`."""

    folder: str
    output: str


@dataclass(frozen=True, slots=True)
class QuantizeSpec:
    """Quantise a GGUF (`source`) into `output` as `quantization` ("Q4_K_M", "Q8_0", …)."""

    source: str
    output: str
    quantization: str = "Q4_K_M"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file that a job wrote."""

    path: str
    size: int
    sha256: str
