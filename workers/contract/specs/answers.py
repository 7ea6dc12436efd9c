"""Questions to a model, its answers, and what holds each sentence."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from workers.contract.answer_mode import AnswerMode
from workers.contract.notes import Note
from workers.contract.specs.search import Passage


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the chat; `role` is "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Shot:
    """A question answered well, shown to the model before the real one. `source` is the place that answers
    it, shown as a passage in the ways that search ("" = none); an `answer` "" is a refusal."""

    question: str
    answer: str
    source: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """All that `chat` needs for an answer. It counts tokens, cuts, and says what it left out.
    `read`: the question as it was meant, which the model reads and the answer is checked against
    ("" = `text`); `searched`: the query that found the passages, by which their parts are chosen ("" = the
    same).
    `language`: in which it is answered ("" = the first one that the product knows).
    `relevant` False: the base's calibration says that the documents do not speak of this: refuse.
    `adapter`: path of a GGUF adapter for the trained ways, put on with `strength` (0…1).
    `instructions` and `shots` are the base's own; shots take the place of the built-in ones.
    `fresh`: nothing read for an earlier question is used again, so that the same question has the same answer
    whatever was asked before (exams).
    `embedder`: its folder, with which sentences in other words are compared ("" = words alone decide).
    `ahead`: the question is still being typed: what stands before it is read, and nothing is written.
    `quoted`: the answer of a small model begins with the place that answers, word for word (False: it writes
    all of it).
    `thorough`: four times as long may be read before the first word."""

    text: str
    way: AnswerMode = AnswerMode.DOCUMENTS
    language: str = ""
    history: tuple[Turn, ...] = ()
    instructions: str = ""
    passages: tuple[Passage, ...] = ()
    relevant: bool = True
    max_tokens: int = 512
    temperature: float = 0.0
    seed: int = 3407
    adapter: str = ""
    strength: float = 1.0
    shots: tuple[Shot, ...] = ()
    fresh: bool = False
    embedder: str = ""
    ahead: bool = False
    read: str = ""
    searched: str = ""
    quoted: bool = True
    thorough: bool = False

    @property
    def asked(self) -> str:
        """The question that is answered."""
        return self.read or self.text.strip()


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in the answer, checked by code. `number` counts from 1 in order of appearance; `quote` is
    exactly document_text[start:end]; `page` is where the quote begins."""

    number: int
    document: str
    name: str
    page: int
    start: int
    end: int
    quote: str
    chunk: str = ""
    heading: str = ""


class Support(StrEnum):
    """How far the passages carry a sentence: they say it, they say it but it is not what was asked, they say
    most of it and nothing against it, or not."""

    SUPPORTED = "supported"
    BESIDE = "beside"
    PARTLY = "partly"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer: offsets into `Answer.text` and the numbers of its citations, which only a
    supported one has. `checked` is False for what needs no source (greetings, headings, lead-ins); its
    `support` says nothing then."""

    start: int
    end: int
    citations: tuple[int, ...] = ()
    checked: bool = True
    support: Support = Support.ABSENT


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is shown; `start` and `end` are its offsets in the text of its document."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """A question over tables, answered by reckoning. `text` is the answer in the question's language.
    `query` is the plan that was run, as JSON. `rows` are the first of the `used` rows that the answer was
    reckoned from, of `total` in the table; the other places say which table of which document it is.
    `notes`: what of that document was not read. `citations` and `sentences` as those of an `Answer`."""

    text: str
    document: str
    name: str
    label: str
    caption: str
    page: int
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    used: int
    total: int
    query: dict[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds and tokens of one answer; `first_token_s` counts from the question to the first word. `memory`:
    what the chat process held at its end, in bytes (0 = not known). `words`: how many the model wrote, shown
    or not, in `write_s` seconds without what it read before."""

    search_s: float = 0.0
    first_token_s: float = 0.0
    total_s: float = 0.0
    prompt_tokens: int = 0
    tokens: int = 0
    memory: int = 0
    words: int = 0
    write_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of `ask`. `answered` False: the documents do not say; `nearest` then holds the nearest
    places, and `text` what the model wrote all the same ("" = it was not asked), without sources. `left_out`
    counts passages and turns that did not fit; `read`: the chunks of the passages that the model saw."""

    text: str
    answered: bool
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    nearest: tuple[Citation, ...] = ()
    timings: Timings = Timings()
    stopped: bool = False
    left_out: int = 0
    read: tuple[str, ...] = ()
