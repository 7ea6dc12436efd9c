"""An analysis: a piece of work over whole documents, kept with every part that it has made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from workers.contract.specs.answers import Citation, Sentence


class AnalysisKind(StrEnum):
    """What is made of the documents."""

    SUMMARY = "summary"  # of one document
    COMPARISON = "comparison"  # of two
    FACTS = "facts"  # a table: a row a document, a column a question


class AnalysisState(StrEnum):
    """Where it stands."""

    RUNNING = "running"
    PAUSED = "paused"  # also cut off: it goes on where it was
    DONE = "done"
    STOPPED = "stopped"  # for good, with what there is
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document of an analysis: its id, its name and the hash of its text when the work began."""

    document: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """`questions` are the columns of a table of facts; `model` is the one that was chosen ("" = the base's);
    `job` the durable work that makes it ("" = none)."""

    id: str
    base: str
    kind: AnalysisKind
    state: AnalysisState
    subjects: tuple[Subject, ...]
    created: datetime
    updated: datetime
    questions: tuple[str, ...] = ()
    model: str = ""
    job: str = ""
    code: str = ""
    problem_params: dict[str, str | int | float] = field(default_factory=dict)

    @property
    def unfinished(self) -> bool:
        """Whether it can go on."""
        return self.state in (AnalysisState.RUNNING, AnalysisState.PAUSED, AnalysisState.FAILED)


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """What was said of a stretch of a document, or of several parts. `heading` and `page` are where the
    stretch begins; `left_out` counts sentences of the model that nothing supported; `quoted`: the sentences
    are the document's own."""

    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    heading: str = ""
    page: int = 0
    left_out: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """`whole` None until it is made; `parts` in the order of the document, of `total` ones."""

    whole: SummaryPart | None
    parts: tuple[SummaryPart, ...]
    total: int = 0


class FactState(StrEnum):
    """What became of a question to a document."""

    ANSWERED = "answered"
    ABSENT = "absent"  # the document does not say
    FAILED = "failed"
    NO_TEXT = "no_text"  # the document was removed from the base since, or could not be read


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell: what one document answers to one question, with its sources, or the problem that ended it."""

    state: FactState
    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    code: str = ""
    problem_params: dict[str, str | int | float] = field(default_factory=dict)


class AnalysisRepository(Protocol):
    """Analyses with their parts."""

    def list(self, base: str = "") -> list[Analysis]:
        """Of a base ("" = of all), the latest first."""

    def get(self, analysis: str) -> Analysis | None:
        """By id; None for an unknown one."""

    def save(self, analysis: Analysis) -> None:
        """Insert or replace; its parts are kept apart."""

    def remove(self, analysis: str) -> None:
        """With its parts."""

    def parts(self, analysis: str) -> dict[str, object]:
        """Part (JSON value) by its place."""

    def save_part(self, analysis: str, place: str, part: object) -> None:
        """Insert or replace."""

    def clear(self, analysis: str, places: Sequence[str] | None = None) -> None:
        """Remove all parts, or those at these places."""
