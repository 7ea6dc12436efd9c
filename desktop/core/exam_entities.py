"""Exams and instructions as plain values. Times are UTC datetimes; ids are 36-character uuids; shares are
0…1."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.core.entities import MessageState
from desktop.core.review.rows import Row, RowCounts
from workers.contract.answer_mode import AnswerMode
from workers.contract.exam import ExamText, Grade, Mark
from workers.contract.specs.answers import Citation, Shot, Timings

# Exams of a base have so many questions; fewer say little, more take hours. So many are made when nobody
# says otherwise, as far as the documents give them.
LEAST_QUESTIONS, USUAL_QUESTIONS, MOST_QUESTIONS = 30, 100, 300
# Questions of the quick self-exam after the first indexing.
READINESS_QUESTIONS = 20


class Half(StrEnum):
    """The search for instructions learns from one half of an exam and is judged on the other."""

    TRAIN = "train"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class ExamQuestion(Row[ExamText]):
    """A question of a base's exam. `half` is drawn by the question's own words (a hash), all questions about
    one document in one half where it has more than two documents. `lost`: rejected by the product, because
    its document is gone or no longer holds its quote; it is asked again when the quote is back."""

    half: Half = Half.TEST
    lost: bool = False


@dataclass(frozen=True, slots=True)
class QuestionCounts(RowCounts):
    """Of one base, without the shipped ones and those of the quick look. `unanswered` counts among those that
    are asked."""

    unanswered: int = 0


SHIPPED = "general_"  # how the ids of the questions that come with the product begin


def is_shipped(question: str) -> bool:
    """Whether a question (id) came with the product."""
    return question.startswith(SHIPPED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who sits an exam: `entry` is how it answers, in the order of the table (databases keep that name).
    `model` is a model's id; `adapter` an adapter's id with its `strength`, for the trained modes;
    `instructions` the id of a version, for the instructed ones ("" otherwise)."""

    entry: AnswerMode
    model: str
    adapter: str = ""
    strength: float = 1.0
    instructions: str = ""

    @property
    def key(self) -> str:
        """Names it within an exam, and is the same for the same candidate in another one."""
        parts = [self.entry.value, self.model]
        if self.adapter:
            parts.append(f"{self.adapter}@{self.strength:.2f}")
        if self.instructions:
            parts.append(self.instructions)
        return "|".join(parts)


class Purpose(StrEnum):
    """What an exam is held for."""

    EXAM = "exam"
    READINESS = "readiness"  # the quick one after the first indexing
    STRENGTH = "strength"  # one adapter at several strengths
    TRIAL = "trial"  # instructions on ten questions: neither listed nor counted as an exam
    SEARCH = "search"  # a round of the search for instructions: not listed with the exams


class ExamState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"  # also: the program ended in the middle
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam of a base: every one of `questions` (ids; see `is_shipped`) put to every
    candidate. `job` is the row that does it. `data_hash` names the questions with their expected answers,
    `documents_hash` the indexed documents as they were. `reviewed` counts the questions a person had
    ticked."""

    id: str
    base: str
    purpose: Purpose
    state: ExamState
    candidates: tuple[Candidate, ...]
    questions: tuple[str, ...]
    seed: int
    created: datetime
    updated: datetime
    job: str = ""
    data_hash: str = ""
    documents_hash: str = ""
    reviewed: int = 0
    code: str = ""
    problem_params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opinion:
    """How a chat model marks an answer, beside the rules and never instead of them: `model` is its id,
    `kappa` what its marks agreed with people's beyond chance on this computer, of `tried` answers."""

    mark: Mark
    model: str
    kappa: float
    tried: int


@dataclass(frozen=True, slots=True)
class ExamAnswer:
    """What a candidate answered to a question, with its mark. Written once, asked never again; only the
    person's `overruled` mark and the second `opinion` may change."""

    exam: str
    candidate: str  # Candidate.key
    question: str
    text: str
    state: MessageState
    citations: tuple[Citation, ...]
    grade: Grade
    timings: Timings
    overruled: Mark | None = None
    overruled_by: str = ""
    overruled_at: datetime | None = None
    opinion: Opinion | None = None

    @property
    def differs(self) -> bool:
        """Whether the second opinion is another one than the mark that counts."""
        return self.opinion is not None and self.opinion.mark is not self.mark

    @property
    def mark(self) -> Mark:
        """The person's mark, else the rules' one."""
        return self.overruled or self.grade.mark


@dataclass(frozen=True, slots=True)
class OpinionSummary:
    """Of `asked` answers a model (id) holds the same as the mark that counts of `alike`. `kappa` is how it
    agreed with people on `tried` other answers."""

    model: str
    kappa: float
    tried: int
    asked: int
    alike: int


def opinions_of(answers: Sequence[ExamAnswer]) -> OpinionSummary | None:
    """Of the model that was asked about most of them; None while none was asked."""
    given = [one for one in answers if one.opinion is not None]
    models = [one.opinion.model for one in given if one.opinion is not None]
    if not models:
        return None
    model = max(dict.fromkeys(models), key=models.count)
    mine = [one for one in given if one.opinion is not None and one.opinion.model == model]
    last = mine[-1].opinion
    assert last is not None
    alike = sum(not one.differs for one in mine)
    return OpinionSummary(model, last.kappa, last.tried, len(mine), alike)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A line of the table: counts of marks over the base's own questions (right ones include right refusals).
    `low`, `high`: 95 % interval of the share of right answers. `cited` right answers named a source whose
    place is known, `citations_right` of them the right one. `general`: right answers to the shipped questions
    out of `general_asked`. Medians over answers; `memory` is the most, in bytes."""

    candidate: Candidate
    asked: int
    right: int
    partly: int
    wrong: int
    refused: int
    invented: int
    low: float
    high: float
    cited: int = 0
    citations_right: int = 0
    general: int = 0
    general_asked: int = 0
    seconds_median: float = 0.0
    tokens_median: float = 0.0
    memory: int = 0

    @property
    def share(self) -> float:
        """Right answers among those asked, 0…1; 0 when nothing was asked."""
        return self.right / self.asked if self.asked else 0.0


class Judgement(StrEnum):
    """What a paired comparison says of the first against the second."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    TOO_FEW = "too_few"  # not enough questions to tell


@dataclass(frozen=True, slots=True)
class Verdict:
    """`first` against `second` (candidate keys) on the questions both answered: the difference of their
    shares of right answers (first − second) with its interval, of 95 % for all comparisons of an exam
    together. `differing` counts the questions that one of both alone answered rightly."""

    first: str
    second: str
    questions: int
    difference: float
    low: float
    high: float
    judgement: Judgement
    differing: int = 0

    def turned(self) -> "Verdict":
        """The same comparison told of the second against the first."""
        judged = {Judgement.BETTER: Judgement.WORSE, Judgement.WORSE: Judgement.BETTER}
        return Verdict(
            self.second, self.first, self.questions, -self.difference, -self.high, -self.low,
            judged.get(self.judgement, self.judgement), self.differing,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """The table of an exam, best first; `verdicts` compare each with the reference (the active one when it
    sat the exam, else the best). `best` is the recommended key: the simplest of those no worse than the
    best. `knows_less`: who answers the general questions rightly less often than the model that it was
    trained from, or than another model, by more than chance explains."""

    exam: str
    rows: tuple[ScoreRow, ...]
    verdicts: tuple[Verdict, ...]
    reference: str = ""
    best: str = ""
    knows_less: tuple[Verdict, ...] = ()

    def row(self, key: str) -> ScoreRow | None:
        """The line of a candidate."""
        return next((row for row in self.rows if row.candidate.key == key), None)


# --- instructions --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Instructions:
    """A version of a base's instructions: a text for the model and good examples. At most one of a base is
    `active`. `exam`: the search's own exam on the test half; `right`/`right_before` of `asked` there, with
    and without them. `origin`: "search" or "written"."""

    id: str
    base: str
    number: int
    text: str
    shots: tuple[Shot, ...]
    created: datetime
    origin: str
    active: bool = False
    exam: str = ""
    asked: int = 0
    right: int = 0
    right_before: int = 0
    low: float = 0.0  # 95 % interval of the difference on the test half
    high: float = 0.0
    rounds: int = 0
    tried: int = 0


ADAPTER, INSTRUCTIONS = "adapter", "instructions"  # kinds of what is switched on


@dataclass(frozen=True, slots=True)
class Activation:
    """What was switched on in a base, when, and on whose word: `kind` is ADAPTER or INSTRUCTIONS,
    `subject` its id ("" = off), `before` what was on until then (for one click back). `overridden_by` names
    who switched it on against the exam, with the refused `reason` code."""

    id: str
    base: str
    kind: str
    subject: str
    before: str
    at: datetime
    strength: float = 1.0
    exam: str = ""
    overridden_by: str = ""
    reason: str = ""
