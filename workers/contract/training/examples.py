"""Training examples, and how a model drafts them from passages."""

from dataclasses import dataclass
from enum import StrEnum

from workers.contract.specs.bases import BaseRef


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
    TEXT = "text"  # a stretch of a document as it is, in `answer`: every word of it is learned


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
