"""What is found in examples before they train, and what a model already knows."""

from dataclasses import dataclass, field
from enum import StrEnum

from workers.contract.training.examples import ExampleText


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
    """What the check says of one example. `cluster` is the id of the first example of its near-duplicates
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
