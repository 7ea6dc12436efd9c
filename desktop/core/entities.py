"""What the database keeps, as plain values. Times are UTC datetimes; ids are 36-character uuids."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop.core.agreement import Agreement
from workers.contract.answer_mode import AnswerMode
from workers.contract.codes import Problem
from workers.contract.exam import Task
from workers.contract.notes import Note, waits_for_password
from workers.contract.specs.answers import Citation, Sentence, TableAnswer, Timings
from workers.contract.specs.search import Understood
from workers.contract.watching import WatchReason, WatchState
from workers.files import sha256


@dataclass(frozen=True, slots=True)
class TaskWay:
    """What does a task in a base, as an exam has shown; the fields are those of a `Candidate`."""

    task: Task
    entry: AnswerMode
    model: str
    adapter: str = ""
    strength: float = 1.0
    instructions: str = ""
    exam: str = ""


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """A set of documents that is asked together. `model` is its own chat model ("" = the default). `tasks`:
    what does which task; while `task` is one of them, the chat answers so instead of by `way`."""

    id: str
    name: str
    created: datetime
    server: str = ""
    model: str = ""
    way: AnswerMode = AnswerMode.DOCUMENTS
    task: str = ""
    tasks: tuple[TaskWay, ...] = ()

    def doing(self, task: str) -> TaskWay | None:
        """What does a task here; None when nothing was chosen for it."""
        return next((one for one in self.tasks if one.task == task), None)


class DocumentState(StrEnum):
    """States of a document row; the window has a word, an icon and a colour for each."""

    QUEUED = "queued"
    READING = "reading"
    READY = "ready"  # `indexed` on the command line
    CHANGED = "changed"  # the file changed since; the old text answers until the new one is read
    COPY = "copy"
    FAILED = "failed"
    SKIPPED = "skipped"
    MISSING = "missing"  # the file is gone; its text is kept and answers no more
    UNREACHABLE = "unreachable"  # its disk or share is not there, or closed; its text still answers

    @property
    def under_way(self) -> bool:
        """Whether it waits to be read or is read now."""
        return self in (DocumentState.QUEUED, DocumentState.READING)

    @property
    def answers(self) -> bool:
        """Whether a search finds its text; see `Document.answers`."""
        return self in (
            DocumentState.READY, DocumentState.CHANGED, DocumentState.COPY, DocumentState.UNREACHABLE,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that documents of a base were imported from; `watched`: what changes in it is read."""

    base: str
    path: str
    watched: bool = True


@dataclass(frozen=True, slots=True)
class LivingFolder:
    """A folder as the window shows it. `state` None: it is not watched (now)."""

    path: str
    watched: bool
    state: WatchState | None = None
    reason: WatchReason = WatchReason.NONE


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a base. `code`/`params` explain FAILED; `copy_of` is the path of the first copy; `content` is
    the sha256 of the file that the text in the index is of; `notes` say what that text lacks. `changed`: when
    the text was last seen to be another than before (seconds since 1970; 0 = never): `modified` is the file's
    own word, which a copy or an unpacked archive sets anew."""

    id: str
    base: str
    path: str
    state: DocumentState
    content: str = ""
    pages: int = 0
    chunks: int = 0
    size: int = 0
    modified: float = 0.0
    code: str = ""
    params: dict[str, str | int | float] = field(default_factory=dict)
    copy_of: str = ""
    percent: int = 0
    notes: tuple[Note, ...] = ()
    changed: float = 0.0

    @property
    def problem(self) -> Problem:
        """Why a FAILED one failed."""
        return Problem.stored(self.code, self.params)

    @property
    def is_locked(self) -> bool:
        """Whether a password would open it, or more of what is inside."""
        return waits_for_password(self.code, self.notes)

    @property
    def is_unread(self) -> bool:
        """Whether nothing of it was read, for a reason that is told."""
        return self.state in (DocumentState.FAILED, DocumentState.SKIPPED) and bool(self.code)

    @property
    def answers(self) -> bool:
        """Whether a search finds its text: also while it is read anew, for the old text stays until then."""
        return self.state.answers or (self.state.under_way and self.chunks > 0)

    @property
    def has_text(self) -> bool:
        """Whether it answers with a text of its own, so that its pages and chunks count; a copy answers with
        that of its first."""
        return self.answers and self.state is not DocumentState.COPY


def contents(documents: Iterable[Document]) -> tuple[str, ...]:
    """What the documents that answer say, each text once: sha256 of their files, sorted."""
    return tuple(sorted({row.content for row in documents if row.answers and row.content}))


def documents_hash(documents: Iterable[Document]) -> str:
    """Names the `contents` of a base, whatever the files are called; "" where nothing answers."""
    found = contents(documents)
    return sha256("\n".join(found)) if found else ""


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"  # the program ended in the middle; *Continue* is offered
    SUCCEEDED = "succeeded"
    CANCELLED = "cancelled"
    FAILED = "failed"


class LocalJob(StrEnum):
    """Durable work that the window conducts itself, out of many requests to workers."""

    EXAM = "exam"
    SEARCH_INSTRUCTIONS = "search_instructions"
    SUMMARY = "summary"
    FACTS = "facts"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class JobRecord:
    """Durable work: written before it starts. `params` starts it again (never a password)."""

    id: str
    kind: str  # workers.contract.specs.jobs.Job value, or a `LocalJob` one
    base: str  # "" when it belongs to no base
    state: JobState
    params: dict[str, Any]
    created: datetime
    updated: datetime
    done: int = 0
    total: int = 0
    unit: str = ""
    stage: str = ""
    subject: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    code: str = ""
    problem_params: dict[str, str | int | float] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """Why a FAILED one failed."""
        return Problem.stored(self.code, self.problem_params)

    @property
    def quiet(self) -> bool:
        """Nobody asked for it just now: no card, no message, no question at the quit is for it."""
        return bool(self.params.get("quiet"))

    @property
    def models(self) -> tuple[str, ...]:
        """Ids of the models it works on."""
        untrusted = self.params.get("models", [])
        many = [str(model) for model in untrusted] if isinstance(untrusted, list) else []
        one = str(self.params.get("model", ""))
        return tuple([one] if one else many)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation within one base; `answers` counts the assistant's messages, of all branches. `tip`: the
    last message of the branch that is open ("" = the latest message)."""

    id: str
    base: str
    title: str
    created: datetime
    updated: datetime
    answers: int = 0
    pinned: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message that was found by its words, and the title of its chat."""

    chat: str
    title: str
    message: str
    text: str


class MessageState(StrEnum):
    WRITING = "writing"
    COMPLETE = "complete"
    STOPPED = "stopped"
    REFUSED = "refused"  # the documents do not say
    FAILED = "failed"


USER, ASSISTANT = "user", "assistant"  # roles of a message


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """`role` is "user" or "assistant". An assistant's message names its way, model, adapter and time.
    `table`: the rows that its answer was reckoned from, where no model wrote it. `understood`: how its
    question was read before it was searched; `read`: the chunks of the passages that the model saw. `parent`:
    the message that it follows ("" = it is the first, None = the latest one of its chat, when it is saved);
    messages with one parent begin branches of the chat.
    `attached`: paths of the files that were read for this question alone; `corrected`: the `Correction` that
    it was answered with, `resembles`: one to a question that comes near."""

    id: str
    chat: str
    role: str
    text: str
    created: datetime
    state: MessageState = MessageState.COMPLETE
    way: AnswerMode = AnswerMode.DOCUMENTS
    model: str = ""
    adapter: str = ""
    strength: float = 1.0
    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    nearest: tuple[Citation, ...] = ()
    timings: Timings = Timings()
    code: str = ""
    problem_params: dict[str, str | int | float] = field(default_factory=dict)
    table: TableAnswer | None = None
    understood: Understood = Understood()
    read: tuple[str, ...] = ()
    parent: str | None = None
    attached: tuple[str, ...] = ()
    corrected: str = ""
    resembles: str = ""

    @property
    def problem(self) -> Problem:
        """Why a FAILED one failed."""
        return Problem.stored(self.code, self.problem_params)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says is the right answer to a question. `place`: where it stands in the documents (None =
    not told); `by`: who says so; `wrong`: the answer that was wrong."""

    id: str
    base: str
    question: str
    answer: str
    created: datetime
    place: Citation | None = None
    by: str = ""
    wrong: str = ""


class ModelPurpose(StrEnum):
    CHAT = "chat"
    EMBEDDING = "embedding"
    RERANK = "rerank"


class ModelState(StrEnum):
    AVAILABLE = "available"  # in the catalogue, not here
    FETCHING = "fetching"
    READY = "ready"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """A model of this computer (a row) or of the catalogue (state AVAILABLE). `path` is the GGUF file or
    the embedder's folder. `words_per_second` is measured here (0 = not yet), and so is `agreement`: how its
    marks of answers agree with people's; `agreement_of` names the answers and the file that it holds for.
    `added` = put in by the user.
    What the catalogue says of it (`CatalogueModel`) is told anew at each start: `russian_source`,
    `makeshift`, `recommended`, `used`, `carried_by` (packages), `origin`, `active_parameters` (0 = all)."""

    id: str
    name: dict[str, str]  # language → name
    purpose: ModelPurpose
    publisher: str
    licence: str
    size: int
    sha256: str = ""
    path: str = ""
    state: ModelState = ModelState.AVAILABLE
    context: int = 0
    parameters: int = 0
    architecture: str = ""
    quantization: str = ""
    russian: str = ""  # "good" | "fair" | "poor" | ""
    trial: bool = False
    starter: bool = False
    added: bool = False
    verified: float = 0.0  # modification time of the file when its hash was last found right (0 = never)
    memory: int = 0  # bytes needed to answer
    words_per_second: float = 0.0
    agreement: Agreement | None = None
    agreement_of: str = ""
    source: str = ""
    tried: bool = True
    description: dict[str, str] = field(default_factory=dict)
    active_parameters: int = 0
    russian_source: dict[str, str] = field(default_factory=dict)
    makeshift: dict[str, str] = field(default_factory=dict)
    recommended: int = 0
    used: bool = True
    carried_by: list[str] = field(default_factory=list)
    origin: str = ""
