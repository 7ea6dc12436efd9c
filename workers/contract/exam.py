"""Parameters and results of the jobs that make exam questions, mark answers, and estimate what documents are
worth. Standard library only.

Lists travel as files of JSON lines (`*.jsonl`) or inside a message where they are short. Offsets are
half-open and count in the document's whole text; times are seconds."""

from dataclasses import dataclass, field
from enum import StrEnum

from workers.contract.specs.answers import Citation
from workers.contract.specs.search import Passage


class QuestionKind(StrEnum):
    """What an exam question asks for."""

    FACT = "fact"
    HOW_TO = "how_to"
    LIST = "list"
    NUMBER = "number"
    FALSE_PREMISE = (
        "false_premise"  # the question supposes what the documents deny: to be corrected or refused
    )
    NO_ANSWER = "no_answer"  # the documents do not say: to be refused
    STYLE = "style"  # the manner counts: form, tone, a term
    CLASSIFY = "classify"  # the answer is one of a few classes
    EXTRACT = "extract"  # the answer are fields of the text in the question, one a line
    GENERAL = "general"  # shipped with the product: what a model must not forget


GENERATED_QUESTIONS = (
    QuestionKind.FACT,
    QuestionKind.HOW_TO,
    QuestionKind.LIST,
    QuestionKind.NUMBER,
    QuestionKind.FALSE_PREMISE,
    QuestionKind.NO_ANSWER,
)


class Task(StrEnum):
    """What a model is used for: small ones are as good at some of it as large ones."""

    ANSWER = "answer"  # questions about the documents
    CLASSIFY = "classify"
    EXTRACT = "extract"
    REWRITE = "rewrite"  # in the manner of the house


_TASKS = {
    QuestionKind.CLASSIFY: Task.CLASSIFY,
    QuestionKind.EXTRACT: Task.EXTRACT,
    QuestionKind.STYLE: Task.REWRITE,
}


def task_of(kind: QuestionKind) -> Task:
    """The task that questions of a kind examine."""
    return _TASKS.get(kind, Task.ANSWER)


@dataclass(frozen=True, slots=True)
class ExamText:
    """A question with what a right answer is. `answer` "" = the documents do not say. `quote` is exactly
    document_text[start:end] when `document` is set. Each of `must` is a key fact that has to appear, written
    as alternatives between "|"; none of `must_not` may appear."""

    question: str
    answer: str
    kind: QuestionKind = QuestionKind.FACT
    quote: str = ""
    document: str = ""
    document_name: str = ""
    chunk: str = ""
    start: int = 0
    end: int = 0
    page: int = 0
    language: str = ""
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether something is to be answered (also "that is not so")."""
        return bool(self.answer.strip())


@dataclass(frozen=True, slots=True)
class MakeExamSpec:
    """Make `questions` new questions from passages with a chat model: one of a passage, up to three where the
    file has fewer passages than questions. `file`: SourcePassage lines of the whole base, for it tells what
    the documents do not say; nothing is asked about the documents of `left_out` (those that training rows
    came from). `done` are chunks worked on before; `asked` the questions there are, not to be repeated in any
    wording, `unanswered` of them without an answer: a fifth and more of all have none. `model`: path of a
    GGUF; `embedder`: folder."""

    model: str
    file: str
    embedder: str
    questions: int = 100
    kinds: tuple[QuestionKind, ...] = GENERATED_QUESTIONS
    done: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    unanswered: int = 0
    left_out: tuple[str, ...] = ()  # ids of documents
    threads: int = 0
    gpu_layers: int = -1
    seed: int = 3407


@dataclass(frozen=True, slots=True)
class MakeExamResult:
    """Totals of a `make_exam` job, this run only."""

    passages: int
    questions: int
    nothing: int
    failed: int


class Mark(StrEnum):
    """What an answer is worth."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    REFUSED = "refused"  # refused, though the documents say it
    INVENTED = "invented"  # answered, though the documents do not say it


class ReasonCode(StrEnum):
    """Why a mark is what it is; the window has the sentence. The comment names the parameters."""

    EMPTY = "empty"
    EXACT = "exact"  # the expected words stand in the answer
    REFUSED_RIGHTLY = "refused_rightly"
    REFUSED_WRONGLY = "refused_wrongly"
    INVENTED = "invented"
    PREMISE_CORRECTED = "premise_corrected"
    PREMISE_FOLLOWED = "premise_followed"
    KEY_FACT = "key_fact"  # fact
    KEY_FACT_MISSING = "key_fact_missing"  # fact
    FORBIDDEN = "forbidden"  # fact (of `must_not`, found)
    NUMBERS_AGREE = "numbers_agree"  # numbers
    NUMBER_MISSING = "number_missing"  # numbers
    NUMBER_OTHER = "number_other"  # expected, said
    SAYS_OTHERWISE = "says_otherwise"  # yes for no, may for may not, at least for at most
    TURNED_ROUND = "turned_round"  # aspect (denied, mood, actor, direction, opposite, belonging), fact
    AMOUNT_OTHERWISE = "amount_otherwise"  # number, aspect (denied, unit, kind, rate, bound, side)
    WORDS = "words"  # share (per cent of the telling words of the expected answer)
    MEANING = "meaning"  # similarity (per cent)
    ITEMS = "items"  # found, expected (of a list)
    ITEM_ADDED = "item_added"  # fact (of a list, said beside the expected ones)
    LANGUAGE_OTHER = "language_other"
    CITATION_RIGHT = "citation_right"  # document, page
    CITATION_OTHER = "citation_other"  # document, page: it holds the answer as well
    CITATION_WRONG = "citation_wrong"  # document, page
    NO_CITATION = "no_citation"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing seen in an answer; `good` speaks for it."""

    code: ReasonCode
    good: bool
    params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer to be marked. `refused`: the product itself said that the documents do not say. `passages`
    are those the model was shown (for the places it cites)."""

    question: ExamText
    answer: str
    refused: bool
    searched: bool
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeSpec:
    """Mark answers with the rules and the embedder in the folder `embedder`; at most 64 at once."""

    embedder: str
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """The mark of one answer. `citation`: whether its source is right (None: it names none, or none is
    known). `citation` does not change the mark."""

    mark: Mark
    reasons: tuple[Reason, ...]
    citation: bool | None = None


@dataclass(frozen=True, slots=True)
class GradeResult:
    """One grade an answer, in order."""

    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer to a question that has an expected one."""

    question: str
    expected: str
    answer: str


@dataclass(frozen=True, slots=True)
class OpinionSpec:
    """Have a chat model (path of a GGUF) mark answers as right, partly right or wrong; at most 64 at once."""

    model: str
    answers: tuple[JudgedAnswer, ...]
    threads: int = 0
    gpu_layers: int = -1


@dataclass(frozen=True, slots=True)
class OpinionResult:
    """RIGHT, PARTLY or WRONG of each answer, in order."""

    marks: tuple[Mark, ...]


# --- what documents are worth ---------------------------------------------------------------------


class RemarkCode(StrEnum):
    """What makes a document, or a place in it, worth less; the window has the sentence."""

    OTHER_NUMBER = "other_number"  # another document says the same with another number
    OUT_OF_FORCE = "out_of_force"  # it says of itself that it is no longer in force
    EXPIRED = "expired"  # it says that it was in force until a day that is past
    NEWER_EDITION = "newer_edition"  # a document of the same name is of a later year or version


@dataclass(frozen=True, slots=True)
class Remark:
    """About a document (id, name, page from 1 or 0) with the words that it rests on, and those of the `other`
    document where there is one."""

    code: RemarkCode
    document: str
    name: str
    page: int
    text: str
    other: str = ""
    other_text: str = ""


@dataclass(frozen=True, slots=True)
class DocumentsValueSpec:
    """`passages`: SourcePassage lines of a whole base; what can be asked is looked up in at most `sample` of
    them, spread over the documents. `today`: YYYY-MM-DD."""

    passages: str
    today: str
    sample: int = 400


@dataclass(frozen=True, slots=True)
class DocumentsValueResult:
    """`questions` that can be asked of `askable` of the `sampled` passages, without a model and its mistakes.
    `repeated` of `sentences` stand in another document too. `remarks` are the first ones of each kind,
    `counts` all of them by code."""

    documents: int
    passages: int
    sampled: int
    askable: int
    questions: int
    sentences: int
    repeated: int
    remarks: tuple[Remark, ...]
    counts: dict[str, int]

    @property
    def expected(self) -> int:
        """Questions of the whole base, in the proportion of the sample."""
        return round(self.questions * self.passages / self.sampled) if self.sampled else 0
