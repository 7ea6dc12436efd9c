"""Messages of the wire: one JSON object a line, UTF-8, at most `MAX_LINE` bytes.

`workers/PROTOCOL.md` is the reference; its examples are read by a test. Unknown fields are ignored;
an unknown type or bad JSON raises `WireError`, which the receiver counts and logs.
"""

import json
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from workers.contract.codec import CodecError, from_json, json_line
from workers.contract.codes import Code
from workers.contract.exam import ExamText
from workers.contract.lines import MAX_LINE
from workers.contract.notes import Note
from workers.contract.specs.answers import Citation, Question, Sentence, TableAnswer
from workers.contract.specs.bases import BaseRef, ItemStatus
from workers.contract.specs.pages import DocumentOutline, PageView
from workers.contract.specs.search import Filters, Passage, Place, SearchReport, Understood
from workers.contract.training.examples import ExampleText, PassageStatus
from workers.contract.watching import WatchReason, WatchState

PROTOCOL = 1


class WireError(ValueError):
    """A line that is not a message of this protocol."""


@dataclass(frozen=True, slots=True)
class Message:
    """Base of all messages; `type` is the tag on the wire."""

    type: ClassVar[str] = ""


# --- window → worker -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Start(Message):
    """Begin a job; `params` is the job's spec as JSON (see `specs.Job`)."""

    type: ClassVar[str] = "start"
    request: str
    job: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancel(Message):
    """End a request at the next safe point; answered by its terminal message."""

    type: ClassVar[str] = "cancel"
    request: str


@dataclass(frozen=True, slots=True)
class Search(Message):
    """Find passages. `previous` is the question before, for follow-ups ("" = none). `language` is that of the
    question ("" = by its letters). `reckon`: what tables answer is asked of them as well.
    `gather`: passages to answer from; what stands around the best ones comes along. `literal`: the question
    is searched as it was typed, whatever its words and the documents that it names. `shown`: documents that
    the answer before is from. `reranker`: the folder of a model that ranks the best passages anew ("" =
    none), where it is quick enough here. `explain`: how it came about is told as well, with what became of
    this place. `corrected`: questions that a person has answered; the one that asks the same is named.
    `typing`: the question is still being typed, so that its last word may go on: places come at once, by
    their words alone while the search model is not there yet, with `hits`; all else is ignored."""

    type: ClassVar[str] = "search"
    request: str
    base: BaseRef
    question: str
    k: int = 10
    previous: str = ""
    filters: Filters = Filters()
    language: str = ""
    reckon: bool = False
    gather: bool = False
    literal: bool = False
    shown: tuple[str, ...] = ()
    reranker: str = ""
    explain: Place | None = None
    corrected: tuple[str, ...] = ()
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Render(Message):
    """Show a place: the page holding offset `start`, or `page` when it is not 0. `width` in pixels. `words`:
    the places of the words on a drawn page come along. `part` (start, end): that part of the stored text is
    shown, whatever the pages are."""

    type: ClassVar[str] = "render"
    request: str
    base: BaseRef
    document: str
    start: int = 0
    end: int = 0
    page: int = 0
    width: int = 1024
    folder: str = ""
    words: bool = False
    part: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Describe(Message):
    """What a document is made of: its pages, and how they are shown."""

    type: ClassVar[str] = "describe"
    request: str
    base: BaseRef
    document: str


@dataclass(frozen=True, slots=True)
class Find(Message):
    """Find words in the stored text of a document: in any case, ё as е, over line breaks."""

    type: ClassVar[str] = "find"
    request: str
    base: BaseRef
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Ask(Message):
    """Answer a question with the loaded model (`load` comes first)."""

    type: ClassVar[str] = "ask"
    request: str
    question: Question


@dataclass(frozen=True, slots=True)
class Stop(Message):
    """Stop writing: the answer so far is the result (`succeeded`, stopped = true)."""

    type: ClassVar[str] = "stop"
    request: str


@dataclass(frozen=True, slots=True)
class Yield(Message):
    """Tell `knowledge` that a chat is writing: indexing leaves the processor to it while `busy`."""

    type: ClassVar[str] = "yield"
    busy: bool


@dataclass(frozen=True, slots=True)
class Shutdown(Message):
    """End all requests at a safe point and exit."""

    type: ClassVar[str] = "shutdown"


# --- worker → window -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hello(Message):
    """First line of a worker. `versions` of what it carries; `guards` keep it off the network ("python",
    "kernel"; none in a worker that may use it)."""

    type: ClassVar[str] = "hello"
    protocol: int
    kind: str
    pid: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused(Message):
    """Something in the worker asked for the network and was refused; `where` is an address or a name. Belongs
    to no request."""

    type: ClassVar[str] = "refused"
    where: str


@dataclass(frozen=True, slots=True)
class Progress(Message):
    """`done` of `total` (0 = unknown) in `unit` ("documents", "bytes", "chunks", "steps"); `subject` is
    what is worked on now (a file name), `share` how much of the next unit is done (0…1)."""

    type: ClassVar[str] = "progress"
    request: str
    stage: str
    done: int
    total: int
    unit: str
    subject: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Item(Message):
    """One document of an indexing or removing job changed its status. `notes` say what its text lacks."""

    type: ClassVar[str] = "item"
    request: str
    document: str
    path: str
    status: ItemStatus
    code: str = ""
    params: dict[str, str | int | float] = field(default_factory=dict)
    percent: int = 0
    content: str = ""
    copy_of: str = ""
    pages: int = 0
    chunks: int = 0
    size: int = 0
    modified: float = 0.0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric(Message):
    """A figure worth keeping (name, value, unit)."""

    type: ClassVar[str] = "metric"
    request: str
    name: str
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint(Message):
    """A point to continue from after a failure was written."""

    type: ClassVar[str] = "checkpoint"
    request: str
    path: str
    step: int


@dataclass(frozen=True, slots=True)
class Made(Message):
    """One passage of a `generate` or `make_exam` job is done; `rows` are its new examples, `questions` its
    new exam questions, `code` and `params` the reason when there are none (a `FindingCode`, or "no_room",
    "not_json", "nothing_to_ask")."""

    type: ClassVar[str] = "made"
    request: str
    chunk: str
    document: str
    status: PassageStatus
    code: str = ""
    params: dict[str, str | int | float] = field(default_factory=dict)
    rows: tuple[ExampleText, ...] = ()
    questions: tuple[ExamText, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingStep(Message):
    """One step of a `tune` job. `validation_loss` only where it was measured; memory in bytes of the card
    (CUDA) or of the process; temperature in degrees Celsius (0 = not known)."""

    type: ClassVar[str] = "training_step"
    request: str
    step: int
    steps: int
    epoch: float
    loss: float
    validation_loss: float | None = None
    learning_rate: float = 0.0
    tokens_per_second: float = 0.0
    memory: int = 0
    memory_total: int = 0
    temperature: float = 0.0
    seconds_left: float = 0.0
    best_step: int = 0


@dataclass(frozen=True, slots=True)
class Event(Message):
    """Something worth telling in the journal of a run. `code`: preparing_weights, epoch (number), checkpoint
    (step), better (loss), not_better (loss), resumed (step), stepped_down (what, value), overfit, diverged,
    stopped_early, finishing, exporting."""

    type: ClassVar[str] = "event"
    request: str
    code: str
    params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Token(Message):
    """The next piece of the answer."""

    type: ClassVar[str] = "token"
    request: str
    text: str


@dataclass(frozen=True, slots=True)
class Marks(Message):
    """All sources and checked sentences of the answer so far; offsets count in the text of its tokens.
    Later `marks` replace the earlier ones: numbers stay, the quote of a source may grow."""

    type: ClassVar[str] = "marks"
    request: str
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Passages(Message):
    """What a search found, best first. `relevant`: the base's own calibration says that the documents
    speak of this at all; `question` is the query really searched (with a follow-up's context), `understood`
    how it came of what was typed. `table`: the answer that was reckoned from rows, which needs no model.
    `reranked`: a model ranked the best ones anew; `rerank_s`: seconds that takes here (0 = no such model).
    `report`: where it was to be explained. `same`: which of the corrected questions asks the same, `similar`:
    which one comes near (-1 = none). `terms`: those of each word of a question that is being typed."""

    type: ClassVar[str] = "passages"
    request: str
    question: str
    passages: tuple[Passage, ...]
    relevant: bool
    seconds: float
    best_cosine: float = 0.0
    cosine_floor: float = 0.0
    table: TableAnswer | None = None
    understood: Understood = Understood()
    reranked: bool = False
    rerank_s: float = 0.0
    report: SearchReport | None = None
    same: int = -1
    similar: int = -1
    terms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PageReply(Message):
    """The answer to `render`."""

    type: ClassVar[str] = "page"
    request: str
    view: PageView


@dataclass(frozen=True, slots=True)
class Described(Message):
    """The answer to `describe`."""

    type: ClassVar[str] = "described"
    request: str
    outline: DocumentOutline


@dataclass(frozen=True, slots=True)
class Found(Message):
    """The answer to `find`: the first hits as (start, end) in the text of the document, in order, and how
    many there are."""

    type: ClassVar[str] = "found"
    request: str
    hits: tuple[tuple[int, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class FolderState(Message):
    """How the folder of a `watch` job is watched from now on; the first says that it is watched at all.
    After WATCHED or POLLED anything may have changed in it that was not told."""

    type: ClassVar[str] = "folder_state"
    request: str
    state: WatchState
    reason: WatchReason = WatchReason.NONE


@dataclass(frozen=True, slots=True)
class FilesChanged(Message):
    """Files of a `watch` job that are new, changed or gone, and that rest."""

    type: ClassVar[str] = "files_changed"
    request: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alive(Message):
    """Every five seconds, from a thread of its own."""

    type: ClassVar[str] = "alive"


@dataclass(frozen=True, slots=True)
class Succeeded(Message):
    """Terminal. `result` is the job's result as JSON (see `specs.Job`)."""

    type: ClassVar[str] = "succeeded"
    request: str
    result: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancelled(Message):
    """Terminal."""

    type: ClassVar[str] = "cancelled"
    request: str
    resumable: bool = False


@dataclass(frozen=True, slots=True)
class Failed(Message):
    """Terminal. `detail` is for the log, never for the surface."""

    type: ClassVar[str] = "failed"
    request: str
    code: Code
    params: dict[str, str | int | float] = field(default_factory=dict)
    detail: str = ""
    resumable: bool = False


TO_WORKER: tuple[type[Message], ...] = (
    Start,
    Cancel,
    Search,
    Render,
    Describe,
    Find,
    Ask,
    Stop,
    Yield,
    Shutdown,
)
FROM_WORKER: tuple[type[Message], ...] = (
    Hello, Progress, Item, Metric, Checkpoint, Made, TrainingStep, Event, Token, Marks, Passages, PageReply,
    Described, Found, FolderState, FilesChanged, Alive,
    Refused, Succeeded, Cancelled, Failed,
)  # fmt: skip
TERMINAL = (Succeeded, Cancelled, Failed)
_BY_TYPE = {cls.type: cls for cls in TO_WORKER + FROM_WORKER}


def encode(message: Message) -> bytes:
    """The message as one line with its newline; raises `WireError` when it is longer than `MAX_LINE`."""
    line = json_line({"type": message.type, **{f.name: getattr(message, f.name) for f in fields(message)}})
    if len(line) > MAX_LINE:
        raise WireError(f"{message.type}: {len(line)} bytes, more than a line may have")
    return line


def decode(untrusted_line: bytes) -> Message:
    """The message in a line (without or with its newline); raises `WireError`."""
    if len(untrusted_line) > MAX_LINE:
        raise WireError("the line is too long")
    try:
        body = json.loads(untrusted_line)
    except (ValueError, RecursionError) as error:
        raise WireError("not JSON") from error
    if not isinstance(body, dict):
        raise WireError("not an object")
    cls = _BY_TYPE.get(str(body.get("type", "")))
    if cls is None:
        raise WireError(f"unknown type {str(body.get('type'))[:40]!r}")
    try:
        return from_json(cls, body)
    except CodecError as error:
        raise WireError(str(error)) from error
