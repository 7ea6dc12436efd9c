"""Parameters and results of the jobs that make training examples and adapters. Standard library only.

Lists travel as files of JSON lines (`*.jsonl`), one value of the named dataclass a line. Sizes are bytes,
times seconds, lengths of rows tokens. `start`/`end` are half-open offsets into the document's whole text."""

from dataclasses import dataclass, field
from enum import StrEnum

from workers.contract.memory import ModelShape
from workers.contract.specs import BaseRef

# --- examples ------------------------------------------------------------------------------------


class ExampleKind(StrEnum):
    """What an example teaches."""

    FACT = "fact"
    HOW_TO = "how_to"
    TERM = "term"
    CLASSIFY = "classify"
    REFUSAL = "refusal"  # the documents do not say: the answer is a refusal
    READER = "reader"  # answer from passages that stand before the question, one of them the right one
    FREE = "free"  # brought in by a person: manner and form
    GENERAL = "general"  # shipped with the product, mixed in so that general knowledge is not forgotten


GENERATED_KINDS = (
    ExampleKind.FACT,
    ExampleKind.HOW_TO,
    ExampleKind.TERM,
    ExampleKind.CLASSIFY,
    ExampleKind.REFUSAL,
    ExampleKind.READER,
)


@dataclass(frozen=True, slots=True)
class ExampleText:
    """One example without its history. `quote` is exactly document_text[start:end] when `document` is set.
    `passages` (reader rows) are the texts shown before the question; `system` an instruction, mostly "";
    `earlier` the questions with their answers that came before in the same conversation."""

    question: str
    answer: str
    kind: ExampleKind = ExampleKind.FREE
    quote: str = ""
    document: str = ""
    chunk: str = ""
    start: int = 0
    end: int = 0
    page: int = 0
    language: str = ""
    system: str = ""
    passages: tuple[str, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A chunk of a base as `passages` writes it and `generate`, `check` read it."""

    chunk: str
    document: str
    name: str
    path: str
    page: int
    start: int
    end: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PassagesSpec:
    """Write the chunks of a base (all, or those of `documents`) as SourcePassage lines into `file`, spread:
    every document has its turn before any has a second."""

    base: BaseRef
    file: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassagesResult:
    """What was written."""

    file: str
    passages: int
    documents: int


class PassageStatus(StrEnum):
    """What became of one passage in a `made` message."""

    MADE = "made"
    NOTHING = "nothing"  # the model found nothing worth asking, or what it wrote failed the checks: `code`
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class GenerateSpec:
    """Make examples from passages with a chat model. `done` are chunks made before (a job that goes on).
    `limit` counts rows (0 = no limit). `model`: path of a GGUF; `embedder`: folder, to find distractors."""

    model: str
    file: str
    embedder: str
    kinds: tuple[ExampleKind, ...] = GENERATED_KINDS
    limit: int = 0
    done: tuple[str, ...] = ()
    rows_made: int = 0
    threads: int = 0
    gpu_layers: int = -1
    seed: int = 3407


@dataclass(frozen=True, slots=True)
class GenerateResult:
    """Totals of a `generate` job, this run only."""

    passages: int
    rows: int
    nothing: int
    failed: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is what ("" = none). Chat formats of JSONL have `question` "messages" or
    "conversations" and need no `answer`."""

    question: str = ""
    answer: str = ""
    quote: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class ReadRowsSpec:
    """Read examples from a CSV, XLSX or JSONL file (ShareGPT, Alpaca, OpenAI messages). With `output` "" only
    a preview is made. Columns left "" are guessed. `exam`: the rows are exam questions, those without an
    answer too; `output` then gets ExamText lines (`document_name` as the file says it) and there is no
    preview."""

    path: str
    columns: Columns = Columns()
    output: str = ""
    max_bytes: int = 256 * 1024 * 1024
    exam: bool = False


@dataclass(frozen=True, slots=True)
class RowsRequest:
    """To a reader: read examples as `spec` says; the `ReadRowsResult` is written as JSON to `output`."""

    spec: ReadRowsSpec
    output: str
    seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that cannot be an example, with the reason. `row` is its number as a spreadsheet or an editor
    shows it, from 1; `sheet` is named where rows of several are taken."""

    row: int
    reason: str  # no_question, no_answer, too_long, not_json, no_pair
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ReadRowsResult:
    """`format`: csv, xlsx, sharegpt, alpaca, messages, jsonl. `names` are the file's columns, `columns` the
    guess or the choice; `preview` the first ten examples. `output` holds ExampleText lines. `doubles` counts
    rows that were in the base before (set by the window). `passed`: sheets without such columns."""

    format: str
    names: tuple[str, ...]
    columns: Columns
    rows: int
    preview: tuple[ExampleText, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    skipped_total: int = 0
    output: str = ""
    doubles: int = 0
    passed: tuple[str, ...] = ()


class FindingCode(StrEnum):
    """What a check found; the window has the sentence. The comment names the parameters."""

    QUOTE_FOUND = "quote_found"  # ok: word for word in the source
    QUOTE_MISSING = "quote_missing"  # fail
    ANSWERABLE = "answerable"  # ok: what the answer says stands in the quote
    NOT_IN_QUOTE = "not_in_quote"  # doubt: words (what the answer says and the quote does not), place
    NUMBER_NOT_IN_QUOTE = "number_not_in_quote"  # fail: number
    QUESTION_UNRELATED = "question_unrelated"  # doubt
    QUESTION_LEAKS = "question_leaks"  # doubt: the question holds its answer
    NOT_A_QUESTION = "not_a_question"  # doubt
    POINTS_AT_TEXT = "points_at_text"  # doubt: "in the text above" says nothing without the text
    TOO_SHORT = "too_short"  # fail: characters
    TOO_LONG = "too_long"  # doubt: characters
    LANGUAGE_MIXED = "language_mixed"  # doubt: question, answer (languages)
    DUPLICATE = "duplicate"  # fail: example (the one kept)
    NEAR_DUPLICATE = "near_duplicate"  # doubt: example, share (per cent)
    CONTRADICTS = "contradicts"  # doubt: example (the same question with another answer)
    PERSONAL_NAME = "personal_name"  # doubt: text
    PERSONAL_PASSPORT = "personal_passport"  # doubt: text
    PERSONAL_SNILS = "personal_snils"  # doubt: text
    PERSONAL_INN = "personal_inn"  # doubt: text
    PERSONAL_PHONE = "personal_phone"  # doubt: text
    PERSONAL_EMAIL = "personal_email"  # doubt: text
    PERSONAL_SALARY = "personal_salary"  # doubt: text


class Severity(StrEnum):
    OK = "ok"
    DOUBT = "doubt"  # a person shall look first
    FAIL = "fail"  # rejected by the check


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check, with its parameters."""

    code: FindingCode
    severity: Severity
    params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExampleToCheck:
    """An example with its id, as `check` reads it. `keep`: a person has approved it, of two duplicates it
    stays."""

    id: str
    text: ExampleText
    keep: bool = False


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """Check all examples of a base together: `examples` holds ExampleToCheck lines, `passages` SourcePassage
    lines ("" = none), `output` gets CheckedExample lines."""

    examples: str
    passages: str
    embedder: str
    output: str


@dataclass(frozen=True, slots=True)
class CheckedExample:
    """What the passport says of one example. `cluster` is the id of the first example of its near-duplicates
    (its own when it stands alone). `masked_*` have personal data replaced ("", () = nothing to mask)."""

    id: str
    findings: tuple[Finding, ...]
    language: str
    cluster: str
    masked_question: str = ""
    masked_answer: str = ""
    masked_earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Counts over all examples; `output` as in the spec."""

    output: str
    examples: int
    failed: int
    doubtful: int
    clusters: int


@dataclass(frozen=True, slots=True)
class ClosedBookSpec:
    """Ask the model questions without documents: what does it know already? `examples`: ExampleText lines; at
    most `limit` are asked, spread evenly."""

    model: str
    examples: str
    embedder: str
    limit: int = 20
    threads: int = 0
    gpu_layers: int = -1
    seed: int = 3407


@dataclass(frozen=True, slots=True)
class ClosedBookResult:
    """How many of the asked questions the model answered rightly by itself."""

    asked: int
    known: int


# --- training ------------------------------------------------------------------------------------

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


@dataclass(frozen=True, slots=True)
class TuneSettings:
    """Choices of a run. 0 or "" = the product's own choice for the amount of rows (`tuning_defaults`).
    `batch` is the effective one; `micro_batch` what goes through at once. `patience` 0 = no early stopping.
    `evaluations`: how often within the run; `checkpoint_minutes`: at least that often is a point saved.
    `four_bit`: the base's weights in four bits (QLoRA); None = when 16 bits do not fit into memory.
    `full`: all weights are trained and become a model of their own, instead of an adapter."""

    backend: str = ""
    epochs: float = 3.0
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


@dataclass(frozen=True, slots=True)
class TuneSpec:
    """Train an adapter on a model, or all of it. `base` is a GGUF file or a model folder; `weights` the
    folder for its bf16 copy (made when missing, shared by runs). `rows` and `validation` are ExampleText
    lines, already split; `replay` the general rows to mix in. `folder` holds everything of the run; what
    is in it is continued. `probes`: questions that the trainer answers at the end (for `compare`)."""

    run: str
    model: str
    base: str
    base_sha256: str
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
    order: micro_batch, four_bit (where the choice was left to the product), length."""

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
    the trainer's answers that llama.cpp with the adapter chooses too, each after the trainer's own beginning;
    `without`: the same of the base alone. `changed`: answers that the base alone would not have written."""

    asked: int
    same: int
    agreement: float
    without: float
    changed: int


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


@dataclass(frozen=True, slots=True)
class InstallSpec:
    """Install the tuning component: a Python environment of its own in `folder` from the hash-pinned `lock`.
    `wheelhouse`: a folder with the wheels, then no network is used ("" = the configured package index).
    `size`: bytes that must be free on the disk (0 = what the wheelhouse says). `thorough`: what is there is
    compared, file by file, with what its packages say of themselves, and installed again where it differs."""

    folder: str
    lock: str
    wheelhouse: str = ""
    size: int = 0
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class InstallResult:
    """Where the environment is, its size and versions of what matters."""

    python: str
    size: int
    versions: dict[str, str] = field(default_factory=dict)
